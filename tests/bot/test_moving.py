"""Moving by month and day, and by typing: nothing moves without a tap, and only to where everybody can."""

from __future__ import annotations

import pytest

from program.roles import House
from tests.chat import Phone
from tests.world import book


@pytest.fixture
async def card(house: House, ana: Phone, bo: Phone, chen: Phone) -> Phone:
    """Ana's phone, at [Pick a day] for her review with Bo and Chen on Thu 5 Nov, 08:00 in Lisbon."""
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00", minutes=45)
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Move")
    await ana.taps("Pick a day")
    return ana


async def test_a_day_and_a_time(card: Phone, bo: Phone) -> None:
    assert str(card.last) == (
        "| Move Review to which day? Now: Thu 5 Nov, 08:00 (Lisbon). Tap one, or type: fri 8:00\n"
        "| A dot: over, or no time when all three are free.\n"
        "| [‹] [November 2026] [›] / [Mo] [Tu] [We] [Th] [Fr] [Sa] [Su] / [·] [·] [4] [·] [6] [·] [·]"
        " / [9] [10] [11] [12] [13] [·] [·] / [16] [17] [18] [19] [20] [·] [·]"
        " / [23] [24] [25] [26] [27] [·] [·] / [30] [·] [·] [·] [·] [·] [·] / [Back] / [Back to agenda]"
    )
    await card.taps("10")
    assert str(card.last) == (
        "| Move Review to Tue 10 Nov. When (Lisbon)? All three are free at these times. Or type: 14:15\n"
        "| [08:00] / [Back] / [Back to agenda]"
    )
    await card.taps("Back")
    await card.taps("11")
    card.chat.faults.presses_twice = 1
    await card.taps("08:00")
    assert card.last.text.startswith("Moved. Review\nWed 11 Nov, 08:00–08:45 (Lisbon), was Thu 5 Nov, 08:00\n")
    assert bo.last.text.startswith("Ana moved Review\nWed 11 Nov, 09:00–09:45 (Berlin), was Thu 5 Nov, 09:00\n")


async def test_dead_days_and_months_say_why(card: Phone) -> None:
    dots = card.last.buttons[2]
    for at, said in (
        (0, "Mon 2 Nov is over."),
        (1, "On Tue 3 Nov there is no 45 min when all three are free."),
        (5, "On Sat 7 Nov there is no 45 min when all three are free."),
    ):
        card.handset.tap(card.last.id, dots[at])
        await card.chat.settle()
        assert await card.popup() == said
    await card.taps("‹")
    assert await card.popup() == "That month is over."
    await card.taps("›")
    assert card.last.rows[0] == ["‹", "December 2026", "›"]
    await card.taps("Back")
    assert card.last.rows[-1] == ["Pick a day", "Back"]


@pytest.mark.parametrize("typed", ["fri 8:00", "6 Nov 8", "tomorow 08:00"])
async def test_a_typed_time_that_suits_is_one_tap(card: Phone, bo: Phone, typed: str) -> None:
    bo.forget()
    await card.sends(typed)
    assert card.last.text == "Move Review? Now: Thu 5 Nov, 08:00 (Lisbon). Everybody is free."
    day = "Wed 4 Nov" if typed.startswith("tom") else "Fri 6 Nov"
    assert card.last.rows == [[f"Move to {day}, 08:00"], ["Pick a day", "Back"]]
    assert bo.transcript == []
    await card.taps(f"Move to {day}, 08:00")
    assert card.last.text.startswith(f"Moved. Review\n{day}, 08:00–08:45 (Lisbon), was Thu 5 Nov, 08:00\n")


async def test_a_typed_time_that_does_not_suit_says_for_whom(card: Phone, bo: Phone) -> None:
    await card.sends("fri 10:00")
    assert card.last.text == (
        "Review stays at Thu 5 Nov, 08:00 (Lisbon): the other time does not suit Chen. All three can at:"
    )
    assert card.last.rows[0] == ["Move to Fri 6 Nov, 08:00"]


async def test_a_typed_day_shows_its_times(card: Phone) -> None:
    await card.sends("monday")
    assert card.last.text.startswith("Move Review to Mon 9 Nov. When (Lisbon)?")
    await card.sends("8")
    assert card.last.rows[0] == ["Move to Mon 9 Nov, 08:00"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("whenever", 'I cannot read "whenever" as a day.'),
        ("yesterday 8:00", "Mon 2 Nov, 08:00 (Lisbon) is over. When is Review?"),
        ("sat", "On Sat 7 Nov there is no 45 min when all three are free."),
        ("6 Nov 2031", 'I cannot read "6 Nov 2031" as a day.'),
        ("31 Feb", 'I cannot read "31 Feb" as a day.'),
        ("<b>8</b>", 'I cannot read "<b>8</b>" as a day.'),
    ],
)
async def test_what_cannot_be_keeps_the_question(card: Phone, typed: str, said: str) -> None:
    await card.sends(typed)
    assert card.last.text.startswith(said)
    assert card.last.rows[-1] == ["Back"]
    await card.sends("fri 8:00")
    assert card.last.rows[0] == ["Move to Fri 6 Nov, 08:00"]


async def test_a_photo_keeps_the_question(card: Phone) -> None:
    await card.sends_photo()
    # Today is a Tuesday too, and its 8:00 is over.
    await card.sends("tue 8:00")
    assert card.last.rows[0] == ["Move to Tue 10 Nov, 08:00"]


@pytest.mark.usefixtures("dana")
async def test_whoever_cannot_be_checked_is_not_said_to_be_free(ana: Phone, bo: Phone) -> None:
    await ana.sends("Review with @bo_berlin and @dana_porto thu 8:00 45 min")
    await ana.taps("Book and get the link")
    await ana.taps("Move")
    asked = (
        "I cannot check for @dana_porto.\n"
        "Move Review to when? Now: Thu 5 Nov, 08:00 (Lisbon). Both can at these. Or type: fri 8:00"
    )
    assert ana.last.text == asked
    await ana.taps("Pick a day")
    await ana.sends("fri 8:00")
    assert ana.last.text == asked
    await ana.taps("Pick a day")
    await ana.sends("fri 16:30")
    assert ana.last.text == (
        "I cannot check for @dana_porto.\n"
        "Review stays at Thu 5 Nov, 08:00 (Lisbon): the other time does not suit you and Bo. Both can at:"
    )
    await bo.taps("Another time")
    offered = (
        "I cannot check for @dana_porto.\n"
        "Another time for Review? Now: Thu 5 Nov, 09:00 (Berlin). Both can at these. Or type: fri 8:00"
    )
    assert bo.last.text == offered
    await bo.sends("fri 11:00")
    assert bo.last.text == offered
    await bo.taps("Ask for Fri 6 Nov, 11:00")
    assert ana.last.text == (
        "I cannot check for @dana_porto.\n"
        "Bo asks for another time for Review: Fri 6 Nov, 10:00–10:45 (Lisbon). Both can. Now: Thu 5 Nov, 08:00."
    )


async def test_a_time_may_be_typed_as_soon_as_it_asks_to_when(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("Move")
    await ana.sends("fri 10:00")
    assert ana.last.text == "Move Review? Now: Thu 5 Nov, 09:00 (Lisbon). Everybody is free."
    await ana.taps("Move to Fri 6 Nov, 10:00")
    assert ana.last.text.splitlines()[0] == "Moved. Review"
    # What is typed after the move is no answer to it.
    await ana.sends("mon 9:00")
    assert ana.last.text.endswith("What is it about? Type it.")


@pytest.mark.parametrize("left", ["/agenda", "/settings"])
async def test_who_has_left_the_move_is_not_taken_at_their_word(house: House, ana: Phone, bo: Phone, left: str) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await ana.sends("move Review")
    await ana.sends(left)
    await ana.sends("fri 10:00")
    assert ana.last.text.endswith("What is it about? Type it.")
