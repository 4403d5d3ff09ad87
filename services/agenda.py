"""What lies ahead of a person, and what a day of theirs looks like."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import agenda
from db.agenda import Page, Part, Wanted
from scheduling.appointments import Appointment
from scheduling.people import Person
from scheduling.times import Slot, begins

__all__ = ["PAGE", "Days", "Page", "Part", "day_of", "days_of", "page"]

PAGE = 6
"""So many appointments stand on one page."""


async def page(connection: AsyncConnection, viewer: Person, part: Part, *, first: int, now: datetime) -> Page:
    """A page of the viewer's agenda that begins with the appointment number `first`, counted from 0."""
    return await agenda.page(connection, viewer.id, part, first=max(0, first), limit=PAGE, now=now)


Days = dict[tuple[int, int], list[tuple[str, Slot]]]
"""What else blocks a person's time on the local date of an appointment, by (person's id, appointment's id)."""


async def days_of(connection: AsyncConnection, asked: Iterable[tuple[Appointment, Person]]) -> Days:
    """Each person's day around an appointment, in one statement; nothing for those whose zone is unknown."""
    wanted = []
    for appointment, viewer in asked:
        zone = viewer.zone_at(appointment.starts_at)
        if zone is not None:
            day = appointment.starts_at.astimezone(zone).date()
            wanted.append(Wanted(viewer.id, appointment.id, begins(day, zone), begins(day + timedelta(days=1), zone)))
    return await agenda.days(connection, wanted) if wanted else {}


async def day_of(connection: AsyncConnection, appointment: Appointment, viewer: Person) -> list[tuple[str, Slot]]:
    """As `days_of`, for one."""
    return (await days_of(connection, [(appointment, viewer)])).get((viewer.id, appointment.id), [])
