"""getUpdates: ids, offsets, kinds, waiting, two pollers, and what Telegram drops."""

import asyncio
from datetime import timedelta

from scheduling.clock import MovableClock
from tests.chat import Chat
from tests.playground.conftest import Bot

ANA = 7001
BUTTON = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


async def test_updates_come_until_they_are_confirmed(bot: Bot, chat: Chat) -> None:
    ana = chat.phone("ana")
    for text in ("/start", "one", "two"):
        await ana.sends(text)
    first = await bot("getUpdates")
    assert [update["message"]["text"] for update in first] == ["/start", "one", "two"]
    ids = [update["update_id"] for update in first]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
    assert await bot("getUpdates") == first  # at least once
    assert await bot("getUpdates", limit=1) == first[:1]
    assert await bot("getUpdates", offset=ids[1]) == first[1:]
    assert await bot("getUpdates", offset=ids[2] + 1) == []
    assert await bot("getUpdates") == []


async def test_a_negative_offset_forgets_all_but_the_newest(bot: Bot, chat: Chat) -> None:
    for text in ("/start", "one", "two"):
        await chat.phone("ana").sends(text)
    assert [update["message"]["text"] for update in await bot("getUpdates", offset=-1)] == ["two"]
    assert [update["message"]["text"] for update in await bot("getUpdates")] == ["two"]


async def test_ids_start_anywhere(chat: Chat, bot: Bot, clock: MovableClock) -> None:
    await chat.phone("ana").sends("/start")
    (update,) = await bot("getUpdates")
    assert 2**28 <= update["update_id"] < 2**30


async def test_a_poll_waits_for_the_next_update(bot: Bot, chat: Chat) -> None:
    poll = asyncio.create_task(bot("getUpdates", timeout=30))
    assert await chat.telegram.events.until(lambda: chat.telegram.updates.polled)
    await chat.phone("ana").sends("/start")
    assert [update["message"]["text"] for update in await poll] == ["/start"]


async def test_the_earlier_of_two_pollers_loses(bot: Bot, chat: Chat) -> None:
    first = asyncio.create_task(bot.refused("getUpdates", timeout=30))
    assert await chat.telegram.events.until(lambda: chat.telegram.updates.polled)
    second = asyncio.create_task(bot("getUpdates", timeout=30))
    assert await first == (
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await chat.phone("ana").sends("/start")
    assert len(await second) == 1


async def test_only_wanted_kinds_come(bot: Bot, chat: Chat) -> None:
    ana = chat.phone("ana")
    await bot("getUpdates", allowed_updates=["callback_query"])
    await ana.sends("/start")
    await bot(
        "sendMessage", chat_id=ANA, text="x", reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    )
    await ana.taps("A")
    (update,) = await bot.updates()
    assert update["callback_query"]["data"] == "a"
    await bot("getUpdates", allowed_updates=[])
    await ana.sends("hello")
    assert [update["message"]["text"] for update in await bot.updates()] == ["hello"]


async def test_presses_are_dropped_after_150_seconds_and_messages_after_a_day(
    bot: Bot, chat: Chat, clock: MovableClock
) -> None:
    ana = chat.phone("ana")
    await ana.sends("/start")
    await bot(
        "sendMessage", chat_id=ANA, text="x", reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    )
    await ana.taps("A")
    clock.advance(timedelta(seconds=149))
    assert [sorted(update)[0] for update in await bot("getUpdates")] == ["message", "callback_query"]
    clock.advance(timedelta(seconds=1))
    assert [sorted(update)[0] for update in await bot("getUpdates")] == ["message"]
    clock.advance(timedelta(days=1))
    assert await bot("getUpdates") == []


async def test_pending_updates_can_be_dropped(bot: Bot, chat: Chat) -> None:
    await chat.phone("ana").sends("/start")
    await bot("deleteWebhook", drop_pending_updates=True)
    assert await bot("getUpdates") == []


async def test_settled_means_confirmed_and_answered(bot: Bot, chat: Chat) -> None:
    ana = chat.phone("ana")
    assert chat.telegram.is_settled()
    await ana.sends("/start")
    assert not chat.telegram.is_settled()
    await bot.updates()
    assert chat.telegram.is_settled()
    await bot(
        "sendMessage", chat_id=ANA, text="x", reply_markup={"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    )
    press = await ana.taps("A")
    await bot.updates()
    assert not chat.telegram.is_settled()
    await bot("answerCallbackQuery", callback_query_id=press)
    assert await chat.telegram.until_settled()
