"""Who changed what about an appointment and when, for those who take part in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from db import history, people
from scheduling.appointments import Appointment
from scheduling.history import Entry
from scheduling.people import Person
from services.appointments import load

PAGE = 8
"""So many changes stand on one page."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the changes, the newest first; `first` is the number of the first of them, counted from 0."""

    appointment: Appointment
    entries: tuple[Entry, ...]
    people: dict[int, Person]
    first: int
    more: bool


async def page(connection: AsyncConnection, appointment_id: int, *, viewer: Person, first: int) -> Page:
    """A page of the history. Raises Gone and NotYours, as `appointments.load`."""
    appointment = await load(connection, appointment_id, viewer=viewer)
    first = max(0, first)
    entries, more = await history.page(connection, appointment.id, first=first, limit=PAGE)
    named = {each for entry in entries for each in entry.people()}
    known = {part.person.id: part.person for part in appointment.participants}
    known |= await people.by_ids(connection, list(named - set(known)))
    return Page(appointment, tuple(entries), known, first, more)
