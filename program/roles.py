"""The roles of the program, opened and closed together: the bot that talks to people, and the jobs that deliver."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import application
from bot.dispatcher import TURNS_AT_ONCE
from bot.limiter import Limiter
from bot.messenger import Messenger
from bot.transport import Transport
from db import delivery
from db import settings as kept
from db.engine import create_engine
from jobs import application as jobs
from jobs.deliver import Deliverer
from scheduling.clock import Clock

REDIS_SECONDS = 2.0
"""How long Redis may take for one answer; after that the turn counts as an outage and is tried again."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the servers are, whoever started them."""

    database_url: str
    database_direct_url: str
    redis_url: str


@dataclass(slots=True)
class House:
    """What runs. `bot` and `deliverer` are None where their role runs in another process."""

    engine: AsyncEngine
    redis: Redis
    clock: Clock
    bot: application.Bot | None = None
    deliverer: Deliverer | None = None
    failed: asyncio.Future[None] | None = None

    async def settled(self) -> None:
        """Wait until every update that was taken in has had its turn, and every notice that is due was delivered."""
        while True:
            if self.bot is not None:
                await self.bot.dispatcher.idle()
            async with self.engine.begin() as connection:
                if self.deliverer is None or await delivery.nothing_due(connection, now=self.clock()):
                    return
            await self.deliverer.worked()


@asynccontextmanager
async def opened(
    places: Places,
    *,
    api_url: str,
    token: str,
    clock: Clock,
    roles: Collection[str],
    transport: Transport | None = None,
    rate: float | None = None,
) -> AsyncIterator[House]:
    """Run these roles until the block ends; running turns and messages are finished first.

    `rate` is how many messages a second Telegram takes, from all processes together; None keeps no limits.
    `failed` of what it yields ends with the error of a role that cannot go on, such as a token that was revoked.
    Raises telegram.error.InvalidToken.
    """
    async with AsyncExitStack() as stack:
        pool = TURNS_AT_ONCE + 4
        engine = create_engine(places.database_url, pool_size=pool)
        stack.push_async_callback(engine.dispose)
        redis: Redis = Redis.from_url(
            places.redis_url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        )
        stack.push_async_callback(redis.aclose)
        transport = transport or Transport()
        stack.push_async_callback(transport.shutdown)
        limiter = None
        if rate is not None:
            limiter = Limiter(places.redis_url, bot=token.partition(":")[0], rate=rate)
            stack.push_async_callback(limiter.stop)
        house = House(engine, redis, clock)
        if "jobs" in roles:
            house.deliverer = await stack.enter_async_context(
                jobs.opened(
                    engine=engine,
                    direct_url=places.database_direct_url,
                    messenger=Messenger(transport, f"{api_url}/bot{token}", limiter=limiter, bulk=True),
                    clock=clock,
                )
            )
        if "bot" in roles:
            async with engine.begin() as connection:
                link_secret = await kept.link_secret(connection)
            house.bot = await stack.enter_async_context(
                application.opened(
                    engine=engine,
                    direct_url=places.database_direct_url,
                    redis=redis,
                    clock=clock,
                    api_url=api_url,
                    token=token,
                    link_secret=link_secret,
                    transport=transport,
                    limiter=limiter,
                )
            )
            house.failed = asyncio.ensure_future(house.bot.intake.run())
            stack.push_async_callback(_ended, house.failed)
        yield house


async def _ended(task: asyncio.Future[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
