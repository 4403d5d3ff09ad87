"""The people of an appointment with what is in their way: read in one statement, checked, and searched for times."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from db import availability, invitees
from scheduling import availability as rules
from scheduling.appointments import MAX_DURATION
from scheduling.availability import Fit, Limits, Misfit, Part, Timetable
from scheduling.fits import veiled
from scheduling.people import Person
from scheduling.pools import Pool
from scheduling.suggestions import HORIZON, LONGEST_HORIZON, STEPS, Found, common_starts, open_days, search
from scheduling.times import Slot


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
    pool: Pool | None = None
    """Those of whom only some are needed; their part is ANY, where there is no pool nobody's is."""

    @property
    def others(self) -> list[Person]:
        """Everybody but the organizer, in the order in which they were named."""
        return list(self.people.values())[1:]

    @property
    def optional(self) -> frozenset[int]:
        """Those who are in nobody's way."""
        return frozenset(each.person_id for each in self.timetables if each.part is Part.OPTIONAL)

    def unlimited(self, people: Collection[int]) -> Circle:
        """The same, whatever limits these people have set: what they ask for themselves is not held against them."""
        tables = (replace(each, limits=Limits()) if each.person_id in people else each for each in self.timetables)
        return replace(self, timetables=tuple(tables)) if people else self

    @property
    def counted(self) -> int:
        """How many of them a keyboard of days and times is drawn by: 0 where of some of them not all are needed."""
        if self.pool:
            return 0
        shown = {each.person_id for each in self._shown}
        return sum(person.settled for person in self.people.values() if person.id in shown)

    @property
    def probed(self) -> frozenset[int]:
        """The strangers of whom something is learned: whether a time suits those who need not come is not said."""
        return self.strangers - self.optional

    def check(self, slot: Slot, *, now: datetime, anyway: bool = False) -> list[Fit]:
        """How `slot`, which lies between `earliest` and `latest`, suits each, the organizer first.

        With a pool, ANY is who can come or is `spared`; where too few can, each who cannot is REQUIRED. `anyway` counts
        with those who may be asked outside their hours.
        """
        fits = rules.check(slot, self._said, now=now)
        fits = [veiled(each) if each.person_id in self.strangers else each for each in fits]
        return self.pool.settled(fits, anyway=anyway) if self.pool else fits

    @property
    def _said(self) -> list[Timetable]:
        """Those of whom anything is said: not what suits strangers who need not come, nor what only follows from it."""
        return [each for each in self.timetables if each.person_id not in self.strangers & self.optional]

    @property
    def _shown(self) -> tuple[Timetable, ...]:
        """Those by whom a keyboard is drawn: a stranger's days and hours could be read off it."""
        hidden = self.strangers | self.optional
        if self.pool and not self._need:
            hidden |= self.pool.people
        return tuple(each for each in self.timetables if each.person_id not in hidden)

    @property
    def _need(self) -> int | None:
        """How many of the pool's people a keyboard asks for, as if its strangers could always come."""
        return self.pool.besides(self.strangers) or None if self.pool else None

    def starts(
        self, duration: timedelta, *, earliest: datetime, latest: datetime, now: datetime, zone: ZoneInfo | None = None
    ) -> list[datetime]:
        """The starts that suit everybody but strangers: on the half hour of a clock in `zone`, or on a finer grid."""
        since = max(earliest, now)
        for step in STEPS if latest > since else ():
            if found := common_starts(
                self._shown,
                duration=duration,
                step=step,
                earliest=since,
                latest=latest,
                now=now,
                zone=zone,
                need=self._need,
            ):
                return list(found)
        return []

    def days(
        self, duration: timedelta, *, earliest: datetime, latest: datetime, now: datetime, zone: ZoneInfo
    ) -> set[date]:
        """The dates in `zone` on which `starts` finds a start for everybody, from `earliest` to `latest`."""
        earliest = max(self.earliest, earliest, now)
        if latest <= earliest:
            return set()
        return open_days(
            self._shown, duration=duration, earliest=earliest, latest=latest, now=now, zone=zone, need=self._need
        )

    def search(
        self,
        *,
        wish: datetime,
        duration: timedelta,
        zone: ZoneInfo | None,
        now: datetime,
        without: Collection[datetime] = (),
        far: bool = False,
    ) -> Found:
        """The best times near `wish`, and where no time suits everybody the least bad ones; none of `without`.

        `far` looks LONGEST_HORIZON ahead, and for no least bad ones.
        """
        found = search(
            self._said,
            duration=duration,
            wish=wish,
            zone=zone,
            now=_search_from(wish, now, far=far),
            horizon=LONGEST_HORIZON if far else HORIZON,
            without=without,
            need=self.pool.need if self.pool else None,
            suiting=far,
        )
        if not self.strangers:
            return found
        # Who pays how much for a bad time, and who else has asked them, is nobody's business; that a time would miss
        # a stranger who is one of a pool belongs to the answer whether it suits them.
        offered, least_bad = (
            tuple(
                replace(each, soft=tuple(person for person in each.soft if person not in self.strangers))
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
    pool: Pool | None = None,
    viewer_id: int | None = None,
) -> Circle:
    """The people with these ids, the organizer's first, in one statement. `besides` is an appointment not to count.

    `optional` are those who are in nobody's way, of the `pool` only some are needed. `viewer_id` is who will read of
    it: those whose free time they may not see are strangers in the circle, and in the place of those whom they may not
    invite is who stands for them; without one nobody is.

    Who books may do as they like outside their own hours: they are asked whether they mean it, as everybody is who
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
            pool=pool and pool.instead({each: instead.get(each) for each in refusing}),
            viewer_id=viewer_id,
        )
    pool = pool and Pool.of(pool.people.intersection(found).difference(optional), pool.need)
    tables = tuple(
        replace(known.timetable, part=Part.OPTIONAL)
        if each in optional
        else replace(known.timetable, part=Part.ANY)
        if pool and each in pool.people
        else known.timetable
        for each, known in found.items()
    )
    if len(tables) == 1 or (tables and tables[0].person_id == viewer_id):
        tables = (replace(tables[0], asks=True), *tables[1:])
    return Circle(
        {each: known.person for each, known in found.items()},
        tables,
        earliest,
        latest,
        frozenset(each for each, known in found.items() if not known.seen),
        frozenset(each for each, known in found.items() if not known.met and each != viewer_id),
        pool,
    )


async def check(
    connection: AsyncConnection,
    ids: Sequence[int],
    slot: Slot,
    *,
    now: datetime,
    besides: int | None = None,
    optional: Collection[int] = (),
    pool: Pool | None = None,
) -> list[Fit]:
    """How a slot suits each of these people, in their order."""
    circle = await gather(
        connection, ids, earliest=slot.starts_at, latest=slot.ends_at, besides=besides, optional=optional, pool=pool
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
    pool: Pool | None = None,
    viewer_id: int | None = None,
) -> Found:
    """The three best times near `wish` that suit all of these people; none of `without`.

    In one statement, or in two where there is none within HORIZON.
    """
    circle = await gather_around(
        connection, ids, wish=wish, now=now, besides=besides, optional=optional, pool=pool, viewer_id=viewer_id
    )
    return await search_around(
        connection,
        circle,
        wish=wish,
        duration=duration,
        zone=zone,
        now=now,
        besides=besides,
        without=without,
        viewer_id=viewer_id,
    )


async def search_around(
    connection: AsyncConnection,
    circle: Circle,
    *,
    wish: datetime,
    duration: timedelta,
    zone: ZoneInfo | None,
    now: datetime,
    besides: int | None = None,
    without: Collection[datetime] = (),
    viewer_id: int | None = None,
) -> Found:
    """The best times near `wish` in a circle that `gather_around` has given; where none suits, also further away.

    The second search looks LONGEST_HORIZON ahead, and costs one statement more.
    """
    found = circle.search(wish=wish, duration=duration, zone=zone, now=now, without=without)
    if found.suggestions:
        return found
    earliest = _search_from(wish, now, far=True)
    until = earliest + LONGEST_HORIZON
    wide = await gather(
        connection,
        list(circle.people),
        earliest=earliest,
        latest=until + MAX_DURATION,
        besides=besides,
        optional=circle.optional,
        pool=circle.pool,
        viewer_id=viewer_id,
    )
    further = wide.search(wish=wish, duration=duration, zone=zone, now=now, without=without, far=True).suggestions
    return Found(further, () if further else found.least_bad, until)


async def gather_around(
    connection: AsyncConnection,
    ids: Sequence[int],
    *,
    wish: datetime,
    now: datetime,
    besides: int | None = None,
    optional: Collection[int] = (),
    pool: Pool | None = None,
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
        pool=pool,
        viewer_id=viewer_id,
    )


def _search_from(wish: datetime, now: datetime, *, far: bool = False) -> datetime:
    """Alternatives begin now, unless the wish is so far away that the horizon from now would miss it."""
    horizon = LONGEST_HORIZON if far else HORIZON
    return now if wish < now + horizon / 2 else wish - horizon / 2


def refusing(fits: Sequence[Fit], *, anyway: bool = False) -> list[Misfit]:
    """What speaks against a slot; who is spared never does. `anyway` overlooks the hours of those who may be asked
    outside them.
    """
    return [
        misfit
        for fit in fits
        if not (fit.suits or fit.spared or (anyway and fit.askable))
        for misfit in fit.misfits
        if misfit.reason.blocks
    ]
