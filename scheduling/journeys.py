"""Where somebody says that they will be, and when: "in Tokyo 10-20 Nov", "I am in Berlin until Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from scheduling.timeoff import LONGEST, read_days
from scheduling.times import Days, ZoneSpell
from scheduling.typed import read_day
from scheduling.words import tidy

_DAY = timedelta(days=1)
_LONGEST = 120
_MARKS = " ,;:."

_SELF = re.compile(
    r"(?:i am|i'm|im|i will be|i'll be|we are|we're|travell?ing|going|ich bin|ich reise|estoy|estaré|viajo"
    r"|(?:saya|aku)(?: (?:akan|sedang))?(?: (?:ada|berada|pergi))?)(?: |$)",
    re.IGNORECASE,
)
_IN = re.compile(r"(?:in|at|to|nach|en|a|di|ke) ", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till?|bis|hasta|sampai|hingga) (.+)", re.IGNORECASE)
_FROM = re.compile(r"(?:from|on|vom|ab|am|desde|del?|el|dari|mulai|pada|tanggal) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Journey:
    """A place as it was written, and dates. `sure` says that the line hardly means anything else: it begins with "in",
    and somebody speaks of themselves or says several dates.
    """

    place: str
    days: Days
    sure: bool


def may_be_journey(text: str) -> bool:
    """Whether it is worth a closer look: it begins as somebody speaks of themselves, or with "in"."""
    return len(text) <= _LONGEST and bool(_SELF.match(text) or _IN.match(text))


def read_journey(text: str, today: date, *, day_first: bool | None = None, language: str = "en") -> Journey | None:
    """The journey that `text` speaks of, in either order; None without both a place and dates ahead."""
    whole = tidy(text[:_LONGEST])
    speaks = _SELF.match(whole)
    rest = whole[speaks.end() :] if speaks else whole
    within = _IN.match(rest)
    if read_dates(rest, today, day_first=day_first, language=language) is not None:
        return None
    words = rest[within.end() if within else 0 :].split(" ")
    for at in range(1, len(words)):
        for place, when in ((words[:at], words[at:]), (words[-at:], words[:-at])):
            days = read_dates(" ".join(when), today, day_first=day_first, language=language)
            named = _IN.sub("", " ".join(place), count=1).strip(_MARKS)
            if days is not None and named:
                return Journey(named, days, bool(within) and (bool(speaks) or days.last > days.first))
    return None


def read_dates(text: str, today: date, *, day_first: bool | None = None, language: str = "en") -> Days | None:
    """The dates of a journey: "10-20 Nov", "from 10 to 20 Nov", "until Friday", which begins today."""
    said = _FROM.sub("", text.strip(_MARKS), count=1)
    if (until := _UNTIL.fullmatch(said)) is None:
        return read_days(said, today, day_first=day_first, language=language)
    last = read_day(until[1], today, day_first=day_first, language=language).value
    return Days(today, last) if last is not None and today <= last < today + LONGEST * _DAY else None


def planned(spells: Iterable[ZoneSpell], journey: ZoneSpell | None, *, without: Days) -> tuple[ZoneSpell, ...]:
    """The journeys with `without` taken out of all of them, and then `journey` added, in order."""
    left = [ZoneSpell(days, spell.zone, spell.city) for spell in spells for days in _besides(spell.days, without)]
    return tuple(sorted([*left, *([journey] if journey else [])], key=lambda each: each.days))


def _besides(days: Days, without: Days) -> list[Days]:
    """What is left of some dates."""
    if days.last < without.first or without.last < days.first:
        return [days]
    left = []
    if days.first < without.first:
        left.append(Days(days.first, without.first - _DAY))
    if days.last > without.last:
        left.append(Days(without.last + _DAY, days.last))
    return left
