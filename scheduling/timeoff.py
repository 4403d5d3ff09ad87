"""Dates that somebody takes off, as they type them: "24 Dec - 2 Jan", "tomorrow", "24-31 Dec"."""

from __future__ import annotations

import re
from datetime import date

from scheduling.times import Days
from scheduling.typed import read_day
from scheduling.words import tidy

LONGEST = 366
"""So many dates at most are taken off at once."""


def read_days(text: str, today: date, *, day_first: bool | None = None, language: str = "en") -> Days | None:
    """The dates that `text` means, both ends included; None when it is no such span, is over or would be too long.

    A day without a year is the coming one, and the last one never comes before the first.
    """
    whole = read_day(text, today, day_first=day_first, language=language).value
    if whole is not None:
        return Days(whole, whole) if whole >= today else None
    ends = re.split(r"\s*[–—]\s*|\s+-\s+|\s+(?:to|until|till|bis|hasta|sampai)\s+", tidy(text), flags=re.IGNORECASE)
    if len(ends) == 1:
        ends = tidy(text).split("-")
    if len(ends) != 2:
        return None
    begin, end = ends
    if re.fullmatch(r"\d{1,2}\.?", begin) and (month := re.search(r"[^\d\s.].*$", end)):
        begin = f"{begin} {month[0]}"
    first = read_day(begin, today, day_first=day_first, language=language).value
    if first is None:
        return None
    last = read_day(end, first, day_first=day_first, language=language).value
    if last is None or last < first or last < today or (last - first).days >= LONGEST:
        return None
    return Days(first, last)
