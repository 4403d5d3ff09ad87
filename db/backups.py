"""What a backup needs to know of a database, and what a restored one needs to be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.engine import APPLICATION_NAME
from db.tables import metadata

OURS = frozenset(metadata.tables) | {"alembic_version"}

_TABLES = text(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
)
_IN_USE = text(
    """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE :name || '%'
    """
)
_RESTORED = text("UPDATE people SET sessions_valid_after = :now WHERE telegram_id IS NOT NULL")


async def tables(connection: AsyncConnection) -> set[str]:
    """The names of the tables that are there."""
    return set((await connection.execute(_TABLES)).scalars())


async def anybody(connection: AsyncConnection) -> bool:
    """Whether somebody is in it; the table of people must be there."""
    return bool((await connection.execute(text("SELECT EXISTS (SELECT FROM people)"))).scalar_one())


async def in_use(connection: AsyncConnection) -> bool:
    """Whether a process of this program is connected to it."""
    return bool((await connection.execute(_IN_USE, {"name": APPLICATION_NAME})).scalar_one())


async def clear(connection: AsyncConnection) -> None:
    """Drop every table of ours, and nothing else."""
    there = sorted(await tables(connection) & OURS)
    if there:
        await connection.execute(text(f"DROP TABLE {', '.join(there)} CASCADE"))


async def restored(connection: AsyncConnection, *, now: datetime) -> None:
    """Nobody's session from before is theirs any more: it may speak of what the backup does not know."""
    await connection.execute(_RESTORED, {"now": now})
