"""When people are free together, for whoever may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from db import agenda, free, people
from db.agenda import Wanted
from scheduling.availability import Fit, Reason
from scheduling.people import Person
from scheduling.suggestions import HORIZON, free_spans
from scheduling.times import Slot, begins, intersect
from services import booking

_DAY = timedelta(days=1)
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class FreeTime:
    """`spans` in order, none across the viewer's midnight that could be two; `seen` are the others whom they suit,
    `unseen` those whose time the viewer may not see or nobody knows: the two are not told apart.
    """

    spans: tuple[Slot, ...]
    seen: tuple[Person, ...]
    unseen: tuple[Person, ...]


async def together(
    connection: AsyncConnection,
    viewer: Person,
    ids: Sequence[int],
    *,
    duration: timedelta,
    now: datetime,
    day: date | None = None,
    last: date | None = None,
    after: time | None = None,
) -> FreeTime:
    """The time in which the viewer and these people are free for at least `duration`.

    On one `day` of the viewer's calendar, or from it to `last`, else from now to the day on which HORIZON ends; each
    day not before the hour `after`.
    """
    zone = viewer.zone
    assert zone is not None
    others = [each for each in dict.fromkeys(ids) if each != viewer.id]
    shown = await free.seen(connection, others, viewer_id=viewer.id) if others else set()
    known = await people.by_ids(connection, others) if others else {}
    soonest = earliest = now + _QUARTER - (now - datetime.min.replace(tzinfo=UTC)) % _QUARTER
    end = ((last or day) if day else (now + HORIZON).astimezone(zone).date()) + _DAY
    latest = begins(end, viewer.zone_on(end - _DAY if day else end) or zone)
    if day is not None:
        earliest = max(earliest, begins(day, viewer.zone_on(day) or zone))
    named = tuple(known[each] for each in others if each in known)
    seen = tuple(person for person in named if person.id in shown)
    unseen = tuple(person for person in named if person.id not in shown)
    if earliest >= latest:
        return FreeTime((), seen, unseen)
    circle = await booking.gather(
        connection,
        [viewer.id, *(person.id for person in seen)],
        earliest=earliest,
        latest=latest,
        viewer_id=viewer.id,
    )
    # It gives whole working days, and those begin before now.
    found = free_spans(circle.timetables, earliest=earliest, latest=latest, now=soonest)
    spans = intersect(found, [Slot(earliest, latest)])
    pieces = [piece for span in spans for piece in _by_day(span, viewer, duration)]
    if after is not None:
        pieces = [each for piece in pieces if (each := _not_before(piece, after, viewer))]
    return FreeTime(tuple(piece for piece in pieces if piece.duration >= duration), seen, unseen)


@dataclass(frozen=True, slots=True)
class Against:
    """What is in the way of a slot: `own` is how it suits the viewer, `titles` what of theirs lies there.

    `others` are those whose time the viewer may see, each with whether it suits, and whether for being busy; `unseen`
    as in FreeTime.
    """

    own: Fit
    titles: tuple[tuple[str, Slot], ...]
    others: tuple[tuple[Person, Fit], ...]
    unseen: tuple[Person, ...]


async def against(
    connection: AsyncConnection, viewer: Person, ids: Sequence[int], slot: Slot, *, now: datetime
) -> Against:
    """How a slot suits the viewer and these people, and which of the viewer's own appointments lie there."""
    others = [each for each in dict.fromkeys(ids) if each != viewer.id]
    shown = await free.seen(connection, others, viewer_id=viewer.id) if others else set()
    circle = await booking.gather(connection, [viewer.id, *others], earliest=slot.starts_at, latest=slot.ends_at)
    own, *rest = circle.check(slot, now=now)
    wanted = Wanted(viewer.id, 0, slot.starts_at, slot.ends_at)
    busy = any(misfit.reason is Reason.BUSY for misfit in own.misfits)
    titles = (await agenda.days(connection, [wanted]))[viewer.id, 0] if busy else []
    return Against(
        own,
        tuple(titles),
        tuple((circle.people[fit.person_id], fit) for fit in rest if fit.person_id in shown),
        tuple(circle.people[fit.person_id] for fit in rest if fit.person_id not in shown),
    )


async def seen(connection: AsyncConnection, ids: Sequence[int], *, viewer: Person) -> set[int]:
    """Those of these people whose free time the viewer may see."""
    return await free.seen(connection, ids, viewer_id=viewer.id)


def _by_day(span: Slot, viewer: Person, duration: timedelta) -> list[Slot]:
    """Cut at midnight, unless a piece would be too short to be of use."""
    pieces: list[Slot] = []
    start = span.starts_at
    while True:
        zone = _zone(viewer, start)
        midnight = begins(start.astimezone(zone).date() + _DAY, zone)
        if midnight >= span.ends_at or span.ends_at - midnight < duration:
            return [*pieces, Slot(start, span.ends_at)]
        if midnight - start >= duration:
            pieces.append(Slot(start, midnight))
            start = midnight
        elif span.ends_at - start <= _DAY:
            return [*pieces, Slot(start, span.ends_at)]
        else:
            start = midnight


def _zone(viewer: Person, instant: datetime) -> ZoneInfo:
    zone = viewer.zone_at(instant)
    assert zone is not None
    return zone


def _not_before(piece: Slot, hour: time, viewer: Person) -> Slot | None:
    zone = _zone(viewer, piece.starts_at)
    soonest = max(piece.starts_at, begins(piece.starts_at.astimezone(zone).date(), zone, hour))
    return Slot(soonest, piece.ends_at) if soonest < piece.ends_at else None
