"""Journeys: said by taps or in a line, shown in the time of where one is by then, and nothing moves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest_asyncio

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import as_known, book, know_places

HOW = "Have you moved? Type the city. Will you be elsewhere for some days? Type where and when:\nTokyo 10-20 Nov"


@pytest_asyncio.fixture(autouse=True)
async def world_places(house: House) -> None:
    await know_places(house)


async def test_a_journey_in_one_line_moves_nothing(ana: Phone, bo: Phone, house: House, clock: MovableClock) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-10T08:00")
    await book(house, "ana", "Call", "", "2026-11-11T16:00")
    await ana.sends("/settings")
    await ana.taps("14:05 in Lisbon")
    assert str(ana.last) == (
        "| You are in Lisbon, where it is 14:05.\n"
        + "".join(f"| {line}\n" for line in HOW.splitlines())
        + "| [Another city] [Travelling] / [Back]"
    )
    await ana.sends("in Tokyo 10-20 Nov")
    assert str(ana.last) == (
        "| Kept: Tokyo, Tue 10 Nov – Fri 20 Nov. Your working hours count there then.\n"
        "| These have not moved, and are different for you now:\n"
        "| Review: Tue 10 Nov, 17:00 (Tokyo), was Tue 10 Nov, 08:00 (Lisbon); outside your hours\n"
        "| Call: Thu 12 Nov, 01:00 (Tokyo), was Wed 11 Nov, 16:00 (Lisbon); outside your hours\n"
        "| You are in Lisbon, where it is 14:05.\n"
        "| Tue 10 Nov – Fri 20 Nov: Tokyo\n"
        + "".join(f"| {line}\n" for line in HOW.splitlines())
        + "| [Another city] [Travelling] / [Not in Tokyo, Tue 10 Nov] / [Back]"
    )
    await ana.sends("/agenda")
    assert ana.last.text == (
        "Your next appointments (Lisbon).\n"
        "Tue 10 Nov (Tokyo)\n1  17:00–17:30 Review · Bo not answered\n"
        "Thu 12 Nov (Tokyo)\n2  01:00–01:30 Call"
    )
    await ana.sends("/free 12 Nov")
    assert ana.last.text.splitlines()[1:] == ["Thu 12 Nov (Tokyo)", "1  08:00–17:00"]
    await ana.sends("/why 12 Nov 7:00")
    assert ana.last.text.splitlines() == [
        "Thu 12 Nov, 07:00–07:30 (Tokyo)",
        "You: starts 1 h before the working day",
    ]
    # What is typed for a day there is read there, and both clocks are said.
    await ana.sends("Tea Thu 12 Nov 9:00")
    assert ana.last.text.splitlines()[1:3] == ["Thu 12 Nov, 09:00–09:30 (Tokyo)", "Lisbon 00:00"]
    await ana.sends("18:00")
    assert ana.last.text.splitlines()[1:4] == [
        "Thu 12 Nov, 18:00–18:30 (Tokyo)",
        "Lisbon 09:00",
        "You: ends 1 h 30 min after the working day",
    ]
    await ana.sends("6 Nov")
    assert ana.last.text.splitlines()[1:2] == ["Fri 6 Nov, 18:00–18:30 (Lisbon)"]
    await ana.taps("Discard")
    await ana.sends("/new")
    await ana.sends("Tea")
    await ana.taps("Just me")
    await ana.taps("12")
    assert ana.last.text.splitlines()[0] == "Tea, Thu 12 Nov. How long, and when (Tokyo)?"
    await ana.taps("08:00")
    assert ana.last.text.splitlines()[1] == "Thu 12 Nov, 08:00–08:30 (Tokyo)"
    await ana.taps("Book")
    # It was agreed by the clock there, and is moved by it.
    await ana.taps("Move")
    await ana.taps("Pick a day")
    await ana.taps("13")
    assert ana.last.labels[0] == "08:00"
    await ana.sends("13 Nov 9:00")
    assert ana.last.labels[0] == "Fri 13 Nov, 09:00 (Tokyo)"
    await ana.taps("Fri 13 Nov, 09:00 (Tokyo)")
    assert ana.last.text.splitlines()[1] == "Fri 13 Nov, 09:00–09:30 (Tokyo)"
    await ana.taps("Cancel it")
    # A city that leaves no room for the verb stays whole.
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Move")
    assert ana.last.labels[0] == "Tue 10 Nov, 16:00 (Tokyo)"
    # Others see, and are refused, by the clock there.
    await bo.sends("Plan with @ana_lisbon Tue 10 Nov 10:00")
    assert "Ana: 18:00 in Tokyo, ends 1 h 30 min after the working day" in bo.last.text
    # Once there, what is typed is read there.
    clock.advance_to(datetime(2026, 11, 10, 1, 0, tzinfo=UTC))
    await house.settled()
    await ana.sends("Tea tomorrow 9:00")
    assert ana.last.text.splitlines()[:3] == ["Tea", "Wed 11 Nov, 09:00–09:30 (Tokyo)", "You are free."]
    await ana.taps("Discard")
    await ana.sends("/settings")
    await ana.taps("10:00 in Tokyo")
    assert ana.last.text.splitlines()[0] == "You are in Tokyo, where it is 10:00. At home: Lisbon."
    await ana.taps("Not in Tokyo, Tue 10 Nov")
    assert ana.last.text.splitlines()[:3] == [
        "These have not moved, and are different for you now:",
        "Review: Tue 10 Nov, 08:00 (Lisbon), was Tue 10 Nov, 17:00 (Tokyo)",
        "Call: Wed 11 Nov, 16:00 (Lisbon), was Thu 12 Nov, 01:00 (Tokyo)",
    ]
    assert (await as_known(house, "ana_lisbon")).prefs.spells == ()


async def test_a_journey_by_taps(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("14:05 in Lisbon")
    # A city that was not read leaves both open: a journey, and to book something.
    await ana.sends("Berlin 31 Feb")
    await ana.sends("Berlin 5-6 Nov")
    assert ana.last.text.splitlines()[0] == "Kept: Berlin, Thu 5 Nov – Fri 6 Nov. Your working hours count there then."
    await ana.taps("Not in Berlin, Thu 5 Nov")
    await ana.taps("Travelling")
    await ana.sends("Lunch tomorrow 12:30")
    assert ana.last.text.splitlines()[0] == "Lunch"
    await ana.taps("Discard")
    await ana.sends("/settings")
    await ana.taps("14:05 in Lisbon")
    await ana.taps("Travelling")
    await ana.sends("Brelin")
    await ana.taps("15:05 Berlin")
    assert ana.last.text == "From when are you in Berlin? Tap the first day, or type the dates:\n10-20 Nov"
    assert ana.last.rows[2][:3] == ["·", "3", "4"]
    await ana.taps("·", on=ana.last)
    await ana.taps("10")
    assert ana.last.text == "In Berlin from Tue 10 Nov. Until when? Tap the last day, or type it."
    await ana.sends("bananas")
    assert ana.last.text.splitlines()[0] == 'I cannot read "bananas" as dates ahead.'
    await ana.taps("›")
    await ana.taps("1")
    assert ana.last.text.splitlines()[0] == (
        "Kept: Berlin, Tue 10 Nov – Tue 1 Dec. Your working hours count there then."
    )
    await ana.sends("Portland 12 Nov - 13 Nov")
    await ana.taps("06:05 Portland, Oregon")
    assert ana.last.text.splitlines()[2:5] == [
        "Tue 10 Nov – Wed 11 Nov: Berlin",
        "Thu 12 Nov – Fri 13 Nov: Portland",
        "Sat 14 Nov – Tue 1 Dec: Berlin",
    ]


async def test_anywhere_in_the_chat_and_only_what_is_a_place(ana: Phone, house: House) -> None:
    await ana.sends("I am in Berlin until Friday")
    assert ana.last.text.splitlines()[:2] == [
        "Kept: Berlin, Tue 3 Nov – Fri 6 Nov. Your working hours count there then.",
        "You are in Berlin, where it is 15:05. At home: Lisbon.",
    ]
    await ana.sends("I am in meetings until Friday")
    assert "Kept" not in ana.last.text
    (stay,) = (await as_known(house, "ana_lisbon")).prefs.spells
    assert stay.city == "Berlin"
    # A new home is one, wherever one is.
    await ana.sends("/settings")
    await ana.taps("15:05 in Berlin")
    await ana.sends("Tokyo")
    await ana.taps("Yes")
    assert ana.last.labels[0] == "15:05 in Berlin"
    assert (await as_known(house, "ana_lisbon")).city == "Tokyo"


async def test_a_seventh_journey_does_not_fit(ana: Phone) -> None:
    for month in ("Dec", "Jan", "Feb", "Mar", "Apr", "May"):
        await ana.sends(f"in Berlin 10-12 {month}")
        assert ana.last.text.splitlines()[0].startswith("Kept: Berlin")
    await ana.sends("in Tokyo 10-12 June")
    assert ana.last.text.splitlines()[0] == "6 journeys are the most. Take one out first."
    await ana.taps("Not in Berlin, Thu 10 Dec")
    await ana.sends("in Tokyo 10-12 June")
    assert ana.last.text.splitlines()[0].startswith("Kept: Tokyo")
