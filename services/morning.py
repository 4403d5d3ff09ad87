"""The morning agenda: owed at its time in each one's zone, once a day; what it tells is read when it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from db import agenda, morning
from db.agenda import Part
from scheduling.appointments import Appointment
from scheduling.people import Person
from scheduling.quiet import at
from scheduling.times import wall

LATEST = timedelta(hours=2)
"""After an outage longer than this the morning is over, and nothing is sent."""

MOST = 12
"""So many appointments are named."""

_MONDAY = 0
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


async def owe(connection: AsyncConnection, *, now: datetime) -> int:
    """Owe everybody the agenda whose time has just come where they are; returns how many."""
    due = []
    for clock in await morning.clocks(connection):
        zone = next((each.zone for each in clock.spells if each.holds(now)), ZoneInfo(clock.zone))
        day = wall(now, zone).date()
        if clock.weekly and day.weekday() != _MONDAY:
            continue
        instant = at(day_start=datetime.combine(day, time()), minute=clock.minute, zone=zone)
        if instant <= now < instant + LATEST:
            due.append((clock, day, instant))
    return await morning.owe(connection, due)


@dataclass(frozen=True, slots=True)
class Morning:
    """What lies before somebody today, or this week, and how many invitations wait for their answer altogether."""

    appointments: tuple[Appointment, ...]
    waiting: int
    weekly: bool


async def read_all(
    connection: AsyncConnection, owed: Iterable[tuple[int, Person | None, datetime]], *, now: datetime
) -> dict[int, Morning]:
    """As `read`, for (notice's id, whose, when it was due); those with nothing to tell are left out."""
    found = {
        notice: await read(connection, person, due_at=due_at, now=now) for notice, person, due_at in owed if person
    }
    return {notice: each for notice, each in found.items() if each is not None}


async def read(connection: AsyncConnection, person: Person, *, due_at: datetime, now: datetime) -> Morning | None:
    """The agenda that was owed at `due_at`; None when nothing lies ahead, or its morning is over."""
    zone = person.zone_at(now)
    if zone is None or person.prefs.morning is None:
        return None
    today = wall(now, zone).date()
    if wall(due_at, zone).date() != today or now >= due_at + 2 * LATEST:
        return None
    ahead = _WEEK if person.prefs.weekly else _DAY
    end = at(day_start=datetime.combine(today + ahead, time()), minute=0, zone=zone)
    page = await agenda.page(connection, person.id, Part.NEXT, first=0, limit=MOST, now=now)
    found = tuple(each for each in page.appointments if each.starts_at < end)
    return Morning(found, page.waiting, person.prefs.weekly) if found else None
