"""Booking by steps, /new to [Book], as transcript 3 has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.buttons import unpack
from bot.buttons.booking import Book
from program.roles import House
from tests.bot.drafts import counts, occupied, to_the_times
from tests.chat import Phone

Team = tuple[Phone, Phone, Phone]


async def test_transcript_3_by_buttons(acquainted: Team, house: House) -> None:
    ana, bo, _ = acquainted
    await ana.sends("/new")
    asked = await ana.sees("New appointment. What is it about? Type it.")
    assert asked.rows == [["Discard"]]

    await ana.sends("Budget")
    who = await ana.sees("Budget. Who should come? Tap, or type @names.")
    assert who.html.startswith("<b>Budget</b>.")
    assert who.rows == [["Bo", "Chen", "Just me"], ["From my contacts"], ["Back", "Discard"]]
    assert [message.text for message in ana.messages] == ["/new", "Budget", who.text]

    await ana.taps("Bo")
    chosen = await ana.sees(who.text)
    assert chosen.rows == [["✓ Bo", "Chen"], ["From my contacts"], ["Next"], ["Back", "Discard"]]

    await ana.taps("Next")
    month = await ana.sees("Budget with Bo. Which day?\nA dot: over, or no time when both are free.")
    assert month.id == who.id
    assert month.rows == [
        ["‹", "November 2026", "›"],
        ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"],
        ["·", "3", "4", "5", "6", "·", "·"],
        ["9", "10", "11", "12", "13", "·", "·"],
        ["16", "17", "18", "19", "20", "·", "·"],
        ["23", "24", "25", "26", "27", "·", "·"],
        ["30", "·", "·", "·", "·", "·", "·"],
        ["Back", "Discard"],
    ]

    await ana.taps("5")
    times = await ana.sees(
        "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?\n"
        "Both are free at these times; Berlin is 1 h ahead. Or type: 14:15, 50 min."
    )
    assert times.rows == [
        ["15 min", "• 30 min", "1 h"],
        ["08:00", "08:30", "09:00"],
        ["09:30", "10:00", "10:30"],
        ["11:00", "11:30", "12:00"],
        ["Later"],
        ["Back", "Discard"],
    ]

    await ana.taps("1 h")
    longer = await ana.sees(times.text)
    assert longer.rows[0] == ["15 min", "30 min", "• 1 h"]
    await ana.taps("10:00")
    card = await ana.sees("Budget\nThu 5 Nov, 10:00–11:00 (Lisbon)\nBerlin 11:00\nBo is free.")
    assert card.rows == [
        ["Book"],
        ["Title", "People", "Day"],
        ["Time", "Place", "Notes"],
        ["Back", "Discard"],
    ]
    before = await counts(house)

    await ana.taps("Back")
    marked = await ana.sees(times.text)
    assert marked.rows[0] == ["15 min", "30 min", "• 1 h"]
    assert marked.rows[2] == ["09:30", "• 10:00", "10:30"]

    await ana.taps("• 10:00")
    await ana.taps("People")
    people_again = await ana.sees("Budget. Who should come? Tap, or type @names.")
    assert people_again.rows == [["✓ Bo", "Chen"], ["From my contacts"], ["Done"], ["Back", "Discard"]]
    await ana.taps("Chen")
    await ana.taps("Done")
    refused = await ana.sees(
        "Budget no longer suits everybody. Thu 5 Nov, 10:00 (Lisbon) is 18:00 in Singapore"
        " and ends 2 h after Chen's working day.\n"
        "All three can at 08:00 · Berlin 09:00 · Singapore 16:00:"
    )
    assert refused.rows == [
        ["Book Thu 5 Nov, 08:00"],
        ["Book Fri 6 Nov, 08:00"],
        ["Book Mon 9 Nov, 08:00"],
        ["Leave Chen out", "Other times"],
        ["Back", "Discard"],
    ]
    assert await counts(house) == before
    assert bo.newest is None

    await ana.taps("Leave Chen out")
    await ana.sees(card.text)
    await ana.taps("Book")
    await ana.sees("Booked, and Bo is asked. Budget\nThu 5 Nov, 10:00–11:00 (Lisbon)\nBerlin 11:00\nBo: not answered")
    assert bo.last.text.startswith("Ana invites you to Budget\nThu 5 Nov, 11:00–12:00 (Berlin)\nLisbon 10:00")
    assert bo.last.labels[:3] == ["Accept", "Maybe", "Decline"]
    assert [message.text for message in ana.messages][:2] == ["/new", "Budget"]
    assert len(ana.messages) == 3


async def test_the_shortest_way_is_six_taps_and_a_title(acquainted: Team, house: House) -> None:
    ana, bo, _ = acquainted
    await to_the_times(ana)
    await ana.taps("09:00")
    await ana.taps("Book")

    assert (await counts(house))[0] == 3
    assert bo.last.text.startswith("Ana invites you to Budget\n")


async def test_dead_days_say_why_and_change_nothing(acquainted: Team, house: House) -> None:
    ana, _, _ = acquainted
    await occupied(house, "bo", datetime(2026, 11, 5, 7, 0, tzinfo=UTC), 10 * 60)
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("Bo")
    await ana.taps("Next")
    month = ana.last
    assert month.rows[2] == ["·", "3", "4", "·", "6", "·", "·"]

    async def says(row: int, column: int) -> str:
        key = month.buttons[row][column]
        ana.handset.tap(month.id, key)
        await ana.chat.settle()
        return await ana.popup()

    assert await says(2, 0) == "Mon 2 Nov is over."
    assert await says(2, 3) == "On Thu 5 Nov there is no 30 min when both are free."
    assert await says(2, 5) == "You do not work on Sat 7 Nov."
    assert await says(0, 0) == "That month is over."
    assert await says(1, 0) == "Tap a day; ‹ and › show other months. You can also type one: thu, tomorrow, 5 Nov."
    assert ana.last == month

    await ana.taps("›")
    assert ana.last.rows[0] == ["‹", "December 2026", "›"]
    await ana.taps("‹")
    assert ana.last == month


async def test_later_times_and_earlier_ones(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.taps("Later")
    assert ana.last.rows[1:] == [
        ["12:30", "13:00", "13:30"],
        ["14:00", "14:30", "15:00"],
        ["15:30"],
        ["Earlier"],
        ["Back", "Discard"],
    ]
    await ana.taps("Earlier")
    assert ana.last.rows[1] == ["08:00", "08:30", "09:00"]


async def test_one_field_is_changed_from_the_card(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.taps("10:00")
    await ana.taps("Title")
    assert ana.last.text == "What is it about? Now: Budget. Type it."
    await ana.sends("Budget <b>2027</b> & more")
    assert ana.last.text.startswith("Budget <b>2027</b> & more\nThu 5 Nov, 10:00–10:30 (Lisbon)")
    await ana.taps("Day")
    await ana.taps("6")
    assert ana.last.text.split("\n")[1] == "Fri 6 Nov, 10:00–10:30 (Lisbon)"
    await ana.taps("Place")
    await ana.sends("Room 4")
    await ana.taps("Notes")
    await ana.sends("Bring\nthe numbers")
    assert ana.last.text.split("\n")[3:5] == ["Place: Room 4", "Notes: Bring the numbers"]
    await ana.taps("Place")
    await ana.taps("No place")
    assert ana.last.text.split("\n")[3] == "Notes: Bring the numbers"
    await ana.taps("Time")
    assert ana.last.rows[2] == ["09:30", "• 10:00", "10:30"]
    await ana.taps("Back")
    assert ana.last.text.split("\n")[1] == "Fri 6 Nov, 10:00–10:30 (Lisbon)"


async def test_back_leads_through_all_steps(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    heads = []
    for _ in range(3):
        await ana.taps("Back")
        heads.append(ana.last.text.split("\n")[0])
    assert heads == [
        "Budget with Bo. Which day?",
        "Budget. Who should come? Tap, or type @names.",
        "What is it about? Now: Budget. Type it.",
    ]
    await ana.taps("Next")
    assert ana.last.rows[0] == ["✓ Bo", "Chen"]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
async def test_discard_at_every_step(acquainted: Team, house: House, steps: int) -> None:
    ana, _, _ = acquainted
    before = await counts(house)
    await ana.sends("/new")
    if steps:
        await ana.sends("Budget")
    if steps > 1:
        await ana.taps("Just me")
    if steps > 2:
        await ana.taps("5")
    await ana.taps("Discard")

    assert ana.last.text == "Thrown away. Nobody was asked."
    assert ana.last.rows == [["New appointment"]]
    assert await counts(house) == before
    await ana.taps("New appointment")
    assert ana.last.text == "New appointment. What is it about? Type it."


async def test_an_appointment_with_oneself(acquainted: Team, house: House) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Focus")
    await ana.taps("Just me")
    assert ana.last.text == "Focus. Which day?\nA dot: over, or no time when you are free."
    await ana.taps("5")
    await ana.taps("08:00")
    assert ana.last.text == "Focus\nThu 5 Nov, 08:00–08:30 (Lisbon)\nYou are free."
    await ana.taps("Book")
    assert ana.last.text.startswith("Booked. Focus\nThu 5 Nov, 08:00–08:30 (Lisbon)")
    await ana.sends("Call Thu 8:00")
    assert "You: busy" in ana.last.text


async def test_a_press_that_comes_twice_books_once(acquainted: Team, house: House) -> None:
    ana, bo, _ = acquainted
    await to_the_times(ana)
    await ana.taps("10:00")
    card = ana.last
    before = await counts(house)
    await ana.taps("Book", on=card, settle=False)
    await ana.taps("Book", on=card)

    assert (await counts(house))[0] == before[0] + 1
    assert ana.last.text.split("\n")[1] == "Thu 5 Nov, 10:00–10:30 (Lisbon)"
    assert [message.text.split("\n")[0] for message in bo.messages] == ["Ana invites you to Budget"]


@pytest.mark.parametrize("minutes", [4, 24 * 60 + 1])
async def test_a_length_that_no_card_has_shown_is_not_booked(acquainted: Team, house: House, minutes: int) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.taps("10:00")
    before = await counts(house)
    shown = unpack(ana.last.button("Book")["callback_data"])
    assert isinstance(shown, Book)
    forged = replace(shown, duration=timedelta(minutes=minutes)).pack()
    ana.handset.tap(ana.last.id, {"text": "Book", "callback_data": forged})
    await ana.chat.settle()

    assert str(ana.last) == (
        "| An appointment takes from 5 minutes to one working day. How long should it be?\n| [New appointment]"
    )
    assert await counts(house) == before
