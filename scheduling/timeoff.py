"""Dates that somebody takes off, as they type them: "24 Dec - 2 Jan", "tomorrow", "24-31 Dec"."""

from __future__ import annotations

import re
from datetime import date

from scheduling.times import Days
from scheduling.typed import read_day
from scheduling.words import tidy

LONGEST = 366
"""So many dates at most are taken off at once."""


OVER_NEW_YEAR = 92
"""So many dates at most reach from one year into the next where no year was typed: more are ends mixed up."""


def read_days(text: str, today: date, *, day_first: bool | None = None, language: str = "en") -> Days | None:
    """The dates that `text` means, both ends included; None when it is no such span, is over or would be too long.

    A day without a year is the coming one, and so is the last one after the first; None where that makes a span over
    New Year of more than OVER_NEW_YEAR dates.
    """
    whole = read_day(text, today, day_first=day_first, language=language).value
    if whole is not None:
        return Days(whole, whole) if whole >= today else None
    first, last, reverse = _ends(text, today, day_first, language)
    if first is None or last is None or reverse or last < today or (last - first).days >= LONGEST:
        return None
    return Days(first, last)


def ends_first(text: str, today: date, *, day_first: bool | None = None, language: str = "en") -> bool:
    """Whether `text` is a span whose end lies before its start: "3 Mar - 1 Mar"."""
    if read_day(text, today, day_first=day_first, language=language).value is not None:
        return False
    return _ends(text, today, day_first, language)[2]


def _ends(text: str, today: date, day_first: bool | None, language: str) -> tuple[date | None, date | None, bool]:
    """The first and the last date of a span, None for what is none, and whether they are the wrong way round."""
    ends = re.split(r"\s*[–—]\s*|\s+-\s+|\s+(?:to|until|till|bis|hasta|sampai)\s+", tidy(text), flags=re.IGNORECASE)
    if len(ends) == 1:
        ends = tidy(text).split("-")
    if len(ends) != 2:
        return None, None, False
    begin, end = ends
    if re.fullmatch(r"\d{1,2}\.?", begin) and (month := re.search(r"[^\d\s].*$", end)):
        begin = f"{begin} {month[0]}"
    first = read_day(begin, today, day_first=day_first, language=language).value
    last = read_day(end, first, day_first=day_first, language=language).value if first else None
    if first is None or last is None:
        return first, last, False
    guessed = last.year > first.year and not re.search(r"\d{4}", end)
    return first, last, last < first or (guessed and (last - first).days >= OVER_NEW_YEAR)
