"""The history of one appointment, the newest first."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement
from scheduling.history import Entry

_PAGE = Statement(
    """
    SELECT at, "by", kind, old, new FROM changes WHERE appointment_id = :appointment_id
    ORDER BY id DESC OFFSET :first LIMIT :many
    """
)


async def page(connection: AsyncConnection, appointment_id: int, *, first: int, limit: int) -> tuple[list[Entry], bool]:
    """Some lines from the number `first` on, counted from 0, and whether there are more behind them."""
    rows = await _PAGE.all(connection, appointment_id=appointment_id, first=first, many=limit + 1)
    entries = [Entry(row["at"], row["by"], row["kind"], row["old"], row["new"]) for row in rows]
    return entries[:limit], len(rows) > limit
