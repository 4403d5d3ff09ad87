"""The figures as Prometheus reads them, and the small server on which `bot` and `jobs` show theirs."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import generate_latest
from redis.asyncio import Redis
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import QueuePool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.measures import REGISTRY
from db import figures
from db.engine import Engine
from db.figures import Figures
from scheduling.clock import Clock

PREFIX = "appointment_bot_"


class Metrics:
    """What a process shows at /metrics: what it has counted itself, its pools, and the database's figures."""

    def __init__(self, *, engine: AsyncEngine, redis: Redis, clock: Clock) -> None:
        self._engine = engine
        self._redis = redis
        self._clock = clock

    def application(self) -> Starlette:
        """/metrics and /healthz, for a role that has no web of its own."""
        return Starlette(routes=[Route("/healthz", healthy), Route("/metrics", self.show)])

    async def show(self, _: Request) -> Response:
        """The text format of Prometheus. While PostgreSQL is away the process still shows what it knows itself."""
        try:
            async with self._engine.begin() as connection:
                known = await figures.read(connection, now=self._clock())
        except (SQLAlchemyError, OSError):
            known = {}
        up = 1.0 if known else 0.0
        known |= {"database_up": ("1 when PostgreSQL answered, 0 when it did not.", {"": up})}
        lines = "\n".join((*_lines(known), *_lines(self._pools())))
        counted = generate_latest(REGISTRY).decode()
        return PlainTextResponse(f"{lines}\n{counted}", media_type="text/plain; version=0.0.4")

    def _pools(self) -> Figures:
        used = {}
        limits = {}
        pool = self._engine.pool
        if isinstance(self._engine, Engine) and isinstance(pool, QueuePool):
            used['{pool="postgresql"}'] = float(pool.checkedout() - self._engine.at_hand)
            limits['{pool="postgresql"}'] = float(pool.size())
        connections = self._redis.connection_pool
        used['{pool="redis"}'] = float(len(connections._in_use_connections))
        limits['{pool="redis"}'] = float(connections.max_connections)
        return {
            "pool_connections_used": ("Connections in use, by pool.", used),
            "pool_connections_limit": ("Connections that a pool may open.", limits),
        }


async def healthy(_: Request) -> Response:
    """The process lives; whether it is of use is for /readyz to say."""
    return PlainTextResponse("ok\n")


def _lines(read: Figures) -> Iterator[str]:
    for name, (meaning, values) in read.items():
        yield f"# HELP {PREFIX}{name} {meaning}"
        yield f"# TYPE {PREFIX}{name} gauge"
        for labels, value in values.items():
            yield f"{PREFIX}{name}{labels} {value:.15g}"
