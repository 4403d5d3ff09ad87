"""Another time: an attendee asks for one that suits everybody, and the organizer takes it or stays.

A wish belongs to the sequence that it was made for, so that it lapses by itself when the time changes, and comes back
with a cancel that is taken back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from db import answers, notices, proposals
from db.notices import Owed
from scheduling.appointments import Appointment, Participant, Partstat
from scheduling.notices import Kind
from scheduling.people import Person, Reach
from scheduling.proposals import Wish
from scheduling.refusals import InThePast, Over
from scheduling.times import Slot
from services import appointments, moving
from services.answers import asked, outside_hours, still_answerable

Message = tuple[int, int]


async def wishable(
    connection: AsyncConnection, appointment_id: int, *, by: Person, sequence: int, now: datetime
) -> Appointment:
    """An appointment for which `by`, an attendee, may ask for another time.

    Raises Gone, NotYours, Cancelled, Over (also when it has begun), Changed.
    """
    appointment = await appointments.load(connection, appointment_id, viewer=by)
    asked(appointment, by)
    still_answerable(appointment, sequence, now)
    if appointment.starts_at <= now:
        raise Over(appointment)
    return appointment


def wishing(appointment: Appointment, by: Person) -> frozenset[int]:
    """Whose hours keep nobody from asking for a time: their own who ask, and the organizer's where the present time is
    outside them too. The organizer decides by a tap.
    """
    organizer = appointment.organizer.person
    return frozenset((by.id, organizer.id) if outside_hours(appointment, organizer) else (by.id,))


async def propose(
    connection: AsyncConnection,
    appointment_id: int,
    starts_at: datetime,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    pressed: Message | None = None,
) -> Appointment:
    """Ask the organizer for another start; a newer wish takes the place of an older one. The same wish twice is once.

    Raises:
        Gone, NotYours, Cancelled, Over, Changed: as `wishable`.
        InThePast: the wished start is over.
        DoesNotSuit: somebody is busy then, or outside their hours and neither asks, decides nor allows to be asked.
        ToldEnough: whether it suits strangers among them is said no more today.
    """
    await answers.lock_and_read(connection, appointment_id, person_id=by.id)
    appointment = await wishable(connection, appointment_id, by=by, sequence=sequence, now=now)
    slot = Slot.lasting(starts_at, appointment.slot.duration)
    if any(each.by == by.id and each.slot == slot for each in appointment.wishes()) or slot == appointment.slot:
        return appointment
    if starts_at <= now:
        raise InThePast(starts_at, appointment)
    against = await moving.misfits(connection, appointment, starts_at, viewer=by, now=now)
    if against and not moving.askable(appointment, against, wishing(appointment, by)):
        raise await moving.does_not_suit(connection, appointment, slot, against, by, now)
    await proposals.keep(connection, appointment.id, by=by.id, slot=slot, sequence=sequence)
    request = Owed(
        Kind.PROPOSAL,
        now,
        recipient_id=appointment.organizer.person.id,
        appointment_id=appointment.id,
        sequence=sequence,
        subject_id=by.id,
        # Another wish is another request.
        starts_at=now,
    )
    lapse = Owed(
        Kind.PROPOSED,
        appointment.starts_at,
        recipient_id=by.id,
        appointment_id=appointment.id,
        sequence=sequence,
        lead=timedelta(0),
    )
    await notices.owe(connection, [request, lapse], now=now)
    await notices.refresh_cards(connection, appointment.id, now=now, but=pressed)
    return appointment


async def take(
    connection: AsyncConnection,
    appointment_id: int,
    proposal_id: int,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    pressed: Message | None = None,
) -> Appointment | None:
    """Move it to the wished time: that is the yes of everybody who asked for it, and the others are asked again.

    Returns None when that wish is no longer open. Twice is once. Raises as `moving.move`.
    """
    appointment = await appointments.own(connection, appointment_id, by=by)
    taken = next((each for each in appointment.proposals if each.id == proposal_id), None)
    if taken and (taken.state, taken.slot, taken.sequence) == (Wish.TAKEN, appointment.slot, sequence):
        return appointments.as_shown(appointment, sequence + 1, now)
    appointments.as_shown(appointment, sequence, now)
    wished = next((each for each in appointment.wishes() if each.id == proposal_id), None)
    if wished is None:
        return None
    return await moving.move(
        connection,
        appointment_id,
        wished.slot.starts_at,
        by=by,
        sequence=sequence,
        now=now,
        pressed=pressed,
        taking=[each for each in appointment.wishes() if each.slot == wished.slot],
    )


async def keep(
    connection: AsyncConnection,
    appointment_id: int,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    pressed: Message | None = None,
) -> Appointment:
    """[Keep Friday]: no open wish is taken, and their makers hear of it. Raises as `appointments.changeable`."""
    appointment = await appointments.changeable(connection, appointment_id, by=by, sequence=sequence, now=now)
    left = appointment.wishes()
    if left:
        await proposals.settle(connection, [each.id for each in left], Wish.KEPT)
        told = [
            Owed(
                Kind.PROPOSED,
                now,
                recipient_id=each.by,
                appointment_id=appointment.id,
                sequence=sequence,
                starts_at=each.slot.starts_at,
                subject_id=by.id,
            )
            for each in left
        ]
        await notices.owe(connection, told, now=now)
        await notices.refresh_cards(connection, appointment.id, now=now, but=pressed)
    return appointment


def to_ask(appointment: Appointment) -> tuple[Participant, ...]:
    """The attendees who may be asked whether a wished time suits them too: who did not wish for one themselves."""
    makers = {each.by for each in appointment.wishes()}
    return tuple(
        part
        for part in appointment.attendees
        if part.person.id not in makers
        and part.person.reach is Reach.REACHABLE
        and part.partstat is not Partstat.DECLINED
    )


async def ask_everybody(
    connection: AsyncConnection, appointment_id: int, *, by: Person, sequence: int, now: datetime
) -> tuple[Participant, ...]:
    """[Ask everybody]: ask the others once about each wished time; whom it suits wishes for it too.

    Returns who is asked. Raises as `appointments.changeable`.
    """
    appointment = await appointments.changeable(connection, appointment_id, by=by, sequence=sequence, now=now)
    wishes = appointment.wishes()
    if not wishes:
        return ()
    asked_ = to_ask(appointment)
    owed = [
        Owed(
            Kind.WISHED,
            now,
            recipient_id=part.person.id,
            appointment_id=appointment.id,
            sequence=sequence,
            # A newer wish is another question.
            starts_at=wishes[-1].slot.starts_at,
        )
        for part in asked_
    ]
    await notices.owe(connection, owed, now=now)
    return asked_
