"""Telegram's limits, kept by several processes over one real Redis."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bot.limiter import GROUP, PRIVATE, SPARE, USED, Crowded, Limiter, _Request
from bot.messenger import Messenger
from bot.ratelimits import RateLimits
from bot.transport import Transport
from bot.views import Document, View
from playground.answers import Refused
from tests.chat import Chat


@asynccontextmanager
async def limiters(url: str, count: int = 1, *, rate: float = 1000.0) -> AsyncIterator[list[Limiter]]:
    """As many processes as asked for, as far as Redis can tell."""
    made = [Limiter(url, bot="42", rate=rate) for _ in range(count)]
    try:
        yield made
    finally:
        for each in made:
            await each.stop()


async def grants(limiter: Limiter, chats: range, seconds: float, *, bulk: bool) -> list[float]:
    """The moments at which messages to different people were let through within some seconds."""
    moments: list[float] = []
    end = time.monotonic() + seconds

    async def one(chat: int) -> None:
        await limiter.wait(chat, bulk=bulk)
        moments.append(time.monotonic())

    tasks = [asyncio.create_task(one(chat)) for chat in chats]
    await asyncio.wait(tasks, timeout=end - time.monotonic())
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return sorted(moment for moment in moments if moment <= end)


async def test_two_processes_share_one_even_rate(redis_url: str) -> None:
    """Places are compared, not wake-ups: how punctual those are on an idle machine is benchmarks.delivery's to say."""
    step = int(1e6 / (100.0 * USED))
    async with limiters(redis_url, 2, rate=100.0) as (one, two), Redis.from_url(redis_url) as redis:
        began, fraction = await redis.time()
        places = []
        for limiter, chats in ((one, range(1, 21)), (two, range(100, 120))):
            answers = await limiter._answers([_Request(chat, False, True) for chat in chats])
            seconds, micros = await redis.time()
            # Each later by one step than the one before; never sooner than now.
            places.append([seconds * 1e6 + micros + answer for answer in answers])
            assert [round(b - a) for a, b in pairwise(answers)] == [step] * 19
        line = int(await redis.get("limits:{42}:line") or 0)
    assert line - (began * 1e6 + fraction) >= 40 * step
    assert min(places[1]) >= max(places[0])


async def test_after_a_stall_those_whose_moment_has_passed_go_in_turn(redis_url: str) -> None:
    async with limiters(redis_url, rate=50.0) as (limiter,):
        flood = asyncio.create_task(grants(limiter, range(1, 31), 2.0, bulk=False))
        await asyncio.sleep(0.1)
        awake = time.monotonic() + 0.3
        while time.monotonic() < awake:
            """The process stands still, as one does that the machine gives no time."""
        moments = await flood
    after = [moment for moment in moments if moment >= awake]
    assert len(after) >= 10
    # Fifteen had come due meanwhile; a tenth of a second has room for five, and one at its edge.
    assert max(sum(at <= moment < at + 0.1 for moment in after) for at in after) <= 8


async def test_bulk_leaves_room_for_those_who_type(redis_url: str) -> None:
    async with limiters(redis_url, 2, rate=30.0) as (jobs, bot):
        flood = asyncio.create_task(grants(jobs, range(1, 300), 2.0, bulk=True))
        await asyncio.sleep(0.5)
        waited = []
        for chat in range(1000, 1007):
            asked = time.monotonic()
            await bot.wait(chat)
            waited.append(time.monotonic() - asked)
            await asyncio.sleep(0.15)
        sent = await flood
    # The places that bulk holds reach 100 ms ahead, and a place takes 34 ms.
    assert sorted(waited)[len(waited) // 2] < 0.25
    assert len(sent) <= (30 - SPARE) * USED * 2.0 + 7


async def test_one_chat_gets_a_burst_and_then_one_a_second(redis_url: str) -> None:
    async with limiters(redis_url) as (limiter,):
        for _ in range(PRIVATE[1]):
            await limiter.wait(7, patience=0.0)
        with pytest.raises(Crowded) as crowded:
            await limiter.wait(7, bulk=True, patience=0.1)
        assert 0.5 < crowded.value.seconds <= 1.0
        await limiter.wait(8, patience=0.0)


async def test_edits_use_up_nothing_of_a_persons_burst(redis_url: str) -> None:
    async with limiters(redis_url) as (limiter,):
        for _ in range(3 * PRIVATE[1]):
            await limiter.wait(7, counted=False, patience=0.2)


async def test_a_group_gets_twenty_a_minute_at_most(redis_url: str) -> None:
    step, burst = GROUP
    assert burst + 60_000_000 // step == 20
    async with limiters(redis_url) as (limiter,):
        for _ in range(burst):
            await limiter.wait(-100, patience=0.2)
        with pytest.raises(Crowded) as crowded:
            await limiter.wait(-100, patience=0.1)
        assert 4.0 < crowded.value.seconds <= 5.0


async def test_a_refusal_holds_in_every_process_for_the_chat_and_with_a_second_one_for_all(redis_url: str) -> None:
    async with limiters(redis_url, 2) as (one, two):
        await one.refused(7, 20.0)
        with pytest.raises(Crowded) as crowded:
            await two.wait(7, patience=1.0)
        assert 19.0 < crowded.value.seconds <= 20.0
        await two.wait(8, patience=1.0)
        await two.refused(9, 10.0)
        with pytest.raises(Crowded) as crowded:
            await one.wait(8, bulk=True, patience=1.0)
        assert 9.0 < crowded.value.seconds <= 10.0


async def test_without_redis_each_process_keeps_to_its_share(redis_url: str) -> None:
    async with limiters(redis_url, 2, rate=100.0) as (one, two):
        await one.wait(1)
        await two.wait(2)
        await one.wait(1)
        one._counted_at = float("-inf")
        await one.wait(1)
        # From here on nobody answers at that address.
        one._script.registered_client = Redis(port=1, retry=Retry(NoBackoff(), 0))
        moments = await grants(one, range(10, 300), 1.0, bulk=False)
    assert 20 <= len(moments) <= 51


@pytest.mark.parametrize(("seconds", "sent"), [([30], True), ([30, 60], True), ([301], False), ([200, 200], False)])
async def test_an_answer_is_not_lost_to_a_long_refusal_though_no_limits_are_kept(
    seconds: list[int], sent: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pauses are counted, not waited for."""
    paused: list[float] = []
    now = 0.0

    class Refusing(Transport):
        async def call(self, url: str, parameters: dict[str, Any], *, read_seconds: float | None = None) -> Any:
            if len(paused) < len(seconds):
                raise RetryAfter(seconds[len(paused)])
            return {"message_id": 7}

    async def sleep(pause: float) -> None:
        nonlocal now
        paused.append(pause)
        now += pause

    monkeypatch.setattr("bot.ratelimits.asyncio", SimpleNamespace(sleep=sleep))
    monkeypatch.setattr("bot.ratelimits.time", SimpleNamespace(monotonic=lambda: now))
    messenger = Messenger(Refusing(), "")
    if sent:
        assert await messenger.send(1, View("Hello")) == 7
        assert paused == seconds
    else:
        with pytest.raises(RetryAfter):
            await messenger.send(1, View("Hello"))
        assert paused == seconds[:-1]


async def test_an_answer_refused_by_telegram_is_sent_again_when_it_asked_for(chat: Chat, redis_url: str) -> None:
    ana = chat.phone("ana")
    ana.person.started = True
    bo = chat.phone("bo")
    bo.person.started = True
    refusal = Refused(429, "Too Many Requests: retry after 1", {"retry_after": 1})
    faults = [chat.faults.refuse(refusal, method, times=1) for method in ("sendMessage", "sendDocument")]
    transport = Transport()
    async with limiters(redis_url) as (limiter,):
        messenger = Messenger(transport, f"{chat.url}/bot{chat.token}", limiter=limiter)
        began = time.monotonic()
        file = Document("all.json", b"{}", "application/json")
        await asyncio.gather(messenger.send(ana.person.id, View("Hello")), messenger.send_document(bo.person.id, file))
        assert time.monotonic() - began >= 1.0
    assert [fault.met for fault in faults] == [1, 1]
    assert ana.transcript == ["NEW Hello"]
    assert len(bo.messages) == 1
    await transport.close()


async def test_what_the_librarys_own_bot_sends_keeps_the_same_limits(chat: Chat, redis_url: str) -> None:
    ana, bo = chat.phone("ana"), chat.phone("bo")
    ana.person.started = bo.person.started = True
    transport = Transport()
    async with limiters(redis_url) as (limiter,):
        bot = ExtBot(chat.token, base_url=f"{chat.url}/bot", request=transport, rate_limiter=RateLimits(limiter))
        for _ in range(PRIVATE[1]):
            await bot.send_message(ana.person.id, "Hello")
        with pytest.raises(Crowded):
            await limiter.wait(ana.person.id, bulk=True, patience=0.1)
        asked = Refused(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        fault, began = chat.faults.refuse(asked, "sendMessage", times=1), time.monotonic()
        await bot.send_message(bo.person.id, "Hello")
        assert time.monotonic() - began >= 1.0
    assert fault.met == 1
    assert bo.transcript == ["NEW Hello"]
    await transport.close()


@pytest.mark.parametrize(("rate", "paid"), [(30.0, {}), (31.0, {"allow_paid_broadcast": True})])
async def test_more_than_is_free_says_that_it_is_paid_for(
    rate: float, paid: dict[str, bool], redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[dict[str, Any]] = []

    class Noting(Transport):
        async def call(self, url: str, parameters: dict[str, Any], *, read_seconds: float | None = None) -> Any:
            said.append({name: value for name, value in parameters.items() if name == "allow_paid_broadcast"})
            return {"message_id": 7}

    async with limiters(redis_url, rate=rate) as (limiter,):
        messenger = Messenger(Noting(), "", limiter=limiter)
        await messenger.send(1, View("Hello"))
        await messenger.edit(1, 7, View("Bye"))
    assert said == [paid, {}]
