"""How well a slot suits each person, and by how much it misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduling.hours import DEFAULT_HOURS, WeeklyHours
from scheduling.times import Days, ImpossibleTime, Slot, Span, ZoneSpell, wall
from scheduling.working import working

_DAY = timedelta(days=1)
_NOTHING = timedelta(0)


class Reason(StrEnum):
    """Why a slot does not suit a person, or may not."""

    BEFORE_HOURS = "before-hours"
    """Starts before the working day, `by` so much."""
    AFTER_HOURS = "after-hours"
    """Ends after the working day, `by` so much."""
    BREAK = "break"
    """Runs `by` so much into a break of the working day."""
    DAY_OFF = "day-off"
    """A weekday without working hours."""
    TIME_OFF = "time-off"
    """A date the person takes off."""
    HOLIDAY = "holiday"
    """A public holiday where the person lives. Which one is told to nobody else."""
    BUSY = "busy"
    """Organizes or has accepted something then. Never with what."""
    BUFFER = "buffer"
    """Closer to another appointment than the person wants, `by` so much."""
    SHORT_NOTICE = "short-notice"
    """Sooner than the person wants to be asked, `by` so much."""
    DAY_FULL = "day-full"
    """The person has as many appointments that day as they want."""
    MAYBE_BUSY = "maybe-busy"
    """An unanswered or tentative invitation lies there; may be asked all the same."""
    UNSUITED = "unsuited"
    """Of somebody whom the asker has never met, or of another's limits, no more is said than that it does not suit."""
    UNKNOWN = "unknown"
    """Nobody knows this person's hours yet; that is said, not assumed."""

    @property
    def outside(self) -> bool:
        """Whether it is a matter of hours, about which a person may allow to be asked."""
        return self in _OUTSIDE

    @property
    def limit(self) -> bool:
        """Whether it is one of the limits that a person has set."""
        return self in _KEPT

    @property
    def blocks(self) -> bool:
        """Whether the slot is refused for it."""
        return self not in (Reason.MAYBE_BUSY, Reason.UNKNOWN)


# What is said of somebody's own limits to others.
_KEPT = {Reason.BUFFER: Reason.BUSY, Reason.SHORT_NOTICE: Reason.UNSUITED, Reason.DAY_FULL: Reason.UNSUITED}
_OUTSIDE = (Reason.BEFORE_HOURS, Reason.AFTER_HOURS, Reason.BREAK, Reason.DAY_OFF, Reason.TIME_OFF, Reason.HOLIDAY)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a slot does not suit one person. `by` is how much it misses, zero where that says nothing."""

    person_id: int
    reason: Reason
    by: timedelta = _NOTHING


class Part(StrEnum):
    """What a person's free time means for a search."""

    REQUIRED = "required"
    """Nothing is offered without them."""
    ANY = "any"
    """One of those of whom some number must be there ("any 3 of 5")."""
    OPTIONAL = "optional"
    """Never in the way; it is said that they would miss it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a person wants kept: `notice` before a start, free time `before` and `after` each appointment, and at most
    `per_day` appointments beginning on one local date (None: any number).

    Raises:
        ImpossibleTime: a length is negative, or `per_day` less than one.
    """

    notice: timedelta = _NOTHING
    before: timedelta = _NOTHING
    after: timedelta = _NOTHING
    per_day: int | None = None

    def __post_init__(self) -> None:
        if min(self.notice, self.before, self.after) < _NOTHING or (self.per_day is not None and self.per_day < 1):
            raise ImpossibleTime(f"limits are not negative, and a day has room for one: {self}")


@dataclass(frozen=True, slots=True)
class Timetable:
    """What the rules must know of one person to find a time.

    `busy` are the slots that block (one per appointment), `soft` the unanswered or tentative ones; the appointment that
    is being moved is in neither. `zone` is None while nobody knows it. `asks` says that the person may be asked outside
    their hours. `holidays` are public ones, off like `time_off`. `discreet` keeps from the reader that it is the
    `limits` that are in the way.
    """

    person_id: int
    zone: ZoneInfo | None
    hours: WeeklyHours = DEFAULT_HOURS
    busy: Sequence[Slot] = ()
    soft: Sequence[Slot] = ()
    time_off: tuple[Days, ...] = ()
    holidays: tuple[Days, ...] = ()
    zone_spells: tuple[ZoneSpell, ...] = ()
    limits: Limits = field(default=Limits())
    part: Part = Part.REQUIRED
    asks: bool = False
    discreet: bool = False

    def working(self, first: date, last: date) -> tuple[Span, ...]:
        """Their working time on these local dates; none while the zone is unknown."""
        if self.zone is None:
            return ()
        return working(self.hours, self.zone, first, last, self.off, self.zone_spells)

    @property
    def off(self) -> tuple[Days, ...]:
        """All dates on which they do not work, whatever the weekday."""
        return self.time_off + self.holidays if self.holidays else self.time_off

    def zone_at(self, instant: datetime) -> ZoneInfo | None:
        """The zone they live by at an instant."""
        return next((spell.zone for spell in self.zone_spells if spell.holds(instant)), self.zone)

    def date_at(self, instant: datetime) -> date:
        """The date that their clock shows; that in UTC while their zone is unknown."""
        return instant.astimezone(self.zone_at(instant) or UTC).date()

    def full_days(self) -> set[date]:
        """The local dates on which they want no further appointment."""
        if self.limits.per_day is None or self.zone is None:
            return set()
        counts = Counter(self.date_at(slot.starts_at) for slot in self.busy)
        return {day for day, count in counts.items() if count >= self.limits.per_day}

    def whole(self, day: date) -> Span:
        """From midnight to midnight where they are on that date."""
        assert self.zone is not None
        midnights = []
        for each in (day, day + _DAY):
            zone = next((spell.zone for spell in self.zone_spells if spell.days.contains(each)), self.zone)
            midnights.append(datetime.combine(each, time(), zone).astimezone(UTC))
        return midnights[0], midnights[1]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a slot suits one person. `starts` and `ends` are what their clock shows, None while the zone is unknown."""

    person_id: int
    part: Part
    starts: datetime | None
    ends: datetime | None
    misfits: tuple[Misfit, ...]
    asks: bool = False

    @property
    def suits(self) -> bool:
        """Whether nothing refuses the slot."""
        return not any(misfit.reason.blocks for misfit in self.misfits)

    @property
    def spared(self) -> bool:
        """Whether it is in nobody's way: optional, or one of a pool of whom enough others can come."""
        return self.part is Part.OPTIONAL or (self.part is Part.ANY and not self.suits)

    @property
    def askable(self) -> bool:
        """Whether only hours are in the way, and the person allows to be asked outside them."""
        blocking = [misfit for misfit in self.misfits if misfit.reason.blocks]
        return self.asks and bool(blocking) and all(misfit.reason.outside for misfit in blocking)


def veiled(fit: Fit) -> Fit:
    """What may be said of a stranger: whether it suits; not why, by how much, on which clock, or who else has asked."""
    misfits = tuple(each for each in fit.misfits if each.reason is Reason.UNKNOWN)
    if not fit.suits:
        misfits = (Misfit(fit.person_id, Reason.UNSUITED),)
    return Fit(fit.person_id, fit.part, None, None, misfits)


def check(slot: Slot, timetables: Collection[Timetable], *, now: datetime) -> list[Fit]:
    """How `slot` suits each person, in the order given. Whoever has an empty `misfits` is free."""
    return [_fit(slot, timetable, now) for timetable in timetables]


def _fit(slot: Slot, person: Timetable, now: datetime) -> Fit:
    reasons = _reasons(slot, person, now)
    if person.discreet:
        reasons = dict.fromkeys((_KEPT[why], _NOTHING) if why in _KEPT else (why, by) for why, by in reasons)
    misfits = tuple(Misfit(person.person_id, reason, by) for reason, by in reasons)
    zone = person.zone and person.zone_at(slot.starts_at)
    starts, ends = (wall(slot.starts_at, zone), wall(slot.ends_at, zone)) if zone else (None, None)
    return Fit(person.person_id, person.part, starts, ends, misfits, person.asks)


def _reasons(slot: Slot, person: Timetable, now: datetime) -> Iterable[tuple[Reason, timedelta]]:
    limits = person.limits
    if person.zone is None:
        yield Reason.UNKNOWN, _NOTHING
    else:
        yield from outside(slot, person, person.zone)
    if any(slot.overlaps(other) for other in person.busy):
        yield Reason.BUSY, _NOTHING
    elif limits.before or limits.after:
        close = [limits.before - (slot.starts_at - other.ends_at) for other in person.busy if other < slot]
        close += [limits.after - (other.starts_at - slot.ends_at) for other in person.busy if other > slot]
        if (by := max(close, default=_NOTHING)) > _NOTHING:
            yield Reason.BUFFER, by
    if limits.notice and (by := limits.notice - (slot.starts_at - now)) > _NOTHING:
        yield Reason.SHORT_NOTICE, by
    if limits.per_day is not None and person.date_at(slot.starts_at) in person.full_days():
        yield Reason.DAY_FULL, _NOTHING
    if any(slot.overlaps(other) for other in person.soft):
        yield Reason.MAYBE_BUSY, _NOTHING


def outside(slot: Slot, person: Timetable, zone: ZoneInfo) -> list[tuple[Reason, timedelta]]:
    """By how much `slot` lies outside the working day of `person`, at home in `zone`; empty where it lies inside.

    The working day is the one it shares most time with, else that of the local date it starts on, or where it is nearer
    the one of the day before that runs on past midnight: from the first start to the last end, so that a break inside
    is its own reason.
    """
    start, end = slot.starts_at, slot.ends_at
    day = wall(start, person.zone_at(start) or zone).date()
    last = day + (end - start) + _DAY
    shifts = _shifts(person.hours, zone, day - _DAY, last, person.off, person.zone_spells)
    if any(a <= start and end <= b for a, b in shifts.together):
        return []
    shared = {each: _shared(slot, shifts.days[each]) for each in dict.fromkeys((day, day - _DAY, *shifts.days))}
    chosen = max(shared, key=lambda each: shared[each])
    if not shared[chosen] and (night := shifts.days[day - _DAY]):
        ends, own = night[-1][1], shifts.days[chosen]
        runs_on = wall(ends, person.zone_at(ends) or zone) > datetime.combine(day, time())
        if runs_on and (not own or end - ends < (own[0][0] - start if start < own[0][0] else end - own[-1][1])):
            chosen = day - _DAY
    shift = shifts.days[chosen]
    if not shift:
        return [(_why_off(day, person), _NOTHING)]
    found = []
    if start < shift[0][0]:
        found.append((Reason.BEFORE_HOURS, shift[0][0] - start))
    if end > shift[-1][1]:
        found.append((Reason.AFTER_HOURS, end - shift[-1][1]))
    return found or [(Reason.BREAK, slot.duration - shared[chosen])]


def _why_off(day: date, person: Timetable) -> Reason:
    if any(days.contains(day) for days in person.time_off):
        return Reason.TIME_OFF
    public = any(days.contains(day) for days in person.holidays)
    return Reason.HOLIDAY if public and person.hours[day.weekday()] else Reason.DAY_OFF


@dataclass(frozen=True, slots=True)
class _Shifts:
    """The working time of some dates, date by date and joined."""

    days: Mapping[date, tuple[Span, ...]]
    together: tuple[Span, ...]


@lru_cache(maxsize=8192)
def _shifts(
    hours: WeeklyHours,
    zone: ZoneInfo,
    first: date,
    last: date,
    time_off: tuple[Days, ...],
    zone_spells: tuple[ZoneSpell, ...],
) -> _Shifts:
    dates = [first + count * _DAY for count in range((last - first).days + 1)]
    return _Shifts(
        {day: working(hours, zone, day, day, time_off, zone_spells) for day in dates},
        working(hours, zone, first, last, time_off, zone_spells),
    )


def _shared(slot: Slot, spans: Iterable[Span]) -> timedelta:
    # A plain loop: a search for the least bad time asks this ten thousand times.
    start, end, total = slot.starts_at, slot.ends_at, _NOTHING
    for a, b in spans:
        if a < end and start < b:
            total += min(b, end) - max(a, start)
    return total
