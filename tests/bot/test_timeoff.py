"""Dates off: typed, listed, given back; nobody is booked then, and what stands already stays and is told."""

from __future__ import annotations

from datetime import date

import pytest

from db import appointments
from program.roles import House
from scheduling.timeoff import ends_first, read_days
from scheduling.times import Days
from services import timeoff
from tests.chat import Phone
from tests.world import as_known, book

TODAY = date(2026, 11, 3)
HOW = "Type the dates:\n24 Dec - 2 Jan"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("24 Dec - 2 Jan", date(2026, 12, 24), date(2027, 1, 2)),
        ("28 Dec - 3 Jan", date(2026, 12, 28), date(2027, 1, 3)),
        ("15 Dec - 15 Mar", date(2026, 12, 15), date(2027, 3, 15)),
        ("1 Mar - 30 Sep", date(2027, 3, 1), date(2027, 9, 30)),
        ("1 Dec 2026 - 30 Apr 2027", date(2026, 12, 1), date(2027, 4, 30)),
        ("24-31 Dec", date(2026, 12, 24), date(2026, 12, 31)),
        ("24 to 31 December", date(2026, 12, 24), date(2026, 12, 31)),
        ("5 nov–6 nov", date(2026, 11, 5), date(2026, 11, 6)),
        ("tomorrow", date(2026, 11, 4), date(2026, 11, 4)),
        ("thu", date(2026, 11, 5), date(2026, 11, 5)),
        ("2026-12-24", date(2026, 12, 24), date(2026, 12, 24)),
        ("2026-12-24 - 2026-12-26", date(2026, 12, 24), date(2026, 12, 26)),
    ],
)
def test_dates_are_read(typed: str, first: date, last: date) -> None:
    assert read_days(typed, date(2026, 11, 3)) == Days(first, last)


@pytest.mark.parametrize(
    "typed", ["", "-", "yesterday", "31 Feb", "bananas", "1 Jan 2027 - 1 Jan 2029", "a - b - c", "24 Dec - bananas"]
)
def test_what_is_no_dates(typed: str) -> None:
    assert read_days(typed, date(2026, 11, 3)) is None


@pytest.mark.parametrize("typed", ["3 Mar - 1 Mar", "24-20 Dec", "1 Dec - 15 Mar", "3 Mar 2027 - 1 Mar 2027"])
def test_an_end_before_the_start(typed: str) -> None:
    assert read_days(typed, date(2026, 11, 3)) is None
    assert ends_first(typed, date(2026, 11, 3))
    assert not ends_first("24 Dec - 2 Jan", date(2026, 11, 3))


async def test_an_end_before_the_start_is_told(ana: Phone) -> None:
    await ana.sends("/settings")
    await ana.taps("Time off")
    await ana.sends("3 Mar - 1 Mar")
    assert ana.last.text.splitlines()[0] == (
        '"3 Mar - 1 Mar" ends before it begins. Add the year if another one is meant.'
    )


async def test_time_off_is_kept_and_given_back(ana: Phone, house: House) -> None:
    await book(house, "ana", "Review", "", "2026-11-05T10:00")
    await ana.sends("/settings")
    await ana.taps("Time off")
    assert str(ana.last) == "| You take no time off.\n| Type the dates:\n| 24 Dec - 2 Jan\n| [Back]"
    await ana.sends("5 Nov - 6 Nov")
    assert str(ana.last) == (
        "| Kept. Nobody can book you then.\n| This is outside your hours now, and stays as it is:\n"
        "| Thu 5 Nov, 10:00 Review\n"
        "| You are off on:\n| Thu 5 Nov – Fri 6 Nov\n| Type the dates:\n| 24 Dec - 2 Jan\n"
        "| [Not off: Thu 5 Nov – Fri 6 Nov] / [Back]"
    )
    await ana.sends("/why thu 14:00")
    assert ana.last.text == "Thu 5 Nov, 14:00–14:30 (Lisbon)\nYou: away that day"
    await ana.taps("Time off")
    await ana.taps("Not off: Thu 5 Nov – Fri 6 Nov")
    assert ana.last.text == f"You take no time off.\n{HOW}"


async def test_nobody_is_booked_then(ana: Phone, bo: Phone) -> None:
    await bo.sends("/settings")
    await bo.taps("Time off")
    await bo.sends("thu")
    await ana.sends("Review with @bo_berlin Thu 10:00")
    assert "Bo: 11:00 in Berlin, away that day" in ana.last.text


async def test_what_is_no_date_keeps_the_question(ana: Phone) -> None:
    await ana.sends("/settings")
    await ana.taps("Time off")
    await ana.sends("bananas <b>")
    assert ana.last.text == f'I cannot read "bananas <b>" as dates ahead.\nYou take no time off.\n{HOW}'
    await ana.sends("tomorrow")
    assert ana.last.text.startswith("Kept. Nobody can book you then.\nYou are off on:\nWed 4 Nov")


async def test_changed_hours_tell_what_lies_outside_and_move_nothing(ana: Phone, house: House) -> None:
    await book(house, "ana", "Review", "", "2026-11-05T16:00")
    await ana.sends("/settings")
    await ana.taps("Mon–Fri, 08:00–17:00")
    await ana.sends("Mon-Fri 9-15")
    await ana.taps("Save")
    assert ana.last.text.startswith(
        "Kept.\nThis is outside your hours now, and stays as it is:\nThu 5 Nov, 16:00 Review\n"
        "When can you be booked (Lisbon)?"
    )
    await ana.sends("/agenda")
    assert "16:00–16:30 Review" in ana.last.text


async def test_another_city_tells_what_lies_outside_and_moves_nothing(ana: Phone, house: House) -> None:
    await book(house, "ana", "Review", "", "2026-11-05T16:00")
    await ana.sends("/settings")
    await ana.taps("14:05 in Lisbon")
    await ana.sends("Asia/Tokyo")
    await ana.taps("Yes")
    assert ana.last.text == (
        "This has not moved, and is different for you now:\n"
        "Review: Fri 6 Nov, 01:00 (Tokyo), was Thu 5 Nov, 16:00 (Lisbon); outside your hours\n"
        "Your settings. Tap what you want to change."
    )


OUTSIDE = "This is outside your hours now, and stays as it is:"
REVIEW = "Tue 1 Dec, 17:00 Review"


async def test_every_way_to_change_hours_lists_what_lies_outside_then(ana: Phone, house: House) -> None:
    made = await book(house, "ana", "Review", "", "2026-12-01T17:00")

    def listed() -> list[str]:
        return [line for line in ana.last.text.splitlines() if line in (OUTSIDE, REVIEW)]

    await ana.sends("/settings")
    await ana.taps("Mon–Fri, 08:00–17:00")
    await ana.taps("09:00–18:00")
    assert listed() == []
    for step in ("08:00–17:00", "✓ Tue"):
        await ana.taps(step)
        assert listed() == [OUTSIDE, REVIEW], step
    await ana.sends("Mon-Fri 9-18")
    await ana.taps("Save")
    assert listed() == []
    await ana.taps("Back")
    await ana.taps("Holidays: none")
    await ana.taps("Portugal")
    assert listed() == [OUTSIDE, REVIEW]
    await ana.taps("None")
    assert listed() == []
    await ana.taps("Back")
    await ana.taps("Time off")
    await ana.sends("30 Nov - 2 Dec")
    assert listed() == [OUTSIDE, REVIEW]
    await ana.taps("Not off: Mon 30 Nov – Wed 2 Dec")
    await ana.taps("Back")
    await ana.taps("14:05 in Lisbon")
    await ana.taps("Another city")
    await ana.shares_location(52.52, 13.40)
    await ana.taps("Yes")
    assert ana.last.text.splitlines()[:2] == [
        "This has not moved, and is different for you now:",
        "Review: Tue 1 Dec, 18:00 (Berlin), was Tue 1 Dec, 17:00 (Lisbon); outside your hours",
    ]
    async with house.engine.begin() as connection:
        stands = await appointments.by_id(connection, made.id)
    assert stands is not None
    assert (stands.slot, stands.revision) == (made.slot, made.revision)


async def test_no_more_dates_fit_than_can_be_given_back(ana: Phone, house: House) -> None:
    known = await as_known(house, "ana_lisbon")
    async with house.engine.begin() as connection:
        for day in range(20):
            await timeoff.take(connection, known, Days(date(2026, 12, 1 + day), date(2026, 12, 1 + day)), today=TODAY)
    await ana.sends("/settings")
    await ana.taps("Time off")
    await ana.sends("24 Dec - 2 Jan")
    assert ana.last.text.splitlines()[0] == "20 spans are the most. Give one back first."
    await ana.taps("Not off: Sun 20 Dec")
    await ana.sends("24 Dec - 2 Jan")
    assert ana.last.text.splitlines()[0] == "Kept. Nobody can book you then."
