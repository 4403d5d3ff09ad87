"""Journeys: where somebody will be between two dates, and what that, or a new home, changes for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import agenda, availability, notices
from db.agenda import Part
from scheduling.appointments import MAX_DURATION, Appointment
from scheduling.fits import outside
from scheduling.journeys import planned
from scheduling.people import Person
from scheduling.times import Days, ZoneSpell
from services import people

MOST = 6
"""So many journeys may lie ahead: each has a button in the eight rows of their page."""

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Shifted:
    """An appointment that is at another local time for somebody now, or `outside` their hours since."""

    appointment: Appointment
    outside: bool


def ahead(person: Person, *, now: datetime) -> list[ZoneSpell]:
    """The journeys that are not over, in order."""
    return [spell for spell in person.prefs.spells if now.astimezone(spell.zone).date() <= spell.days.last]


async def go(connection: AsyncConnection, person: Person, journey: ZoneSpell, *, now: datetime) -> Person | None:
    """Note that somebody will be elsewhere; on these dates nothing else that they said before counts.

    No appointment moves; their cards are redrawn. None when there are MOST journeys already.
    """
    spells = planned(ahead(person, now=now), journey, without=journey.days)
    return await _keep(connection, person, spells, now) if len(spells) <= MOST else None


async def stay(connection: AsyncConnection, person: Person, days: Days, *, now: datetime) -> Person:
    """Note that somebody will be at home on these dates."""
    return await _keep(connection, person, planned(ahead(person, now=now), None, without=days), now)


async def _keep(connection: AsyncConnection, person: Person, spells: tuple[ZoneSpell, ...], now: datetime) -> Person:
    changed = await people.prefer(connection, person, spells=spells)
    if changed != person:
        await notices.refresh_cards_of(connection, person.id, now=now)
    return changed.at(now)


async def shifted(connection: AsyncConnection, before: Person, after: Person, *, now: datetime) -> list[Shifted]:
    """What of the next appointments is at another local time after a change of zone, or outside the hours only now.

    `after` is what the database has; what was declined is left out.
    """
    page = await agenda.page(connection, after.id, Part.NEXT, first=0, limit=_LOOKED_AT, now=now)
    if not page.appointments or after.zone is None:
        return []
    earliest, latest = page.appointments[0].starts_at, page.appointments[-1].starts_at + MAX_DURATION
    found = await availability.timetables(connection, [after.id], earliest=earliest, latest=latest)
    timetable = found[after.id].timetable
    former = replace(timetable, zone=before.at_home.zone, zone_spells=before.prefs.spells)
    there, was = after.at_home.zone, before.at_home.zone
    assert there is not None
    assert was is not None
    made = []
    for each in page.appointments:
        beyond = bool(outside(each.slot, timetable, there))
        if _reads(each, before) != _reads(each, after) or (beyond and not outside(each.slot, former, was)):
            made.append(Shifted(each, beyond))
    return made


def _reads(appointment: Appointment, person: Person) -> datetime:
    return appointment.starts_at.astimezone(person.zone_at(appointment.starts_at)).replace(tzinfo=None)
