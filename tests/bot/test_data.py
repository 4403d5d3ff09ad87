"""/export and /delete over HTTP: files in the chat, two questions, and nothing left in PostgreSQL or Redis."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from program.roles import House
from scheduling.clock import MovableClock
from tests.bot.drafts import occupied
from tests.chat import Phone, Shown
from tests.world import book


def content(phone: Phone, message: Shown) -> tuple[str, bytes]:
    document = message.body["document"]
    return document["file_name"], phone.chat.telegram.files[document["file_id"]].content


async def test_everything_comes_as_two_files(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await bo.sends("/export")
    said, first, second = bo.messages[-3:]
    assert said.text == (
        "This is everything that I keep of you: as JSON, and your appointments for your calendar. /delete removes it."
    )
    name, written = content(bo, first)
    assert name == "my-data.json"
    data = json.loads(written)
    assert [each["title"] for each in data["appointments"]] == ["Review"]
    assert data["people"][0]["username"] == "bo_berlin"
    name, calendar = content(bo, second)
    assert name == "my-appointments.ics"
    assert b"SUMMARY:Review\r\n" in calendar


async def test_who_has_told_nothing_yet_gets_what_there_is(house: House, dana: Phone) -> None:
    await dana.sends("/export")
    name, written = content(dana, dana.last)
    assert name == "my-data.json"
    assert [each["first_name"] for each in json.loads(written)["people"]] == ["Dana"]


async def test_leaving_is_asked_twice_and_the_others_hear_of_it(
    house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone
) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await bo.taps("Accept")
    await book(house, "bo", "Demo", "ana", "2026-11-05T10:00")
    await bo.sends("/new")
    clock.advance(timedelta(minutes=2))
    await bo.sends("/delete")
    asked = bo.last
    assert asked.text == (
        "This deletes everything that I keep of you.\n"
        "Your appointment will be cancelled, and the others will be told:\n"
        "Thu 5 Nov, 11:00 Demo\n"
        "You will decline this one, and its organizer will be told:\n"
        "Thu 5 Nov, 09:00 Review\n"
        "What the others want to keep, hand over first: whoever you ask has to agree.\n"
        "/export gives you a copy first."
    )
    assert asked.rows == [["Hand over Demo"], ["Delete my data"], ["Keep everything"]]
    await book(house, "ana", "Lunch", "bo", "2026-11-06T11:00")
    await bo.taps("Delete my data", asked)
    (again,) = [message for message in bo.messages if message.id == asked.id]
    assert again.text.splitlines()[0] == "Please look again, this may have changed."
    await bo.taps("Delete my data", again)
    (sure,) = [message for message in bo.messages if message.id == asked.id]
    assert sure.rows == [["Delete for good"], ["Keep everything"]]
    await bo.taps("Delete for good", sure)
    await bo.sees(
        "Deleted: I know nothing of you any more. What stands in this chat is yours to delete. /start begins anew."
    )
    told = [message.text for message in ana.messages]
    assert told[1:] == [
        # The card, and the news.
        "Somebody who left cancelled Demo, Thu 5 Nov, 10:00–10:30 (Lisbon).",
        "Somebody who left cancelled Demo, Thu 5 Nov, 10:00–10:30 (Lisbon).",
        "Somebody who left declined Review, Thu 5 Nov, 08:00 (Lisbon). Everybody has answered.",
        "Somebody who left declined Lunch, Fri 6 Nov, 11:00 (Lisbon). Everybody has answered.",
    ]
    assert await house.redis.keys(f"session:*{bo.person.id}") == []
    async with house.engine.begin() as connection:
        rows = await connection.execute(text("SELECT CAST(people AS text) FROM people"))
        assert [row for row in rows.scalars() if "Bo" in row or "Keller" in row] == []
    # Who blocks the bot now is not written down again; who writes begins anew.
    await bo.blocks()
    await bo.unblocks()
    async with house.engine.begin() as connection:
        count = await connection.execute(text("SELECT count(*) FROM people WHERE telegram_id IS NOT NULL"))
        assert count.scalar_one() == 2
    await bo.taps("Delete for good", sure)
    await bo.sends("/start")
    assert bo.last.text.splitlines()[-1].startswith("What time is it for you now?")


async def test_an_old_question_deletes_nothing(house: House, clock: MovableClock, bo: Phone) -> None:
    await bo.sends("/delete")
    assert bo.last.text == "This deletes everything that I keep of you.\n/export gives you a copy first."
    await bo.taps("Delete my data")
    clock.advance(timedelta(minutes=10))
    await bo.taps("Delete for good")
    assert bo.last.text.splitlines()[0] == "Please look again, this may have changed."
    await bo.taps("Keep everything")
    assert bo.last.text == "Nothing was deleted."
    await bo.sends("/settings")
    assert bo.last.text == "Your settings. Tap what you want to change."


async def test_of_many_appointments_some_are_named_before_leaving(house: House, ana: Phone) -> None:
    for hour in range(8, 16):
        await occupied(house, "ana", datetime(2026, 11, 5, hour, tzinfo=UTC))
    await ana.sends("/delete")
    assert ana.last.text.splitlines()[1:8] == [
        "Your 8 appointments will be cancelled, and the others will be told:",
        *[f"Thu 5 Nov, {hour:02}:00 Stand-up" for hour in range(8, 13)],
        "and 3 more",
    ]


async def test_a_name_that_is_taken_out_of_a_text_is_no_change_that_anybody_made(
    house: House, clock: MovableClock, ana: Phone, bo: Phone, chen: Phone
) -> None:
    await book(house, "ana", "Dinner for @bo_berlin", "bo chen", "2026-11-05T08:00")
    await bo.taps("Decline")
    clock.advance(timedelta(minutes=2))
    await house.settled()
    await bo.sends("/delete")
    await bo.taps("Delete my data")
    await bo.taps("Delete for good")
    await house.settled()
    await ana.sends("/agenda")
    await ana.taps("1")
    await ana.taps("History")
    assert ana.last.text == "Nothing has changed on Dinner for …."
