"""On my way, ten minutes late: what somebody says of their coming, told to the others once, and corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, notices
from db.notices import Owed
from scheduling.appointments import Appointment, Participant, Partstat
from scheduling.notices import Kind
from scheduling.people import Person, Reach
from scheduling.refusals import Changed, Gone, NotYours
from services.appointments import still_on

Message = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """The appointment with it; `news` is False when the same had been said before."""

    appointment: Appointment
    news: bool


async def say(
    connection: AsyncConnection,
    appointment_id: int,
    minutes: int,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    pressed: Message | None = None,
) -> Said:
    """Note that somebody is on the way (0 minutes) or about so many minutes late.

    Being on the way changes the cards only; being late, and being on time after all, rings for all others who come.
    Raises Gone, NotYours, Cancelled, Over, Changed (also for somebody who has not said that they come).
    """
    appointment = await appointments.lock(connection, appointment_id)
    if appointment is None:
        raise Gone
    part = appointment.part_of(by.id)
    if part is None:
        raise NotYours
    still_on(appointment, now)
    if appointment.sequence != sequence or not comes(part):
        raise Changed(appointment, sequence)
    if part.late == minutes:
        return Said(appointment, news=False)
    await appointments.set_late(connection, part.id, minutes)
    if minutes or part.late:
        told = [
            Owed(
                Kind.LATE,
                now,
                recipient_id=each.person.id,
                appointment_id=appointment.id,
                sequence=sequence,
                lead=timedelta(minutes=minutes),
                subject_id=by.id,
                # What is said again after a correction is news again.
                starts_at=now,
            )
            for each in others_coming(appointment, by)
        ]
        await notices.owe(connection, told, now=now)
    await notices.refresh_cards(connection, appointment.id, now=now, but=pressed)
    late = replace(part, late=minutes)
    parts = tuple(late if each.id == part.id else each for each in appointment.participants)
    return Said(replace(appointment, participants=parts), news=True)


def comes(part: Participant) -> bool:
    """Whether the person has said that they come, if only perhaps."""
    return part.partstat in (Partstat.ACCEPTED, Partstat.TENTATIVE)


def others_coming(appointment: Appointment, person: Person) -> list[Participant]:
    """Who hears that `person` is late: everybody else who can be written to now and has not declined."""
    return [part for part in _others(appointment, person) if part.person.reach is Reach.REACHABLE]


def unreached(appointment: Appointment, person: Person) -> list[Participant]:
    """Who would hear of it, and has blocked the bot or is gone since they were invited."""
    return [part for part in _others(appointment, person) if part.person.reach in (Reach.BLOCKED, Reach.GONE)]


def _others(appointment: Appointment, person: Person) -> list[Participant]:
    return [part for part in appointment.others(person.id) if part.partstat is not Partstat.DECLINED]
