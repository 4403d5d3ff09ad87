"""Notices are owed in the same transaction as the fact that they tell; `db/delivery.py` takes them from there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.statements import Statement
from db.tables import notices
from scheduling.notices import Kind

CHANNEL = "notices"
"""The NOTIFY channel that wakes deliverers at commit."""

REPEATABLE = (Kind.REFRESH, Kind.ANSWERS)
"""Kinds that become due again after they were sent; all others are told once."""


REPEATABLE_KINDS = [kind.value for kind in REPEATABLE]


@dataclass(frozen=True, slots=True)
class Owed:
    """One notice to write. Exactly one of `recipient_id` (ours) and `chat_id` (Telegram's, with `message_id`)."""

    kind: Kind
    due_at: datetime
    recipient_id: int | None = None
    chat_id: int | None = None
    message_id: int | None = None
    appointment_id: int | None = None
    sequence: int | None = None
    lead: timedelta | None = None
    subject_id: int | None = None
    starts_at: datetime | None = None

    @property
    def key(self) -> str:
        """What makes a notice the same one: told again only when one of these differs."""
        lead = "" if self.lead is None else str(int(self.lead.total_seconds()))
        start = "" if self.starts_at is None else str(int(self.starts_at.timestamp()))
        to = f"p{self.recipient_id}" if self.recipient_id else f"c{self.chat_id}/{self.message_id}"
        parts = (self.kind.value, self.appointment_id, to, self.sequence, lead, start, self.subject_id)
        return ":".join("" if part is None else str(part) for part in parts)


# Both inserts are also parts of other statements: a turn writes its fact and what it owes in one.
def insert_owed(when: str = "true") -> str:
    """SQL that writes `:rows` (see `rows_of`) where the condition holds, and returns when each is due."""
    return f"""
    INSERT INTO notices (key, recipient_id, chat_id, message_id, kind, appointment_id, subject_id, sequence, lead,
                         due_at, next_at)
    SELECT r.key, recipient_id, chat_id, message_id, kind, appointment_id, subject_id, sequence,
           lead * interval '1 second', due_at, due_at
    FROM jsonb_to_recordset(:rows) AS r(key text, recipient_id bigint, chat_id bigint, message_id bigint, kind text,
         appointment_id bigint, subject_id bigint, sequence int, lead int, due_at timestamptz)
    WHERE {when}
    ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
        attempts = 0, lease_until = NULL
    WHERE notices.state <> 'sent' OR notices.kind = ANY(:repeatable)
    RETURNING due_at
    """  # noqa: S608 - the condition is a constant of this package


INSERT_REFRESH = """
    INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)
    SELECT 'refresh:' || c.chat_id || '/' || c.message_id, c.chat_id, c.message_id, 'refresh', c.appointment_id,
           at.due, at.due
    FROM cards c, LATERAL (SELECT CASE WHEN c.chat_id = :chat_id AND c.message_id = :message_id
        THEN CAST(:own_due AS timestamptz) ELSE CAST(:due AS timestamptz) END AS due) AS at
    WHERE c.appointment_id = :appointment_id AND at.due IS NOT NULL
    ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
        attempts = 0, lease_until = NULL, appointment_id = excluded.appointment_id
    RETURNING due_at
"""

_OWE = Statement(
    f"""
    WITH owed AS ({insert_owed()})
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed WHERE due_at <= :now)
    """,  # noqa: S608 - a constant
    json=("rows",),
)


def rows_of(owed: Iterable[Owed]) -> list[dict[str, Any]]:
    """The notices as `insert_owed` reads them, each key once."""
    rows = {
        notice.key: {
            "key": notice.key,
            "recipient_id": notice.recipient_id,
            "chat_id": notice.chat_id,
            "message_id": notice.message_id,
            "kind": notice.kind.value,
            "appointment_id": notice.appointment_id,
            "subject_id": notice.subject_id,
            "sequence": notice.sequence,
            "lead": None if notice.lead is None else int(notice.lead.total_seconds()),
            "due_at": notice.due_at.isoformat(),
        }
        for notice in owed
    }
    return list(rows.values())


async def owe(connection: AsyncConnection, owed: Iterable[Owed], *, now: datetime) -> None:
    """Write notices, and wake the deliverers at commit when one is due already.

    A notice with the same key that was not sent becomes due again, so that moving away and back works; one that was
    sent stays sent, except the repeatable kinds.
    """
    rows = rows_of(owed)
    if rows:
        _OWE.later(connection, rows=rows, repeatable=REPEATABLE_KINDS, channel=CHANNEL, now=now)


_KNOWN = Statement("SELECT FROM notices WHERE key = :key")


async def known(connection: AsyncConnection, notice: Owed) -> bool:
    """Whether this very notice has been owed before."""
    return await _KNOWN.first(connection, key=notice.key) is not None


async def forget_unsent(
    connection: AsyncConnection,
    appointment_id: int,
    *,
    kinds: Collection[Kind],
    recipient_id: int | None = None,
) -> None:
    """Remove what has not been sent, for one recipient or all: the fact behind it has changed."""
    statement = (
        delete(notices)
        .where(notices.c.appointment_id == appointment_id)
        .where(notices.c.kind.in_([kind.value for kind in kinds]))
        .where(notices.c.state == "due")
    )
    if recipient_id is not None:
        statement = statement.where(notices.c.recipient_id == recipient_id)
    await connection.execute(statement)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was taken back, as (kind, recipient), and whether one of the kinds has been told to somebody already."""

    notices: frozenset[tuple[Kind, int | None]]
    told: bool


_WITHDRAW = text(
    """
    WITH withdrawn AS (
        DELETE FROM notices WHERE appointment_id = :appointment_id AND kind = ANY(:kinds) AND state = 'due'
        RETURNING kind, recipient_id
    )
    SELECT COALESCE((SELECT jsonb_agg(jsonb_build_array(kind, recipient_id)) FROM withdrawn), '[]') AS withdrawn,
           EXISTS (SELECT FROM notices WHERE appointment_id = :appointment_id AND kind = ANY(:kinds)
                   AND state IN ('claimed', 'sent')) AS told
    """
)


async def withdraw(connection: AsyncConnection, appointment_id: int, *, kinds: Collection[Kind]) -> Withdrawn:
    """Remove what has not been sent to anybody, since the fact behind it has changed, and say what it was."""
    values = {"appointment_id": appointment_id, "kinds": [kind.value for kind in kinds]}
    row = (await connection.execute(_WITHDRAW, values)).mappings().one()
    return Withdrawn(frozenset((Kind(kind), recipient) for kind, recipient in row["withdrawn"]), row["told"])


_REFRESH = Statement(
    f"""
    WITH owed AS ({INSERT_REFRESH})
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed WHERE due_at <= :now)
    """  # noqa: S608 - a constant
)


async def refresh_cards(
    connection: AsyncConnection,
    appointment_id: int,
    *,
    now: datetime,
    but: tuple[int, int] | None = None,
    due_at: datetime | None = None,
    own_due: datetime | None = None,
) -> None:
    """Have every live copy of an appointment's card redrawn, now or at `due_at`.

    `but` is the message (chat, message) that the turn edits itself: it is left out, or redrawn at `own_due`.
    """
    chat_id, message_id = but or (0, 0)
    await _REFRESH.run(
        connection,
        appointment_id=appointment_id,
        now=now,
        due=due_at or now,
        own_due=own_due,
        chat_id=chat_id,
        message_id=message_id,
        channel=CHANNEL,
    )


_AWAY = text(
    """
    WITH owed AS (
        INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)
        SELECT 'away:' || c.chat_id || '/' || c.message_id || ':' || :stamp, c.chat_id, c.message_id, 'away',
               c.appointment_id, :now, :now
        FROM cards c
        JOIN participants t ON t.appointment_id = c.appointment_id AND t.person_id = c.viewer_id
        JOIN appointments a ON a.id = c.appointment_id
        WHERE t.partstat = 'needs-action' AND a.status = 'confirmed' AND lower(a.during) > :now
          AND c.sequence = a.sequence
        ON CONFLICT (key) DO NOTHING
        RETURNING 1
    )
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed)
    """
)


async def refresh_open_invitations(connection: AsyncConnection, *, now: datetime) -> None:
    """Have every unanswered invitation say that a press may have been lost: Telegram drops them after 150 s."""
    await connection.execute(_AWAY, {"now": now, "stamp": str(int(now.timestamp())), "channel": CHANNEL})


_REFRESH_ENDED = text(
    """
    WITH owed AS (
        INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)
        SELECT 'refresh:' || c.chat_id || '/' || c.message_id, c.chat_id, c.message_id, 'refresh', c.appointment_id,
               :now, :now
        FROM participants t JOIN cards c ON c.appointment_id = t.appointment_id AND c.viewer_id = t.person_id
        WHERE t.partstat = 'needs-action' AND t.role <> 'organizer'
          AND upper(t.during) > :since AND upper(t.during) <= :now
        ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
            attempts = 0, lease_until = NULL, appointment_id = excluded.appointment_id
        RETURNING 1
    )
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed)
    """
)


async def refresh_ended(connection: AsyncConnection, *, since: datetime, now: datetime) -> None:
    """Have every invitation redrawn that was not answered and ended after `since`: its buttons go."""
    await connection.execute(_REFRESH_ENDED, {"since": since, "now": now, "channel": CHANNEL})


_REFRESH_OF = text(
    """
    WITH owed AS (
        INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)
        SELECT 'refresh:' || c.chat_id || '/' || c.message_id, c.chat_id, c.message_id, 'refresh', c.appointment_id,
               :now, :now
        FROM cards c
        JOIN participants t ON t.appointment_id = c.appointment_id AND t.person_id = c.viewer_id
        WHERE t.person_id = :person_id AND lower(t.during) > :now
        ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
            attempts = 0, lease_until = NULL, appointment_id = excluded.appointment_id
        RETURNING 1
    )
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed)
    """
)


async def refresh_cards_of(connection: AsyncConnection, person_id: int, *, now: datetime) -> None:
    """Have every card of an appointment to come redrawn for one reader, who lives by another clock from now on."""
    await connection.execute(_REFRESH_OF, {"person_id": person_id, "now": now, "channel": CHANNEL})


_REFRESH_WITH = Statement(
    """
    WITH owed AS (
        INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)
        SELECT 'refresh:' || c.chat_id || '/' || c.message_id, c.chat_id, c.message_id, 'refresh', c.appointment_id,
               :now, :now
        FROM participants t JOIN cards c ON c.appointment_id = t.appointment_id
        WHERE t.person_id = :person_id AND upper(t.during) > :now
          AND (c.chat_id, c.message_id) <> (:chat_id, :message_id)
        ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
            attempts = 0, lease_until = NULL, appointment_id = excluded.appointment_id
        RETURNING 1
    )
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed)
    """
)


async def refresh_cards_with(
    connection: AsyncConnection, person_id: int, *, now: datetime, but: tuple[int, int] | None = None
) -> None:
    """Have everybody's card redrawn of each appointment with this person that is not over; not the message `but`."""
    chat_id, message_id = but or (0, 0)
    await _REFRESH_WITH.run(
        connection, person_id=person_id, now=now, chat_id=chat_id, message_id=message_id, channel=CHANNEL
    )
