"""Removing a person: what is theirs goes, and what others keep of it names them no more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db.notices import CHANNEL
from db.people import json_parameter
from scheduling.people import Person

REDRAWN = timedelta(days=30)
"""Cards of what ended within this time are drawn again without the name."""

GAP = "…"
"""What stands where somebody wrote the name into a title or a note."""

_NAMES = text(
    """
    SELECT h.person_id FROM handles h JOIN people p ON p.id = h.person_id
    WHERE p.telegram_id IS NULL AND (h.claimed_by = :id OR h.name = :username AND h.claimed_by IS NULL)
    UNION
    SELECT id FROM people WHERE telegram_id = -CAST(:telegram_id AS bigint)
    ORDER BY 1
    """
)


async def all_of(connection: AsyncConnection, person: Person) -> list[int]:
    """The person's id, and those of who stands for them or their @username where they were invited so."""
    rows = await connection.execute(
        _NAMES, {"id": person.id, "username": person.username, "telegram_id": person.telegram_id}
    )
    return [person.id, *(each for each in rows.scalars() if each != person.id)]


_AHEAD = text(
    """
    SELECT DISTINCT t.appointment_id FROM participants t JOIN appointments a ON a.id = t.appointment_id
    WHERE t.person_id = ANY(:ids) AND a.status = 'confirmed' AND upper(t.during) > :now AND t.partstat <> 'declined'
    ORDER BY 1
    """
)


async def ahead(connection: AsyncConnection, ids: Collection[int], *, now: datetime) -> list[int]:
    """The appointments that these people take part in and that are not over, but for what they declined."""
    return list((await connection.execute(_AHEAD, {"ids": list(ids), "now": now})).scalars())


# In this order: what refers to a row goes before it.
_FORGET = [
    text(statement)
    for statement in (
        "DELETE FROM appointments a WHERE organizer_id = ANY(:ids) AND NOT EXISTS ("
        " SELECT FROM participants t WHERE t.appointment_id = a.id AND NOT t.person_id = ANY(:ids))",
        "DELETE FROM handles WHERE person_id = ANY(:ids) OR claimed_by = ANY(:ids)",
        "DELETE FROM notices WHERE recipient_id = ANY(:ids) OR chat_id = :telegram_id",
        "DELETE FROM cards WHERE viewer_id = ANY(:ids) OR chat_id = :telegram_id",
        "DELETE FROM links l USING participants t"
        " WHERE t.id = l.participant_id AND (l.used_by = ANY(:ids) OR t.person_id = ANY(:ids))",
        "UPDATE participants SET claimant_id = NULL WHERE claimant_id = ANY(:ids)",
        "UPDATE participants SET asked_by_name = NULL, comment = NULL, late = NULL, former = NULL"
        " WHERE person_id = ANY(:ids)",
        "DELETE FROM proposals WHERE by = ANY(:ids)",
        "DELETE FROM time_off WHERE person_id = ANY(:ids)",
        "DELETE FROM allowances WHERE person_id = ANY(:ids)",
        "DELETE FROM blocks WHERE person_id = ANY(:ids) OR blocked_id = ANY(:ids)",
        "DELETE FROM chats WHERE id = :telegram_id",
        # The rows stay, so that an update that comes again is known; those that wait are not done for a stranger.
        "UPDATE inbox SET person_key = 0, body = NULL, done_at = COALESCE(done_at, :now)"
        " WHERE person_key = :telegram_id",
        "UPDATE inbox SET body = NULL WHERE done_at IS NOT NULL AND body IS NOT NULL AND EXISTS ("
        " SELECT FROM unnest(CAST(:said AS bytea[])) AS s(name) WHERE position(s.name IN body) > 0)",
        "UPDATE people SET telegram_id = NULL, username = NULL, username_seen_at = NULL, first_name = :called,"
        " last_name = NULL, language = 'en', zone = NULL, city = NULL, hours = NULL, outside_hours = 'refuse',"
        " prefs = '{}', reach = 'gone', drafting_since = NULL, sessions_valid_after = NULL, deleted_at = :now"
        " WHERE id = ANY(:ids)",
    )
]

# The news of a decline waits to be taken back, which nobody can do any more.
_HURRY = text(
    "UPDATE notices SET due_at = :now, next_at = :now"
    " WHERE subject_id = ANY(:ids) AND kind = 'answer' AND state = 'due' AND due_at > :now"
)

_REDRAW = text(
    """
    WITH owed AS (
        INSERT INTO notices (key, chat_id, message_id, kind, appointment_id, due_at, next_at)
        SELECT 'refresh:' || c.chat_id || '/' || c.message_id, c.chat_id, c.message_id, 'refresh', c.appointment_id,
               :now, :now
        FROM cards c WHERE EXISTS (
            SELECT FROM participants t
            WHERE t.appointment_id = c.appointment_id AND t.person_id = ANY(:ids) AND upper(t.during) > :since)
        ON CONFLICT (key) DO UPDATE SET state = 'due', due_at = excluded.due_at, next_at = excluded.next_at,
            attempts = 0, lease_until = NULL, appointment_id = excluded.appointment_id
        RETURNING 1
    )
    SELECT pg_notify(:channel, '')
    """
)


async def forget(
    connection: AsyncConnection, person: Person, ids: Collection[int], *, called: str, now: datetime
) -> None:
    """Remove the person with all their `ids` (see `all_of`); in what others keep they are `called` so from now on.

    What lies ahead of them has been called off or declined before, which others hear of now. Their account may begin
    anew at once, as somebody else.
    """
    names = _names(person)
    values = {
        "ids": list(ids),
        "telegram_id": person.telegram_id,
        "called": called,
        "now": now,
        "since": now - REDRAWN,
        "channel": CHANNEL,
        # As JSON has it: Telegram writes other than ASCII as \u00e9, and what is polled is stored as it reads.
        "said": [form for name in names for form in _in_json(name)],
    }
    await _unwrite(connection, ids, _eraser(names, person.username))
    for statement in (_HURRY, *_FORGET, _REDRAW):
        needed = statement.compile().params
        await connection.execute(statement, {name: values[name] for name in needed})


def _in_json(name: str) -> set[bytes]:
    plain, escaped = (json.dumps(name, ensure_ascii=escaping)[1:-1] for escaping in (False, True))
    return {plain.encode("utf-8", "surrogatepass"), escaped.encode()}


def _names(person: Person) -> list[str]:
    """All that tells of them, the longest first."""
    known = {person.full_name, person.first_name, person.last_name, person.username, str(person.telegram_id or "")}
    return sorted((name for name in known if name and len(name) > 1), key=len, reverse=True)


def _eraser(names: Collection[str], username: str | None) -> Callable[[Any], Any]:
    """Takes out whole words as the names are written: what "may" be stays where May has left.

    Telegram knows an @username in any case.
    """
    named = rf"@?(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)"
    pattern = re.compile(rf"@(?i:{re.escape(username)})(?!\w)|{named}" if username else named)

    def erase(value: Any) -> Any:
        match value:
            case str():
                return pattern.sub(GAP, value)
            case list():
                return [erase(each) for each in value]
            case dict():
                return {key: erase(each) for key, each in value.items()}
        return value

    return erase


_TEXTS = text(
    """
    SELECT a.id, a.title, a.place, a.note, a.cancel_reason FROM appointments a WHERE EXISTS (
        SELECT FROM participants t WHERE t.appointment_id = a.id AND t.person_id = ANY(:ids))
    """
)
_WRITE_TEXTS = text(
    """
    UPDATE appointments SET title = :title, place = :place, note = :note, cancel_reason = :cancel_reason,
        revision = revision + 1 WHERE id = :id
    """
)
_COMMENTS = text(
    """
    SELECT o.id, o.comment FROM participants o WHERE o.comment IS NOT NULL AND EXISTS (
        SELECT FROM participants t WHERE t.appointment_id = o.appointment_id AND t.person_id = ANY(:ids))
    """
)
_WRITE_COMMENT = text("UPDATE participants SET comment = :comment WHERE id = :id")
_CHANGES = text(
    """
    SELECT c.id, c.old, c.new FROM changes c WHERE (c.old IS NOT NULL OR c.new IS NOT NULL) AND EXISTS (
        SELECT FROM participants t WHERE t.appointment_id = c.appointment_id AND t.person_id = ANY(:ids))
    """
)
_WRITE_CHANGE = text("UPDATE changes SET old = :old, new = :new WHERE id = :id").bindparams(
    json_parameter("old"), json_parameter("new")
)


async def _unwrite(connection: AsyncConnection, ids: Collection[int], erase: Callable[[Any], Any]) -> None:
    """Take the names out of what was written on appointments that they took part in."""
    for read, write in ((_TEXTS, _WRITE_TEXTS), (_COMMENTS, _WRITE_COMMENT), (_CHANGES, _WRITE_CHANGE)):
        rows = [dict(row) for row in (await connection.execute(read, {"ids": list(ids)})).mappings()]
        # A number that happens to be the id of the row is no name.
        cleaned = [{"id": row["id"], **erase({key: row[key] for key in row if key != "id"})} for row in rows]
        changed = [after for before, after in zip(rows, cleaned, strict=True) if before != after]
        if changed:
            await connection.execute(write, changed)
