"""Typed answers in Indonesian, on Tuesday 3 November 2026: 8.10 is a time, "jam 8" too, and "8 jam" a length."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from scheduling.hours import read_hours
from scheduling.timeoff import read_days
from scheduling.times import Days
from scheduling.typed import Answer, Reading, read_answer, read_duration, read_reminders, read_time

TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("typed", "day", "at", "minutes"),
    [
        ("jum 8.00", "2026-11-06", "08:00", None),
        ("jum 8.10", "2026-11-06", "08:10", None),
        ("min 10.00", "2026-11-08", "10:00", None),
        ("besok jam 15.00 1 jam", "2026-11-04", "15:00", 60),
        ("Kamis, 5 Nov pukul 10", "2026-11-05", "10:00", None),
        ("lusa jam setengah 10", "2026-11-05", "09:30", None),
        ("12 Des 9 pagi", "2026-12-12", "09:00", None),
        ("besok 3 sore", "2026-11-04", "15:00", None),
        ("14.15, 50 mnt", None, "14:15", 50),
    ],
)
def test_days_times_and_lengths(typed: str, day: str | None, at: str, minutes: int | None) -> None:
    assert read_answer(typed, today=TODAY, language="id") == Answer(
        day=Reading((date.fromisoformat(day),)) if day else None,
        time=Reading((time.fromisoformat(at),)),
        duration=Reading((timedelta(minutes=minutes),)) if minutes else None,
    )


@pytest.mark.parametrize(("typed", "minutes"), [("2 jam", 120), ("setengah jam", 30), ("1 jam 15 menit", 75)])
def test_lengths(typed: str, minutes: int) -> None:
    assert read_duration(typed, language="id").value == timedelta(minutes=minutes)


def test_hours_dates_off_and_reminders() -> None:
    hours = read_hours("Sen-Kam 9-12, 13-18; Jum libur", language="id")
    assert hours.hours is not None
    assert (hours.hours[3], hours.hours[4], hours.not_understood) == (((540, 720), (780, 1080)), (), ())
    assert read_days("24 Des - 2 Jan", TODAY, language="id") == Days(date(2026, 12, 24), date(2027, 1, 2))
    assert read_days("besok", TODAY, language="id") == Days(date(2026, 11, 4), date(2026, 11, 4))
    assert read_reminders("2 jam dan 10 mnt", language="id").value == (timedelta(hours=2), timedelta(minutes=10))
    assert read_reminders("tidak ada", language="id").candidates == ((),)


def test_a_dotted_time_is_one_in_indonesian_only() -> None:
    assert read_time("jam 8.10", language="id").value == time(8, 10)
    assert read_answer("jum 8.10", today=TODAY, language="id").day == Reading((date(2026, 11, 6),))
    assert read_answer("8.11.", today=TODAY, language="en").day == Reading((date(2026, 11, 8),))
