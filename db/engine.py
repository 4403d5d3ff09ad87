"""Connections: one pool for a process, safe to check out after PostgreSQL was restarted, and cheap.

Measured on two cores against PostgreSQL 15, in microseconds of this process's CPU: a transaction with one SELECT by key
costs 43 and each further statement 19. Through SQLAlchemy's checkout and its result layer it was 310 and 115, through
psycopg's cursor on SQLAlchemy's connection 188 and 47. `db.connections` says what is left out.
"""

from __future__ import annotations

import select
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

import orjson
import psycopg
from psycopg.pq import ConnStatus
from psycopg.pq.abc import PGconn
from sqlalchemy import URL, event, make_url
from sqlalchemy import Engine as SyncEngine
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from db.connections import Connection
from db.statements import driver

APPLICATION_NAME = "appointment-bot"

CONNECT_TIMEOUT = 5
"""Seconds for one host to answer when a connection is opened."""

POOL_TIMEOUT = 10
"""Seconds to wait for a connection when all are in use; after that the caller sees an outage."""

LEFT = 4
"""Connections of a pool that are not kept at hand for `begin()`."""

# A turn takes milliseconds. Who waits five seconds for a lock, or computes for fifteen, is in somebody's way; a
# transaction left open for a minute belongs to a process that hangs and holds a person's lock.
_SESSION = """
    SET TIME ZONE 'UTC';
    SET statement_timeout = '15s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '60s';
    SET jit = off
"""


def database_url(url: str) -> URL:
    """What SQLAlchemy wants from what people have: `postgres://`, `postgresql://`, sockets in `?host=` or the host.

    Raises ValueError, without the password, for anything that is not an address of a PostgreSQL database.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("the database's address should read postgresql://user:password@host/name") from None
    if parsed.get_backend_name() not in {"postgres", "postgresql"}:
        raise ValueError(f"{parsed.get_backend_name()!r} is not PostgreSQL: postgresql://user:password@host/name")
    parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.host and "%" in parsed.host:
        # libpq allows a socket's folder as an escaped host; SQLAlchemy only in the query.
        parsed = parsed.update_query_dict({"host": unquote(parsed.host)}).set(host="")
    return parsed


def conninfo(url: str) -> str:
    """The same address for a plain `psycopg.AsyncConnection` (LISTEN and long-held locks live outside the pool)."""
    return database_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


class StatementConnection(AsyncConnection):
    """SQLAlchemy's connection, which also ends a transaction that statements past it have begun."""

    async def execute(self, *given: Any, **more: Any) -> Any:
        # In the order in which they were asked.
        below = driver(self)
        if isinstance(below, Connection):
            await below.flush()
        return await super().execute(*given, **more)

    async def commit(self) -> None:
        if self.in_transaction():
            await super().commit()
        else:
            await driver(self).commit()

    async def rollback(self) -> None:
        if self.in_transaction():
            await super().rollback()
        else:
            await driver(self).rollback()


class Engine(AsyncEngine):
    """An engine that keeps connections at hand for `begin()`, past SQLAlchemy's checkout and its greenlets."""

    _connection_cls = StatementConnection

    def __init__(self, sync_engine: SyncEngine, *, kept: int) -> None:
        super().__init__(sync_engine)
        self._kept = kept
        self._idle: list[AsyncConnection] = []
        self._queueing = 0

    @property
    def at_hand(self) -> int:
        """Connections that lie here unused, though the pool counts them as taken."""
        return len(self._idle)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A transaction of its own, committed at the end of the block and rolled back by an error.

        BEGIN travels with the first statement. Raises sqlalchemy.exc.TimeoutError when no connection comes free.
        """
        connection = await self._take()
        try:
            yield connection
            await connection.commit()
        except BaseException:
            await self._undo(connection)
            raise
        await self._give_back(connection)

    async def _take(self) -> AsyncConnection:
        while self._idle:
            connection = self._idle.pop()
            if alive(driver(connection).pgconn):
                return connection
            await self._part(connection)
        connection = self.connect()
        self._queueing += 1
        try:
            return await connection.start()
        finally:
            self._queueing -= 1

    async def _give_back(self, connection: AsyncConnection) -> None:
        # Who queues for the pool would not see what lies here.
        if self._queueing or len(self._idle) >= self._kept:
            await connection.close()
        else:
            self._idle.append(connection)

    async def _undo(self, connection: AsyncConnection) -> None:
        """Roll back, or part with a connection on which even that fails; whoever calls has the first error."""
        try:
            await connection.rollback()
            usable = not connection.invalidated and alive(driver(connection).pgconn)
        except (SQLAlchemyError, psycopg.Error):
            usable = False
        except BaseException:
            await self._part(connection)
            raise
        if usable:
            await self._give_back(connection)
        else:
            await self._part(connection)

    @staticmethod
    async def _part(connection: AsyncConnection) -> None:
        await connection.invalidate()
        await connection.close()

    async def dispose(self, close: bool = True) -> None:
        """Close what is not in use."""
        while self._idle:
            await self._idle.pop().close()
        await super().dispose(close)


def create_engine(
    url: str, *, pool_size: int, prepare_threshold: int | None = 5, application_name: str = APPLICATION_NAME
) -> AsyncEngine:
    """An engine whose connections speak UTC, read jsonb with orjson and give up on locks and statements in seconds.

    At most `pool_size` connections are open; one more caller waits up to POOL_TIMEOUT. `prepare_threshold` is after
    how many runs a statement is prepared on its connection; None never prepares, for poolers that cannot carry it.
    Raises ValueError for an address that is not PostgreSQL's; connecting happens at first use.
    """
    engine = create_async_engine(
        database_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT,
        # The connection used last has the statements prepared and the caches warm.
        pool_use_lifo=True,
        json_serializer=orjson.dumps,
        json_deserializer=orjson.loads,
        # Saves a query at start: we use no hstore.
        use_native_hstore=False,
        # An error shows the statement, and never what people wrote.
        hide_parameters=True,
        connect_args={
            "async_creator_fn": Connection.connect,
            "application_name": application_name,
            "connect_timeout": CONNECT_TIMEOUT,
            "prepare_threshold": prepare_threshold,
            # A host that vanished without a word is noticed within half a minute instead of hours.
            "keepalives_idle": 20,
            "keepalives_interval": 5,
            "keepalives_count": 2,
            "tcp_user_timeout": 30_000,
        },
    )
    event.listen(engine.sync_engine, "connect", _prepare_session)
    event.listen(engine.sync_engine, "checkout", _checked_out)
    # Some are left to `connect()`, which takes from the pool alone.
    return Engine(engine.sync_engine, kept=max(0, pool_size - LEFT))


def _prepare_session(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # SET once per connection rather than start-up options, which poolers refuse.
    cursor = connection.cursor()
    cursor.execute(_SESSION)
    cursor.close()
    connection.commit()


def _checked_out(connection: Any, _entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    if not alive(connection.driver_connection.pgconn):
        raise DisconnectionError("the server has closed the connection")


def alive(pgconn: PGconn) -> bool:
    """False for a connection that the server closed while it lay idle.

    A server that stops says goodbye, so an idle connection with something to read has news: 2 us to find out, where
    `pool_pre_ping` pays 70 for a round trip at every checkout. It may also be a changed setting after a reload, which
    is too rare to be worth telling apart. A host that vanished silently is left to TCP's keepalive.
    """
    if pgconn.status != ConnStatus.OK:
        return False
    waiting = select.poll()
    waiting.register(pgconn.socket, select.POLLIN)
    return not waiting.poll(0)
