"""Handing an appointment over: who may, what follows it, and what stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from scheduling.appointments import Appointment, Partstat, Role
from scheduling.people import Person
from scheduling.refusals import BusyThen, Cancelled, NotYours
from services import appointments, attendance, handover, moving, proposals
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def offered(world: World, appointment: Appointment, to: Person, by: Person | None = None) -> Appointment | None:
    found = await handover.offer(world.connection, appointment.id, to.id, by=by or world.ana, now=NOW)
    await world.connection.commit()
    return found


async def taken(world: World, appointment: Appointment, by: Person) -> Appointment | None:
    found = await handover.take(world.connection, appointment.id, by=by, now=NOW)
    await world.connection.commit()
    return found


def parts(appointment: Appointment | None) -> list[tuple[str, Role, Partstat]]:
    assert appointment is not None
    return [(part.person.first_name, part.role, part.partstat) for part in appointment.participants]


async def test_who_takes_it_over_arranges_it_and_who_gave_it_stays(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    await world.answers("bo", review, Partstat.ACCEPTED)
    await offered(world, review, world.bo)
    assert await world.owed("handover") == ["handover 0 to bo about ana"]
    await world.answers("chen", review, Partstat.DECLINED)

    after = await taken(world, review, world.bo)

    assert parts(after) == [
        ("Bo", Role.ORGANIZER, Partstat.ACCEPTED),
        ("Ana", Role.REQUIRED, Partstat.ACCEPTED),
        ("Chen", Role.REQUIRED, Partstat.DECLINED),
    ]
    assert await world.blocked() == [("Ana", "Review"), ("Bo", "Review")]
    # Chen's decline is Bo's to hear now.
    assert await world.owed("answer", "handed") == ["answer 0 to bo about chen in 30 s", "handed 0 to ana about bo"]
    kinds = await world.connection.execute(text("SELECT kind, new FROM changes ORDER BY id"))
    assert [tuple(row) for row in kinds] == [("offer", {"to": [world.bo.id]}), ("handover", {"to": [world.bo.id]})]
    with pytest.raises(NotYours):
        await appointments.cancel(world.connection, review.id, by=world.ana, sequence=0, now=NOW)
    await world.connection.rollback()
    moved = await moving.move(
        world.connection, review.id, review.starts_at + timedelta(minutes=15), by=world.bo, sequence=0, now=NOW
    )
    assert parts(moved)[1] == ("Ana", Role.REQUIRED, Partstat.NEEDS_ACTION)


async def test_only_the_newest_offer_counts_and_only_for_whom_it_is(world: World) -> None:
    review = await world.booked()
    assert await taken(world, review, world.bo) is None
    await offered(world, review, world.bo)
    await offered(world, review, world.bo)
    assert await world.owed("handover") == ["handover 0 to bo about ana"]
    assert await taken(world, review, world.chen) is None
    await offered(world, review, world.chen)
    assert await world.owed("handover") == ["handover 0 to chen about ana"]
    assert await taken(world, review, world.bo) is None
    assert await handover.refuse(world.connection, review.id, by=world.chen, now=NOW) is not None
    await world.connection.commit()
    assert await world.owed("handed") == ["handed 0 to ana about chen"]
    assert await taken(world, review, world.chen) is None
    with pytest.raises(NotYours):
        await offered(world, review, world.chen, by=world.bo)


async def test_who_is_busy_or_has_declined_cannot_take_it_and_nothing_changes(world: World) -> None:
    review = await world.booked()
    await offered(world, review, world.bo)
    stand_up = await world.booked("Stand-up", by="bo", to="", at="2026-11-05T08:30")
    with pytest.raises(BusyThen) as refusal:
        await taken(world, review, world.bo)
    await world.connection.rollback()
    assert refusal.value.other is not None
    assert refusal.value.other.id == stand_up.id
    await world.answers("chen", review, Partstat.DECLINED)
    assert await offered(world, review, world.chen) is None
    await appointments.cancel(world.connection, review.id, by=world.ana, sequence=0, now=NOW)
    await world.connection.commit()
    with pytest.raises(Cancelled):
        await taken(world, review, world.bo)


async def test_a_wish_for_another_time_is_the_new_organizers_to_decide(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    at = review.starts_at + timedelta(days=1)
    for person in (world.bo, world.chen):
        await proposals.propose(world.connection, review.id, at, by=person, sequence=0, now=NOW)
    await world.connection.commit()
    await offered(world, review, world.bo)
    after = await taken(world, review, world.bo)
    assert after is not None
    assert [each.by for each in after.wishes()] == [world.chen.id]
    assert await world.owed("proposal") == ["proposal 0 to bo about ana"]
    assert await taken(world, review, world.bo) is None


async def test_what_waited_for_the_handing_over_is_no_longer_the_old_organizers(world: World) -> None:
    review = await world.booked()
    await offered(world, review, world.bo)

    async def late(act: Callable[[AsyncConnection], Awaitable[object]]) -> None:
        async with world.engine.begin() as connection:
            with pytest.raises(NotYours):
                await act(connection)

    later = review.starts_at + timedelta(minutes=15)
    waits = [
        late(lambda on: appointments.cancel(on, review.id, by=world.ana, sequence=0, now=NOW)),
        late(lambda on: moving.move(on, review.id, later, by=world.ana, sequence=0, now=NOW)),
        late(lambda on: attendance.change(on, review.id, {world.chen.id: None}, by=world.ana, now=NOW)),
    ]
    assert await handover.take(world.connection, review.id, by=world.bo, now=NOW) is not None
    rivals = [asyncio.ensure_future(each) for each in waits]
    async with asyncio.timeout(5):
        while await waiting(world.engine) < len(rivals):
            pass
    await world.connection.commit()
    await asyncio.gather(*rivals)
    assert parts(await appointments.load(world.connection, review.id, viewer=world.ana))[0][0] == "Bo"


async def waiting(engine: AsyncEngine) -> int:
    """How many turns wait for somebody's booking lock, or behind whoever does."""
    async with engine.connect() as connection:
        found = await connection.execute(
            text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        )
        return int(found.scalar_one())
