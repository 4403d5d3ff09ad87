"""What the chaos happens to: servers of its own, Telegram with phones, and the roles as processes kept alive."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redis

from db import places
from db.engine import create_engine
from db.migrate import upgrade
from embedded import Embedded
from playground import profile
from playground.answers import Json
from playground.calls import PLAYED
from playground.telegram import Telegram
from program.roles import House, Places
from scheduling.clock import SystemClock
from tests.chaos.balancer import Balancer
from tests.chaos.schedule import by_webhook, roles
from tests.chat import Chat, open_chat
from tests.world import move_in, work
from web.application import WEBHOOK

PEOPLE = ("ana", "bo", "chen", "dana")
LEAVES = "dana"
"""Who blocks the bot for good."""

PUBLIC_URL = "https://bot.example.org"

_LONG = {weekday: [(7 * 60, 22 * 60)] for weekday in range(5)}


@dataclass(slots=True)
class World:
    """`processes` are the roles; `ends` counts how often one ended without having been killed."""

    chat: Chat
    embedded: Embedded
    where: Places
    house: House
    folder: Path
    processes: dict[str, asyncio.subprocess.Process] = field(default_factory=dict)
    ends: int = 0
    chaos: bool = True
    """Whether faults still come, and people still act."""
    balancer: Balancer | None = None
    """Where Telegram posts updates, unless they are polled for."""

    async def keep(self, name: str) -> None:
        """Run a role for ever: whoever ends is started again, as an operator's supervisor does."""
        role = name.split()[0]
        surroundings = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": self.chat.token,
            "TELEGRAM_API_URL": self.chat.url,
            "DATABASE_URL": self.where.database_url,
            "REDIS_URL": self.where.redis_url,
            "DATA_DIR": str(self.folder / name),
            "LOG_FORMAT": "json",
        }
        if self.balancer is not None:
            surroundings["PUBLIC_URL"] = PUBLIC_URL
        if self.balancer is not None and role == "web":
            surroundings["WEB_PORT"] = str(self.balancer.port_of(name))
        with self.log(name).open("ab") as log:
            while True:
                words = (sys.executable, "-m", "tests.chaos.role", role)
                child = await asyncio.create_subprocess_exec(*words, env=surroundings, stdout=log, stderr=log)
                self.processes[name] = child
                try:
                    if await child.wait() != -9:
                        self.ends += 1
                finally:
                    if child.returncode is None:
                        child.kill()
                        await child.wait()
                await asyncio.sleep(0.5)

    def log(self, name: str) -> Path:
        """Where a role's log is."""
        return self.folder / f"{name.replace(' ', '-')}.log"


@asynccontextmanager
async def opened(folder: Path, seed: int) -> AsyncIterator[World]:
    """Start everything; yields once a poller asks for updates, or a webhook is set."""
    embedded = Embedded(folder / "data", durable=False)
    embedded.start()
    try:
        await asyncio.to_thread(embedded.wait)
        url = embedded.database_url("chaos")
        await upgrade(url)
        await places.load(url)
        where = Places(url, url, embedded.redis_url(0))
        engine = create_engine(url, pool_size=8)
        async with open_chat(SystemClock()) as chat:
            # Everything that is said is looked at in the end.
            chat.telegram.calls = deque()
            chat.telegram.events.log = deque()
            house = House(engine, redis.asyncio.Redis.from_url(where.redis_url), SystemClock())
            for key in PEOPLE:
                await move_in(chat, house, key)
                await work(house, key, _LONG)
            world = World(chat, embedded, where, house, folder)
            if by_webhook(seed):
                world.balancer = Balancer([name for name in roles(seed) if name.startswith("web")])
                await world.balancer.start()
                _posts_to(world.balancer)
            keepers = [asyncio.create_task(world.keep(name), name=name) for name in roles(seed)]
            try:
                async with asyncio.timeout(60):
                    while not (chat.telegram.updates.polled or chat.telegram.updates.webhook_url):  # noqa: ASYNC110 - other processes have no events here
                        await asyncio.sleep(0.1)
                yield world
            finally:
                for keeper in keepers:
                    keeper.cancel()
                await asyncio.gather(*keepers, return_exceptions=True)
                if world.balancer is not None:
                    world.balancer.stop()
        await house.redis.aclose()
        await engine.dispose()
    finally:
        await asyncio.to_thread(embedded.stop)


def _posts_to(balancer: Balancer) -> None:
    """Let Telegram find the load balancer under the public address, which exists nowhere."""

    def set_webhook(telegram: Telegram, call: Json) -> bool:
        assert call["url"] == PUBLIC_URL + WEBHOOK
        return profile.set_webhook(telegram, call | {"url": balancer.address + WEBHOOK})

    PLAYED["setWebhook"] = set_webhook
