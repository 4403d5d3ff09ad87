"""Lines that order something of an appointment that stands: offered as a tap, in any of the four languages."""

from __future__ import annotations

import pytest

from program.roles import House
from scheduling.orders import Order, read_order, without_article
from tests.chat import Phone
from tests.world import book


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("move Review to Fri 8:00", (Order.MOVE, "Review to Fri 8:00")),
        ("  Reschedule the Review ", (Order.MOVE, "the Review")),
        ("verschiebe Review auf Freitag", (Order.MOVE, "Review auf Freitag")),
        ("Pindahkan Review ke Jumat", (Order.MOVE, "Review ke Jumat")),
        ("Cancela Review", (Order.CANCEL, "Review")),
        ("push Review to 4pm", (Order.MOVE, "Review to 4pm")),
        ("delete Review", (Order.CANCEL, "Review")),
        ("move", None),
        ("Review to move", None),
        ("movement Review", None),
    ],
)
def test_an_order_begins_with_its_verb(line: str, order: tuple[Order, str] | None) -> None:
    assert read_order(line) == order


def test_an_article_is_no_part_of_a_title() -> None:
    assert [without_article(each) for each in ("the Review", "Review", "The", "theatre night")] == [
        "Review",
        "Review",
        "The",
        "theatre night",
    ]


async def test_one_line_moves_or_calls_off_after_a_tap(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await ana.sends("move review to Fri 8:00")
    assert ana.last.text == "Move Review? Now: Thu 5 Nov, 09:00 (Lisbon). Everybody is free."
    assert ana.last.rows == [["Move to Fri 6 Nov, 08:00"], ["Pick a day", "Back"]]

    # While that is asked, another line takes its place; a time alone is one of the same day.
    await ana.sends("move the Review to 10:00")
    assert ana.last.rows == [["Move to Thu 5 Nov, 10:00"], ["Pick a day", "Back"]]
    await ana.sends("move Review to Mon")
    assert ana.last.text.startswith("Move Review to Mon 9 Nov. When (Lisbon)?")
    await ana.sends("move Review to Thu 25:00")
    assert ana.last.text.splitlines()[0] == "There is no 25:00."
    assert "Move to Thu 5 Nov, 09:00" not in ana.last.labels

    await ana.sends("verschiebe Review auf Freitag 9 Uhr")
    await ana.taps("Move to Fri 6 Nov, 09:00")
    assert ana.last.text.splitlines()[:2] == ["Moved. Review", "Fri 6 Nov, 09:00–09:30 (Lisbon), was Thu 5 Nov, 09:00"]
    assert bo.last.text.splitlines()[0] == "Ana moved Review"

    await ana.sends("cancel Review")
    assert ana.last.text == "Cancel Review, Fri 6 Nov, 09:00 (Lisbon)? Bo will be told."


async def test_whoever_takes_part_is_told_whose_it_is_and_may_ask(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await bo.sends("move review to friday 11")
    assert bo.last.text.splitlines() == [
        "Ana arranges Review.",
        "Ask for another time for Review? Now: Thu 5 Nov, 10:00 (Berlin). Everybody is free.",
    ]
    await bo.taps("Ask for Fri 6 Nov, 11:00")
    assert bo.last.text.startswith("Ana knows that you ask for Fri 6 Nov, 11:00")
    await bo.sends("move the review")
    assert bo.last.text.splitlines()[0] == "Ana arranges Review."
    assert bo.last.labels[0].startswith("Ask for ")
    await bo.sends("cancel review")
    assert bo.last.text.splitlines()[0] == "Ana arranges Review."
    assert bo.last.rows[0][0] == "Decline"


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("move reviw to fri 8:00", "Move to Fri 6 Nov, 08:00"),
        ("hey, can we move the review to friday 10?", "Move to Fri 6 Nov, 10:00"),
        ("move it to friday 10", "Move to Fri 6 Nov, 10:00"),
        ("move the review to 10", "Move to Thu 5 Nov, 10:00"),
        ("Review auf Freitag 10 Uhr verschieben", "Move to Fri 6 Nov, 10:00"),
        ("tolong pindahkan rapatnya ke jumat jam 10", "Move to Fri 6 Nov, 10:00"),
        ("cancel review because I am ill", "Cancel it"),
        ("Review absagen", "Cancel it"),
    ],
)
async def test_an_order_that_is_nearly_right(house: House, ana: Phone, bo: Phone, line: str, offered: str) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await ana.sends(line)
    assert ana.last.labels[0] == offered


async def test_of_two_it_asks_which(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await book(house, "ana", "Walk", "", "2026-11-06T09:00")
    await ana.sends("cancel the meeting")
    assert ana.last.text == "Which one?"
    assert ana.last.rows == [["Review, Thu 5 Nov, 09:00"], ["Walk, Fri 6 Nov, 09:00"]]
    await ana.taps("Walk, Fri 6 Nov, 09:00")
    assert ana.last.text == "Cancel Walk, Fri 6 Nov, 09:00 (Lisbon)?"
    await book(house, "ana", "Review", "bo", "2026-11-06T11:00")
    await ana.sends("move review")
    await ana.taps("Review, Fri 6 Nov, 11:00")
    assert ana.last.text.startswith("Move Review to when? Now: Fri 6 Nov, 11:00 (Lisbon).")
    # Over a card, "it" is what is being booked.
    await ana.sends("Lunch Mon 12:30")
    await ana.sends("move it to 13:00")
    assert "Which one?" not in ana.last.text


async def test_people_are_added_by_a_line(house: House, ana: Phone, bo: Phone, chen: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await ana.sends("add @chen_sg to the review")
    assert ana.last.text.splitlines()[0] == "Who takes part in Review? Tap a name, or type @names to add somebody."
    assert "Save" in ana.last.labels
    await ana.sends("invite @chen_sg to dinner")
    assert ana.last.text.splitlines()[0] != "Who takes part in Review? Tap a name, or type @names to add somebody."


async def test_of_what_is_nowhere_it_is_a_wish(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await ana.sends("move house on Fri 10:00")
    assert ana.last.text.splitlines()[0] == "Move house"


async def test_a_line_of_its_own_is_no_answer_to_when_it_shall_move(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T09:00")
    await ana.sends("move Review to Mon")
    await ana.sends("Lunch tomorrow 12:30")
    assert ana.last.text.splitlines()[:2] == ["Lunch", "Wed 4 Nov, 12:30–13:00 (Lisbon)"]
