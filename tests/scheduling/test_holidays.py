"""Public holidays: which days they are, what they are called, and what they do to somebody's time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling import holidays
from scheduling.fits import Misfit, Reason, Timetable, check
from scheduling.times import Days, Slot

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")
FIRST_OF_DECEMBER = Days(date(2026, 12, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("PT", date(2026, 12, 1), "Restoration of Independence Day"),
        ("PT", date(2026, 12, 2), None),
        ("DE", date(2026, 3, 8), None),
        ("DE-BE", date(2026, 3, 8), "Women's Day"),
        ("US", date(2027, 12, 31), "New Year's Day (observed)"),
        ("XX", date(2026, 12, 25), None),
        ("PT-XX", date(2026, 12, 25), None),
        ("PT", date(9999, 12, 25), None),
    ],
)
def test_what_a_day_is_called(code: str, day: date, name: str | None) -> None:
    assert holidays.named(code, day) == name


def test_in_ones_own_language_where_it_is_known() -> None:
    assert holidays.named("DE", date(2026, 12, 25), "de") == "Erster Weihnachtstag"
    assert holidays.named("DE", date(2026, 12, 25), "id") == "Christmas Day"


def test_over_the_turn_of_a_year() -> None:
    found = holidays.days_off("PT", date(2026, 12, 25), date(2027, 1, 1))
    assert [days.first for days in found] == [date(2026, 12, 25), date(2027, 1, 1)]


def test_regions_have_the_names_that_they_have_there() -> None:
    assert holidays.regions("DE")["BY"] == "Bayern"
    assert holidays.regions("SG") == {}
    assert holidays.regions("XX") == {}


@pytest.mark.parametrize(
    ("slot_day", "off", "reason"),
    [
        (date(2026, 12, 1), (), Reason.HOLIDAY),
        (date(2026, 12, 1), (FIRST_OF_DECEMBER,), Reason.TIME_OFF),
        (date(2026, 12, 2), (), None),
        (date(2026, 12, 5), (), Reason.DAY_OFF),
    ],
)
def test_nobody_works_on_them(slot_day: date, off: tuple[Days, ...], reason: Reason | None) -> None:
    public = (FIRST_OF_DECEMBER, Days(date(2026, 12, 5), date(2026, 12, 5)))
    ana = Timetable(1, LISBON, time_off=off, holidays=public)
    slot = Slot.lasting(datetime(slot_day.year, slot_day.month, slot_day.day, 10, tzinfo=UTC), timedelta(minutes=30))
    [fit] = check(slot, [ana], now=NOW)
    assert fit.misfits == (() if reason is None else (Misfit(1, reason),))
    assert bool(ana.working(slot_day, slot_day)) == (reason is None)
