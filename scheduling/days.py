"""Reading a typed day: "thu", "tomorrow", "5 Nov", "5.11.", "next Friday", "in 3 days"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from scheduling.readings import Fault, Reading
from scheduling.words import LONGEST_ANSWER, Correction, closest, fold, table, tidy
from scheduling.words.tables import Words

_FARTHEST_YEARS = 10
_DAY = 1440


def read_day(
    text: str, today: date, *, day_first: bool | None = None, bare: bool = True, language: str = "en"
) -> Reading[date]:
    """The date that `text` means to somebody for whom it is `today`.

    A date without a year is the coming one, today included. "5/11" is two candidates unless `day_first` settles it;
    so are the weekday of today, and "next Friday" while this week's is still ahead. A past date that was named with
    its year, or as "yesterday", is returned: whether it may be booked is not asked here. With `bare` a number alone is
    a day of the month.
    """
    words = table(language)
    if len(text) > LONGEST_ANSWER:
        return Reading(rest=text, fault=Fault.NOT_UNDERSTOOD)
    tokens, corrections = _known(fold(text), language)
    reading = _read(tokens, today, words, day_first, bare)
    if not reading.understood:
        return Reading(rest=tidy(text), fault=Fault.NOT_UNDERSTOOD)
    far = [day for day in reading.candidates if abs(day.year - today.year) > _FARTHEST_YEARS]
    if reading.fault is None and (far or not reading.candidates):
        return Reading(corrections=corrections, fault=Fault.TOO_FAR)
    return replace(reading, corrections=corrections)


def _known(text: str, language: str) -> tuple[list[str], tuple[Correction, ...]]:
    """The words of `text`, slips of day names forgiven, commas and fillers dropped."""
    names, other = _vocabulary(language)
    tokens, corrections = [], []
    for raw in re.sub(r"[,;]", " ", text).split():
        token = raw.rstrip(".") if raw.rstrip(".").isalpha() else raw
        if token not in names and token not in other and (meant := closest(token, names)):
            corrections.append(Correction(token, meant))
            token = meant
        tokens.append(token)
    return tokens, tuple(corrections)


@cache
def _vocabulary(language: str) -> tuple[dict[str, object], frozenset[str]]:
    """The names of days and months, with what they mean, and the other words that may stand in a day."""
    words = table(language)
    names: dict[str, object] = {name: ("weekday", value) for name, value in words.weekdays.items()}
    names |= {name: ("month", value) for name, value in words.months.items()}
    names |= {name: ("days", value) for name, value in words.days.items() if " " not in name}
    other = {*words.coming, *words.this, *words.within, *words.units, *words.numbers, *words.fillers, *words.suffixes}
    other |= {part for name in words.days for part in name.split()}
    return names, frozenset(other)


def _read(tokens: list[str], today: date, words: Words, day_first: bool | None, bare: bool) -> Reading[date]:
    if (away := words.days.get(" ".join(tokens))) is not None:
        return _one(_after(today, away))
    tokens = [token for token in tokens if token not in words.fillers]
    if (away := words.days.get(" ".join(tokens))) is not None:
        return _one(_after(today, away))
    if len(tokens) >= 3 and tokens[0] in words.within:
        return _ahead(tokens[1:], today, words)
    if not tokens:
        return Reading(fault=Fault.NOT_UNDERSTOOD)
    if tokens[0] in words.coming or tokens[0] in words.this:
        weekday = words.weekdays.get(" ".join(tokens[1:]))
        if weekday is None:
            return Reading(fault=Fault.NOT_UNDERSTOOD)
        return Reading(_weekday(weekday, today, following=tokens[0] in words.coming, this=tokens[0] in words.this))
    weekday = words.weekdays.get(tokens[0])
    if weekday is None:
        return _calendar(tokens, today, words, day_first, bare)
    if len(tokens) == 1:
        return Reading(_weekday(weekday, today))
    return _agreeing(weekday, _calendar(tokens[1:], today, words, day_first, bare), tokens[1:], today)


def _agreeing(weekday: int, reading: Reading[date], tokens: list[str], today: date) -> Reading[date]:
    """A weekday before a date: it chooses between two readings, and a contradiction is asked about."""
    matching = tuple(day for day in reading.candidates if day.weekday() == weekday)
    if matching or not reading.candidates:
        return replace(reading, candidates=matching)
    if tokens[-1].isdigit() and len(tokens) == 1:
        # In "thu 10" the ten is a time, unless the tenth is a Thursday.
        return Reading(fault=Fault.NOT_UNDERSTOOD)
    return Reading((reading.candidates[0], *_weekday(weekday, today)[-1:]), fault=Fault.WRONG_WEEKDAY)


def _ahead(tokens: list[str], today: date, words: Words) -> Reading[date]:
    """ "in 3 days", "in a week": whole days only."""
    *count, unit = tokens
    minutes = words.units.get(unit)
    number = int(count[0]) if re.fullmatch(r"\d{1,4}", count[0]) else words.numbers.get(" ".join(count))
    if minutes is None or minutes % _DAY or number is None or number % 1:
        return Reading(fault=Fault.NOT_UNDERSTOOD)
    return _one(_after(today, int(number) * minutes // _DAY))


def _weekday(weekday: int, today: date, *, following: bool = False, this: bool = False) -> tuple[date, ...]:
    """The dates that a weekday's name may mean, the nearer first."""
    away = (weekday - today.weekday()) % 7
    near, week_later = _after(today, away), _after(today, away + 7)
    if near is None or week_later is None:
        # Within a week of the end of the calendar.
        return ()
    if following:
        if not away:
            return (week_later,)
        return (near, week_later) if weekday > today.weekday() else (near,)
    # Said on a Tuesday, "Tue" may be today or in a week.
    return (near, week_later) if not away and not this else (near,)


def _calendar(tokens: list[str], today: date, words: Words, day_first: bool | None, bare: bool) -> Reading[date]:
    text = " ".join(tokens)
    if words.dotted and re.fullmatch(r"\d{1,2}\.[0-5]\d", text):
        return Reading(fault=Fault.NOT_UNDERSTOOD)
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return _date(int(match[3]), int(match[2]), int(match[1]), today)
    # Beside other things "10-11" is two times, and a year may be left out before a time ("5.11. 10").
    signs = r"\.|-" if bare else r"\."
    if match := re.fullmatch(rf"(\d{{1,2}})({signs}) ?(\d{{1,2}})(?:\2 ?(\d{{4}})|\2(\d{{2}})|\2)?", text):
        return _date(int(match[1]), int(match[3]), _year(match[4] or match[5]), today)
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?", text):
        return _slashed(int(match[1]), int(match[2]), _year(match[3]), today, day_first)
    endings = "|".join(sorted(words.suffixes))
    if bare and (match := re.fullmatch(rf"(\d{{1,2}})(?:{endings}|\.)?", text)):
        return _day_of_month(int(match[1]), today)
    numbers = [match for token in tokens if (match := re.fullmatch(rf"(\d{{1,2}})(?:{endings}|\.)?", token))]
    months = [words.months[token] for token in tokens if token in words.months]
    years = [int(token) for token in tokens if re.fullmatch(r"\d{4}", token)]
    if len(numbers) == len(months) == 1 and len(years) < 2 and len(numbers) + len(months) + len(years) == len(tokens):
        return _date(int(numbers[0][1]), months[0], years[0] if years else None, today)
    return Reading(fault=Fault.NOT_UNDERSTOOD)


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _slashed(a: int, b: int, year: int | None, today: date, day_first: bool | None) -> Reading[date]:
    """ "5/11" is 5 November to most of the world and 11 May to some: asked unless only one is a date."""
    readings = [_date(a, b, year, today)] if day_first is not False else []
    if day_first is not True:
        readings.append(_date(b, a, year, today))
    candidates = tuple(dict.fromkeys(day for reading in readings for day in reading.candidates))
    return Reading(candidates, fault=None if candidates else Fault.NO_SUCH_DATE)


def _date(day: int, month: int, year: int | None, today: date) -> Reading[date]:
    # The longest wait for a date is that for 29 February over a century without one.
    years: Iterable[int] = [year] if year is not None else range(today.year, today.year + 9)
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year is not None or found >= today:
            return _one(found)
    return Reading(fault=Fault.NO_SUCH_DATE)


def _day_of_month(day: int, today: date) -> Reading[date]:
    """The coming day of that number, this month or one after it."""
    if not 1 <= day <= 31:
        return Reading(fault=Fault.NO_SUCH_DATE)
    for ahead in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        try:
            found = date(year, month + 1, day)
        except ValueError:
            continue
        if found >= today:
            return _one(found)
    return Reading(fault=Fault.NO_SUCH_DATE)


def _after(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def _one(day: date | None) -> Reading[date]:
    return Reading(fault=Fault.TOO_FAR) if day is None else Reading((day,))
