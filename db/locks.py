"""Advisory transaction locks: one bigint key each, `class << 56 | id`, so that classes never meet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from zlib import crc32

import psycopg
from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement

BOOKING = 1
"""One per person: held while their time is checked and taken. Always in id order, or two bookings could deadlock."""
POLLER = 2
"""One per bot: its holder asks Telegram for updates (a session lock, on a connection of its own)."""
MIGRATION = 3
"""Held while the schema is changed."""
UPDATES = 4
"""One per person with open updates: its holder works on them (a session lock of a bot process)."""
NAMES = 5
"""One per @username, by a hash of it: held while somebody takes it."""

_LOCK = Statement(
    "SELECT pg_advisory_xact_lock((CAST(:kind AS bigint) << 56) | who.id)"
    " FROM (SELECT unnest(CAST(:ids AS bigint[])) AS id ORDER BY 1) AS who"
)


def key(lock_class: int, id: int = 0) -> int:  # noqa: A002 - the id is what the key is made of
    """The number of an advisory lock: its class in the first byte, and what it locks in the others."""
    return lock_class << 56 | id


async def lock_people(connection: AsyncConnection, ids: Collection[int]) -> None:
    """Wait for the booking locks of these people, to the end of the transaction."""
    await _LOCK.run(connection, kind=BOOKING, ids=sorted(set(ids)))


_LOCK_NAME = Statement("SELECT pg_advisory_xact_lock(:key)")


async def lock_name(connection: AsyncConnection, username: str) -> None:
    """Wait for the lock of a @username, to the end of the transaction."""
    await _LOCK_NAME.run(connection, key=key(NAMES, crc32(username.encode())))


_END_FROZEN = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE state = 'idle' AND state_change < clock_timestamp() - %s::interval AND pid <> pg_backend_pid()
      AND pid IN (
        SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
          AND classid::bigint >> 24 = %s
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      )
"""


async def end_frozen(connection: psycopg.AsyncConnection[Any], lock_class: int, silent: timedelta) -> int:
    """End the sessions that hold locks of a class and have been `silent`: their processes are stopped or paused.

    A dead process loses its locks by itself. Returns how many were ended.
    """
    return (await connection.execute(_END_FROZEN, [silent, lock_class])).rowcount
