"""A person's reminders as a whole, rewritten when they choose other ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

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


_CHOOSE = text("UPDATE participants SET reminders = CAST(:minutes AS integer[]) WHERE id = :id")
_FORGET_OF = text(
    """
    DELETE FROM notices
    WHERE appointment_id = :appointment_id AND recipient_id = :person_id AND kind = 'reminder' AND state = 'due'
    """
)


async def choose(connection: AsyncConnection, participant_id: int, leads: Sequence[timedelta] | None) -> None:
    """Keep somebody's lead times for one appointment; None is as usual."""
    minutes = None if leads is None else [int(each.total_seconds()) // 60 for each in leads]
    await connection.execute(_CHOOSE, {"id": participant_id, "minutes": minutes})


async def forget_of(connection: AsyncConnection, appointment_id: int, person_id: int) -> None:
    """Remove a person's reminders of one appointment that were not sent."""
    await connection.execute(_FORGET_OF, {"appointment_id": appointment_id, "person_id": person_id})
