"""Working time: weekly hours, read by the clock of a zone, as instants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from scheduling.hours import WeeklyHours
from scheduling.times import (
    BadSearch,
    Days,
    OutOfRange,
    Slot,
    Span,
    ZoneSpell,
    as_slots,
    merge_spans,
    offsets,
    subtract_spans,
)

_DAY = timedelta(days=1)


def working_spans(
    hours: WeeklyHours,
    zone: ZoneInfo,
    *,
    first: date,
    last: date,
    time_off: Iterable[Days] = (),
    zone_spells: Iterable[ZoneSpell] = (),
) -> list[Slot]:
    """The working time of the local dates `first` to `last`, both included, merged and in order.

    An instant is working time exactly if a clock in the zone then shows a time inside the hours: what a clock skips
    is not worked, what it shows twice is worked twice. A range belongs to the date it begins on, also past midnight,
    and is read in the zone that the person lives by on that date. Nothing is worked on the dates of `time_off`.

    Raises:
        BadSearch: `last` comes before `first`.
        OutOfRange: the dates touch year 1 or year 9999.
    """
    return as_slots(working(hours, zone, first, last, tuple(time_off), tuple(zone_spells)))


@lru_cache(maxsize=8192)
def working(
    hours: WeeklyHours,
    zone: ZoneInfo,
    first: date,
    last: date,
    time_off: tuple[Days, ...] = (),
    zone_spells: tuple[ZoneSpell, ...] = (),
) -> tuple[Span, ...]:
    """`working_spans` as pairs, remembered: many people share their hours and zone, and a day asks often."""
    if last < first:
        raise BadSearch(f"{last} comes before {first}")
    walls: dict[ZoneInfo, list[Span]] = {}
    try:
        day = first
        while day <= last:
            ranges = hours[day.weekday()]
            if ranges:
                living = next((spell.zone for spell in zone_spells if spell.days.contains(day)), zone)
                midnight = datetime.combine(day, time())
                shown = [(midnight + timedelta(minutes=a), midnight + timedelta(minutes=b)) for a, b in ranges]
                walls.setdefault(living, []).extend(shown)
            day += _DAY
        if time_off:
            off = merge_spans(
                (datetime.combine(days.first, time()), datetime.combine(days.last + _DAY, time()))
                for days in time_off
                if days.last >= first and days.first <= last + _DAY
            )
            walls = {living: subtract_spans(merge_spans(shown), off) for living, shown in walls.items()}
        # A wall lies at most 26 hours from the UTC reading of the same digits, and a range may end a day later.
        window = (first - 2 * _DAY, last + 3 * _DAY)
    except OverflowError as error:
        raise OutOfRange(f"{first} to {last}") from error
    spans: list[Span] = []
    for living, shown in walls.items():
        for since, until, offset in offsets(living, *window):
            low, high = (since + offset).replace(tzinfo=None), (until + offset).replace(tzinfo=None)
            for a, b in shown:
                if a < high and b > low:
                    start, end = max(a, low), min(b, high)
                    spans.append(((start - offset).replace(tzinfo=UTC), (end - offset).replace(tzinfo=UTC)))
    return tuple(merge_spans(spans))
