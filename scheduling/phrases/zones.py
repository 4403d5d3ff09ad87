"""Rules for times of elsewhere: "9:00 PST", "15:00 Berlin", "10:00 UTC+2", "a las 15:00 hora de Berlín"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Field
from scheduling.words.phrasebook.zones import ABBREVIATIONS


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The zones a name may mean, each with the minutes ahead of UTC that the name itself says, if it does."""

    zones: tuple[tuple[tzinfo, int | None], ...]


def elsewhere(line: Line, at: int) -> tuple[int, Elsewhere] | None:
    """A zone that stands right behind a time."""
    bracket = line.sign(at, "(")
    begin = at + 1 if bracket else at
    start = line.skip(begin, "time_of")
    if start > begin and not bracket and line.sign(start, "("):
        bracket, start = True, start + 1
    into = line.hit(start, "in_place")
    if into and told(line, into[0]):
        start = into[0]
    found = _named(line, start, told_so=start > begin, sure=start > at)
    if found and bracket and line.sign(found[0], ")"):
        return found[0] + 1, found[1]
    return found


def told(line: Line, at: int) -> bool:
    """Whether what stands at `at` says that it is a place's time: "Berlin time", "hora de Berlín", "Berliner Zeit"."""
    if line.hit(at, "units") and line.number(at - 1):
        # "1 hora este jueves" is a length.
        return False
    start = line.skip(at, "time_of")
    city = line.hit(start, "city") or line.hit(start, "city_of")
    behind = city is not None and (start > at or line.skip(city[0], "time_behind") > city[0])
    return behind or line.hit(start, "city_time") is not None


def apart(line: Line, fields: Sequence[Field | None]) -> tuple[int, int, Elsewhere] | None:
    """A zone that is not right behind its time: where it begins and ends, among the atoms that are left.

    "Berlin time" is one wherever it stands, "PST" behind what was read: "at 5 tomorrow PST".
    """
    if not any(line.has(each) for each in ("zone", "city", "city_of", "city_time")):
        return None
    for at in range(len(line.line)):
        if fields[at] is not None:
            continue
        behind = at > 0 and fields[at - 1] in (Field.WHEN, Field.LENGTH, Field.WHO)
        short = line.hit(at, "zone") if behind and line.line[at].text.isupper() else None
        if not (short and not line.titled(short[0])) and not (line.begins(at) and told(line, at)):
            continue
        found = elsewhere(line, at)
        if found and line.ends(found[0]) and all(each is None for each in fields[at : found[0]]):
            return at, found[0], found[1]
    return None


def _named(line: Line, at: int, *, told_so: bool, sure: bool) -> tuple[int, Elsewhere] | None:
    if abbreviation := line.hit(at, "zone"):
        return _abbreviated(line, at, abbreviation[0], str(abbreviation[1]))
    joined = line.hit(at, "city_time")
    if joined:
        return joined[0], _one(joined[1])
    adjective = line.hit(at, "city_of")
    if adjective and ((end := line.skip(adjective[0], "time_behind")) > adjective[0] or told_so):
        return end, _one(adjective[1])
    city = line.hit(at, "city")
    if city is None:
        return None
    end = line.skip(city[0], "time_behind")
    # "10:00 Berlin trip" is a trip: a bare city must be followed by something that is read, or by nothing.
    match = line.sign(end, "-") and line.hit(end + 1, "city") is not None
    if end == city[0] and not sure and (line.titled(end) or match):
        return None
    if end == city[0] and not sure and line.line[at].text.islower() and line.line[at].text.isascii():
        return (end, _one(city[1])) if len(line.line[at].text) > 4 else None
    return end, _one(city[1])


def _abbreviated(line: Line, at: int, end: int, name: str) -> tuple[int, Elsewhere] | None:
    if name in ("utc", "gmt") and line.sign(end, "+-") and line.shape(end + 1) in (Shape.NUMBER, Shape.COLON):
        hours, *minutes = line.digits(end + 1)
        ahead = hours * 60 + (minutes[0] if minutes else 0)
        if ahead <= 14 * 60:
            shift = timedelta(minutes=-ahead if line.line[end].text == "-" else ahead)
            return end + 2, Elsewhere(((timezone(shift), None),))
    if (line.glued(at) and line.shape(at - 1) is Shape.WORD) or (len(name) == 1 and line.line[at].text.islower()):
        return None
    zones = tuple((ZoneInfo(zone), minutes_) for zone, minutes_ in ABBREVIATIONS[name])
    return line.skip(end, "time_behind"), Elsewhere(zones)


def _one(zone: float | str) -> Elsewhere:
    return Elsewhere(((ZoneInfo(str(zone)), None),))
