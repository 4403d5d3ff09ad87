"""The instants of times of day on days, in every zone that may be meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity
from scheduling.times import around_gap, instants

Zones = tuple[tuple[tzinfo | None, int | None], ...]


@dataclass
class Minutes:
    """The minutes of the day that may be meant, with what is asked about them."""

    minutes: tuple[int, ...] = ()
    kind: Ambiguity | None = None
    zones: Zones = ()
    """None is the zone that the reader lives by on the day."""
    about: str = ""


def starts_on(line: Line, days: tuple[date, ...], minutes: Minutes) -> list[datetime]:
    """The instants of these minutes of these days, in every zone that may be meant."""
    found = []
    for day in days:
        for minute in minutes.minutes:
            wall = datetime.combine(day, time()) + timedelta(minutes=minute)
            for zone, ahead in minutes.zones:
                found += _instants(wall, _then(line, zone, day), ahead)
    return found


def by_zone_of(line: Line, days: tuple[date, ...], minutes: Minutes, other: Minutes) -> tuple[int, ...]:
    """The minutes of `other` as the clocks of `minutes` show them, where each was said of one zone: 11:00 EST is 17:00
    CET."""
    if minutes.zones == other.zones or len(minutes.zones) > 1 or len(other.zones) > 1:
        return other.minutes
    day = days[0] if days else line.today
    noon = datetime.combine(day, time(12))
    one, more = (_then(line, each.zones[0][0] if each.zones else None, day) for each in (minutes, other))
    ahead = (one.utcoffset(noon) or timedelta()) - (more.utcoffset(noon) or timedelta())
    return tuple(each + int(ahead.total_seconds()) // 60 for each in other.minutes)


def _then(line: Line, zone: tzinfo | None, day: date) -> tzinfo:
    """A zone that was said; None stands for the one that the reader lives by that day."""
    return zone or (line.zone_on(day) if line.zone_on else line.zone)


def _instants(wall: datetime, zone: tzinfo, ahead: int | None) -> list[datetime]:
    if not isinstance(zone, ZoneInfo):
        return [wall.replace(tzinfo=zone).astimezone(UTC)]
    by_clock = list(instants(wall, zone)) or list(around_gap(wall, zone))
    if ahead is not None:
        # "PST" said in summer: the offset of its name, or the time that is then kept there.
        named = (wall - timedelta(minutes=ahead)).replace(tzinfo=UTC)
        if named not in by_clock:
            return [named, *by_clock]
        return [named]
    return by_clock


def zone_open(minutes: Minutes) -> bool:
    """Whether the zone is what is open, if anything is."""
    return len(minutes.zones) > 1 or minutes.zones[0][1] is not None


def skipped(line: Line, day: date, minutes: Minutes) -> bool:
    """Whether no clock shows the time."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes.minutes[0])
    zone = _then(line, minutes.zones[0][0], day)
    return isinstance(zone, ZoneInfo) and minutes.zones[0][1] is None and not instants(wall, zone)
