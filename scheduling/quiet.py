"""Quiet hours: what waits until they end, and what comes without a sound."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduling.notices import RINGS, Kind
from scheduling.people import Person
from scheduling.times import around_gap, instants, wall
from scheduling.words import LONGEST_ANSWER, fold, table

SOON = timedelta(hours=12)
"""What starts within this is told at once, whatever the hour."""

PATIENT = frozenset(
    {Kind.ANSWER, Kind.ANSWERS, Kind.OPENED, Kind.PROPOSED, Kind.MORNING, Kind.UNREACHABLE, Kind.NUDGE, Kind.UNOPENED}
    | {Kind.HANDED}
)
"""Answers, digests and nudges: they can wait for the morning."""

_DAY = timedelta(days=1)
_MINUTES = 1440
_DEEP = 3 * 60
"""At this minute most people sleep."""

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?: ?[:.h] ?(\d\d)|h)?(?!\d)")


class Manner(StrEnum):
    """How a notice comes."""

    AS_EVER = "as-ever"
    SILENT = "silent"
    LATER = "later"
    """When the quiet hours end."""


def quiet_until(quiet: tuple[int, int] | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When the quiet hours end in which `now` lies, None outside them.

    `quiet` are minutes since midnight, from and to; an end before the start lies on the next day.
    """
    if quiet is None:
        return None
    begin, end = quiet
    here = wall(now, zone)
    minute = here.hour * 60 + here.minute
    if not (begin <= minute < end if begin < end else minute >= begin or minute < end):
        return None
    day = here.date() + (_DAY if minute >= end else timedelta(0))
    return at(day_start=datetime.combine(day, time()), minute=end, zone=zone)


def at(*, day_start: datetime, minute: int, zone: ZoneInfo) -> datetime:
    """The instant at which a clock shows a minute of a day; where it skips that, as long after midnight as meant."""
    shown = day_start + timedelta(minutes=minute)
    found = instants(shown, zone)
    return found[0] if found else around_gap(shown, zone)[1]


def manner_for(person: Person, kind: Kind, starts_at: datetime | None, now: datetime) -> tuple[Manner, datetime | None]:
    """How a notice about something that starts then comes to somebody, and when their quiet hours end, if quiet."""
    zone = person.zone_at(now)
    until = quiet_until(person.prefs.quiet, zone, now) if zone else None
    if until is None:
        return Manner.AS_EVER, None
    soon = starts_at is not None and starts_at - now <= SOON
    if kind in PATIENT and not soon:
        return Manner.LATER, until
    return (Manner.SILENT if kind in RINGS else Manner.AS_EVER), until


def read_quiet(text: str, *, language: str = "en") -> tuple[int, int] | None:
    """The minutes of the day from and to which it is to be quiet: "22-7", "from 22:30 to 6.45"; None for other texts.

    Hours up to 12 without a leading zero may be of either half of the day: "11-7" means the night.
    """
    said, words = fold(text[: LONGEST_ANSWER + 1]), table(language)
    clocks = _CLOCK.findall(said)
    known = words.until | words.fillers | {word for word, minutes in words.shifts.items() if not minutes}
    rest = _CLOCK.sub(" ", said).replace("-", " ").split()
    if len(text) > LONGEST_ANSWER or len(clocks) != 2 or not known.issuperset(rest):
        return None
    begins, ends = (_halves(hour, minute) for hour, minute in clocks)
    pairs = [(begin, end) for begin in begins for end in ends if begin != end]
    return min(pairs, key=_oddness, default=None)


def _halves(hour: str, minute: str) -> tuple[int, ...]:
    """The minutes of the day that a typed time may be, none if no clock shows it."""
    shown = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or shown > _MINUTES:
        return ()
    if hour.startswith("0") or int(hour) > 12:
        return (shown % _MINUTES,)
    return shown % _MINUTES, (shown + _MINUTES // 2) % _MINUTES


def _oddness(between: tuple[int, int]) -> tuple[bool, int]:
    begin, end = between
    length = (end - begin) % _MINUTES
    return (_DEEP - begin) % _MINUTES >= length, length
