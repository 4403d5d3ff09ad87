"""Appointments whose instant was computed with older rules of zones than the ones that run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.appointments import DoubleBooked, raise_if_double_booked


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed, by the organizer's clock, and the instant that it was then."""

    id: int
    wall: datetime
    zone: str
    starts_at: datetime


_OUTDATED = text(
    """
    SELECT id, wall, zone, lower(during) AS starts_at FROM appointments
    WHERE status = 'confirmed' AND tz_version < :version AND lower(during) > :now AND id > :after
    ORDER BY id LIMIT :many
    """
)
_LOCKED = text(
    """
    SELECT id, wall, zone, lower(during) AS starts_at FROM appointments
    WHERE id = ANY(:ids) AND status = 'confirmed' AND tz_version < :version ORDER BY id FOR NO KEY UPDATE
    """
)
_TAKERS = text("SELECT DISTINCT person_id FROM participants WHERE appointment_id = ANY(:ids)")
_SAME = text("UPDATE appointments SET tz_version = :version WHERE id = ANY(:ids) AND tz_version < :version")
_OPEN_UP = text("UPDATE participants SET blocks = false WHERE appointment_id = ANY(:ids) AND blocks RETURNING id, role")
_SHIFT = text(
    """
    UPDATE appointments SET during = tstzrange(lower(during) + :by, upper(during) + :by, '[)'),
        utc_offset = :utc_offset, tz_version = :version, revision = revision + 1
    WHERE id = :id
    """
)
_BLOCK = text("UPDATE participants SET blocks = true WHERE id = :id")
_TAKEN = text("SELECT appointment_id, person_id FROM participants WHERE id = ANY(:ids)")
_ASK_AGAIN = text(
    "UPDATE participants SET partstat = 'needs-action' WHERE id = :id AND role <> 'organizer' AND partstat = 'accepted'"
)


async def outdated(connection: AsyncConnection, *, version: str, now: datetime, after: int, limit: int) -> list[Agreed]:
    """Some of the confirmed appointments to come, with ids above `after`, that were computed with older rules."""
    values = {"version": version, "now": now, "after": after, "many": limit}
    return [Agreed(**row) for row in (await connection.execute(_OUTDATED, values)).mappings()]


async def hold(connection: AsyncConnection, ids: Collection[int], *, version: str) -> list[Agreed]:
    """As they are now, with their rows locked; those that somebody brought up to date meanwhile are left out."""
    rows = await connection.execute(_LOCKED, {"ids": list(ids), "version": version})
    return [Agreed(**row) for row in rows.mappings()]


async def takers(connection: AsyncConnection, ids: Collection[int]) -> list[int]:
    """Everybody who takes part in one of them."""
    return list((await connection.execute(_TAKERS, {"ids": list(ids)})).scalars())


async def unchanged(connection: AsyncConnection, ids: Collection[int], *, version: str) -> None:
    """Note that the new rules give these the same instant."""
    await connection.execute(_SAME, {"ids": list(ids), "version": version})


async def shift(
    connection: AsyncConnection, moved: Collection[tuple[int, timedelta, timedelta]], *, version: str
) -> set[tuple[int, int]]:
    """Give each (id, by how much, UTC offset) its new instant. Whoever is then taken twice is asked again.

    Returns who is taken twice, as (appointment's id, person's id). Whoever arranged it cannot be asked: their own row
    does not block until they have moved it.

    Nobody is blocked while they move, since neighbours may pass over each other's old time.
    """
    ids = [each for each, _, _ in moved]
    blocking = [(row.role != "organizer", row.id) for row in await connection.execute(_OPEN_UP, {"ids": ids})]
    taken = []
    for each, by, utc_offset in moved:
        values = {"id": each, "by": by, "utc_offset": utc_offset, "version": version}
        await connection.execute(_SHIFT, values)
    for _, part in sorted(blocking):
        try:
            await _block(connection, part)
        except DoubleBooked:
            await connection.execute(_ASK_AGAIN, {"id": part})
            taken.append(part)
    return {tuple(row) for row in await connection.execute(_TAKEN, {"ids": taken})} if taken else set()


_MOVED = text(
    """
    SELECT w.notice, c.appointment_id, CAST(c.new->>'starts_at' AS timestamptz) AS starts_at,
           CAST(c.new->>'starts_at' AS timestamptz) - CAST(c.old->>'starts_at' AS timestamptz) AS shift
    FROM unnest(CAST(:notices AS bigint[]), CAST(:people AS bigint[]), CAST(:ats AS timestamptz[]))
        AS w(notice, person_id, at)
    JOIN participants t ON t.person_id = w.person_id AND lower(t.during) > w.at - interval '1 day'
    JOIN changes c ON c.appointment_id = t.appointment_id AND c.kind = 'rules' AND c.at = w.at
    ORDER BY w.notice, 3, 2
    """
)


@dataclass(frozen=True, slots=True)
class Moved:
    """An appointment that new rules have moved by `shift`, to `starts_at`."""

    appointment_id: int
    starts_at: datetime
    shift: timedelta


async def moved_at(connection: AsyncConnection, told: Sequence[tuple[int, int, datetime]]) -> dict[int, list[Moved]]:
    """For each (notice's id, person's id, instant) what was moved at that instant and the person takes part in."""
    notices, people, ats = ([each[at] for each in told] for at in range(3))
    found: dict[int, list[Moved]] = {}
    for row in (await connection.execute(_MOVED, {"notices": notices, "people": people, "ats": ats})).mappings():
        found.setdefault(row["notice"], []).append(Moved(row["appointment_id"], row["starts_at"], row["shift"]))
    return found


async def _block(connection: AsyncConnection, part: int) -> None:
    try:
        async with connection.begin_nested():
            await connection.execute(_BLOCK, {"id": part})
    except IntegrityError as error:
        raise_if_double_booked(error)
        raise
