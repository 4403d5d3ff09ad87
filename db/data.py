"""Everything that the tables hold of one person: read for them, and removed when they leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_PARTS = "SELECT id FROM participants WHERE person_id = :id"

HELD: Mapping[str, str] = {
    "people": "SELECT * FROM people WHERE id = :id",
    "handles": "SELECT name FROM handles WHERE claimed_by = :id OR person_id = :id OR name = :username ORDER BY name",
    "time_off": "SELECT first_day, last_day, reason FROM time_off WHERE person_id = :id ORDER BY first_day, id",
    "chats": "SELECT * FROM chats WHERE id = :telegram_id",
    # Of others only what everybody in it reads on its card, by first name.
    "appointments": """
        SELECT a.*, (
            SELECT jsonb_agg(jsonb_build_object('first_name', p.first_name, 'role', o.role, 'partstat', o.partstat)
                ORDER BY o.id)
            FROM participants o JOIN people p ON p.id = o.person_id WHERE o.appointment_id = a.id AND p.id <> :id
        ) AS others
        FROM appointments a
        WHERE a.organizer_id = :id OR EXISTS (
            SELECT FROM participants t WHERE t.appointment_id = a.id AND t.person_id = :id)
        ORDER BY lower(a.during), a.id
    """,
    "participants": "SELECT * FROM participants WHERE person_id = :id ORDER BY lower(during), id",
    "changes": "SELECT * FROM changes WHERE by = :id ORDER BY at, id",
    "proposals": "SELECT * FROM proposals WHERE by = :id ORDER BY id",
    "notices": """
        SELECT kind, channel, appointment_id, sequence, lead, due_at, state, attempts, sent_at, message_id, last_error,
               subject_id IS NOT DISTINCT FROM :id AS about_you
        FROM notices WHERE recipient_id = :id OR subject_id = :id OR chat_id = :telegram_id ORDER BY due_at, id
    """,
    "cards": """
        SELECT chat_id, message_id, kind, appointment_id, sequence FROM cards
        WHERE viewer_id = :id OR chat_id = :telegram_id ORDER BY chat_id, message_id
    """,
    "inbox": """
        SELECT update_id, body, received_at, attempts, done_at, error FROM inbox WHERE person_key = :telegram_id
        ORDER BY seq
    """,
    "links": f"""
        SELECT kind, participant_id, epoch, expires_at, used_at, revoked_at FROM links
        WHERE used_by = :id OR participant_id IN ({_PARTS}) ORDER BY expires_at, participant_id
    """,  # noqa: S608 - a constant
    "blocks": """
        SELECT p.first_name FROM blocks b JOIN people p ON p.id = b.blocked_id WHERE b.person_id = :id ORDER BY p.id
    """,
    "allowances": "SELECT kind, day, n FROM allowances WHERE person_id = :id ORDER BY day, kind",
}
"""For each table with a person in it what it holds of the one with `:id`, `:telegram_id` and `:username`."""

IMPERSONAL: Mapping[str, str] = {
    "places": "the world's cities",
    "place_names": "their names",
    "countries": "the world's countries",
    "settings": "what the program remembers of itself",
}
"""Tables with nobody in them, and what is in them."""

OTHERS: Mapping[str, str] = {
    "blocks.blocked_id": "whoever blocked somebody may keep that to themselves",
    "participants.claimant_id": "an invitation to somebody else, which was not shown",
}
"""Columns that name a person and are not that person's data, with the reason."""


async def held(
    connection: AsyncConnection, person_id: int, *, telegram_id: int | None, username: str | None
) -> dict[str, list[dict[str, Any]]]:
    """What each table of HELD holds of a person, as PostgreSQL's values."""
    who = {"id": person_id, "telegram_id": telegram_id, "username": username}
    found = {}
    for table, query in HELD.items():
        statement = text(query)
        needed = {name: who[name] for name in statement.compile().params}
        found[table] = [dict(row) for row in (await connection.execute(statement, needed)).mappings()]
    return found
