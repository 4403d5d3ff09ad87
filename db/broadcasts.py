"""Messages of the operators to everybody: the text once, and one notice for each person, as for all else.

A notice's `sequence` is the number of its broadcast. Notices come due evenly spaced, so that reminders and answers
pass between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.notices import CHANNEL

PACE = timedelta(milliseconds=100)
"""Between two messages: a third of what Telegram takes."""

REPORTS = 20
"""How often the progress is drawn anew, by itself, from the first message to the last."""

REPORTS_APART = timedelta(seconds=3)
"""They are not closer than this."""

_TO = "telegram_id IS NOT NULL AND zone IS NOT NULL AND deleted_at IS NULL AND reach = 'reachable'"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`html` is what is said, as Telegram's HTML.

    `people` are all it goes to; of them `sent` have it, and `failed` cannot be written to any more.
    """

    number: int
    html: str
    started: bool
    cancelled: bool
    people: int
    sent: int
    failed: int
    waiting: int


_DRAFT = text(
    """
    INSERT INTO settings (key, value)
    SELECT 'broadcast:' || n, jsonb_build_object('html', CAST(:html AS text), 'started', false, 'cancelled', false)
    FROM (SELECT 1 + count(*) AS n FROM settings WHERE key LIKE 'broadcast:%') AS next
    RETURNING substr(key, 11)::int
    """
)
_READ = text(
    f"""
    SELECT value ->> 'html' AS html, (value -> 'started')::bool AS started, (value -> 'cancelled')::bool AS cancelled,
           (SELECT count(*) FROM people WHERE {_TO}) AS reachable, n.*
    FROM settings, LATERAL (
        SELECT count(*) AS owed, count(*) FILTER (WHERE state = 'sent') AS sent,
               count(*) FILTER (WHERE state = 'failed') AS failed,
               count(*) FILTER (WHERE state IN ('due', 'claimed')) AS waiting
        FROM notices WHERE kind = 'broadcast' AND sequence = :number
    ) AS n
    WHERE key = 'broadcast:' || CAST(:number AS int)
    """  # noqa: S608 - a constant
)
_MARK = text(
    """
    UPDATE settings SET value = value || jsonb_build_object(CAST(:what AS text), true)
    WHERE key = 'broadcast:' || CAST(:number AS int) AND NOT (value -> CAST(:what AS text))::bool
      AND NOT (value -> 'cancelled')::bool
    RETURNING key
    """
)
_OWE = text(
    f"""
    INSERT INTO notices (key, recipient_id, kind, sequence, due_at, next_at)
    SELECT 'broadcast:' || CAST(:number AS int) || '/p' || id, id, 'broadcast', :number, at, at
    FROM (SELECT id, CAST(:now AS timestamptz) + (row_number() OVER (ORDER BY id) - 1) * CAST(:pace AS interval) AS at
          FROM people WHERE {_TO}) AS everybody
    ON CONFLICT (key) DO NOTHING
    """  # noqa: S608 - a constant
)
_REPORT = text(
    """
    INSERT INTO notices (key, recipient_id, kind, sequence, message_id, due_at, next_at)
    SELECT 'progress:' || CAST(:number AS int) || ':' || n, :operator, 'progress', :number, :message_id, at, at
    FROM (SELECT n, CAST(:now AS timestamptz) + n * CAST(:apart AS interval) AS at
          FROM generate_series(1, :reports) AS n) AS reports
    ON CONFLICT (key) DO NOTHING
    """
)
_CALL = text("SELECT pg_notify(:channel, '')")
_WITHDRAW = text("DELETE FROM notices WHERE kind IN ('broadcast', 'progress') AND sequence = :number AND state = 'due'")


async def draft(connection: AsyncConnection, html: str) -> int:
    """Keep a text that is not sent yet; returns its number."""
    return int((await connection.execute(_DRAFT, {"html": html})).scalar_one())


async def read(connection: AsyncConnection, number: int) -> Broadcast | None:
    """How far it is. Before its start `people` are those whom it would go to."""
    row = (await connection.execute(_READ, {"number": number})).mappings().first()
    if row is None:
        return None
    return Broadcast(
        number=number,
        html=row["html"],
        started=row["started"],
        cancelled=row["cancelled"],
        people=row["owed"] if row["started"] and not row["cancelled"] else row["reachable"],
        sent=row["sent"],
        failed=row["failed"],
        waiting=row["waiting"],
    )


async def start(connection: AsyncConnection, number: int, *, operator: int, message_id: int, now: datetime) -> bool:
    """Owe it to everybody who can be written to, once; False when that was done or called off before.

    `operator` is the id of the person whose message, `message_id`, shows the progress.
    """
    if (await connection.execute(_MARK, {"number": number, "what": "started"})).first() is None:
        return False
    owed = await connection.execute(_OWE, {"number": number, "now": now, "pace": PACE})
    apart = max(REPORTS_APART, PACE * owed.rowcount / REPORTS + timedelta(seconds=1))
    await connection.execute(
        _REPORT,
        {
            "number": number,
            "operator": operator,
            "message_id": message_id,
            "now": now,
            "apart": apart,
            "reports": REPORTS,
        },
    )
    await connection.execute(_CALL, {"channel": CHANNEL})
    return True


async def cancel(connection: AsyncConnection, number: int) -> None:
    """Send it to nobody else. What is on its way at this moment still arrives."""
    await connection.execute(_MARK, {"number": number, "what": "cancelled"})
    await connection.execute(_WITHDRAW, {"number": number})
