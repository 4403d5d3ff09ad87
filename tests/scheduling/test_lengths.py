"""One typed length, or how long before a start to be reminded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduling.lengths import read_duration, read_reminders
from scheduling.readings import Fault, Reading


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("50 min", 50),
        ("50min", 50),
        ("90m", 90),
        ("5", 5),
        ("1", 60),
        ("2", 120),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1 h 15 min", 75),
        ("1 hr 5", 65),
        ("1.5 h", 90),
        ("1,5h", 90),
        ("1.5", 90),
        ("1½ h", 90),
        ("½ hour", 30),
        ("1:30", 90),
        ("2 hours", 120),
        ("for 45 minutes", 45),
        ("half an hour", 30),
        ("an hour", 60),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("three quarters of an hour", 45),
        ("forty-five minutes", 45),
        ("1 h and 15 min", 75),
        ("1 day", 1440),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    assert read_duration(text) == Reading((timedelta(minutes=minutes),))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("0", Fault.TOO_SHORT),
        ("0 min", Fault.TOO_SHORT),
        ("-30", Fault.TOO_SHORT),
        ("-30 min", Fault.TOO_SHORT),
        ("4 min", Fault.TOO_SHORT),
        ("3 days", Fault.TOO_LONG),
        ("25 h", Fault.TOO_LONG),
        ("99999999999", Fault.TOO_LONG),
        ("9" * 190 + " hours", Fault.TOO_LONG),
        ("9" * 5000, Fault.NOT_UNDERSTOOD),
        ("", Fault.NOT_UNDERSTOOD),
        ("long", Fault.NOT_UNDERSTOOD),
        ("5 5", Fault.NOT_UNDERSTOOD),
        ("10 min 5", Fault.NOT_UNDERSTOOD),
        ("1e5", Fault.NOT_UNDERSTOOD),
        ("nan", Fault.NOT_UNDERSTOOD),
        ("1:75", Fault.NOT_UNDERSTOOD),
    ],
)
def test_lengths_that_cannot_be(text: str, fault: Fault) -> None:
    reading = read_duration(text)
    assert (reading.fault, reading.candidates) == (fault, ())


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 h, 10 min", [120, 10]),
        ("10 min, 2 h", [120, 10]),
        ("a day and 15 minutes", [1440, 15]),
        ("1 day before", [1440]),
        ("15", [15]),
        ("1,5 h; 10", [90, 10]),
        ("10 min, 10 min", [10]),
        ("1 week", [10080]),
        ("off", []),
        ("None", []),
    ],
)
def test_reminders(text: str, minutes: list[int]) -> None:
    assert read_reminders(text).value == tuple(timedelta(minutes=each) for each in minutes)


@pytest.mark.parametrize(
    ("text", "fault", "rest"),
    [
        ("0 min", Fault.TOO_SHORT, "0 min"),
        ("60 days", Fault.TOO_LONG, "60 days"),
        ("10 min, sometimes", Fault.NOT_UNDERSTOOD, "sometimes"),
        ("5, 10, 15, 20, 25, 30", Fault.TOO_MANY, ""),
        ("", Fault.NOT_UNDERSTOOD, ""),
    ],
)
def test_reminders_that_cannot_be_kept(text: str, fault: Fault, rest: str) -> None:
    reading = read_reminders(text)
    assert (reading.value, reading.fault, reading.rest) == (None, fault, rest)
