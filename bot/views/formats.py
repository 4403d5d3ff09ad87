"""How somebody reads times and dates: each choice shown as an example of itself."""

from __future__ import annotations

from datetime import date, datetime

from bot.buttons.formats import DateOrder, FirstWeekday, Formats, HourCycle
from bot.buttons.settings import Settings
from bot.views.view import Key, View, press
from scheduling.people import Person
from texts import Words, dates

__all__ = ["FIRST_WEEKDAYS", "Formats", "formats", "label"]

FIRST_WEEKDAYS = (0, 5, 6)
"""Weeks begin with a Monday, a Saturday or a Sunday, depending on where one is."""


def label(viewer: Person, words: Words, now: datetime) -> str:
    """What the button in /settings shows: "14:05, Mon first, 3/11"."""
    assert viewer.zone is not None
    first = dates.weekdays(words.language, short=True)[viewer.prefs.first_weekday]
    clock = dates.clock(now, viewer.zone, words.language, viewer.prefs.hour_cycle)
    today = now.astimezone(viewer.zone).date()
    if viewer.prefs.day_first is None:
        return words.button("button-formats", clock=clock, weekday=first)
    figures = _slashed(today, viewer.prefs.day_first)
    return words.button("button-formats-order", clock=clock, weekday=first, figures=figures)


def formats(viewer: Person, words: Words, now: datetime) -> View:
    """The three choices, a tap each."""
    assert viewer.zone is not None
    today = now.astimezone(viewer.zone).date()
    # A day that both orders can mean.
    sample = today.replace(day=today.day if today.day <= 12 and today.day != today.month else today.month % 12 + 1)
    shown = dates.day(sample, viewer.zone, words.language, now)
    clocks: list[Key] = [
        press(
            _ticked(
                words, dates.clock(now, viewer.zone, words.language, each), (viewer.prefs.hour_cycle or 24) == each
            ),
            HourCycle(each),
        )
        for each in (24, 12)
    ]
    weekdays = dates.weekdays(words.language)
    first: list[Key] = [
        press(_ticked(words, weekdays[each], viewer.prefs.first_weekday == each), FirstWeekday(each))
        for each in FIRST_WEEKDAYS
    ]
    order: list[Key] = [
        press(_ticked(words, _slashed(sample, each), viewer.prefs.day_first is each), DateOrder(each))
        for each in (True, False)
    ]
    rows = (tuple(clocks), tuple(first), tuple(order), (press(words.button("button-back"), Settings()),))
    return View(words.html("formats", day=shown), rows)


def _ticked(words: Words, label: str, on: bool) -> str:
    return words.button("button-day-on", day=label) if on else label


def _slashed(day: date, day_first: bool) -> str:
    return f"{day.day}/{day.month}" if day_first else f"{day.month}/{day.day}"
