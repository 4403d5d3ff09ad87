"""Agendas: one person's appointments in order, in one statement a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import COLUMNS, from_record
from db.statements import Statement
from scheduling.appointments import Appointment
from scheduling.notices import UNDO
from scheduling.times import Slot


class Part(StrEnum):
    """Which appointments an agenda shows. Positions are packed in buttons: add at the end."""

    NEXT = "next"
    """What is on or still to come, but for what was declined, the soonest first."""
    WAITING = "waiting"
    """Those of them that wait for the person's answer."""
    PAST = "past"
    """What is over, the latest first."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an agenda. `waiting` counts everything ahead that the person has not answered, `more` says that
    another page follows.
    """

    appointments: tuple[Appointment, ...]
    waiting: int
    more: bool


# An appointment lasts at most a day, so what is still on began within the last one: the indexes on the start suffice.
_AHEAD = """
    FROM participants t JOIN appointments a ON a.id = t.appointment_id
    WHERE t.person_id = :person_id AND lower(t.during) > CAST(:day_ago AS timestamptz) AND upper(t.during) > :now
      AND a.status = 'confirmed' AND t.partstat
"""
_WAITS = f"{_AHEAD} = 'needs-action'"
_OVER = """
    FROM participants t JOIN appointments a ON a.id = t.appointment_id
    WHERE t.person_id = :person_id AND lower(t.during) < :now AND upper(t.during) <= :now
      AND a.status = 'confirmed' AND t.partstat <> 'declined'
"""


def _page(shown: str, order: str) -> Statement:
    """A statement for each part, so that each finds its rows in the order of an index and stops after a page.

    Everything that is ahead may be a year; only the few unanswered are counted, by an index of their own. An organizer
    is never among them.
    """
    return Statement(
        f"""
        SELECT counted.waiting, found.* FROM (SELECT count(*) AS waiting {_WAITS}) AS counted LEFT JOIN (
            SELECT {COLUMNS} FROM (
                SELECT t.appointment_id {shown}
                ORDER BY lower(t.during) {order}, t.appointment_id {order} OFFSET :first LIMIT :many
            ) AS page JOIN appointments a ON a.id = page.appointment_id
        ) AS found ON true
        """  # noqa: S608 - constants
    )


_PAGES = {
    Part.NEXT: _page(f"{_AHEAD} <> 'declined'", "ASC"),
    Part.WAITING: _page(_WAITS, "ASC"),
    Part.PAST: _page(_OVER, "DESC"),
}


async def page(
    connection: AsyncConnection, person_id: int, part: Part, *, first: int, limit: int, now: datetime
) -> Page:
    """`limit` of a person's appointments from the `first` on (0 for the start), as they may know them: what another can
    still take back is not in them.
    """
    found = await _PAGES[part].all(
        connection,
        person_id=person_id,
        now=now,
        day_ago=now - timedelta(days=1),
        first=first,
        many=limit + 1,
    )
    appointments = sorted(
        (from_record(row).as_told(person_id, now - UNDO) for row in found if row["id"] is not None),
        key=lambda each: (each.starts_at, each.id),
        reverse=part is Part.PAST,
    )
    return Page(tuple(appointments[:limit]), found[0]["waiting"], len(appointments) > limit)


_DAYS = Statement(
    """
    SELECT w.person_id, w.besides, a.title, lower(t.during) AS starts_at, upper(t.during) AS ends_at
    FROM unnest(CAST(:people AS bigint[]), CAST(:besides AS bigint[]), CAST(:firsts AS timestamptz[]),
                CAST(:lasts AS timestamptz[])) AS w(person_id, besides, first, last)
    JOIN participants t ON t.person_id = w.person_id AND t.blocks AND t.appointment_id <> w.besides
        AND lower(t.during) > w.first - interval '1 day' AND lower(t.during) < w.last AND upper(t.during) > w.first
    JOIN appointments a ON a.id = t.appointment_id
    ORDER BY 4, 5
    """
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose time from `first` to `last` is asked for, `besides` the appointment with this id."""

    person_id: int
    besides: int
    first: datetime
    last: datetime


async def days(connection: AsyncConnection, wanted: Sequence[Wanted]) -> dict[tuple[int, int], list[tuple[str, Slot]]]:
    """What blocks each one's time: title and time, in order, by (`person_id`, `besides`)."""
    rows = await _DAYS.all(
        connection,
        people=[each.person_id for each in wanted],
        besides=[each.besides for each in wanted],
        firsts=[each.first for each in wanted],
        lasts=[each.last for each in wanted],
    )
    found: dict[tuple[int, int], list[tuple[str, Slot]]] = {(each.person_id, each.besides): [] for each in wanted}
    for row in rows:
        found[row["person_id"], row["besides"]].append((row["title"], Slot(row["starts_at"], row["ends_at"])))
    return found
