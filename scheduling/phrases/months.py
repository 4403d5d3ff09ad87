"""The rule for "the 5th of next month", "am 10. des nächsten Monats", "bulan depan tanggal 5"."""

from __future__ import annotations

from datetime import date

from scheduling.phrases.atoms import Shape
from scheduling.phrases.dates import Day
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity

_MONTHS = (("next_month", 1), ("this_month", 0))


def of_named_month(line: Line, at: int) -> tuple[int, Day] | None:
    """A day by its number, in a month that is named by how far away it is, before or behind it."""
    for category, away in _MONTHS:
        month = line.hit(line.skip(at, "of", "articles"), category) or line.hit(at, category)
        if month and (number := _number(line, line.comma(month[0]))):
            return number[0], _date(line, number[1], away)
    number = _number(line, at)
    if number is None:
        return None
    for category, away in _MONTHS:
        behind = line.skip(number[0], "of", "in_place")
        month = line.hit(behind, category) or line.hit(number[0], category)
        if month and line.ends(month[0]):
            return month[0], _date(line, number[1], away)
    return None


def _number(line: Line, at: int) -> tuple[int, int] | None:
    """Behind "the 5th", "am 5.", "el día 5", and the number."""
    start = at
    for _ in range(2):
        start = line.skip(start, "the_day", "on")
    if line.shape(start) is not Shape.NUMBER or not 1 <= (number := int(line.line[start].text)) <= 31:
        return None
    ordinal = line.hit(start + 1, "ordinal")
    end = ordinal[0] if ordinal and line.glued(start + 1) else start + 1
    if line.sign(end, ".") and line.glued(end):
        end += 1
    return (end, number) if (start > at or end > start + 1) and line.ends(end) else None


def _date(line: Line, number: int, away: int) -> Day:
    year, month = divmod(line.month + away, 12)
    try:
        found = date(year, month + 1, number)
    except ValueError:
        return Day((), Ambiguity.NO_DATE)
    return Day((found,)) if found >= line.today else Day((found,), Ambiguity.PAST)
