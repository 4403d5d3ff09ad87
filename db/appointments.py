"""Appointments in and out of the database. One statement per question, however many people take part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from psycopg.errors import ExclusionViolation
from sqlalchemy import insert, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import COLUMNS, from_record
from db.statements import Statement
from db.tables import appointments, changes, participants
from scheduling.appointments import Appointment, Partstat, Role, Status
from scheduling.times import Slot, tz_version


class DoubleBooked(Exception):
    """The exclusion constraint refused: a participant blocks this time already. The savepoint is rolled back."""


_BY_ID = Statement(f"SELECT {COLUMNS} FROM appointments a WHERE a.id = :id")  # noqa: S608 - constants
_BY_KEY = Statement(f"SELECT {COLUMNS} FROM appointments a WHERE a.request_key = :key")  # noqa: S608 - constants
_BY_IDS = Statement(f"SELECT {COLUMNS} FROM appointments a WHERE a.id = ANY(:ids)")  # noqa: S608 - constants
_LOCKED = Statement("SELECT FROM appointments WHERE id = :id FOR NO KEY UPDATE")


async def by_id(connection: AsyncConnection, appointment_id: int) -> Appointment | None:
    """The appointment with everybody in it, or None."""
    row = await _BY_ID.first(connection, id=appointment_id)
    return from_record(row) if row else None


async def by_ids(connection: AsyncConnection, ids: Collection[int]) -> dict[int, Appointment]:
    """Many at once, for a deliverer's batch."""
    return {row["id"]: from_record(row) for row in await _BY_IDS.all(connection, ids=list(ids))}


async def by_request(connection: AsyncConnection, request_key: UUID) -> Appointment | None:
    """The appointment that this draft has become, if it has."""
    row = await _BY_KEY.first(connection, key=request_key)
    return from_record(row) if row else None


async def lock(connection: AsyncConnection, appointment_id: int) -> Appointment | None:
    """As `by_id`, with the row locked against other changes until the transaction ends."""
    await _LOCKED.run(connection, id=appointment_id)
    return await by_id(connection, appointment_id)


@dataclass(frozen=True, slots=True)
class NewParticipant:
    """Somebody to be written down; `asked_by_name` is the @username that was typed for a placeholder."""

    person_id: int
    role: Role = Role.REQUIRED
    asked_by_name: str | None = None


_INSERT = Statement(
    """
    WITH a AS (
        INSERT INTO appointments (uid, organizer_id, title, place, note, during, wall, zone, utc_offset, tz_version,
                                  request_key, need, created_at)
        VALUES (:uid, :organizer_id, :title, :place, :note, tstzrange(:starts_at, :ends_at, '[)'), :wall, :zone,
                :utc_offset, :tz_version, :request_key, :need, :now)
        ON CONFLICT (request_key) DO NOTHING
        RETURNING id, during
    ), t AS (
        INSERT INTO participants (appointment_id, during, person_id, role, partstat, answered_sequence, answered_at,
                                  blocks, delivered_at, asked_by_name)
        SELECT a.id, a.during, who.person_id, who.role,
               CASE who.role WHEN 'organizer' THEN 'accepted' ELSE 'needs-action' END,
               CASE who.role WHEN 'organizer' THEN 0 END,
               CASE who.role WHEN 'organizer' THEN CAST(:now AS timestamptz) END,
               who.role = 'organizer',
               CASE who.role WHEN 'organizer' THEN CAST(:now AS timestamptz) END,
               who.asked_by_name
        FROM a, unnest(CAST(:person_ids AS bigint[]), CAST(:roles AS text[]), CAST(:names AS text[]))
             WITH ORDINALITY AS who(person_id, role, asked_by_name, n)
        ORDER BY who.n
    )
    SELECT id FROM a
    """
)


async def add(
    connection: AsyncConnection,
    *,
    request_key: UUID,
    organizer_id: int,
    title: str,
    slot: Slot,
    zone: ZoneInfo,
    people: Sequence[NewParticipant],
    place: str | None,
    note: str | None,
    now: datetime,
    need: int | None = None,
) -> Appointment | None:
    """Write an appointment with its participants; the organizer is added first and blocks.

    Returns None when this request key has been booked before. Raises DoubleBooked when the constraint refuses, with
    the transaction still usable.
    """
    local = slot.starts_at.astimezone(zone)
    values = {
        "uid": uuid4(),
        "organizer_id": organizer_id,
        "title": title,
        "place": place,
        "note": note,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "wall": local.replace(tzinfo=None),
        "zone": zone.key,
        "utc_offset": local.utcoffset(),
        "tz_version": tz_version(),
        "request_key": request_key,
        "need": need,
        "now": now,
        "person_ids": [organizer_id, *[each.person_id for each in people]],
        "roles": [Role.ORGANIZER.value, *[each.role.value for each in people]],
        "names": [None, *[each.asked_by_name for each in people]],
    }
    try:
        made = await _INSERT.attempt(connection, **values)
    except ExclusionViolation:
        raise DoubleBooked from None
    return await by_id(connection, made[0]["id"]) if made else None


def raise_if_double_booked(error: IntegrityError) -> None:
    """Raise DoubleBooked when this is the exclusion constraint's 23P01."""
    if isinstance(error.orig, ExclusionViolation):
        raise DoubleBooked from error


async def set_answer(
    connection: AsyncConnection,
    participant_id: int,
    partstat: Partstat,
    *,
    sequence: int,
    now: datetime,
    comment: str | None = None,
) -> None:
    """Keep an answer for one sequence; only a yes blocks. Raises DoubleBooked."""
    try:
        async with connection.begin_nested():
            await connection.execute(
                update(participants)
                .where(participants.c.id == participant_id)
                .values(
                    partstat=partstat.value,
                    answered_sequence=sequence,
                    answered_at=now,
                    comment=comment,
                    blocks=partstat is Partstat.ACCEPTED,
                )
            )
    except IntegrityError as error:
        raise_if_double_booked(error)
        raise


async def cancel(connection: AsyncConnection, appointment_id: int, *, reason: str | None) -> None:
    """Call it off: nobody is blocked by it any more."""
    await connection.execute(
        update(appointments)
        .where(appointments.c.id == appointment_id)
        .values(
            status=Status.CANCELLED.value,
            cancel_reason=reason,
            sequence=appointments.c.sequence + 1,
            revision=appointments.c.revision + 1,
        )
    )
    await connection.execute(
        update(participants).where(participants.c.appointment_id == appointment_id).values(blocks=False)
    )


async def restore(connection: AsyncConnection, appointment_id: int) -> None:
    """Take a cancel back, its sequence too: nobody has seen that one. Raises DoubleBooked when the hour is taken."""
    try:
        async with connection.begin_nested():
            await connection.execute(
                update(appointments)
                .where(appointments.c.id == appointment_id)
                .values(
                    status=Status.CONFIRMED.value,
                    cancel_reason=None,
                    sequence=appointments.c.sequence - 1,
                    revision=appointments.c.revision + 1,
                )
            )
            await connection.execute(
                update(participants)
                .where(participants.c.appointment_id == appointment_id)
                .where(
                    (participants.c.role == Role.ORGANIZER.value) | (participants.c.partstat == Partstat.ACCEPTED.value)
                )
                .values(blocks=True)
            )
    except IntegrityError as error:
        raise_if_double_booked(error)
        raise


async def move(connection: AsyncConnection, appointment_id: int, slot: Slot, zone: ZoneInfo) -> None:
    """Give it another time and ask every attendee again. Raises DoubleBooked when the organizer blocks that time."""
    local = slot.starts_at.astimezone(zone)
    try:
        async with connection.begin_nested():
            await connection.execute(
                update(participants)
                .where(participants.c.appointment_id == appointment_id)
                .where(participants.c.role != Role.ORGANIZER.value)
                .values(partstat=Partstat.NEEDS_ACTION.value, blocks=False, late=None)
            )
            await connection.execute(
                update(appointments)
                .where(appointments.c.id == appointment_id)
                .values(
                    during=Range(slot.starts_at, slot.ends_at, bounds="[)"),
                    wall=local.replace(tzinfo=None),
                    zone=zone.key,
                    utc_offset=local.utcoffset(),
                    tz_version=tz_version(),
                    sequence=appointments.c.sequence + 1,
                    revision=appointments.c.revision + 1,
                )
            )
            # New rules of a zone may have put it where its organizer was taken, and then it did not block.
            await connection.execute(
                update(participants)
                .where(participants.c.appointment_id == appointment_id, ~participants.c.blocks)
                .where(participants.c.role == Role.ORGANIZER.value)
                .values(blocks=True)
            )
    except IntegrityError as error:
        raise_if_double_booked(error)
        raise


async def set_late(connection: AsyncConnection, participant_id: int, minutes: int) -> None:
    """Keep about how many minutes late somebody says they come; 0 is on the way."""
    await connection.execute(update(participants).where(participants.c.id == participant_id).values(late=minutes))


async def edit(connection: AsyncConnection, appointment_id: int, **values: Any) -> None:
    """Set title, place or note: the revision rises, the sequence and the answers stay."""
    await connection.execute(
        update(appointments)
        .where(appointments.c.id == appointment_id)
        .values(revision=appointments.c.revision + 1, **values)
    )


async def add_people(connection: AsyncConnection, appointment: Appointment, people: Sequence[NewParticipant]) -> None:
    """Add attendees who are asked from now on."""
    await connection.execute(
        insert(participants),
        [
            {
                "appointment_id": appointment.id,
                "during": Range(appointment.slot.starts_at, appointment.slot.ends_at, bounds="[)"),
                "person_id": each.person_id,
                "role": each.role.value,
                "asked_by_name": each.asked_by_name,
            }
            for each in people
        ],
    )


async def remember(
    connection: AsyncConnection,
    appointment_id: int,
    *,
    by: int | None,
    kind: str,
    sequence: int,
    now: datetime,
    old: Any = None,
    new: Any = None,
) -> None:
    """Write one line of history. `old` and `new` are JSON values."""
    await connection.execute(
        insert(changes).values(
            appointment_id=appointment_id, at=now, by=by, kind=kind, old=old, new=new, sequence=sequence
        )
    )
