"""Handing an appointment over: the offer stands in its history, and the newest line about it counts."""

from __future__ import annotations

from datetime import datetime

from psycopg.errors import ExclusionViolation
from sqlalchemy.ext.asyncio import AsyncConnection

from db.appointments import DoubleBooked
from db.statements import Statement

_OFFERED = Statement(
    """
    SELECT CASE WHEN kind = 'offer' AND "by" = :organizer_id THEN CAST(new -> 'to' ->> 0 AS bigint) END AS person_id
    FROM changes WHERE appointment_id = :appointment_id AND kind IN ('offer', 'handover', 'kept', 'withdrawn')
    ORDER BY id DESC LIMIT 1
    """
)


async def offered_to(connection: AsyncConnection, appointment_id: int, *, organizer_id: int) -> int | None:
    """Whom the present organizer has asked to take it over, and who has not answered that."""
    row = await _OFFERED.first(connection, appointment_id=appointment_id, organizer_id=organizer_id)
    return row["person_id"] if row else None


# What the old organizer was still to hear is the new one's to hear, unless it is about themselves. Whoever arranges it
# comes, so that of those of whom only some are needed one fewer is.
_SWAP = Statement(
    """
    WITH owned AS (
        UPDATE appointments a SET organizer_id = :to_id, revision = revision + 1,
            need = CASE WHEN EXISTS (
                SELECT FROM participants t WHERE t.appointment_id = a.id AND t.person_id = :to_id AND t.role = 'any'
            ) THEN GREATEST(a.need - 1, 1) ELSE a.need END
        WHERE a.id = :appointment_id
    ), told AS (
        UPDATE notices n SET recipient_id = :to_id,
            key = replace(n.key, '\\:p' || CAST(:from_id AS bigint) || ':', '\\:p' || CAST(:to_id AS bigint) || ':')
        WHERE n.appointment_id = :appointment_id AND n.recipient_id = :from_id AND n.state = 'due'
          AND n.kind IN ('answer', 'answers', 'opened', 'unreachable') AND n.subject_id IS DISTINCT FROM :to_id
          AND NOT EXISTS (SELECT FROM notices o WHERE o.key = replace(n.key,
              '\\:p' || CAST(:from_id AS bigint) || ':', '\\:p' || CAST(:to_id AS bigint) || ':'))
    )
    UPDATE participants SET role = CASE WHEN person_id = :to_id THEN 'organizer' ELSE 'required' END,
        partstat = 'accepted', blocks = true, answered_sequence = :sequence,
        answered_at = COALESCE(answered_at, :now), delivered_at = COALESCE(delivered_at, :now)
    WHERE appointment_id = :appointment_id AND person_id IN (:to_id, :from_id)
    """
)


async def swap(
    connection: AsyncConnection, appointment_id: int, *, from_id: int, to_id: int, sequence: int, now: datetime
) -> None:
    """Make an attendee the organizer, and the organizer a required attendee who has accepted. Raises DoubleBooked."""
    try:
        await _SWAP.attempt(
            connection, appointment_id=appointment_id, from_id=from_id, to_id=to_id, sequence=sequence, now=now
        )
    except ExclusionViolation:
        raise DoubleBooked from None
