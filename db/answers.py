"""Answering in three statements: wait for the locks, read, and write the answer with everything it owes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from psycopg.errors import ExclusionViolation
from sqlalchemy.ext.asyncio import AsyncConnection

from db.appointments import DoubleBooked
from db.locks import BOOKING
from db.notices import CHANNEL, INSERT_REFRESH, REPEATABLE_KINDS, Owed, insert_owed, rows_of
from db.records import COLUMNS, from_record
from db.statements import Statement
from scheduling.appointments import Appointment, Participant, Partstat

# The booking lock before the row, as whoever moves or cancels takes them; rows are locked last in a plan, after
# everything that is joined. A statement of its own: the read needs a snapshot from after the wait.
_LOCK = Statement(
    """
    WITH mine AS MATERIALIZED (SELECT pg_advisory_xact_lock((CAST(:kind AS bigint) << 56) | :person_id) AS held)
    SELECT 1 FROM mine, appointments a WHERE a.id = :id FOR NO KEY UPDATE OF a
    """
)

_READ = Statement(
    f"""
    SELECT {COLUMNS}, (
        SELECT o.appointment_id FROM participants o
        WHERE o.person_id = :person_id AND o.blocks AND o.during && a.during AND o.appointment_id <> a.id
        ORDER BY lower(o.during) LIMIT 1) AS clash
    FROM appointments a WHERE a.id = :id
    """  # noqa: S608 - constants
)


async def lock_and_read(
    connection: AsyncConnection, appointment_id: int, *, person_id: int
) -> tuple[Appointment | None, int | None]:
    """The appointment, held with this person's time until the transaction ends, and what they are busy with then.

    Returns the appointment, or None when there is none, and the id of another one that blocks the person at that time.
    """
    await _LOCK.run(connection, kind=BOOKING, person_id=person_id, id=appointment_id)
    row = await _READ.first(connection, person_id=person_id, id=appointment_id)
    return (from_record(row), row["clash"]) if row else (None, None)


# With :undoes, no news is told where none was heard of what it takes back.
_UNHEARD = "NOT (:undoes AND kind IN ('answer', 'answers') AND EXISTS (SELECT FROM unheard u WHERE u.kind = 'answer'))"
_WRITE = Statement(
    f"""
    WITH answered AS (
        UPDATE participants SET partstat = :partstat, answered_sequence = :sequence, answered_at = :now,
            comment = :comment, blocks = :blocks, former = CASE WHEN :declined THEN partstat END
        WHERE id = :participant_id
    ), unheard AS (
        DELETE FROM notices
        WHERE appointment_id = :appointment_id AND state = 'due'
          AND (kind = 'answer' AND subject_id = :person_id OR :declined AND kind = 'reminder'
               AND recipient_id = :person_id)
        RETURNING kind
    ), told AS (
        {insert_owed(_UNHEARD)}
    ), redrawn AS ({INSERT_REFRESH})
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM told WHERE due_at <= :now)
        OR EXISTS (SELECT FROM redrawn WHERE due_at <= :now)
    """,  # noqa: S608 - constants
    json=("rows",),
)


async def write(
    connection: AsyncConnection,
    appointment: Appointment,
    part: Participant,
    partstat: Partstat,
    *,
    comment: str | None,
    owed: Iterable[Owed],
    undoes: bool,
    now: datetime,
    but: tuple[int, int] | None = None,
    due: datetime | None = None,
) -> None:
    """Keep an answer for the appointment's sequence, owe the news of it, and have all other copies of the card redrawn.

    News of an earlier answer that nobody has heard is taken back, and with `undoes` nothing is told instead. A no also
    removes the person's unsent reminders. `but` is as in `refresh_cards`; with `due` that copy too is redrawn, and all
    of them not before then.

    Raises DoubleBooked, with the transaction spent, when the constraint refuses a yes: under the lock that
    `lock_and_read` takes, it should never have to.
    """
    chat_id, message_id = but or (0, 0)
    try:
        await _WRITE.run(
            connection,
            participant_id=part.id,
            person_id=part.person.id,
            appointment_id=appointment.id,
            partstat=partstat.value,
            sequence=None if partstat is Partstat.NEEDS_ACTION else appointment.sequence,
            comment=comment,
            blocks=partstat is Partstat.ACCEPTED,
            declined=partstat is Partstat.DECLINED,
            undoes=undoes,
            rows=rows_of(owed),
            repeatable=REPEATABLE_KINDS,
            now=now,
            due=due or now,
            own_due=due,
            chat_id=chat_id,
            message_id=message_id,
            channel=CHANNEL,
        )
    except ExclusionViolation:
        raise DoubleBooked from None


_UNTOLD = """NOT EXISTS (SELECT FROM notices n WHERE n.appointment_id = r.appointment_id AND n.kind = 'answer'
        AND n.subject_id = :person_id AND n.state = 'due')"""
_SET_COMMENT = Statement(
    f"""
    WITH explained AS (
        UPDATE participants SET comment = :comment WHERE id = :participant_id
    ), told AS ({insert_owed(_UNTOLD)})
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM told WHERE due_at <= :now)
    """,  # noqa: S608 - constants
    json=("rows",),
)


async def set_comment(
    connection: AsyncConnection, part: Participant, comment: str, *, news: Owed, now: datetime
) -> None:
    """Keep a reason beside an answer. `news` is owed unless the answer itself is still to be told: they go together."""
    await _SET_COMMENT.run(
        connection,
        participant_id=part.id,
        person_id=part.person.id,
        comment=comment,
        rows=rows_of([news]),
        repeatable=REPEATABLE_KINDS,
        channel=CHANNEL,
        now=now,
    )
