"""Quiet hours: what waits until they end, and what comes without a sound."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduling.notices import RINGS, Kind
from scheduling.people import Person
from scheduling.times import around_gap, instants, wall

SOON = timedelta(hours=12)
"""What starts within this is told at once, whatever the hour."""

PATIENT = frozenset(
    {Kind.ANSWER, Kind.ANSWERS, Kind.OPENED, Kind.PROPOSED, Kind.MORNING, Kind.UNREACHABLE, Kind.NUDGE, Kind.UNOPENED}
    | {Kind.HANDED}
)
"""Answers, digests and nudges: they can wait for the morning."""

_DAY = timedelta(days=1)


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
