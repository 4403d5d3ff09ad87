"""Rules for dates: "5 Nov", "05/06", "5.11.", "the 9th", "2026-11-05"; and what a day is, once it was read."""

from __future__ import annotations

import calendar as calendars
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.names import WITH
from scheduling.phrases.atoms import Shape
from scheduling.phrases.feasts import falls_on
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity

FARTHEST_YEARS = 10
_LAST_CLOCK = 2400
SEASON = "?"
"""Behind a feast of a phrasebook whose name is a season's too."""
RECENTLY = timedelta(days=31)
"""A date without a year that has just gone by is more likely a mistake than meant for next year."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was said: the dates it may mean, and what is to be asked if that is not one date ahead.

    `instant` is set instead for "in 2 hours". `part` is a part of the day that was said with it.
    """

    dates: tuple[date, ...] = ()
    kind: Ambiguity | None = None
    instant: datetime | None = None
    part: str = ""
    part_typed: str = ""
    """The words for that part."""
    series: bool = False
    instead: tuple[date, ...] = ()
    """Days ahead to offer for one that is over."""
    feast: bool = False
    """Named as a feast: beside another day, the name belongs to the title."""


def after(line: Line, days: int) -> date | None:
    """So many days from today, None where the calendar ends."""
    try:
        return line.today + timedelta(days=days)
    except OverflowError:
        return None


def calendar(line: Line, at: int) -> tuple[int, Day] | None:
    if said := feast(line, at) or week_of(line, at):
        return said
    shape = line.shape(at)
    if shape is Shape.ISO:
        year, month, number = line.digits(at)
        return at + 1, _date(line, number, month, year)
    if shape is Shape.SLASHED:
        return _slashed(line, at)
    if shape is Shape.DOTTED:
        number, month, *year_ = line.digits(at)
        return (at + 1, _date(line, number, month, _year(year_))) if 1 <= month <= 12 else None
    if shape is Shape.POINT and _pointed_date(line, at):
        number, month = line.digits(at)
        return (at + 1, _date(line, number, month, None)) if "." in line.line[at].text and 1 <= month <= 12 else None
    return _worded(line, at)


_BESIDE = 3
"""So many days before or after a feast are offered."""


def feast(line: Line, at: int) -> tuple[int, Day] | None:
    """A day by its name: "Christmas Eve", "Good Friday", "am 2. Weihnachtstag"; with "after" the days behind it.

    Where the name is a season's too and stands beside words of the title ("Christmas party"), it is asked.
    """
    if not line.has("feasts"):
        return None
    before, after_ = line.hit(at, "before"), line.hit(at, "after")
    beside = before or after_
    start = line.skip(beside[0] if beside else at, "the_day", "articles", "this", "coming")
    said = line.hit(start, "feasts")
    if said is None or (start and line.line[start - 1].folded in WITH):
        return None
    end, name = said[0], str(said[1]).removesuffix(SEASON)
    stated = _stated_year(line, end)
    found = falls_on(name, stated) if stated else _coming_feast(line, name)
    if found is None:
        return None
    end += 1 if stated else 0
    if beside:
        away = range(-_BESIDE, 0) if before else range(1, _BESIDE + 1)
        days = (after(line, (found - line.today).days + each) for each in away)
        return end, Day(tuple(each for each in days if each and each >= line.today), Ambiguity.WEEK, feast=True)
    gone = None if stated else falls_on(name, line.today.year)
    if found < line.today:
        return end, Day((found,), Ambiguity.PAST, feast=True)
    if gone and timedelta() < line.today - gone <= RECENTLY:
        return end, Day((gone,), Ambiguity.PAST, instead=(found,), feast=True)
    titled = line.titled(end) or line.titled(start - 1) or line.hit(start - 1, "of") is not None
    if str(said[1]).endswith(SEASON) and titled and not stated and found > line.today:
        soon = {line.today, after(line, 1) or found, found}
        return end, Day(tuple(sorted(soon)), Ambiguity.CHOICE, feast=True)
    return end, Day((found,), feast=True)


def week_of(line: Line, at: int) -> tuple[int, Day] | None:
    """The working days of the week that a date is in ("the week of 16 Nov"), or of one by its number in a month."""
    if not (line.has("week_of") or line.has("nth")):
        return None
    word = line.hit(at, "week_of")
    if word:
        named = calendar(line, word[0])
        number = line.whole(word[0])
        if named is None and number and 1 <= number[1] <= 31 and line.ends(number[0]) and not line.hit(number[0], "at"):
            said = of_month(line, number[1])
            named = (number[0], said) if said else None
        if named is None or not named[1].dates:
            return None
        first = (named[1].instead or named[1].dates)[0]
        return named[0], _working(line, first - timedelta(days=first.weekday()), 7)
    order = line.hit(line.skip(line.skip(at, "in_place"), "the_day", "articles"), "nth")
    week = line.hit(order[0], "the_week") if order else None
    month = line.hit(line.skip(week[0], "of", "in_place"), "month") if week else None
    if order is None or month is None:
        return None
    number_ = int(float(order[1]))
    for year in range(line.today.year, min(line.today.year + 2, date.max.year)):
        last = calendars.monthrange(year, int(float(month[1])))[1]
        first = date(year, int(float(month[1])), min(7 * number_ - 6, last) if number_ > 0 else last - 6)
        if first + timedelta(days=6) >= line.today:
            return month[0], _working(line, first, 7)
    return None


def _working(line: Line, first: date, days: int) -> Day:
    """The working days that are ahead among so many from one on."""
    found = (first + timedelta(days=each) for each in range(days))
    return Day(tuple(each for each in found if each.weekday() < 5 and each >= line.today), Ambiguity.WEEK)


def _coming_feast(line: Line, name: str) -> date | None:
    """When a feast is next; one of the year after where it has none this year any more."""
    years = range(line.today.year, min(line.today.year + 2, date.max.year))
    return next((found for year in years if (found := falls_on(name, year)) and found >= line.today), None)


def _worded(line: Line, at: int) -> tuple[int, Day] | None:
    """A date of words, or a number and words: "5 November", "the 9th", "12-13 Nov"."""
    month_ = line.hit(at, "month")
    if month_:
        return _month_first(line, month_[0], int(float(month_[1])))
    start = line.skip(at, "the_day")
    ordinal = line.hit(start, "ordinals")
    if ordinal:
        named = line.hit(line.skip(ordinal[0], "of"), "month")
        return _with_year(line, named[0], int(float(ordinal[1])), int(float(named[1]))) if named else None
    several = _several(line, start)
    if several:
        return several
    number_ = line.whole(start) if line.shape(start) is Shape.NUMBER or start > at or _in_words(line, at) else None
    if number_ is None or not 1 <= number_[1] <= 99:
        return None
    if hyphened := _hyphened(line, start):
        return hyphened
    after_number = _ordinal(line, number_[0])
    behind = line.skip(after_number, "of")
    named = line.hit(behind, "month") or line.hit(after_number, "month")
    if named and number_[1] <= 31 and line.ends(named[0]):
        return _with_year(line, line_end(line, named[0]), number_[1], int(float(named[1])))
    if start > at and line.shape(start) is Shape.NUMBER and _alone(line, at, start, after_number):
        said = of_month(line, number_[1])
        return (after_number, said) if said else None
    return None


def _in_words(line: Line, at: int) -> bool:
    """Whether a word for a number stands before the name of a month: "satu Desember"; but "two may join"."""
    number = line.whole(at)
    behind = line.skip(number[0], "of") if number else at
    return line.hit(behind, "month") is not None and (behind > (number or (at,))[0] or line.line[behind].text.istitle())


def _hyphened(line: Line, at: int) -> tuple[int, Day] | None:
    """A month in letters between signs: "5-Nov", "4-Nov-2026", "5/nov/2026"."""
    named = line.hit(at + 2, "month")
    if line.shape(at) is not Shape.NUMBER or not line.sign(at + 1, "-/") or named is None:
        return None
    number = int(line.line[at].text)
    if number > 31 or not (line.glued(at + 1) and line.glued(at + 2)):
        return None
    sign, month, end = line.line[at + 1].text, int(float(named[1])), line_end(line, named[0])
    if line.sign(end, sign) and line.glued(end) and line.shape(end + 1) is Shape.NUMBER and line.glued(end + 1):
        year = line.line[end + 1].text
        return (end + 2, _date(line, number, month, _year([int(year)]))) if len(year) in (2, 4) else None
    return _with_year(line, end, number, month) if line.ends(end) else None


def _pointed_date(line: Line, at: int) -> bool:
    """Whether 11.11 is a date and no time: "am 11.11", or with a time behind it."""
    if line.hit(at - 1, "the_day") and not line.hit(at - 1, "at"):
        return True
    return line.day_first is True and (line.hit(at + 1, "at") is not None or line.shape(at + 1) is Shape.COLON)


def line_end(line: Line, at: int) -> int:
    """Behind the full stop of an abbreviation ("Nov.")."""
    stands = not line.glued(at + 1) or line.shape(at + 1) is Shape.SIGN
    return at + 1 if line.sign(at, ".") and line.glued(at) and stands else at


def _ordinal(line: Line, at: int) -> int:
    if line.sign(at, ".") and line.glued(at):
        return at + 1
    word = line.hit(at, "ordinal")
    return word[0] if word and line.glued(at) else at


def _alone(line: Line, at: int, number: int, end: int) -> bool:
    """Whether a day of the month may stand without its month: "the 9th", "am 9.", "el día 9", "tanggal 9"."""
    if end > number + 1:
        return line.ends(end)
    word = line.line[number - 1].folded
    if word in ("dia", "tanggal", "tgl"):
        return line.ends(end)
    # "el 5 a las 5", "on the 9 at 10"
    timed = line.hit(end, "at") is not None or line.shape(end) is Shape.COLON
    return line.ends(end) and (timed or (word in ("el", "am") and end == len(line.line)))


def _month_first(line: Line, at: int, month: int) -> tuple[int, Day] | None:
    start = line.skip(line_end(line, at), "articles")
    if line.shape(start) is not Shape.NUMBER or not 1 <= (number := int(line.line[start].text)) <= 31:
        return None
    end = _ordinal(line, start + 1)
    if not line.ends(end) or line.hit(end, "units") or line.hit(end, "am") or line.hit(end, "pm"):
        return None
    last = _last(line, end)
    if last and line.ends(last[0]):
        found, said = _with_year(line, last[0], number, month)
        return found, _days(said, last[1] - number)
    return _with_year(line, end, number, month)


def _last(line: Line, at: int) -> tuple[int, int] | None:
    """The last of several days: "-13", "to 13th"."""
    start = line.skip(at + 1 if line.sign(at, "-") else line.skip(at, "until"), "articles")
    if start == at or line.shape(start) is not Shape.NUMBER or line.sign(start + 1, ":"):
        return None
    return _ordinal(line, start + 1), int(line.line[start].text)


def _several(line: Line, at: int) -> tuple[int, Day] | None:
    """Several days and no one: "12-13 Nov", "9. bis 13. November", "9.-13.11."."""
    if line.shape(at) is not Shape.NUMBER or not 1 <= (first := int(line.line[at].text)) <= 31:
        return None
    after_first = _ordinal(line, at + 1)
    start = after_first + 1 if line.sign(after_first, "-") else line.skip(after_first, "until")
    if start > after_first and line.shape(start) is Shape.DOTTED:
        number, month, *year = line.digits(start)
        return (start + 1, _days(_date(line, first, month, _year(year)), number - first)) if month <= 12 else None
    last = _last(line, after_first)
    named = line.hit(line.skip(last[0], "of"), "month") if last else None
    if last is None or named is None or not line.ends(named[0]):
        return None
    end, said = _with_year(line, line_end(line, named[0]), first, int(float(named[1])))
    return end, _days(said, last[1] - first)


def _days(first: Day, more: int) -> Day:
    """The days from one on, a week of them at most: which one is asked."""
    if len(first.dates) != 1 or first.kind is not None or not 0 < more < 31:
        return first
    return Day(tuple(first.dates[0] + timedelta(days=each) for each in range(min(more, 6) + 1)), Ambiguity.WEEK)


def _with_year(line: Line, end: int, number: int, month: int) -> tuple[int, Day]:
    for start in (end, line.comma(end), line.skip(end, "of")):
        if year := _stated_year(line, start):
            return start + 1, _date(line, number, month, year)
    if line.sign(end, "'") and line.shape(end + 1) is Shape.NUMBER and line.glued(end + 1) and line.ends(end + 2):
        # "5 Nov '26"
        return end + 2, _date(line, number, month, _year([int(line.line[end + 1].text)]))
    return end, _date(line, number, month, None)


def _stated_year(line: Line, at: int) -> int | None:
    """A year of four digits; also one that no calendar here reaches, where it can be no time of day."""
    if line.shape(at) is not Shape.NUMBER or len(text := line.line[at].text) != 4:
        return None
    year = abs(int(text) - line.today.year) <= FARTHEST_YEARS or int(text) > _LAST_CLOCK
    return int(text) if year and line.ends(at + 1) and line.hit(at + 1, "oclock") is None else None


def _year(digits: list[int]) -> int | None:
    return None if not digits else digits[0] if digits[0] > 99 else 2000 + digits[0]


def _slashed(line: Line, at: int) -> tuple[int, Day] | None:
    first, second, *rest = line.digits(at)
    year = _year(rest)
    ways = []
    if line.day_first is not False and 1 <= second <= 12 and 1 <= first <= 31:
        ways.append(_date(line, first, second, year))
    if line.day_first is not True and 1 <= first <= 12 and 1 <= second <= 31:
        ways.append(_date(line, second, first, year))
    if not ways:
        # 13/11 is a date for somebody who writes the month first, too.
        if line.day_first is False and 1 <= second <= 12 and 12 < first <= 31:
            return at + 1, _date(line, first, second, year)
        if line.day_first is True and 1 <= first <= 12 and 12 < second <= 31:
            return at + 1, _date(line, second, first, year)
        return None
    real = [way for way in ways if way.kind is not Ambiguity.NO_DATE] or ways[:1]
    dates = tuple(sorted({each for way in real for each in way.dates}))
    if len(dates) == 1:
        return at + 1, real[0]
    ahead = tuple(each for each in dates if each >= line.today)
    if not ahead:
        return at + 1, real[-1]
    return at + 1, Day(ahead, Ambiguity.ORDER if len(ahead) > 1 else None)


def _date(line: Line, number: int, month: int, year: int | None) -> Day:
    """A date, the coming one where no year was said; the days around one that no calendar has."""
    today = line.today
    if year is not None:
        if abs(year - today.year) > FARTHEST_YEARS:
            return Day((), Ambiguity.NO_DATE)
        try:
            found = date(year, month, number)
        except ValueError:
            return _around(year, month)
        return Day((found,)) if found >= today else _again(line, found)
    # The longest wait for a 29 February is eight years.
    for each in range(today.year, min(today.year + 9, date.max.year)):
        try:
            found = date(each, month, number)
        except ValueError:
            continue
        if found >= today:
            return Day((found,))
        if today - found <= RECENTLY:
            return _again(line, found)
    year = today.year if month >= today.month else today.year + 1
    return _around(min(year, date.max.year), month)


def _again(line: Line, gone: date) -> Day:
    """A date that is over, and when it comes again."""
    for year in range(line.today.year, line.today.year + 9):
        try:
            coming = gone.replace(year=year)
        except ValueError:
            continue
        if coming >= line.today:
            return Day((gone,), Ambiguity.PAST, instead=(coming,))
    return Day((gone,), Ambiguity.PAST)


def _around(year: int, month: int) -> Day:
    if not 1 <= month <= 12:
        return Day((), Ambiguity.NO_DATE)
    last = date(year, month, calendars.monthrange(year, month)[1])
    if last == date.max:
        return Day((last,), Ambiguity.NO_DATE)
    return Day((last, last + timedelta(days=1)), Ambiguity.NO_DATE)


def of_month(line: Line, number: int) -> Day | None:
    """The coming day of that number, this month or one after it."""
    for ahead in range(3):
        year, month = divmod(line.month + ahead, 12)
        try:
            found = date(year, month + 1, number)
        except ValueError:
            continue
        if found >= line.today:
            return Day((found,))
    return None
