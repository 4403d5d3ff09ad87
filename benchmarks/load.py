"""Many people booking at once: 200 conversations through the webhook, on two bot processes.

`uv run python -m benchmarks.load` posts updates to the two in turn, as a load balancer would, on real PostgreSQL and
Valkey; each person takes the next step as soon as the bot has answered the last. The Bot API is this process, and all
is on the loopback. An answer time runs from the posting of an update to the bot's message about it. A second round has
one more person, who sends 100 updates as fast as they are taken. Then people book one at a time, alone and beside
somebody who sends without a pause: that may delay their answers by at most 50 ms.

Exit status 1 when an update was refused or not answered, an appointment is missing, or a flood delays others by more.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
import zoneinfo
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

if __name__ == "__main__":
    # Elsewhere this was said before: said twice, zones that were looked up in between would equal no later ones.
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    os.environ["PTB_TIMEDELTA"] = "1"

import aiohttp
from redis.asyncio import Redis
from sqlalchemy import text

from benchmarks import noop
from benchmarks.chat import NOW, Screens, conversation, typed, user
from benchmarks.world import move_in, servers
from db.engine import create_engine
from db.migrate import upgrade
from program import roles
from program.roles import House, Places
from scheduling.clock import MovableClock
from web.application import WEBHOOK, secret_of

TALKERS = 200
PROCESSES = 2
RATE = 1000.0
"""Telegram's rate for paid broadcasts: at 30 a second Telegram's limit would be measured, and not the bot."""
PATIENCE = 30.0
"""Seconds after which an answer counts as missing."""
FLOOD = 100
ALONE = 12
"""Bookings, one after another, of one person beside whom another floods."""
DELAYED = 0.05
"""Seconds that the flood may add to an answer, at the median and at the 95th of 100."""


@dataclass(slots=True)
class Phones:
    """Telegram, as far as the talkers see it: what each phone shows, and how often it got something."""

    screens: Screens = field(default_factory=Screens)
    got: Counter[int] = field(default_factory=Counter)
    news: dict[int, asyncio.Event] = field(default_factory=dict)

    def answer(self, path: bytes, body: bytes) -> object:
        """A call's result, after the phone has shown it."""
        result = noop.result_of(path, body)
        if isinstance(result, dict) and "message_id" in result:
            chat = result["chat"]["id"]
            if "reply_markup" in result:
                keys = result["reply_markup"].get("inline_keyboard")
                if keys:
                    self.screens.shown[chat] = (result["message_id"], keys)
            self.got[chat] += 1
            if chat in self.news:
                self.news[chat].set()
        return result


@dataclass(slots=True)
class Round:
    """What came of everybody's bookings."""

    took: list[float] = field(default_factory=list)
    """Answer times in seconds."""
    failed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def centiles(self) -> tuple[float, float]:
        """The median and the 95th of 100 answer times, in seconds."""
        found = statistics.quantiles(self.took, n=100)
        return found[49], found[94]

    def told(self, name: str) -> str:
        if len(self.took) < 2:
            return f"{name}: {len(self.took)} answered, {len(self.failed)} failed"
        centiles = statistics.quantiles(self.took, n=100)
        p50, p95, p99 = (centiles[n - 1] * 1e3 for n in (50, 95, 99))
        speed = len(self.took) / self.seconds
        times = f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms"
        return f"{name}: {times}, {speed:.0f} updates/s, {len(self.failed)} failed"


class Load:
    """Talkers who post to each of `addresses` in turn."""

    def __init__(self, phones: Phones, session: aiohttp.ClientSession, addresses: list[str], talkers: int) -> None:
        self._phones = phones
        self._session = session
        self._addresses = addresses
        self._talkers = talkers
        self._secret = {"X-Telegram-Bot-Api-Secret-Token": secret_of(noop.TOKEN)}

    async def post(self, update: dict[str, Any]) -> int:
        """Give an update to a process; returns the HTTP status."""
        address = self._addresses[update["update_id"] % len(self._addresses)]
        async with self._session.post(address + WEBHOOK, json=update, headers=self._secret) as response:
            return response.status

    async def _talk(self, number: int, title: str, into: Round, *, apart: int | None = None) -> None:
        """Book with the three people whose numbers are `apart` from one another."""
        news = self._phones.news[user(number)["id"]] = asyncio.Event()
        for at, step in enumerate(conversation(title, apart or self._talkers)):
            try:
                update = step(number, self._phones.screens)
                news.clear()
                began = time.monotonic()
                async with asyncio.timeout(PATIENCE):
                    status = await self.post(update)
                    if status != 200:
                        into.failed.append(f"step {at} of {number}: HTTP {status}")
                        return
                    await news.wait()
            except (TimeoutError, AssertionError, KeyError, aiohttp.ClientError) as error:
                into.failed.append(f"step {at} of {number}: {type(error).__name__} {error}")
                return
            into.took.append(time.monotonic() - began)

    async def round(self, title: str, flood: int = 0) -> Round:
        """Everybody books one appointment; meanwhile one more person sends `flood` updates."""
        result = Round()
        began = time.monotonic()
        flooder = self._talkers * 4
        talks = [self._talk(number, title, result) for number in range(self._talkers)]
        floods = [self.post(typed(flooder, "hello")) for _ in range(flood)]
        _, statuses = await asyncio.gather(asyncio.gather(*talks), asyncio.gather(*floods))
        result.seconds = time.monotonic() - began
        result.failed += [f"flood: HTTP {status}" for status in statuses if status != 200]
        return result

    async def alone(self, title: str, first: int, flooder: int | None = None) -> Round:
        """ALONE people from number `first` on book one by one, while `flooder`, if any, sends without a pause."""
        result = Round()
        began = time.monotonic()

        async def flood(who: int) -> None:
            while True:
                status = await self.post(typed(who, "hello"))
                if status != 200:
                    result.failed.append(f"flood: HTTP {status}")

        flooding = [asyncio.create_task(flood(flooder)) for _ in range(4) if flooder is not None]
        for number in range(first, first + ALONE):
            await self._talk(number, title, result, apart=2 * ALONE)
        for task in flooding:
            task.cancel()
        await asyncio.gather(*flooding, return_exceptions=True)
        result.seconds = time.monotonic() - began
        return result


async def serve(places: Places, api_url: str) -> None:
    """Run bot and web, and print the address: in a process of its own, until its input ends."""
    async with roles.opened(
        places,
        api_url=api_url,
        token=noop.TOKEN,
        clock=MovableClock(NOW),
        roles=("bot",),
        rate=RATE,
        public_url="https://bot.example.org",
        web=("127.0.0.1", 0),
    ) as house:
        print(house.address, flush=True)
        await asyncio.to_thread(sys.stdin.read)


@asynccontextmanager
async def serving(places: Places, api_url: str) -> AsyncIterator[str]:
    """A bot process up to the end of the block; yields its address."""
    given = {"BENCH_URL": api_url, "BENCH_DATABASE": places.database_url, "BENCH_REDIS": places.redis_url}
    child = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "benchmarks.load", "--serve"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **given},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        while not (line := (await child.stdout.readline()).decode()).startswith("http"):
            if not line:
                raise RuntimeError("the bot process ended")
        # Its log must not stop it by a full pipe.
        reading = asyncio.create_task(child.stdout.read())
        yield line.strip()
        child.stdin.close()
        await reading
        # Ended by itself: a signal to what has just gone would take its exit status from asyncio.
        await child.wait()
    finally:
        if child.returncode is None:
            child.terminate()
        await child.wait()


async def measure(places: Places, talkers: int) -> bool:
    """Print the figures; returns whether nothing failed."""
    await upgrade(places.database_url)
    engine = create_engine(places.database_url, pool_size=2)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(engine.dispose)
        redis: Redis = Redis.from_url(places.redis_url)
        stack.push_async_callback(redis.aclose)
        await move_in(House(engine, redis, MovableClock(NOW)), talkers * 4 + 1)
        phones = Phones()
        server = await asyncio.get_running_loop().create_server(lambda: noop.Server(phones.answer), "127.0.0.1", 0)
        stack.callback(server.close)
        api_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        addresses = [await stack.enter_async_context(serving(places, api_url)) for _ in range(PROCESSES)]
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar())
        )
        load = Load(phones, session, addresses, talkers)
        await load.round("Warming up")
        quiet = await load.round("Review")
        before = phones.got[user(talkers * 4)["id"]]
        flooded = await load.round("Planning", FLOOD)
        told = phones.got[user(talkers * 4)["id"]] - before
        calm = await load.alone("Lunch", talkers)
        beside = await load.alone("Dinner", 2 * talkers, flooder=talkers * 4)
        async with engine.connect() as connection:
            booked = (await connection.execute(text("SELECT count(*) FROM appointments"))).scalar_one()
    print(quiet.told(f"{talkers} people at once"))
    print(flooded.told(f"the same beside {FLOOD} updates of one person, who got {told} answers"))
    print(calm.told("one person at a time"))
    print(beside.told("the same beside a person who never pauses"))
    delays = [after - before for before, after in zip(calm.centiles(), beside.centiles(), strict=True)]
    print(f"delayed by {delays[0] * 1e3:.0f} ms at p50, {delays[1] * 1e3:.0f} ms at p95 (at most {DELAYED * 1e3:.0f})")
    failed = quiet.failed + flooded.failed + calm.failed + beside.failed
    for line in failed[:10]:
        print(line)
    wanted = 3 * talkers + 2 * ALONE
    print(f"{booked} appointments of {wanted}")
    return not failed and booked == wanted and max(delays) <= DELAYED


async def _main(places: Places, talkers: int) -> int:
    return 0 if await measure(places, talkers) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=TALKERS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        database = os.environ["BENCH_DATABASE"]
        asyncio.run(serve(Places(database, database, os.environ["BENCH_REDIS"]), os.environ["BENCH_URL"]))
        sys.exit(0)
    with servers() as started:
        url = started.database_url("load")
        sys.exit(asyncio.run(_main(Places(url, url, started.redis_url(1)), asked.people)))
