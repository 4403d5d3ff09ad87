"""Fresh databases for tests: copied once from a template, then emptied and taken again, in a tenth of the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from embedded import Embedded

_numbers = count(1)

_SCHEMA = """
    SELECT array_agg((attrelid::regclass::text, attname) ORDER BY attrelid, attnum)::text
           || (SELECT array_agg(pg_get_constraintdef(oid) ORDER BY oid)::text FROM pg_constraint WHERE contype <> 'n')
    FROM pg_attribute WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
"""
_OTHERS = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


class Shelf:
    """Copies of one template. `kept` are tables that are dear to fill and that no test writes to."""

    def __init__(self, servers: Embedded, template: str, *, kept: frozenset[str] = frozenset()) -> None:
        self._servers, self._template, self._kept = servers, template, kept
        self._free: list[str] = []
        self._schema = ""
        self._tables: list[str] = []
        self._settings: list[tuple[str, Any]] = []

    @contextmanager
    def taken(self) -> Iterator[str]:
        """The URL of a database as the template left it. Nobody may be using it any more at the end."""
        name = self._free.pop() if self._free else self._copied()
        yield self._servers.database_url(name)
        if self._emptied(name):
            self._free.append(name)
        else:
            with self._on("postgres") as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _on(self, name: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self._servers.database_url(name), autocommit=True)

    def _copied(self) -> str:
        name = f"test_{next(_numbers)}"
        with self._on("postgres") as connection:
            connection.execute(
                # Copied as files, it takes a quarter of the time: nothing has to outlive a power cut here.
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(name), sql.Identifier(self._template)
                )
            )
        if not self._schema:
            with self._on(name) as connection:
                self._schema = self._described(connection)
                tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                self._tables = [table for (table,) in tables if table not in self._kept | {"alembic_version"}]
                self._settings = connection.execute("SELECT key, value FROM settings").fetchall()
        return name

    def _described(self, connection: psycopg.Connection[Any]) -> str:
        row = connection.execute(_SCHEMA).fetchone()
        assert row is not None
        return str(row[0])

    def _emptied(self, name: str) -> bool:
        """As new again; False where the test changed the schema, so that it has to go."""
        with self._on(name) as connection:
            connection.execute(_OTHERS)
            if self._described(connection) != self._schema:
                return False
            # Without the foreign keys' triggers, the order is free.
            connection.execute("SET session_replication_role = replica")
            connection.execute(
                sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in self._tables)
            )
            connection.execute("SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences")
            for key, value in self._settings:
                connection.execute("INSERT INTO settings (key, value) VALUES (%s, %s)", (key, Jsonb(value)))
        return True
