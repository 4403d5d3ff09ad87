"""Who is where at an instant, while they travel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.people import Home, Person, Preferences
from scheduling.times import Days, ZoneSpell

LISBON, TOKYO = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Tokyo")
STAY = ZoneSpell(Days(date(2026, 11, 10), date(2026, 11, 12)), TOKYO, "Tokyo")
ANA = Person(1, "Ana", zone=LISBON, city="Lisbon", prefs=Preferences(spells=(STAY,)))


@pytest.mark.parametrize(
    ("instant", "city"),
    [
        # Tokyo's midnights are 15:00 of the day before in UTC.
        ("2026-11-09T14:59", "Lisbon"),
        ("2026-11-09T15:00", "Tokyo"),
        ("2026-11-12T14:59", "Tokyo"),
        ("2026-11-12T15:00", "Lisbon"),
    ],
)
def test_a_journey_lasts_from_midnight_to_midnight_there(instant: str, city: str) -> None:
    there = ANA.at(datetime.fromisoformat(instant).replace(tzinfo=UTC))
    assert (there.city, there.zone) == (city, {"Lisbon": LISBON, "Tokyo": TOKYO}[city])
    assert there.at_home == ANA


def test_who_is_there_comes_home_again() -> None:
    there = ANA.at(datetime(2026, 11, 10, 12, tzinfo=UTC))
    assert (there.home, there.at(datetime(2026, 12, 1, tzinfo=UTC))) == (Home(LISBON, "Lisbon"), ANA)


def test_who_does_not_travel_is_the_same() -> None:
    stays = replace(ANA, prefs=Preferences())
    assert stays.at(datetime(2026, 11, 10, 12, tzinfo=UTC)) is stays
