"""What can be made to go wrong with Telegram, and that it goes wrong in the way it should."""

import asyncio

import aiohttp
import pytest

from playground.answers import Refused
from playground.faults import Fault
from tests.chat import Chat
from tests.playground.conftest import Bot

ANA, BO = 7001, 7002


@pytest.fixture(autouse=True)
async def _started(chat: Chat) -> None:
    await chat.phone("ana").sends("/start")
    await chat.phone("bo").sends("/start")


async def test_a_scripted_refusal_meets_one_method_one_chat_so_often(bot: Bot, chat: Chat) -> None:
    chat.faults.refuse(Refused(500, "Internal Server Error: restart"), "sendMessage", ANA, times=2, after=1)
    await bot("sendMessage", chat_id=ANA, text="passes")
    await bot("sendMessage", chat_id=BO, text="passes")
    for _ in range(2):
        assert await bot.refused("sendMessage", chat_id=ANA, text="x") == "500 Internal Server Error: restart"
    await bot("sendMessage", chat_id=ANA, text="well again")
    assert chat.phone("ana").transcript == ["NEW passes", "NEW well again"]


async def test_too_many_requests_say_how_long_to_wait(bot: Bot, chat: Chat) -> None:
    chat.faults.too_many(7, "sendMessage")
    assert await bot.asks("sendMessage", chat_id=ANA, text="x") == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        },
    )


async def test_an_answer_that_gets_lost_was_still_carried_out(bot: Bot, chat: Chat) -> None:
    chat.faults.drop("sendMessage", after=1)
    await bot("sendMessage", chat_id=ANA, text="one")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot("sendMessage", chat_id=ANA, text="two")
    await bot("sendMessage", chat_id=ANA, text="three")
    assert chat.phone("ana").transcript == ["NEW one", "NEW two", "NEW three"]


async def test_a_server_that_is_down_does_nothing(bot: Bot, chat: Chat) -> None:
    down = chat.faults.down()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot("sendMessage", chat_id=ANA, text="x")
    chat.faults.remove(down)
    chat.faults.down(html=True)
    async with bot.session.post(bot.address("getMe")) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    chat.faults.clear()
    await bot("getMe")
    assert chat.phone("ana").transcript == []
    assert down.met == 1


async def test_a_server_that_goes_down_takes_the_waiting_poll_along(bot: Bot, chat: Chat) -> None:
    await bot.updates()
    poll = asyncio.create_task(bot("getUpdates", timeout=30))
    assert await chat.telegram.events.until(lambda: chat.telegram.updates.polled)
    down = chat.faults.down()
    await chat.phone("ana").sends("hello")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await poll
    chat.faults.remove(down)
    assert [update["message"]["text"] for update in await bot.updates()] == ["hello"]


async def test_a_slow_answer_waits_for_real_time(bot: Bot, chat: Chat) -> None:
    chat.faults.delay(0.05, "sendMessage")
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await bot("sendMessage", chat_id=ANA, text="x")
    assert loop.time() - begun >= 0.05
    assert chat.telegram.calls[-1].milliseconds < 50


async def test_one_person_blocks_the_bot_without_a_word(bot: Bot, chat: Chat) -> None:
    chat.faults.add(Fault(chat_id=ANA, times=None, answer=Refused(403, "Forbidden: bot was blocked by the user")))
    assert await bot.refused("sendMessage", chat_id=ANA, text="x") == "403 Forbidden: bot was blocked by the user"
    assert await bot.refused("sendMessage", chat_id="7001", text="x") == "403 Forbidden: bot was blocked by the user"
    await bot("sendMessage", chat_id=BO, text="x")


async def test_a_press_is_sent_twice(bot: Bot, chat: Chat) -> None:
    ana = chat.phone("ana")
    button = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    await bot("sendMessage", chat_id=ANA, text="x", reply_markup=button)
    await bot.updates()
    chat.faults.presses_twice = 1
    await ana.taps("A")
    await ana.taps("A")
    presses = [update["callback_query"] for update in await bot.updates()]
    assert [press["data"] for press in presses] == ["a", "a", "a"]
    assert len({press["id"] for press in presses}) == 3


async def test_an_update_comes_again_with_its_id(bot: Bot, chat: Chat) -> None:
    await bot.updates()
    await chat.phone("ana").sends("once")
    (first,) = await bot.updates()
    chat.telegram.updates.repeat(first)
    assert await bot.updates() == [first]


async def test_calls_are_kept_for_the_drawer(bot: Bot, chat: Chat) -> None:
    await bot("sendMessage", chat_id=ANA, text="x")
    await bot.refused("sendMessage", chat_id=ANA)
    sent, refused = list(chat.telegram.calls)[-2:]
    assert (sent.method, sent.status, sent.parameters) == ("sendMessage", 200, {"chat_id": ANA, "text": "x"})
    assert refused.status == 400
    assert chat.token not in repr(chat.telegram.calls)


async def test_answers_leave_at_once(bot: Bot) -> None:
    loop = asyncio.get_running_loop()
    taken = []
    for _ in range(15):
        begun = loop.time()
        await bot("getMe")
        taken.append(loop.time() - begun)
    assert sorted(taken)[7] < 0.03  # an answer in two packets that waits for an acknowledgement takes 40 ms
