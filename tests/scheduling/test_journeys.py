"""Who is where at an instant, while they travel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduling.journeys import Journey, planned, read_journey
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


@pytest.mark.parametrize(
    ("typed", "language", "place", "first", "last", "sure"),
    [
        ("in Tokyo 10-20 Nov", "en", "Tokyo", "2026-11-10", "2026-11-20", True),
        ("I am in Berlin until Friday", "en", "Berlin", "2026-11-03", "2026-11-06", True),
        ("I'll be in New York from 10 to 20 Nov.", "en", "New York", "2026-11-10", "2026-11-20", True),
        ("travelling to Porto tomorrow", "en", "Porto", "2026-11-04", "2026-11-04", True),
        ("Tokyo 10 Nov - 20 Nov", "en", "Tokyo", "2026-11-10", "2026-11-20", False),
        ("10-20 Nov in San José, CR", "en", "San José, CR", "2026-11-10", "2026-11-20", False),
        ("in Tokyo on 10 Nov", "en", "Tokyo", "2026-11-10", "2026-11-10", False),
        ("Saya di Tokyo sampai Jumat", "id", "Tokyo", "2026-11-03", "2026-11-06", True),
        ("di Berlin 10-20 Nov", "id", "Berlin", "2026-11-10", "2026-11-20", True),
    ],
)
def test_where_and_when(typed: str, language: str, place: str, first: str, last: str, sure: bool) -> None:
    days = Days(date.fromisoformat(first), date.fromisoformat(last))
    assert read_journey(typed, date(2026, 11, 3), language=language) == Journey(place, days, sure)


@pytest.mark.parametrize(
    "typed",
    ["", "Tokyo", "in Tokyo", "10-20 Nov", "in Tokyo 1-2 Nov 2025", "in Tokyo until yesterday", "I am in a meeting"],
)
def test_what_is_no_journey(typed: str) -> None:
    assert read_journey(typed, date(2026, 11, 3)) is None


def test_of_two_journeys_the_newer_one_stands() -> None:
    berlin = ZoneSpell(Days(date(2026, 11, 11), date(2026, 11, 11)), ZoneInfo("Europe/Berlin"), "Berlin")
    assert planned([STAY], berlin, without=berlin.days) == (
        replace(STAY, days=Days(date(2026, 11, 10), date(2026, 11, 10))),
        berlin,
        replace(STAY, days=Days(date(2026, 11, 12), date(2026, 11, 12))),
    )
    assert planned([STAY], None, without=STAY.days) == ()
