"""Connections survive a server that went away, speak UTC, and take the addresses people have."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import conninfo, create_engine, database_url


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("postgres://ana:secret@db:5433/bot", "postgresql+psycopg://ana:secret@db:5433/bot"),
        ("postgresql://ana@db/bot?sslmode=require", "postgresql+psycopg://ana@db/bot?sslmode=require"),
        ("postgresql:///bot?host=/run/pg", "postgresql+psycopg:///bot?host=%2Frun%2Fpg"),
        ("postgresql://ana@%2Frun%2Fpg/bot", "postgresql+psycopg://ana@/bot?host=%2Frun%2Fpg"),
        ("postgresql+asyncpg://ana@db/bot", "postgresql+psycopg://ana@db/bot"),
    ],
)
def test_addresses_as_people_have_them(given: str, understood: str) -> None:
    assert database_url(given).render_as_string(hide_password=False) == understood


@pytest.mark.parametrize("given", ["mysql://ana:secret@db/bot", "secret", "", "postgresql://ana:secret@db:port/bot"])
def test_another_address_is_refused_without_its_password(given: str) -> None:
    with pytest.raises(ValueError, match="postgresql://user:password@host/name") as refused:
        database_url(given)

    assert "secret" not in str(refused.value)


async def test_a_plain_connection_takes_the_same_address(database_url: str) -> None:
    async with await psycopg.AsyncConnection.connect(conninfo(database_url)) as connection:
        cursor = await connection.execute("SELECT 1")
        assert await cursor.fetchone() == (1,)


async def test_instants_are_utc_and_jsonb_keeps_its_accents(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        instant = await connection.scalar(text("SELECT timestamptz '2026-11-03 15:05+01'"))
        document = await connection.scalar(text("""SELECT '{"city": "München"}'::jsonb"""))

    assert (instant, instant.utcoffset()) == (datetime(2026, 11, 3, 14, 5, tzinfo=UTC), UTC.utcoffset(None))
    assert document == {"city": "München"}


async def test_a_connection_that_the_server_closed_is_replaced(engine: AsyncEngine, database_url: str) -> None:
    async with engine.connect() as connection:
        before = await connection.scalar(text("SELECT pg_backend_pid()"))
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (before,))

    async with engine.connect() as connection:
        after = await connection.scalar(text("SELECT pg_backend_pid()"))

    assert after != before


async def test_nobody_waits_long_for_a_lock_or_a_statement(engine: AsyncEngine) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "jit", "application_name")
    async with engine.connect() as connection:
        settings = [await connection.scalar(text(f"SHOW {name}")) for name in names]

    assert settings == ["15s", "5s", "1min", "off", "appointment-bot"]


async def test_a_failed_statement_does_not_quote_what_people_wrote(database_url: str) -> None:
    engine = create_engine(database_url, pool_size=1)
    with pytest.raises(Exception, match="SELECT") as failed:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1 / length(:title)"), {"title": ""})
    await engine.dispose()

    assert "hidden" in str(failed.value)
