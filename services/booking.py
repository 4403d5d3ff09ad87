"""Finding a time for people, and booking it: load, decide, save, tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from db import appointments, availability, invitees, locks, notices, people
from db.notices import Owed
from scheduling import availability as rules
from scheduling.appointments import MAX_DURATION, MAX_PARTICIPANTS, MIN_DURATION, Appointment, Role
from scheduling.availability import Fit, Misfit, Part, Timetable
from scheduling.drafts import Draft
from scheduling.fits import veiled
from scheduling.notices import Kind
from scheduling.people import Person, Reach
from scheduling.refusals import BadDuration, DoesNotSuit, InThePast, NotTold, NotYours, TooManyPeople
from scheduling.suggestions import HORIZON, STEPS, Found, common_starts, open_days, search
from scheduling.times import Slot
from services import privacy, reminders

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Circle:
    """The people of an appointment with what is in their way from `earliest` to `latest`, the organizer first."""

    people: dict[int, Person]
    timetables: tuple[Timetable, ...]
    earliest: datetime
    latest: datetime
    strangers: frozenset[int] = frozenset()
    """Of whom the asker learns whether a time suits, and nothing else."""
    unmet: frozenset[int] = frozenset()
    """Whom the asker has not met, of those who have opened the bot."""

    @property
    def others(self) -> list[Person]:
        """Everybody but the organizer, in the order in which they were named."""
        return list(self.people.values())[1:]

    @property
    def optional(self) -> frozenset[int]:
        """Those who are in nobody's way."""
        return frozenset(each.person_id for each in self.timetables if each.part is Part.OPTIONAL)

    @property
    def counted(self) -> int:
        """How many of them a keyboard of days and times is drawn by."""
        shown = {each.person_id for each in self._shown}
        return sum(person.settled for person in self.people.values() if person.id in shown)

    @property
    def probed(self) -> frozenset[int]:
        """The strangers of whom something is learned: whether a time suits those who need not come is not said."""
        return self.strangers - self.optional

    def check(self, slot: Slot, *, now: datetime) -> list[Fit]:
        """How `slot`, which lies between `earliest` and `latest`, suits each, the organizer first."""
        said = [each for each in self.timetables if each.person_id not in self.strangers & self.optional]
        fits = rules.check(slot, said, now=now)
        return [veiled(each) if each.person_id in self.strangers else each for each in fits]

    @property
    def _shown(self) -> tuple[Timetable, ...]:
        """Those by whom a keyboard is drawn: a stranger's days and hours could be read off it."""
        hidden = self.strangers | self.optional
        return tuple(each for each in self.timetables if each.person_id not in hidden)

    def starts(
        self, duration: timedelta, *, earliest: datetime, latest: datetime, now: datetime, zone: ZoneInfo | None = None
    ) -> list[datetime]:
        """The starts that suit everybody but strangers: on the half hour of a clock in `zone`, or on a finer grid."""
        since = max(earliest, now)
        for step in STEPS if latest > since else ():
            if found := common_starts(
                self._shown, duration=duration, step=step, earliest=since, latest=latest, now=now, zone=zone
            ):
                return list(found)
        return []

    def days(self, duration: timedelta, *, latest: datetime, now: datetime, zone: ZoneInfo) -> set[date]:
        """The dates in `zone` on which `starts` finds a start for everybody, from `earliest` to `latest`."""
        earliest = max(self.earliest, now)
        if latest <= earliest:
            return set()
        return open_days(self._shown, duration=duration, earliest=earliest, latest=latest, now=now, zone=zone)

    def search(
        self,
        *,
        wish: datetime,
        duration: timedelta,
        zone: ZoneInfo | None,
        now: datetime,
        without: Collection[datetime] = (),
    ) -> Found:
        """The best times near `wish`, and where no time suits everybody the least bad ones; none of `without`."""
        earliest = _search_from(wish, now)
        found = search(self.timetables, duration=duration, wish=wish, zone=zone, now=earliest, without=without)
        if not self.strangers:
            return found
        # Who pays how much for a bad time, and who else has asked them, is nobody's business.
        hidden = self.strangers
        offered, least_bad = (
            tuple(
                replace(
                    each,
                    soft=tuple(person for person in each.soft if person not in hidden),
                    missing=tuple(person for person in each.missing if person not in hidden),
                )
                for each in each_of
            )
            for each_of in (found.suggestions, found.least_bad)
        )
        return Found(offered, () if self.probed else least_bad)


async def gather(
    connection: AsyncConnection,
    ids: Sequence[int],
    *,
    earliest: datetime,
    latest: datetime,
    besides: int | None = None,
    optional: Collection[int] = (),
    viewer_id: int | None = None,
) -> Circle:
    """The people with these ids, the organizer's first, in one statement. `besides` is an appointment not to count.

    `optional` are those who are in nobody's way. `viewer_id` is who will read of it: those whose free time they may
    not see are strangers in the circle, and in the place of those whom they may not invite is who stands for them;
    without one nobody is.

    Who is alone may do as they like outside their own hours: they are asked whether they mean it, as everybody is who
    allows that.
    """
    found = await availability.timetables(
        connection, ids, earliest=earliest, latest=latest, besides=besides, viewer_id=viewer_id
    )
    # Who is in it already stays, whatever they have chosen since.
    if besides is None and (refusing := [each for each, known in found.items() if not known.accepts]):
        standing = await invitees.stand_ins(connection, refusing)
        instead = {each: standing[each].id for each in found if each in standing}
        return await gather(
            connection,
            [instead.get(each, each) for each in found if each in instead or each not in refusing],
            earliest=earliest,
            latest=latest,
            besides=besides,
            optional={instead.get(each, each) for each in optional},
            viewer_id=viewer_id,
        )
    tables = tuple(
        replace(known.timetable, part=Part.OPTIONAL) if each in optional else known.timetable
        for each, known in found.items()
    )
    if len(tables) == 1:
        tables = (replace(tables[0], asks=True),)
    return Circle(
        {each: known.person for each, known in found.items()},
        tables,
        earliest,
        latest,
        frozenset(each for each, known in found.items() if not known.seen),
        frozenset(each for each, known in found.items() if not known.met and each != viewer_id),
    )


async def check(
    connection: AsyncConnection,
    ids: Sequence[int],
    slot: Slot,
    *,
    now: datetime,
    besides: int | None = None,
    optional: Collection[int] = (),
) -> list[Fit]:
    """How a slot suits each of these people, in their order."""
    circle = await gather(
        connection, ids, earliest=slot.starts_at, latest=slot.ends_at, besides=besides, optional=optional
    )
    return circle.check(slot, now=now)


async def suggest(
    connection: AsyncConnection,
    ids: Sequence[int],
    *,
    wish: datetime,
    duration: timedelta,
    zone: ZoneInfo | None,
    now: datetime,
    besides: int | None = None,
    without: Collection[datetime] = (),
    optional: Collection[int] = (),
) -> Found:
    """The three best times near `wish` that suit all of these people, in one statement; none of `without`."""
    circle = await gather_around(connection, ids, wish=wish, now=now, besides=besides, optional=optional)
    return circle.search(wish=wish, duration=duration, zone=zone, now=now, without=without)


async def gather_around(
    connection: AsyncConnection,
    ids: Sequence[int],
    *,
    wish: datetime,
    now: datetime,
    besides: int | None = None,
    optional: Collection[int] = (),
    viewer_id: int | None = None,
) -> Circle:
    """As `gather`, for checking a wish and finding other times near it."""
    earliest = _search_from(wish, now)
    latest = max(earliest + HORIZON, wish) + MAX_DURATION
    return await gather(
        connection,
        ids,
        earliest=min(earliest, wish),
        latest=latest,
        besides=besides,
        optional=optional,
        viewer_id=viewer_id,
    )


def _search_from(wish: datetime, now: datetime) -> datetime:
    """Alternatives begin now, unless the wish is so far away that the horizon from now would miss it."""
    return now if wish < now + HORIZON - _A_WEEK else wish - _A_WEEK


def refusing(fits: Sequence[Fit], *, anyway: bool = False) -> list[Misfit]:
    """What speaks against a slot; optional people never do. `anyway` overlooks the hours of those who may be asked
    outside them.
    """
    return [
        misfit
        for fit in fits
        if not (fit.suits or fit.part is Part.OPTIONAL or (anyway and fit.askable))
        for misfit in fit.misfits
        if misfit.reason.blocks
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
        viewer_id=by.id,
    )
    misfits = _against(circle.check(slot, now=now), anyway=anyway, soft=soft)
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
            people=[_asked(each, optional=each.id in circle.optional) for each in circle.others],
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
            if misfit.reason is rules.Reason.MAYBE_BUSY and fit.part is not Part.OPTIONAL
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
    )
    return DoesNotSuit(misfits, found.suggestions)


def _asked(person: Person, *, optional: bool) -> appointments.NewParticipant:
    placeholder = person.telegram_id is None and person.first_name.startswith("@")
    role = Role.OPTIONAL if optional else Role.REQUIRED
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
