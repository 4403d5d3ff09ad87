"""Statements written as PostgreSQL would want them, run by psycopg on SQLAlchemy's connection.

SQLAlchemy keeps the pool, the transaction and the savepoints; its result layer is left out, because it costs three
times what the statement itself does (measured: 115 against 35 us of CPU), and a turn is a handful of statements.
"""

from __future__ import annotations

from typing import Any

import orjson
import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import psycopg as dialect
from sqlalchemy.ext.asyncio import AsyncConnection

Row = dict[str, Any]


class Statement:
    """SQL with `:name` parameters, compiled once. `json` names the parameters that are sent as jsonb.

    Everything it raises is psycopg's own error.
    """

    __slots__ = ("_json", "_query", "clause")

    def __init__(self, sql: str, *, json: tuple[str, ...] = ()) -> None:
        self.clause = text(sql)
        self._query = str(self.clause.compile(dialect=dialect.dialect()))  # type: ignore[no-untyped-call] # SQLAlchemy leaves its dialects untyped
        self._json = json

    async def all(self, connection: AsyncConnection, **values: Any) -> list[Row]:
        """Run it in the connection's transaction; returns every row."""
        cursor = await self._run(connection, values)
        return await cursor.fetchall()

    async def first(self, connection: AsyncConnection, **values: Any) -> Row | None:
        """Run it; returns the only row that is of interest, or None."""
        cursor = await self._run(connection, values)
        return await cursor.fetchone()

    async def run(self, connection: AsyncConnection, **values: Any) -> None:
        """Run it for what it does."""
        await self._run(connection, values)

    async def _run(self, connection: AsyncConnection, values: dict[str, Any]) -> psycopg.AsyncCursor[Row]:
        for name in self._json:
            values[name] = Jsonb(values[name], dumps=orjson.dumps)
        cursor = driver(connection).cursor(row_factory=dict_row)
        await cursor.execute(self._query, values)
        return cursor


def driver(connection: AsyncConnection) -> psycopg.AsyncConnection[Any]:
    """Psycopg's connection below SQLAlchemy's, in the same transaction."""
    assert connection.sync_connection is not None
    below = connection.sync_connection.connection.driver_connection
    assert isinstance(below, psycopg.AsyncConnection)
    return below
