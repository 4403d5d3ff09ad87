"""Answering, against PostgreSQL: what is kept, and who is owed what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import text

from db import appointments as rows
from db import cards, people
from scheduling.appointments import Appointment, Partstat
from scheduling.hours import WeeklyHours
from scheduling.people import OutsideHours, Person
from scheduling.refusals import BusyThen, Cancelled, Changed, DoesNotSuit, Gone, NotYours, Over
from services import answers, appointments, moving
from tests.conftest import SAMPLE_NOW as NOW
from tests.counting import counted_statements
from tests.services.world import World, opened

ACCEPTED, TENTATIVE, DECLINED = Partstat.ACCEPTED, Partstat.TENTATIVE, Partstat.DECLINED


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def test_an_acceptance_blocks_the_time_and_is_told_without_a_sound(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    answered = await world.answers("bo", review, ACCEPTED)
    assert [part.partstat for part in answered.participants] == [ACCEPTED, ACCEPTED, Partstat.NEEDS_ACTION]
    assert await world.blocked() == [("Ana", "Review"), ("Bo", "Review")]
    assert await world.owed("answer", "answers") == ["answers 0 to ana"]
    assert answered == await rows.by_id(world.connection, review.id)


async def test_a_maybe_never_blocks(world: World) -> None:
    review = await world.booked()
    await world.answers("bo", review, TENTATIVE)
    assert await world.blocked() == [("Ana", "Review")]


async def test_the_last_answer_rings(world: World) -> None:
    review = await world.booked()
    await world.answers("bo", review, ACCEPTED)
    await world.answers("chen", review, TENTATIVE)
    assert await world.owed("answer", "answers") == ["answer 0 to ana about chen", "answers 0 to ana"]


async def test_a_decline_rings_after_half_a_minute_and_takes_the_reminders_away(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    assert (
        await world.owed("reminder")
        == ["reminder 0 to ana"] * 2 + ["reminder 0 to bo"] * 2 + ["reminder 0 to chen"] * 2
    )
    await world.answers("bo", review, DECLINED)
    assert await world.owed("answer", "answers") == ["answer 0 to ana about bo in 30 s"]
    assert await world.owed("reminder") == ["reminder 0 to ana"] * 2 + ["reminder 0 to chen"] * 2


async def test_a_decline_can_be_taken_back_before_anybody_hears_of_it(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    before = await world.answers("bo", review, ACCEPTED)
    await world.delivered()
    reminders = await world.owed("reminder")
    await world.answers("bo", review, DECLINED)
    back = await world.answers("bo", review, ACCEPTED, undoes=True)
    assert back == before
    assert await world.owed("answer", "answers") == []
    assert await world.owed("reminder") == reminders
    assert await world.blocked() == [("Ana", "Review"), ("Bo", "Review")]


async def test_taking_back_what_was_heard_is_told_too(world: World) -> None:
    review = await world.booked()
    await world.answers("bo", review, DECLINED)
    await world.connection.execute(text("UPDATE notices SET state = 'sent' WHERE kind = 'answer'"))
    back = await world.answers("bo", review, Partstat.NEEDS_ACTION, undoes=True)
    assert (back.participants[1].partstat, back.participants[1].answered_sequence) == (Partstat.NEEDS_ACTION, None)
    assert await world.owed("answer", "answers") == ["answers 0 to ana"]


async def test_a_second_decline_is_news_again(world: World) -> None:
    review = await world.booked()
    await world.answers("bo", review, DECLINED)
    await world.connection.execute(text("UPDATE notices SET state = 'sent' WHERE kind = 'answer'"))
    await world.answers("bo", review, ACCEPTED)
    await world.answers("bo", review, DECLINED, now=NOW + timedelta(minutes=1))
    assert await world.owed("answer") == ["answer 0 to ana about bo in 90 s"]


async def test_pressing_twice_is_one_answer(world: World) -> None:
    review = await world.booked()
    first = await world.answers("bo", review, ACCEPTED)
    await world.connection.execute(text("UPDATE notices SET state = 'sent' WHERE kind = 'answers'"))
    assert await world.answers("bo", review, ACCEPTED) == first
    assert await world.owed("answer", "answers") == []


async def test_many_presses_at_once_make_one_transition(world: World) -> None:
    review = await world.booked()
    await world.delivered()

    async def press() -> None:
        async with world.engine.begin() as connection:
            await answers.answer(connection, review.id, DECLINED, by=world.bo, sequence=0, now=NOW)

    await asyncio.gather(*[press() for _ in range(10)])
    assert await world.owed("answer", "answers") == ["answer 0 to ana about bo in 30 s"]


async def test_two_last_answers_at_once_ring_once(world: World) -> None:
    for quarter in range(4):
        review = await world.booked(f"Review {quarter}", at=f"2026-11-05T08:{quarter * 15:02}", minutes=15)

        async def press(person: Person, appointment: Appointment = review) -> None:
            async with world.engine.begin() as connection:
                await answers.answer(connection, appointment.id, TENTATIVE, by=person, sequence=0, now=NOW)

        await asyncio.gather(press(world.bo), press(world.chen))
        told = await world.connection.execute(
            text("SELECT kind FROM notices WHERE appointment_id = :id AND kind IN ('answer', 'answers') ORDER BY 1"),
            {"id": review.id},
        )
        assert list(told.scalars()) == ["answer", "answers"]


async def test_a_yes_while_busy_is_not_kept_and_names_what_is_in_the_way(world: World) -> None:
    review = await world.booked()
    stand_up = await world.booked("Stand-up", by="chen", to="bo", at="2026-11-05T08:30", minutes=30)
    await world.answers("bo", stand_up, ACCEPTED)
    before = await world.owed("answer", "answers")
    with pytest.raises(BusyThen) as refused:
        await world.answers("bo", review, ACCEPTED)
    assert refused.value.other is not None
    assert (refused.value.appointment.title, refused.value.other.title) == ("Review", "Stand-up")
    assert await world.owed("answer", "answers") == before
    assert (await rows.by_id(world.connection, review.id) or review).unanswered()[0].person.id == world.bo.id


async def test_two_yeses_for_the_same_hour_at_once_make_one(world: World) -> None:
    first = await world.booked()
    second = await world.booked("Stand-up", by="chen", to="bo", at="2026-11-05T08:30", minutes=30)

    async def press(appointment: Appointment) -> bool:
        async with world.engine.begin() as connection:
            try:
                await answers.answer(connection, appointment.id, ACCEPTED, by=world.bo, sequence=0, now=NOW)
            except BusyThen:
                return False
            return True

    assert sorted(await asyncio.gather(press(first), press(second))) == [False, True]


async def test_an_old_button_never_counts(world: World) -> None:
    review = await world.booked()
    moved = await moving.move(
        world.connection, review.id, review.starts_at + timedelta(days=1), by=world.ana, sequence=0, now=NOW
    )
    with pytest.raises(Changed) as refused:
        await world.answers("bo", review, ACCEPTED)
    assert (refused.value.appointment, refused.value.answered_for) == (moved, 0)
    await world.answers("bo", moved, ACCEPTED)


async def test_only_those_who_are_asked_can_answer(world: World) -> None:
    coffee = await world.booked("Coffee", to="bo")
    for name in ("ana", "chen"):
        with pytest.raises(NotYours):
            await world.answers(name, coffee, ACCEPTED)
    with pytest.raises(Gone):
        await answers.answer(world.connection, 4711, ACCEPTED, by=world.bo, sequence=0, now=NOW)


async def test_what_is_over_or_cancelled_cannot_be_answered(world: World) -> None:
    review = await world.booked()
    with pytest.raises(Over):
        await world.answers("bo", review, ACCEPTED, now=review.ends_at)
    await appointments.cancel(world.connection, review.id, by=world.ana, sequence=0, now=NOW)
    with pytest.raises(Cancelled):
        await world.answers("bo", review, ACCEPTED)


async def test_outside_ones_hours_only_a_knowing_yes_counts(world: World) -> None:
    review = await world.booked()
    late = WeeklyHours.of({3: [(10 * 60, 17 * 60)]})
    await people.set_hours(world.connection, world.bo.id, late)
    world.bo = (await people.by_ids(world.connection, [world.bo.id]))[world.bo.id]
    with pytest.raises(DoesNotSuit) as refused:
        await world.answers("bo", review, ACCEPTED)
    assert [(misfit.person_id, misfit.by) for misfit in refused.value.misfits] == [(world.bo.id, timedelta(hours=1))]
    await world.answers("bo", review, ACCEPTED, anyway=True)
    assert ("Bo", "Review") in await world.blocked()


async def test_who_allows_to_be_asked_outside_just_accepts(world: World) -> None:
    review = await world.booked()
    await people.change(world.connection, world.bo.id, outside_hours=OutsideHours.ASK.value, hours={})
    world.bo = (await people.by_ids(world.connection, [world.bo.id]))[world.bo.id]
    await world.answers("bo", review, ACCEPTED)
    assert ("Bo", "Review") in await world.blocked()


async def test_a_reason_goes_with_the_news_or_follows_it(world: World) -> None:
    review = await world.booked()
    await world.answers("bo", review, DECLINED)
    explained = await answers.explain(world.connection, review.id, "At the dentist", by=world.bo, sequence=0, now=NOW)
    assert explained.participants[1].comment == "At the dentist"
    assert explained == await rows.by_id(world.connection, review.id)
    assert await world.owed("answer", "answers") == ["answer 0 to ana about bo in 30 s"]
    await world.connection.execute(text("UPDATE notices SET state = 'sent' WHERE kind = 'answer'"))
    await answers.explain(world.connection, review.id, "Until noon", by=world.bo, sequence=0, now=NOW)
    assert await world.owed("answer", "answers") == ["answers 0 to ana"]
    with pytest.raises(Changed):
        await answers.explain(world.connection, review.id, "Why not", by=world.chen, sequence=0, now=NOW)


async def test_every_other_copy_of_the_card_is_redrawn(world: World) -> None:
    review = await world.booked()
    for chat, message in ((101, 1), (102, 2), (102, 3), (103, 4)):
        await cards.keep(
            world.connection, chat_id=chat, message_id=message, appointment_id=review.id, viewer_id=None, sequence=0
        )
    await world.answers("bo", review, ACCEPTED, pressed=(102, 3))
    assert await world.owed("refresh") == ["refresh 0 to 101", "refresh 0 to 102", "refresh 0 to 103"]
    # A decline is on no card before its [Undo] is over, and then on the pressed one too.
    await world.connection.execute(text("DELETE FROM notices WHERE kind = 'refresh'"))
    await world.answers("bo", review, DECLINED, pressed=(102, 3))
    assert await world.owed("refresh") == [
        "refresh 0 to 101 in 30 s",
        "refresh 0 to 102 in 30 s",
        "refresh 0 to 102 in 30 s",
        "refresh 0 to 103 in 30 s",
    ]


async def test_an_answer_takes_three_statements(world: World) -> None:
    review = await world.booked()
    with counted_statements() as statements:
        await world.answers("bo", review, ACCEPTED)
    assert len(statements) == 3
