"""Another start for an appointment that stands: which there are, what speaks against one, and the move itself.

Of strangers (services/privacy.py) nobody learns more than whether a time suits them, and that five times a day. The
other times that come with an answer belong to it, and so does taking one of them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments as rows
from db import notices, proposals
from scheduling.appointments import Appointment, Before, Partstat
from scheduling.availability import Reason
from scheduling.fits import Misfit
from scheduling.notices import Kind
from scheduling.people import OutsideHours, Person
from scheduling.proposals import Proposal, Wish
from scheduling.refusals import DoesNotSuit, InThePast, ToldEnough
from scheduling.suggestions import Found
from scheduling.times import Slot, wall
from services import booking, privacy
from services.appointments import Message, as_shown, held, notice_for, notice_to, reminders_of, withdraw
from services.booking import Circle

_MINUTE = timedelta(minutes=1)


async def gather(
    connection: AsyncConnection, appointment: Appointment, *, viewer: Person, earliest: datetime, latest: datetime
) -> Circle:
    """Its people, and what but the appointment itself is in their way in that span."""
    return await booking.gather(
        connection,
        _people(appointment),
        earliest=earliest,
        latest=latest,
        besides=appointment.id,
        optional=appointment.optional,
        pool=appointment.pool,
        viewer_id=viewer.id,
    )


def free_starts(
    circle: Circle,
    appointment: Appointment,
    *,
    earliest: datetime,
    latest: datetime,
    now: datetime,
    zone: ZoneInfo | None = None,
) -> list[datetime]:
    """The starts from `earliest` until before `latest` to which it could be moved, its present one left out.

    They are round times of a clock in `zone`.

    Strangers are left out too: their days and hours could be read off a keyboard.
    """
    soonest = max(earliest, now + _MINUTE)
    if soonest >= latest:
        return []
    duration = appointment.slot.duration
    found = circle.starts(duration, earliest=soonest, latest=latest - _MINUTE, now=now, zone=zone)
    return [each for each in found if each != appointment.starts_at]


async def alternatives(
    connection: AsyncConnection,
    appointment: Appointment,
    *,
    viewer: Person,
    now: datetime,
    wish: datetime | None = None,
) -> Found:
    """Three other times that suit everybody in it, nearest to `wish` or to its present time.

    With strangers that is a question about them. Raises ToldEnough.
    """
    wish = wish or appointment.starts_at
    circle = await booking.gather_around(
        connection,
        _people(appointment),
        wish=wish,
        now=now,
        besides=appointment.id,
        optional=appointment.optional,
        pool=appointment.pool,
        viewer_id=viewer.id,
    )
    await _ask(connection, circle, appointment, Slot.lasting(wish, appointment.slot.duration), viewer, now)
    return await _offer(connection, circle, appointment, wish, viewer, now)


async def misfits(
    connection: AsyncConnection,
    appointment: Appointment,
    starts_at: datetime,
    *,
    viewer: Person,
    now: datetime,
    wished_by: Collection[int] = (),
) -> list[Misfit]:
    """What speaks against moving it to a start; empty when it suits everybody. Who has wished for it has it in spite
    of their own limits.

    With strangers that is a question about them. Raises ToldEnough.
    """
    slot = Slot.lasting(starts_at, appointment.slot.duration)
    circle = await gather(connection, appointment, viewer=viewer, earliest=slot.starts_at, latest=slot.ends_at)
    await _ask(connection, circle, appointment, slot, viewer, now)
    return booking.refusing(circle.unlimited(wished_by).check(slot, now=now))


def askable(appointment: Appointment, against: Collection[Misfit], own: Collection[int]) -> bool:
    """Whether only hours are in the way: of `own`, who want it so, or of people who may be asked outside theirs."""
    allowing = {part.person.id for part in appointment.participants if part.person.outside_hours is OutsideHours.ASK}
    return all(each.reason.outside and (each.person_id in own or each.person_id in allowing) for each in against)


async def move(
    connection: AsyncConnection,
    appointment_id: int,
    starts_at: datetime,
    *,
    by: Person,
    sequence: int,
    now: datetime,
    pressed: Message | None = None,
    taking: Collection[Proposal] = (),
) -> Appointment:
    """Give it another start and ask every attendee again: the sequence rises, and old buttons no longer count.

    Who has not been sent the invitation yet gets it with the new time; everybody else is told old -> new. Moving to
    where it is changes nothing. Whose wishes are `taking` has said yes by them; all others lapse, and their makers
    hear of it. Twice is once.

    Raises:
        Gone, NotYours, Cancelled, Over, Changed: as `appointments.changeable`.
        InThePast: the new start is over.
        DoesNotSuit: somebody is outside their hours or busy then; nothing is changed. The hours of whoever wished for
            it, and of whoever takes the wish, are in nobody's way.
        ToldEnough: whether it suits strangers among them is said no more today; nothing was looked at.
    """
    appointment = await held(connection, appointment_id, by=by)
    slot = Slot.lasting(starts_at, appointment.slot.duration)
    if slot == appointment.slot and appointment.before and appointment.sequence == sequence + 1:
        return as_shown(appointment, sequence + 1, now)
    as_shown(appointment, sequence, now)
    if slot == appointment.slot:
        return appointment
    if slot.starts_at <= now:
        raise InThePast(slot.starts_at, appointment)
    makers = {each.by for each in taking}
    against = await misfits(connection, appointment, slot.starts_at, viewer=by, now=now, wished_by=makers)
    if against and not (taking and askable(appointment, against, {by.id, *makers})):
        raise await does_not_suit(connection, appointment, slot, against, by, now)
    zone = by.zone_at(slot.starts_at) or appointment.zone
    yes = [part for part in appointment.attendees if part.person.id in makers]
    try:
        await rows.move(connection, appointment.id, slot, zone)
        for part in yes:
            await rows.set_answer(connection, part.id, Partstat.ACCEPTED, sequence=appointment.sequence + 1, now=now)
    except rows.DoubleBooked:
        # Only who does not take the locks can be this quick; of those who block, a move leaves the organizer.
        busy = [Misfit(by.id, Reason.BUSY)]
        raise await does_not_suit(connection, appointment, slot, busy, by, now) from None
    before = Before(appointment.slot, {part.person.id: part.partstat for part in appointment.attendees})
    after = _moved(appointment, slot, zone, before, makers)
    await proposals.settle(connection, [each.id for each in taking], Wish.TAKEN)
    await rows.remember(
        connection,
        after.id,
        by=by.id,
        kind="move",
        sequence=after.sequence,
        now=now,
        old={
            "starts_at": before.slot.starts_at.isoformat(),
            "ends_at": before.slot.ends_at.isoformat(),
            "answers": {str(person): answer.value for person, answer in before.answers.items()},
        },
        new={"starts_at": slot.starts_at.isoformat(), "ends_at": slot.ends_at.isoformat()},
    )
    unseen = await withdraw(connection, appointment)
    asked = [
        notice_for(Kind.INVITATION if part.person.id in unseen else Kind.MOVE, after, part, now)
        for part in after.attendees
        if part.reached
    ]
    lapsed = [notice_to(Kind.PROPOSED, after, each.by, now) for each in appointment.wishes() if each.by not in makers]
    await notices.owe(connection, [*asked, *lapsed, *reminders_of(after, now)], now=now)
    await notices.refresh_cards(connection, after.id, now=now, but=pressed)
    return after


async def does_not_suit(
    connection: AsyncConnection,
    appointment: Appointment,
    slot: Slot,
    against: Collection[Misfit],
    viewer: Person,
    now: datetime,
) -> DoesNotSuit:
    """The refusal of a slot about which `misfits` has just answered, with other times near it."""
    found = await alternatives(connection, appointment, viewer=viewer, now=now, wish=slot.starts_at)
    return DoesNotSuit(list(against), found.suggestions, found.until)


async def _ask(
    connection: AsyncConnection, circle: Circle, appointment: Appointment, slot: Slot, viewer: Person, now: datetime
) -> None:
    strangers = circle.strangers - appointment.optional
    if strangers and (spent := await privacy.ask(connection, strangers, by=viewer.id, now=now, slot=slot)):
        raise ToldEnough(appointment, [person for each, person in circle.people.items() if each in spent])


async def _offer(
    connection: AsyncConnection, circle: Circle, appointment: Appointment, wish: datetime, viewer: Person, now: datetime
) -> Found:
    found = await booking.search_around(
        connection,
        circle,
        wish=wish,
        duration=appointment.slot.duration,
        zone=appointment.organizer.person.zone_at(appointment.starts_at),
        now=now,
        besides=appointment.id,
        without=[appointment.starts_at],
        viewer_id=viewer.id,
    )
    strangers = circle.strangers - appointment.optional
    if strangers:
        slots = [Slot.lasting(each.starts_at, appointment.slot.duration) for each in found.suggestions]
        await privacy.told(connection, strangers, by=viewer.id, now=now, slots=slots)
    return found


def _people(appointment: Appointment) -> list[int]:
    return [part.person.id for part in appointment.participants]


def _moved(
    appointment: Appointment, slot: Slot, zone: ZoneInfo, before: Before, makers: Collection[int]
) -> Appointment:
    asked_again = tuple(
        replace(part, partstat=Partstat.ACCEPTED if part.person.id in makers else Partstat.NEEDS_ACTION, late=None)
        for part in appointment.attendees
    )
    return replace(
        appointment,
        slot=slot,
        wall=wall(slot.starts_at, zone),
        zone=zone,
        participants=(replace(appointment.organizer, late=None), *asked_again),
        before=before,
        sequence=appointment.sequence + 1,
        revision=appointment.revision + 1,
    )
