"""Searching for a time that suits everybody, and for the least bad one where none does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from operator import itemgetter
from zoneinfo import ZoneInfo

from scheduling.availability import Misfit, Part, Suggestion, Timetable, open_starts, rank
from scheduling.fits import outside
from scheduling.times import (
    BadSearch,
    Slot,
    Span,
    as_slots,
    as_spans,
    intersect_spans,
    merge_spans,
    subtract_spans,
    utc,
    wall,
)

STEPS = (timedelta(minutes=30), timedelta(minutes=15), timedelta(minutes=5))
"""The grids on which alternatives are sought: the next finer one only where the coarser has too few."""

HORIZON = timedelta(days=14)
LONGEST_HORIZON = timedelta(days=60)

_DAY = timedelta(days=1)
_NOTHING = timedelta(0)
_ROUND = datetime(2000, 1, 1, tzinfo=UTC)  # on every grid of STEPS
# A person without a working day that date pays as if they missed it by this much.
_WHOLE_DAY_OFF = timedelta(hours=24)
# Between these hours of their own clock a person is asleep, which counts where two times cost the same.
_NIGHT_ENDS, _NIGHT_BEGINS = 7, 22


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first: `suggestions` suit everybody, `least_bad` is only filled if there are none.

    Of `least_bad`, each suggestion's `misfits` say who pays how much; nobody in it is busy. `until` is how far ahead a
    second search looked, None where the first one found something.
    """

    suggestions: tuple[Suggestion, ...]
    least_bad: tuple[Suggestion, ...] = ()
    until: datetime | None = None


def free_spans(
    timetables: Collection[Timetable], *, earliest: datetime, latest: datetime, now: datetime | None = None
) -> list[Slot]:
    """The time between `earliest` and `latest` at which every required person works and is not busy.

    Their buffers and daily limits are kept, and their notice where it is said what time it is `now`. People whose zone
    nobody knows are taken to work at any time. Without a required person it is all of the time.
    """
    _refuse(earliest, latest, timedelta(minutes=1))
    required = [person for person in timetables if person.part is Part.REQUIRED]
    taken = _taken(required)
    full = [person.whole(day) for person in required for day in person.full_days()]
    soon = max((person.limits.notice for person in required), default=_NOTHING)
    if now is not None and soon:
        full.append((min(earliest, now) - 3 * _DAY, now + soon))
    free = subtract_spans(_common_hours(required, earliest, latest), merge_spans([*taken, *full]) if full else taken)
    return as_slots(free)


def open_days(
    timetables: Collection[Timetable],
    *,
    duration: timedelta,
    earliest: datetime,
    latest: datetime,
    now: datetime,
    zone: ZoneInfo,
    need: int | None = None,
) -> set[date]:
    """The dates of a clock in `zone` on which some start suits everybody but optional people, on the finest of STEPS.

    What `common_starts` finds between `earliest` and `latest`, by days: a month has hundreds of starts. `need` is as
    there.
    """
    _refuse(earliest, latest, duration)
    step = STEPS[-1]
    required = [person for person in timetables if person.part is not Part.OPTIONAL]
    if need is not None or any(person.limits.per_day is not None for person in required):
        found = common_starts(
            required, duration=duration, step=step, earliest=earliest, latest=latest, now=now, need=need
        )
        return {wall(start, zone).date() for start in found}
    first = max([utc(earliest), *(utc(now) + person.limits.notice for person in required)])
    free = _rounded(_common_hours(required, earliest, latest), step, None)
    days = set()
    for a, b in subtract_spans(free, _taken(required)):
        start = max(a, first)
        start += -(start - _ROUND) % step
        end = min(b - duration, utc(latest))
        if start <= end:
            day, last = wall(start, zone).date(), wall(start + (end - start) // step * step, zone).date()
            while day <= last:
                days.add(day)
                day += _DAY
    return days


def common_starts(
    timetables: Collection[Timetable],
    *,
    duration: timedelta,
    step: timedelta,
    earliest: datetime,
    latest: datetime,
    now: datetime,
    zone: ZoneInfo | None = None,
    need: int | None = None,
) -> dict[datetime, tuple[int, ...]]:
    """The starts, in order, that suit everybody, each with the ids of those who could not come all the same.

    Suits everybody: every required person, and at least `need` of those whose part is ANY (None: all of them). Hours,
    busy slots, buffers, notice and daily limits are kept for each. Optional people are never in the way. The grid of
    `step` lies on the round times of a clock in `zone` (None: UTC).

    Raises:
        BadSearch: no length, no step, a horizon that ends before it begins, or more people needed than there are.
    """
    _refuse(earliest, latest, duration)
    some = [person for person in timetables if person.part is Part.ANY]
    if need is not None and not 1 <= need <= len(some):
        raise BadSearch(f"of {len(some)} people {need} cannot be needed")
    everyone = need is None or need == len(some)
    required = [person for person in timetables if person.part is Part.REQUIRED or (everyone and person in some)]
    others = [person for person in timetables if person not in required]
    free = _common_hours(required, earliest, latest)
    if some and not required:
        free = merge_spans(chain.from_iterable(_common_hours([person], earliest, latest) for person in some))
    soonest = max((now + person.limits.notice for person in required), default=now)
    if soonest > latest:
        return {}
    free = _rounded(free, step, zone)
    starts = open_starts(free, _taken(required), duration, step, max(utc(earliest), soonest), utc(latest))
    for person in required:
        if full := person.full_days():
            starts = [start for start in starts if person.date_at(start) not in full]
    if not others:
        return dict.fromkeys(starts, ())
    absent = [(person, _absences(person, starts, duration, now)) for person in others]
    found = {}
    for place, start in enumerate(starts):
        gone = [person for person, away in absent if away[place]]
        if everyone or len(some) - sum(person.part is Part.ANY for person in gone) >= (need or 0):
            found[start] = tuple(person.person_id for person in gone)
    return found


def search(
    timetables: Collection[Timetable],
    *,
    duration: timedelta,
    wish: datetime,
    zone: ZoneInfo | None,
    now: datetime,
    horizon: timedelta = HORIZON,
    without: Collection[datetime] = (),
    need: int | None = None,
    limit: int = 3,
    per_day: int = 2,
    suiting: bool = False,
) -> Found:
    """The best times for all from `now` to `horizon`, for somebody in `zone` who wished for `wish`.

    `without` are starts that are not offered, such as the one an appointment is moved from.

    Looks on the grids of STEPS until `limit` are found. Where no time lies inside everybody's hours, the least bad:
    see `least_bad`; not if only `suiting` ones are wanted, which are found sooner.

    Raises:
        BadSearch: the length or the horizon is not positive, or the horizon is longer than LONGEST_HORIZON.
    """
    if not _NOTHING < horizon <= LONGEST_HORIZON:
        raise BadSearch(f"a search looks ahead up to {LONGEST_HORIZON}, not {horizon}")
    latest = now + horizon
    soft = {person.person_id: person.soft for person in timetables if person.soft and person.part is not Part.OPTIONAL}
    for step in STEPS:
        starts = common_starts(
            timetables, duration=duration, step=step, earliest=now, latest=latest, now=now, zone=zone, need=need
        )
        for start in without:
            starts.pop(start, None)
        if len(starts) >= limit:
            break
    if starts:
        ranked = rank(
            starts, wish=wish, zone=zone, duration=duration, soft=soft, missing=starts, limit=limit, per_day=per_day
        )
        return Found(tuple(ranked))
    if suiting:
        return Found(())
    least = least_bad(timetables, duration=duration, wish=wish, zone=zone, now=now, latest=latest, need=need)
    return Found((), tuple(least))


def least_bad(
    timetables: Collection[Timetable],
    *,
    duration: timedelta,
    wish: datetime,
    zone: ZoneInfo | None,
    now: datetime,
    latest: datetime,
    need: int | None = None,
    limit: int = 3,
) -> list[Suggestion]:
    """Times at which nobody needed is busy, though some are outside their hours, the cheapest first, one a day.

    Cheapest: only people outside who allow to be asked, then the least time outside (a day off counts as 24 h), then
    the fewest people outside, then the fewest of them asleep, then round, then near the wish. OPTIONAL people are not
    counted, all others are; of those whose part is ANY the `need` (None: all) for whom it is cheapest, and the others
    whom it does not suit are `missing`. Each says who has an unanswered invitation then: it is named, and held against
    nobody.
    """
    _refuse(now, latest, duration)
    counted = [person for person in timetables if person.part is not Part.OPTIONAL]
    some = [person for person in counted if need is not None and person.part is Part.ANY]
    needed = [person for person in counted if person not in some]
    soft = {person.person_id: person.soft for person in counted if person.soft}
    hours = merge_spans(chain.from_iterable(_hours(person, now, latest) for person in counted))
    # A time outside everybody's hours is never cheaper than one that touches somebody's, so only those are looked at.
    spans = _rounded(merge_spans((a - duration, b + duration) for a, b in hours), STEPS[0], zone)
    soonest = max((now + person.limits.notice for person in needed), default=now)
    if soonest > latest:
        return []
    starts = open_starts(spans, _taken(needed), duration, STEPS[0], soonest, latest)
    for person in needed:
        if full := person.full_days():
            starts = [start for start in starts if person.date_at(start) not in full]
    unable = _unable(some, starts, duration, now) if some else {}
    if need is not None:
        starts = [start for start in starts if len(some) - len(unable.get(start, ())) >= need]
    priced = []
    groups, asks = _alike(counted), {person.person_id for person in counted if person.asks}
    everything = max(1, len(starts))
    ranked = rank(starts, wish=wish, zone=zone, duration=duration, soft=soft, limit=everything, per_day=everything)
    for order, offer in enumerate(ranked):
        misfits = _misfits(Slot.lasting(offer.starts_at, duration), groups)
        if need is not None:
            gone = unable.get(offer.starts_at, frozenset())
            spared = _spared([each.person_id for each in some], need, misfits, gone, asks)
            away = gone | (spared & {misfit.person_id for misfit in misfits})
            misfits = [misfit for misfit in misfits if misfit.person_id not in spared]
            missing = tuple(person.person_id for person in some if person.person_id in away)
            offer = replace(offer, missing=missing, soft=tuple(each for each in offer.soft if each not in away))
        payers = {misfit.person_id for misfit in misfits}
        refuses = not payers <= asks
        total = sum((misfit.by or _WHOLE_DAY_OFF for misfit in misfits), _NOTHING)
        asleep = sum(_sleeps(offer.starts_at, person) for person in counted if person.person_id in payers)
        priced.append(((refuses, total, len(payers), asleep, order), replace(offer, misfits=tuple(misfits))))
    chosen: dict[date, Suggestion] = {}
    for _, offer in sorted(priced, key=itemgetter(0)):
        chosen.setdefault((wall(offer.starts_at, zone) if zone else offer.starts_at).date(), offer)
        if len(chosen) == limit:
            break
    return list(chosen.values())


def _unable(
    some: Sequence[Timetable], starts: Sequence[datetime], duration: timedelta, now: datetime
) -> dict[datetime, frozenset[int]]:
    """Whom of `some` each start cannot have, even outside their hours: busy, too soon, or a full day."""
    away = [
        (person, _absences(replace(person, zone=None), starts, duration, now), person.full_days()) for person in some
    ]
    return {
        start: frozenset(
            person.person_id for person, gone, full in away if gone[place] or (full and person.date_at(start) in full)
        )
        for place, start in enumerate(starts)
    }


def _spared(
    some: Sequence[int], need: int, misfits: Iterable[Misfit], gone: Collection[int], asks: Collection[int]
) -> frozenset[int]:
    """Who of `some` is not counted: all but the `need` who pay least, if they can be only such as allow to be asked."""
    cost = dict.fromkeys((each for each in some if each not in gone), _NOTHING)
    pays = set()
    for misfit in misfits:
        if misfit.person_id in cost:
            cost[misfit.person_id] += misfit.by or _WHOLE_DAY_OFF
            pays.add(misfit.person_id)
    willing = [each for each in cost if each not in pays or each in asks]
    cheapest = sorted(willing if len(willing) >= need else cost, key=cost.__getitem__)
    return frozenset(some) - frozenset(cheapest[:need])


def _refuse(earliest: datetime, latest: datetime, duration: timedelta) -> None:
    if duration <= _NOTHING:
        raise BadSearch(f"a search needs a length, not {duration}")
    if utc(latest) < utc(earliest):
        raise BadSearch(f"the search would end at {latest}, before it begins at {earliest}")


def _hours(person: Timetable, earliest: datetime, latest: datetime) -> tuple[Span, ...]:
    """The working time of every local date that touches the horizon, and of one more on each side."""
    return person.working(earliest.date() - 2 * _DAY, latest.date() + 2 * _DAY)


def _common_hours(people: Iterable[Timetable], earliest: datetime, latest: datetime) -> Sequence[Span]:
    # Many share their hours and zone, and then their remembered spans are one object: it is looked at once.
    each = {id(hours): hours for person in people if person.zone for hours in (_hours(person, earliest, latest),)}
    common: Sequence[Span] | None = None
    for hours in each.values():
        common = hours if common is None else intersect_spans(common, hours)
    if common is None:
        # Nobody's hours are known, so all of the time is free.
        return [(earliest.replace(minute=0, second=0, microsecond=0), latest + 2 * _DAY)]
    return common


def _taken(people: Iterable[Timetable]) -> list[Span]:
    """When somebody is busy, with the time that they want free around it."""
    spans: list[Span] = []
    for person in people:
        before, after = person.limits.before, person.limits.after
        if before or after:
            spans += [(slot.starts_at - after, slot.ends_at + before) for slot in person.busy]
        else:
            spans += as_spans(person.busy)
    return merge_spans(spans)


def _rounded(spans: Iterable[Span], step: timedelta, zone: ZoneInfo | None) -> list[Span]:
    """The spans from the first round time of a clock in `zone` on."""
    rounded = []
    for a, b in spans:
        shown = wall(a, zone) if zone else a.replace(tzinfo=None)
        start = a + (datetime.combine(shown.date(), time()) - shown) % step
        if start < b:
            rounded.append((start, b))
    return rounded


def _absences(person: Timetable, starts: Sequence[datetime], duration: timedelta, now: datetime) -> list[bool]:
    """For each start, in order, whether the person could not come for the whole of it."""
    if not starts:
        return []
    free = subtract_spans(_common_hours([person], starts[0], starts[-1]), _taken([person]))
    soonest, full = now + person.limits.notice, person.full_days()
    away, at = [], 0
    for start in starts:
        while at < len(free) and free[at][1] <= start:
            at += 1
        there = at < len(free) and free[at][0] <= start and start + duration <= free[at][1] and start >= soonest
        away.append(not there or (bool(full) and person.date_at(start) in full))
    return away


def _alike(people: Iterable[Timetable]) -> list[list[Timetable]]:
    """People with the same hours in the same zone: what one pays, each of them pays."""
    groups: dict[object, list[Timetable]] = {}
    for person in people:
        if person.zone is not None:
            alike = (person.hours, person.zone, person.time_off, person.holidays, person.zone_spells)
            groups.setdefault(alike, []).append(person)
    return list(groups.values())


def _misfits(slot: Slot, groups: Iterable[Sequence[Timetable]]) -> list[Misfit]:
    return [
        Misfit(person.person_id, reason, by)
        for group in groups
        if (zone := group[0].zone) is not None
        for reason, by in outside(slot, group[0], zone)
        for person in group
    ]


def _sleeps(start: datetime, person: Timetable) -> bool:
    zone = person.zone and person.zone_at(start)
    return zone is not None and not _NIGHT_ENDS <= wall(start, zone).hour < _NIGHT_BEGINS
