"""The card of an open draft stays where it is while something else is looked at, and goes when it comes again."""

from __future__ import annotations

import pytest

from program.roles import House
from tests.bot.drafts import counts
from tests.chat import Phone

CARD = "Lunch\nWed 4 Nov, 12:00–12:30 (Lisbon)\nYou are free."


def cards(ana: Phone) -> int:
    return sum(message.text == CARD for message in ana.messages)


@pytest.mark.parametrize("command", ["/agenda", "/help", "/settings"])
async def test_a_command_leaves_the_card(ana: Phone, house: House, command: str) -> None:
    before = await counts(house)
    await ana.sends("Lunch tomorrow 12:00")
    card = ana.last
    assert card.text == CARD
    await ana.sends(command)
    assert ana.last.text != CARD
    assert cards(ana) == 1

    await ana.taps("Book", on=card)
    assert (await counts(house))[0] == before[0] + 1


@pytest.mark.parametrize("commands", [["/agenda"], ["/settings"], ["/settings", "/agenda", "/settings"]])
async def test_there_is_never_a_second_card_of_it(ana: Phone, commands: list[str]) -> None:
    await ana.sends("Lunch tomorrow 12:00")
    for command in commands:
        await ana.sends(command)
    await ana.sends("/new")
    assert ana.last.text == "You were booking Lunch."
    assert cards(ana) == 0
    await ana.taps("Go on")
    assert ana.last.text == CARD
    assert cards(ana) == 1


async def test_an_answer_below_it_takes_it_along(ana: Phone) -> None:
    await ana.sends("Lunch tomorrow 12:00")
    await ana.sends("/agenda")
    await ana.sends("13:00")

    assert ana.last.text == CARD.replace("12:00–12:30", "13:00–13:30")
    assert cards(ana) == 0


async def test_a_title_is_heard_after_the_settings(ana: Phone) -> None:
    await ana.sends("Fri 8:00 with @bo_berlin")
    await ana.sends("/settings")
    await ana.taps("14:05 in Lisbon")
    await ana.sends("/agenda")
    await ana.sends("/new")
    assert ana.last.text == "You were booking an appointment with @bo_berlin."
    await ana.taps("Go on")
    await ana.sends("Zz")

    assert ana.last.text.split("\n")[:2] == ["Zz", "Fri 6 Nov, 08:00–08:30 (Lisbon)"]
