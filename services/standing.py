"""How the installation does, for its operators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from sqlalchemy.ext.asyncio import AsyncConnection

from db import figures


@dataclass(frozen=True, slots=True)
class Standing:
    """`oldest` is for how long the oldest due notice waits, None when none is due; `notices` are the last hour's, by
    kind and state; `people` have a zone."""

    version: str
    tzdata: str
    postgresql: str
    people: int
    oldest: timedelta | None
    updates_open: int
    updates_set_aside: int
    notices: dict[tuple[str, str], int]


async def standing(connection: AsyncConnection, *, now: datetime) -> Standing:
    """Versions and figures, at `now` in program time."""
    oldest = await figures.oldest_due(connection, now=now)
    known = await figures.summary(connection, now=now)
    return Standing(
        version=version("appointment-bot"),
        tzdata=version("tzdata"),
        postgresql=known.postgresql,
        people=known.people,
        oldest=None if oldest is None else now - oldest,
        updates_open=known.updates_open,
        updates_set_aside=known.updates_set_aside,
        notices=known.notices,
    )
