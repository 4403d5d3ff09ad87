"""Databases and connections for the tests of the only SQL there is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import count

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import create_engine
from embedded import Embedded

_numbers = count(1)


@pytest.fixture
def empty_database_url(servers: Embedded) -> Iterator[str]:
    """A database nobody has migrated."""
    name = f"empty_{next(_numbers)}"
    with psycopg.connect(servers.database_url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield servers.database_url(name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest_asyncio.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(database_url, pool_size=4)
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture
async def connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection in a transaction that is committed after the test, if it can be."""
    async with engine.connect() as connection:
        yield connection
