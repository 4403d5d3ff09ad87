"""Brings a database to the program's schema, whoever else starts at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from db import locks
from db.engine import APPLICATION_NAME, CONNECT_TIMEOUT, database_url

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The newest migration. Known here so that a start on a database that has it need not import Alembic."""

OLDEST_SERVER = 15

_WAIT = 0.1

log = structlog.get_logger()


class UnusableDatabaseError(Exception):
    """The database cannot be used as it is; the message is one line for whoever started the program."""


async def upgrade(url: str) -> None:
    """Migrates to the newest schema and returns; at once if there is nothing to do.

    Two programs that start together: one migrates, the other waits. `url` must reach the server itself and not a
    transaction pooler, since the lock belongs to the connection. Raises UnusableDatabaseError for a server that is
    too old and for a schema newer than this program; whatever a migration raises leaves the schema as it was.
    """
    async with alone(url) as connection:
        current = await _current(connection)
        if current != HEAD:
            await connection.run_sync(_climb, "head")
            log.info("migrated", before=current, now=HEAD)


async def downgrade(url: str, revision: str = "base") -> None:
    """Takes migrations back, with what they held: for development, and for the test that climbs down and up again."""
    async with alone(url) as connection:
        await connection.run_sync(_climb_down, revision)


@asynccontextmanager
async def alone(url: str) -> AsyncIterator[AsyncConnection]:
    """A connection that alone may set the database up: everybody else who asks for one waits until it is closed."""
    engine = create_async_engine(
        database_url(url),
        poolclass=NullPool,
        use_native_hstore=False,
        connect_args={
            "application_name": f"{APPLICATION_NAME} migrate",
            "connect_timeout": CONNECT_TIMEOUT,
            "prepare_threshold": None,
        },
    )
    try:
        async with engine.connect() as connection:
            version = int((connection.dialect.server_version_info or (0,))[0])
            if version < OLDEST_SERVER:
                raise UnusableDatabaseError(f"PostgreSQL {version} is too old: {OLDEST_SERVER} or newer is needed")
            await _lock(connection)
            yield connection
            # Closing the connection gives the lock back, whatever happened.
    finally:
        await engine.dispose()


async def _lock(connection: AsyncConnection) -> None:
    # Asked for again and again rather than waited for: a waiting statement keeps its snapshot, and a migration that
    # builds an index CONCURRENTLY would wait for that snapshot while we wait for its lock.
    told = False
    while True:
        taken = await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": locks.key(locks.MIGRATION)})
        await connection.commit()
        if taken:
            return
        if not told:
            log.info("another program is migrating this database; waiting for it")
            told = True
        await asyncio.sleep(_WAIT)


async def _current(connection: AsyncConnection) -> str | None:
    """The database's revision, None for one that was never migrated."""
    if await connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        await connection.commit()
        return None
    revision: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    await connection.commit()
    return revision


def config() -> Config:
    """Alembic's settings, in code: the migrations travel inside the package, and there is no alembic.ini to lose."""
    from alembic.config import Config

    configured = Config()
    configured.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    configured.set_main_option("path_separator", "os")
    return configured


def _climb(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.util import CommandError

    configured = config()
    configured.attributes["connection"] = connection
    try:
        command.upgrade(configured, revision)
    except CommandError as error:
        raise UnusableDatabaseError(f"this database was made by a newer version of the program ({error})") from error


def _climb_down(connection: Connection, revision: str) -> None:
    from alembic import command

    configured = config()
    configured.attributes["connection"] = connection
    command.downgrade(configured, revision)
