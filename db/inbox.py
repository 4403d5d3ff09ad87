"""The inbox: every raw update, stored before Telegram is told that we have it, done in the turn's own transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import locks
from db.statements import Statement

KEEP = timedelta(days=3)
"""How long a done row stays, so that a repeated update is known. Telegram repeats for 24 hours."""

MAX_ATTEMPTS = 5
"""How often an update may be taken over before it is set aside as poison."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One update as it came. `person_key` is Telegram's id of the sender, else of the chat, else 0."""

    update_id: int
    person_key: int
    body: bytes


_STORE = Statement(
    """
    INSERT INTO inbox (bot_id, update_id, person_key, body, received_at)
    SELECT :bot_id, u.update_id, u.person_key, u.body, clock_timestamp()
    FROM unnest(CAST(:update_ids AS bigint[]), CAST(:person_keys AS bigint[]), CAST(:bodies AS bytea[]))
         AS u(update_id, person_key, body)
    ON CONFLICT (bot_id, update_id) DO NOTHING
    RETURNING update_id
    """
)


async def store(connection: AsyncConnection, bot_id: int, updates: Sequence[Arrived]) -> set[int]:
    """Write updates down; returns the ids of those that are new."""
    rows = await _STORE.all(
        connection,
        bot_id=bot_id,
        update_ids=[update.update_id for update in updates],
        person_keys=[update.person_key for update in updates],
        bodies=[update.body for update in updates],
    )
    return {row["update_id"] for row in rows}


# A row whose turn is running is locked by it; a dead process frees its lock. The attempt is counted in this
# statement's own commit, so that an update which kills the process is found.
_TAKE_OVER = text(
    """
    WITH open AS (
        SELECT bot_id, update_id FROM inbox
        WHERE bot_id = :bot_id AND done_at IS NULL AND NOT (update_id = ANY(:running))
          AND received_at <= clock_timestamp() - :age * interval '1 second'
        ORDER BY seq LIMIT :limit FOR UPDATE SKIP LOCKED
    )
    UPDATE inbox i SET attempts = attempts + 1 FROM open
    WHERE i.bot_id = open.bot_id AND i.update_id = open.update_id
    RETURNING i.update_id, i.person_key, i.body, i.attempts, i.seq
    """
)


async def take_over(
    connection: AsyncConnection, bot_id: int, *, running: Sequence[int], age: timedelta, limit: int = 200
) -> list[tuple[Arrived, int]]:
    """Open updates that nobody works on, oldest first, with the number of attempts so far.

    `running` are the ids that this process has in hand; younger ones than `age` are still their receiver's.
    """
    rows = await connection.execute(
        _TAKE_OVER,
        {"bot_id": bot_id, "running": list(running), "age": age.total_seconds(), "limit": limit},
    )
    found = sorted(rows.mappings(), key=lambda row: row["seq"])
    return [(Arrived(row["update_id"], row["person_key"], row["body"]), row["attempts"]) for row in found]


FLOOD = "flood"
"""The error of an update that was skipped because its sender sent too many."""

CHANNEL = "inbox"
"""The NOTIFY channel that calls bot processes when a web process has stored an update."""

_STORE_AND_CALL = Statement(
    """
    WITH stored AS (
        INSERT INTO inbox (bot_id, update_id, person_key, body, received_at)
        VALUES (:bot_id, :update_id, :person_key, :body, clock_timestamp())
        ON CONFLICT (bot_id, update_id) DO NOTHING
        RETURNING 1
    )
    SELECT pg_notify(:channel, '') FROM stored
    """
)


async def store_and_call(connection: AsyncConnection, bot_id: int, update: Arrived) -> bool:
    """Write one update down and call the bot processes at commit; returns whether it is new."""
    row = await _STORE_AND_CALL.first(
        connection,
        bot_id=bot_id,
        update_id=update.update_id,
        person_key=update.person_key,
        body=update.body,
        channel=CHANNEL,
    )
    return row is not None


async def waiting(connection: psycopg.AsyncConnection[Any], bot_id: int, *, most: int = 1000) -> set[int]:
    """The keys of people with open updates."""
    cursor = await connection.execute(
        "SELECT DISTINCT person_key FROM inbox WHERE done_at IS NULL AND bot_id = %s LIMIT %s", [bot_id, most]
    )
    return {row[0] for row in await cursor.fetchall()}


async def hold(connection: psycopg.AsyncConnection[Any], people: Collection[int]) -> set[int]:
    """Take the locks on these people's updates, those that are free, for as long as the connection lives."""
    if not people:
        return set()
    cursor = await connection.execute(
        "SELECT person FROM (SELECT person, pg_try_advisory_lock(key) AS got"
        " FROM unnest(%s::bigint[], %s::bigint[]) AS u(person, key)) AS tried WHERE got",
        [list(people), [_lock(person) for person in people]],
    )
    return {row[0] for row in await cursor.fetchall()}


async def release(connection: psycopg.AsyncConnection[Any], people: Collection[int]) -> None:
    """Let go of locks that `hold` took."""
    if people:
        await connection.execute(
            "SELECT pg_advisory_unlock(key) FROM unnest(%s::bigint[]) AS u(key)", [[_lock(person) for person in people]]
        )


def _lock(person: int) -> int:
    # Chats of groups are negative.
    return locks.key(locks.UPDATES, person % (1 << 56))


_TAKE = text(
    """
    UPDATE inbox SET attempts = attempts + 1
    WHERE bot_id = :bot_id AND done_at IS NULL AND person_key = ANY(:people) AND NOT (update_id = ANY(:running))
    RETURNING update_id, person_key, body, attempts, seq
    """
)


async def take(
    connection: AsyncConnection, bot_id: int, *, people: Collection[int], running: Sequence[int]
) -> list[tuple[Arrived, int]]:
    """All open updates of these people but those in hand, oldest first, with the number of attempts so far."""
    values = {"bot_id": bot_id, "people": list(people), "running": list(running)}
    found = sorted((await connection.execute(_TAKE, values)).mappings(), key=lambda row: row["seq"])
    return [(Arrived(row["update_id"], row["person_key"], row["body"]), row["attempts"]) for row in found]


_NOT_TRIED = text(
    """
    UPDATE inbox SET attempts = attempts - 1
    WHERE bot_id = :bot_id AND update_id = ANY(:updates) AND done_at IS NULL AND attempts > 0
    """
)


async def not_tried(connection: AsyncConnection, bot_id: int, updates: Sequence[int]) -> None:
    """Take back one attempt of each: an outage ended it, and not the update."""
    await connection.execute(_NOT_TRIED, {"bot_id": bot_id, "updates": list(updates)})


_SET_ASIDE = text(
    "UPDATE inbox SET done_at = :now, error = :error"
    " WHERE bot_id = :bot_id AND update_id = :update_id AND done_at IS NULL"
)


async def set_aside(connection: AsyncConnection, bot_id: int, update_id: int, *, error: str, now: datetime) -> None:
    """Close an update that met a bug: its body stays for the operator until the row is forgotten."""
    await connection.execute(_SET_ASIDE, {"bot_id": bot_id, "update_id": update_id, "error": error, "now": now})


_FORGET = text(
    "DELETE FROM inbox WHERE done_at IS NOT NULL AND received_at < clock_timestamp() - :age * interval '1 second'"
)


async def forget(connection: AsyncConnection) -> None:
    """Remove what was done longer ago than KEEP."""
    await connection.execute(_FORGET, {"age": KEEP.total_seconds()})
