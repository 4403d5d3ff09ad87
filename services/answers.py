"""Answering an invitation: under the lock, for the time the button was drawn for, and told in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import answers, appointments, notices
from db.notices import Owed
from scheduling.appointments import Appointment, Former, Participant, Partstat, Role
from scheduling.fits import Misfit, Timetable, outside
from scheduling.notices import UNDO, Kind
from scheduling.people import OutsideHours, Person
from scheduling.refusals import BusyThen, Cancelled, Changed, DoesNotSuit, Gone, NotYours, Over
from services import reminders

Message = tuple[int, int]
"""A message that shows the appointment, as (chat, message): the turn edits it itself."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The appointment with the answer in it, and what the person had answered `before`: of a decline that stood
    already, while it can be taken back, what stood before that.
    """

    appointment: Appointment
    before: Partstat


async def answer(
    connection: AsyncConnection,
    appointment_id: int,
    partstat: Partstat,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    pressed: Message | None = None,
    anyway: bool = False,
    undoes: bool = False,
) -> Answered:
    """Keep an attendee's answer. The same answer again changes and tells nothing.

    A decline is due after UNDO, to the organizer and on everybody's cards, and the last open answer at once; both ring.
    All others share one quiet message. `undoes` gives back an earlier answer (NEEDS_ACTION included) and tells nothing
    if the organizer has not heard of the one it takes back. Only an acceptance blocks time.

    Args:
        by: the attendee, whose row the turn has locked.
        sequence: what the pressed button was drawn for.
        anyway: accept though it lies outside one's own hours.

    Raises:
        Gone, NotYours: no such appointment, or one that `by` is not asked for.
        Cancelled, Over, Changed: it can no longer be answered, or not at this time.
        BusyThen: accepting while something else blocks `by`; nothing is recorded.
        DoesNotSuit: accepting, without `anyway`, what lies outside the hours of somebody who refuses that.
    """
    appointment, clash = await answers.lock_and_read(connection, appointment_id, person_id=by.id)
    part = asked(appointment, by)
    assert appointment is not None
    still_answerable(appointment, sequence, now)
    if part.partstat is partstat and (part.answered_sequence == sequence or partstat is Partstat.NEEDS_ACTION):
        return Answered(appointment, part.as_told(now - UNDO).partstat)
    if partstat is Partstat.ACCEPTED:
        if clash is not None:
            raise BusyThen(appointment, await appointments.by_id(connection, clash))
        misfits = outside_hours(appointment, by)
        if misfits and not anyway and by.outside_hours is OutsideHours.REFUSE:
            raise DoesNotSuit(misfits)
    former = Former(part.partstat, now) if partstat is Partstat.DECLINED else None
    answered = _with(appointment, part, partstat, comment=None, sequence=sequence, former=former)
    owed = [_news(appointment, answered, part, partstat, now)]
    if part.partstat is Partstat.DECLINED:
        owed += reminders.owed(answered, by, now)
    try:
        await answers.write(
            connection,
            answered,
            part,
            partstat,
            comment=None,
            owed=owed,
            undoes=undoes,
            now=now,
            but=pressed,
            due=now + UNDO if partstat is Partstat.DECLINED else None,
        )
    except appointments.DoubleBooked:
        raise BusyThen(appointment, None) from None
    return Answered(answered, part.partstat)


async def explain(
    connection: AsyncConnection, appointment_id: int, comment: str, *, by: Person, sequence: int, now: datetime
) -> Appointment:
    """Add a reason to one's decline, or a comment to another answer. It goes with the news of it, or after it if that
    has been told, without a sound.

    Raises as `answer`; Changed also when `by` has not answered.
    """
    appointment, _ = await answers.lock_and_read(connection, appointment_id, person_id=by.id)
    part = asked(appointment, by)
    assert appointment is not None
    still_answerable(appointment, sequence, now)
    if part.partstat is Partstat.NEEDS_ACTION:
        raise Changed(appointment, sequence)
    await answers.set_comment(connection, part, comment, news=quiet(appointment, now), now=now)
    # A decline that may still be taken back is on nobody's card yet.
    due = now + UNDO if part.partstat is Partstat.DECLINED else None
    await notices.refresh_cards(connection, appointment.id, now=now, due_at=due)
    return _with(appointment, part, part.partstat, comment=comment, sequence=sequence, former=part.former)


def asked(appointment: Appointment | None, by: Person) -> Participant:
    """The part of somebody who is asked. Raises Gone for no appointment, NotYours for others and for the organizer."""
    if appointment is None:
        raise Gone
    part = appointment.part_of(by.id)
    if part is None or part.role is Role.ORGANIZER:
        raise NotYours
    return part


def still_answerable(appointment: Appointment, sequence: int, now: datetime) -> None:
    """Raises Cancelled, Over or Changed when an answer for `sequence` no longer counts."""
    if not appointment.live:
        raise Cancelled(appointment)
    if appointment.over(now):
        raise Over(appointment)
    if appointment.sequence != sequence:
        raise Changed(appointment, sequence)


def outside_hours(appointment: Appointment, person: Person) -> tuple[Misfit, ...]:
    """By how much it lies outside the person's own working day; empty where it lies inside, or nobody knows."""
    zone = person.zone_at(appointment.starts_at)
    if zone is None:
        return ()
    timetable = Timetable(person.id, zone, person.hours)
    return tuple(Misfit(person.id, reason, by) for reason, by in outside(appointment.slot, timetable, zone))


def _news(before: Appointment, after: Appointment, part: Participant, partstat: Partstat, now: datetime) -> Owed:
    """What the organizer hears of an answer: a ring for a decline and for the last open answer, else the quiet line."""
    declines = partstat is Partstat.DECLINED
    was_last = part.partstat is Partstat.NEEDS_ACTION and not after.unanswered()
    if not declines and not was_last:
        return quiet(before, now)
    return Owed(
        Kind.ANSWER,
        now + UNDO if declines else now,
        recipient_id=before.organizer.person.id,
        appointment_id=before.id,
        sequence=before.sequence,
        subject_id=part.person.id,
        # Each answer is news of its own: who declines, accepts and declines again is told of twice.
        starts_at=now,
    )


def quiet(appointment: Appointment, now: datetime) -> Owed:
    """The organizer's one running message about an appointment, due again."""
    return Owed(
        Kind.ANSWERS,
        now,
        recipient_id=appointment.organizer.person.id,
        appointment_id=appointment.id,
        sequence=appointment.sequence,
    )


def _with(
    appointment: Appointment,
    part: Participant,
    partstat: Partstat,
    *,
    comment: str | None,
    sequence: int,
    former: Former | None,
) -> Appointment:
    """The appointment as it is after the answer, without reading it again."""
    answered = replace(
        part,
        partstat=partstat,
        answered_sequence=None if partstat is Partstat.NEEDS_ACTION else sequence,
        comment=comment,
        former=former,
    )
    return replace(
        appointment,
        participants=tuple(answered if each.id == part.id else each for each in appointment.participants),
    )
