"""At most twenty people whom one has never met are invited a day, counted in the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import invitees
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.drafts import Draft
from scheduling.people import Audience, Person
from scheduling.refusals import InvitedEnough
from services import attendance, booking, privacy
from services import people as services
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened

MIDNIGHT = datetime(2026, 11, 4, tzinfo=UTC)


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def invites(
    world: World, *people: Person, connection: AsyncConnection | None = None, day: int = 5
) -> Appointment:
    assert world.ana.zone is not None
    draft = Draft(
        id=uuid4(),
        zone=world.ana.zone,
        expires_at=NOW + timedelta(days=7),
        duration=timedelta(minutes=30),
        title="Coffee",
        people=tuple(person.id for person in people),
        starts_at=datetime(2026, 11, day, 8, tzinfo=UTC),
    )
    return await booking.book(connection or world.connection, draft, by=world.ana, now=NOW)


async def invited(world: World, n: int) -> None:
    """As if Ana had invited so many today."""
    await world.connection.execute(
        text("INSERT INTO allowances VALUES (:ana, 'invites', :day, :n)"),
        {"ana": world.ana.id, "day": NOW.date(), "n": n},
    )
    await world.connection.commit()


async def count(world: World) -> int:
    found = await world.connection.execute(
        text("SELECT n FROM allowances WHERE kind = 'invites' AND person_id = :ana"), {"ana": world.ana.id}
    )
    return found.scalar() or 0


async def test_the_twenty_first_waits_for_the_next_day(world: World) -> None:
    await invited(world, privacy.INVITATIONS - 1)
    with pytest.raises(InvitedEnough) as refusal:
        await invites(world, world.bo, world.chen)
    assert ([each.id for each in refusal.value.left_out], refusal.value.again_at) == ([world.chen.id], MIDNIGHT)
    assert await world.owed("invitation") == []
    await invites(world, world.bo)
    assert (await count(world), await world.owed("invitation")) == (20, ["invitation 0 to bo"])


async def test_the_first_twenty_one_at_once_are_too_many(world: World) -> None:
    with pytest.raises(InvitedEnough) as refusal:
        await privacy.invite(world.connection, [world.bo] * 20 + [world.chen], by=world.ana.id, now=NOW)
    assert (refusal.value.left_out, await count(world)) == ([world.chen], 0)


async def test_people_one_has_met_and_whoever_never_opened_the_bot_are_not_counted(world: World) -> None:
    await invited(world, privacy.INVITATIONS)
    lunch = await world.booked("Lunch", by="bo", to="ana", at="2026-11-05T12:00")
    await invites(world, world.bo, await invitees.placeholder(world.connection, "dana_porto"))
    assert (await count(world), lunch.organizer.person.id) == (20, world.bo.id)
    # Being invited by her is not meeting her: only a yes is.
    with pytest.raises(InvitedEnough):
        await invites(world, world.chen, day=6)


async def test_who_may_not_be_invited_counts_as_little_as_who_never_opened_the_bot(world: World) -> None:
    await invited(world, privacy.INVITATIONS)
    await services.prefer(world.connection, world.bo, invited_by=Audience.NOBODY)
    made = await invites(world, world.bo)
    assert (made.attendees[0].reached, await count(world)) == (False, 20)


async def test_added_to_what_stands_they_count_too(world: World) -> None:
    review = await world.booked(to="bo")
    await world.answers("bo", review, Partstat.ACCEPTED)
    assert await count(world) == 1
    await world.connection.execute(text("UPDATE allowances SET n = 20"))
    plan = {world.chen.id: Role.OPTIONAL}
    with pytest.raises(InvitedEnough) as refusal:
        await attendance.change(world.connection, review.id, plan, by=world.ana, now=NOW)
    assert refusal.value.appointment is not None
    assert [each.id for each in refusal.value.left_out] == [world.chen.id]
    await world.connection.execute(text("UPDATE allowances SET n = 19"))
    await attendance.change(world.connection, review.id, plan, by=world.ana, now=NOW)
    assert await count(world) == 20


async def test_two_at_once_do_not_go_beyond(world: World) -> None:
    await invited(world, privacy.INVITATIONS - 1)

    async def one(person: Person, day: int) -> bool:
        async with world.engine.begin() as connection:
            try:
                await invites(world, person, connection=connection, day=day)
            except InvitedEnough:
                return False
            return True

    assert sorted(await asyncio.gather(one(world.bo, 5), one(world.chen, 6))) == [False, True]
    assert await count(world) == 20
