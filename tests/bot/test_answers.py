"""Answering by the buttons of cards: what each phone shows, and what rings."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Chat, Phone, Shown
from tests.world import book, work

UNDO = timedelta(seconds=31)


@pytest.fixture
async def review(house: House, ana: Phone, bo: Phone, chen: Phone) -> Shown:
    """Ana's review with Bo and Chen, Thu 5 Nov, 08:00 in Lisbon; Bo's invitation."""
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00", minutes=45)
    await bo.chat.settle()
    return bo.last


async def test_an_acceptance_is_quiet_news(house: House, ana: Phone, bo: Phone, chen: Phone, review: Shown) -> None:
    assert str(review) == (
        "| Ana invites you to Review\n"
        "| Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "| Lisbon 08:00 · Singapore 16:00\n"
        "| With Chen. You have nothing else that day.\n"
        "| [Accept] [Maybe] [Decline] / [Another time]"
    )
    bo.forget()
    await bo.taps("Accept")
    assert bo.transcript == [
        "EDIT You accepted Review\n"
        "Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "Lisbon 08:00 · Singapore 16:00\n"
        "Ana: organizer · Chen: not answered\n"
        "\n"
        "I will remind you on Wed 4 Nov, 09:00, and 15 minutes before.\n"
        "You can be booked Mon–Fri, 08:00–17:00."
    ]
    assert bo.last.rows == [["To my calendar", "Change my hours"], ["Change answer"]]
    assert ana.transcript == ["QUIET Bo accepted Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered."]
    assert "With Bo (accepted)." in chen.last.text


async def test_every_copy_follows_and_the_last_answer_rings(
    house: House, ana: Phone, bo: Phone, chen: Phone, review: Shown
) -> None:
    await ana.sends("/agenda")
    await ana.taps("1")
    assert "Bo: not answered · Chen: not answered" in ana.last.text
    await bo.taps("Accept")
    card = next(message for message in ana.messages if "Back to agenda" in message.labels or "Move" in message.labels)
    assert card.text.splitlines()[-1] == "Bo: accepted · Chen: not answered"
    ana.forget()
    await chen.taps("Maybe")
    assert [line.split(" ")[0] for line in ana.transcript].count("NEW") == 1
    assert "NEW Chen answered maybe to Review, Thu 5 Nov, 08:00 (Lisbon). Everybody has answered." in ana.transcript
    await bo.sees(
        "You accepted Review\n"
        "Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "Lisbon 08:00 · Singapore 16:00\n"
        "Ana: organizer · Chen: maybe\n"
        "\n"
        "I will remind you on Wed 4 Nov, 09:00, and 15 minutes before.\n"
        "You can be booked Mon–Fri, 08:00–17:00."
    )


async def test_a_decline_waits_half_a_minute_and_can_be_taken_back(
    chat: Chat, house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone, review: Shown
) -> None:
    await ana.sends("/agenda")
    await ana.taps("1")
    for phone in (ana, bo, chen):
        phone.forget()
    chat.faults.presses_twice = 1
    await bo.taps("Decline")
    assert bo.transcript == ["EDIT You declined Review. Ana will know in 30 seconds."]
    assert bo.last.rows == [["Undo", "Add a reason"]]
    await bo.taps("Undo")
    assert str(bo.last) == str(review)
    clock.advance(UNDO)
    await house.settled()
    assert chen.transcript == []
    assert [line for line in ana.transcript if not line.startswith("EDIT") or "declined" in line] == []


async def test_of_two_declines_only_the_last_says_that_everybody_has_answered(
    house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone, review: Shown
) -> None:
    await bo.taps("Decline")
    clock.advance(timedelta(seconds=10))
    await chen.taps("Decline")
    for _ in range(2):
        clock.advance(timedelta(seconds=20))
        await house.settled()

    assert [line for line in ana.transcript if line.startswith("NEW")] == [
        "NEW Bo declined Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered.",
        "NEW Chen declined Review, Thu 5 Nov, 08:00 (Lisbon). Everybody has answered.",
    ]


async def test_of_two_declines_told_at_once_only_the_last_says_so(
    house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone, review: Shown
) -> None:
    await bo.taps("Decline")
    clock.advance(timedelta(milliseconds=1))
    await chen.taps("Decline")
    clock.advance(UNDO)
    await house.settled()

    rings = [line.partition("(Lisbon). ")[2] for line in ana.transcript if line.startswith("NEW")]
    assert rings == ["Chen has not answered.", "Everybody has answered."]


async def test_an_answer_beside_a_decline_that_waits_is_not_the_last(
    house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone, review: Shown
) -> None:
    await bo.taps("Decline")
    await chen.taps("Accept")
    assert [line for line in ana.transcript if "EDIT" not in line] == [
        "NEW Chen accepted Review, Thu 5 Nov, 08:00 (Lisbon). Bo has not answered."
    ]
    clock.advance(UNDO)
    await house.settled()

    assert ana.last.text == "Bo declined Review, Thu 5 Nov, 08:00 (Lisbon). Everybody has answered."


async def test_a_decline_that_can_be_taken_back_is_nowhere_yet(
    house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone, review: Shown
) -> None:
    await bo.taps("Accept")
    await bo.taps("Change answer")
    await bo.taps("Decline")
    await ana.sends("/agenda")
    assert ana.last.text.splitlines()[-1] == "1  08:00–08:45 Review · Bo accepted, Chen not answered"
    await ana.taps("1")
    assert ana.last.text.splitlines()[-1] == "Bo: accepted · Chen: not answered"
    await ana.taps("Back to agenda")
    clock.advance(UNDO)
    await house.settled()
    await ana.sends("/agenda")

    assert ana.last.text.splitlines()[-1] == "1  08:00–08:45 Review · Bo declined, Chen not answered"


async def test_a_decline_rings_with_its_reason(
    house: House, clock: MovableClock, ana: Phone, bo: Phone, review: Shown
) -> None:
    await bo.taps("Decline")
    await bo.taps("Add a reason")
    await bo.sees("Why can you not come to Review? Ana reads it. Type it.")
    await bo.sends("At the dentist <all> day")
    await bo.sees(
        'You declined Review: "At the dentist <all> day". Ana gets it with your answer.\n'
        "Thu 5 Nov, 09:00–09:45 (Berlin)"
    )
    assert [message.text for message in bo.messages if message.text.startswith("Why")] == []
    assert ana.transcript == []
    # It can be taken back all the while, and declined again.
    assert bo.last.rows == [["Undo", "Change answer"]]
    await bo.taps("Undo")
    assert bo.last.rows[0] == ["Accept", "Maybe", "Decline"]
    clock.advance(UNDO)
    await house.settled()
    assert ana.transcript == []
    await bo.taps("Decline")
    await bo.taps("Add a reason")
    assert bo.last.rows == [["Undo", "Back"]]
    await bo.sends("At the dentist <all> day")
    clock.advance(UNDO)
    await house.settled()
    assert ana.transcript == [
        'NEW Bo declined Review, Thu 5 Nov, 08:00 (Lisbon): "At the dentist <all> day". Chen has not answered.'
    ]
    assert ana.last.rows == [["Find another time", "Cancel it"], ["Open"]]
    await ana.taps("Find another time")
    await ana.sends("fri 8:00")
    assert ana.last.rows[0] == ["Move to Fri 6 Nov, 08:00"]


async def test_the_undo_of_a_decline_goes_when_it_is_too_late(
    house: House, clock: MovableClock, bo: Phone, review: Shown
) -> None:
    await bo.taps("Decline")
    clock.advance(UNDO)
    await house.settled()
    assert str(bo.last) == (
        "| You declined Review\n"
        "| Thu 5 Nov, 09:00–09:45 (Berlin)\n"
        "| Lisbon 08:00 · Singapore 16:00\n"
        "| Ana: organizer · Chen: not answered\n"
        "| [Change answer]"
    )


async def test_a_reason_that_is_no_text_or_too_long_is_asked_again(house: House, bo: Phone, review: Shown) -> None:
    await bo.taps("Decline")
    await bo.taps("Add a reason")
    await bo.sends("x" * 1001)
    await bo.sees(
        "That is 1001 characters; 1000 is the most. A shorter one, please.\n"
        "Why can you not come to Review? Ana reads it. Type it."
    )
    await bo.taps("Back")
    assert bo.last.rows == [["Change answer"]]


async def test_a_changed_mind_counts(house: House, clock: MovableClock, ana: Phone, bo: Phone, review: Shown) -> None:
    await bo.taps("Accept")
    await bo.taps("Change answer")
    await bo.sees(
        "You accepted Review. Change your answer?\nThu 5 Nov, 09:00–09:45 (Berlin)\nLisbon 08:00 · Singapore 16:00"
    )
    assert bo.last.rows == [
        ["Maybe", "Decline"],
        ["Another time"],
        ["Add a comment", "Reminders"],
        ["Back", "Block Ana"],
    ]
    await bo.taps("Back")
    assert bo.last.text.startswith("You accepted Review")
    await bo.taps("Change answer")
    await bo.taps("Decline")
    assert bo.last.rows == [["Undo", "Add a reason"]]
    await bo.taps("Undo")
    assert bo.last.text.startswith("You accepted Review")


async def test_two_presses_at_once_are_one_answer(
    house: House, chat: Chat, ana: Phone, bo: Phone, review: Shown
) -> None:
    await asyncio.gather(*[bo.taps("Accept", on=review, settle=False) for _ in range(8)])
    await chat.settle()
    assert [line for line in ana.transcript if line.startswith(("NEW", "QUIET"))] == [
        "QUIET Bo accepted Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered."
    ]


async def test_an_old_card_does_not_count_and_becomes_the_new_one(
    house: House, ana: Phone, bo: Phone, review: Shown
) -> None:
    await bo.taps("Accept")
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Move")
    assert ana.last.text == (
        "Move Review to when? Now: Thu 5 Nov, 08:00 (Lisbon). All three can at these. Or type: fri 8:00"
    )
    await ana.taps("Move to Fri 6 Nov, 08:00")
    await ana.sees(
        "Moved. Review\n"
        "Fri 6 Nov, 08:00–08:45 (Lisbon), was Thu 5 Nov, 08:00\n"
        "Berlin 09:00 · Singapore 16:00\n"
        "Bo: asked again (accepted Thu) · Chen: asked again"
    )
    assert bo.last.text == (
        "Ana moved Review\n"
        "Fri 6 Nov, 09:00–09:45 (Berlin), was Thu 5 Nov, 09:00\n"
        "Lisbon 08:00 · Singapore 16:00\n"
        "Your yes was for Thursday. Can you come on Friday?"
    )
    await bo.taps("Accept", on=review)
    assert await bo.popup() == (
        "Not counted: that was for Thursday. Review is now on Fri 6 Nov, 09:00 (Berlin). Please answer the new time."
    )
    tapped = next(message for message in bo.messages if message.id == review.id)
    assert tapped.rows == [["Accept", "Maybe", "Decline"], ["Another time"]]
    assert "Bo: asked again (accepted Thu)" in ana.last.text
    await bo.taps("Accept", on=tapped)
    for message in bo.messages:
        if message.id in (review.id, bo.last.id):
            assert message.text.startswith("You accepted Review\nFri 6 Nov, 09:00–09:45 (Berlin)\n")


async def test_a_yes_while_busy_names_what_is_in_the_way(
    house: House, ana: Phone, bo: Phone, chen: Phone, review: Shown
) -> None:
    await book(house, "chen", "Stand-up", "bo", "2026-11-05T08:30", minutes=30)
    await bo.chat.settle()
    await bo.taps("Accept", on=bo.last)
    ana.forget()
    await bo.taps("Accept", on=review)
    tapped = next(message for message in bo.messages if message.id == review.id)
    assert str(tapped) == (
        "| You are busy then: Stand-up, Thu 5 Nov, 09:30–10:00 (Berlin). Review is still unanswered.\n"
        "| [Another time] [Maybe] / [Decline] / [Open Stand-up]"
    )
    assert ana.transcript == []


async def test_what_is_over_says_when_it_was_and_can_be_booked_again(
    house: House, clock: MovableClock, bo: Phone, chen: Phone, review: Shown
) -> None:
    await chen.taps("Accept")
    clock.advance(timedelta(days=2))
    await bo.taps("Accept", on=review)
    assert await bo.popup() == "Review is over. It was on Thu 5 Nov, 09:00 (Berlin)."
    await chen.sends("/agenda")
    await chen.taps("Past")
    await chen.taps("1")
    assert chen.last.rows == [["Book again"], ["Back to agenda"]]
    await chen.taps("Book again")
    assert chen.last.text.splitlines()[0] == "Review with Ana and Bo. Which day?"


async def test_only_the_one_who_is_asked_can_answer(house: House, ana: Phone, chen: Phone, review: Shown) -> None:
    await book(house, "ana", "Call", "bo", "2026-11-06T08:00", minutes=30)
    await ana.chat.settle()
    bos = chen.chat.phone("bo").last.button("Accept")["callback_data"]
    own = chen.last
    forged = {"text": "Accept", "callback_data": bos}
    chen.handset.tap(own.id, forged)
    await chen.chat.settle()
    assert await chen.popup() == "These buttons are for somebody else."


async def test_a_maybe_can_become_a_yes(house: House, bo: Phone, review: Shown) -> None:
    await bo.taps("Maybe")
    assert bo.last.text.startswith("You said maybe to Review")
    assert bo.last.rows == [["Accept", "Decline"], ["Change answer"]]
    await bo.taps("Change answer")
    assert bo.last.rows == [
        ["Accept", "Decline"],
        ["Another time"],
        ["Add a comment", "Reminders"],
        ["Back", "Block Ana"],
    ]
    await bo.taps("Accept")
    assert bo.last.text.startswith("You accepted Review")


async def test_who_has_become_busy_outside_their_hours_accepts_knowingly(
    house: House, ana: Phone, bo: Phone, review: Shown
) -> None:
    await work(house, "bo", {3: [(10 * 60, 17 * 60)]})
    await bo.taps("Accept")
    assert bo.last.text.splitlines()[-1] == "This starts 1 h before your working day."
    assert bo.last.rows == [["Another time", "Decline"], ["Maybe"], ["Accept anyway"]]
    await bo.taps("Accept anyway")
    assert bo.last.text.startswith("You accepted Review")


async def test_two_answers_while_telegram_is_slow_still_share_one_message(
    house: House, chat: Chat, ana: Phone, bo: Phone, review: Shown
) -> None:
    chat.faults.delay(0.4, "sendMessage", chat_id=ana.person.id)
    await bo.taps("Accept", settle=False)
    await bo.sees(re.compile("You accepted Review.*", re.DOTALL))
    await bo.taps("Change answer", settle=False)
    await bo.sees(re.compile("You accepted Review. Change your answer.*", re.DOTALL))
    await bo.taps("Maybe", settle=False)
    await chat.settle()
    assert ana.transcript == [
        "QUIET Bo accepted Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered.",
        "EDIT Bo answered maybe to Review, Thu 5 Nov, 08:00 (Lisbon). Chen has not answered.",
    ]
