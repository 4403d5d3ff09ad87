"""Dates off, and the appointments that lie outside somebody's hours once these have changed: told, not moved."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import agenda, availability, timeoff
from db.agenda import Part
from scheduling.appointments import MAX_DURATION, Appointment, Partstat
from scheduling.fits import outside
from scheduling.people import Person
from scheduling.times import Days

MOST = 20
"""So many dates may be taken off ahead."""

_LOOKED_AT = 50


async def ahead(connection: AsyncConnection, person: Person, *, today: date) -> list[Days]:
    """What a person takes off from `today` on, in order."""
    return await timeoff.ahead(connection, person.id, today=today)


async def take(connection: AsyncConnection, person: Person, days: Days, *, today: date) -> bool:
    """Take dates off; False when there are MOST already."""
    if len(await timeoff.ahead(connection, person.id, today=today)) >= MOST:
        return False
    await timeoff.add(connection, person.id, days)
    return True


async def give_back(connection: AsyncConnection, person: Person, days: Days) -> None:
    """Do not take these dates off any more."""
    await timeoff.drop(connection, person.id, days)


async def left_outside(connection: AsyncConnection, person: Person, *, now: datetime) -> list[Appointment]:
    """The next appointments that the person made or accepted and that lie outside their present hours."""
    page = await agenda.page(connection, person.id, Part.NEXT, first=0, limit=_LOOKED_AT, now=now)
    mine = [
        each
        for each in page.appointments
        if (part := each.part_of(person.id)) is not None and part.partstat is Partstat.ACCEPTED
    ]
    if not mine:
        return []
    found = await availability.timetables(
        connection, [person.id], earliest=mine[0].starts_at, latest=mine[-1].starts_at + MAX_DURATION
    )
    timetable = found[person.id].timetable
    return [each for each in mine if timetable.zone and outside(each.slot, timetable, timetable.zone)]
