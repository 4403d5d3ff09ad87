"""Moving an appointment with somebody whom one has never met asks about them, and is counted: their time is theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from db import people
from scheduling.appointments import Appointment
from scheduling.people import Person
from scheduling.refusals import DoesNotSuit, ToldEnough
from services import moving, proposals
from services.privacy import QUESTIONS
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened

FRIDAY = datetime(2026, 11, 6, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Strangers:
    """Ana has invited Eve, who has not answered and whom nobody has met."""

    world: World
    eve: Person
    review: Appointment

    async def occupied(self, hour: int) -> None:
        await self.world.booked("Secret", by="eve", to="", at=f"2026-11-06T{hour:02}:00", minutes=60)

    async def misfits(self, starts_at: datetime) -> list[object]:
        found = await moving.misfits(self.world.connection, self.review, starts_at, viewer=self.world.ana, now=NOW)
        return [(misfit.person_id, misfit.reason.value) for misfit in found]

    async def move(self, starts_at: datetime, sequence: int = 0) -> Appointment:
        return await moving.move(
            self.world.connection, self.review.id, starts_at, by=self.world.ana, sequence=sequence, now=NOW
        )


@pytest_asyncio.fixture
async def strangers(database_url: str) -> AsyncIterator[Strangers]:
    async with opened(database_url) as world:
        account = people.Account(7005, "Eve", None, "eve_k", "en")
        eve = await people.meet(world.connection, account, now=NOW, reachable=True)
        await people.settle(world.connection, eve.id, zone=ZoneInfo("Europe/Lisbon"), city="Lisbon")
        eve = (await people.by_ids(world.connection, [eve.id]))[eve.id]
        world.eve = eve  # type: ignore[attr-defined] # one more sample person, for `booked`
        yield Strangers(world, eve, await world.booked(to="eve bo", at="2026-11-05T09:00"))


async def test_of_a_stranger_it_is_said_only_that_a_time_does_not_suit(strangers: Strangers) -> None:
    await strangers.occupied(8)
    assert await strangers.misfits(FRIDAY) == [(strangers.eve.id, "unsuited")]
    assert await strangers.misfits(FRIDAY + 12 * HOUR) == [
        (strangers.world.ana.id, "after-hours"),
        (strangers.eve.id, "unsuited"),
        (strangers.world.bo.id, "after-hours"),
    ]


async def test_the_keyboard_is_the_same_whatever_a_stranger_does(strangers: Strangers) -> None:
    async def starts() -> list[datetime]:
        world, review = strangers.world, strangers.review
        circle = await moving.gather(
            world.connection, review, viewer=world.ana, earliest=FRIDAY, latest=FRIDAY + 9 * HOUR
        )
        return moving.free_starts(circle, review, earliest=FRIDAY, latest=FRIDAY + 8 * HOUR, now=NOW)

    before = await starts()
    await strangers.occupied(8)
    assert await starts() == before
    assert FRIDAY in before


async def test_five_questions_and_no_sixth_whether_it_suits_or_not(strangers: Strangers) -> None:
    for hour in range(QUESTIONS):
        await strangers.misfits(FRIDAY + hour * HOUR / 2)
    await strangers.occupied(14)
    for starts_at in (FRIDAY + 5 * HOUR, FRIDAY + 6 * HOUR):
        with pytest.raises(ToldEnough) as refusal:
            await strangers.move(starts_at)
        assert [person.id for person in refusal.value.people] == [strangers.eve.id]


async def test_what_was_told_is_no_new_question(strangers: Strangers) -> None:
    world = strangers.world
    for hour in range(QUESTIONS - 1):
        await strangers.misfits(FRIDAY + hour * HOUR / 2)
    found = await moving.alternatives(world.connection, strangers.review, viewer=world.ana, now=NOW)
    with pytest.raises(ToldEnough):
        await strangers.misfits(FRIDAY + 72 * HOUR)
    assert await strangers.misfits(found.suggestions[2].starts_at) == []
    moved = await strangers.move(found.suggestions[0].starts_at)
    assert moved.sequence == 1


async def test_a_refused_move_brings_other_times_and_costs_one_question(strangers: Strangers) -> None:
    await strangers.occupied(8)
    for _ in range(QUESTIONS + 1):
        with pytest.raises(DoesNotSuit) as refusal:
            await strangers.move(FRIDAY)
    assert len(refusal.value.suggestions) == 3
    assert (await strangers.move(refusal.value.suggestions[1].starts_at)).sequence == 1


async def test_a_wish_for_another_time_is_a_question_too(strangers: Strangers) -> None:
    async def wished(starts_at: datetime) -> None:
        await proposals.propose(
            strangers.world.connection, strangers.review.id, starts_at, by=strangers.world.bo, sequence=0, now=NOW
        )

    await strangers.occupied(8)
    for minutes in range(QUESTIONS):
        with pytest.raises(DoesNotSuit):
            await wished(FRIDAY + timedelta(minutes=minutes))
    with pytest.raises(ToldEnough):
        await wished(FRIDAY + timedelta(minutes=QUESTIONS))


async def test_who_has_met_them_asks_as_often_as_they_like(strangers: Strangers) -> None:
    await strangers.world.booked("Coffee", by="eve", to="ana", at="2026-11-09T15:00")
    await strangers.occupied(8)
    for _ in range(QUESTIONS + 1):
        assert await strangers.misfits(FRIDAY) == [(strangers.eve.id, "busy")]
