"""What the program remembers of itself, as JSON values by name."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.people import json_parameter

# Two programs starting at once agree on the one that was written first.
_MAKE = text(
    """
    WITH made AS (
        INSERT INTO settings (key, value) VALUES ('link_secret', :value) ON CONFLICT (key) DO NOTHING RETURNING value
    )
    SELECT value FROM made UNION ALL SELECT value FROM settings WHERE key = 'link_secret' LIMIT 1
    """
).bindparams(json_parameter("value"))


async def link_secret(connection: AsyncConnection) -> bytes:
    """The secret that invitation links are made with: 256 random bits, made at the first start."""
    found = (await connection.execute(_MAKE, {"value": secrets.token_hex(32)})).scalar_one()
    return bytes.fromhex(found)


_ALIVE = text(
    """
    WITH before AS (SELECT value FROM settings WHERE key = 'alive_at'), kept AS (
        INSERT INTO settings (key, value) VALUES ('alive_at', :value)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
    )
    SELECT value FROM before
    """
).bindparams(json_parameter("value"))


async def alive(connection: AsyncConnection, now: datetime) -> datetime | None:
    """Note that the program runs; returns when it last did, or None at the first start."""
    before = (await connection.execute(_ALIVE, {"value": now.isoformat()})).scalar()
    return datetime.fromisoformat(before) if before else None
