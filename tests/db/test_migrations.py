"""The schema climbs up, down and up, and what migrations make is what `db/tables.py` says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import migrate
from db.engine import create_engine
from db.tables import metadata

COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
           pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
INDEXES = """
    SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'i'
"""
STORAGE = """
    SELECT relname, reloptions FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
"""


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_engine(url, pool_size=1)
    async with engine.begin() as connection:
        yield connection
    await engine.dispose()


async def schema(url: str) -> dict[str, set[str]]:
    """Every column, constraint and index in PostgreSQL's own words; Alembic's bookkeeping left out."""
    async with connected(url) as connection:
        found = {}
        for name, query in {
            "columns": COLUMNS,
            "constraints": CONSTRAINTS,
            "indexes": INDEXES,
            "storage": STORAGE,
        }.items():
            rows = await connection.execute(text(query))
            found[name] = {str(tuple(row)) for row in rows if not row[0].startswith("alembic_version")}
        return found


async def test_migrations_make_what_the_tables_say(empty_database_url: str) -> None:
    async with connected(empty_database_url) as connection:
        await connection.run_sync(metadata.create_all)
    described = await schema(empty_database_url)
    async with connected(empty_database_url) as connection:
        await connection.run_sync(metadata.drop_all)

    await migrate.upgrade(empty_database_url)

    assert await schema(empty_database_url) == described


async def test_the_schema_climbs_up_down_and_up(empty_database_url: str) -> None:
    await migrate.upgrade(empty_database_url)
    first = await schema(empty_database_url)
    await migrate.downgrade(empty_database_url)
    assert await schema(empty_database_url) == {
        "columns": set(),
        "constraints": set(),
        "indexes": set(),
        "storage": set(),
    }

    await migrate.upgrade(empty_database_url)

    assert await schema(empty_database_url) == first


async def test_two_programs_that_start_together_migrate_once(empty_database_url: str) -> None:
    await asyncio.gather(*(migrate.upgrade(empty_database_url) for _ in range(4)))

    async with connected(empty_database_url) as connection:
        revisions = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars().all()
    assert revisions == [migrate.HEAD]


async def test_a_schema_newer_than_the_program_is_refused_in_one_line(database_url: str) -> None:
    async with connected(database_url) as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(migrate.UnusableDatabaseError) as refused:
        await migrate.upgrade(database_url)

    assert str(refused.value) == (
        "this database was made by a newer version of the program (Can't locate revision identified by '9999')"
    )


async def test_an_old_server_is_refused_in_one_line(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "OLDEST_SERVER", 99)

    with pytest.raises(migrate.UnusableDatabaseError, match=r"PostgreSQL \d+ is too old: 99 or newer is needed"):
        await migrate.upgrade(database_url)


def test_head_is_the_newest_script() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(migrate.config()).get_current_head() == migrate.HEAD
