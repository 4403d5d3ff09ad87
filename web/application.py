"""What answers over HTTP: Telegram's webhook, health for load balancers, and figures for Prometheus.

The webhook only writes down: an update is in the inbox before Telegram is told that we have it, and bot processes are
called. Whatever fails before that is not a 2xx, so that Telegram sends it again.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from datetime import timedelta
from hashlib import sha256
from importlib.metadata import version

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.accounts import person_key
from bot.updates import parse
from db import figures, inbox
from scheduling.clock import Clock
from web import metrics
from web.metrics import Metrics

log = structlog.get_logger(__name__)

WEBHOOK = "/telegram"
"""The path below PUBLIC_URL that Telegram posts to."""

LARGEST = 1 << 20
"""Bytes of an update; Telegram's are a few thousand."""

OVERDUE = timedelta(minutes=5)
"""A notice that is due longer than this means that nobody delivers."""


def secret_of(token: str) -> str:
    """What Telegram sends with each update as `X-Telegram-Bot-Api-Secret-Token`: the same in every process."""
    return hmac.new(token.encode(), b"webhook", sha256).hexdigest()


class Web:
    """The routes of one bot. `telegram` says whether Telegram answers."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        redis: Redis,
        clock: Clock,
        bot_id: int,
        secret: str,
        telegram: Callable[[], Awaitable[bool]],
    ) -> None:
        self._engine = engine
        self._redis = redis
        self._clock = clock
        self._bot_id = bot_id
        self._secret = secret.encode()
        self._telegram = telegram
        self._metrics = Metrics(engine=engine, redis=redis, clock=clock)

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route(WEBHOOK, self.update, methods=["POST"]),
                Route("/healthz", metrics.healthy),
                Route("/readyz", self.ready),
                Route("/metrics", self._metrics.show),
            ]
        )

    async def update(self, request: Request) -> Response:
        """One update. 403 without the secret, 413 or 400 for what is none, 503 when it cannot be written down."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=403)
        body = bytearray()
        try:
            async for part in request.stream():
                body += part
                if len(body) > LARGEST:
                    return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        try:
            update = parse(bytes(body))
            arrived = inbox.Arrived(int(update["update_id"]), person_key(update), bytes(body))
        except (ValueError, KeyError, TypeError, AttributeError):
            return Response(status_code=400)
        try:
            async with self._engine.begin() as connection:
                await inbox.store_and_call(connection, self._bot_id, arrived)
        except (SQLAlchemyError, OSError) as error:
            log.warning("update not stored", update=arrived.update_id, error=type(error).__name__)
            return Response(status_code=503)
        return Response(status_code=200)

    async def ready(self, _: Request) -> Response:
        """200 when PostgreSQL, Redis and Telegram answer and notices are delivered; else 503, with what is wrong."""
        found = {"database": True, "redis": True, "telegram": await self._telegram(), "delivery": True}
        waits: float | None = None
        try:
            now = self._clock()
            async with self._engine.begin() as connection:
                oldest = await figures.oldest_due(connection, now=now)
            late = timedelta() if oldest is None else now - oldest
            found["delivery"] = late < OVERDUE
            waits = round(late.total_seconds(), 3)
        except (SQLAlchemyError, OSError):
            found["database"] = found["delivery"] = False
        try:
            await self._redis.ping()
        except (RedisError, OSError):
            found["redis"] = False
        facts = {"oldest_due_seconds": waits, "version": version("appointment-bot"), "tzdata": version("tzdata")}
        return JSONResponse(found | facts, status_code=200 if all(found.values()) else 503)
