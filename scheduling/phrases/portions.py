"""The rule for parts of a week or a month: "early next week", "Ende November", "a finales de mes", "awal bulan"."""

from __future__ import annotations

import calendar as calendars
from datetime import date, timedelta

from scheduling.phrases.dates import Day
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity

_MONTHS = 12
_WEEKDAYS = {"start": (0, 1), "middle": (1, 2, 3), "end": (3, 4)}
"""Of a week, from Monday."""
_MANY = 5
"""Of a month, so many working days."""


def portion(line: Line, at: int) -> tuple[int, Day] | None:
    """Its working days that are still ahead, of which one must be chosen; where all are over, the next such ones."""
    said = line.hit(at, "portions")
    if said is None:
        return None
    start, part = said[0], str(said[1])
    if line.sign(start, "-"):
        start += 1
    monday = line.today - timedelta(days=line.today.weekday())
    for category, weeks in (("next_week", (1,)), ("this_week", (0, 1)), ("the_week", (0, 1))):
        if word := line.hit(start, category):
            days = [[monday + timedelta(days=7 * week + each) for each in _WEEKDAYS[part]] for week in weeks]
            return _ahead(line, word[0], days)
    this = line.month
    for category, months in (("next_month", (this + 1,)), ("the_month", (this, this + 1))):
        if word := line.hit(start, category):
            return _ahead(line, word[0], [_of_month(month, part) for month in months])
    if named := line.hit(start, "month"):
        month = line.today.year * _MONTHS + int(float(named[1])) - 1
        return _ahead(line, named[0], [_of_month(each, part) for each in (month, month + _MONTHS)])
    return None


def _ahead(line: Line, end: int, choices: list[list[date]]) -> tuple[int, Day] | None:
    """The first of these groups of days that is not over, without what is."""
    left = ([each for each in days if each >= line.today] for days in choices)
    found = next((days for days in left if days), None)
    return (end, Day(tuple(found), Ambiguity.WEEK)) if found else None


def _of_month(months: int, part: str) -> list[date]:
    """The first or last working days of a month, counted from year 0, or those about its fifteenth."""
    year, month = divmod(months, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        return []
    last = calendars.monthrange(year, month + 1)[1]
    working = [each for number in range(1, last + 1) if (each := date(year, month + 1, number)).weekday() < _MANY]
    if part == "middle":
        return sorted(sorted(working, key=lambda each: abs(each.day - last // 2 - 1))[:_MANY])
    return working[:_MANY] if part == "start" else working[-_MANY:]
