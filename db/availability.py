"""What the rules of time must know of people, in one statement however many they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from db.free import SEEN
from db.people import COLUMNS, from_row
from db.statements import Statement
from scheduling import holidays
from scheduling.availability import Timetable
from scheduling.people import OutsideHours, Person
from scheduling.times import Days, Slot

LONGEST = timedelta(hours=24)
"""No appointment lasts longer (a CHECK holds it), so one that reaches into a horizon began at most this long before."""

_MARGIN = timedelta(days=2)
"""A local date lies at most one from that in UTC, and hours may run on past midnight."""

_TIMETABLES = Statement(
    f"""
    SELECT {", ".join(f"p.{name}" for name in COLUMNS)}, taken.busy, taken.soft, off.days AS time_off,
           CASE WHEN CAST(:viewer_id AS bigint) IS NULL OR p.zone IS NULL THEN true ELSE {SEEN} END AS seen
    FROM people p
    LEFT JOIN LATERAL (
        SELECT array_agg(ARRAY[lower(t.during), upper(t.during)]) FILTER (WHERE t.blocks) AS busy,
               array_agg(ARRAY[lower(t.during), upper(t.during)]) FILTER (WHERE NOT t.blocks) AS soft
        FROM participants t
        WHERE t.person_id = p.id
          AND lower(t.during) > CAST(:earliest AS timestamptz) - CAST(:longest AS interval)
          AND lower(t.during) < CAST(:latest AS timestamptz)
          AND upper(t.during) > CAST(:earliest AS timestamptz)
          AND (t.blocks OR t.partstat IN ('needs-action', 'tentative') AND EXISTS (
              SELECT FROM appointments a WHERE a.id = t.appointment_id AND a.status = 'confirmed'))
          AND t.appointment_id IS DISTINCT FROM CAST(:besides AS bigint)
    ) AS taken ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(ARRAY[o.first_day, o.last_day]) AS days FROM time_off o
        WHERE o.person_id = p.id AND o.last_day >= CAST(:earliest AS timestamptz)::date - 2
          AND o.first_day <= CAST(:latest AS timestamptz)::date + 2
    ) AS off ON true
    WHERE p.id = ANY(:ids)
    """  # noqa: S608 - column names from a constant
)


async def timetables(
    connection: AsyncConnection,
    ids: Collection[int],
    *,
    earliest: datetime,
    latest: datetime,
    besides: int | None = None,
    viewer_id: int | None = None,
) -> dict[int, tuple[Person, Timetable, bool]]:
    """People and what is in their way between two instants, by id and in the order of `ids`; unknown ids are left out.

    `besides` is an appointment that does not count, because it is the one that is being moved or answered. The last
    of each three is whether `viewer_id` may know more of them than that a time suits or not; without a viewer, and
    of those whose hours nobody knows, it is true.
    """
    rows = await _TIMETABLES.all(
        connection,
        ids=list(ids),
        earliest=earliest,
        latest=latest,
        longest=LONGEST,
        besides=besides,
        viewer_id=viewer_id,
    )
    found = {row["id"]: row for row in rows}
    last = latest.date()
    around = (earliest.date() - _MARGIN, last + min(_MARGIN, date.max - last))
    return {each: _timetable(found[each], *around) for each in dict.fromkeys(ids) if each in found}


def _timetable(row: Any, first: date, last: date) -> tuple[Person, Timetable, bool]:
    person = from_row(row)
    public = person.prefs.holidays
    timetable = Timetable(
        person_id=person.id,
        zone=person.zone,
        hours=person.hours,
        busy=_slots(row["busy"]),
        soft=_slots(row["soft"]),
        time_off=tuple(Days(first, last) for first, last in row["time_off"] or ()),
        holidays=holidays.days_off(public, first, last) if public else (),
        zone_spells=person.prefs.spells,
        asks=person.outside_hours is OutsideHours.ASK,
    )
    return person, timetable, row["seen"]


def _slots(pairs: list[list[datetime]] | None) -> tuple[Slot, ...]:
    return tuple(sorted(Slot(start, end) for start, end in pairs or ()))
