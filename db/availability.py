"""What the rules of time must know of people, in one statement however many they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from db.free import accepts, met, sees
from db.people import COLUMNS, from_row
from db.statements import Statement
from scheduling import holidays
from scheduling.availability import Limits, Timetable
from scheduling.people import OutsideHours, Person
from scheduling.times import Days, Slot

LONGEST = timedelta(hours=24)
"""No appointment lasts longer (a CHECK holds it), so one that reaches into a horizon began at most this long before."""

_MARGIN = timedelta(days=2)
"""A local date lies at most one from that in UTC, and hours may run on past midnight."""

_TIMETABLES = Statement(
    f"""
    SELECT {", ".join(f"p.{name}" for name in COLUMNS)}, taken.busy, taken.soft, off.days AS time_off,
           CASE WHEN CAST(:viewer_id AS bigint) IS NULL OR p.zone IS NULL THEN true
                ELSE {sees(has_met="known.met")} END AS seen,
           CAST(:viewer_id AS bigint) IS NULL OR {accepts(has_met="known.met")} AS accepts,
           COALESCE(known.met, true) AS met
    FROM people p
    -- OFFSET 0 has it worked out once.
    LEFT JOIN LATERAL (SELECT {met()} AS met OFFSET 0) AS known ON p.zone IS NOT NULL AND p.id <> :viewer_id
    -- Who wants time around appointments, or so many a day, is asked for the days beside it, too.
    CROSS JOIN LATERAL (SELECT CASE WHEN p.prefs ? 'limits' THEN interval '36 hours' ELSE interval '0' END AS span
                        OFFSET 0) AS around
    LEFT JOIN LATERAL (
        SELECT array_agg(ARRAY[lower(t.during), upper(t.during)]) FILTER (WHERE t.blocks) AS busy,
               array_agg(ARRAY[lower(t.during), upper(t.during)]) FILTER (WHERE NOT t.blocks) AS soft
        FROM participants t
        WHERE t.person_id = p.id
          AND lower(t.during) > CAST(:earliest AS timestamptz) - CAST(:longest AS interval) - around.span
          AND lower(t.during) < CAST(:latest AS timestamptz) + around.span
          AND upper(t.during) > CAST(:earliest AS timestamptz) - around.span
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


class Known(NamedTuple):
    """A person, what is in their way, and what they are to the viewer.

    `seen` is whether the viewer may know more than that a time suits or not, `accepts` whether the viewer may invite
    them, and `met` whether they have met. All are true without a viewer, and of whoever has not said where they are.
    """

    person: Person
    timetable: Timetable
    seen: bool
    accepts: bool
    met: bool


async def timetables(
    connection: AsyncConnection,
    ids: Collection[int],
    *,
    earliest: datetime,
    latest: datetime,
    besides: int | None = None,
    viewer_id: int | None = None,
) -> dict[int, Known]:
    """People and what is in their way between two instants, by id and in the order of `ids`; unknown ids are left out.

    `besides` is an appointment that does not count, because it is the one that is being moved or answered. For
    `viewer_id` it is who arranges something: their own notice does not bind them, and alone none of their limits does.
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
    alone = len(found) == 1
    last = latest.date()
    around = (earliest.date() - _MARGIN, last + min(_MARGIN, date.max - last))
    return {each: _known(found[each], *around, viewer_id, alone) for each in dict.fromkeys(ids) if each in found}


def _known(row: Any, first: date, last: date, viewer_id: int | None, alone: bool) -> Known:
    person = from_row(row)
    public, limits = person.prefs.holidays, person.prefs.limits
    if person.id == viewer_id and limits != Limits():
        # What they arrange themselves may be soon, and alone they may do as they like.
        limits = Limits() if alone else replace(limits, notice=timedelta(0))
    timetable = Timetable(
        person_id=person.id,
        zone=person.zone,
        hours=person.hours,
        busy=_slots(row["busy"]),
        soft=_slots(row["soft"]),
        time_off=tuple(Days(first, last) for first, last in row["time_off"] or ()),
        holidays=holidays.days_off(public, first, last) if public else (),
        zone_spells=person.prefs.spells,
        limits=limits,
        asks=person.outside_hours is OutsideHours.ASK,
        discreet=viewer_id is not None and person.id != viewer_id,
    )
    return Known(person, timetable, row["seen"], row["accepts"], row["met"])


def _slots(pairs: list[list[datetime]] | None) -> tuple[Slot, ...]:
    return tuple(sorted(Slot(start, end) for start, end in pairs or ()))
