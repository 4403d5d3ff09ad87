"""The people's side over HTTP, as the chat page uses it."""

import json
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from playground.sample import sample_telegram
from playground.server import serve
from scheduling.clock import MovableClock
from tests.chat import Chat
from tests.playground.conftest import Bot

ANA = 7001


async def act(bot: Bot, path: str, **given: Any) -> tuple[int, Any]:
    async with bot.session.post(f"{bot.chat.url}/phones/{path}", json=given) as response:
        return response.status, await response.json()


async def test_a_conversation_by_http_alone(bot: Bot, chat: Chat) -> None:
    assert (await act(bot, "ana/start", payload="x"))[0] == 200
    (update,) = await bot.updates()
    assert update["message"]["text"] == "/start x"
    button = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await bot("sendMessage", chat_id=ANA, text="<b>Hi</b>", parse_mode="HTML", reply_markup=button)
    status, came = await act(bot, "ana/tap", message_id=sent["message_id"], row=0, column=0)
    (update,) = await bot.updates()
    assert (status, came["came"]) == (200, update["callback_query"]["id"])
    assert await act(bot, "ana/tap", message_id=sent["message_id"], row=1, column=0) == (
        409,
        {"error": "this button is not there any more"},
    )
    async with bot.session.get(f"{chat.url}/phones/state") as response:
        state = await response.json()
    (mine,) = [one for one in state["chats"] if one["id"] == ANA]
    assert [message["html"] for message in mine["messages"]] == ["/start x", "<b>Hi</b>"]
    assert [(one["key"], one["started"]) for one in state["people"]] == [
        ("ana", True), ("bo", False), ("chen", False), ("dana", False), ("eve", False),
    ]  # fmt: skip
    async with bot.session.get(f"{chat.url}/phones/calls?after=0") as response:
        assert [one["method"] for one in await response.json()][-1] == "getUpdates"


@pytest.mark.parametrize(
    ("path", "given", "status", "error"),
    [
        ("nobody/send", {"text": "x"}, 400, "KeyError: 'nobody'"),
        ("ana/send", {}, 400, "KeyError: 'text'"),
        ("ana/send", {"text": " "}, 409, "there is nothing to send"),
        ("ana/dance", {}, 409, "a phone cannot dance"),
        ("ana/tap-reply", {"label": "x"}, 409, "there is no button 'x' below the text box"),
        ("clock", {"seconds": 1}, 409, "this playground has no clock to move"),
        ("faults", {"what": "earthquake"}, 409, "nothing is known of 'earthquake'"),
    ],
)
async def test_what_no_phone_can_do_is_said(bot: Bot, path: str, given: Any, status: int, error: str) -> None:
    assert await act(bot, path, **given) == (status, {"error": error})


async def test_events_stream_as_they_happen(bot: Bot, chat: Chat) -> None:
    async with bot.session.get(f"{chat.url}/phones/events") as response:
        assert response.content_type == "text/event-stream"
        await response.content.readuntil(b"\n\n")
        await chat.phone("ana").sends("/start")
        await bot("sendMessage", chat_id=ANA, text="Hello", disable_notification=True)
        seen: list[tuple[str, str, str]] = []
        while len(seen) < 2:
            block = await response.content.readuntil(b"\n\n")
            event = json.loads(block.split(b"data: ")[1])
            seen.append((event["kind"], event["person"], event["text"]))
    assert seen == [("SENT", "ana", "/start"), ("QUIET", "ana", "Hello")]
    number = event["number"] - 1
    for query, headers in ((f"?after={number}", {}), ("", {"Last-Event-ID": str(number)})):
        async with bot.session.get(f"{chat.url}/phones/events{query}", headers=headers) as response:
            await response.content.readuntil(b"\n\n")
            block = await response.content.readuntil(b"\n\n")
            assert json.loads(block.split(b"data: ")[1]) == event


async def test_what_if(bot: Bot, chat: Chat) -> None:
    await chat.phone("ana").sends("/start")
    await act(bot, "faults", what="blocked", person="ana")
    assert await bot.refused("sendMessage", chat_id=ANA, text="x") == "403 Forbidden: bot was blocked by the user"
    await act(bot, "faults", what="well")
    await act(bot, "faults", what="too-many", seconds=3)
    assert await bot.refused("sendMessage", chat_id=ANA, text="x") == "429 Too Many Requests: retry after 3"
    await act(bot, "faults", what="twice")
    assert chat.faults.presses_twice == 1
    await act(bot, "faults", what="down")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot("getMe")


async def test_start_over_brings_the_sample_people_back(bot: Bot, chat: Chat) -> None:
    await chat.phone("ana").sends("/start")
    await act(bot, "start-over")
    assert await bot("getUpdates") == []
    assert await bot.refused("sendMessage", chat_id=ANA, text="x") == (
        "403 Forbidden: bot can't initiate conversation with a user"
    )


class HandControls:
    """Controls around a clock held in the hand."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.reminder: datetime | None = None

    def now(self) -> datetime:
        return self.clock()

    async def advance(self, delta: timedelta) -> None:
        self.clock.advance(delta)

    async def next_reminder(self) -> datetime | None:
        return self.reminder

    async def start_over(self) -> None:
        raise AssertionError("nobody asked for that")


async def test_the_clock_moves_forward_and_to_the_next_reminder(clock: MovableClock) -> None:
    controls = HandControls(clock)
    running = await serve(sample_telegram(clock), controls=controls)
    async with aiohttp.ClientSession() as session:

        async def move(**given: Any) -> Any:
            async with session.post(f"{running.url}/phones/clock", json=given) as response:
                return await response.json()

        assert await move(seconds=3600) == {"now": "2026-11-03T15:05:00+00:00"}
        assert await move(seconds=-1) == {"error": "the clock never goes back"}
        assert await move(to="next-reminder") == {"error": "no reminder is coming"}
        controls.reminder = clock() + timedelta(hours=2)
        assert await move(to="next-reminder") == {"now": "2026-11-03T17:05:00+00:00"}
    await running.stop()


async def test_a_taken_port_is_said_and_stopping_ends_what_waits(clock: MovableClock) -> None:
    first = await serve(sample_telegram(clock))
    port = int(first.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="in use"):
        await serve(sample_telegram(clock), port=port)
    async with aiohttp.ClientSession() as session:
        stream = await session.get(f"{first.url}/phones/events")
        await first.stop()
        assert b"hello" in await stream.read()
    again = await serve(sample_telegram(clock), port=port)
    await again.stop()
