"""What an organizer does on the card: call off and take it back, move, edit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import book

UNDO = timedelta(seconds=31)


@pytest.fixture
async def team(house: House, ana: Phone, bo: Phone, chen: Phone) -> tuple[Phone, Phone, Phone]:
    """Ana looks at the card of her review with Bo and Chen, Thu 5 Nov, 08:00 in Lisbon; Bo has accepted."""
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00", minutes=45)
    await ana.chat.settle()
    await bo.taps("Accept")
    await ana.sends("/agenda")
    await ana.taps("1")
    for phone in (ana, bo, chen):
        phone.forget()
    return ana, bo, chen


async def test_calling_off_asks_and_tells_everybody(
    house: House, clock: MovableClock, team: tuple[Phone, Phone, Phone]
) -> None:
    ana, bo, chen = team
    await ana.taps("Cancel it")
    assert str(ana.last) == (
        "| Cancel Review, Thu 5 Nov, 08:00 (Lisbon)? Bo and Chen will be told.\n"
        "| [Cancel it] [With a reason] / [Keep it]"
    )
    await ana.taps("Keep it")
    assert ana.last.rows == [["Move", "Edit", "Cancel it"], ["To my calendar"], ["Back to agenda"]]
    await ana.taps("Cancel it")
    await ana.taps("With a reason")
    await ana.sees("Why is Review cancelled? Bo and Chen read it. Type it.")
    await ana.sends("Chen is ill")
    await ana.sees('Cancelled: "Chen is ill". Bo and Chen will know in 30 seconds.')
    assert ana.last.rows == [["Undo", "Book again"]]
    assert (bo.transcript, chen.transcript) == ([], [])
    clock.advance(UNDO)
    await house.settled()
    assert 'NEW Ana cancelled Review, Thu 5 Nov, 09:00–09:45 (Berlin): "Chen is ill".' in bo.transcript
    assert 'NEW Ana cancelled Review, Thu 5 Nov, 16:00–16:45 (Singapore): "Chen is ill".' in chen.transcript
    clock.advance(timedelta(days=1))
    await house.settled()
    assert [line for line in bo.transcript if line.startswith("NEW")] == [
        'NEW Ana cancelled Review, Thu 5 Nov, 09:00–09:45 (Berlin): "Chen is ill".'
    ]


async def test_a_cancel_can_be_taken_back_and_nobody_hears_of_it(
    house: House, clock: MovableClock, team: tuple[Phone, Phone, Phone]
) -> None:
    ana, bo, chen = team
    await ana.taps("Cancel it")
    await ana.taps("Cancel it")
    assert (
        str(ana.last) == "| Cancelled. Bo and Chen will know in 30 seconds.\n| [Undo] [Book again] / [Back to agenda]"
    )
    await ana.taps("Undo")
    assert ana.last.text == (
        "Review\nThu 5 Nov, 08:00–08:45 (Lisbon)\nBerlin 09:00 · Singapore 16:00\nBo: accepted · Chen: not answered"
    )
    clock.advance(UNDO)
    await house.settled()
    assert [line for phone in (bo, chen) for line in phone.transcript if line.startswith(("NEW", "QUIET"))] == []
    clock.advance(timedelta(days=1))
    await house.settled()
    assert len([line for line in bo.transcript if line.startswith("NEW Tomorrow: Review")]) == 1


async def test_the_undo_goes_when_everybody_knows(
    house: House, clock: MovableClock, team: tuple[Phone, Phone, Phone]
) -> None:
    ana, _, _ = team
    await ana.taps("Cancel it")
    await ana.taps("Cancel it")
    before = ana.last
    clock.advance(UNDO)
    await house.settled()
    assert str(ana.last) == "| You cancelled Review, Thu 5 Nov, 08:00–08:45 (Lisbon).\n| [Book again]"
    await ana.taps("Undo", on=before)
    assert await ana.popup() == "Bo and Chen know already, so Review stays cancelled."


async def test_an_answer_to_what_was_called_off_says_so(
    house: House, clock: MovableClock, team: tuple[Phone, Phone, Phone]
) -> None:
    ana, _, chen = team
    invitation = chen.last
    await ana.taps("Cancel it")
    await ana.taps("Cancel it")
    await chen.taps("Accept", on=invitation)
    assert await chen.popup() == "Review was cancelled. It was to be on Thu 5 Nov, 16:00 (Singapore)."
    assert chen.last.text == "Ana cancelled Review, Thu 5 Nov, 16:00–16:45 (Singapore)."
    assert chen.last.rows == [["Suggest a time"]]


async def test_booking_again_begins_with_what_it_was(house: House, team: tuple[Phone, Phone, Phone]) -> None:
    ana, _, _ = team
    await ana.taps("Cancel it")
    await ana.taps("Cancel it")
    await ana.taps("Book again")
    assert ana.last.text.splitlines()[0] == "Review with Bo and Chen. Which day?"


async def test_nobody_else_can_call_off(house: House, team: tuple[Phone, Phone, Phone]) -> None:
    ana, bo, _ = team
    forged = ana.last.button("Cancel it")
    bo.handset.tap(bo.last.id, forged)
    await bo.chat.settle()
    assert await bo.popup() == "These buttons are for somebody else."


async def test_a_move_offers_times_that_suit_all(house: House, team: tuple[Phone, Phone, Phone]) -> None:
    ana, bo, chen = team
    await ana.taps("Move")
    assert str(ana.last) == (
        "| Move Review to when? Now: Thu 5 Nov, 08:00 (Lisbon). All three can at these. Or type: fri 8:00\n"
        "| [Move to Fri 6 Nov, 08:00] / [Move to Mon 9 Nov, 08:00] / [Move to Tue 10 Nov, 08:00] / [Pick a day] [Back]"
    )
    await ana.taps("Move to Fri 6 Nov, 08:00")
    assert [line.splitlines()[0] for line in bo.transcript if line.startswith("NEW")] == ["NEW Ana moved Review"]
    assert [line for line in bo.transcript if line.startswith("EDIT")] == ["EDIT Review has moved, see below."]
    assert [line.splitlines()[0] for line in chen.transcript if line.startswith("NEW")] == ["NEW Ana moved Review"]


async def test_a_time_that_suits_no_more_is_not_taken(house: House, team: tuple[Phone, Phone, Phone]) -> None:
    ana, bo, _ = team
    await ana.taps("Move")
    await book(house, "bo", "Dentist", "", "2026-11-06T08:00")
    await ana.taps("Move to Fri 6 Nov, 08:00")
    assert ana.last.text.startswith(
        "Review stays at Thu 5 Nov, 08:00 (Lisbon): the other time does not suit Bo. All three can at:"
    )
    assert [line for line in bo.transcript if line.startswith("NEW")] == []


async def test_an_edit_changes_every_copy_and_rings_for_nobody(house: House, team: tuple[Phone, Phone, Phone]) -> None:
    ana, bo, chen = team
    await ana.taps("Edit")
    assert str(ana.last) == (
        "| What changes on Review? Everybody keeps their answer.\n"
        "| [Title] [Place] [Notes] / [People] [Reminders] / [Back]"
    )
    await ana.taps("Title")
    await ana.sends("Design <review>")
    assert ana.last.text.splitlines()[0] == "Design <review>"
    await ana.taps("Edit")
    await ana.taps("Place")
    await ana.sends("Room 4")
    assert ana.last.text == (
        "Design <review>\nThu 5 Nov, 08:00–08:45 (Lisbon)\nBerlin 09:00 · Singapore 16:00\nPlace: Room 4\n"
        "Bo: accepted · Chen: not answered"
    )
    assert bo.last.text.startswith("You accepted Design <review>\n")
    assert "Place: Room 4" in bo.last.text
    assert chen.last.text.startswith("Ana invites you to Design <review>\n")
    assert [line for phone in (bo, chen) for line in phone.transcript if line.startswith(("NEW", "QUIET"))] == []
    await ana.taps("Edit")
    await ana.taps("Place")
    await ana.taps("No place")
    assert "Place" not in ana.last.text


async def test_an_appointment_with_oneself_is_called_off_and_moved_too(house: House, ana: Phone) -> None:
    await book(house, "ana", "Walk", "", "2026-11-05T08:00")
    await ana.sends("/agenda")
    await ana.taps("1")
    assert str(ana.last).startswith("| Walk\n| Thu 5 Nov, 08:00–08:30 (Lisbon)\n| [Move]")
    await ana.taps("Move")
    assert ana.last.text == "Move Walk to when? Now: Thu 5 Nov, 08:00 (Lisbon). You can at these. Or type: fri 8:00"
    await ana.taps("Back")
    await ana.taps("Cancel it")
    assert str(ana.last) == "| Cancel Walk, Thu 5 Nov, 08:00 (Lisbon)?\n| [Cancel it] / [Keep it]"
    await ana.taps("Cancel it")
    assert str(ana.last) == "| Cancelled.\n| [Undo] [Book again] / [Back to agenda]"
    await ana.taps("Undo")
    assert ana.last.text.startswith("Walk\n")


async def test_the_card_sends_the_link_of_who_never_opened_the_bot(house: House, ana: Phone, dana: Phone) -> None:
    await ana.sends("Coffee with @dana_porto tomorrow 9:30")
    await ana.taps("Book and get the link")
    assert str(ana.last) == (
        "| Booked. Now send @dana_porto the link. Coffee\n"
        "| Wed 4 Nov, 09:30–10:00 (Lisbon)\n"
        "| @dana_porto: not reached\n"
        "| [Send the link] / [Pick from contacts] / [Move] [Edit] [Cancel it] / [To my calendar]"
    )
    url = ana.last.button("Send the link")["url"]
    assert url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    await ana.sends("/agenda")
    await ana.taps("1")
    assert ana.last.button("Send the link")["url"] == url
    first = next(message for message in ana.messages if message.text.startswith("Booked."))
    await ana.taps("Edit")
    await ana.taps("Title")
    await ana.sends("Tea")
    # The other copy is redrawn by itself, and can still send the link.
    redrawn = next(message for message in ana.messages if message.id == first.id)
    assert redrawn.text.splitlines()[0] == "Tea"
    assert "t.me%2F" in redrawn.button("Send the link")["url"]
    await ana.taps("Cancel it")
    assert ana.last.text == "Cancel Tea, Wed 4 Nov, 09:30 (Lisbon)?"
