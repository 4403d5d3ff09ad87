"""Updates that web processes have stored: any number of bot processes take them, each person's by one at a time.

Who works on a person's updates holds an advisory lock on that person, on one connection for all of them: a process that
dies loses it with its locks, and another goes on. Who sends much stays with one process for a
while. Whatever comes twice meets the mark of its turn (`db/inbox.py`).
"""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from typing import Any

import psycopg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.dispatcher import Dispatcher
from bot.floods import Floods
from db import inbox, locks
from scheduling.clock import Clock

log = structlog.get_logger(__name__)

FROZEN_AFTER = timedelta(seconds=60)
"""A process asks for locks at every sweep; one that has not for so long stands still, and loses those it has."""
SWEEP_SECONDS = 1.0
"""How often the inbox is looked through when nobody calls: for what a dead process left, or an outage set back."""


class Collector:
    """Feeds one dispatcher from the inbox of one bot. `direct_url` is for locks that a pooler would lose."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        direct_url: str,
        bot_id: int,
        dispatcher: Dispatcher,
        clock: Clock,
        floods: Floods | None = None,
    ) -> None:
        self._engine = engine
        self._direct_url = direct_url
        self._bot_id = bot_id
        self._dispatcher = dispatcher
        self._clock = clock
        self._floods = floods
        self._called = asyncio.Event()
        self._held: set[int] = set()
        dispatcher.finished = self._called.set

    async def run(self) -> None:
        """Collect until cancelled; a connection that breaks is made anew after a pause."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._listen(), name="listening for updates")
            group.create_task(self._collect(), name="collecting")

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._direct_url, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {inbox.CHANNEL}")
                    self._called.set()
                    async for _ in connection.notifies():
                        self._called.set()
            except (psycopg.Error, OSError) as error:
                log.warning("not listening for updates", error=type(error).__name__)
                await asyncio.sleep(SWEEP_SECONDS)

    async def _collect(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._direct_url, autocommit=True) as connection:
                    # A broken connection has lost its locks: what is in hand is finished before others are taken.
                    await self._dispatcher.idle()
                    self._held.clear()
                    while True:
                        self._called.clear()
                        await self._look(connection)
                        try:
                            async with asyncio.timeout(SWEEP_SECONDS):
                                await self._called.wait()
                        except TimeoutError:
                            pass
            except (psycopg.Error, SQLAlchemyError, OSError) as error:
                log.warning("collecting paused", error=type(error).__name__)
                await asyncio.sleep(SWEEP_SECONDS)

    async def _look(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Take what is open of everybody whose lock we have or get, and let go of those who are done."""
        waiting = await inbox.waiting(connection, self._bot_id)
        self._held |= await inbox.hold(connection, waiting - self._held)
        if waiting - self._held and await locks.end_frozen(connection, locks.UPDATES, FROZEN_AFTER):
            log.warning("another copy stands still; its locks are taken")
            self._called.set()
        if self._held & waiting:
            # Read after the lock was taken: what its last holder has done is marked by now.
            async with self._engine.begin() as own:
                found = await inbox.take(
                    own, self._bot_id, people=self._held & waiting, running=list(self._dispatcher.running)
                )
                for update, attempts in found:
                    if attempts > inbox.MAX_ATTEMPTS:
                        log.error("update set aside", update=update.update_id)
                        error = "too many attempts"
                        await inbox.set_aside(own, self._bot_id, update.update_id, error=error, now=self._clock())
            for update, attempts in found:
                if attempts <= inbox.MAX_ATTEMPTS:
                    self._dispatcher.put(update)
        done = self._held - self._dispatcher.people
        if self._floods is not None:
            now = time.monotonic()
            done = {person for person in done if not self._floods.stays(person, now)}
        await inbox.release(connection, done)
        self._held -= done
