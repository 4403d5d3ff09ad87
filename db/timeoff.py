"""Dates that people take off."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from scheduling.times import Days

_AHEAD = text(
    "SELECT DISTINCT first_day, last_day FROM time_off WHERE person_id = :person_id AND last_day >= :today"
    " ORDER BY 1, 2"
)
_ADD = text(
    """
    INSERT INTO time_off (person_id, first_day, last_day) SELECT :person_id, :first, :last
    WHERE NOT EXISTS (
        SELECT FROM time_off WHERE person_id = :person_id AND first_day = :first AND last_day = :last)
    """
)
_DROP = text("DELETE FROM time_off WHERE person_id = :person_id AND first_day = :first AND last_day = :last")


async def ahead(connection: AsyncConnection, person_id: int, *, today: date) -> list[Days]:
    """What a person takes off from `today` on, in order."""
    rows = await connection.execute(_AHEAD, {"person_id": person_id, "today": today})
    return [Days(first, last) for first, last in rows]


async def add(connection: AsyncConnection, person_id: int, days: Days) -> None:
    """Take these dates off; twice is once."""
    await connection.execute(_ADD, {"person_id": person_id, "first": days.first, "last": days.last})


async def drop(connection: AsyncConnection, person_id: int, days: Days) -> None:
    """Do not take these dates off any more."""
    await connection.execute(_DROP, {"person_id": person_id, "first": days.first, "last": days.last})
