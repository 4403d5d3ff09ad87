"""Handing an appointment over: its organizer asks somebody in it, who takes it over or does not."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import answers, appointments, handover, notices, proposals
from db.notices import Owed
from scheduling.appointments import Appointment, Participant, Partstat
from scheduling.notices import Kind
from scheduling.people import Person, Reach
from scheduling.proposals import Wish
from scheduling.refusals import BusyThen, Gone
from services import reminders
from services.appointments import load, own, still_on

Message = tuple[int, int]
"""A message that shows the appointment, as (chat, message): the turn edits it itself."""


def takers(appointment: Appointment) -> tuple[Participant, ...]:
    """Who can be asked to take it over: whoever has opened the bot, can be written to, and has not declined."""
    return tuple(
        part
        for part in appointment.attendees
        if part.person.reach is Reach.REACHABLE and part.person.settled and part.partstat is not Partstat.DECLINED
    )


async def offerable(
    connection: AsyncConnection, appointment_id: int, *, by: Person, now: datetime
) -> tuple[Appointment, int | None]:
    """The organizer's own appointment, still on, and who in it is asked already.

    Raises Gone, NotYours, Cancelled, Over.
    """
    appointment = await own(connection, appointment_id, by=by)
    still_on(appointment, now)
    asked = await handover.offered_to(connection, appointment.id, organizer_id=by.id)
    return appointment, asked if asked is not None and appointment.part_of(asked) is not None else None


async def offer(
    connection: AsyncConnection, appointment_id: int, person_id: int, *, by: Person, now: datetime
) -> Appointment | None:
    """Ask somebody in it to take it over; whoever was asked before no longer is. Asking the same person twice is once.

    Returns None where that person cannot be asked. Raises as `offerable`.
    """
    if await appointments.lock(connection, appointment_id) is None:
        raise Gone
    appointment, asked = await offerable(connection, appointment_id, by=by, now=now)
    if all(part.person.id != person_id for part in takers(appointment)):
        return None
    if asked == person_id:
        return appointment
    await notices.forget_unsent(connection, appointment.id, kinds=[Kind.HANDOVER])
    await _remember(connection, appointment, "offer", by=by, to=person_id, now=now)
    await notices.owe(connection, [_notice(Kind.HANDOVER, appointment, person_id, by, now)], now=now)
    return appointment


async def withdraw(
    connection: AsyncConnection, appointment_id: int, *, by: Person, now: datetime
) -> tuple[Appointment, int] | None:
    """Ask nobody any more; returns whom that concerned. Their old request does nothing from now on.

    Returns None where nobody is asked: they have answered meanwhile. Raises as `offerable`.
    """
    if await appointments.lock(connection, appointment_id) is None:
        raise Gone
    appointment, asked = await offerable(connection, appointment_id, by=by, now=now)
    if asked is None:
        return None
    await notices.forget_unsent(connection, appointment.id, kinds=[Kind.HANDOVER])
    await _remember(connection, appointment, "withdrawn", by=by, to=asked, now=now)
    return appointment, asked


async def take(
    connection: AsyncConnection, appointment_id: int, *, by: Person, now: datetime, pressed: Message | None = None
) -> Appointment | None:
    """Take it over: that is a yes to its time as well. Who handed it over stays in it, and has accepted.

    Time, sequence and all other answers stay, and everybody's card changes without a sound. What the organizer was
    still to decide or to hear is the new one's; wishes of their own lapse.

    Returns None where the organizer does not, or no longer, ask that of `by`.

    Raises:
        Gone, NotYours, Cancelled, Over: it cannot be changed any more, or `by` takes no part.
        BusyThen: something else blocks `by` at that time; nothing is changed.
    """
    appointment, clash = await answers.lock_and_read(connection, appointment_id, person_id=by.id)
    before = await _asked(connection, appointment, by=by, now=now)
    if before is None:
        return None
    if clash is not None:
        raise BusyThen(before, await appointments.by_id(connection, clash))
    giver = before.organizer.person
    try:
        await handover.swap(connection, before.id, from_id=giver.id, to_id=by.id, sequence=before.sequence, now=now)
    except appointments.DoubleBooked:
        raise BusyThen(before, None) from None
    own_wishes = [each.id for each in before.wishes() if each.by == by.id]
    if own_wishes:
        await proposals.settle(connection, own_wishes, Wish.KEPT)
    asking = [Kind.INVITATION, Kind.MOVE, Kind.NUDGE, Kind.WISHED, Kind.PROPOSED]
    await notices.forget_unsent(connection, before.id, kinds=asking, recipient_id=by.id)
    deciding = [Kind.PROPOSAL, Kind.UNOPENED]
    await notices.forget_unsent(connection, before.id, kinds=deciding, recipient_id=giver.id)
    await _remember(connection, before, "handover", by=by, to=by.id, now=now)
    after = await appointments.by_id(connection, before.id)
    assert after is not None
    owed = [*reminders.owed(after, by, now), _notice(Kind.HANDED, after, giver.id, by, now)]
    if after.wishes():
        owed.append(_notice(Kind.PROPOSAL, after, by.id, giver, now))
    await notices.owe(connection, owed, now=now)
    await notices.refresh_cards(connection, after.id, now=now, but=pressed)
    return after


async def refuse(connection: AsyncConnection, appointment_id: int, *, by: Person, now: datetime) -> Appointment | None:
    """Do not take it over; the organizer hears of it. Returns None and raises as `take`."""
    appointment = await _asked(connection, await appointments.lock(connection, appointment_id), by=by, now=now)
    if appointment is None:
        return None
    await _remember(connection, appointment, "kept", by=by, to=by.id, now=now)
    news = _notice(Kind.HANDED, appointment, appointment.organizer.person.id, by, now)
    await notices.owe(connection, [news], now=now)
    return appointment


async def _asked(
    connection: AsyncConnection, held: Appointment | None, *, by: Person, now: datetime
) -> Appointment | None:
    """The appointment, whose row is held, if `by` is who shall take it over."""
    if held is None:
        raise Gone
    appointment = await load(connection, held.id, viewer=by)
    still_on(appointment, now)
    organizer = appointment.organizer.person.id
    asked = await handover.offered_to(connection, appointment.id, organizer_id=organizer)
    return appointment if asked == by.id and organizer != by.id else None


def _notice(kind: Kind, appointment: Appointment, recipient_id: int, subject: Person, now: datetime) -> Owed:
    return Owed(
        kind,
        now,
        recipient_id=recipient_id,
        appointment_id=appointment.id,
        sequence=appointment.sequence,
        subject_id=subject.id,
        # It may go to and fro, and each time is news.
        starts_at=now,
    )


async def _remember(
    connection: AsyncConnection, appointment: Appointment, kind: str, *, by: Person, to: int, now: datetime
) -> None:
    await appointments.remember(
        connection, appointment.id, by=by.id, kind=kind, sequence=appointment.sequence, now=now, new={"to": [to]}
    )
