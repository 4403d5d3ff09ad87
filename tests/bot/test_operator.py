"""/status and /broadcast are for operators, known by id; everybody else has never heard of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version

import psycopg
import pytest
from sqlalchemy import text

from playground.answers import Refused
from program.roles import House
from scheduling.clock import MovableClock
from services.broadcast import LONGEST
from tests.chat import Chat, Phone


@pytest.fixture
def operator(house: House, ana: Phone) -> Phone:
    """Ana, who operates the bot."""
    assert house.bot is not None
    router = house.bot.router
    router._bot = replace(router._bot, operators=frozenset({ana.person.id}))
    return ana


@pytest.mark.usefixtures("operator")
async def test_status_is_for_operators_alone(ana: Phone, bo: Phone, database_url: str) -> None:
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        server = str((await (await connection.execute("SHOW server_version")).fetchall())[0][0])
    await ana.sends("/status")
    assert ana.last.text.splitlines() == [
        "Status",
        f"Appointment bot {version('appointment-bot')}, time zone rules {version('tzdata')}",
        f"PostgreSQL {server} answers, and so does Redis.",
        "2 people have told me where they are.",
        "No notice is due.",
        "Updates that wait: 0. Updates of the last three days that met a bug: 0.",
        "No notice came due in the last hour.",
    ]
    await bo.sends("/statux")
    unknown = bo.last.text
    await bo.sends("/status")
    assert bo.last.text == unknown.replace("statux", "status")


TEXT = "We are <away> on 24 December.\nBack on the 27th."


async def test_a_broadcast_is_previewed_sent_once_and_reported(
    chat: Chat, house: House, operator: Phone, bo: Phone, chen: Phone, dana: Phone, clock: MovableClock
) -> None:
    await operator.sends(f"/broadcast {TEXT}")
    preview = operator.last
    assert (preview.text, preview.rows) == (
        f"This goes to 3 people:\n\n{TEXT}",
        [["Send to 3 people"], ["Do not send"]],
    )
    chat.faults.presses_twice = 1
    await operator.taps("Send to 3 people")
    for _ in range(4):
        clock.advance(timedelta(seconds=5))
        await house.settled()
    assert [[m.text for m in phone.messages].count(TEXT) for phone in (operator, bo, chen)] == [1, 1, 1]
    assert dana.messages == []
    (card,) = [m for m in operator.messages if m.id == preview.id]
    assert (card.text, card.rows) == (f"{TEXT}\n\nSent: 3 of 3 have it.", [])


async def test_a_broadcast_keeps_the_formatting_that_it_was_written_with(
    chat: Chat, house: House, operator: Phone, bo: Phone, clock: MovableClock
) -> None:
    text = "/broadcast  🎄 Bold & <sly>, underlined\nhere, code"
    at = {word: len(text[: text.index(word)].encode("utf-16-le")) // 2 for word in ("Bold", "<sly>", "here", "code")}
    entities = [
        {"type": "bot_command", "offset": 0, "length": 10},
        # Over the command as well, and into the text.
        {"type": "italic", "offset": 0, "length": at["Bold"] + 4},
        {"type": "bold", "offset": at["Bold"], "length": 4},
        {"type": "spoiler", "offset": at["<sly>"], "length": 5},
        {"type": "text_link", "offset": at["here"], "length": 4, "url": 'https://example.com/?a=1&b="2"'},
        {"type": "code", "offset": at["code"], "length": 4},
    ]
    operator.handset.post({"text": text, "entities": entities})
    await chat.settle()
    await operator.taps("Send to 2 people")
    clock.advance(timedelta(seconds=5))
    await house.settled()
    (got,) = [m for m in bo.messages if "sly" in m.text]
    assert got.text == "🎄 Bold & <sly>, underlined\nhere, code"
    said = {
        (each["type"], got.text.encode("utf-16-le")[each["offset"] * 2 :][: each["length"] * 2].decode("utf-16-le"))
        for each in got.body["entities"]
    }
    assert said == {
        ("italic", "🎄 Bold"),
        ("bold", "Bold"),
        ("spoiler", "<sly>"),
        ("text_link", "here"),
        ("code", "code"),
    }
    assert [e["url"] for e in got.body["entities"] if "url" in e] == ['https://example.com/?a=1&b="2"']


async def test_a_broadcast_that_is_called_off_goes_to_nobody_else(
    house: House, operator: Phone, bo: Phone, chen: Phone, clock: MovableClock
) -> None:
    await operator.sends(f"/broadcast {TEXT}")
    await operator.taps("Send to 3 people")
    await operator.taps("Stop")
    clock.advance(timedelta(minutes=5))
    await house.settled()
    assert [[m.text for m in phone.messages].count(TEXT) for phone in (operator, bo, chen)] == [1, 0, 0]
    await operator.sends("/broadcast")
    assert operator.last.text == "Write the text behind the command: /broadcast We are away on 24 December."


async def test_nobody_else_can_broadcast(chat: Chat, house: House, operator: Phone, bo: Phone) -> None:
    await operator.sends(f"/broadcast {TEXT}")
    forged = operator.last.button("Send to 2 people")
    await bo.sends(f"/broadcast {TEXT}")
    assert bo.last.text.splitlines()[0] == "There is no /broadcast."
    bo.handset.tap(bo.last.id, forged)
    await chat.settle()
    await house.settled()
    assert [[m.text for m in phone.messages].count(TEXT) for phone in (operator, bo)] == [0, 0]


async def test_a_text_that_is_too_long_for_everybody_is_not_sent(operator: Phone) -> None:
    await operator.sends(f"/broadcast {'x' * (LONGEST + 1)}")
    assert operator.last.text == f"That is too long: a message to everybody has at most {LONGEST} characters."
    await operator.sends(f"/broadcast {'x' * LONGEST}")
    assert operator.last.labels == ["Send to 1 person", "Do not send"]


async def test_who_cannot_be_written_to_is_counted_and_what_waits_is_told(
    chat: Chat, house: House, operator: Phone, bo: Phone, clock: MovableClock
) -> None:
    await operator.sends(f"/broadcast {TEXT}")
    preview = operator.last
    chat.faults.refuse(Refused(403, "Forbidden: bot was blocked by the user"), "sendMessage", chat_id=bo.person.id)
    await operator.taps("Send to 2 people")
    for _ in range(4):
        clock.advance(timedelta(seconds=5))
        await house.settled()
    (card,) = [m for m in operator.messages if m.id == preview.id]
    assert card.text == f"{TEXT}\n\nSent: 1 of 2 have it.\n1 cannot be written to."
    async with house.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO notices (key, kind, due_at, next_at, recipient_id)"
                " SELECT 'waits', 'answers', :at, :at, id FROM people WHERE username = 'bo_berlin'"
            ),
            {"at": clock() - timedelta(seconds=75)},
        )
    await operator.sends("/status")
    shown = operator.last.text.splitlines()
    assert (shown[4], shown[6:]) == (
        "The oldest due notice waits for 75 s.",
        ["Notices of the last hour:", "broadcast, failed: 1", "broadcast, sent: 1", "progress, sent: 6"],
    )
