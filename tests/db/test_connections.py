"""Transactions on connections that are kept at hand: what they promise beyond psycopg's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest
import pytest_asyncio
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import LEFT, create_engine
from db.statements import Statement, driver

WRITE = Statement("INSERT INTO settings (key, value) VALUES (:key, to_jsonb(CAST(:value AS text)))")
READ = Statement("SELECT key, value FROM settings WHERE key LIKE 'test%' ORDER BY key")
SLEEP = Statement("SELECT pg_sleep(:seconds)")
ECHO = Statement("SELECT CAST(:text AS text) AS said, length(CAST(:text AS text)) AS long")
BACKEND = Statement("SELECT pg_backend_pid() AS pid")


@pytest_asyncio.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """With two connections kept at hand."""
    engine = create_engine(database_url, pool_size=LEFT + 2)
    yield engine
    await engine.dispose()


async def stored(engine: AsyncEngine) -> list[str]:
    async with engine.begin() as connection:
        return [row["key"] for row in await READ.all(connection)]


async def backend(connection: AsyncConnection) -> int:
    row = await BACKEND.first(connection)
    assert row is not None
    return int(row["pid"])


async def test_a_block_is_one_transaction(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await WRITE.run(connection, key="test-1", value="kept")
        await connection.execute(text("INSERT INTO settings VALUES ('test-2', '1')"))
        assert await stored(engine) == []

    assert await stored(engine) == ["test-1", "test-2"]


@pytest.mark.parametrize("also", [False, True], ids=["psycopg's alone", "SQLAlchemy's too"])
async def test_an_error_rolls_back_and_the_connection_is_used_again(engine: AsyncEngine, also: bool) -> None:
    used = []

    async def failing() -> None:
        async with engine.begin() as connection:
            used.append(await backend(connection))
            await WRITE.run(connection, key="test-1", value="lost")
            if also:
                await connection.execute(text("INSERT INTO settings VALUES ('test-2', '1')"))
            raise LookupError

    with pytest.raises(LookupError):
        await failing()
    async with engine.begin() as connection:
        assert [await backend(connection)] == used
    assert await stored(engine) == []


async def test_a_refused_statement_raises_psycopgs_error_first_or_later_in_a_transaction(engine: AsyncEngine) -> None:
    async def failing(*, first: bool) -> None:
        async with engine.begin() as connection:
            if not first:
                await READ.all(connection)
            await WRITE.run(connection, key="test-1", value=None)

    for first in (True, False):
        with pytest.raises(errors.NotNullViolation):
            await failing(first=first)
    assert await stored(engine) == []


async def test_what_is_attempted_leaves_the_transaction_as_it_was(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await WRITE.attempt(connection, key="test-1", value="kept")
        with pytest.raises(errors.UniqueViolation):
            await WRITE.attempt(connection, key="test-1", value="twice")
        await WRITE.attempt(connection, key="test-2", value="kept")

    assert await stored(engine) == ["test-1", "test-2"]


async def test_jsonb_is_read_as_sqlalchemy_reads_it(engine: AsyncEngine) -> None:
    number = Statement("SELECT CAST('18446744073709551616' AS jsonb) AS big")
    async with engine.begin() as connection:
        # orjson makes a float of what no 64 bits hold, and the standard library does not.
        assert repr(await number.first(connection)) == "{'big': 1.8446744073709552e+19}"


async def test_a_statement_is_prepared_and_says_the_same(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        said = [await ECHO.first(connection, text=f"né {number}") for number in range(10)]
        prepared = await connection.scalar(
            text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%long%'")
        )

    assert said == [{"said": f"né {number}", "long": 4} for number in range(10)]
    assert prepared == 1


async def test_prepared_statements_outlive_a_change_of_the_schema(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        for _ in range(10):
            await READ.all(connection)
        await connection.execute(text("ALTER TABLE settings ADD COLUMN note text"))
        assert await READ.all(connection) == []


async def test_more_than_the_socket_takes_at_once_is_sent_and_read(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        long = "ã" * 8_000_000
        for _ in range(2):
            assert await ECHO.first(connection, text=long) == {"said": long, "long": 8_000_000}


async def test_a_connection_of_its_own_is_committed_or_returned_clean(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await WRITE.run(connection, key="test-1", value="kept")
        await connection.commit()
        await WRITE.run(connection, key="test-2", value="lost")
        await connection.rollback()
        await WRITE.run(connection, key="test-3", value="lost")
    async with engine.connect() as connection:
        await WRITE.run(connection, key="test-4", value="kept")
        await connection.commit()

    assert await stored(engine) == ["test-1", "test-4"]


async def test_a_connection_that_the_server_closed_is_replaced(engine: AsyncEngine, database_url: str) -> None:
    async with engine.begin() as connection:
        before = await backend(connection)
    with psycopg.connect(database_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (before,))
    # Time for the loop to hear the goodbye.
    await asyncio.sleep(0.05)

    async with engine.begin() as connection:
        assert await backend(connection) != before


async def test_a_server_that_goes_away_in_the_middle_is_an_operational_error(
    engine: AsyncEngine, database_url: str
) -> None:
    used = []

    async def failing() -> None:
        async with engine.begin() as connection:
            used.append(await backend(connection))
            sleeping = asyncio.ensure_future(SLEEP.run(connection, seconds=10))
            await asyncio.sleep(0.05)
            with psycopg.connect(database_url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", used)
            await sleeping

    with pytest.raises(psycopg.OperationalError):
        await failing()
    async with engine.begin() as connection:
        assert await backend(connection) not in used


async def test_who_is_cancelled_in_a_statement_leaves_nothing_behind(engine: AsyncEngine) -> None:
    async def interrupted() -> None:
        async with engine.begin() as connection:
            await WRITE.run(connection, key="test-1", value="lost")
            await SLEEP.run(connection, seconds=10)

    task = asyncio.ensure_future(interrupted())
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.wait_for(stored(engine), 5) == []


async def test_a_connection_closed_under_a_statement_ends_it(engine: AsyncEngine) -> None:
    async def failing() -> None:
        async with engine.begin() as connection:
            sleeping = asyncio.ensure_future(SLEEP.run(connection, seconds=10))
            await asyncio.sleep(0.05)
            await driver(connection).close()
            await asyncio.wait_for(sleeping, 1)

    with pytest.raises(psycopg.OperationalError):
        await failing()
    assert await stored(engine) == []


async def test_who_queues_gets_the_next_connection_that_comes_free(database_url: str) -> None:
    engine = create_engine(database_url, pool_size=LEFT + 2)

    async def turn() -> None:
        async with engine.begin() as connection:
            await SLEEP.run(connection, seconds=0.02)

    await asyncio.wait_for(asyncio.gather(*(turn() for _ in range(40))), 5)
    async with engine.connect() as one, engine.connect() as two, engine.connect() as three, engine.connect() as four:
        assert len({await each.scalar(text("SELECT pg_backend_pid()")) for each in (one, two, three, four)}) == 4
    await engine.dispose()


async def test_one_statement_with_values_of_other_types_on_connections_beside_each_other(engine: AsyncEngine) -> None:
    """A small number travels in two bytes and a larger one in four: each connection prepares for what it was given."""
    echo = Statement("SELECT CAST(:number AS bigint) AS said FROM (SELECT pg_sleep(0.001)) AS meanwhile")

    async def said(numbers: tuple[int, ...]) -> list[int]:
        found = []
        async with engine.begin() as connection:
            for number in numbers:
                row = await echo.first(connection, number=number)
                assert row is not None
                found.append(row["said"])
        return found

    small, large = (7, 70_000, 7) * 5, (70_000, 7, 70_000) * 5
    found = tuple(await asyncio.gather(said(small), said(large)))
    assert found == (list(small), list(large))


# What nobody waits for


async def test_what_nobody_waits_for_goes_in_its_order(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        WRITE.later(connection, key="test-1", value="first")
        assert [row["key"] for row in await READ.all(connection)] == ["test-1"]
        WRITE.later(connection, key="test-2", value="second")
        await connection.execute(text("UPDATE settings SET value = '2' WHERE key = 'test-2'"))
        for number in range(3, 12):
            WRITE.later(connection, key=f"test-{number}", value="third")

    async with engine.begin() as connection:
        rows = await READ.all(connection)
        assert len(rows) == 11
        assert {row["key"]: row["value"] for row in rows}["test-2"] == 2


async def test_it_goes_with_the_commit_alone(engine: AsyncEngine) -> None:
    for number in range(8):
        async with engine.begin() as connection:
            WRITE.later(connection, key=f"test-{number}", value="kept")
    assert len(await stored(engine)) == 8


async def test_its_error_is_that_of_the_commit_which_does_nothing(engine: AsyncEngine) -> None:
    async def failing() -> None:
        async with engine.begin() as connection:
            WRITE.later(connection, key="test-1", value="lost")
            WRITE.later(connection, key="test-1", value="lost")

    with pytest.raises(errors.UniqueViolation):
        await failing()
    assert await stored(engine) == []


async def test_it_goes_with_what_was_rolled_back(engine: AsyncEngine) -> None:
    async def failing() -> None:
        async with engine.begin() as connection:
            await WRITE.run(connection, key="test-1", value="lost")
            WRITE.later(connection, key="test-2", value="lost")
            raise KeyError

    with pytest.raises(KeyError):
        await failing()
    assert await stored(engine) == []


async def test_an_attempt_that_fails_leaves_it(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        WRITE.later(connection, key="test-1", value="kept")
        with pytest.raises(errors.UniqueViolation):
            await WRITE.attempt(connection, key="test-1", value="lost")
    assert await stored(engine) == ["test-1"]
