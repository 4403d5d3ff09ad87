"""What people say about themselves: where they are, when they work, when they want to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, links, notices, people
from db import reminders as rows
from db.notices import Owed
from db.people import Begun
from scheduling.appointments import Appointment
from scheduling.hours import WeeklyHours
from scheduling.notices import Kind
from scheduling.people import OutsideHours, Person
from scheduling.places import Place
from services import invitations, reminders


async def settle(connection: AsyncConnection, person: Person, place: Place, *, now: datetime) -> Person:
    """Keep where a person is and return them so. Their cards are redrawn; who says it for the first time is owed
    reminders, and whoever invited their @username is asked whether it is them.
    """
    settled = replace(person.at_home, zone=place.zone, city=place.name)
    if settled == person.at_home:
        return person
    await people.settle(connection, person.id, zone=place.zone, city=place.name)
    await notices.refresh_cards_of(connection, person.id, now=now)
    if not person.settled:
        await _owe_reminders(connection, settled, now)
        await invitations.appear(connection, settled, now=now)
    return settled.at(now)


async def came(
    connection: AsyncConnection, begun: Begun, *, now: datetime, pressed: tuple[int, int] | None = None
) -> None:
    """What an update shows beside what it says: its sender's new name goes onto the cards that bear it, without a
    sound, and whoever invited a @username that is theirs now is asked. The turn draws the `pressed` message itself.
    """
    person = begun.viewer
    if person is not None and begun.renamed:
        await notices.refresh_cards_with(connection, person.id, now=now, but=pressed)
    if person is not None and begun.awaited and person.settled:
        await invitations.appear(connection, person, now=now)


async def unseen(connection: AsyncConnection, person: Person, *, now: datetime) -> list[Appointment]:
    """The open invitations that could not be sent to a person so far, soonest first: this turn shows them."""
    ids = await links.see(connection, person.id, now=now)
    found = await appointments.by_ids(connection, ids) if ids else {}
    owed: list[Owed] = []
    for each in ids:
        # The turn is quicker than a notice that may be on its way.
        await notices.forget_unsent(connection, each, kinds=[Kind.INVITATION], recipient_id=person.id)
        await notices.refresh_cards(connection, each, now=now)
        owed += reminders.owed(found[each], person, now)
    await notices.owe(connection, owed, now=now)
    return [found[each] for each in ids]


async def come_back(connection: AsyncConnection, person: Person, *, now: datetime) -> None:
    """Somebody has unblocked the bot: owe them what could not be sent, as far as it is still to come."""
    ids = await links.not_seen(connection, person.id, now=now)
    found = await appointments.by_ids(connection, ids) if ids else {}
    invitations_ = [
        Owed(Kind.INVITATION, now, recipient_id=person.id, appointment_id=each.id, sequence=each.sequence)
        for each in found.values()
    ]
    await notices.owe(connection, invitations_, now=now)
    await _owe_reminders(connection, person, now)
    for each in ids:
        await notices.refresh_cards(connection, each, now=now)


async def set_hours(connection: AsyncConnection, person: Person, hours: WeeklyHours) -> Person:
    """Keep other working hours. Appointments that were agreed stay."""
    if hours != person.hours:
        await people.set_hours(connection, person.id, hours)
    return replace(person, hours=hours)


async def set_outside(connection: AsyncConnection, person: Person, then: OutsideHours) -> Person:
    """Keep what happens to requests outside the hours."""
    if then is not person.outside_hours:
        await people.change(connection, person.id, outside_hours=then.value)
    return replace(person, outside_hours=then)


async def set_writing(
    connection: AsyncConnection, person: Person, *, day_first: bool | None = None, hour_cycle: int | None = None
) -> Person:
    """Keep how the person writes dates and times, learned from an answer; None leaves what is known."""
    known = person.prefs
    prefs = replace(
        known,
        day_first=known.day_first if day_first is None else day_first,
        hour_cycle=known.hour_cycle if hour_cycle is None else hour_cycle,
    )
    if prefs != known:
        await people.set_prefs(connection, person.id, prefs)
    return replace(person, prefs=prefs)


async def prefer(connection: AsyncConnection, person: Person, **chosen: Any) -> Person:
    """Keep some of the `Preferences`, by the names of their fields."""
    prefs = replace(person.prefs, **chosen)
    if prefs != person.prefs:
        await people.set_prefs(connection, person.id, prefs)
    return replace(person, prefs=prefs)


async def speak(connection: AsyncConnection, person: Person, language: str, *, now: datetime) -> Person:
    """Write to them in this language from now on, whatever their app speaks; their cards are redrawn in it."""
    changed = language != person.language
    person = replace(await prefer(connection, person, language=language), language=language)
    if changed:
        await notices.refresh_cards_of(connection, person.id, now=now)
    return person


async def set_reminders(
    connection: AsyncConnection, person: Person, leads: Sequence[timedelta], *, now: datetime
) -> Person:
    """Keep when to remind, longest lead first, and rewrite every reminder that was not sent."""
    prefs = replace(person.prefs, reminders=tuple(sorted(set(leads), reverse=True)))
    if prefs == person.prefs:
        return person
    changed = replace(person, prefs=prefs)
    await people.set_prefs(connection, person.id, prefs)
    await rows.forget(connection, person.id)
    await _owe_reminders(connection, changed, now)
    return changed


async def _owe_reminders(connection: AsyncConnection, person: Person, now: datetime) -> None:
    ids = await rows.ahead(connection, person.id, now=now)
    found = await appointments.by_ids(connection, ids) if ids else {}
    owed = [notice for each in found.values() for notice in reminders.owed(each, person, now)]
    await notices.owe(connection, owed, now=now)
