"""Journeys: how many, which give way, and what reads otherwise because of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest_asyncio

from db import people
from scheduling.appointments import Partstat
from scheduling.hours import WeeklyHours
from scheduling.people import Person
from scheduling.times import Days, ZoneSpell
from services import travel
from services.travel import MOST
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened

TOKYO = ZoneSpell(Days(date(2026, 11, 5), date(2026, 11, 6)), ZoneInfo("Asia/Tokyo"), "Tokyo")


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def goes(world: World, person: Person, journey: ZoneSpell) -> Person:
    after = await travel.go(world.connection, person, journey, now=NOW)
    assert after is not None
    return after


async def test_what_reads_otherwise_is_what_lies_on_the_journey(world: World) -> None:
    long = WeeklyHours.of(dict.fromkeys(range(5), ((8 * 60, 19 * 60),)))
    await people.set_hours(world.connection, world.ana.id, long)
    await world.booked("Before", at="2026-11-04T08:00", to="bo")
    await world.booked("Early", at="2026-11-05T08:00", by="bo", to="ana")
    await world.booked("Late", at="2026-11-05T10:00", to="bo")
    declined = await world.booked("No", at="2026-11-06T10:00", by="bo", to="ana")
    await world.answers("ana", declined, Partstat.DECLINED)

    after = await goes(world, world.ana, TOKYO)

    found = await travel.shifted(world.connection, world.ana, after, now=NOW)
    assert [(each.appointment.title, each.outside) for each in found] == [("Early", False), ("Late", True)]
    assert await travel.shifted(world.connection, after, after, now=NOW) == []
    home = await travel.stay(world.connection, after, TOKYO.days, now=NOW)
    assert home == world.ana
    back = await travel.shifted(world.connection, after, home, now=NOW)
    assert [(each.appointment.title, each.outside) for each in back] == [("Early", False), ("Late", False)]


async def test_so_many_journeys_and_none_that_are_over(world: World) -> None:
    person = world.ana
    for ahead in range(MOST):
        days = Days(*[TOKYO.days.first + timedelta(days=3 * ahead)] * 2)
        person = await goes(world, person, replace(TOKYO, days=days))
    more = replace(TOKYO, days=Days(date(2026, 12, 24), date(2026, 12, 24)))
    assert await travel.go(world.connection, person, more, now=NOW) is None
    after = await travel.go(world.connection, person, more, now=NOW + timedelta(days=3))
    assert after is not None
    kept = (await people.by_ids(world.connection, [person.id]))[person.id].prefs.spells
    assert (len(kept), kept[-1], kept) == (MOST, more, after.prefs.spells)
