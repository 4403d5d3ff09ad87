"""Who takes part in an appointment that stands: added, taken out, required or optional, all in one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, attendance, invitees, locks, notices, people
from db.appointments import NewParticipant
from db.notices import Owed
from scheduling.appointments import MAX_PARTICIPANTS, Appointment, Participant, Partstat, Role
from scheduling.fits import Fit
from scheduling.notices import Kind
from scheduling.people import Person, Reach
from scheduling.refusals import Gone, TooManyPeople
from services import booking, nudges, privacy, reminders
from services.appointments import notice_to, organized, own, still_on

Message = tuple[int, int]
"""A message that shows the appointment, as (chat, message): the turn edits it itself."""

Plan = Mapping[int, Role | None]
"""What people (by id) shall be from now on: required, optional, or None for out of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a plan means for an appointment; who is not in it is in nobody's way."""

    added: Mapping[int, Role]
    removed: tuple[Participant, ...]
    roles: Mapping[int, Role]

    @property
    def empty(self) -> bool:
        return not (self.added or self.removed or self.roles)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The appointment after the change. Where `refusing` names whom it does not suit, nothing was changed; nor where
    `spent` names those of whom the organizer, who has never met them, hears no more today.
    """

    appointment: Appointment
    change: Change
    refusing: tuple[Fit, ...] = ()
    spent: tuple[int, ...] = ()


def planned(appointment: Appointment, plan: Plan) -> Change:
    """The plan beside what stands: what stands already is no change, and the organizer stays."""
    added, removed, roles = {}, [], {}
    for person, role in plan.items():
        part = appointment.part_of(person)
        if part is None and role is not None:
            added[person] = role
        elif part is not None and part.role is not Role.ORGANIZER and role is None:
            removed.append(part)
        elif part is not None and role is not None and part.role not in (Role.ORGANIZER, role):
            roles[person] = role
    return Change(added, tuple(removed), roles)


async def change(
    connection: AsyncConnection,
    appointment_id: int,
    plan: Plan,
    *,
    by: Person,
    now: datetime,
    pressed: Message | None = None,
    anyway: bool = False,
) -> Outcome:
    """Carry a plan out at once, or nothing of it: who is required and added, or becomes required, must be free.

    Added people are asked, removed ones told that they are not needed if they knew of it; everybody else's card
    changes without a sound. The answers of all who stay, stay.

    Args:
        by: the organizer.
        anyway: ask also those who are outside their hours and allow it.

    Raises:
        Gone, NotYours, Cancelled, Over: as `appointments.own` and `still_on`.
        TooManyPeople: more than MAX_PARTICIPANTS.
        InvitedEnough: more people are added whom `by` never met than may be invited in a day.
    """
    seen = await own(connection, appointment_id, by=by)
    if newcomers := [each for each in plan if seen.part_of(each) is None]:
        instead = await privacy.instead(connection, newcomers, by=by.id)
        plan = {instead.get(each, each): role for each, role in plan.items()}
    await locks.lock_people(connection, {*(part.person.id for part in seen.participants), *plan})
    appointment = await appointments.lock(connection, appointment_id)
    if appointment is None:
        raise Gone
    still_on(organized(appointment, by), now)
    wanted = planned(appointment, plan)
    if wanted.empty:
        return Outcome(appointment, wanted)
    if len(appointment.participants) + len(wanted.added) - len(wanted.removed) > MAX_PARTICIPANTS:
        raise TooManyPeople(MAX_PARTICIPANTS, appointment)
    refused = await _refused(connection, appointment, wanted, now=now, anyway=anyway)
    if refused:
        return refused
    found = await invitees.unmet(connection, list(wanted.added), viewer_id=by.id) if wanted.added else []
    await privacy.invite(connection, found, by=by.id, now=now, appointment=appointment)
    owed: list[Owed] = []
    if wanted.removed:
        owed += await _remove(connection, appointment, wanted.removed, now)
    if wanted.roles:
        await attendance.set_roles(connection, appointment.id, dict(wanted.roles))
    if wanted.added:
        added = await people.by_ids(connection, list(wanted.added))
        fresh = [_new(added[each], role) for each, role in wanted.added.items() if each in added]
        await appointments.add_people(connection, appointment, fresh)
    await appointments.edit(connection, appointment.id)
    await _remember(connection, appointment, wanted, by=by, now=now)
    after = await appointments.by_id(connection, appointment.id)
    assert after is not None
    await notices.owe(connection, [*owed, *_asked(after, wanted, now)], now=now)
    await notices.refresh_cards(connection, after.id, now=now, but=pressed)
    return Outcome(after, wanted)


def _asked(after: Appointment, wanted: Change, now: datetime) -> list[Owed]:
    owed = [
        notice for part in after.attendees if part.person.id in wanted.added for notice in _invited(after, part, now)
    ]
    if any(part.person.id in wanted.added for part in nudges.unopened(after)):
        owed += nudges.owed(after, after.organizer.person, now)
    return owed


def _invited(appointment: Appointment, part: Participant, now: datetime) -> list[Owed]:
    """What somebody is owed who is asked from now on; nothing while Telegram would not let us write to them."""
    if part.person.reach is not Reach.REACHABLE:
        return []
    invitation = notice_to(Kind.INVITATION, appointment, part.person.id, now)
    return [invitation, *reminders.owed(appointment, part.person, now)]


async def _refused(
    connection: AsyncConnection, appointment: Appointment, wanted: Change, *, now: datetime, anyway: bool
) -> Outcome | None:
    """Whom it does not suit of those who are needed from now on; None when it suits them all."""
    needed = [each for each, role in {**wanted.added, **wanted.roles}.items() if role is Role.REQUIRED]
    if not needed:
        return None
    organizer, slot = appointment.organizer.person.id, appointment.slot
    circle = await booking.gather(
        connection,
        [organizer, *needed],
        earliest=slot.starts_at,
        latest=slot.ends_at,
        besides=appointment.id,
        viewer_id=organizer,
    )
    asked = [each for each in needed if each in circle.strangers]
    spent = await privacy.ask(connection, asked, by=organizer, now=now) if asked else set()
    if spent:
        return Outcome(appointment, wanted, spent=tuple(each for each in needed if each in spent))
    fits = circle.check(slot, now=now)[1:]
    refusing = tuple(each for each in fits if booking.refusing([each], anyway=anyway))
    return Outcome(appointment, wanted, refusing) if refusing else None


async def _remove(
    connection: AsyncConnection, appointment: Appointment, parts: Iterable[Participant], now: datetime
) -> list[Owed]:
    parts = list(parts)
    unseen = await attendance.remove(connection, appointment.id, [part.person.id for part in parts])
    return [
        Owed(
            Kind.REMOVED,
            now,
            recipient_id=part.person.id,
            appointment_id=appointment.id,
            sequence=appointment.sequence,
            # Who is added and removed again is told again.
            starts_at=now,
        )
        for part in parts
        if part.person.reach is Reach.REACHABLE
        and part.partstat is not Partstat.DECLINED
        and part.person.id not in unseen
    ]


def _new(person: Person, role: Role) -> NewParticipant:
    placeholder = person.telegram_id is None and person.first_name.startswith("@")
    return NewParticipant(person.id, role, person.first_name[1:] if placeholder else None)


async def _remember(
    connection: AsyncConnection, appointment: Appointment, wanted: Change, *, by: Person, now: datetime
) -> None:
    new = {
        "added": list(wanted.added),
        "removed": [part.person.id for part in wanted.removed],
        "required": [each for each, role in wanted.roles.items() if role is Role.REQUIRED],
        "optional": [each for each, role in wanted.roles.items() if role is Role.OPTIONAL],
    }
    await appointments.remember(
        connection,
        appointment.id,
        by=by.id,
        kind="people",
        sequence=appointment.sequence,
        now=now,
        new={key: ids for key, ids in new.items() if ids},
    )
