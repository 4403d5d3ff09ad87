"""Groups that the bot has been added to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

# greeted_at stays with the first greeting: who adds, removes and adds the bot again has read the line before.
_JOIN = text(
    """
    WITH before AS (SELECT greeted_at FROM chats WHERE id = :id)
    INSERT INTO chats AS c (id, kind, title, member, greeted_at) VALUES (:id, :kind, :title, true, :now)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, member = true,
        greeted_at = coalesce(c.greeted_at, excluded.greeted_at)
    RETURNING (SELECT greeted_at FROM before) IS NULL AS first
    """
)
_LEAVE = text("UPDATE chats SET member = false WHERE id = :id")


async def join(connection: AsyncConnection, chat_id: int, *, kind: str, title: str | None, now: datetime) -> bool:
    """The bot is in a group; returns whether this is the first time, so that it may say so."""
    values = {"id": chat_id, "kind": kind, "title": title, "now": now}
    return bool((await connection.execute(_JOIN, values)).scalar_one())


async def leave(connection: AsyncConnection, chat_id: int) -> None:
    """The bot is in a group no longer."""
    await connection.execute(_LEAVE, {"id": chat_id})


_MIGRATE = text(
    """
    WITH old AS (UPDATE chats SET migrated_to = :new, member = false WHERE id = :old RETURNING title, greeted_at),
         gone AS (DELETE FROM cards WHERE chat_id = :old)
    INSERT INTO chats (id, kind, title, member, greeted_at) SELECT :new, 'supergroup', title, true, greeted_at FROM old
    ON CONFLICT (id) DO UPDATE SET member = true, greeted_at = coalesce(chats.greeted_at, excluded.greeted_at)
    """
)


async def migrate(connection: AsyncConnection, old: int, new: int) -> None:
    """A group became a supergroup with another id. Messages written before cannot be edited any more."""
    await connection.execute(_MIGRATE, {"old": old, "new": new})
