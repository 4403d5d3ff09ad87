"""One person's flood: told once, skipped until it stops, and nobody else waits."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import psycopg
import pytest

from bot.floods import MOST, SECONDS, Floods, Flow
from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from tests.chat import Chat
from tests.world import move_in

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
