"""Wishes for other times, one a person and appointment; they are read with the appointment."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement
from scheduling.proposals import Wish
from scheduling.times import Slot

# A new wish has a new id, so that a button drawn for the older one does not take it.
_KEEP = Statement(
    """
    WITH gone AS (DELETE FROM proposals WHERE appointment_id = :appointment_id AND "by" = :by AND state = 'open')
    INSERT INTO proposals (appointment_id, "by", during, state, sequence)
    VALUES (:appointment_id, :by, tstzrange(:starts_at, :ends_at, '[)'), 'open', :sequence)
    """
)
_SET = Statement("UPDATE proposals SET state = :state WHERE id = ANY(:ids)")


async def keep(connection: AsyncConnection, appointment_id: int, *, by: int, slot: Slot, sequence: int) -> None:
    """A person's wish, in place of an earlier one that is still open. Hold the appointment's row."""
    await _KEEP.run(
        connection,
        appointment_id=appointment_id,
        by=by,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        sequence=sequence,
    )


async def settle(connection: AsyncConnection, ids: Collection[int], state: Wish) -> None:
    """What became of these wishes."""
    await _SET.run(connection, ids=list(ids), state=state.value)
