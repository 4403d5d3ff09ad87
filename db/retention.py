"""Forgetting what is over for longer than the operator keeps it, in batches that hold nobody up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

BATCH = 1000
"""Rows of each kind in one transaction; with an appointment go its people, history, notices, cards and links."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept after it is over; None is for ever.

    `appointments` counts from the end, and `notices`, which are sent, dropped or failed, from the end of what they
    tell of: until then they keep anything from being told twice.
    """

    appointments: timedelta | None = None
    notices: timedelta | None = None


_APPOINTMENTS = text(
    """
    DELETE FROM appointments WHERE id IN (
        SELECT id FROM appointments WHERE upper(during) < :before ORDER BY id LIMIT :limit)
    """
)
_NOTICES = text(
    """
    DELETE FROM notices WHERE id IN (
        SELECT n.id FROM notices n LEFT JOIN appointments a ON a.id = n.appointment_id
        WHERE n.state NOT IN ('due', 'claimed') AND n.due_at < :before AND (a.id IS NULL OR upper(a.during) < :before)
        LIMIT :limit)
    """
)


async def sweep(connection: AsyncConnection, kept: Retention, *, now: datetime) -> int:
    """Remove a batch of what is kept no longer; returns how many rows that were, 0 when nothing is left."""
    removed = 0
    for statement, age in ((_APPOINTMENTS, kept.appointments), (_NOTICES, kept.notices)):
        if age is not None:
            removed += (await connection.execute(statement, {"before": now - age, "limit": BATCH})).rowcount
    return removed
