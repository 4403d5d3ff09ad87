"""What the page's server owes a browser: no other site acts here, and what the page draws is in the state."""

import pytest

from playground import events
from tests.chat import Chat
from tests.playground.conftest import Bot
from tests.playground.test_phone_routes import act

ANA, DANA = 7001, 7004


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8080"}, 200),
        ({"Host": "[::1]:8080"}, 200),
        ({"Host": "127.0.0.1:8080", "Origin": "http://127.0.0.1:8080"}, 200),
        ({"Host": "127.0.0.1:8080", "Origin": "http://127.0.0.1:9090"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "example.org"}, 403),
        ({"Host": "127.0.0.1.example.org"}, 403),
    ],
)
async def test_only_pages_from_here_may_act(bot: Bot, chat: Chat, headers: dict[str, str], status: int) -> None:
    async with bot.session.post(f"{chat.url}/phones/ana/send", json={"text": "x"}, headers=headers) as response:
        assert response.status == status
    assert [message.text for message in chat.phone("ana").messages] == (["x"] if status == 200 else [])


async def test_the_page_may_fetch_nothing_from_elsewhere(bot: Bot, chat: Chat) -> None:
    async with bot.session.get(f"{chat.url}/") as response:
        policy = response.headers["Content-Security-Policy"]
        text = await response.text()
    assert policy.split("; ")[:2] == ["default-src 'none'", "script-src 'self'"]
    assert text.count("<script") == 1
    assert "http://" not in text
    assert "https://" not in text


async def test_an_uploaded_page_is_for_keeping_and_runs_nothing(bot: Bot, chat: Chat) -> None:
    address = f"{chat.url}/phones/ana/upload/document?name=x.html"
    async with bot.session.post(address, data=b"<script>", headers={"Content-Type": "text/html"}) as response:
        assert response.status == 200
    file_id = chat.phone("ana").messages[-1].body["document"]["file_id"]
    async with bot.session.get(f"{chat.url}/phones/file/{file_id}") as response:
        headers = response.headers
        assert await response.read() == b"<script>"
    names = ("Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options")
    assert [headers[name] for name in names] == ["attachment", "sandbox", "nosniff"]


async def test_people_pass_texts_on_without_the_bot(bot: Bot, chat: Chat) -> None:
    assert await act(bot, "ana/share", text="t.me/x?start=1", to="dana") == (200, {"done": True})
    assert (await act(bot, "ana/share", text="x", to="ana"))[0] == 409
    async with bot.session.get(f"{chat.url}/phones/state") as response:
        (shared,) = (await response.json())["shared"]
    entity = {"type": "url", "offset": 0, "length": 14}
    assert (shared["by"], shared["to"]) == ("ana", "dana")
    assert shared["body"] == {"text": "t.me/x?start=1", "entities": [entity]}
    last = chat.telegram.events.log[-1]
    assert (last.kind, last.person, last.chat_id) == (events.SHARED, "dana", 0)
    assert await bot.updates() == []
    assert not chat.telegram.person("dana").started


async def test_a_tap_that_shows_nothing_is_over_all_the_same(bot: Bot, chat: Chat) -> None:
    await chat.phone("ana").sends("/start")
    button = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    sent = await bot("sendMessage", chat_id=ANA, text="x", reply_markup=button)
    _, came = await act(bot, "ana/tap", message_id=sent["message_id"], row=0, column=0)
    await bot("answerCallbackQuery", callback_query_id=came["came"])
    last = chat.telegram.events.log[-1]
    assert (last.kind, last.person, last.message_id) == (events.ANSWERED, "ana", sent["message_id"])


async def test_each_what_if_ends_by_itself(bot: Bot, chat: Chat) -> None:
    for what in ("slow", "too-many", "twice"):
        await act(bot, "faults", what=what)
    await act(bot, "faults", what="well", of="slow")

    async def on() -> tuple[list[str], int]:
        async with bot.session.get(f"{chat.url}/phones/state") as response:
            state = await response.json()
        return [fault["name"] for fault in state["faults"]], state["twice"]

    assert await on() == (["too-many"], 1)
    await act(bot, "faults", what="well", of="twice")
    assert await on() == (["too-many"], 0)
    await act(bot, "faults", what="well")
    assert await on() == ([], 0)


async def test_a_keyboard_goes_with_the_message_that_brought_it(bot: Bot, chat: Chat) -> None:
    await chat.phone("ana").sends("/start")
    sent = await bot("sendMessage", chat_id=ANA, text="x", reply_markup={"keyboard": [[{"text": "Back"}]]})
    other = await bot("sendMessage", chat_id=ANA, text="y")
    await bot("deleteMessage", chat_id=ANA, message_id=other["message_id"])
    assert list(chat.telegram.chats[ANA].keyboards) == [ANA]
    await bot("deleteMessage", chat_id=ANA, message_id=sent["message_id"])
    assert chat.telegram.chats[ANA].keyboards == {}


async def test_start_over_is_another_run(bot: Bot, chat: Chat) -> None:
    await act(bot, "ana/share", text="x", to="dana")
    before = chat.telegram.run
    await act(bot, "start-over")
    assert chat.telegram.run != before
    assert chat.telegram.shared == []
