"""Moving, editing and calling off, against PostgreSQL: what is kept, and who is owed what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import text

from db import appointments as rows
from db import cards
from scheduling.appointments import Appointment, Partstat, Status
from scheduling.refusals import Cancelled, Changed, DoesNotSuit, Gone, InThePast, NotYours, Over, TooLateToUndo
from services import appointments, moving
from tests.conftest import SAMPLE_NOW as NOW
from tests.services.world import World, opened

ACCEPTED, DECLINED, UNANSWERED = Partstat.ACCEPTED, Partstat.DECLINED, Partstat.NEEDS_ACTION
DAY = timedelta(days=1)


@pytest_asyncio.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with opened(database_url) as world:
        yield world


async def move(world: World, appointment: Appointment, by: timedelta, sequence: int = 0) -> Appointment:
    return await moving.move(
        world.connection, appointment.id, appointment.starts_at + by, by=world.ana, sequence=sequence, now=NOW
    )


async def cancel(world: World, appointment: Appointment, sequence: int = 0, reason: str | None = None) -> Appointment:
    return await appointments.cancel(
        world.connection, appointment.id, by=world.ana, sequence=sequence, now=NOW, reason=reason
    )


async def restore(world: World, appointment: Appointment) -> Appointment:
    return await appointments.restore(
        world.connection, appointment.id, by=world.ana, sequence=appointment.sequence, now=NOW
    )


# Moving


async def test_a_move_asks_everybody_again(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    await world.answers("bo", review, ACCEPTED)
    moved = await move(world, review, DAY)
    assert (moved.sequence, moved.slot.starts_at, moved.slot.duration) == (
        1,
        review.starts_at + DAY,
        review.slot.duration,
    )
    assert [part.partstat for part in moved.attendees] == [UNANSWERED, UNANSWERED]
    assert moved.before is not None
    assert (moved.before.slot, moved.before.answers) == (
        review.slot,
        {world.bo.id: ACCEPTED, world.chen.id: UNANSWERED},
    )
    assert await world.blocked() == [("Ana", "Review")]
    assert moved == await rows.by_id(world.connection, review.id)
    assert await world.owed("invitation", "move", "answers", "answer") == ["move 1 to bo", "move 1 to chen"]
    assert await world.owed("reminder") == [
        f"reminder 1 to {name}" for name in ("ana", "ana", "bo", "bo", "chen", "chen")
    ]


async def test_an_invitation_that_was_not_sent_absorbs_the_move(world: World) -> None:
    review = await world.booked()
    await world.connection.execute(
        text("UPDATE notices SET state = 'sent' WHERE kind = 'invitation' AND recipient_id = :bo"), {"bo": world.bo.id}
    )
    await move(world, review, DAY)
    assert await world.owed("invitation", "move") == ["invitation 1 to chen", "move 1 to bo"]


async def test_moving_there_and_back_tells_both(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    moved = await move(world, review, DAY)
    await world.delivered()
    back = await move(world, moved, -DAY, sequence=1)
    assert (back.slot, back.sequence) == (review.slot, 2)
    assert await world.owed("move") == ["move 2 to bo", "move 2 to chen"]
    assert await world.owed("reminder") == [
        f"reminder 2 to {name}" for name in ("ana", "ana", "bo", "bo", "chen", "chen")
    ]


async def test_a_move_that_does_not_suit_changes_nothing_and_offers_others(world: World) -> None:
    review = await world.booked()
    await world.answers("bo", await world.booked("Stand-up", by="chen", to="bo", at="2026-11-06T08:00"), ACCEPTED)
    before = await world.owed("move", "invitation", "reminder")
    with pytest.raises(DoesNotSuit) as refused:
        await move(world, review, DAY)
    assert [misfit.person_id for misfit in refused.value.misfits] == [world.bo.id, world.chen.id]
    assert len(refused.value.suggestions) == 3
    after = await rows.by_id(world.connection, review.id)
    assert after is not None
    assert (after.slot, after.revision) == (review.slot, 0)
    assert await world.owed("move", "invitation", "reminder") == before


async def test_alternatives_leave_the_present_time_out(world: World) -> None:
    review = await world.booked()
    found = await moving.alternatives(world.connection, review, viewer=world.ana, now=NOW)
    assert found.suggestions
    assert review.starts_at not in [each.starts_at for each in found.suggestions]


async def test_a_move_into_its_own_hour_is_no_conflict(world: World) -> None:
    review = await world.booked(minutes=30)
    moved = await move(world, review, timedelta(minutes=15))
    assert moved.starts_at == review.starts_at + timedelta(minutes=15)


async def test_moves_that_are_refused(world: World) -> None:
    review = await world.booked()
    with pytest.raises(InThePast):
        await move(world, review, -3 * DAY)
    with pytest.raises(Changed):
        await move(world, review, DAY, sequence=1)
    with pytest.raises(NotYours):
        await moving.move(world.connection, review.id, review.starts_at + DAY, by=world.bo, sequence=0, now=NOW)
    same = await move(world, review, timedelta(0))
    assert (same.slot, same.revision) == (review.slot, 0)


# Calling off


async def test_a_cancel_frees_the_time_at_once_and_is_told_after_half_a_minute(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    await world.answers("bo", review, ACCEPTED)
    await cards.keep(world.connection, chat_id=102, message_id=2, appointment_id=review.id, viewer_id=None, sequence=0)
    cancelled = await cancel(world, review, reason="Chen is ill")
    assert (cancelled.status, cancelled.sequence, cancelled.cancel_reason) == (Status.CANCELLED, 1, "Chen is ill")
    assert cancelled == await rows.by_id(world.connection, review.id)
    assert await world.blocked() == []
    assert await world.owed("cancellation", "reminder", "invitation", "refresh") == [
        "cancellation 1 to bo in 30 s",
        "cancellation 1 to chen in 30 s",
        "refresh 0 to 102 in 30 s",
    ]
    assert await cancel(world, review) == cancelled


async def test_who_never_got_the_invitation_or_declined_is_not_told_of_the_end(world: World) -> None:
    review = await world.booked()
    await world.answers("bo", review, DECLINED)
    await cancel(world, review)
    assert await world.owed("cancellation", "invitation") == []


async def test_a_cancel_taken_back_leaves_everything_as_it_was(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    await world.answers("bo", review, ACCEPTED)
    before = await rows.by_id(world.connection, review.id)
    reminders = await world.owed("reminder")
    cancelled = await cancel(world, review)
    back = await restore(world, cancelled)
    assert before is not None
    assert (back.status, back.sequence, back.participants) == (Status.CONFIRMED, 0, before.participants)
    assert await world.owed("cancellation", "invitation") == []
    assert await world.owed("reminder") == reminders
    assert await world.blocked() == [("Ana", "Review"), ("Bo", "Review")]
    assert await restore(world, cancelled) == back


async def test_an_unsent_invitation_is_owed_again_when_a_cancel_is_taken_back(world: World) -> None:
    review = await world.booked()
    cancelled = await cancel(world, review)
    assert await world.owed("invitation") == []
    await restore(world, cancelled)
    assert await world.owed("invitation") == ["invitation 0 to bo", "invitation 0 to chen"]


async def test_a_cancel_that_was_told_stays(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    cancelled = await cancel(world, review)
    await world.connection.execute(
        text("UPDATE notices SET state = 'sent' WHERE kind = 'cancellation' AND recipient_id = 2")
    )
    with pytest.raises(TooLateToUndo) as refused:
        await restore(world, cancelled)
    assert refused.value.told is True


async def test_a_cancel_stays_when_the_hour_is_taken_meanwhile(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    await world.answers("bo", review, ACCEPTED)
    await world.connection.commit()
    cancelled = await cancel(world, review)
    stand_up = await world.booked("Stand-up", by="chen", to="bo", at="2026-11-05T08:30", minutes=30)
    await world.answers("bo", stand_up, ACCEPTED)
    with pytest.raises(TooLateToUndo) as refused:
        await restore(world, cancelled)
    assert refused.value.told is False
    # The savepoint keeps the transaction usable.
    assert (await rows.by_id(world.connection, review.id) or review).status is Status.CANCELLED


async def test_only_the_organizer_calls_off_and_only_what_is_still_on(world: World) -> None:
    review = await world.booked()
    for act in (appointments.cancel, appointments.restore):
        with pytest.raises(NotYours):
            await act(world.connection, review.id, by=world.bo, sequence=0, now=NOW)
        with pytest.raises(Gone):
            await act(world.connection, 4711, by=world.ana, sequence=0, now=NOW)
    with pytest.raises(Over):
        await appointments.cancel(world.connection, review.id, by=world.ana, sequence=0, now=review.ends_at)
    with pytest.raises(Changed):
        await cancel(world, review, sequence=7)


# Editing


async def test_an_edit_keeps_every_answer_and_rings_for_nobody(world: World) -> None:
    review = await world.booked()
    await world.delivered()
    answered = await world.answers("bo", review, ACCEPTED)
    await world.delivered()
    await cards.keep(world.connection, chat_id=102, message_id=2, appointment_id=review.id, viewer_id=None, sequence=0)
    waiting = await world.owed("invitation", "move", "answer", "answers")
    edited = await appointments.edit(world.connection, review.id, "title", "Design review", by=world.ana, now=NOW)
    placed = await appointments.edit(world.connection, review.id, "place", "Room 4", by=world.ana, now=NOW)
    assert (edited.title, placed.place, placed.sequence, placed.revision) == ("Design review", "Room 4", 0, 2)
    assert placed == await rows.by_id(world.connection, review.id)
    assert placed.participants == answered.participants
    assert await world.owed("invitation", "move", "answer", "answers") == waiting == []
    assert await world.owed("refresh") == ["refresh 0 to 102"]
    emptied = await appointments.edit(world.connection, review.id, "place", None, by=world.ana, now=NOW)
    assert emptied.place is None


async def test_edits_that_are_refused(world: World) -> None:
    review = await world.booked()
    with pytest.raises(NotYours):
        await appointments.edit(world.connection, review.id, "title", "Mine", by=world.bo, now=NOW)
    await cancel(world, review)
    with pytest.raises(Cancelled):
        await appointments.edit(world.connection, review.id, "title", "Late", by=world.ana, now=NOW)
