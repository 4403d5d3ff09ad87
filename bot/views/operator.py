"""What operators see of their installation."""

from __future__ import annotations

from bot.views.view import View
from services.standing import Standing
from texts import Words, lines


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
