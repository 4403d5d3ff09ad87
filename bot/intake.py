"""Updates come in here: stored raw in the inbox before Telegram is told that we have them, then dispatched.

PTB's own updater acknowledges from memory and loses what it held; its parser stops for ever at one update that it
cannot read. Here a batch is split without being understood; understanding is the turn's.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
import psycopg
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.accounts import person_key
from bot.dispatcher import Dispatcher
from bot.transport import Transport, pause_asked
from db import inbox, locks
from scheduling.clock import Clock

log = structlog.get_logger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
FROZEN_AFTER = timedelta(seconds=POLL_SECONDS + 35)
"""A poller speaks to PostgreSQL before each request; one that has not for so long stands still, and loses its lock."""
WAIT_SECONDS = 1.0
SWEEP_SECONDS = 1.0
ABANDONED_AFTER = timedelta(seconds=5)
"""An open update this old that nobody works on has lost its process."""


class Intake:
    """Long polling for one bot. `direct_url` is for the poller's lock, which a transaction pooler would lose."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        direct_url: str,
        transport: Transport,
        base_url: str,
        bot_id: int,
        dispatcher: Dispatcher,
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._direct_url = direct_url
        self._transport = transport
        self._base = base_url
        self._bot_id = bot_id
        self._dispatcher = dispatcher
        self._clock = clock

    async def run(self) -> None:
        """Poll and sweep until cancelled. Raises InvalidToken when Telegram refuses the token."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._poll(), name="polling")
            group.create_task(self._sweep(), name="sweeping")

    async def _poll(self) -> None:
        """Hold the poller's lock and ask for updates, for ever; whatever breaks is begun again after a pause."""
        pause = 1.0
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._direct_url, autocommit=True) as connection:
                    await self._until_mine(connection)
                    pause = 1.0
                    await self._ask(connection)
            except InvalidToken:
                raise
            except (psycopg.Error, SQLAlchemyError, TelegramError, OSError) as error:
                wait = pause_asked(error).total_seconds() if isinstance(error, RetryAfter) else pause
                log.warning("polling paused", error=type(error).__name__, seconds=wait)
                await asyncio.sleep(wait)
                pause = min(pause * 2, 5.0)

    async def _until_mine(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """One poller per bot: Telegram ends the older of two with a conflict, so the loser waits here instead."""
        said = False
        while True:
            cursor = await connection.execute(
                "SELECT pg_try_advisory_lock(%s)", [locks.key(locks.POLLER, self._bot_id % (1 << 56))]
            )
            row = await cursor.fetchone()
            if row is not None and row[0]:
                # What an earlier process left open is older than anything Telegram will send now.
                await self.take_over(timedelta(0))
                return
            if not said:
                log.info("another copy is polling; waiting")
                said = True
            if await locks.end_frozen(connection, locks.POLLER, FROZEN_AFTER):
                log.warning("another copy stands still; its lock is taken")
            await asyncio.sleep(WAIT_SECONDS)

    async def _ask(self, connection: psycopg.AsyncConnection[Any]) -> None:
        offset: int | None = None
        first = True
        while True:
            # The lock lives and dies with this connection.
            await connection.execute("SELECT 1")
            parameters: dict[str, Any] = {
                "timeout": 0 if first else POLL_SECONDS,
                "limit": 100,
                "allowed_updates": ALLOWED_UPDATES,
            }
            if offset is not None:
                parameters["offset"] = offset
            try:
                answer = await self._transport.raw(
                    f"{self._base}/getUpdates", parameters, read_seconds=POLL_SECONDS + 10.0
                )
            except Conflict as conflict:
                if "webhook is active" in conflict.message:
                    # Left from a time with a PUBLIC_URL. What waits there is kept, and comes here.
                    log.warning("webhook removed, since updates are polled now")
                    await self._transport.call(f"{self._base}/deleteWebhook", {})
                    continue
                log.warning("somebody else polls with this token", reason=conflict.message)
                await asyncio.sleep(3.0)
                continue
            first = False
            arrived = split(answer)
            if arrived:
                await self.store(arrived)
                offset = arrived[-1].update_id + 1

    async def store(self, arrived: list[inbox.Arrived]) -> None:
        """Write updates down, and only then work on those that are new."""
        async with self._engine.begin() as connection:
            new = await inbox.store(connection, self._bot_id, arrived)
        for update in arrived:
            if update.update_id in new:
                self._dispatcher.put(update)

    async def _sweep(self) -> None:
        """Find what was stored and never done: by a process that died, or set back by an outage."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self.take_over(ABANDONED_AFTER)
            except (SQLAlchemyError, psycopg.Error, OSError) as error:
                log.warning("sweep failed", error=type(error).__name__)

    async def take_over(self, age: timedelta) -> None:
        """Work on open updates older than `age`; one that was tried too often is set aside for the operator."""
        async with self._engine.begin() as connection:
            found = await inbox.take_over(connection, self._bot_id, running=list(self._dispatcher.running), age=age)
            poison = [update for update, attempts in found if attempts > inbox.MAX_ATTEMPTS]
            for update in poison:
                log.error("update set aside", update=update.update_id)
                await inbox.set_aside(
                    connection, self._bot_id, update.update_id, error="too many attempts", now=self._clock()
                )
        for update, attempts in found:
            if attempts <= inbox.MAX_ATTEMPTS:
                self._dispatcher.put(update)


def split(answer: bytes) -> list[inbox.Arrived]:
    """The updates of one getUpdates answer as raw bytes, in order of id, whatever they hold."""
    try:
        updates = orjson.loads(answer)["result"]
        pack: Callable[[dict[str, Any]], bytes] = orjson.dumps
    except orjson.JSONDecodeError:
        # A lone surrogate: legal in JSON, refused by orjson. The standard library keeps it.
        updates = json.loads(answer)["result"]
        pack = _pack
    arrived = [inbox.Arrived(update["update_id"], person_key(update), pack(update)) for update in updates]
    return sorted(arrived, key=lambda update: update.update_id)


def _pack(update: dict[str, Any]) -> bytes:
    return json.dumps(update).encode()
