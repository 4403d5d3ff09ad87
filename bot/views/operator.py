"""What operators see of their installation."""

from __future__ import annotations

from bot.buttons.operator import SendToAll, StopSending
from bot.views.view import Rows, View, press
from db.broadcasts import Broadcast
from scheduling.notices import Kind, Notice
from services.standing import Standing
from texts import Markup, Words, join, lines


def status(found: Standing, words: Words) -> View:
    """/status"""
    if found.oldest is None:
        waits = words.html("operator-nothing-due")
    else:
        waits = words.html("operator-oldest-due", seconds=int(found.oldest.total_seconds()))
    worked_on = [
        words.html("operator-notices-line", kind=kind, state=state, count=count)
        for (kind, state), count in found.notices.items()
    ]
    return View(
        lines(
            words.html("operator-status"),
            words.html("operator-versions", version=found.version, tzdata=found.tzdata),
            words.html("operator-database", version=found.postgresql),
            words.html("operator-people", count=found.people),
            waits,
            words.html("operator-updates", open=found.updates_open, aside=found.updates_set_aside),
            words.html("operator-notices" if worked_on else "operator-no-notices"),
            *worked_on,
        )
    )


def preview(found: Broadcast, words: Words) -> View:
    """What everybody would read, and the question whether they shall."""
    text = join("\n\n", words.html("operator-broadcast-preview", count=found.people), Markup(found.html))
    send = press(words.button("button-broadcast-send", count=found.people), SendToAll(found.number))
    drop = press(words.button("button-broadcast-drop"), StopSending(found.number))
    return View(text, ((send,), (drop,)) if found.people else ((drop,),))


def progress(found: Broadcast, words: Words) -> View:
    """How far it is; the same message is edited on the way."""
    rows: Rows = ()
    if found.cancelled:
        state = words.html("operator-broadcast-cancelled", sent=found.sent)
    elif found.waiting:
        state = words.html("operator-broadcast-under-way", sent=found.sent, count=found.people)
        rows = ((press(words.button("button-broadcast-stop"), StopSending(found.number)),),)
    else:
        state = words.html("operator-broadcast-done", sent=found.sent, count=found.people)
    failed = words.html("operator-broadcast-failed", failed=found.failed) if found.failed else None
    return View(join("\n\n", Markup(found.html), lines(state, failed)), rows)


def shown(notice: Notice, found: Broadcast | None, words: Words) -> View | None:
    """What everybody reads, the operator's words as they are, or the progress; None once it was called off."""
    if found is None or (found.cancelled and notice.kind is Kind.BROADCAST):
        return None
    return View(found.html) if notice.kind is Kind.BROADCAST else progress(found, words)
