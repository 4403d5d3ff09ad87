"""SIGKILL at every point between a tap and its message: nothing is lost, and a second copy is possible at one only."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from db import delivery
from program import roles
from program.roles import Places
from scheduling.clock import MovableClock
from tests import crash
from tests.chat import Chat, Phone
from tests.world import move_in

INVITATION = "Ana invites you to Budget"


@asynccontextmanager
async def program(chat: Chat, point: str, armed: Path, places: Places) -> AsyncIterator[asyncio.subprocess.Process]:
    words = [sys.executable, "-m", "tests.crash", point, str(armed), chat.url, chat.token]
    child = await asyncio.create_subprocess_exec(*words, places.database_url, places.redis_url)
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


def copies(phone: Phone, line: str) -> int:
    return sum(line in message.text for message in phone.messages)


# An overlap; an instant that its own wall time and offset do not give; a session's press that acted twice.
WRONG = """
    SELECT (SELECT count(*) FROM participants t JOIN participants o
              ON o.person_id = t.person_id AND o.id > t.id AND o.during && t.during AND o.blocks AND t.blocks)
         + (SELECT count(*) FROM appointments WHERE lower(during) <> (wall - utc_offset) AT TIME ZONE 'UTC')
         + (SELECT count(*) FROM inbox WHERE done_at IS NULL OR error IS NOT NULL)
         + (SELECT count(*) FROM participants WHERE role <> 'organizer' AND partstat <> 'needs-action')
"""


@pytest.mark.parametrize("point", [*crash.POINTS])
async def test_a_crash_loses_nothing(
    point: str,
    chat: Chat,
    clock: MovableClock,
    database_url: str,
    redis_url: str,
    scratch: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = Places(database_url, database_url, redis_url)
    async with roles.opened(places, api_url=chat.url, token=chat.token, clock=clock, roles=("bot",)) as house:
        chat.settled = house.settled
        ana, bo = await move_in(chat, house, "ana"), await move_in(chat, house, "bo")
        for words in ("/new", "Budget", "@bo_berlin"):
            await ana.sends(words)
        for label in ("Next", "5", "10:00"):
            await ana.taps(label)
    chat.settled = None
    armed = scratch / "armed"
    async with program(chat, point, armed, places) as child:
        armed.touch()
        await ana.taps("Book", settle=False)
        async with asyncio.timeout(20):
            assert await child.wait() == -9
    monkeypatch.setattr(delivery, "LEASE", crash.LEASE)
    async with (
        roles.opened(places, api_url=chat.url, token=chat.token, clock=clock, roles=("bot", "jobs")) as house,
        asyncio.timeout(20),
    ):
        # The press may stay without an answer: that is promised at most once, and the next press shows the truth.
        await chat.telegram.events.until(lambda: not chat.telegram.updates.waiting(), 20)
        await chat.telegram.events.until(lambda: copies(bo, INVITATION) > 0, 20)
        await house.settled()

    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        booked = await (await connection.execute("SELECT count(*) FROM appointments")).fetchone()
        assert await (await connection.execute(WRONG)).fetchone() == (0,)
        owed = await (
            await connection.execute("SELECT count(*) FROM notices WHERE kind = 'reminder' AND state <> 'due'")
        ).fetchone()
    assert booked == (1,)
    assert owed == (0,)
    assert copies(bo, INVITATION) == (2 if point == "Telegram answered" else 1)
