"""The deliverer's side of notices: claim what is due, mark what became of it. Each statement is one batch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement
from scheduling.notices import Kind, Notice, State
from scheduling.people import Reach

LEASE = timedelta(seconds=30)
"""Machine time that a deliverer has for what it claimed; after that another takes it over."""

# Per recipient in order: only the oldest open notice that is due may be taken. Asking for that one row stays fast
# with millions of sent notices behind it; asking that no earlier one exists does not.
_CLAIM = Statement(
    """
    WITH mine AS (
        SELECT n.id FROM notices n
        WHERE n.state = 'due' AND n.next_at <= :now
          AND (n.recipient_id IS NULL OR n.id = (
              SELECT o.id FROM notices o
              WHERE o.recipient_id = n.recipient_id AND o.state IN ('due', 'claimed') AND o.due_at <= :now
              ORDER BY o.id LIMIT 1))
        ORDER BY n.next_at, n.id LIMIT :limit FOR UPDATE SKIP LOCKED
    )
    UPDATE notices n SET state = 'claimed', attempts = n.attempts + 1,
                         lease_until = clock_timestamp() + :lease * interval '1 second'
    FROM mine WHERE n.id = mine.id
    RETURNING n.id, n.kind, n.recipient_id, n.chat_id, n.appointment_id, n.sequence, n.lead, n.subject_id,
              n.message_id, n.due_at, n.attempts
    """
)


_KINDS = {each.value: each for each in Kind}


async def claim(connection: AsyncConnection, *, now: datetime, limit: int) -> list[Notice]:
    """Take due notices for LEASE, at most one a recipient, oldest first. `now` is program time."""
    rows = await _CLAIM.all(connection, now=now, limit=limit, lease=LEASE.total_seconds())
    claimed = [
        Notice(
            id=row["id"],
            kind=_KINDS[row["kind"]],
            recipient_id=row["recipient_id"],
            chat_id=row["chat_id"],
            appointment_id=row["appointment_id"],
            sequence=row["sequence"],
            lead=row["lead"],
            subject_id=row["subject_id"],
            message_id=row["message_id"],
            due_at=row["due_at"],
            attempts=row["attempts"],
        )
        for row in rows
    ]
    return sorted(claimed, key=lambda notice: (notice.due_at, notice.id))


_RELEASE = Statement(
    "UPDATE notices SET state = 'due', lease_until = NULL WHERE state = 'claimed' AND lease_until < clock_timestamp()"
)


async def release_expired(connection: AsyncConnection) -> None:
    """Make due again what a dead deliverer had claimed, or what was postponed until now."""
    await _RELEASE.run(connection)


# Of what has begun the newest a person, of what is still to come the newest an appointment.
_DROP_LATE = text(
    """
    WITH waiting AS (
        SELECT n.id, upper(a.during) <= :now AS over,
               row_number() OVER (
                   PARTITION BY n.recipient_id, upper(a.during) <= :now,
                                CASE WHEN lower(a.during) < :now THEN 0 ELSE a.id END
                   ORDER BY n.due_at DESC, n.id DESC) AS place
        FROM notices n JOIN appointments a ON a.id = n.appointment_id
        JOIN participants t ON t.appointment_id = a.id AND t.person_id = n.recipient_id
        WHERE t.partstat <> 'declined' AND n.kind = 'reminder' AND n.state = 'due' AND n.next_at <= :now
          AND a.status = 'confirmed' AND a.sequence = n.sequence
    )
    UPDATE notices n SET state = 'dropped', last_error = CASE WHEN w.over THEN 'over' ELSE 'a newer one is as late' END
    FROM waiting w WHERE n.id = w.id AND n.state = 'due' AND (w.over OR w.place > 1)
    """
)


async def drop_late_reminders(connection: AsyncConnection, *, now: datetime) -> int:
    """Drop reminders that came due unseen beside a newer one, or whose appointment is over; returns how many."""
    return (await connection.execute(_DROP_LATE, {"now": now})).rowcount


class Outcome(NamedTuple):
    """What became of one claimed notice. `postponed` keeps it claimed for that much machine time."""

    id: int
    state: State
    message_id: int | None = None
    error: str | None = None
    postponed: timedelta | None = None
    reach: Reach | None = None
    """What a refusal says about the recipient."""
    tried: bool = True
    """False when Telegram was not asked, or asked to wait: that counts for no attempt."""
    later: datetime | None = None
    """Due again only then, in program time; `state` is DUE."""


class SentCard(NamedTuple):
    """A message that Telegram took and that shows an appointment."""

    chat_id: int
    message_id: int
    kind: str
    appointment_id: int
    viewer_id: int
    sequence: int


# Only what is still claimed: a refresh that became due again while it was drawn must be drawn once more.
# A notice that became due again meanwhile stays due, and knows the message that it can edit.
_MARK = Statement(
    """
    UPDATE notices n SET
        state = CASE n.state WHEN 'claimed' THEN o.state ELSE n.state END,
        message_id = coalesce(o.message_id, n.message_id), last_error = o.error,
        due_at = CASE WHEN n.state = 'claimed' AND o.state = 'due' THEN o.later ELSE n.due_at END,
        next_at = CASE WHEN n.state = 'claimed' AND o.state = 'due' THEN o.later ELSE n.next_at END,
        attempts = CASE WHEN o.untried AND n.attempts > 0 THEN n.attempts - 1 ELSE n.attempts END,
        sent_at = CASE o.state WHEN 'sent' THEN CAST(:now AS timestamptz) ELSE n.sent_at END,
        lease_until = CASE WHEN n.state = 'claimed' AND o.state = 'claimed'
            THEN clock_timestamp() + coalesce(o.postponed, 0) * interval '1 second' END
    FROM jsonb_to_recordset(:outcomes) AS o(id bigint, state text, message_id bigint, error text,
         postponed double precision, untried boolean, later timestamptz)
    WHERE n.id = o.id AND n.state IN ('claimed', 'due')
    """,
    json=("outcomes",),
)
# LIMIT has each participant looked up by itself: joined, all of a table of some ten thousand are read.
_KEEP_CARDS = Statement(
    """
    WITH c AS (
        SELECT * FROM jsonb_to_recordset(:cards) AS c(chat_id bigint, message_id bigint, kind text,
            appointment_id bigint, viewer_id bigint, sequence int)
    ), kept AS (
        INSERT INTO cards (chat_id, message_id, kind, appointment_id, viewer_id, sequence)
        SELECT chat_id, message_id, kind, appointment_id, viewer_id, sequence FROM c
        ON CONFLICT (chat_id, message_id) DO NOTHING
    )
    UPDATE participants SET delivered_at = CAST(:now AS timestamptz)
    WHERE id = ANY(ARRAY(
        SELECT t.id FROM c, LATERAL (
            SELECT p.id FROM participants p
            WHERE p.appointment_id = c.appointment_id AND p.person_id = c.viewer_id AND p.delivered_at IS NULL LIMIT 1
        ) t))
    """,
    json=("cards",),
)


async def mark(
    connection: AsyncConnection, outcomes: Sequence[Outcome], cards: Sequence[SentCard], *, now: datetime
) -> None:
    """Write down what became of a batch, and remember the messages that show appointments; who reads one is reached."""
    # Jsonb for both: of an array each value is packed by itself, at three times the CPU.
    await _MARK.run(connection, now=now, outcomes=[_stored(outcome) for outcome in outcomes])
    if cards:
        await _KEEP_CARDS.run(connection, now=now, cards=[card._asdict() for card in cards])


def _stored(outcome: Outcome) -> dict[str, object]:
    row: dict[str, object] = {"id": outcome.id, "state": outcome.state.value, "message_id": outcome.message_id}
    if outcome.error is not None:
        row["error"] = outcome.error
    if outcome.postponed is not None:
        row["postponed"] = outcome.postponed.total_seconds()
    if not outcome.tried:
        row["untried"] = True
    if outcome.later is not None:
        row["later"] = outcome.later
    return row


_CARDS = Statement(
    """
    SELECT c.chat_id, c.message_id, c.kind, c.appointment_id, c.viewer_id, c.sequence
    FROM cards c JOIN unnest(CAST(:chats AS bigint[]), CAST(:messages AS bigint[])) AS w(chat_id, message_id)
      USING (chat_id, message_id)
    """
)


async def cards_of(connection: AsyncConnection, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], SentCard]:
    """The cards with these (chat, message) ids that still show an appointment."""
    chats, messages = [chat for chat, _ in wanted], [message for _, message in wanted]
    rows = await _CARDS.all(connection, chats=chats, messages=messages)
    return {(row["chat_id"], row["message_id"]): SentCard(**row) for row in rows}


_NEXT = Statement("SELECT min(next_at) AS at FROM notices WHERE state = 'due'")
_NEXT_REMINDER = Statement("SELECT min(next_at) AS at FROM notices WHERE state = 'due' AND kind = 'reminder'")


async def next_at(connection: AsyncConnection, *, reminders_only: bool = False) -> datetime | None:
    """When the next notice is due, or None."""
    row = await (_NEXT_REMINDER if reminders_only else _NEXT).first(connection)
    return row["at"] if row else None


_SETTLED = text("SELECT NOT EXISTS (SELECT FROM notices WHERE state = 'claimed' OR state = 'due' AND next_at <= :now)")


async def nothing_due(connection: AsyncConnection, *, now: datetime) -> bool:
    """Whether everything that is due has been delivered."""
    return bool((await connection.execute(_SETTLED, {"now": now})).scalar())
