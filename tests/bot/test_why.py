"""/why: each own setting in the way with a button to it; of others only "busy", "outside" or "free"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from program.roles import House
from tests.bot.drafts import occupied
from tests.chat import Phone
from tests.world import book, work


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "/why Tue 10 Nov 7:00",
            "| Tue 10 Nov, 07:00–07:30 (Lisbon)\n| You: starts 1 h before the working day\n| [Working hours] [19:00]",
        ),
        (
            "/why thu 16:30 45 min",
            "| Thu 5 Nov, 16:30–17:15 (Lisbon)\n| You: ends 15 min after the working day\n| [Working hours]",
        ),
        ("/why sat 10:00", "| Sat 7 Nov, 10:00–10:30 (Lisbon)\n| You: no working day\n| [Working hours]"),
        ("/why thu 10:00", "| Thu 5 Nov, 10:00–10:30 (Lisbon)\n| Nothing of yours is in the way.\n| [Book then]"),
        ("/why tue 10:00", "| Tue 10 Nov, 10:00–10:30 (Lisbon)\n| Nothing of yours is in the way.\n| [Book then]"),
        ("/why", "| Which time? Type a day and an hour behind it:\n| /why Tue 10:00"),
        ("/why thu", "| Which time? Type a day and an hour behind it:\n| /why Tue 10:00"),
        (
            "/why thu 24:00",
            "| There is no 24:00.\n| Which time? Type a day and an hour behind it:\n| /why Tue 10:00",
        ),
        ("/why 5 Nov 9999 10:00", "| I look up to a year ahead."),
        (
            "/why thu 10:00 0 min",
            "| A length is from 5 minutes to one working day.\n| Thu 5 Nov, 10:00–10:30 (Lisbon)\n"
            "| Nothing of yours is in the way.\n| [Book then]",
        ),
        ("/free 31 Dec 9999", "| I look up to a year ahead."),
        ("/why yesterday 10:00", "| Mon 2 Nov, 10:00 (Lisbon) is over."),
        (
            "/why 28 Mar 2027 01:30",
            "| Clocks go from 01:00 to 02:00 that night in Lisbon, so there is no 01:30. Take:\n| [00:30] [02:30]",
        ),
    ],
)
async def test_own_settings(ana: Phone, typed: str, shown: str) -> None:
    await ana.sends(typed)
    assert str(ana.last) == shown


async def test_own_appointments_are_named_and_others_are_not(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Stand-up", "bo", "2026-11-04T10:00")
    await bo.taps("Accept")
    await occupied(house, "ana", datetime(2026, 11, 5, 10, 0, tzinfo=UTC), 30, title="Dentist <b>")
    await occupied(house, "bo", datetime(2026, 11, 5, 10, 0, tzinfo=UTC), 30, title="Secret")
    await ana.sends("/why thu 10:00 @bo_berlin @chen_sg")
    assert str(ana.last) == (
        "| Thu 5 Nov, 10:00–10:30 (Lisbon)\n| You have Dentist <b> then, 10:00–10:30.\n| Bo: busy\n"
        "| I cannot say when @chen_sg can: I show free time to people who have met here, and to whom it was allowed.\n"
        "| [Agenda]"
    )
    await ana.sends("/why thu 16:30 @bo_berlin")
    assert ana.last.text.splitlines()[-1] == "Bo: outside"
    await ana.sends("/why thu 14:00 @bo_berlin")
    assert ana.last.text.splitlines()[-1] == "Bo: free"
    await ana.taps("Book then")
    assert ana.last.text.startswith("New appointment with Bo, Thu 5 Nov, 14:00 (Lisbon). ")


async def test_a_draft_says_with_whom_and_on_which_day(ana: Phone, house: House) -> None:
    await ana.sends("Dentist thu 10:00 1 h")
    await ana.sends("/why 16:30")
    assert ana.last.text.startswith("Thu 5 Nov, 16:30–17:30 (Lisbon)\nYou: ends 30 min after the working day")
    await ana.taps("Working hours")
    assert ana.last.text.startswith("When can you be booked (Lisbon)?")


async def test_an_hour_that_comes_twice_is_asked_about(ana: Phone, bo: Phone, house: House) -> None:
    await work(house, "ana", {weekday: [(0, 300)] for weekday in range(7)})
    await occupied(house, "ana", datetime(2027, 10, 31, 1, 30, tzinfo=UTC), 30, title="Rounds")
    await ana.sends("/why 31 Oct 2027 01:30 @bo_berlin")
    assert str(ana.last) == (
        "| Clocks go back that night in Lisbon, so 01:30 comes twice. Which one?\n| [01:30, first] [01:30, second]"
    )
    await ana.taps("01:30, first")
    assert "Nothing of yours is in the way." in ana.last.text
    await ana.sends("/why 31 Oct 2027 01:30 @bo_berlin")
    await ana.taps("01:30, second")
    assert ana.last.text.splitlines()[1:] == ["You have Rounds then, 01:30–02:00.", "Bo: outside"]
