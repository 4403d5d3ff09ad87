"""Who has blocked whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db.people import COLUMNS, from_row
from db.statements import Statement
from scheduling.people import Person

_OF_P = ", ".join(f"p.{name}" for name in COLUMNS)

# Whoever waits for the blocked organizer's yes waits no longer.
_BLOCK = Statement(
    """
    WITH blocked AS (
        INSERT INTO blocks (person_id, blocked_id) VALUES (:person_id, :blocked_id) ON CONFLICT DO NOTHING
    ), asked AS (
        UPDATE participants t SET claimant_id = NULL FROM appointments a
        WHERE t.claimant_id = :person_id AND a.id = t.appointment_id AND a.organizer_id = :blocked_id
    )
    DELETE FROM notices WHERE kind = 'opened' AND subject_id = :person_id AND recipient_id = :blocked_id
        AND state = 'due'
    """
)
_UNBLOCK = Statement("DELETE FROM blocks WHERE person_id = :person_id AND blocked_id = :blocked_id")
_BLOCKS = Statement("SELECT FROM blocks WHERE person_id = :person_id AND blocked_id = :blocked_id")


async def block(connection: AsyncConnection, person_id: int, blocked_id: int) -> None:
    """From now on `blocked_id` cannot invite `person_id`. Twice is once."""
    await _BLOCK.run(connection, person_id=person_id, blocked_id=blocked_id)


async def unblock(connection: AsyncConnection, person_id: int, blocked_id: int) -> None:
    """They can invite again. Nothing happens to whoever was not blocked."""
    await _UNBLOCK.run(connection, person_id=person_id, blocked_id=blocked_id)


async def blocks(connection: AsyncConnection, person_id: int, blocked_id: int) -> bool:
    """Whether `person_id` has blocked `blocked_id`."""
    return await _BLOCKS.first(connection, person_id=person_id, blocked_id=blocked_id) is not None


_BLOCKED = Statement(
    f"""
    SELECT {_OF_P} FROM blocks b JOIN people p ON p.id = b.blocked_id WHERE b.person_id = :person_id
    ORDER BY p.first_name, p.id
    """  # noqa: S608 - column names from a constant
)
_INVITERS = Statement(
    f"""
    WITH invited AS MATERIALIZED (
        SELECT appointment_id, lower(during) AS starts_at FROM participants
        WHERE person_id = :person_id AND role <> 'organizer' AND lower(during) > :since
        ORDER BY lower(during) DESC LIMIT 100
    ), inviters AS (
        SELECT a.organizer_id, max(invited.starts_at) AS last
        FROM invited JOIN appointments a ON a.id = invited.appointment_id GROUP BY a.organizer_id
    )
    SELECT {_OF_P} FROM inviters, LATERAL (SELECT * FROM people o WHERE o.id = inviters.organizer_id OFFSET 0) AS p
    WHERE p.deleted_at IS NULL AND p.id <> :person_id
      AND NOT EXISTS (SELECT FROM blocks b WHERE b.person_id = :person_id AND b.blocked_id = p.id)
    ORDER BY inviters.last DESC, p.id LIMIT :limit
    """  # noqa: S608 - column names from a constant
)


async def blocked_by(connection: AsyncConnection, person_id: int) -> list[Person]:
    """Whom somebody has blocked, by name."""
    return [from_row(row) for row in await _BLOCKED.all(connection, person_id=person_id)]


async def inviters(connection: AsyncConnection, person_id: int, *, since: datetime, limit: int) -> list[Person]:
    """Who has invited somebody to what began after `since`, or is to come, and is not blocked; the latest first."""
    rows = await _INVITERS.all(connection, person_id=person_id, since=since, limit=limit)
    return [from_row(row) for row in rows]
