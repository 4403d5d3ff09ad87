"""Open starts and working time against an oracle that looks at every single minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scheduling.availability import BadSearch, Band, open_slots, rank, working_spans
from scheduling.hours import DEFAULT_HOURS, WeeklyHours
from scheduling.times import Days, OutOfRange, Slot, ZoneSpell, intersect
from tests.scheduling.transitions import transitions

ZONES = sorted(available_timezones())
MINUTE = timedelta(minutes=1)
LENGTH = 3 * 1440
"""Minutes that an example looks at."""


@dataclass(frozen=True)
class Someone:
    zone: str
    hours: WeeklyHours
    busy: tuple[tuple[int, int], ...]
    """Minutes from the begin of the example, and how long."""


@st.composite
def hours(draw: st.DrawFn) -> WeeklyHours:
    """Weeks of all kinds: around the clock, lunch breaks, nights, days off; mostly long, so that people can meet."""
    kind = draw(st.sampled_from(["always", "default", "lunch", "night", "any"]))
    if kind == "always":
        return WeeklyHours.of(dict.fromkeys(range(7), ((0, 1440),)))
    if kind == "default":
        return DEFAULT_HOURS
    if kind == "lunch":
        return WeeklyHours.of(dict.fromkeys(range(7), ((90, 720), (765, 1320))))
    if kind == "night":
        return WeeklyHours.of(dict.fromkeys(range(7), ((60, 420), (1200, 1490))))
    days = {}
    for weekday in range(7):
        cuts = sorted(draw(st.lists(st.integers(0, 1440), unique=True, max_size=6)))
        days[weekday] = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return WeeklyHours.of(days)


@st.composite
def scenes(draw: st.DrawFn) -> tuple[datetime, list[Someone]]:
    """A begin, often a day or two before a change of one of the zones, and one to twenty people."""
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=4))
    size = draw(st.sampled_from([1, 2, 3, 5, 20]))
    busy = st.lists(st.tuples(st.integers(-60, LENGTH), st.integers(1, 300)), max_size=6)
    people = [Someone(draw(st.sampled_from(zones)), draw(hours()), tuple(draw(busy))) for _ in range(size)]
    changes = [at for at in transitions(zones[0]) if at > 946_684_800]
    if draw(st.booleans()) and changes:
        around = datetime.fromtimestamp(draw(st.sampled_from(changes)), UTC)
    else:
        around = datetime(2000, 1, 1, tzinfo=UTC) + MINUTE * draw(st.integers(0, 40 * 366 * 1440))
    begin = around - timedelta(minutes=draw(st.integers(0, LENGTH)))
    return begin.replace(second=0, microsecond=0), people


@lru_cache(maxsize=8)
def minutes_shown(begin: datetime, zone: str) -> list[int]:
    """What a clock shows at each minute of the example, in minutes since the begin of its week."""
    info = ZoneInfo(zone)
    shown = ((begin + minute * MINUTE).astimezone(info) for minute in range(LENGTH))
    return [(each.weekday() * 24 + each.hour) * 60 + each.minute for each in shown]


def week_of(hours: WeeklyHours) -> bytearray:
    """One byte for each minute of a week: whether it is worked."""
    week = bytearray(7 * 1440)
    for weekday, ranges in enumerate(hours.days):
        for start, end in ranges:
            for minute in range(start, end):
                week[(weekday * 1440 + minute) % len(week)] = 1
    return week


def runs(flags: list[bool]) -> list[tuple[int, int]]:
    found, start = [], None
    for minute, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = minute
        elif not flag and start is not None:
            found.append((start, minute))
            start = None
    return found


@given(
    scenes(),
    st.sampled_from([5, 30, 45, 60, 100, 480]),
    st.sampled_from([5, 15, 30, 45]),
    st.integers(0, LENGTH),
    st.integers(0, LENGTH),
)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_open_starts_are_those_that_every_minute_allows(
    scene: tuple[datetime, list[Someone]], duration: int, step: int, earliest: int, span: int
) -> None:
    begin, people = scene
    window = Slot(begin, begin + LENGTH * MINUTE)

    # The oracle: a minute is free if everybody's clock then shows a minute of their hours.
    free = [True] * LENGTH
    for week, zone in {(bytes(week_of(person.hours)), person.zone) for person in people}:
        free = [flag and bool(week[shown]) for flag, shown in zip(free, minutes_shown(begin, zone), strict=True)]
    taken = [False] * LENGTH
    for person in people:
        for start, length in person.busy:
            for minute in range(max(0, start), min(LENGTH, start + length)):
                taken[minute] = True
    expected = [
        minute
        for start, end in runs(free)
        for minute in range(start, end - duration + 1, step)
        if earliest <= minute <= earliest + span and not any(taken[minute : minute + duration])
    ]

    # The code: spans of hours that are cut with each other, and spans of busy time.
    first, last = begin.date() - timedelta(days=3), window.ends_at.date() + timedelta(days=3)
    working = [window]
    for person in people:
        working = intersect(working, working_spans(person.hours, ZoneInfo(person.zone), first=first, last=last))
    busy = [
        Slot(begin + start * MINUTE, begin + (start + length) * MINUTE)
        for person in people
        for start, length in person.busy
    ]
    found = open_slots(
        working,
        busy,
        duration=duration * MINUTE,
        step=step * MINUTE,
        earliest=begin + earliest * MINUTE,
        latest=begin + (earliest + span) * MINUTE,
    )
    assert [(start - begin) // MINUTE for start in found] == expected


pieces = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 90)).map(lambda ends: (ends[0], sum(ends))), max_size=7)


@given(pieces, pieces, st.integers(1, 90), st.integers(1, 40), st.integers(0, 300), st.integers(0, 300))
@example([(0, 60), (60, 120)], [], 45, 30, 0, 300)
def test_spans_that_touch_or_overlap_keep_their_own_grids(
    free: list[tuple[int, int]], busy: list[tuple[int, int]], duration: int, step: int, earliest: int, span: int
) -> None:
    inside = {minute for start, end in free for minute in range(start, end)}
    inside -= {minute for start, end in busy for minute in range(start, end)}
    expected = {
        minute
        for start, end in free
        for minute in range(start, end, step)
        if earliest <= minute <= earliest + span and inside.issuperset(range(minute, minute + duration))
    }
    origin = datetime(2026, 11, 3, tzinfo=UTC)

    def slots(ends: list[tuple[int, int]]) -> list[Slot]:
        return [Slot(origin + start * MINUTE, origin + end * MINUTE) for start, end in ends]

    found = open_slots(
        slots(free),
        slots(busy),
        duration=duration * MINUTE,
        step=step * MINUTE,
        earliest=origin + earliest * MINUTE,
        latest=origin + (earliest + span) * MINUTE,
    )
    assert [(start - origin) // MINUTE for start in found] == sorted(expected)


def test_a_range_past_midnight_belongs_to_the_date_it_begins_on() -> None:
    nights = WeeklyHours.of({3: ((22 * 60, 30 * 60),)})
    thursday = date(2026, 11, 5)
    lisbon = ZoneInfo("Europe/Lisbon")
    night = Slot(datetime(2026, 11, 5, 22, tzinfo=UTC), datetime(2026, 11, 6, 6, tzinfo=UTC))
    assert working_spans(nights, lisbon, first=thursday, last=thursday) == [night]
    assert working_spans(nights, lisbon, first=date(2026, 11, 6), last=date(2026, 11, 6)) == []
    off = [Days(date(2026, 11, 6), date(2026, 11, 6))]
    assert working_spans(nights, lisbon, first=thursday, last=thursday, time_off=off) == [
        Slot(datetime(2026, 11, 5, 22, tzinfo=UTC), datetime(2026, 11, 6, tzinfo=UTC))
    ]


def test_time_off_and_journeys_count_by_the_dates_where_the_person_is() -> None:
    lisbon, singapore = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Singapore")
    spans = working_spans(
        DEFAULT_HOURS,
        lisbon,
        first=date(2026, 11, 2),
        last=date(2026, 11, 8),
        time_off=[Days(date(2026, 11, 3), date(2026, 11, 3))],
        zone_spells=[ZoneSpell(Days(date(2026, 11, 5), date(2026, 11, 5)), singapore)],
    )
    assert [(span.starts_at.day, span.starts_at.hour, span.ends_at.hour) for span in spans] == [
        (2, 8, 17),
        (4, 8, 17),
        (5, 0, 9),
        (6, 8, 17),
    ]


@pytest.mark.parametrize(
    ("duration", "step", "horizon"),
    [
        (timedelta(0), 30 * MINUTE, timedelta(days=1)),
        (-30 * MINUTE, 30 * MINUTE, timedelta(days=1)),
        (30 * MINUTE, timedelta(0), timedelta(days=1)),
        (30 * MINUTE, -MINUTE, timedelta(days=1)),
        (30 * MINUTE, 30 * MINUTE, -timedelta(days=1)),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(duration: timedelta, step: timedelta, horizon: timedelta) -> None:
    now = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
    free = [Slot(now, now + timedelta(days=2))]
    with pytest.raises(BadSearch):
        open_slots(free, [], duration=duration, step=step, earliest=now, latest=now + horizon)


def test_dates_that_run_backwards_or_out_of_the_calendar_are_refused() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    with pytest.raises(BadSearch):
        working_spans(DEFAULT_HOURS, lisbon, first=date(2026, 11, 4), last=date(2026, 11, 3))
    for day in (date.max, date.min):
        with pytest.raises(OutOfRange):
            working_spans(DEFAULT_HOURS, lisbon, first=day, last=day)


# --- the order in which starts are offered ---------------------------------------------------------------------------

LISBON = ZoneInfo("Europe/Lisbon")


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02} {clock}").replace(tzinfo=UTC)


def test_the_same_half_day_comes_first_then_the_day_then_later_days_then_earlier() -> None:
    starts = [at(4, "10:00"), at(5, "16:00"), at(6, "10:00"), at(5, "08:30"), at(9, "10:00")]
    ranked = rank(starts, wish=at(5, "10:00"), zone=LISBON, limit=5)
    assert [(each.starts_at, each.band) for each in ranked] == [
        (at(5, "08:30"), Band.HALF_DAY),
        (at(5, "16:00"), Band.DAY),
        (at(6, "10:00"), Band.LATER),
        (at(9, "10:00"), Band.LATER),
        (at(4, "10:00"), Band.EARLIER),
    ]


def test_inside_a_band_round_times_come_first_then_fewer_soft_conflicts_then_the_nearest() -> None:
    starts = [at(5, "10:30"), at(5, "09:00"), at(5, "11:00"), at(5, "08:00"), at(5, "10:15")]
    soft = {2: [Slot(at(5, "09:00"), at(5, "09:30"))], 3: [Slot(at(5, "08:15"), at(5, "09:15"))]}
    ranked = rank(starts, wish=at(5, "10:00"), zone=LISBON, soft=soft, limit=5, per_day=5)
    assert [(each.starts_at, each.soft) for each in ranked] == [
        (at(5, "11:00"), ()),
        (at(5, "08:00"), (3,)),
        (at(5, "09:00"), (2, 3)),
        (at(5, "10:30"), ()),
        (at(5, "10:15"), ()),
    ]


def test_two_a_day_at_most_unless_there_are_no_other_days() -> None:
    starts = [at(5, clock) for clock in ("08:00", "09:00", "11:00")] + [at(6, "10:00")]
    ranked = rank(starts, wish=at(5, "10:00"), zone=LISBON)
    assert [each.starts_at for each in ranked] == [at(5, "09:00"), at(5, "11:00"), at(6, "10:00")]
    ranked = rank(starts[:3], wish=at(5, "10:00"), zone=LISBON)
    assert [each.starts_at for each in ranked] == [at(5, "09:00"), at(5, "11:00"), at(5, "08:00")]


def test_round_is_what_the_viewers_clock_shows() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    ranked = rank([at(5, "08:00"), at(5, "08:15")], wish=at(5, "08:05"), zone=kathmandu, limit=1)
    assert [each.starts_at for each in ranked] == [at(5, "08:15")]
