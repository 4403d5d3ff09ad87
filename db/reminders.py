"""A person's reminders as a whole, rewritten when they choose other ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_AHEAD = text(
    """
    SELECT t.appointment_id FROM participants t JOIN appointments a ON a.id = t.appointment_id
    WHERE t.person_id = :person_id AND lower(t.during) > :now AND t.partstat <> 'declined' AND a.status = 'confirmed'
    """
)


async def ahead(connection: AsyncConnection, person_id: int, *, now: datetime) -> list[int]:
    """The appointments to come that a person has not declined."""
    rows = await connection.execute(_AHEAD, {"person_id": person_id, "now": now})
    return list(rows.scalars())


_FORGET = text("DELETE FROM notices WHERE recipient_id = :person_id AND kind = 'reminder' AND state = 'due'")


async def forget(connection: AsyncConnection, person_id: int) -> None:
    """Remove all of a person's reminders that were not sent."""
    await connection.execute(_FORGET, {"person_id": person_id})
