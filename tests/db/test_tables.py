"""What the database refuses whoever asks: the constraints that hold when every check above them has failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from psycopg.errors import CheckViolation, ExclusionViolation, ForeignKeyViolation, NotNullViolation, UniqueViolation
from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables import appointments, notices, participants, people, time_off

TEN = datetime(2026, 11, 5, 10, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)


def span(starts_at: datetime = TEN, duration: timedelta = HALF) -> Range[datetime]:
    return Range(starts_at, starts_at + duration)


async def person(connection: AsyncConnection, name: str, **others: Any) -> int:
    statement = insert(people).values(first_name=name, **others).returning(people.c.id)
    return int((await connection.execute(statement)).scalar_one())


async def appointment(connection: AsyncConnection, organizer: int, during: Range[datetime] | None = None) -> int:
    values = {
        "uid": uuid4(),
        "organizer_id": organizer,
        "title": "Review",
        "during": during or span(),
        "wall": datetime(2026, 11, 5, 10, 0),
        "zone": "Europe/Lisbon",
        "utc_offset": timedelta(0),
        "tz_version": "2026a",
        "created_at": TEN,
    }
    statement = insert(appointments).values(values).returning(appointments.c.id)
    return int((await connection.execute(statement)).scalar_one())


async def takes_part(
    connection: AsyncConnection,
    who: int,
    what: int,
    during: Range[datetime] | None = None,
    *,
    role: str = "required",
    partstat: str = "accepted",
    blocks: bool = True,
) -> int:
    values = {
        "appointment_id": what,
        "during": during or span(),
        "person_id": who,
        "role": role,
        "partstat": partstat,
        "blocks": blocks,
    }
    statement = insert(participants).values(values).returning(participants.c.id)
    return int((await connection.execute(statement)).scalar_one())


class refused:  # noqa: N801 - reads as a word: async with refused(...)
    """The block is refused by the named constraint with this error, and the transaction goes on."""

    def __init__(self, connection: AsyncConnection, error: type[Exception], constraint: str | None) -> None:
        self.connection, self.error, self.constraint = connection, error, constraint

    async def __aenter__(self) -> None:
        self.savepoint = await self.connection.begin_nested()

    async def __aexit__(self, _type: object, raised: BaseException | None, _traceback: object) -> bool:
        await self.savepoint.rollback()
        assert isinstance(raised, IntegrityError), raised
        assert isinstance(raised.orig, self.error), raised.orig
        assert raised.orig.diag.constraint_name == self.constraint  # type: ignore[attr-defined] # psycopg's
        return True


async def test_nobody_is_in_two_places_at_once(connection: AsyncConnection) -> None:
    ana, bo = await person(connection, "Ana"), await person(connection, "Bo")
    first = await appointment(connection, ana)
    second = await appointment(connection, ana, span(TEN + HALF / 2))
    await takes_part(connection, bo, first)

    async with refused(connection, ExclusionViolation, "participants_no_double_booking"):
        await takes_part(connection, bo, second, span(TEN + HALF / 2))

    # Somebody else can, and so can Bo as long as the second does not block.
    await takes_part(connection, ana, second, span(TEN + HALF / 2), role="organizer")
    await takes_part(connection, bo, second, span(TEN + HALF / 2), partstat="tentative", blocks=False)


async def test_one_appointment_may_begin_when_another_ends(connection: AsyncConnection) -> None:
    ana = await person(connection, "Ana")
    for starts_at in (TEN, TEN + HALF):
        during = span(starts_at)
        await takes_part(connection, ana, await appointment(connection, ana, during), during, role="organizer")


async def test_an_answer_that_would_overlap_is_refused(connection: AsyncConnection) -> None:
    ana, bo = await person(connection, "Ana"), await person(connection, "Bo")
    await takes_part(connection, bo, await appointment(connection, ana))
    asked = await takes_part(connection, bo, await appointment(connection, ana), partstat="needs-action", blocks=False)

    async with refused(connection, ExclusionViolation, "participants_no_double_booking"):
        accept = update(participants).where(participants.c.id == asked)
        await connection.execute(accept.values(partstat="accepted", blocks=True))


async def test_a_move_carries_everybody_along_and_cannot_double_book(connection: AsyncConnection) -> None:
    ana, bo = await person(connection, "Ana"), await person(connection, "Bo")
    moved = await appointment(connection, ana)
    await takes_part(connection, ana, moved, role="organizer")
    await takes_part(connection, bo, moved)
    at_noon = span(TEN + timedelta(hours=2))
    other = await appointment(connection, bo, at_noon)
    await takes_part(connection, bo, other, at_noon, role="organizer")

    async with refused(connection, ExclusionViolation, "participants_no_double_booking"):
        await connection.execute(update(appointments).where(appointments.c.id == moved).values(during=at_noon))
    at_three = span(TEN + timedelta(hours=5))
    await connection.execute(update(appointments).where(appointments.c.id == moved).values(during=at_three))

    copies = select(participants.c.during).where(participants.c.appointment_id == moved)
    assert (await connection.execute(copies)).scalars().all() == [at_three, at_three]


async def test_a_copy_of_another_time_is_refused(connection: AsyncConnection) -> None:
    ana = await person(connection, "Ana")
    booked = await appointment(connection, ana)

    async with refused(connection, ForeignKeyViolation, "participants_appointment_id_during_fkey"):
        await takes_part(connection, ana, booked, span(TEN + HALF), role="organizer")


@pytest.mark.parametrize(
    "during",
    [
        "[2026-11-05 10:00+00, 2026-11-05 10:30+00]",
        "(2026-11-05 10:00+00, 2026-11-05 10:30+00)",
        "[2026-11-05 10:00+00, 2026-11-05 10:00+00)",
        "empty",
        "[2026-11-05 10:00+00,)",
        "[2026-11-05 10:00+00, infinity)",
        "[-infinity, 2026-11-05 10:00+00)",
        "(,)",
        "[2026-11-05 10:00+00, 2026-11-06 10:00:01+00)",
    ],
)
async def test_a_span_is_half_open_finite_and_at_most_a_day(connection: AsyncConnection, during: str) -> None:
    ana = await person(connection, "Ana")
    booked = await appointment(connection, ana)

    async with refused(connection, CheckViolation, "appointments_during_check"):
        move = text("UPDATE appointments SET during = CAST(:during AS tstzrange) WHERE id = :id")
        await connection.execute(move, {"during": during, "id": booked})


async def test_a_whole_day_is_not_too_long(connection: AsyncConnection) -> None:
    await appointment(connection, await person(connection, "Ana"), span(duration=timedelta(days=1)))


@pytest.mark.parametrize("partstat", ["needs-action", "tentative", "declined"])
async def test_only_an_accepted_attendee_blocks(connection: AsyncConnection, partstat: str) -> None:
    ana, bo = await person(connection, "Ana"), await person(connection, "Bo")
    booked = await appointment(connection, ana)
    await takes_part(connection, ana, booked, role="organizer", partstat="needs-action")

    async with refused(connection, CheckViolation, "participants_blocks_check"):
        await takes_part(connection, bo, booked, partstat=partstat)


async def test_nobody_is_asked_twice_to_one_appointment(connection: AsyncConnection) -> None:
    ana = await person(connection, "Ana")
    booked = await appointment(connection, ana)
    await takes_part(connection, ana, booked, role="organizer")

    async with refused(connection, UniqueViolation, "participants_appointment_id_person_id_key"):
        await takes_part(connection, ana, booked, partstat="tentative", blocks=False)


async def test_a_participant_is_always_somebody(connection: AsyncConnection) -> None:
    # int8range(NULL, NULL) equals itself: people without an id would all exclude each other.
    booked = await appointment(connection, await person(connection, "Ana"))

    async with refused(connection, NotNullViolation, None):
        await connection.execute(
            insert(participants).values(appointment_id=booked, during=span(), person_id=None, role="required")
        )


async def test_usernames_are_one_persons_and_may_be_missing(connection: AsyncConnection) -> None:
    await person(connection, "Ana", username="ana_lisbon", telegram_id=1)
    await person(connection, "Bo")
    await person(connection, "Chen")

    async with refused(connection, UniqueViolation, "people_username_key"):
        await person(connection, "Another Ana", username="ana_lisbon")
    async with refused(connection, UniqueViolation, "people_telegram_id_key"):
        await person(connection, "Ana again", telegram_id=1)


async def test_words_outside_the_vocabulary_are_refused(connection: AsyncConnection) -> None:
    ana = await person(connection, "Ana")
    async with refused(connection, CheckViolation, "people_reach_check"):
        await person(connection, "Bo", reach="asleep")
    async with refused(connection, CheckViolation, "time_off_days_check"):
        await connection.execute(
            insert(time_off).values(person_id=ana, first_day=TEN.date(), last_day=TEN.date() - timedelta(days=1))
        )
    async with refused(connection, CheckViolation, "notices_addressed_check"):
        await connection.execute(insert(notices).values(key="k", kind="reminder", due_at=TEN, next_at=TEN))
