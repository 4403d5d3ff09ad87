"""Several days at once, for whoever asks about all of them: "next week", "am Wochenende", "Mon-Wed", "5-20 Nov"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.phrases.atoms import Shape
from scheduling.phrases.dates import Day
from scheduling.phrases.days import day
from scheduling.phrases.lexicon import lexicon
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity
from scheduling.times import Days
from scheduling.words import LONGEST_ANSWER

_WEEKS = ("next_week", "this_week")
_NUMBERS = (Shape.NUMBER, Shape.DOTTED)


def stretch(
    text: str, *, now: datetime, zone: ZoneInfo, language: str, day_first: bool | None = None
) -> tuple[Days, str] | None:
    """The first days in `text` that are more than one, or one of a named week; and the text without them.

    `now`, `zone` and `day_first` are as in `read`. Weeks begin on Monday; of days that have begun, all are given. None
    where there are no such days, or the text is longer than an answer.
    """
    if len(text) > LONGEST_ANSWER:
        return None
    line = Line(text, lexicon(language), now, zone, day_first, None)
    for at in range(len(line.line)):
        found = _week(line, at) or _span(line, at) if line.begins(at) else None
        if found:
            end, days = found
            small = (each for each in range(at) for word in ("on", "ahead") if _ends(line, each, word, at))
            start = next(small, at)
            return days, f"{line.quote(0, start)} {line.quote(end, len(line.line))}".strip()
    return None


def _week(line: Line, at: int) -> tuple[int, Days] | None:
    """A whole week or weekend."""
    monday = line.today - timedelta(days=line.today.weekday())
    for category, first, last in (
        ("next_week", 7, 13),
        ("this_week", 0, 6),
        ("next_weekend", 12, 13),
        ("weekend", 5, 6),
        ("lone_weekend", 5, 6),
    ):
        word = line.hit(at, category)
        if word and line.ends(word[0]):
            within = _span(line, line.skip(line.comma(word[0]), "on")) if category in _WEEKS else None
            if within and (shifted := _in_week(within[1], monday + timedelta(days=first))):
                return within[0], shifted
            named = day(line, at)
            if named and named[1].kind is not Ambiguity.WEEK and len(named[1].dates) == 1:
                # "next week on Thursday"
                return _end(line, *named), Days(named[1].dates[0], named[1].dates[0])
            return word[0], Days(monday + timedelta(days=first), monday + timedelta(days=last))
    return None


def _span(line: Line, at: int) -> tuple[int, Days] | None:
    """From a day to a day."""
    read = day(line, at)
    if read is None or not read[1].dates or read[1].series:
        return None
    end, said = _end(line, *read), read[1]
    first = said.dates[0]
    if said.kind is Ambiguity.WEEK:
        days = Days(first, _last(line, at, end, first) or said.dates[-1])
        for category, ahead in (("next_week", 7), ("this_week", 0)):
            week = line.hit(end, category)
            shifted = _in_week(days, line.today + timedelta(days=ahead - line.today.weekday())) if week else None
            if week and shifted:
                return week[0], shifted
        return end, days
    if len(said.dates) > 1:
        return None
    if said.kind is Ambiguity.PAST and (last := _last(line, at, end, first)) and last > first:
        return end, Days(first, last)
    if any(line.hit(each, category) for each in range(at, end) for category in _WEEKS):
        return end, Days(first, first)
    start = end + 1 if line.sign(end, "-") else line.skip(end, "until")
    until = day(line, start) if start > end else None
    if until and len(until[1].dates) == 1 and first < until[1].dates[0]:
        return _end(line, *until), Days(first, until[1].dates[0])
    return None


def _in_week(days: Days, monday: date) -> Days | None:
    """The same weekdays of a week, None where they are of two weeks."""
    first, last = days.first.weekday(), days.last.weekday()
    if last <= first or (days.last - days.first).days != last - first:
        return None
    return Days(monday + timedelta(days=first), monday + timedelta(days=last))


def _last(line: Line, start: int, end: int, first: date) -> date | None:
    """The last of "5-20 Nov", whose numbers stand between these atoms: a wish keeps a week of them at most."""
    numbers = [line.digits(at)[0] for at in range(start, end) if line.shape(at) in _NUMBERS]
    numbers = [number for number in numbers if number <= 31]
    if len(numbers) != 2 or numbers[1] <= numbers[0]:
        return None
    return first + timedelta(days=numbers[1] - numbers[0])


def _end(line: Line, end: int, said: Day) -> int:
    """Behind a day, and before a part of the day that was said with it."""
    parts = (at for at in range(end) for category in ("parts", "bare_parts") if _ends(line, at, category, end))
    return next(parts, end) if said.part else end


def _ends(line: Line, at: int, category: str, end: int) -> bool:
    word = line.hit(at, category)
    return word is not None and word[0] == end
