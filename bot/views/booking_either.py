"""A line typed over an open draft, which may change it or be something new."""

from __future__ import annotations

from bot.buttons.booking import Meant, Step
from bot.buttons.settings import TimeOff
from bot.views import Rows, View, press
from bot.views.booking import Drafted


def either(drafted: Drafted, title: str, *, off: bool = False) -> View:
    """Which of the two? `title` is that of the new one; `off` says that it speaks of days off."""
    words, draft = drafted.words, drafted.draft
    change = words.button("button-change-draft", title=drafted.title)
    new = words.button("button-new-titled", title=title)
    rows: Rows = (
        (press(change, Meant(draft.id, False)),),
        (press(new, Meant(draft.id, True)),),
        *(((press(words.button("button-time-off"), TimeOff()),),) if off else ()),
        drafted.foot(Step.CARD),
    )
    return View(words.html("booking-either", title=title, what=drafted.what), rows)
