"""Appointments for which only some of several people are needed: booked, moved, and whom it would miss."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from db import invitees, people
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.availability import Part
from scheduling.drafts import Draft
from scheduling.people import Audience, OutsideHours
from scheduling.pools import Pool
from scheduling.refusals import DoesNotSuit
from scheduling.times import Slot
from services import attendance, booking, handover, moving
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened
from tests.world import show_time_to

TEN = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


def any_one(world: World, starts_at: datetime = TEN, **more: Any) -> Draft:
    """Ana with one of Bo and Chen."""
    both = (world.bo.id, world.chen.id)
    facts = {"title": "Review", "people": both, "some": both, "need": 1, "starts_at": starts_at, **more}
    return Draft(
        id=uuid4(), zone=ZoneInfo("Europe/Lisbon"), expires_at=NOW + timedelta(days=7), duration=HALF_HOUR, **facts
    )


async def booked(world: World, **more: Any) -> Appointment:
    return await booking.book(world.connection, any_one(world, **more), by=world.ana, now=NOW, soft=False)


async def test_it_is_booked_where_enough_can_and_everybody_is_asked(world: World) -> None:
    # For Chen it is after hours.
    made = await booked(world)
    assert (made.need, made.pool) == (1, Pool(frozenset((world.bo.id, world.chen.id)), 1))
    assert [part.role for part in made.participants] == [Role.ORGANIZER, Role.ANY, Role.ANY]
    assert await world.owed("invitation") == ["invitation 0 to bo", "invitation 0 to chen"]
    assert not made.lacking
    one = await world.answers("bo", made, Partstat.DECLINED)
    assert not one.lacking
    assert (await world.answers("chen", one, Partstat.DECLINED)).lacking


async def test_a_refusal_names_all_whose_coming_would_be_enough(world: World) -> None:
    await world.booked("Lunch", by="bo", to="", at="2026-11-05T10:00")
    with pytest.raises(DoesNotSuit) as refused:
        await booked(world)
    assert [misfit.person_id for misfit in refused.value.misfits] == [world.bo.id, world.chen.id]
    # At 9:00 it is too late for Chen, at 10:00 for Bo and Chen.
    assert [each.missing for each in refused.value.suggestions if each.starts_at == TEN.replace(hour=9)] == [
        (world.chen.id,)
    ]


async def test_who_may_be_asked_outside_their_hours_is_enough(world: World) -> None:
    await world.booked("Lunch", by="bo", to="", at="2026-11-05T10:00")
    await people.change(world.connection, world.chen.id, outside_hours=OutsideHours.ASK.value)
    with pytest.raises(DoesNotSuit):
        await booked(world)
    made = await booking.book(world.connection, any_one(world), by=world.ana, now=NOW, anyway=True)
    assert made.starts_at == TEN


async def test_it_moves_to_where_enough_can(world: World) -> None:
    made = await booked(world)
    await world.booked("Lunch", by="bo", to="", at="2026-11-05T11:00")
    noon, eleven = TEN.replace(hour=12), TEN.replace(hour=11)

    async def against(starts_at: datetime) -> list[int]:
        found = await moving.misfits(world.connection, made, starts_at, viewer=world.ana, now=NOW)
        return [misfit.person_id for misfit in found]

    assert [await against(each) for each in (noon, eleven)] == [[], [world.bo.id, world.chen.id]]
    moved = await moving.move(world.connection, made.id, noon, by=world.ana, sequence=0, now=NOW)
    assert (moved.starts_at, moved.pool) == (noon, made.pool)


async def test_who_is_taken_out_or_spared_leaves_the_others_needed(world: World) -> None:
    made = await booked(world, starts_at=TEN.replace(hour=9, minute=30))
    outcome = await attendance.change(world.connection, made.id, {world.bo.id: Role.OPTIONAL}, by=world.ana, now=NOW)
    after = outcome.appointment
    assert after.pool is None
    found = await moving.misfits(world.connection, after, TEN, viewer=world.ana, now=NOW)
    assert [misfit.person_id for misfit in found] == [world.chen.id]


async def test_one_fewer_is_needed_when_one_of_them_takes_it_over(world: World) -> None:
    dana = await invitees.placeholder(world.connection, "dana_porto")
    three = (world.bo.id, world.chen.id, dana.id)
    made = await booked(world, people=three, some=three, need=2, starts_at=TEN.replace(hour=8))
    await handover.offer(world.connection, made.id, world.bo.id, by=world.ana, now=NOW)
    after = await handover.take(world.connection, made.id, by=world.bo, now=NOW)
    assert after is not None
    assert after.pool == Pool(frozenset((world.chen.id, dana.id)), 1)


async def test_of_strangers_in_it_a_keyboard_tells_nothing(world: World) -> None:
    await show_time_to(world.connection, world.chen.id, Audience.MET)
    day = TEN.replace(hour=0)
    draft = any_one(world)

    async def seen(need: int) -> tuple[list[datetime], set[Any]]:
        circle = await booking.gather(
            world.connection,
            [world.ana.id, *draft.people],
            earliest=day,
            latest=day + timedelta(days=1),
            pool=Pool(frozenset(draft.people), need),
            viewer_id=world.ana.id,
        )
        assert circle.strangers == circle.probed == {world.chen.id}
        starts = circle.starts(HALF_HOUR, earliest=day, latest=day + timedelta(hours=23), now=NOW)
        zone = ZoneInfo("Europe/Lisbon")
        return starts, circle.days(HALF_HOUR, earliest=day, latest=day + timedelta(hours=23), now=NOW, zone=zone)

    before = await seen(1)
    # As if Chen could always come, so that what Bo does is no matter either.
    await world.booked("Lunch", by="bo", to="", at="2026-11-05T10:00")
    assert await seen(1) == before
    assert TEN in before[0]
    await world.booked("Secret", by="chen", to="", at="2026-11-05T08:00")
    assert await seen(1) == before


async def test_a_stranger_in_it_is_said_to_miss_it_and_not_why(world: World) -> None:
    await show_time_to(world.connection, world.chen.id, Audience.MET)
    draft = any_one(world)
    circle = await booking.gather_around(
        world.connection, [world.ana.id, *draft.people], wish=TEN, now=NOW, pool=draft.pool, viewer_id=world.ana.id
    )
    fits = circle.check(Slot.lasting(TEN, HALF_HOUR), now=NOW)
    assert [(each.part, each.spared, [misfit.reason.value for misfit in each.misfits]) for each in fits] == [
        (Part.REQUIRED, False, []),
        (Part.ANY, False, []),
        (Part.ANY, True, ["unsuited"]),
    ]
