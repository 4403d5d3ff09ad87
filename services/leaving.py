"""Leaving for good: what lies ahead is called off or declined, others are told, and the person is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments as rows
from db import leaving, locks
from scheduling.appointments import Appointment, Partstat
from scheduling.people import Person
from services import answers, appointments


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaving does: the person's own appointments that are called off, and those that they decline."""

    cancels: tuple[Appointment, ...]
    declines: tuple[Appointment, ...]

    @property
    def counts(self) -> tuple[int, int]:
        return len(self.cancels), len(self.declines)


async def look(connection: AsyncConnection, person: Person, *, now: datetime) -> Leaving:
    """What would happen to what is on or still to come, the soonest first."""
    return await _look(connection, person, await leaving.all_of(connection, person), now)


async def _look(connection: AsyncConnection, person: Person, ids: list[int], now: datetime) -> Leaving:
    ahead = await leaving.ahead(connection, ids, now=now)
    found = sorted((await rows.by_ids(connection, ahead)).values(), key=lambda each: (each.starts_at, each.id))
    mine = tuple(each for each in found if each.organizer.person.id == person.id)
    return Leaving(mine, tuple(each for each in found if each not in mine))


async def leave(connection: AsyncConnection, person: Person, *, called: str, now: datetime) -> None:
    """Do it, in the caller's transaction; nobody can take it back.

    What others keep (appointments that are over or called off, with their history) says `called` for the person.
    """
    ids = await leaving.all_of(connection, person)
    seen = await _look(connection, person, ids, now)
    everybody = {part.person.id for each in (*seen.cancels, *seen.declines) for part in each.participants}
    # All at once: one by one, each appointment's people in order, two who leave could wait for each other.
    await locks.lock_people(connection, everybody | set(ids))
    found = await _look(connection, person, ids, now)
    for each in found.cancels:
        await appointments.cancel(connection, each.id, by=person, sequence=each.sequence, now=now, undo=timedelta(0))
    for each in found.declines:
        for part in each.attendees:
            if part.person.id in ids and part.partstat is not Partstat.DECLINED:
                await answers.answer(
                    connection, each.id, Partstat.DECLINED, by=part.person, sequence=each.sequence, now=now
                )
    await leaving.forget(connection, person, ids, called=called, now=now)
