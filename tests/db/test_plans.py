"""Hot queries use their indexes at 100,000 participants, however they are prepared.

A query is added as one more case: its statement as the code runs it, its parameters, and the index it must use.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from psycopg.types.json import Jsonb
from sqlalchemy import Select, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import agenda, answers, appointments, availability, delivery, inbox, invitees, notices, people
from db.agenda import Part
from db.engine import create_engine
from db.migrate import upgrade
from embedded import Embedded

NOON = datetime(2026, 11, 5, 12, 0, tzinfo=UTC)

# 2,000 people, each the organizer of 25 half hours on as many days and invited to another's 25: 100,000 participants,
# and a card and half a change for each of them. 18,000 people more have nothing on.
_PEOPLE = """
    INSERT INTO people (telegram_id, username, first_name, zone, reach)
    SELECT n, 'person_' || n, 'Person ' || n, 'Europe/Lisbon', 'reachable' FROM generate_series(1, 20000) n
"""
_APPOINTMENTS = """
    INSERT INTO appointments
        (uid, organizer_id, title, during, wall, zone, utc_offset, tz_version, request_key, created_at)
    SELECT gen_random_uuid(), p.id, 'Review', tstzrange(at.starts_at, at.starts_at + interval '30 minutes'),
           at.starts_at AT TIME ZONE 'UTC', 'Europe/Lisbon', interval '0', '2026a', gen_random_uuid(), at.starts_at
    FROM people p, generate_series(0, 24) day,
         LATERAL (SELECT timestamptz '2026-10-20 10:00+00' + day * interval '1 day' AS starts_at) at
    WHERE p.id <= 2000
"""
_PARTICIPANTS = """
    INSERT INTO participants (appointment_id, during, person_id, role, partstat, blocks)
    SELECT a.id, a.during, who.person_id, who.role, who.partstat, who.blocks
    FROM appointments a, LATERAL (VALUES
        (a.organizer_id, 'organizer', 'accepted', true),
        (a.organizer_id % 2000 + 1, 'required', 'tentative', false)
    ) AS who (person_id, role, partstat, blocks)
"""
_NOTICES = """
    INSERT INTO notices (key, recipient_id, kind, appointment_id, sequence, due_at, next_at, state, sent_at)
    SELECT 'reminder ' || t.id, t.person_id, 'reminder', t.appointment_id, 0, lower(t.during), lower(t.during),
           CASE WHEN lower(t.during) < '2026-11-05' THEN 'sent' ELSE 'due' END, lower(t.during)
    FROM participants t
"""
_CARDS = """
    INSERT INTO cards (chat_id, message_id, kind, appointment_id, viewer_id, sequence)
    SELECT person_id, id, 'appointment', appointment_id, person_id, 0 FROM participants
"""
_CHANGES = """
    INSERT INTO changes (appointment_id, at, by, kind, sequence) SELECT id, created_at, organizer_id, 'title', 0
    FROM appointments
"""
_INBOX = """
    INSERT INTO inbox (bot_id, update_id, person_key, received_at, done_at)
    SELECT 42, n, n % 2000, '2026-11-05', CASE WHEN n < 20000 THEN timestamptz '2026-11-05' END
    FROM generate_series(1, 20010) n
"""


@pytest.fixture(scope="module")
def crowded_url(servers: Embedded) -> Iterator[str]:
    """One database with 2,000 people and 100,000 participants, analysed."""
    yield servers.database_url("crowded")
    with psycopg.connect(servers.database_url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE crowded WITH (FORCE)")


@pytest_asyncio.fixture(scope="module")
async def crowded(crowded_url: str) -> AsyncIterator[AsyncConnection]:
    await upgrade(crowded_url)
    with psycopg.connect(crowded_url, autocommit=True) as connection:
        # Nothing is checked row by row, so that it takes four seconds and not fifteen.
        connection.execute("SET session_replication_role = replica")
        connection.execute("ALTER TABLE participants DROP CONSTRAINT participants_no_double_booking")
        for script in (_PEOPLE, _APPOINTMENTS, _PARTICIPANTS, _NOTICES, _CARDS, _CHANGES, _INBOX):
            connection.execute(script)
        connection.execute("""
            ALTER TABLE participants ADD CONSTRAINT participants_no_double_booking EXCLUDE USING gist (
                int8range(person_id, person_id, '[]') WITH &&, during WITH &&
            ) WHERE (blocks)
        """)
        connection.execute("VACUUM (ANALYZE)")
    engine = create_engine(crowded_url, pool_size=1)
    async with engine.connect() as connection_:
        yield connection_
    await engine.dispose()


async def plan(
    connection: AsyncConnection, statement: TextClause | Select[Any], parameters: dict[str, Any], mode: str
) -> str:
    """How PostgreSQL would run a statement that has been run often enough to be prepared.

    `mode` is `force_generic_plan`, as a plan looks that must do for all values, or `force_custom_plan`.
    """
    compiled = statement.compile(dialect=connection.dialect)
    values = [parameters[name] for name in compiled.params]
    sql = str(compiled).replace("%%", "%")
    for number, name in enumerate(compiled.params, 1):
        sql = sql.replace(f"%({name})s", f"${number}")
    arguments = f"({', '.join(['%s'] * len(values))})" if values else ""
    driver = (await connection.get_raw_connection()).driver_connection
    assert isinstance(driver, psycopg.AsyncConnection)
    async with psycopg.AsyncClientCursor(driver) as cursor:
        await cursor.execute(f"SET LOCAL plan_cache_mode = {mode}".encode())
        await cursor.execute(f"PREPARE asked AS {sql}".encode())
        await cursor.execute(f"EXPLAIN EXECUTE asked{arguments}".encode(), values or None)
        lines = [str(row[0]) for row in await cursor.fetchall()]
        await cursor.execute("DEALLOCATE asked")
    await connection.rollback()
    return "\n".join(lines)


HORIZON = {"ids": [1, 2, 3, 4], "earliest": NOON, "latest": NOON + timedelta(days=7)}

ONE = {"person_id": 5, "now": NOON, "first": 0, "many": 7}
CARD = {"chat_id": 0, "message_id": 0, "now": NOON, "due": NOON, "own_due": None, "channel": "notices"}

# What is read: the statement, its parameters, and the indexes that it must use.
CASES: dict[str, tuple[TextClause, dict[str, Any], tuple[str, ...]]] = {
    "what stands in people's way": (
        availability._TIMETABLES.clause,
        HORIZON | {"longest": availability.LONGEST, "besides": 7, "viewer_id": 9},
        ("participants_person_start_idx",),
    ),
    "the next page of an agenda": (
        agenda._PAGES[Part.NEXT].clause,
        ONE | {"day_ago": NOON - timedelta(days=1)},
        ("participants_person_start_idx", "participants_waiting_idx"),
    ),
    "what waits for an answer": (
        agenda._PAGES[Part.WAITING].clause,
        ONE | {"day_ago": NOON - timedelta(days=1)},
        ("participants_waiting_idx",),
    ),
    "what is over": (
        agenda._PAGES[Part.PAST].clause,
        ONE | {"day_ago": NOON - timedelta(days=1)},
        ("participants_person_start_idx",),
    ),
    "somebody's day around an appointment": (
        agenda._DAYS.clause,
        {"people": [5], "besides": [7], "firsts": [NOON], "lasts": [NOON + timedelta(days=1)]},
        ("participants_person_start_idx",),
    ),
    "a card": (
        appointments._BY_ID.clause,
        {"id": 77},
        ("appointments_", "participants_appointment_id_person_id_key", "changes_appointment_id_idx"),
    ),
    "the card that a press answers": (
        answers._READ.clause,
        {"id": 77, "person_id": 5},
        ("participants_appointment_id_person_id_key",),
    ),
    "what a draft has become": (
        appointments._BY_KEY.clause,
        {"key": UUID(int=1)},
        ("appointments_request_key_key",),
    ),
    "the cards that a change redraws": (
        notices._REFRESH.clause,
        CARD | {"appointment_id": 77},
        ("cards_appointment_id_idx",),
    ),
    "whom one meets most often": (
        invitees._ACQUAINTANCES.clause,
        {"viewer_id": 5, "limit": 6},
        ("participants_person_start_idx", "participants_appointment_id_person_id_key"),
    ),
    "the people called @these": (
        invitees._BY_USERNAMES.clause,
        {"names": ["person_5", "person_6"], "viewer_id": 7},
        ("people_username_key",),
    ),
    "the notices that a deliverer takes": (
        delivery._CLAIM.clause,
        {"now": NOON, "limit": 200, "lease": 60.0},
        ("notices_due_idx", "notices_open_idx", "notices_pkey"),
    ),
    "the notices of which it writes down what became of them": (
        delivery._MARK.clause,
        {
            "now": NOON,
            "outcomes": Jsonb([{"id": 5, "state": "sent", "message_id": 7}]),
        },
        ("notices_pkey",),
    ),
    "the readers of the cards that it keeps": (
        delivery._KEEP_CARDS.clause,
        {
            "now": NOON,
            "cards": Jsonb(
                [{"chat_id": 5, "message_id": 7, "kind": "card", "appointment_id": 77, "viewer_id": 5, "sequence": 0}]
            ),
        },
        ("participants_appointment_id_person_id_key", "participants_pkey"),
    ),
    "the first statement of a turn": (
        people._BEGIN_TURN.clause,
        {"bot_id": 42, "update_id": 5, "telegram_id": 5, "username": "x", "now": NOON, "chat_id": 5, "message_id": 7},
        ("inbox_pkey", "people_telegram_id_key", "cards_pkey"),
    ),
    "the updates that nobody works on": (
        inbox._TAKE_OVER,
        {"bot_id": 42, "running": [5], "age": 1.0, "limit": 200},
        ("inbox_open_idx", "inbox_pkey"),
    ),
    "who is called @somebody": (
        text("SELECT id FROM people WHERE username = :name"),
        {"name": "person_5"},
        ("people_username_key",),
    ),
}


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
@pytest.mark.parametrize("name", CASES)
async def test_a_hot_query_uses_its_index(crowded: AsyncConnection, name: str, mode: str) -> None:
    statement, parameters, indexes = CASES[name]

    planned = await plan(crowded, statement, parameters, mode)

    for index in indexes:
        assert index in planned, planned
    for table in ("participants", "appointments", "notices", "people", "cards", "changes", "inbox"):
        assert f"Seq Scan on {table}" not in planned, planned


async def test_a_query_without_an_index_is_seen(crowded: AsyncConnection) -> None:
    statement = text("SELECT id FROM participants WHERE comment = :comment")

    assert "Seq Scan on participants" in await plan(crowded, statement, {"comment": "x"}, "force_generic_plan")
