"""A line with a title of its own over an open draft: a new appointment, or a question which of both it is for."""

from __future__ import annotations

import pytest

from program.roles import House
from tests.chat import Phone
from tests.world import as_known, know_places

Team = tuple[Phone, Phone, Phone]
DINNER = "Dinner\nWed 4 Nov, 12:00–12:30 (Lisbon)\nBerlin 13:00\nBo is free."


@pytest.mark.parametrize(
    ("line", "card"),
    [
        (
            "Besprechung mit @bo_berlin Do 10 Uhr",
            "Besprechung\nThu 5 Nov, 10:00–10:30 (Lisbon)\nBerlin 11:00\nBo is free.",
        ),
        ("Café con @bo_berlin mañana a las 10", "Café\nWed 4 Nov, 10:00–10:30 (Lisbon)\nBerlin 11:00\nBo is free."),
        (
            "quick call in 10 minutes with @bo_berlin",
            "Quick call\nTue 3 Nov, 14:15–14:45 (Lisbon)\nBerlin 15:15\nBo is free.",
        ),
    ],
)
async def test_a_whole_line_in_any_language_is_a_new_one(team: Team, line: str, card: str) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    assert ana.last.text == DINNER
    await ana.sends(line)

    assert ana.last.text == f'This takes the place of "Dinner", which was not booked.\n{card}'


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Birthday of grandma 12 November", "Birthday of grandma"),
        ("Flight Fri 22:00 - Sat 06:00", "Flight"),
        ("Lunch at 2pm with @bo_berlin", "Lunch"),
        ("when is bo free on friday", "When is bo free"),
    ],
)
async def test_a_line_with_a_title_is_asked_about(team: Team, line: str, title: str) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    await ana.sends(line)

    assert ana.last.text == f'Does that change Dinner with Bo, or is "{title}" a new appointment?'
    assert ana.last.rows == [["Change Dinner"], [f"New: {title}"], ["Back", "Discard"]]
    await ana.taps("Back")
    assert ana.last.text == DINNER


async def test_either_answer_takes_what_was_typed(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    await ana.sends("Birthday of grandma 12 November")
    await ana.taps("Change Dinner")
    assert ana.last.text == "Dinner\nThu 12 Nov, 12:00–12:30 (Lisbon)\nBerlin 13:00\nBo is free."

    asked = "Birthday of grandma 12 November"
    await ana.sends(asked)
    question = ana.last
    await ana.taps("New: Birthday of grandma")
    assert ana.last.text.split("\n")[:2] == [
        'This takes the place of "Dinner", which was not booked.',
        "Birthday of grandma, Thu 12 Nov. How long, and when (Lisbon)?",
    ]
    assert ana.last.id == question.id


async def test_a_later_answer_makes_the_question_void(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    await ana.sends("Birthday of grandma 12 November")
    await ana.sends("13:00")

    assert ana.last.text == "Dinner\nWed 4 Nov, 13:00–13:30 (Lisbon)\nBerlin 14:00\nBo is free."


@pytest.mark.parametrize("line", ["make it 1pm", "no, 13:00", "can we do 13:00?", "besser 13:00", "Dinner at 13:00"])
async def test_words_around_an_answer_are_no_title(team: Team, line: str) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    await ana.sends(line)

    assert ana.last.text == "Dinner\nWed 4 Nov, 13:00–13:30 (Lisbon)\nBerlin 14:00\nBo is free."


async def test_we_is_not_wednesday(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Talk with @bo_berlin Thu 12:00")
    await ana.sends("can we move it to friday 10?")

    assert ana.last.text == "Talk\nFri 6 Nov, 10:00–10:30 (Lisbon)\nBerlin 11:00\nBo is free."


async def test_a_sentence_changes_nothing(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin Thu 12:00")
    card = ana.last.text
    await ana.sends("we are late for it")

    assert ana.last.text == (
        'I cannot read "we are late for it" as a time. Tap one, or type for example: 14:15, 50 min.\n' + card
    )


async def test_days_of_the_next_week_in_indonesian(team: Team) -> None:
    ana, _, _ = team
    ana.handset.person.language_code = "id"
    await ana.sends("Makan siang besok 12.00")
    await ana.sends("rapat minggu depan dengan @bo_berlin")
    assert ana.last.text == 'Apakah itu mengubah Makan siang, atau "Rapat" janji baru?'
    await ana.taps("Buat Rapat")

    assert ana.last.rows[0] == ["Sen 9 Nov", "Sel 10 Nov", "Rab 11 Nov"]


@pytest.mark.parametrize("line", ["bo, thu 10:00 45 min", "with bo thu 10:00 45 min"])
async def test_who_comes_is_heard_before_a_new_wish(acquainted: Team, line: str) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("lunch")
    await ana.sends(line)

    assert ana.last.text == "Lunch\nThu 5 Nov, 10:00–10:45 (Lisbon)\nBerlin 11:00\nBo is free."


async def test_what_was_read_is_said_once(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    await ana.sends("Call tomorow 6:30")
    assert ana.last.text == (
        'This takes the place of "Dinner", which was not booked.\n'
        'I read "tomorow" as tomorrow, Wed 4 Nov.\n'
        "Wed 4 Nov at 06:30 or 18:30?"
    )
    await ana.sends("11:00")

    assert ana.last.text == "Call\nWed 4 Nov, 11:00–11:30 (Lisbon)\nYou are free."


async def test_a_journey_is_kept_and_the_card_stays(team: Team, house: House) -> None:
    await know_places(house)
    ana, _, _ = team
    await ana.sends("Review with @bo_berlin Thu 10:00")
    card = ana.last.text
    await ana.sends("in Tokyo 10-20 Nov")

    assert ana.last.text == f"Kept: Tokyo, Tue 10 Nov – Fri 20 Nov. Your working hours count there then.\n{card}"
    person = await as_known(house, "ana_lisbon")
    assert [each.city for each in person.prefs.spells] == ["Tokyo"]
    await ana.sends("11:00")
    assert ana.last.text.startswith("Review\nThu 5 Nov, 11:00")


@pytest.mark.parametrize(("line", "title"), [("I'm on holiday 7-11 december", "I'm on holiday"), ("off Friday", "Off")])
async def test_days_off_are_offered(team: Team, line: str, title: str) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    await ana.sends(line)

    assert ana.last.text == f'Does that change Dinner with Bo, or is "{title}" a new appointment?'
    assert ana.last.rows == [["Change Dinner"], [f"New: {title}"], ["Time off"], ["Back", "Discard"]]


async def test_a_place_beside_a_day_is_taken_with_it(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Dinner with @bo_berlin tomorrow 12:00")
    await ana.sends("in room 5 on thursday")

    assert ana.last.text == "Dinner\nThu 5 Nov, 12:00–12:30 (Lisbon)\nBerlin 13:00\nPlace: room 5\nBo is free."


async def test_a_name_that_nobody_knows_takes_no_place(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("/new")
    await ana.sends("lunch")
    await ana.sends("maria, thu 10:00")
    assert ana.last.text == 'Does that change Lunch, or is "Maria" a new appointment?'
    await ana.taps("Back")
    await ana.sends("with maria thu 10:00")

    assert ana.last.text.split("\n")[0] == (
        'I do not know who "maria thu 10:00" is. Type an @name, or choose from your contacts.'
    )
