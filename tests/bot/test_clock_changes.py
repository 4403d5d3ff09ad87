"""Times that a clock skips or shows twice are asked about, typed or tapped; nothing shifts in silence."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from db import people
from program.roles import House
from tests.chat import Phone
from tests.world import as_known, book, work

NIGHTS = {weekday: [(0, 300)] for weekday in range(7)}
"""Somebody who works from midnight to five, every day."""


@pytest.fixture
async def owl(house: House, ana: Phone) -> Phone:
    """Ana's phone; she works by night."""
    await work(house, "ana", NIGHTS)
    return ana


async def test_times_shown_twice_stand_twice_on_the_keyboard(owl: Phone) -> None:
    await owl.sends("/new")
    await owl.sends("Rounds")
    await owl.taps("Just me")
    await owl.sends("31 Oct 2027")
    assert owl.last.labels[3:11] == [
        "00:00",
        "00:30",
        "01:00, first",
        "01:30, first",
        "01:00, second",
        "01:30, second",
        "02:00",
        "02:30",
    ]
    await owl.taps("01:30, second")
    await owl.taps("Book")
    await owl.sends("/agenda")
    assert "01:30–02:00 Rounds" in owl.last.text


async def test_days_of_a_spring_forward_have_no_skipped_times(owl: Phone) -> None:
    await owl.sends("/new")
    await owl.sends("Rounds")
    await owl.taps("Just me")
    await owl.sends("28 Mar 2027")
    assert owl.last.labels[3:7] == ["00:00", "00:30", "02:00", "02:30"]


@pytest.mark.parametrize(
    ("typed", "said", "keys"),
    [
        (
            "28 Mar 2027 01:30",
            "Clocks go from 01:00 to 02:00 that night in Lisbon, so there is no 01:30. Take:",
            [["Move to Sun 28 Mar, 00:30"], ["Move to Sun 28 Mar, 02:30"]],
        ),
        (
            "31 Oct 2027 01:30",
            "Clocks go back that night in Lisbon, so 01:30 comes twice. Which one?",
            [["Sun 31 Oct, 01:30, first"], ["Sun 31 Oct, 01:30, second"]],
        ),
    ],
)
async def test_a_move_to_such_a_time_asks(
    house: House, owl: Phone, typed: str, said: str, keys: list[list[str]]
) -> None:
    await book(house, "ana", "Rounds", "", "2026-11-05T02:00")
    await owl.sends("/agenda")
    await owl.taps("1")
    await owl.taps("Move")
    await owl.taps("Pick a day")
    await owl.sends(typed)
    assert owl.last.text.splitlines()[0] == said
    assert owl.last.rows[:2] == keys
    await owl.taps(keys[1][0])
    assert owl.last.text.startswith("Moved. Rounds\nSun ")


async def test_keyboards_stand_on_the_hours_of_a_clock_45_minutes_off(house: House, ana: Phone) -> None:
    """08:00 in Kathmandu is 02:15 UTC."""
    known = await as_known(house, "ana_lisbon")
    async with house.engine.begin() as connection:
        await people.settle(connection, known.id, zone=ZoneInfo("Asia/Kathmandu"), city="Kathmandu")
    await ana.sends("/new")
    await ana.sends("Tea")
    await ana.taps("Just me")
    await ana.taps("5")
    assert ana.last.labels[3:6] == ["08:00", "08:30", "09:00"]
    await ana.taps("08:00")
    await ana.taps("Book")
    await ana.taps("Move")
    await ana.taps("Pick a day")
    await ana.taps("6")
    assert ana.last.labels[:3] == ["08:00", "08:30", "09:00"]
