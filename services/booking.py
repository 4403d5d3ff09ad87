"""Finding a time for people, and booking it: load, decide, save, tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, locks, notices, people
from db.notices import Owed
from scheduling import availability as rules
from scheduling.appointments import MAX_DURATION, MAX_PARTICIPANTS, MIN_DURATION, Appointment, Role
from scheduling.availability import Fit, Misfit
from scheduling.drafts import Draft
from scheduling.notices import Kind
from scheduling.people import Person, Reach
from scheduling.refusals import BadDuration, DoesNotSuit, InThePast, NotTold, NotYours, TooManyPeople
from scheduling.times import Slot
from services import privacy, reminders
from services.circles import Circle, check, gather, gather_around, refusing, search_around, suggest

__all__ = [
    "Circle",
    "book",
    "booked_before",
    "check",
    "gather",
    "gather_around",
    "refusing",
    "search_around",
    "suggest",
]


async def book(
    connection: AsyncConnection,
    draft: Draft,
    *,
    by: Person,
    now: datetime,
    anyway: bool = False,
    soft: bool = True,
    told: bool = True,
) -> Appointment:
    """Make the appointment that a draft describes, once per draft, and owe invitations and reminders with it.

    The people's booking locks are held while their time is checked and taken. A draft that was booked before gives
    that appointment again, whatever has happened since.

    Args:
        draft: with a title and a start.
        by: the organizer, whose row the turn has locked.
        anyway: ask also those who are outside their hours and allow it.
        soft: ask also those who have an unanswered invitation then. False for whoever has not read of one: it came
            while they were looking, and a quicker rival is told, not overlooked.
        told: `by` was told that this time suits them all, so that to book it asks nothing new about strangers.

    Raises:
        NotTold: there are strangers among them, and `told` is false; nothing was looked at.
        DoesNotSuit: somebody is outside their hours or busy, or MAYBE_BUSY without `soft`; nothing was written and
            nobody is told.
        InThePast: the start is over.
        InvitedEnough: there are more people in it whom `by` never met than may be invited in a day.
        BadDuration: shorter than MIN_DURATION or longer than MAX_DURATION.
        TooManyPeople: more than MAX_PARTICIPANTS.
    """
    assert draft.title
    assert draft.starts_at
    others = [each for each in dict.fromkeys(draft.people) if each != by.id]
    if not MIN_DURATION <= draft.duration <= MAX_DURATION:
        raise BadDuration
    if len(others) + 1 > MAX_PARTICIPANTS:
        raise TooManyPeople(MAX_PARTICIPANTS)
    slot = Slot.lasting(draft.starts_at, draft.duration)
    await locks.lock_people(connection, [by.id, *others])
    circle = await gather(
        connection,
        [by.id, *others],
        earliest=slot.starts_at,
        latest=slot.ends_at,
        optional=draft.optional,
        pool=draft.pool,
        viewer_id=by.id,
    )
    misfits = _against(circle.check(slot, now=now, anyway=anyway), anyway=anyway, soft=soft)
    untold = bool(circle.probed) and not told
    if untold or misfits or slot.starts_at <= now:
        if booked := await booked_before(connection, draft, by=by):
            return booked
        if untold:
            raise NotTold
        if slot.starts_at <= now:
            raise InThePast(slot.starts_at)
        raise await _does_not_suit(connection, draft, circle, misfits, now)
    unmet = [person for person in circle.others if person.id in circle.unmet]
    await privacy.invite(connection, unmet, by=by.id, now=now)
    try:
        made = await appointments.add(
            connection,
            request_key=draft.id,
            organizer_id=by.id,
            title=draft.title,
            slot=slot,
            zone=draft.zone,
            people=[_asked(each, circle) for each in circle.others],
            need=circle.pool.need if circle.pool else None,
            place=draft.place,
            note=draft.note,
            now=now,
        )
    except appointments.DoubleBooked:
        # Only somebody who does not take the locks can be this quick, and only the organizer blocks from the start.
        misfits = [Misfit(by.id, rules.Reason.BUSY)]
        raise await _does_not_suit(connection, draft, circle, misfits, now) from None
    if made is None:
        booked = await booked_before(connection, draft, by=by)
        if booked is None:
            raise NotYours
        return booked
    await notices.owe(connection, _owed(made, now), now=now)
    await people.set_drafting(connection, by.id, None, duration=draft.duration)
    return made


def _against(fits: Sequence[Fit], *, anyway: bool, soft: bool) -> list[Misfit]:
    """What refuses a booking: also an unanswered invitation, without `soft`."""
    misfits = refusing(fits, anyway=anyway)
    if not soft:
        misfits += [
            misfit
            for fit in fits
            for misfit in fit.misfits
            if misfit.reason is rules.Reason.MAYBE_BUSY and not fit.spared
        ]
    return misfits


async def booked_before(connection: AsyncConnection, draft: Draft, *, by: Person) -> Appointment | None:
    """The appointment that this draft has become, if it is theirs."""
    found = await appointments.by_request(connection, draft.id)
    return found if found is not None and found.organizer.person.id == by.id else None


async def _does_not_suit(
    connection: AsyncConnection, draft: Draft, circle: Circle, misfits: Sequence[Misfit], now: datetime
) -> DoesNotSuit:
    assert draft.starts_at
    found = await suggest(
        connection,
        list(circle.people),
        wish=draft.starts_at,
        duration=draft.duration,
        zone=draft.zone,
        now=now,
        without=(draft.starts_at,),
        optional=circle.optional,
        pool=circle.pool,
        viewer_id=circle.timetables[0].person_id,
    )
    return DoesNotSuit(misfits, found.suggestions, found.until)


def _asked(person: Person, circle: Circle) -> appointments.NewParticipant:
    placeholder = person.telegram_id is None and person.first_name.startswith("@")
    some = circle.pool is not None and person.id in circle.pool.people
    role = Role.OPTIONAL if person.id in circle.optional else Role.ANY if some else Role.REQUIRED
    return appointments.NewParticipant(person.id, role, person.first_name[1:] if placeholder else None)


def _owed(appointment: Appointment, now: datetime) -> list[Owed]:
    """Invitations to those whom Telegram lets us write to, and everybody's reminders."""
    owed = [
        Owed(
            Kind.INVITATION,
            now,
            recipient_id=part.person.id,
            appointment_id=appointment.id,
            sequence=appointment.sequence,
        )
        for part in appointment.attendees
        if part.person.reach is Reach.REACHABLE
    ]
    for part in appointment.participants:
        owed += reminders.owed(appointment, part.person, now)
    return owed
