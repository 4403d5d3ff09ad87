"""Blocking people, so that they cannot invite one any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import blocks
from scheduling.people import Person
from scheduling.refusals import NotYours
from services import appointments

_LATELY = timedelta(days=90)
"""Who has invited somebody within this time is offered to be blocked."""


async def block(connection: AsyncConnection, person: Person, other: Person) -> None:
    """To `other` the person is from now on somebody who never opened the bot. What was agreed before stays."""
    await blocks.block(connection, person.id, other.id)


async def block_organizer(connection: AsyncConnection, person: Person, appointment_id: int) -> Person:
    """As `block`, of whoever made an appointment that the person takes part in; returns who that is.

    Raises Gone, NotYours, the latter also for one's own.
    """
    appointment = await appointments.load(connection, appointment_id, viewer=person)
    organizer = appointment.organizer.person
    if organizer.id == person.id:
        raise NotYours
    await block(connection, person, organizer)
    return organizer


async def unblock(connection: AsyncConnection, person: Person, other_id: int) -> None:
    """Twice is once."""
    await blocks.unblock(connection, person.id, other_id)


async def blocked(connection: AsyncConnection, person: Person) -> list[Person]:
    """Whom the person has blocked, by name."""
    return await blocks.blocked_by(connection, person.id)


async def inviters(connection: AsyncConnection, person: Person, *, now: datetime, limit: int) -> list[Person]:
    """Who has invited the person lately and is not blocked, the latest first."""
    return await blocks.inviters(connection, person.id, since=now - _LATELY, limit=limit)
