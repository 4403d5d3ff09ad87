"""People added to, and taken out of, an appointment that stands: what is checked, and who hears of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import text

from db import invitees, people
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.fits import Reason
from scheduling.refusals import NotYours
from services import attendance, moving, proposals
from services.attendance import Outcome, Plan
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def changed(world: World, appointment: Appointment, plan: Plan, *, by: str = "ana") -> Outcome:
    outcome = await attendance.change(world.connection, appointment.id, plan, by=getattr(world, by), now=NOW)
    await world.connection.commit()
    return outcome


def roles(appointment: Appointment) -> dict[str, str]:
    return {part.person.first_name: part.role.value for part in appointment.participants}


ALL = ("invitation", "move", "cancellation", "removed", "answer", "answers", "proposed", "refused")


async def test_one_change_is_one_message_for_each_whom_it_concerns(world: World) -> None:
    review = await world.booked(to="bo")
    await world.delivered()
    review = await world.answers("bo", review, Partstat.ACCEPTED)
    await world.delivered()
    outcome = await changed(world, review, {world.bo.id: None, world.chen.id: Role.OPTIONAL})
    assert roles(outcome.appointment) == {"Ana": "organizer", "Chen": "optional"}
    assert await world.owed(*ALL) == ["invitation 0 to chen", "removed 0 to bo"]
    assert await world.owed("reminder") == ["reminder 0 to ana"] * 2 + ["reminder 0 to chen"] * 2
    assert await world.blocked() == [("Ana", "Review")]
    assert outcome.appointment.revision == review.revision + 1
    again = await changed(world, review, {world.bo.id: None, world.chen.id: Role.OPTIONAL})
    assert again.change.empty
    assert await world.owed(*ALL) == ["invitation 0 to chen", "removed 0 to bo"]


async def test_who_stays_keeps_the_answer_and_hears_of_nothing(world: World) -> None:
    review = await world.booked(to="bo")
    await world.delivered()
    await world.answers("bo", review, Partstat.ACCEPTED)
    await world.delivered()
    outcome = await changed(world, review, {world.bo.id: Role.OPTIONAL})
    assert [(part.role, part.partstat) for part in outcome.appointment.attendees] == [
        (Role.OPTIONAL, Partstat.ACCEPTED)
    ]
    assert await world.owed(*ALL) == []


async def test_who_is_needed_must_be_free_and_who_is_optional_need_not(world: World) -> None:
    await world.booked("Lunch", by="chen", to="", at="2026-11-05T08:15", minutes=30)
    review = await world.booked(to="bo")
    await world.delivered()
    refused = await changed(world, review, {world.chen.id: Role.REQUIRED, world.bo.id: None})
    assert [[misfit.reason for misfit in fit.misfits] for fit in refused.refusing] == [[Reason.BUSY]]
    assert roles(refused.appointment) == {"Ana": "organizer", "Bo": "required"}
    assert await world.owed(*ALL) == []
    outcome = await changed(world, review, {world.chen.id: Role.OPTIONAL})
    assert roles(outcome.appointment) == {"Ana": "organizer", "Bo": "required", "Chen": "optional"}
    promoted = await changed(world, review, {world.chen.id: Role.REQUIRED})
    assert [fit.person_id for fit in promoted.refusing] == [world.chen.id]


async def test_of_strangers_it_says_only_whether_it_suits_five_times_a_day(world: World) -> None:
    eve = await people.meet(world.connection, people.Account(7005, "Eve", None, "eve_k", "en"), now=NOW, reachable=True)
    await people.settle(world.connection, eve.id, zone=ZoneInfo("Asia/Singapore"), city="Singapore")
    review = await world.booked(to="bo", at="2026-11-05T15:00")
    for _ in range(5):
        refused = await changed(world, review, {eve.id: Role.REQUIRED})
        assert [(fit.starts, [misfit.reason for misfit in fit.misfits]) for fit in refused.refusing] == [
            (None, [Reason.UNSUITED])
        ]
    assert (await changed(world, review, {eve.id: Role.REQUIRED})).spent == (eve.id,)
    assert (await changed(world, review, {eve.id: Role.OPTIONAL})).spent == ()


async def test_optional_people_are_in_nobodys_way_when_it_moves(world: World) -> None:
    await world.booked("Lunch", by="chen", to="", at="2026-11-06T08:00", minutes=45)
    review = await world.booked(to="bo")
    outcome = await changed(world, review, {world.chen.id: Role.OPTIONAL})
    friday = datetime(2026, 11, 6, 8, 0, tzinfo=UTC)
    assert await moving.misfits(world.connection, outcome.appointment, friday, viewer=world.ana, now=NOW) == []
    assert friday in [
        each.starts_at
        for each in (
            await moving.alternatives(world.connection, outcome.appointment, viewer=world.ana, now=NOW, wish=friday)
        ).suggestions
    ]
    moved = await moving.move(world.connection, review.id, friday, by=world.ana, sequence=0, now=NOW)
    assert moved.starts_at == friday


async def test_who_had_not_heard_of_it_hears_nothing_and_is_asked_anew(world: World) -> None:
    review = await world.booked(to="bo")
    await changed(world, review, {world.bo.id: None})
    assert await world.owed(*ALL) == []
    await changed(world, review, {world.bo.id: Role.REQUIRED})
    assert await world.owed(*ALL) == ["invitation 0 to bo"]
    await world.delivered()
    await changed(world, review, {world.bo.id: None})
    await world.delivered()
    await changed(world, review, {world.bo.id: Role.REQUIRED})
    assert await world.owed(*ALL) == ["invitation 0 to bo"]


async def test_their_wishes_go_with_them(world: World) -> None:
    review = await world.booked(to="bo chen")
    friday = datetime(2026, 11, 6, 8, 0, tzinfo=UTC)
    await proposals.propose(world.connection, review.id, friday, by=world.bo, sequence=0, now=NOW)
    outcome = await changed(world, review, {world.bo.id: None})
    assert outcome.appointment.wishes() == ()
    assert await world.owed("proposal", "proposed") == []


async def test_an_account_takes_the_place_of_a_name(world: World) -> None:
    nameless = await invitees.placeholder(world.connection, "bo_b")
    review = await world.booked(to="chen")
    await changed(world, review, {nameless.id: Role.REQUIRED})
    await world.delivered()
    outcome = await changed(world, review, {nameless.id: None, world.bo.id: Role.REQUIRED})
    assert roles(outcome.appointment) == {"Ana": "organizer", "Chen": "required", "Bo": "required"}
    assert await world.owed(*ALL) == ["invitation 0 to bo"]


async def test_only_the_organizer_changes_it_and_nobody_takes_the_organizer_out(world: World) -> None:
    review = await world.booked(to="bo")
    with pytest.raises(NotYours):
        await changed(world, review, {world.chen.id: Role.REQUIRED}, by="bo")
    await world.connection.rollback()
    assert (await changed(world, review, {world.ana.id: None})).change.empty
    kinds = await world.connection.execute(text("SELECT kind FROM changes"))
    assert list(kinds.scalars()) == []
