"""The page for what else shall hold, besides the hours, when somebody is booked."""

from __future__ import annotations

from datetime import timedelta

from bot.buttons.limits import ADay, Gap, Notice
from bot.buttons.settings import Hours
from bot.views.view import Key, View, fit, press
from scheduling.people import Person
from texts import Words, dates

NOTHING = timedelta(0)
NOTICES = (NOTHING, timedelta(hours=2), timedelta(days=1))
GAPS = (NOTHING, timedelta(minutes=15), timedelta(minutes=30))
COUNTS = (0, 3, 6)
"""What is offered; 0 a day is any number."""


def page(viewer: Person, words: Words) -> View:
    """Three rows, and in each what holds now."""
    limits = viewer.prefs.limits

    def length(key: str, least: timedelta) -> str:
        return dates.length(least, words.language) if least else words.button(key)

    notices: list[Key] = [
        press(_ticked(words, length("button-any-notice", each), limits.notice == each), Notice(each))
        for each in NOTICES
    ]
    gaps: list[Key] = [
        press(_ticked(words, length("button-no-gap", each), limits.before == each), Gap(each)) for each in GAPS
    ]
    counts: list[Key] = [
        press(
            _ticked(
                words,
                words.button("button-a-day", count=each) if each else words.button("button-any-number"),
                (limits.per_day or 0) == each,
            ),
            ADay(each),
        )
        for each in COUNTS
    ]
    rows = (*fit(notices), *fit(gaps), *fit(counts), (press(words.button("button-back"), Hours()),))
    return View(words.html("limits-asked"), rows)


def _ticked(words: Words, label: str, on: bool) -> str:
    return words.button("button-day-on", day=label) if on else label
