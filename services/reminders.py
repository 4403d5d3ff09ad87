"""Which reminders a person is owed for an appointment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, notices
from db import reminders as rows
from db.notices import Owed
from scheduling.appointments import Appointment, Partstat
from scheduling.notices import Kind, reminder_times
from scheduling.people import Person, Reach
from scheduling.refusals import Cancelled, Gone, NotYours, Over
from services import nudges

SNOOZE = timedelta(minutes=5)
"""How much later [Again in 5 min] comes."""


async def snooze(
    connection: AsyncConnection, appointment: Appointment, person: Person, *, now: datetime
) -> datetime | None:
    """Remind the person once more, SNOOZE from now; returns when, or None when it has begun by then."""
    due_at = now + SNOOZE
    if due_at >= appointment.starts_at or not appointment.live:
        return None
    again = Owed(
        Kind.REMINDER,
        due_at,
        recipient_id=person.id,
        appointment_id=appointment.id,
        sequence=appointment.sequence,
        lead=appointment.starts_at - due_at,
        starts_at=appointment.starts_at,
    )
    await notices.owe(connection, [again], now=now)
    return due_at


async def choose(
    connection: AsyncConnection,
    appointment_id: int,
    leads: Sequence[timedelta] | None,
    *,
    by: Person,
    now: datetime,
) -> Appointment:
    """Keep when to remind of this appointment alone, None for as usual, and rewrite what was not sent.

    It concerns nobody else: no card but one's own says it, and no line of history. Raises Gone, NotYours, Cancelled
    or Over.
    """
    appointment = await appointments.lock(connection, appointment_id)
    if appointment is None:
        raise Gone
    part = appointment.part_of(by.id)
    if part is None:
        raise NotYours
    if not appointment.live:
        raise Cancelled(appointment)
    if appointment.over(now):
        raise Over(appointment)
    own = None if leads is None else tuple(sorted(set(leads), reverse=True))
    if own == part.reminders:
        return appointment
    await rows.choose(connection, part.id, own)
    await rows.forget_of(connection, appointment.id, by.id)
    chosen = replace(part, reminders=own)
    parts = tuple(chosen if each.id == part.id else each for each in appointment.participants)
    changed = replace(appointment, participants=parts)
    await notices.owe(connection, owed(changed, by, now), now=now)
    return changed


def owed(appointment: Appointment, person: Person, now: datetime) -> list[Owed]:
    """One notice for each of the person's lead times that still lies ahead, from first to last, and before them the
    nudge of who has not answered.

    None for who takes no part or has declined, who cannot be written to, and who has not said what time it is for
    them: they are owed theirs when they open the bot. Nor for an appointment that is called off.
    """
    part = appointment.part_of(person.id)
    if part is None or part.partstat is Partstat.DECLINED or not appointment.live:
        return []
    if not person.settled or person.reach is not Reach.REACHABLE:
        return []
    return nudges.owed(appointment, person, now) + [
        Owed(
            Kind.REMINDER,
            due_at,
            recipient_id=person.id,
            appointment_id=appointment.id,
            sequence=appointment.sequence,
            lead=lead,
            starts_at=appointment.starts_at,
        )
        for lead, due_at in reminder_times(appointment.starts_at, appointment.leads_of(person), now=now)
    ]
