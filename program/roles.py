"""The roles of the program, opened and closed together: the bot that talks to people, and the jobs that deliver."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import TelegramError

from bot import application
from bot.collector import Collector
from bot.dispatcher import TURNS_AT_ONCE
from bot.floods import Floods
from bot.intake import ALLOWED_UPDATES
from bot.limiter import Limiter
from bot.messenger import Messenger
from bot.transport import Transport
from db import delivery
from db import settings as kept
from db.engine import create_engine
from db.retention import Retention
from jobs import application as jobs
from jobs.deliver import Deliverer
from program.preflight import CannotRunError
from scheduling.clock import Clock
from web.application import WEBHOOK, Web, secret_of
from web.metrics import Metrics
from web.server import serving

REDIS_SECONDS = 2.0
"""How long Redis may take for one answer; after that the turn counts as an outage and is tried again."""

TELEGRAM_SECONDS = 30.0
"""How often the web role asks whether Telegram answers."""

log = structlog.get_logger(__name__)


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
    address: str | None = None
    """Where the web role answers."""
    figures: str | None = None
    """Where the figures of another role are shown."""

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
    kept_for: Retention | None = None,
    public_url: str | None = None,
    web: tuple[str, int] | None = None,
    metrics: tuple[str, int] | None = None,
    operators: frozenset[int] = frozenset(),
) -> AsyncIterator[House]:
    """Run these roles until the block ends; running turns and messages are finished first.

    What is over is `kept_for` so long, for ever by default.

    `rate` is how many messages a second Telegram takes, from all processes together; None keeps no limits,
    and slows nobody down.
    With a `public_url` updates come by webhook, else by polling; `web` is the host and port of the web role,
    `metrics` those where other roles show their figures. `operators` are Telegram ids that may use
    /status and /broadcast.
    `failed` of what it yields ends with the error of a role that cannot go on, such as a token that was revoked.
    Raises telegram.error.InvalidToken.
    """
    async with AsyncExitStack() as stack:
        pool = TURNS_AT_ONCE + 4
        engine = create_engine(places.database_url, pool_size=pool)
        stack.push_async_callback(engine.dispose)
        redis: Redis = Redis.from_url(
            places.redis_url,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
            # A connection that a restart has cut is made anew; for all else the turn waits, and not this client.
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        )
        stack.push_async_callback(redis.aclose)
        transport = transport or Transport()
        stack.push_async_callback(transport.close)
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
                    kept=kept_for,
                )
            )
        if "bot" in roles:
            floods = None if rate is None else Floods()
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
                    floods=floods,
                    operators=operators,
                )
            )
            if public_url is None:
                work = house.bot.intake.run()
            else:
                work = Collector(
                    engine=engine,
                    direct_url=places.database_direct_url,
                    bot_id=house.bot.facts.id,
                    dispatcher=house.bot.dispatcher,
                    clock=clock,
                    floods=floods,
                ).run()
            house.failed = asyncio.ensure_future(work)
            stack.push_async_callback(_ended, house.failed)
        if web is not None:
            messenger = Messenger(transport, f"{api_url}/bot{token}")
            routes = Web(
                engine=engine,
                redis=redis,
                clock=clock,
                bot_id=int(token.partition(":")[0]),
                secret=secret_of(token),
                telegram=_Answers(messenger),
            )
            try:
                house.address = await stack.enter_async_context(serving(routes.application(), *web))
            except OSError:
                raise CannotRunError(f"WEB_PORT {web[1]} of {web[0]} is taken or not allowed.") from None
            if public_url is not None:
                called = asyncio.ensure_future(_call_for_updates(messenger, public_url, secret_of(token)))
                stack.push_async_callback(_ended, called)
        if metrics is not None:
            shown = Metrics(engine=engine, redis=redis, clock=clock)
            try:
                house.figures = await stack.enter_async_context(serving(shown.application(), *metrics))
            except OSError:
                raise CannotRunError(f"METRICS_PORT {metrics[1]} of {metrics[0]} is taken or not allowed.") from None
        yield house


class _Answers:
    """Whether Telegram answers, asked at most every TELEGRAM_SECONDS."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._asked_at = float("-inf")
        self._answer = False

    async def __call__(self) -> bool:
        if time.monotonic() - self._asked_at > TELEGRAM_SECONDS:
            self._asked_at = time.monotonic()
            try:
                await self._messenger.call("getMe", {}, read_seconds=REDIS_SECONDS)
                self._answer = True
            except TelegramError:
                self._answer = False
        return self._answer


async def _call_for_updates(messenger: Messenger, public_url: str, secret: str) -> None:
    """setWebhook, until Telegram has taken it."""
    parameters = {
        "url": public_url.rstrip("/") + WEBHOOK,
        "secret_token": secret,
        "allowed_updates": ALLOWED_UPDATES,
        "max_connections": 100,
    }
    while True:
        try:
            await messenger.call("setWebhook", parameters)
        except TelegramError as error:
            log.warning("no webhook yet", error=type(error).__name__, reason=error.message)
            await asyncio.sleep(5.0)
        else:
            log.info("webhook set", host=urlsplit(public_url).hostname)
            return


async def _ended(task: asyncio.Future[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
