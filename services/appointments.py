"""What the organizer may do with an appointment once it stands: edit it, call it off, and take that back.

Moving it is in `services/moving.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, locks, notices
from db.notices import Owed
from scheduling.appointments import MAX_NOTE, MAX_PLACE, MAX_TITLE, Appointment, Participant, Partstat, Status
from scheduling.notices import UNDO, Kind
from scheduling.people import Person
from scheduling.refusals import (
    Cancelled,
    Changed,
    Gone,
    NotYours,
    Over,
    TooLateToUndo,
)
from services import reminders

Message = tuple[int, int]
"""A message that shows the appointment, as (chat, message): the turn edits it itself."""

LIMITS = {"title": MAX_TITLE, "place": MAX_PLACE, "note": MAX_NOTE}
"""What can be edited without asking anybody again, and how many characters each may have."""


async def load(connection: AsyncConnection, appointment_id: int, *, viewer: Person) -> Appointment:
    """An appointment that the viewer takes part in. Raises Gone for none, NotYours for others'."""
    appointment = await appointments.by_id(connection, appointment_id)
    if appointment is None:
        raise Gone
    if appointment.part_of(viewer.id) is None:
        raise NotYours
    return appointment


async def own(connection: AsyncConnection, appointment_id: int, *, by: Person) -> Appointment:
    """As `load`, for the organizer only."""
    appointment = await load(connection, appointment_id, viewer=by)
    return organized(appointment, by)


async def changeable(
    connection: AsyncConnection, appointment_id: int, *, by: Person, sequence: int, now: datetime
) -> Appointment:
    """The organizer's own appointment as the button showed it: still on, still to come, at that time.

    Raises Gone, NotYours, Cancelled, Over, Changed.
    """
    return as_shown(await own(connection, appointment_id, by=by), sequence, now)


async def cancel(
    connection: AsyncConnection,
    appointment_id: int,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    reason: str | None = None,
    pressed: Message | None = None,
    undo: timedelta = UNDO,
) -> Appointment:
    """Call it off at once; the others hear of it after `undo`, until when `restore` takes it back.

    Twice is once. Raises Gone, NotYours, Over, Changed.
    """
    appointment = await held(connection, appointment_id, by=by)
    if not appointment.live:
        return appointment
    as_shown(appointment, sequence, now)
    reason = reason[:MAX_NOTE] if reason else None
    await appointments.cancel(connection, appointment.id, reason=reason)
    unseen = await withdraw(connection, appointment)
    after = replace(
        appointment,
        status=Status.CANCELLED,
        cancel_reason=reason,
        sequence=appointment.sequence + 1,
        revision=appointment.revision + 1,
        before=None,
    )
    await appointments.remember(
        connection, after.id, by=by.id, kind="cancel", sequence=after.sequence, now=now, new={"reason": reason}
    )
    told = [part for part in to_be_told(after) if part.person.id not in unseen]
    await notices.owe(connection, [notice_for(Kind.CANCELLATION, after, part, now + undo) for part in told], now=now)
    # The copies change when their readers are told, and so does the pressed message: its [Undo] is over then.
    await notices.refresh_cards(connection, after.id, now=now, but=pressed, due_at=now + undo, own_due=now + undo)
    return after


async def restore(
    connection: AsyncConnection,
    appointment_id: int,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    pressed: Message | None = None,
) -> Appointment:
    """Take a cancel back before anybody has heard of it; the time, the sequence and all answers are as before.

    Raises Gone, NotYours, Over, Changed, and TooLateToUndo when it was told or the hour is taken.
    """
    appointment = await held(connection, appointment_id, by=by)
    if appointment.live:
        return appointment
    if appointment.over(now):
        raise Over(appointment)
    if appointment.sequence != sequence:
        raise Changed(appointment, sequence)
    if (await notices.withdraw(connection, appointment.id, kinds=[Kind.CANCELLATION])).told:
        raise TooLateToUndo(appointment, told=True)
    try:
        await appointments.restore(connection, appointment.id)
    except appointments.DoubleBooked:
        raise TooLateToUndo(appointment, told=False) from None
    after = await load(connection, appointment_id, viewer=by)
    await appointments.remember(connection, after.id, by=by.id, kind="restore", sequence=after.sequence, now=now)
    # What was not sent yet when it was cancelled is owed again; what was sent stays sent.
    owed = [
        notice_for(Kind.MOVE if after.before and part.delivered else Kind.INVITATION, after, part, now)
        for part in after.unanswered()
        if part.reached
    ]
    await notices.owe(connection, [*owed, *reminders_of(after, now)], now=now)
    await notices.refresh_cards(connection, after.id, now=now, but=pressed)
    return after


async def edit(
    connection: AsyncConnection,
    appointment_id: int,
    field: str,
    value: str | None,
    *,
    by: Person,
    now: datetime,
    pressed: Message | None = None,
) -> Appointment:
    """Change the title, place or note (a key of LIMITS): every answer stays, nobody's phone rings, all copies follow.

    Raises Gone, NotYours, Cancelled, Over.
    """
    appointment = await own(connection, appointment_id, by=by)
    still_on(appointment, now)
    value = value[: LIMITS[field]] if value else None
    old = getattr(appointment, field)
    if value == old:
        return appointment
    await appointments.edit(connection, appointment.id, **{field: value})
    await appointments.remember(
        connection,
        appointment.id,
        by=by.id,
        kind=field,
        sequence=appointment.sequence,
        now=now,
        old=old,
        new=value,
    )
    await notices.refresh_cards(connection, appointment.id, now=now, but=pressed)
    changed = {"title": appointment.title, "place": appointment.place, "note": appointment.note, field: value}
    return replace(
        appointment,
        title=changed["title"] or appointment.title,
        place=changed["place"],
        note=changed["note"],
        revision=appointment.revision + 1,
    )


def still_on(appointment: Appointment, now: datetime) -> None:
    """Raises Cancelled or Over for what nobody can change any more."""
    if not appointment.live:
        raise Cancelled(appointment)
    if appointment.over(now):
        raise Over(appointment)


def to_be_told(appointment: Appointment) -> list[Participant]:
    """The attendees who hear of a cancel: whoever can be reached and has not declined."""
    return [part for part in appointment.attendees if part.reached and part.partstat is not Partstat.DECLINED]


async def held(connection: AsyncConnection, appointment_id: int, *, by: Person) -> Appointment:
    """The organizer's appointment, with the time of everybody in it locked, and then its row, as answers take them."""
    seen = await own(connection, appointment_id, by=by)
    await locks.lock_people(connection, [part.person.id for part in seen.participants])
    appointment = await appointments.lock(connection, appointment_id)
    if appointment is None:
        raise Gone
    # It may have been handed over while this waited.
    return organized(appointment, by)


def organized(appointment: Appointment, by: Person) -> Appointment:
    """The appointment, if it is theirs to change. Raises NotYours."""
    if appointment.organizer.person.id != by.id:
        raise NotYours
    return appointment


def as_shown(appointment: Appointment, sequence: int, now: datetime) -> Appointment:
    """The appointment, if it is still on and as its card showed it. Raises Cancelled, Over, Changed."""
    still_on(appointment, now)
    if appointment.sequence != sequence:
        raise Changed(appointment, sequence)
    return appointment


async def withdraw(connection: AsyncConnection, appointment: Appointment) -> set[int]:
    """Take back what was not sent yet, since it speaks of the old time. Returns whose invitation was among it."""
    kinds = [Kind.INVITATION, Kind.MOVE, Kind.REMINDER, Kind.ANSWER, Kind.ANSWERS, Kind.NUDGE, Kind.UNOPENED]
    withdrawn = await notices.withdraw(connection, appointment.id, kinds=kinds)
    return {person for kind, person in withdrawn.notices if kind is Kind.INVITATION and person is not None}


def notice_for(kind: Kind, appointment: Appointment, part: Participant, due_at: datetime) -> Owed:
    """As `notice_to`, for somebody in it."""
    return notice_to(kind, appointment, part.person.id, due_at)


def notice_to(kind: Kind, appointment: Appointment, person_id: int, due_at: datetime) -> Owed:
    """A notice about the appointment at its present time, one of its kind for this person."""
    return Owed(
        kind,
        due_at,
        recipient_id=person_id,
        appointment_id=appointment.id,
        sequence=appointment.sequence,
    )


def reminders_of(appointment: Appointment, now: datetime) -> list[Owed]:
    """All that are still to come, for everybody in it."""
    return [owed for part in appointment.participants for owed in reminders.owed(appointment, part.person, now)]
