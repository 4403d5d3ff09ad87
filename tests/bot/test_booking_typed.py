"""Typed answers to the questions of /new, and the people without a @username."""

from __future__ import annotations

import pytest

from tests.bot.drafts import to_the_times
from tests.chat import Chat, Phone

Team = tuple[Phone, Phone, Phone]


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("@ana_lisbon", "You are in it anyway."),
        ("@some_bot", "@some_bot is a bot, and bots do not come to appointments."),
        (
            "t.me/appointment_playground_bot",
            "@appointment_playground_bot is a bot, and bots do not come to appointments.",
        ),
        (
            f"every{'b' * 60}ody!",
            f'I do not know who "every{"b" * 54}…" is. Type an @name, or choose from your contacts.',
        ),
    ],
)
async def test_who_cannot_come(acquainted: Team, typed: str, note: str) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends(typed)

    assert ana.last.text == f"{note}\nBudget. Who should come? Tap, or type @names."
    assert ana.last.rows[0] == ["Bo", "Chen", "Just me"]


@pytest.mark.parametrize(
    "typed", ["@BO_Berlin", "bo_berlin", "https://t.me/bo_berlin", "Bo", "@bo_berlin and t.me/Bo_Berlin"]
)
async def test_ways_to_name_somebody(acquainted: Team, typed: str) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends(typed)

    assert ana.last.rows[0] == ["✓ Bo", "Chen"]
    await ana.sends(typed)
    assert ana.last.text == "Bo is in it already.\nBudget. Who should come? Tap, or type @names."


async def test_people_without_a_username_are_picked_shared_or_mentioned(acquainted: Team, chat: Chat) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("From my contacts")
    assert ana.keyboard == [["Choose from my contacts"], ["Back"]]
    await ana.taps("Choose from my contacts", people=["bo", "eve"])
    assert ana.keyboard == []
    eve = chat.phone("eve").person.first_name
    assert ana.last.rows[0] == ["✓ Bo", "Chen", f"✓ {eve}"]
    assert ana.last.text == (
        f"Budget. Who should come? Tap, or type @names.\n{eve} has not opened me yet. You get a link to send."
    )

    await ana.taps(f"✓ {eve}")
    await ana.taps(f"✓ {eve}, optional")
    assert ana.last.rows[0] == ["✓ Bo", "Chen", eve]
    await ana.shares_contact("eve")
    assert ana.last.rows[0] == ["✓ Bo", "Chen", f"✓ {eve}"]
    await ana.taps(f"✓ {eve}")
    await ana.taps(f"✓ {eve}, optional")
    await ana.sends("and Friend", mentions={"Friend": "eve"})
    assert ana.last.rows[0] == ["✓ Bo", "Chen", f"✓ {eve}"]


async def test_the_way_back_from_the_contacts(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("From my contacts")
    await ana.sends("Back")

    assert ana.last.text == "Budget. Who should come? Tap, or type @names."
    assert ana.keyboard == []

    await ana.sends("the whole gang")
    assert ana.last.text.split("\n")[0] == (
        'I do not know who "the whole gang" is. Type an @name, or choose from your contacts.'
    )


async def test_more_than_people_may_be_said_where_they_are_asked(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends("thu 10:00")
    assert ana.last.text == "Noted: Thu 5 Nov, 10:00 (Lisbon).\nBudget. Who should come? Tap, or type @names."
    await ana.sends("Room 4")
    assert ana.last.text.split("\n")[0] == (
        'I do not know who "Room 4" is. Type an @name, or choose from your contacts.'
    )
    await ana.sends("bo, 45 min")
    assert ana.last.text == "Budget\nThu 5 Nov, 10:00–10:45 (Lisbon)\nBerlin 11:00\nBo is free."
    await ana.sends("in room 5")
    assert ana.last.text == "Budget\nThu 5 Nov, 10:00–10:45 (Lisbon)\nBerlin 11:00\nPlace: room 5\nBo is free."

    await ana.taps("Discard")
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends("just me")
    assert ana.last.text.split("\n")[0] == "Budget. Which day?"


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("thu", "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?"),
        ("tomorrow", "Budget with Bo, Wed 4 Nov. How long, and when (Lisbon)?"),
        ("5 Nov", "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?"),
        ("5.11.", "Budget with Bo, Thu 5 Nov. How long, and when (Lisbon)?"),
        ("sunday", "You do not work on Sun 8 Nov. To book it all the same, type it with a time: Sun 8 Nov 10:00"),
        ("yesterday", "Mon 2 Nov is over."),
        ("31 Feb", "No calendar has that day."),
        ("banana", 'I cannot read "banana" as a day. Tap one, or type for example: thu, tomorrow, 5 Nov.'),
        ("10.30", "Noted: 10:30. The day is still open."),
        ("thu 10:00", "Budget"),
    ],
)
async def test_typed_days(acquainted: Team, typed: str, head: str) -> None:
    ana, _, _ = acquainted
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.taps("Bo")
    await ana.taps("Next")
    await ana.sends(typed)

    assert ana.last.text.split("\n")[0] == head


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("14:15, 50 min", "Budget\nThu 5 Nov, 14:15–15:05 (Lisbon)\nBerlin 15:15\nBo is free."),
        ("10.30", "Budget\nThu 5 Nov, 10:30–11:00 (Lisbon)\nBerlin 11:30\nBo is free."),
        ("3pm", "Budget\nThu 5 Nov, 15:00–15:30 (Lisbon)\nBerlin 16:00\nBo is free."),
        ("10 1h30", "Budget\nThu 5 Nov, 10:00–11:30 (Lisbon)\nBerlin 11:00\nBo is free."),
        ("fri 10", "Budget\nFri 6 Nov, 10:00–10:30 (Lisbon)\nBerlin 11:00\nBo is free."),
    ],
)
async def test_typed_times(acquainted: Team, typed: str, shown: str) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    await ana.sends(typed)

    assert ana.last.text == shown


async def test_what_is_no_time_keeps_the_view(acquainted: Team) -> None:
    ana, _, _ = acquainted
    await to_the_times(ana)
    times = ana.last
    await ana.sends("whenever")

    assert ana.last.text == (
        f'I cannot read "whenever" as a time. Tap one, or type for example: 14:15, 50 min.\n{times.text}'
    )
    assert ana.last.rows == times.rows
    assert [message.text for message in ana.messages if message.rows] == [ana.last.text]


async def test_a_long_title_is_refused_and_asked_again_and_so_is_a_long_length(ana: Phone) -> None:
    await ana.sends("/new")
    await ana.sends("x" * 300)

    assert ana.last.text == (
        "That is 300 characters; a title has 200 at most.\nNew appointment. What is it about? Type it."
    )
    await ana.sends("Big 3 days")
    assert ana.last.text == "How long is Big? From 5 minutes to one working day."
    assert ana.last.rows[0] == ["15 min", "• 30 min", "1 h"]
    await ana.taps("1 h")
    assert ana.last.text == "Big. Who should come? Tap, or type @names."


async def test_what_is_no_title_and_what_is_too_long(ana: Phone) -> None:
    await ana.sends("/new")
    await ana.sends("\u2067\u2069")
    assert ana.last.text == "I cannot read a title in that.\nNew appointment. What is it about? Type it."
    await ana.sends(f"Budget Thu 10:00 at {'x' * 201}")
    assert ana.last.text == (
        "That is 201 characters; a place has 200 at most.\nBudget\nThu 5 Nov, 10:00–10:30 (Lisbon)\nYou are free."
    )
    await ana.taps("Edit")
    for label, limit, said in (("Place", 200, "a place has 200 at most"), ("Notes", 1000, "notes have 1000 at most")):
        await ana.taps(label)
        question = ana.last.text
        await ana.sends("x" * (limit + 1))
        assert ana.last.text == f"That is {limit + 1} characters; {said}.\n{question}"
        await ana.sends("x" * limit)
        assert f"{label}: {'x' * limit}" in ana.last.text.split("\n")


async def test_fifty_people_are_the_most(ana: Phone) -> None:
    await ana.sends("/new")
    await ana.sends("Budget")
    await ana.sends(" ".join(f"@guest_{number}" for number in range(50)))
    assert ana.last.text.split("\n")[:2] == [
        "50 people at most, with you.",
        "Budget. Who should come? Tap, or type @names.",
    ]
    await ana.sends("thu 10:00")
    await ana.taps("Book and get the links")
    assert ana.last.text.split("\n")[-1] == "not reached: 49"

    await ana.taps("Edit")
    await ana.taps("People")
    await ana.sends("@guest_49")
    chosen = ana.last.text
    await ana.taps("Save")
    assert str(ana.last) == "| That is more than 50 people, the most that one appointment has room for.\n| [Back]"
    await ana.taps("Back")
    assert ana.last.text == chosen
