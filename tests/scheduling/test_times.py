"""Slots and what is done with them, against a minute-by-minute reckoning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.times import (
    BadSlot,
    Days,
    ImpossibleTime,
    NotInGap,
    OutOfRange,
    Slot,
    around_gap,
    instants,
    intersect,
    merge,
    subtract,
    tz_version,
    wall,
)

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LISBON = ZoneInfo("Europe/Lisbon")


def slot(start: int, end: int) -> Slot:
    return Slot(NOW + start * MINUTE, NOW + end * MINUTE)


def minutes(slots: list[Slot]) -> set[int]:
    return {
        minute for each in slots for minute in range((each.starts_at - NOW) // MINUTE, (each.ends_at - NOW) // MINUTE)
    }


any_slot = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda ends: slot(ends[0], sum(ends)))
many_slots = st.lists(any_slot, max_size=8)


@given(many_slots, many_slots)
def test_slots_add_up_like_their_minutes(some: list[Slot], others: list[Slot]) -> None:
    assert minutes(merge(some)) == minutes(some)
    assert minutes(subtract(some, others)) == minutes(some) - minutes(others)
    assert minutes(intersect(some, others)) == minutes(some) & minutes(others)
    for result in (merge(some), subtract(some, others), intersect(some, others)):
        # In order, with time between each and the next: the fewest slots that say the same.
        assert all(a.ends_at < b.starts_at for a, b in pairwise(result))


def test_a_slot_is_half_open() -> None:
    assert slot(0, 30).overlaps(slot(29, 60))
    assert not slot(0, 30).overlaps(slot(30, 60))
    assert slot(0, 30).contains(NOW)
    assert not slot(0, 30).contains(NOW + 30 * MINUTE)
    assert slot(0, 30).contains(slot(10, 30))
    assert not slot(0, 30).contains(slot(10, 31))
    assert slot(0, 30).duration == 30 * MINUTE


def test_a_slot_keeps_utc_whatever_it_is_given() -> None:
    berlin = NOW.astimezone(ZoneInfo("Europe/Berlin"))
    assert Slot(berlin, berlin + MINUTE).starts_at.tzinfo is UTC
    # By their walls these two are the wrong way round, since the clock goes back between them.
    early, late = instants(datetime(2026, 10, 25, 1, 30), LISBON)
    assert Slot(early.astimezone(LISBON), late.astimezone(LISBON)).duration == timedelta(hours=1)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (NOW, NOW),
        (NOW, NOW - MINUTE),
        (NOW.replace(tzinfo=None), NOW),
        (NOW, (NOW + MINUTE).replace(tzinfo=None)),
        (NOW, (NOW + MINUTE).astimezone(timezone(timedelta(hours=2))).replace(tzinfo=None)),
    ],
)
def test_an_impossible_slot_is_refused(start: datetime, end: datetime) -> None:
    with pytest.raises(BadSlot):
        Slot(start, end)


def test_what_lies_beyond_the_calendar_is_refused() -> None:
    new_york, tokyo = ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
    with pytest.raises(OutOfRange):
        instants(datetime(9999, 12, 31, 23, 30), new_york)
    with pytest.raises(OutOfRange):
        instants(datetime(1, 1, 1, 0, 30), tokyo)
    with pytest.raises(OutOfRange):
        wall(datetime(9999, 12, 31, 23, 30, tzinfo=UTC), tokyo)
    with pytest.raises(OutOfRange):
        Slot.lasting(datetime(9999, 12, 31, 23, 30, tzinfo=UTC), timedelta(hours=1))


def test_a_wall_time_has_no_zone_and_a_gap_is_asked_about_only_where_there_is_one() -> None:
    with pytest.raises(ImpossibleTime):
        instants(NOW, LISBON)
    with pytest.raises(NotInGap):
        around_gap(datetime(2026, 11, 3, 14, 5), LISBON)
    with pytest.raises(ImpossibleTime):
        wall(datetime(2026, 11, 3, 14, 5), LISBON)


def test_the_fold_of_a_wall_time_plays_no_part() -> None:
    shown = datetime(2026, 10, 25, 1, 30)
    assert instants(shown, LISBON) == instants(shown.replace(fold=1), LISBON)
    assert [wall(instant, LISBON).fold for instant in instants(shown, LISBON)] == [0, 1]


def test_days_run_forwards() -> None:
    days = Days(NOW.date(), NOW.date())
    assert (days.contains(NOW.date()), days.contains(NOW.date() + timedelta(days=1))) == (True, False)
    with pytest.raises(ImpossibleTime):
        Days(NOW.date(), NOW.date() - timedelta(days=1))


def test_the_release_of_the_zones_is_known() -> None:
    import tzdata  # type: ignore[import-untyped]  # the package has no types, and only its version is read

    assert tz_version() == tzdata.IANA_VERSION
    assert "2025b" < tz_version() < "2100a"
