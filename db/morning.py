"""Who is told of their day, and when: by zone and time of day, however many people share them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.notices import CHANNEL
from db.people import as_stored, json_parameter, spells_of
from scheduling.times import ZoneSpell

# The index people_morning_idx has this condition: of a million people, only those who want it are read.
_WANT = "p.prefs ->> 'morning' IS NOT NULL AND p.zone IS NOT NULL AND p.reach = 'reachable'"
_WEEKLY = "COALESCE((p.prefs ->> 'weekly')::boolean, false)"
_SPELLS = "COALESCE(p.prefs -> 'spells', '[]')"

_CLOCKS = text(
    f"""
    SELECT DISTINCT p.zone, (p.prefs ->> 'morning')::int AS minute, {_WEEKLY} AS weekly, {_SPELLS} AS spells
    FROM people p WHERE {_WANT}
    """  # noqa: S608 - constants
)

_OWE = text(
    f"""
    WITH owed AS (
        INSERT INTO notices (key, recipient_id, kind, due_at, next_at)
        SELECT 'morning:p' || p.id || ':' || r.day, p.id, 'morning', r.due_at, r.due_at
        FROM jsonb_to_recordset(:rows)
            AS r(zone text, minute int, weekly boolean, spells jsonb, day date, due_at timestamptz)
        JOIN people p ON p.zone = r.zone AND (p.prefs ->> 'morning')::int = r.minute AND {_WEEKLY} = r.weekly
            AND {_SPELLS} = r.spells
        WHERE {_WANT}
        ON CONFLICT (key) DO NOTHING
        RETURNING 1
    )
    SELECT count(*) AS n, CASE WHEN count(*) > 0 THEN pg_notify(:channel, '') END FROM owed
    """  # noqa: S608 - constants
).bindparams(json_parameter("rows"))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a zone at which somebody wants to hear; `weekly` only on the first day of the week.

    Whoever has the same journeys, mostly none, shares it.
    """

    zone: str
    minute: int
    weekly: bool
    spells: tuple[ZoneSpell, ...] = ()


async def clocks(connection: AsyncConnection) -> list[Clock]:
    """Every time of day that anybody chose."""
    rows = (await connection.execute(_CLOCKS)).mappings()
    return [Clock(**{**row, "spells": spells_of(row["spells"])}) for row in rows]


async def owe(connection: AsyncConnection, due: Collection[tuple[Clock, date, datetime]]) -> int:
    """Owe all of these clocks their agenda of a local date, once, however often it is asked; returns how many."""
    rows = [
        {
            "zone": clock.zone,
            "minute": clock.minute,
            "weekly": clock.weekly,
            "spells": as_stored(clock.spells),
            "day": day.isoformat(),
            "due_at": due_at.isoformat(),
        }
        for clock, day, due_at in due
    ]
    if not rows:
        return 0
    n: int = (await connection.execute(_OWE, {"rows": rows, "channel": CHANNEL})).scalar_one()
    return n
