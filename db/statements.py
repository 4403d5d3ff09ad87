"""Statements written as PostgreSQL would want them, run by our psycopg connection below SQLAlchemy's.

SQLAlchemy keeps the pool, and builds the statements that are rare; its result layer is left out, because it costs
five times what the statement itself does (see `db.engine`), and a turn is a handful of statements.
"""

from __future__ import annotations

import re
from typing import Any

import orjson
import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import psycopg as dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connections import Connection, Query

Row = dict[str, Any]

_PARAMETER = re.compile(r"%\((\w+)\)s")


class Statement:
    """SQL with `:name` parameters, compiled once. `json` names the parameters that are sent as jsonb.

    Everything it raises is psycopg's own error.
    """

    __slots__ = ("_json", "_names", "_query", "clause")

    def __init__(self, sql: str, *, json: tuple[str, ...] = ()) -> None:
        self.clause = text(sql)
        compiled = str(self.clause.compile(dialect=dialect.dialect()))  # type: ignore[no-untyped-call] # SQLAlchemy leaves its dialects untyped
        self._names = tuple(dict.fromkeys(_PARAMETER.findall(compiled)))
        numbered = _PARAMETER.sub(lambda found: f"${self._names.index(found[1]) + 1}", compiled)
        self._query = Query(numbered.replace("%%", "%").encode())
        self._json = json

    async def all(self, connection: AsyncConnection, **values: Any) -> list[Row]:
        """Run it in the connection's transaction; returns every row."""
        return await self._rows(connection, values)

    async def first(self, connection: AsyncConnection, **values: Any) -> Row | None:
        """Run it; returns the only row that is of interest, or None."""
        rows = await self._rows(connection, values)
        return rows[0] if rows else None

    async def run(self, connection: AsyncConnection, **values: Any) -> None:
        """Run it for what it does."""
        await self._rows(connection, values)

    def later(self, connection: AsyncConnection, **values: Any) -> None:
        """Run it with the connection's next statement, or with its commit: nobody waits for it alone.

        What it raises they raise.
        """
        below, ordered = self._ready(connection, values)
        below.later.append((self._query, ordered))

    async def attempt(self, connection: AsyncConnection, **values: Any) -> list[Row]:
        """As `all`, but an error leaves the transaction as it was before."""
        return await self._rows(connection, values, savepoint=True)

    async def _rows(self, connection: AsyncConnection, values: dict[str, Any], *, savepoint: bool = False) -> list[Row]:
        below, ordered = self._ready(connection, values)
        return await below.rows(self._query, ordered, savepoint=savepoint)

    def _ready(self, connection: AsyncConnection, values: dict[str, Any]) -> tuple[Connection, list[Any]]:
        for name in self._json:
            values[name] = Jsonb(values[name], dumps=orjson.dumps)
        below = driver(connection)
        assert isinstance(below, Connection)
        return below, [values[name] for name in self._names]


def driver(connection: AsyncConnection) -> psycopg.AsyncConnection[Any]:
    """Psycopg's connection below SQLAlchemy's, in the same transaction."""
    assert connection.sync_connection is not None
    below = connection.sync_connection.connection.driver_connection
    assert isinstance(below, psycopg.AsyncConnection)
    return below
