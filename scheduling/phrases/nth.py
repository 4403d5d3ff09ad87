"""The rule for "the first Monday of December", "letzter Freitag im Monat", "Senin pertama bulan depan"."""

from __future__ import annotations

import calendar as calendars
from datetime import date, timedelta

from scheduling.phrases.atoms import Shape
from scheduling.phrases.dates import FARTHEST_YEARS, Day
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity

_MONTHS = 12


def nth(line: Line, at: int) -> tuple[int, Day] | None:
    """A weekday by its number in a month. Without a year it is the coming one; with "every" the first of a series."""
    every = line.hit(at, "every")
    start = every[0] if every else line.skip(at, "the_day")
    order, weekday = line.hit(start, "nth"), line.weekday(start)
    if order:
        weekday = line.weekday(order[0])
        end = weekday[0] if weekday else 0
    elif weekday and line.shape(weekday[0]) is Shape.WORD and (order := line.hit(weekday[0], "nth")):
        # Only as a word: "Thursday 5th November" is a date.
        end = order[0]
    if order is None or weekday is None:
        return None
    months = _months(line, end)
    if months is None and every:
        # "every first Monday" is of each month.
        months = end, line.month, 1
    if months is None:
        return None
    end, first, step = months
    number = int(float(order[1]))
    dates = [found for each in range(first, first + 3 * step, step) if (found := _date(each, weekday[1], number))]
    coming = next((found for found in dates if found >= line.today), None)
    if coming is None:
        return end, Day((), Ambiguity.NO_DATE)
    return end, Day((coming,), Ambiguity.SERIES, series=True) if every else Day((coming,))


def _months(line: Line, at: int) -> tuple[int, int, int] | None:
    """Behind the month that is said at `at`, its number counted from year 0, and in how many it comes again."""
    this = line.month
    start = max(line.skip(at, "of"), line.skip(at, "in_place"))
    for behind in (start, at):
        if word := line.hit(behind, "next_month"):
            return word[0], this + 1, 1
        if word := line.hit(behind, "this_month"):
            return word[0], this, 1
        if named := line.hit(behind, "month"):
            month = int(float(named[1])) - 1
            year = _year(line, named[0])
            if year is not None:
                return named[0] + 1, year * _MONTHS + month, FARTHEST_YEARS * _MONTHS
            return named[0], line.today.year * _MONTHS + month, _MONTHS
    return None


def _year(line: Line, at: int) -> int | None:
    if line.shape(at) is not Shape.NUMBER or len(text := line.line[at].text) != 4 or not line.ends(at + 1):
        return None
    return int(text) if abs(int(text) - line.today.year) <= FARTHEST_YEARS else None


def _date(months: int, weekday: int, number: int) -> date | None:
    """None where the month has no fifth one, or lies beyond the calendar."""
    year, month = divmod(months, _MONTHS)
    if not date.min.year <= year <= date.max.year - 1:
        return None
    if number < 0:
        last = date(year, month + 1, calendars.monthrange(year, month + 1)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month + 1, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    return found if found.month == month + 1 else None
