"""Instants, walls and slots: the one place where a clock reading and a place in time are turned into each other.

An *instant* is an aware UTC datetime. A *wall* is a naive datetime: what a clock somewhere shows. A *zone* is a
`ZoneInfo`. `dst()` is never asked, since it says nothing about the offset (Dublin's is negative in winter).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import import_module
from zoneinfo import ZoneInfo

# Two instants, start and end: what the searches work on, since a checked Slot costs far more than a tuple.
Span = tuple[datetime, datetime]

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class ImpossibleTime(ValueError):
    """A time, span or length that cannot be meant. The base of every such refusal in `scheduling`."""


class BadSlot(ImpossibleTime):
    """A slot whose ends are naive, equal or the wrong way round."""


class NotInGap(ImpossibleTime):
    """`around_gap` was asked about a wall time that exists."""


class BadSearch(ImpossibleTime):
    """A search that cannot find anything: no length, no step, or a horizon that ends before it begins."""


class OutOfRange(ImpossibleTime):
    """The time lies so near year 1 or year 9999 that it has no instant that a datetime can hold."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A half-open span `[starts_at, ends_at)` of UTC instants. Other aware datetimes are turned into UTC.

    Raises:
        BadSlot: an end is naive, or the slot is empty or reversed.
    """

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        # Both ends become UTC before they are compared: two datetimes of one ZoneInfo compare by their wall.
        if self.starts_at.tzinfo is not UTC:
            object.__setattr__(self, "starts_at", utc(self.starts_at))
        if self.ends_at.tzinfo is not UTC:
            object.__setattr__(self, "ends_at", utc(self.ends_at))
        if self.starts_at >= self.ends_at:
            raise BadSlot(f"a slot must end after it starts: {self.starts_at} to {self.ends_at}")

    @classmethod
    def lasting(cls, starts_at: datetime, duration: timedelta) -> Slot:
        """The slot from `starts_at` that lasts `duration` of elapsed time."""
        try:
            return cls(starts_at, utc(starts_at) + duration)
        except OverflowError as error:
            raise OutOfRange(f"{starts_at} plus {duration}") from error

    @property
    def duration(self) -> timedelta:
        """Elapsed time, which on the day of a clock change is not the difference of the walls."""
        return self.ends_at - self.starts_at

    def overlaps(self, other: Slot) -> bool:
        """Whether they share an instant; slots that only touch do not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def contains(self, other: Slot | datetime) -> bool:
        """Whether `other`, a slot or an instant, lies wholly inside."""
        if isinstance(other, Slot):
            return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at
        return self.starts_at <= utc(other) < self.ends_at


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Dates on some calendar, both `first` and `last` included.

    Raises:
        ImpossibleTime: `last` comes before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ImpossibleTime(f"{self.last} comes before {self.first}")

    def contains(self, day: date) -> bool:
        """Whether `day` is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, order=True)
class ZoneSpell:
    """The dates that a person lives by another zone than their own: a journey, and the city they named for it."""

    days: Days
    zone: ZoneInfo
    city: str | None = None

    def holds(self, instant: datetime) -> bool:
        """Whether a clock there shows one of the dates at an instant."""
        return self.days.contains(instant.astimezone(self.zone).date())


def utc(instant: datetime) -> datetime:
    """The same instant with `UTC` as its zone.

    Raises:
        BadSlot: the datetime is naive.
        OutOfRange: UTC has no year for it.
    """
    if instant.tzinfo is UTC:
        return instant
    if instant.utcoffset() is None:
        raise BadSlot(f"an instant needs a zone: {instant}")
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise OutOfRange(f"{instant} is beyond the calendar") from error


def instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The UTC instants, in order, at which a clock in `zone` shows `wall`.

    None where the clock skips that time, two where it shows it twice. The fold of `wall` plays no part.

    Raises:
        ImpossibleTime: `wall` is aware.
        OutOfRange: the instant lies beyond year 1 or 9999.
    """
    first, second = _readings(wall, zone)
    if first == second:
        return (first,)
    naive = wall.replace(fold=0)
    found = {reading for reading in (first, second) if reading.astimezone(zone).replace(tzinfo=None, fold=0) == naive}
    return tuple(sorted(found))


def around_gap(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The two UTC instants, in order, next to a wall time that the clock in `zone` skips.

    They are `wall` read with the offset after the change and with the one before: 01:30 in Lisbon on 28 Mar 2027
    gives the instants of 00:30 and 02:30 there.

    Raises:
        NotInGap: a clock in `zone` does show `wall`.
    """
    if instants(wall, zone):
        raise NotInGap(f"{wall} exists in {zone.key}")
    # Clocks skip time by going forward, so the larger offset of afterwards makes the earlier instant.
    before, after = _readings(wall, zone)
    return after, before


def begins(day: date, zone: ZoneInfo, hour: time = time()) -> datetime:
    """The first instant at which a clock in `zone` shows that hour of the date; where it skips it, the gap's end."""
    wall = datetime.combine(day, hour)
    found = instants(wall, zone)
    if found:
        return found[0]
    # Of the two readings, one lies before the change and one at or behind it.
    before, behind = around_gap(wall, zone)
    pieces = offsets(zone, before.date(), behind.date())
    return next(since for since, _, _ in pieces if before < since <= behind)


def wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in `zone` shows at `instant`; `fold` is 1 in the second pass of a time shown twice."""
    try:
        return utc(instant).astimezone(zone).replace(tzinfo=None)
    except OverflowError as error:
        raise OutOfRange(f"{instant} is beyond the calendar in {zone.key}") from error


@cache
def tz_version() -> str:
    """The IANA release that the running program knows, such as "2026f"; later releases compare greater.

    It is that of the `tzdata` package, which every entry point makes the one source of zones.
    """
    return str(import_module("tzdata").IANA_VERSION)


def merge(slots: Iterable[Slot]) -> list[Slot]:
    """The same time as the fewest slots, in order: overlapping and touching ones become one."""
    return as_slots(merge_spans(as_spans(slots)))


def subtract(slots: Iterable[Slot], taken: Iterable[Slot]) -> list[Slot]:
    """The parts of `slots` outside `taken`, merged and in order."""
    return as_slots(subtract_spans(merge_spans(as_spans(slots)), merge_spans(as_spans(taken))))


def intersect(slots: Iterable[Slot], others: Iterable[Slot]) -> list[Slot]:
    """The time that lies in both, merged and in order."""
    return as_slots(intersect_spans(merge_spans(as_spans(slots)), merge_spans(as_spans(others))))


def as_spans(slots: Iterable[Slot]) -> list[Span]:
    """The bare pairs of `slots`."""
    return [(slot.starts_at, slot.ends_at) for slot in slots]


def as_slots(spans: Iterable[Span]) -> list[Slot]:
    """The slots of bare pairs."""
    return [Slot(start, end) for start, end in spans]


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """`merge` for pairs. Sorting is linear where they come in order, as they do from the database."""
    merged: list[Span] = []
    start: datetime | None = None
    end: datetime | None = None
    for a, b in sorted(spans):
        if end is None or start is None:
            start, end = a, b
        elif a <= end:
            if b > end:
                end = b
        else:
            merged.append((start, end))
            start, end = a, b
    if start is not None and end is not None:
        merged.append((start, end))
    return merged


def subtract_spans(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """`subtract` for pairs; both sides merged and in order."""
    left: list[Span] = []
    at, count = 0, len(taken)
    for start, end in spans:
        while at < count and taken[at][1] <= start:
            at += 1
        cut, position = at, start
        while cut < count and taken[cut][0] < end:
            a, b = taken[cut]
            if position < a:
                left.append((position, a))
            position = b
            cut += 1
        # The last one taken may reach into the next span, so it is looked at again.
        at = max(at, cut - 1)
        if position < end:
            left.append((position, end))
    return left


def intersect_spans(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """`intersect` for pairs; both sides merged and in order."""
    both: list[Span] = []
    i, j, many, more = 0, 0, len(spans), len(others)
    while i < many and j < more:
        a, b = spans[i]
        c, d = others[j]
        start = a if a > c else c
        if b < d:
            end = b
            i += 1
        else:
            end = d
            j += 1
        if start < end:
            both.append((start, end))
    return both


@lru_cache(maxsize=4096)
def offsets(zone: ZoneInfo, first: date, last: date) -> tuple[tuple[datetime, datetime, timedelta], ...]:
    """The pieces of time with one offset that cover the UTC days `first` to `last`: start, end, UTC offset.

    ZoneInfo does not tell its transitions, so it is asked once a day and the change found by halving: no zone
    changes twice within six days (a test reads all of them).
    """
    try:
        start = datetime(first.year, first.month, first.day, tzinfo=UTC)
        stop = datetime(last.year, last.month, last.day, tzinfo=UTC) + _DAY
        pieces = []
        since, offset, at = start, _offset(start, zone), start
        while at < stop:
            following = at + _DAY
            then = _offset(following, zone)
            if then != offset:
                low, high = at, following
                while high - low > _SECOND:
                    middle = low + (high - low) // 2
                    middle -= timedelta(microseconds=middle.microsecond)
                    low, high = (middle, high) if _offset(middle, zone) == offset else (low, middle)
                pieces.append((since, high, offset))
                since, offset = high, then
            at = following
    except OverflowError as error:
        raise OutOfRange(f"{first} to {last} reaches beyond the calendar in {zone.key}") from error
    if since < stop:
        pieces.append((since, stop, offset))
    return tuple(pieces)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _readings(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """`wall` with the offset before and the one after a change near it, whether or not a clock shows it."""
    if wall.tzinfo is not None:
        raise ImpossibleTime(f"a wall time has no zone of its own: {wall}")
    try:
        earlier = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        later = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    except OverflowError as error:
        raise OutOfRange(f"{wall} in {zone.key} is beyond the calendar") from error
    return earlier, later
