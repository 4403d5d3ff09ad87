"""What lies ahead of a person, and what a day of theirs looks like."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import agenda
from db.agenda import Page, Part
from scheduling.appointments import Appointment
from scheduling.people import Person
from scheduling.times import Slot

__all__ = ["PAGE", "Page", "Part", "day_of", "page"]

PAGE = 6
"""So many appointments stand on one page."""


async def page(connection: AsyncConnection, viewer: Person, part: Part, *, first: int, now: datetime) -> Page:
    """A page of the viewer's agenda that begins with the appointment number `first`, counted from 0."""
    return await agenda.page(connection, viewer.id, part, first=max(0, first), limit=PAGE, now=now)


async def day_of(connection: AsyncConnection, appointment: Appointment, viewer: Person) -> list[tuple[str, Slot]]:
    """What else blocks the viewer's time on the local date of an appointment; nothing while their zone is unknown."""
    if viewer.zone is None:
        return []
    midnight = datetime.combine(appointment.starts_at.astimezone(viewer.zone).date(), time(), viewer.zone)
    following = datetime.combine(midnight.date() + timedelta(days=1), time(), viewer.zone)
    return await agenda.day(connection, viewer.id, first=midnight, last=following, besides=appointment.id)
