"""One person's flood: told once, skipped until it stops, and nobody else waits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import orjson
import psycopg
import pytest

from bot.floods import MANY, MOST, SECONDS, Floods, Flow
from db import inbox
from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from tests.chat import Chat, Phone
from tests.world import move_in

_OPEN = "SELECT count(*), count(*) FILTER (WHERE done_at IS NULL) FROM inbox"
SLOW_DOWN = "Slow down a little: I have skipped what came too fast. Wait ten seconds, then go on."


def takes(floods: Floods, person: int, update_id: int, moment: float) -> Flow:
    floods.count(person, update_id, moment)
    return floods.flow(person)


def test_too_many_within_the_time_are_told_once_and_skipped_until_they_stop() -> None:
    floods = Floods()
    flows = [takes(floods, 7, number, number * 0.1) for number in range(40)]
    assert flows == [Flow.FINE] * MOST + [Flow.TOLD] + [Flow.SKIPPED] * (40 - MOST - 1)
    assert takes(floods, 8, 100, 4.0) is Flow.FINE
    assert takes(floods, 7, 101, 3.9 + SECONDS + 0.1) is Flow.FINE
    again = [takes(floods, 7, 200 + number, 30.0) for number in range(MOST + 1)]
    assert again == [Flow.FINE] * MOST + [Flow.TOLD]


def test_whoever_goes_on_flooding_stays_skipped() -> None:
    floods = Floods()
    flows = [takes(floods, 7, number, number * 0.2) for number in range(500)]
    assert flows.count(Flow.TOLD) == 1
    assert flows[MOST + 1 :] == [Flow.SKIPPED] * (500 - MOST - 1)


def test_an_update_that_comes_again_counts_once() -> None:
    floods = Floods()
    assert {takes(floods, 7, 1, 0.1 * number) for number in range(100)} == {Flow.FINE}


@pytest.fixture
async def guarded(chat: Chat, database_url: str, redis_url: str, clock: MovableClock) -> AsyncIterator[House]:
    """The program as on the real Telegram: with limits, wide enough for a test."""
    places = Places(database_url, database_url, redis_url)
    async with roles.opened(
        places, api_url=chat.url, token=chat.token, clock=clock, roles=("bot",), rate=1000.0
    ) as house:
        chat.settled = house.settled
        yield house
        chat.settled = None


async def test_a_flood_is_told_once_by_two_processes(
    chat: Chat, database_url: str, redis_url: str, clock: MovableClock
) -> None:
    """Each update is done before the next comes, so that either process could have it."""
    places = Places(database_url, database_url, redis_url)
    async with AsyncExitStack() as stack:
        houses = [
            await stack.enter_async_context(
                roles.opened(
                    places,
                    api_url=chat.url,
                    token=chat.token,
                    clock=clock,
                    roles=("bot",),
                    rate=1000.0,
                    public_url="https://bot.example.org",
                )
            )
            for _ in range(2)
        ]
        house, bot = houses[0], houses[0].bot
        assert bot is not None
        ana = await move_in(chat, house, "ana")
        watching = await stack.enter_async_context(await psycopg.AsyncConnection.connect(database_url, autocommit=True))
        for number in range(2 * MOST):
            arrived = inbox.Arrived(number + 1, ana.person.id, returned(ana, number + 1))
            async with house.engine.begin() as connection:
                await inbox.store_and_call(connection, bot.facts.id, arrived)
            async with asyncio.timeout(10):
                while True:
                    if await (await watching.execute(_OPEN)).fetchall() == [(number + 1, 0)]:
                        break
                    await asyncio.sleep(0.005)
        rows = await (await watching.execute("SELECT count(*) FROM inbox WHERE error = 'flood'")).fetchall()
    assert sum(message.text == SLOW_DOWN for message in ana.messages) == 1
    assert MOST - MANY <= rows[0][0] <= MOST


def returned(phone: Phone, number: int) -> bytes:
    """An update as Telegram posts it, which nobody answers: answers to one person go out one a second."""
    who = phone.person
    chat = {"id": who.id, "type": "private", "first_name": who.first_name}
    sender = {"id": who.id, "is_bot": False, "first_name": who.first_name, "language_code": "en"}
    bot = {"id": 4242, "is_bot": True, "first_name": "Bot"}
    known = {
        "chat": chat,
        "from": sender,
        "date": 1_793_714_700,
        "old_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
        "new_chat_member": {"user": bot, "status": "member"},
    }
    return orjson.dumps({"update_id": number, "my_chat_member": known})


async def test_a_flood_over_http_is_answered_once_and_others_are_served(
    guarded: House, chat: Chat, database_url: str
) -> None:
    ana, bo = await move_in(chat, guarded, "ana"), await move_in(chat, guarded, "bo")
    for _ in range(60):
        ana.handset.send("/next")
    began = time.monotonic()
    await bo.sends("/next")
    took = time.monotonic() - began
    await guarded.settled()
    assert sum(message.text == SLOW_DOWN for message in ana.messages) == 1
    assert sum(message.text == SLOW_DOWN for message in bo.messages) == 0
    assert bo.last.text != "/next"
    assert took < SECONDS
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        rows = await (await connection.execute("SELECT error, count(*) FROM inbox GROUP BY 1 ORDER BY 1")).fetchall()
    skipped: dict[str | None, int] = dict(rows)
    assert 60 - MOST <= skipped["flood"] <= 60
