"""How many statements something takes, whoever sends them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from db.connections import Connection


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Every statement that psycopg sends while the block runs; BEGIN, COMMIT and savepoints are not among them."""
    sent: list[str] = []
    execute = psycopg.AsyncCursor.execute
    rows = Connection.rows

    async def counting(self: Any, query: Any, *args: Any, **given: Any) -> Any:
        sent.append(str(query))
        return await execute(self, query, *args, **given)

    async def counting_rows(self: Any, query: Any, *args: Any, **given: Any) -> Any:
        sent.append(query.query.decode())
        return await rows(self, query, *args, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.AsyncCursor, "execute", counting)
        patch.setattr(Connection, "rows", counting_rows)
        yield sent
