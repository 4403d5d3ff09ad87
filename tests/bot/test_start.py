"""The first start: one question, one tap, and at once what the person came for."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from program.roles import House
from tests.chat import Chat, Phone
from tests.world import as_known, book, know_places

WHAT = "I book appointments with people in any time zone: write one line, tap once."
QUESTION = "What time is it for you now? Then I can show everything in your time."


@pytest_asyncio.fixture(autouse=True)
async def world_places(house: House) -> None:
    """The few places that these stories name; `tests/db/test_places.py` knows them all."""
    await know_places(house)


async def settled(house: House, key: str) -> tuple[str | None, ZoneInfo | None]:
    person = await as_known(house, key)
    return person.city, person.zone


@pytest.fixture
def bo(chat: Chat, house: House) -> Phone:
    """Bo has a German phone, and has never opened the bot."""
    return chat.phone("bo")


async def test_one_question_and_one_tap(bo: Phone, house: House) -> None:
    await bo.sends("/start")
    asked = await bo.sees(f"{WHAT}\n{QUESTION}")
    assert asked.rows == [["15:05 Berlin", "15:05 Wien"], ["15:05 Zürich", "Another city"]]
    assert await settled(house, "bo_berlin") == (None, None)
    await bo.taps("15:05 Berlin")
    greeted = await bo.sees("Hello Bo. It is 15:05 in Berlin. Write one line and I do the rest:\nCoffee tomorrow 10:00")
    assert greeted.id == asked.id
    assert "<code>Coffee tomorrow 10:00</code>" in greeted.html
    ways_on = [["New appointment", "Agenda"], ["Settings", "Help"]]
    assert greeted.rows == [*ways_on, ["Public holidays off: Germany"]]
    assert await settled(house, "bo_berlin") == ("Berlin", ZoneInfo("Europe/Berlin"))
    # Offered once, with the zone, and taken with one tap.
    await book(house, "bo", "Review", "", "2026-12-25T09:00")
    await bo.taps("Public holidays off: Germany")
    assert bo.last.text.splitlines()[:4] == [
        "Nobody can book you on the public holidays of Germany.",
        "This is outside your hours now, and stays as it is:",
        "Fri 25 Dec, 10:00 Review",
        "Hello Bo. It is 15:05 in Berlin. Write one line and I do the rest:",
    ]
    assert (bo.last.id, bo.last.rows) == (asked.id, ways_on)
    assert (await as_known(house, "bo_berlin")).prefs.holidays == "DE"
    await bo.sends("/start")
    assert bo.last.rows == ways_on


async def test_the_places_offered_are_those_of_the_language(chat: Chat, house: House) -> None:
    chen, dana = chat.phone("chen"), chat.phone("dana")
    await chen.sends("/start")
    assert (await chen.sees(f"{WHAT}\n{QUESTION}")).rows == [
        ["06:05 Los Angeles", "09:05 New York"],
        ["14:05 London", "01:05 Sydney"],
        ["Another city"],
    ]
    await dana.sends("/start")
    assert (await dana.sees(f"{WHAT}\n{QUESTION}")).rows == [
        ["11:05 São Paulo", "14:05 Lisboa"],
        ["15:05 Luanda", "Another city"],
    ]


async def test_start_again_changes_nothing(ana: Phone, house: House) -> None:
    await ana.sends("/start")
    first = await ana.sees("Hello Ana. It is 14:05 in Lisbon. Write one line and I do the rest:\nCoffee tomorrow 10:00")
    await ana.sends("/START")
    assert ana.last.text == first.text
    assert await settled(house, "ana_lisbon") == ("Lisbon", ZoneInfo("Europe/Lisbon"))


async def test_an_old_question_changes_nothing_either(bo: Phone, house: House) -> None:
    await bo.sends("/start")
    asked = bo.last
    await bo.taps("15:05 Wien", on=asked)
    await bo.taps("15:05 Berlin", on=asked)
    assert bo.last.text.startswith("Hello Bo. It is 15:05 in Wien.")
    assert await settled(house, "bo_berlin") == ("Wien", ZoneInfo("Europe/Vienna"))


async def test_another_city_is_typed_and_keeps_the_name_it_was_given(bo: Phone, house: House) -> None:
    await bo.sends("/start")
    asked = bo.last
    await bo.taps("Another city")
    assert bo.last.text == "Which city are you in? Type it, or send your location."
    assert bo.keyboard == [["Send my location"], ["Back"]]
    helper = bo.last
    await bo.sends("Munchen")
    confirm = await bo.sees("It is 15:05 in München, right?")
    assert confirm.rows == [["Yes", "Another city"]]
    # The card is the last message: the question and the helper with its keyboard are gone.
    assert not {asked.id, helper.id} & {message.id for message in bo.messages}
    await bo.taps("Yes")
    assert bo.last.text.startswith("Hello Bo. It is 15:05 in München.")
    assert await settled(house, "bo_berlin") == ("München", ZoneInfo("Europe/Berlin"))


async def test_namesakes_are_asked(bo: Phone, house: House) -> None:
    await bo.sends("/start")
    await bo.taps("Another city")
    await bo.sends("Portland")
    which = await bo.sees("There are two. Which one?")
    assert which.rows == [["06:05 Portland, Oregon"], ["09:05 Portland, Maine"], ["Another city"]]
    await bo.taps("09:05 Portland, Maine")
    assert bo.last.text.startswith("Hello Bo. It is 09:05 in Portland.")
    assert await settled(house, "bo_berlin") == ("Portland", ZoneInfo("America/New_York"))


async def test_a_slip_offers_what_it_resembles(bo: Phone) -> None:
    await bo.sends("/start")
    await bo.taps("Another city")
    await bo.sends("Brelin")
    similar = await bo.sees('I do not know "Brelin". Did you mean one of these?')
    assert similar.rows == [["15:05 Berlin", "15:05 Brilon"], ["Another city"]]


async def test_an_unknown_city_and_back(bo: Phone) -> None:
    await bo.sends("/start")
    await bo.taps("Another city")
    first = bo.last
    await bo.sends("Xyzzyville <b>")
    assert bo.last.text == 'I do not know "Xyzzyville <b>". Type a larger city nearby, or send your location.'
    assert bo.keyboard == [["Send my location"], ["Back"]]
    assert first.id not in {message.id for message in bo.messages}
    await bo.taps("Back")
    assert (await bo.sees(f"{WHAT}\n{QUESTION}")).labels[0] == "15:05 Berlin"


async def test_a_name_too_long_for_a_button_is_kept_whole(bo: Phone, house: House) -> None:
    await bo.sends("/start")
    await bo.sends("লস অ্যাঞ্জেলেস")
    await bo.sees("It is 06:05 in লস অ্যাঞ্জেলেস, right?")
    await bo.taps("Yes")
    assert await settled(house, "bo_berlin") == ("লস অ্যাঞ্জেলেস", ZoneInfo("America/Los_Angeles"))


async def test_the_location_is_enough(bo: Phone, house: House) -> None:
    await bo.sends("/start")
    await bo.taps("Another city")
    await bo.taps("Send my location")
    await bo.sees("It is 15:05 in Berlin, right?")
    await bo.taps("Yes")
    assert await settled(house, "bo_berlin") == ("Berlin", ZoneInfo("Europe/Berlin"))


async def test_a_location_at_sea(bo: Phone) -> None:
    await bo.sends("/start")
    await bo.shares_location(0.0, -30.0)
    assert bo.last.text == "I cannot tell what time it is there. Type the nearest city."


async def test_the_question_may_be_answered_as_it_was_put(bo: Phone, house: House) -> None:
    await bo.sends("/start")
    await bo.sends("19:35")
    choice = await bo.sees("It is 19:35 in these places. Which one?")
    assert choice.labels == ["19:35 दिल्ली", "Another city"]
    await bo.taps(choice.labels[0])
    assert await settled(house, "bo_berlin") == ("दिल्ली", ZoneInfo("Asia/Kolkata"))


async def test_a_wish_before_the_first_answer_is_kept_in_mind(bo: Phone) -> None:
    await bo.sends("Coffee tomorrow 10:00")
    await bo.sees(f"I keep what you wrote.\n{QUESTION}")
    await bo.taps("15:05 Berlin")
    assert bo.last.text.startswith("Coffee\nWed 4 Nov, 10:00–10:30 (Berlin)")


async def test_whatever_comes_first_is_asked_where_it_is(bo: Phone) -> None:
    for send in (bo.sends("hi"), bo.sends_photo(), bo.sends("/agenda"), bo.sends("/unknown")):
        await send
        assert bo.last.text == f"{WHAT}\n{QUESTION}"
    await bo.sends("Berlin")
    await bo.sees("It is 15:05 in Berlin, right?")


async def test_who_has_not_said_where_they_are_is_told_what_this_is(bo: Phone) -> None:
    for typed in ("/help", "what is this?", "Hilfe"):
        await bo.sends(typed)
        said = bo.last.text.splitlines()
        assert said[0] == "I book appointments. Write one line, and I find a time that suits everybody in it:"
        assert (said[-1], bo.last.labels[0]) == (QUESTION, "15:05 Berlin")
    await bo.sends("hello")
    assert bo.last.text == f"{WHAT}\n{QUESTION}"
    await bo.taps("15:05 Berlin")
    assert bo.last.text.startswith("Hello Bo.")


@pytest.mark.usefixtures("ana")
async def test_a_start_again_says_what_waits_for_an_answer(chen: Phone, house: House) -> None:
    await book(house, "ana", "Coffee", "chen", "2026-11-04T08:00")
    await chen.blocks()
    await chen.unblocks()
    await chen.sends("/start")
    assert str(chen.last) == (
        "| Hello Chen. It is 22:05 in Singapore. Write one line and I do the rest:\n"
        "| Coffee with @ana_lisbon tomorrow 10:00\n"
        "| Coffee, Wed 4 Nov, 16:00 (Singapore), waits for your answer.\n"
        "| [Open Coffee] / [New appointment] [Agenda] / [Settings] [Help]"
    )
    await book(house, "ana", "Review", "chen", "2026-11-04T08:30")
    await chen.sends("/start")
    assert chen.last.text.splitlines()[-1] == (
        "2 wait for your answer; the first is Coffee, Wed 4 Nov, 16:00 (Singapore)."
    )
    await chen.taps("To answer (2)")
    assert chen.last.text.splitlines()[0] == "These wait for your answer (Singapore)."
    await chen.taps("1")
    await chen.taps("Accept")
    assert chen.last.text.splitlines()[0] == "You accepted Coffee"
