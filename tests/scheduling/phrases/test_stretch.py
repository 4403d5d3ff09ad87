"""Several days that are asked about at once, in four languages; the clock stands at Tue 3 Nov 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.phrases.stretch import stretch
from scheduling.times import Days

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "typed", "first", "last", "left"),
    [
        ("en", "next week", "11-09", "11-15", ""),
        ("en", "60 min next week", "11-09", "11-15", "60 min"),
        ("en", "@bo_berlin 1 h this week 10:30", "11-02", "11-08", "@bo_berlin 1 h 10:30"),
        ("en", "weekend", "11-07", "11-08", ""),
        ("en", "next weekend", "11-14", "11-15", ""),
        ("en", "next week thu", "11-12", "11-12", ""),
        ("en", "next week Mon-Wed", "11-09", "11-11", ""),
        ("en", "Thu - Fri next week", "11-12", "11-13", ""),
        ("en", "next week morning", "11-09", "11-15", "morning"),
        ("en", "Mon-Wed 45 min", "11-09", "11-11", "45 min"),
        ("en", "5-20 Nov", "11-05", "11-20", ""),
        ("en", "2-6 Nov", "11-02", "11-06", ""),
        ("en", "5 Nov - 7 Nov", "11-05", "11-07", ""),
        ("de", "nächste Woche", "11-09", "11-15", ""),
        ("de", "Wochenende", "11-07", "11-08", ""),
        ("de", "9.-20.11.", "11-09", "11-20", ""),
        ("de", "Montag bis Mittwoch", "11-09", "11-11", ""),
        ("es", "la próxima semana", "11-09", "11-15", ""),
        ("es", "fin de semana", "11-07", "11-08", ""),
        ("es", "lunes a miércoles", "11-09", "11-11", ""),
        ("id", "60 mnt minggu depan", "11-09", "11-15", "60 mnt"),
        ("id", "akhir pekan", "11-07", "11-08", ""),
        ("id", "Senin-Rabu", "11-09", "11-11", ""),
    ],
)
def test_several_days(language: str, typed: str, first: str, last: str, left: str) -> None:
    days = Days(date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}"))
    assert stretch(typed, now=NOW, zone=ZoneInfo("Europe/Lisbon"), language=language) == (days, left)


@pytest.mark.parametrize("typed", ["", "thu", "thu 10-12", "thu 5-12", "10-12 thu", "5 Nov", "2 Nov", "week " * 60])
def test_no_several_days(typed: str) -> None:
    assert stretch(typed, now=NOW, zone=ZoneInfo("Europe/Lisbon"), language="en") is None
