"""Limits that are counted for each person and day, so that they hold across processes and in races."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement

# In order, so that two turns of one person take the rows alike.
_COUNT = Statement(
    """
    INSERT INTO allowances AS a (person_id, kind, day, n)
    SELECT :person_id, kind, :day, 1 FROM unnest(CAST(:kinds AS text[])) AS kind ORDER BY kind
    ON CONFLICT (person_id, kind, day) DO UPDATE SET n = a.n + 1
    RETURNING kind, n
    """
)


async def count(connection: AsyncConnection, person_id: int, kinds: Sequence[str], *, day: date) -> dict[str, int]:
    """Count one more of each kind on that day; returns how many of each there are now, this one included."""
    return {
        row["kind"]: row["n"] for row in await _COUNT.all(connection, person_id=person_id, kinds=list(kinds), day=day)
    }


_COUNTED = Statement(
    "SELECT kind FROM allowances WHERE person_id = :person_id AND day = :day AND kind = ANY(CAST(:kinds AS text[]))"
)


async def counted(connection: AsyncConnection, person_id: int, kinds: Sequence[str], *, day: date) -> set[str]:
    """Those of these kinds that have been counted on that day."""
    return {row["kind"] for row in await _COUNTED.all(connection, person_id=person_id, kinds=list(kinds), day=day)}


_TAKE = Statement(
    """
    WITH before AS (
        SELECT COALESCE((SELECT n FROM allowances WHERE person_id = :person_id AND kind = :kind AND day = :day), 0) AS n
    ), taken AS (
        INSERT INTO allowances AS a (person_id, kind, day, n)
        SELECT :person_id, :kind, :day, CAST(:n AS int) WHERE CAST(:n AS int) <= CAST(:most AS int)
        ON CONFLICT (person_id, kind, day) DO UPDATE SET n = a.n + excluded.n WHERE a.n + excluded.n <= :most
        RETURNING n
    )
    SELECT before.n, EXISTS (SELECT FROM taken) AS taken FROM before
    """
)


async def take(connection: AsyncConnection, person_id: int, kind: str, n: int, *, most: int, day: date) -> int | None:
    """Count `n` more of a kind on that day if that is not more than `most` in all; else returns how many are left."""
    row = await _TAKE.first(connection, person_id=person_id, kind=kind, n=n, most=most, day=day)
    assert row is not None
    return None if row["taken"] else max(0, most - row["n"])
