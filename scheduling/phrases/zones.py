"""Rules for times of elsewhere: "9:00 PST", "15:00 Berlin", "10:00 UTC+2", "a las 15:00 hora de Berlín"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line
from scheduling.words.phrasebook.zones import ABBREVIATIONS


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The zones a name may mean, each with the minutes ahead of UTC that the name itself says, if it does."""

    zones: tuple[tuple[tzinfo, int | None], ...]


def elsewhere(line: Line, at: int) -> tuple[int, Elsewhere] | None:
    """A zone that stands right behind a time."""
    start = line.skip(at, "time_of")
    at_zone = start + 1 if line.sign(start, "(") else start
    found = _named(line, at_zone, sure=start > at or at_zone > start)
    if found and at_zone > start and line.sign(found[0], ")"):
        return found[0] + 1, found[1]
    return found


def told(line: Line, at: int) -> bool:
    """Whether what stands at `at` says that it is a place's time: "Berlin time", "hora de Berlín", "Berliner Zeit"."""
    start = line.skip(at, "time_of")
    city = line.hit(start, "city") or line.hit(start, "city_of")
    behind = city is not None and (start > at or line.skip(city[0], "time_behind") > city[0])
    return behind or line.hit(start, "city_time") is not None


def _named(line: Line, at: int, *, sure: bool) -> tuple[int, Elsewhere] | None:
    abbreviation = line.hit(at, "zone")
    if abbreviation:
        end, name = abbreviation
        if name in ("utc", "gmt") and line.sign(end, "+-") and line.shape(end + 1) in (Shape.NUMBER, Shape.COLON):
            hours, *minutes = line.digits(end + 1)
            ahead = hours * 60 + (minutes[0] if minutes else 0)
            if ahead <= 14 * 60:
                shift = timedelta(minutes=-ahead if line.line[end].text == "-" else ahead)
                return end + 2, Elsewhere(((timezone(shift), None),))
        if line.glued(at) and line.shape(at - 1) is Shape.WORD:
            return None
        zones = tuple((ZoneInfo(zone), minutes_) for zone, minutes_ in ABBREVIATIONS[str(name)])
        return line.skip(end, "time_behind"), Elsewhere(zones)
    joined = line.hit(at, "city_time")
    if joined:
        return joined[0], Elsewhere(((ZoneInfo(str(joined[1])), None),))
    adjective = line.hit(at, "city_of")
    if adjective and (end := line.skip(adjective[0], "time_behind")) > adjective[0]:
        return end, Elsewhere(((ZoneInfo(str(adjective[1])), None),))
    city = line.hit(at, "city")
    if city is None:
        return None
    end = line.skip(city[0], "time_behind")
    # "10:00 Berlin trip" is a trip: a bare city must be followed by something that is read, or by nothing.
    if end == city[0] and not sure and line.titled(end):
        return None
    if end == city[0] and not sure and line.line[at].text.islower() and line.line[at].text.isascii():
        return (end, Elsewhere(((ZoneInfo(str(city[1])), None),))) if len(line.line[at].text) > 4 else None
    return end, Elsewhere(((ZoneInfo(str(city[1])), None),))
