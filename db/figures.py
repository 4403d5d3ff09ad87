"""Figures for whoever operates the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

Figures = dict[str, tuple[str, dict[str, float]]]
"""Name -> what it means, and values by Prometheus labels ("" or "{...}")."""

_OLDEST = text("SELECT min(next_at) FROM notices WHERE state = 'due' AND next_at <= :now")
_OPEN = text(
    """
    SELECT kind, state, count(*) AS n FROM notices
    WHERE state IN ('due', 'claimed') AND next_at <= :now GROUP BY kind, state ORDER BY kind, state
    """
)
_LATELY = text(
    """
    SELECT kind, state, count(*) AS n FROM notices
    WHERE state IN ('sent', 'dropped', 'failed') AND due_at > :now - interval '1 hour' AND due_at <= :now
    GROUP BY kind, state ORDER BY kind, state
    """
)
_INBOX = text(
    """
    SELECT count(*) AS n, coalesce(extract(epoch FROM clock_timestamp() - min(received_at)), 0) AS age
    FROM inbox WHERE done_at IS NULL
    """
)
_ASIDE = text("SELECT count(*) FROM inbox WHERE error <> 'flood'")


_SUMMARY = text(
    """
    SELECT current_setting('server_version') AS postgresql,
           (SELECT count(*) FROM people WHERE zone IS NOT NULL AND deleted_at IS NULL) AS people
    """
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What /status tells: `notices` of the last hour by kind and state."""

    postgresql: str
    people: int
    updates_open: int
    updates_set_aside: int
    notices: dict[tuple[str, str], int]


async def summary(connection: AsyncConnection, *, now: datetime) -> Summary:
    """A few figures, at `now` in program time."""
    known = (await connection.execute(_SUMMARY)).mappings().one()
    updates = (await connection.execute(_INBOX)).mappings().one()
    lately = (await connection.execute(_LATELY, {"now": now})).mappings()
    return Summary(
        postgresql=known["postgresql"],
        people=known["people"],
        # The one that asks is being worked on.
        updates_open=max(0, updates["n"] - 1),
        updates_set_aside=(await connection.execute(_ASIDE)).scalar_one(),
        notices={(row["kind"], row["state"]): row["n"] for row in lately},
    )


async def oldest_due(connection: AsyncConnection, *, now: datetime) -> datetime | None:
    """Since when the oldest notice waits that is due, or None."""
    found: datetime | None = (await connection.execute(_OLDEST, {"now": now})).scalar()
    return found


async def read(connection: AsyncConnection, *, now: datetime) -> Figures:
    """All figures, at `now` in program time."""
    oldest = await oldest_due(connection, now=now)
    waiting = (await connection.execute(_OPEN, {"now": now})).mappings()
    lately = (await connection.execute(_LATELY, {"now": now})).mappings()
    updates = (await connection.execute(_INBOX)).mappings().one()
    aside = (await connection.execute(_ASIDE)).scalar_one()
    return {
        "notices_waiting": (
            "Notices that are due or under way, by kind and state.",
            {f'{{kind="{row["kind"]}",state="{row["state"]}"}}': row["n"] for row in waiting},
        ),
        "notices_last_hour": (
            "Notices that came due within the last hour, by kind and by what became of them.",
            {f'{{kind="{row["kind"]}",state="{row["state"]}"}}': row["n"] for row in lately},
        ),
        "notices_oldest_seconds": (
            "For how long the oldest notice that is due waits.",
            {"": 0.0 if oldest is None else (now - oldest).total_seconds()},
        ),
        "updates_open": ("Updates that are stored and not done.", {"": updates["n"]}),
        "updates_age_seconds": ("For how long the oldest of them waits.", {"": float(updates["age"])}),
        "updates_set_aside": ("Updates of the last three days that met a bug: look for their incident.", {"": aside}),
    }
