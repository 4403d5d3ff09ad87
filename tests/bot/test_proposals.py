"""Another time: asked for by an attendee, taken or left by the organizer, and lapsed with the time it was for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from program.roles import House
from scheduling.clock import MovableClock
from tests.bot.test_booking_outside import may_be_asked
from tests.chat import Phone
from tests.world import book

Team = tuple[Phone, Phone, Phone]


@pytest.fixture
async def asked(house: House, ana: Phone, bo: Phone, chen: Phone) -> Team:
    """Ana's review with Bo and Chen, Fri 6 Nov, 08:00 in Lisbon; both have their invitations."""
    await book(house, "ana", "Review", "bo chen", "2026-11-06T08:00", minutes=45)
    await ana.chat.settle()
    for phone in (ana, bo, chen):
        phone.forget()
    return ana, bo, chen


async def test_a_time_that_is_taken_is_its_makers_yes_and_the_others_are_asked_again(asked: Team) -> None:
    ana, bo, chen = asked
    assert bo.last.rows == [["Accept", "Maybe", "Decline"], ["Another time"]]
    await bo.taps("Another time")
    assert bo.last.text == (
        "Another time for Review? Now: Fri 6 Nov, 09:00 (Berlin). All three can at these. Or type: fri 8:00"
    )
    assert bo.last.rows == [
        ["Ask for Mon 9 Nov, 09:00"],
        ["Ask for Tue 10 Nov, 09:00"],
        ["Ask for Wed 11 Nov, 09:00"],
        ["Back"],
    ]
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    assert str(bo.last) == (
        "| Ana knows that you ask for Mon 9 Nov, 09:00 (Berlin). "
        "Until then Review stays on Fri 6 Nov, 09:00 (Berlin).\n"
        "| [Accept] [Maybe] [Decline] / [Another time]"
    )
    assert ana.transcript == [
        "NEW Bo asks for another time for Review: Mon 9 Nov, 08:00–08:45 (Lisbon). All three can. "
        "Now: Fri 6 Nov, 08:00."
    ]
    assert ana.last.rows == [["Move to Mon 9 Nov, 08:00"], ["Ask everybody", "Keep Friday"]]
    assert chen.transcript == []
    bo.forget()
    await ana.taps("Move to Mon 9 Nov, 08:00")
    assert ana.last.text == (
        "Moved. Review\n"
        "Mon 9 Nov, 08:00–08:45 (Lisbon), was Fri 6 Nov, 08:00\n"
        "Berlin 09:00 · Singapore 16:00\n"
        "Bo: accepted · Chen: asked again"
    )
    rings = [line for line in bo.transcript if line.startswith(("NEW", "QUIET"))]
    assert [line.splitlines()[:2] for line in rings] == [
        ["NEW Ana moved Review, as you asked", "Mon 9 Nov, 09:00–09:45 (Berlin)"]
    ]
    assert chen.last.text.startswith("Ana moved Review\nMon 9 Nov, 16:00–16:45 (Singapore), was Fri 6 Nov, 16:00\n")


async def test_an_old_card_says_that_its_time_gave_way_to_a_wish(asked: Team) -> None:
    ana, bo, chen = asked
    old, invited = bo.last, chen.last
    await bo.taps("Another time")
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    await ana.taps("Move to Mon 9 Nov, 08:00")
    await bo.taps("Accept", on=old)
    assert await bo.popup() == "Review is now on Mon 9 Nov, 09:00 (Berlin), as you asked. You are in."
    await chen.taps("Maybe")
    await chen.taps("Accept", on=invited)
    assert await chen.popup() == (
        "Not counted: Review has moved since. It is now on Mon 9 Nov, 16:00 (Singapore), and you have answered that."
    )


async def test_the_organizer_may_keep_the_time(asked: Team) -> None:
    ana, bo, _ = asked
    await bo.taps("Another time")
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    request = ana.last
    bo.forget()
    await ana.taps("Keep Friday")
    assert ana.last.text.splitlines()[:2] == ["Review stays. Bo will know.", "Fri 6 Nov, 08:00–08:45 (Lisbon)"]
    assert "QUIET Ana keeps Review on Fri 6 Nov, 09:00 (Berlin)." in bo.transcript
    await ana.taps("Move to Mon 9 Nov, 08:00", on=request)
    assert await ana.popup() == "Nobody asks for that time any more."


async def test_everybody_may_be_asked_before_it_moves(asked: Team) -> None:
    ana, bo, chen = asked
    await bo.taps("Another time")
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    chen.forget()
    for _ in range(2):
        await ana.taps("Ask everybody")
        assert await ana.popup() == "Chen is asked whether that suits too."
    assert chen.transcript == [
        "NEW Another time for Review? Now: Fri 6 Nov, 16:00.\nBo can at: Mon 9 Nov, 16:00–16:45 (Singapore)"
    ]
    assert chen.last.rows == [["Ask for Mon 9 Nov, 16:00"], ["Keep Friday"]]
    await chen.taps("Ask for Mon 9 Nov, 16:00")
    assert "Bo and Chen: Mon 9 Nov, 08:00–08:45 (Lisbon)" in ana.last.text
    assert ana.last.rows == [["Move to Mon 9 Nov, 08:00"], ["Keep Friday"]]
    await ana.taps("Move to Mon 9 Nov, 08:00")
    assert ana.last.text.splitlines()[-1] == "Bo: accepted · Chen: accepted"


async def test_rivals_stand_on_one_card_and_who_is_not_taken_hears_of_it(asked: Team) -> None:
    ana, bo, chen = asked
    await bo.taps("Another time")
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    await chen.taps("Another time")
    await chen.taps("Ask for Tue 10 Nov, 16:00")
    assert str(ana.last) == (
        "| Other times are asked for Review. Now: Fri 6 Nov, 08:00.\n"
        "| Bo: Mon 9 Nov, 08:00–08:45 (Lisbon)\n"
        "| Chen: Tue 10 Nov, 08:00–08:45 (Lisbon)\n"
        "| [Move to Mon 9 Nov, 08:00] / [Move to Tue 10 Nov, 08:00] / [Keep Friday]"
    )
    bo.forget()
    await ana.taps("Move to Tue 10 Nov, 08:00")
    told = [line.splitlines()[0] for line in bo.transcript if line.startswith(("NEW", "QUIET"))]
    assert told == [
        "NEW Ana moved Review",
        "QUIET You asked for Mon 9 Nov, 09:00 (Berlin) for Review. It has moved meanwhile, so that has lapsed.",
    ]
    requests = [message for message in ana.messages if "Keep Friday" in message.labels]
    assert requests == []


async def test_a_typed_time_is_checked_and_one_tap(asked: Team) -> None:
    _, bo, _ = asked
    await bo.taps("Another time")
    await bo.sends("mon 11:00")
    assert bo.last.text.splitlines()[0] == "Mon 9 Nov, 11:00 (Berlin) does not suit everybody."
    await bo.sends("what?")
    assert bo.last.text.splitlines()[0] == 'I cannot read "what?" as a day and a time.'
    await bo.sends("tue 9:00")
    assert str(bo.last) == (
        "| Ask for another time for Review? Now: Fri 6 Nov, 09:00 (Berlin). Everybody is free.\n"
        "| [Ask for Tue 10 Nov, 09:00] / [Back]"
    )


async def test_a_wish_lapses_at_the_start(house: House, clock: MovableClock, asked: Team) -> None:
    _, bo, _ = asked
    await bo.taps("Another time")
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    bo.forget()
    clock.advance(timedelta(days=2, hours=18))
    await house.settled()
    assert [line for line in bo.transcript if line.startswith("QUIET")] == [
        "QUIET You asked for Mon 9 Nov, 09:00 (Berlin) for Review. Ana did not answer; it begins now."
    ]


async def test_a_newer_wish_takes_the_place_of_the_older(asked: Team) -> None:
    ana, bo, _ = asked
    await bo.taps("Another time")
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    request = ana.last
    await bo.taps("Another time")
    await bo.taps("Ask for Tue 10 Nov, 09:00")
    assert ana.last.rows == [["Move to Tue 10 Nov, 08:00"], ["Ask everybody", "Keep Friday"]]
    await ana.taps("Move to Mon 9 Nov, 08:00", on=request)
    assert await ana.popup() == "Nobody asks for that time any more."


async def test_taking_a_wish_twice_is_taking_it_once(asked: Team) -> None:
    ana, bo, _ = asked
    await bo.taps("Another time")
    await bo.taps("Ask for Mon 9 Nov, 09:00")
    request, move, foreign = ana.last, ana.last.button("Move to Mon 9 Nov, 08:00"), bo.last.button("Another time")
    bo.forget()
    for _ in range(2):
        ana.handset.tap(request.id, move)
    await ana.chat.settle()

    assert ana.last.id == request.id
    assert ana.last.text.splitlines()[:2] == ["Moved. Review", "Mon 9 Nov, 08:00–08:45 (Lisbon), was Fri 6 Nov, 08:00"]
    assert len([line for line in bo.transcript if line.startswith(("NEW", "QUIET"))]) == 1
    # The next pop-up is of another button: neither press of [Move to] had one.
    ana.handset.tap(request.id, foreign)
    assert await ana.popup() == "These buttons are for somebody else."


async def test_the_organizer_and_strangers_cannot_ask(asked: Team) -> None:
    ana, bo, _ = asked
    await ana.sends("/agenda")
    ana.handset.tap(ana.last.id, bo.last.button("Another time"))
    await ana.chat.settle()
    assert await ana.popup() == "These buttons are for somebody else."


async def test_a_time_is_suggested_after_a_cancel(house: House, clock: MovableClock, asked: Team) -> None:
    ana, bo, _ = asked
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Cancel it")
    await ana.taps("Cancel it")
    clock.advance(timedelta(seconds=31))
    await house.settled()
    assert bo.last.rows == [["Suggest a time"]]
    await bo.taps("Suggest a time")
    assert bo.last.text.splitlines()[0] == "Review with Ana and Chen. Which day?"


async def test_a_time_outside_hours_says_for_whom_and_may_be_asked_for_by_whom_it_concerns(
    house: House, ana: Phone, bo: Phone
) -> None:
    await may_be_asked(house, "bo_berlin")
    await ana.sends("Stargazing with @bo_berlin fri 23:45 30 min")
    await ana.taps("Ask Bo anyway")
    await bo.taps("Another time")
    await bo.sends("7 nov 00:30")
    assert bo.last.text.splitlines()[:3] == [
        "Sat 7 Nov, 00:30 (Berlin) does not suit everybody.",
        "Ana: 23:30 in Lisbon, ends 7 h after the working day",
        "You: no working day",
    ]
    await bo.taps("Ask for Sat 7 Nov, 00:30 anyway")
    assert ana.last.text == (
        "Bo asks for another time for Stargazing: Fri 6 Nov, 23:30–00:00 (Lisbon). Now: Fri 6 Nov, 23:45."
    )
    await ana.taps("Move to Fri 6 Nov, 23:30")
    assert ana.last.text.splitlines()[0] == "Moved. Stargazing"
    assert bo.last.text.splitlines()[0] == "Ana moved Stargazing, as you asked"


async def test_who_does_not_allow_it_is_not_asked_outside_their_hours(asked: Team) -> None:
    _, bo, _ = asked
    await bo.taps("Another time")
    await bo.sends("mon 8:30")
    assert bo.last.text.splitlines()[:2] == [
        "Mon 9 Nov, 08:30 (Berlin) does not suit everybody.",
        "Ana: 07:30 in Lisbon, starts 30 min before the working day",
    ]
    assert not [label for label in bo.last.labels if label.endswith("anyway")]
