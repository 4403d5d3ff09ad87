"""Notices are owed in the same transaction as the fact that they tell; `db/delivery.py` takes them from there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.people import json_parameter
from db.tables import notices
from scheduling.notices import Kind

CHANNEL = "notices"
"""The NOTIFY channel that wakes deliverers at commit."""

REPEATABLE = (Kind.REFRESH, Kind.ANSWERS)
"""Kinds that become due again after they were sent; all others are told once."""


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


_OWE = text(
    """
    WITH owed AS (
        INSERT INTO notices (key, recipient_id, chat_id, message_id, kind, appointment_id, subject_id, sequence, lead,
                             due_at, next_at)
        SELECT key, recipient_id, chat_id, message_id, kind, appointment_id, subject_id, sequence,
               lead * interval '1 second', due_at, due_at
        FROM jsonb_to_recordset(:rows) AS r(key text, recipient_id bigint, chat_id bigint, message_id bigint, kind text,
             appointment_id bigint, subject_id bigint, sequence int, lead int, due_at timestamptz)
        ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
            attempts = 0, lease_until = NULL
        WHERE notices.state <> 'sent' OR notices.kind = ANY(:repeatable)
        RETURNING due_at
    )
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed WHERE due_at <= :now)
    """
).bindparams(json_parameter("rows"))


async def owe(connection: AsyncConnection, owed: Iterable[Owed], *, now: datetime) -> None:
    """Write notices, and wake the deliverers at commit when one is due already.

    A notice with the same key that was not sent becomes due again, so that moving away and back works; one that was
    sent stays sent, except the repeatable kinds.
    """
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
    if rows:
        await connection.execute(
            _OWE,
            {
                "rows": list(rows.values()),
                "repeatable": [kind.value for kind in REPEATABLE],
                "channel": CHANNEL,
                "now": now,
            },
        )


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


_REFRESH = text(
    """
    WITH owed AS (
        INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)
        SELECT 'refresh:' || c.chat_id || '/' || c.message_id, c.chat_id, c.message_id, 'refresh', c.appointment_id,
               :now, :now
        FROM cards c WHERE c.appointment_id = :appointment_id
          AND NOT (c.chat_id = :chat_id AND c.message_id = :message_id)
        ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
            attempts = 0, lease_until = NULL, appointment_id = excluded.appointment_id
        RETURNING 1
    )
    SELECT pg_notify(:channel, '') WHERE EXISTS (SELECT FROM owed)
    """
)


async def refresh_cards(
    connection: AsyncConnection, appointment_id: int, *, now: datetime, but: tuple[int, int] | None = None
) -> None:
    """Have every live copy of an appointment's card redrawn, except the message (chat, message) that the turn edits."""
    chat_id, message_id = but or (0, 0)
    await connection.execute(
        _REFRESH,
        {
            "appointment_id": appointment_id,
            "now": now,
            "chat_id": chat_id,
            "message_id": message_id,
            "channel": CHANNEL,
        },
    )
