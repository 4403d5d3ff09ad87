"""How many statements something takes, whoever sends them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Every statement that psycopg sends while the block runs; BEGIN, COMMIT and savepoints are not among them."""
    sent: list[str] = []
    execute = psycopg.AsyncCursor.execute

    async def counting(self: Any, query: Any, *args: Any, **given: Any) -> Any:
        sent.append(str(query))
        return await execute(self, query, *args, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.AsyncCursor, "execute", counting)
        yield sent
