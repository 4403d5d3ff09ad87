"""Full calendars in databases that are kept between runs: millions of rows take minutes to make, the exclusion most."""

from __future__ import annotations

import time
import zlib
from datetime import UTC, date, datetime, timedelta

import psycopg
from psycopg import sql
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.schema import CreateTable

from db.migrate import upgrade
from db.tables import metadata
from embedded import Embedded

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
"""The middle of everybody's calendar: a Tuesday."""

EACH = 100
"""Appointments of one person, on as many of 200 weekdays: half before NOW, half after."""

# Twelve working weeks in eight zones: what is remembered of one person's hours serves few others.
_PEOPLE = """
    INSERT INTO people (id, telegram_id, username, first_name, zone, city, hours, reach) OVERRIDING SYSTEM VALUE
    SELECT n, n, 'person_' || n, 'Person ' || n,
           (array['Europe/Lisbon', 'Europe/Berlin', 'Europe/Madrid', 'Europe/Rome', 'Europe/London', 'Europe/Athens',
                  'Europe/Warsaw', 'Africa/Lagos'])[1 + n % 8], 'Sample',
           CASE WHEN n / 8 % 13 > 0 THEN (
               SELECT jsonb_object_agg(day, jsonb_build_array(
                   jsonb_build_array(450 + n / 8 % 13 * 5, 720), jsonb_build_array(765, 1020 + n / 8 % 13 * 5)))
               FROM generate_series(0, 4) day) END,
           'reachable'
    FROM generate_series(1, {people}) n
"""

# In a round everybody meets somebody else, each pair on one of two days and at an hour of its own.
_PAIRS = """
    SELECT round * {pairs} + pair + 1 AS id, 2 * pair + 1 AS organizer,
           2 * ((pair + round * 7919) % {pairs}) + 2 AS guest,
           tstzrange(at.start, at.start + (1 + (pair + round) % 3) * interval '30 minutes') AS during
    FROM generate_series(0, {each} - 1) round, generate_series(0, {pairs} - 1) pair, LATERAL (
        SELECT (({days}::date[])[1 + 2 * round + (pair + round / 2) % 2] + interval '7 hours'
                + (pair * 7 + round * 13) % 20 * interval '30 minutes') AT TIME ZONE 'UTC' AS start
    ) AS at
"""
_APPOINTMENTS = f"""
    INSERT INTO appointments (id, uid, organizer_id, title, during, wall, zone, utc_offset, tz_version, created_at)
        OVERRIDING SYSTEM VALUE
    SELECT id, gen_random_uuid(), organizer, 'Review', during, lower(during) AT TIME ZONE 'UTC', 'Europe/Lisbon',
           interval '0', '2026a', lower(during)
    FROM ({_PAIRS}) AS pairs ORDER BY id
"""  # noqa: S608 - constants
_PARTICIPANTS = f"""
    INSERT INTO participants (appointment_id, during, person_id, role, partstat, blocks)
    SELECT pairs.id, during, who.id, who.role, who.partstat, who.partstat = 'accepted'
    FROM ({_PAIRS}) AS pairs, LATERAL (VALUES
        (organizer, 'organizer', 'accepted'),
        (guest, 'required', (array['accepted', 'accepted', 'accepted', 'tentative', 'needs-action'])[1 + pairs.id % 5])
    ) AS who (id, role, partstat) ORDER BY pairs.id
"""  # noqa: S608 - constants


async def filled(embedded: Embedded, people: int) -> str:
    """The URL of a database in which so many people, an even number, have EACH appointments; made when missing.

    Half of the people organize, and the others have been asked: three of five said yes. Everything is spread over 40
    weeks, so that 50 people still have hours in common.
    """
    # Until the first release the schema changes in place: rows made for another are made anew.
    postgresql = dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its dialects untyped
    schema = "".join(str(CreateTable(table).compile(dialect=postgresql)) for table in metadata.sorted_tables)
    name, ready = f"calendars_{people}_{zlib.crc32(schema.encode()):x}", f"{people} people with {EACH} each"
    url = embedded.database_url(name)
    await upgrade(url)
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM settings WHERE value = to_jsonb(%s::text)", (ready,)).fetchone():
            return url
        print(f"making {people * EACH:,} participants, once ...", flush=True)
        began = time.monotonic()
        with connection.transaction():
            _fill(connection, people)
            connection.execute("INSERT INTO settings VALUES ('benchmark', to_jsonb(%s::text))", (ready,))
        connection.execute("VACUUM (ANALYZE)")
        print(f"... made in {time.monotonic() - began:.0f} s", flush=True)
    return url


def _fill(connection: psycopg.Connection, people: int) -> None:
    # Checked in bulk afterwards what is checked row by row otherwise; the pairs above are right by construction.
    exclusion, index = _definitions(connection)
    connection.execute("SET LOCAL session_replication_role = replica")
    connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    connection.execute("ALTER TABLE participants DROP CONSTRAINT participants_no_double_booking")
    connection.execute("DROP INDEX participants_person_start_idx")
    values = {
        "people": sql.Literal(people),
        "pairs": sql.Literal(people // 2),
        "each": sql.Literal(EACH),
        "days": sql.Literal(_weekdays()),
    }
    for script in (_PEOPLE, _APPOINTMENTS, _PARTICIPANTS):
        connection.execute(sql.SQL(script).format(**values))
    connection.execute(index)
    connection.execute(b"ALTER TABLE participants ADD CONSTRAINT participants_no_double_booking " + exclusion)


def _definitions(connection: psycopg.Connection) -> tuple[bytes, bytes]:
    row = connection.execute(
        "SELECT (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'participants_no_double_booking'),"
        " pg_get_indexdef('participants_person_start_idx'::regclass)"
    ).fetchone()
    assert row is not None
    return row[0].encode(), row[1].encode()


def _weekdays() -> list[date]:
    first = NOW.date() - timedelta(weeks=20)
    days = [first + timedelta(days=count) for count in range(40 * 7)]
    return [day for day in days if day.weekday() < 5]
