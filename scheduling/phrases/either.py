"""Rules for several times or days of which one is meant: "at 10 or 11", "10, 11 oder 12 Uhr", "5 o 6 de noviembre"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from scheduling.phrases.atoms import Shape
from scheduling.phrases.clocks import HALF, Times, times
from scheduling.phrases.dates import Day, calendar, of_month
from scheduling.phrases.line import Line

_Numbers = list[tuple[int, int, int]]


def either_time(line: Line, at: int, *, after_day: bool) -> list[tuple[int, int, Times]]:
    """The times that begin at `at` and are joined by "or", each with where it begins and ends; none if it is but one.

    What makes one of them a time makes all of them one, and what one says of the half of the day holds for all.
    """
    found: list[tuple[int, int, Times]] = []
    start = at
    while read := times(line, start, after_day=True):
        found.append((start, *read))
        start = max(_or(line, read[0]), line.comma(read[0]))
        if start == read[0]:
            break
    ended = len(found) > 1 and _or(line, found[-2][1]) > found[-2][1]
    ranges = {each.end is not None for _, _, each in found}
    if not ended or len(ranges) > 1 or any(each.window or not each.start.exists for _, _, each in found):
        return []
    marked = after_day or line.hit(at, "at") is not None or found[0][2].firm
    # "3 or 4pm" is two times, and what stands before "or 10:30" may be anything.
    if not marked and not (found[-1][2].firm and line.whole(found[-1][0])):
        return []
    return _agreeing(found)


def _or(line: Line, at: int) -> int:
    """Behind "or" and a comma before it, or `at`."""
    start = line.comma(at)
    behind = line.skip(start, "or_")
    return behind if behind > start else at


def _agreeing(found: list[tuple[int, int, Times]]) -> list[tuple[int, int, Times]]:
    """All firm, the mere numbers in the half or the part of the day that another names."""
    part = next((each.start.part for _, _, each in found if each.start.part), "")
    zone = next((each.start.zone for _, _, each in reversed(found) if each.start.zone), None)
    agreed = []
    for at, (start, end, each) in enumerate(found):
        said = each.start
        # "3 or 4pm" and "3pm or 4", but "11 or 1pm".
        late = said.minute + HALF
        before = any(late < other.start.minute for _, _, other in found[at + 1 :] if other.start.half)
        behind = any(HALF <= other.start.minute < late for _, _, other in found[:at] if other.start.half)
        if not said.fixed and said.minute < HALF and each.end is None and (before or behind):
            said = replace(said, minute=late, fixed=True)
        said = replace(said, firm=True, part=said.part or part, zone=said.zone or zone)
        agreed.append((start, end, replace(each, start=said)))
    return agreed


def either_day(line: Line, at: int) -> list[tuple[int, int, Day]]:
    """The days that begin at `at` where mere numbers share one month: "5 or 6 Nov", "Nov 5, 6 or 9", "the 5th or 6th".

    None if it is but one, or each says its own month.
    """
    return _before_month(line, at) or _behind_month(line, at)


def _numbers(line: Line, at: int) -> _Numbers:
    """Days of a month joined by "or", the last one included: where each begins and ends, and its number."""
    found: _Numbers = []
    start, joined = at, False
    while line.shape(start) is Shape.NUMBER and 1 <= (number := int(line.line[start].text)) <= 31:
        end = start + 1
        ordinal = line.hit(end, "ordinal")
        if line.sign(end, ".") and line.glued(end):
            end += 1
        elif ordinal and line.glued(end):
            end = ordinal[0]
        found.append((start, end, number))
        behind = _or(line, end)
        joined = joined or behind > end
        if (start := max(behind, line.comma(end))) == end:
            break
        start = line.skip(start, "the_day", "articles")
    return found if joined and len(found) > 1 else []


def _before_month(line: Line, at: int) -> list[tuple[int, int, Day]]:
    first = line.skip(at, "the_day", "articles")
    found = _numbers(line, first) if line.begins(at) else []
    if not found:
        return []
    last = found[-1][0]
    read = calendar(line, last)
    if read is None or not line.ends(read[0]) or read[0] <= found[-1][1] or len(read[1].dates) != 1:
        return []
    # What is over has its coming date: "2 or 6 Nov" on the third.
    named = read[1].instead or read[1].dates
    days = [(start, end, _same_month(named[0], number)) for start, end, number in found[:-1]]
    whole = [(start, end, Day((each,))) for start, end, each in days if each is not None]
    return [(at, whole[0][1], whole[0][2]), *whole[1:], (last, *read)] if len(whole) == len(days) else []


def _behind_month(line: Line, at: int) -> list[tuple[int, int, Day]]:
    read = calendar(line, at) if line.begins(at) else None
    if read is None or len(read[1].dates) != 1:
        return []
    end, said = read
    starts = (each for each in range(max(at, end - 3), end) if line.shape(each) is Shape.NUMBER)
    first = next(starts, None)
    found = _numbers(line, first) if first is not None and first > at else []
    if not found or found[0][1] != end or not line.ends(found[-1][1]):
        return []
    last = found[-1][1]
    unit = line.hit(last, "units")
    counted = unit is not None and line.whole(unit[0]) is None  # not "tanggal 5 atau 6 jam 10"
    if counted or line.meanings(last).keys() & {"am", "pm", "oclock", "countable", "parts", "month", "of"}:
        return []
    monthly = any(line.hit(each, "month") for each in range(at, first or at))
    days: list[tuple[int, int, Day]] = [(at, end, said)]
    for start, behind_, number in found[1:]:
        each = _same_month(said.dates[0], number) if monthly else None
        day_ = Day((each,)) if each else None if monthly else of_month(line, number)
        if day_ is None:
            return []
        days.append((start, behind_, day_))
    return days


def _same_month(day: date, number: int) -> date | None:
    """The day of that number in the same month, None where it has no such day."""
    try:
        return day.replace(day=number)
    except ValueError:
        return None
