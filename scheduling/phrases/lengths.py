"""Rules for lengths: "45 min", "1h30", "an hour and a half", "eineinhalb Stunden", and how far ahead something is."""

from __future__ import annotations

from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Field

MINUTES_OF_DAY = 1440
MONTH = -1.0
"""Stands for a month, which is no number of minutes."""


def length(line: Line, at: int) -> tuple[int, float, float] | None:
    """A length at `at`: where it ends, its number of minutes or of months, and its smallest unit (see `MONTH`)."""
    if not line.begins(at):
        return None
    if at and line.sign(at - 1, "-") and not line.glued(at - 1) and line.glued(at) and (less := _counted(line, at)):
        # "-30 min" is no length: it is asked about, as 0 is.
        return less[0], 0, 1
    if line.shape(at) is Shape.HOURED:
        hours, minutes = line.digits(at)
        return (at + 1, hours * 60 + minutes, 1) if line.ends(at + 1) and minutes < 60 else None
    whole = line.hit(at, "lengths")
    if whole and whole[1] == "month":
        return whole[0], 1, MONTH
    if whole and line.ends(whole[0]):
        minutes_ = float(whole[1])
        # "one hour and a half" is a saying of its own; "an hour 15 min" is two.
        return _more(line, whole[0], minutes_, minutes_ if minutes_ >= MINUTES_OF_DAY else 60)
    found = _counted(line, at)
    return _more(line, *found) if found else None


def _counted(line: Line, at: int) -> tuple[int, float, float] | None:
    number = line.number(at)
    # "10-minute"
    after = number and (number[0] + 1 if line.sign(number[0], "-") and line.glued(number[0]) else number[0])
    if not number or not after:
        return None
    unit = line.hit(after, "units")
    if unit is None and line.glued(after) and line.shape(after) is Shape.WORD:
        word = line.line[after].folded
        unit = (after + 1, {"m": 1.0, "h": 60.0}[word]) if word in ("m", "h") else None
    if unit is None or not line.ends(unit[0]):
        return None
    if line.hit(after, "at") and line.whole(unit[0]) and not line.hit(unit[0] + 1, "units"):
        # "ruang 4 jam 10" is ten o'clock, "2 jam 30 menit" a length.
        return None
    if unit[1] == "month":
        return unit[0], number[1], MONTH
    if float(unit[1]) == 60 and line.shape(at) is Shape.NUMBER and len(line.line[at].text) == 4:
        return None  # "0900 hrs"
    return unit[0], number[1] * float(unit[1]), float(unit[1])


def _more(line: Line, end: int, minutes: float, unit: float) -> tuple[int, float, float]:
    """Minutes behind hours: "1 h 30 min", "1 h 30", "2 hours and 15 minutes"."""
    if unit != 60:
        return end, minutes, unit
    after = line.skip(end, "and_", "plus")
    half = line.hit(end, "hours_after")
    if half:
        return half[0], minutes + float(half[1]), 1
    further = _counted(line, after)
    if further and further[2] == 1 and further[1] < 60:
        return further[0], minutes + further[1], 1
    rest = _bare_minutes(line, end)
    return (end + 1, minutes + rest, 1) if rest and minutes else (end, minutes, unit)


def _bare_minutes(line: Line, at: int) -> int:
    """The 15 of "1 hr 15", which counts nothing else; 0 where there are none."""
    if line.shape(at) is not Shape.NUMBER or len(line.line[at].text) != 2 or not line.ends(at + 1):
        return 0
    minutes = int(line.line[at].text)
    counts = line.meanings(at + 1).keys() & _OF_A_NUMBER or line.shape(at + 1) not in _BEHIND_A_LENGTH
    return 0 if counts or minutes % 5 or not 10 <= minutes < 60 else minutes


_OF_A_NUMBER = frozenset({"units", "countable", "month", "am", "pm", "oclock", "parts", "until"})
_BEHIND_A_LENGTH = (None, Shape.WORD, Shape.PERSON)
_AFTER_LENGTH = ("with_", "and_", "on", "at", "in_place", "via", "every", "starting")


def whole_days(line: Line, fields: list[Field | None]) -> list[tuple[int, int, float]]:
    """Where "3 days", "two weeks", "a month" say how long without "for", and their minutes; marked as such in `fields`.

    They do where nothing of the title follows, and what stands before was read or means nothing else: "Trip 3 days Thu
    10:00", "Thu 10:00 3 days". "3 days workshop", "report of 3 days" and "4 day week" are titles.
    """
    found: list[tuple[int, int, float]] = []
    for at in range(len(line.line)):
        long = length(line, at) if fields[at] is None else None
        if long is None or not (long[2] == MONTH or long[2] >= MINUTES_OF_DAY):
            continue
        end, minutes, unit = long
        if at == 0 or any(each is not None for each in fields[at:end]):
            continue
        titled = fields[at - 1] is None and line.shape(at - 1) is not Shape.SIGN
        if titled and set(line.meanings(at - 1)) - {"city"}:
            continue
        goes_on = end < len(line.line) and fields[end] is None and line.shape(end) is not Shape.SIGN
        if goes_on and not any(line.hit(end, each) for each in _AFTER_LENGTH):
            continue
        found.append((at, end, minutes * 30 * MINUTES_OF_DAY if unit == MONTH else minutes))
        fields[at:end] = [Field.LENGTH] * (end - at)
    return found
