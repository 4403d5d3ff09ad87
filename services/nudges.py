"""Asking once more: whoever has not answered, and the organizer about links that nobody opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import notices
from db.notices import Owed
from scheduling.appointments import Appointment, Participant, Partstat, Role
from scheduling.notices import Kind
from scheduling.nudges import nudge_at
from scheduling.people import Person, Reach


def owed(appointment: Appointment, person: Person, now: datetime) -> list[Owed]:
    """The one nudge to somebody who is asked now, or to an organizer some of whose links are to be opened.

    Nothing for who has answered, cannot be written to, or has not said what time it is for them.
    """
    part = appointment.part_of(person.id)
    zone = person.zone_at(now)
    if part is None or zone is None or person.reach is not Reach.REACHABLE or not appointment.live:
        return []
    if part.role is Role.ORGANIZER:
        if not unopened(appointment):
            return []
        kind = Kind.UNOPENED
    elif part.partstat is Partstat.NEEDS_ACTION:
        kind = Kind.NUDGE
    else:
        return []
    at = nudge_at(now, appointment.starts_at, person.hours, zone)
    return [_notice(kind, appointment, person.id, at)] if at else []


def unopened(appointment: Appointment) -> tuple[Participant, ...]:
    """Those who have been given a link and never opened the bot."""
    return tuple(part for part in appointment.unanswered() if not part.reached and part.person.reach is Reach.UNKNOWN)


async def remind(connection: AsyncConnection, appointment: Appointment, part: Participant, *, now: datetime) -> bool:
    """Ask somebody once more because the organizer wants it, once for each time it is moved to.

    Returns False when there is nothing to ask, or they were asked already.
    """
    if not remindable(part):
        return False
    organizer = appointment.organizer.person.id
    again = replace(_notice(Kind.NUDGE, appointment, part.person.id, now), subject_id=organizer)
    if await notices.known(connection, again):
        return False
    await notices.owe(connection, [again], now=now)
    return True


def remindable(part: Participant) -> bool:
    """Whether there is somebody to write to who has not answered."""
    return part.partstat is Partstat.NEEDS_ACTION and part.person.reach is Reach.REACHABLE


def _notice(kind: Kind, appointment: Appointment, person_id: int, due_at: datetime) -> Owed:
    return Owed(kind, due_at, recipient_id=person_id, appointment_id=appointment.id, sequence=appointment.sequence)
