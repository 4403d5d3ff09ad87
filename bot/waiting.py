"""Updates whose turn an outage outlasts: they stay in the inbox, and the person is told once that they do."""

from __future__ import annotations

import time
from typing import Any

import psycopg
import structlog
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import TelegramError

from bot.messenger import Messenger
from bot.views import Press, Rows, View
from db import inbox
from db.inbox import Arrived
from texts import words

log = structlog.get_logger(__name__)

PATIENCE = 1.9
"""Seconds of an outage that go by in silence; a tap is answered within three."""


class Waiting:
    """What one process knows of updates that met an outage. Costs nothing while there is none."""

    def __init__(self, *, engine: AsyncEngine, messenger: Messenger, bot_id: int) -> None:
        self._engine = engine
        self._messenger = messenger
        self._bot_id = bot_id
        self._since: dict[int, float] = {}
        self._told: set[int] = set()
        self._redis_away = False

    async def met(self, arrived: Arrived, update: dict[str, Any], cause: BaseException | None, *, begun: float) -> None:
        """A try that began at `begun` (time.monotonic) met an outage; if that lasts, its sender is told."""
        since = self._since.setdefault(arrived.update_id, begun)
        self._redis_away = isinstance(cause, RedisError)
        if time.monotonic() - since >= PATIENCE and arrived.update_id not in self._told:
            self._told.add(arrived.update_id)
            await self._say(arrived, update, tapped="outage-tapped", typed="outage-typed")

    def over(self, arrived: Arrived) -> bool:
        """The update has had its turn; returns whether it met an outage before."""
        self._told.discard(arrived.update_id)
        return self._since.pop(arrived.update_id, None) is not None

    async def answer_lost(self, arrived: Arrived, update: dict[str, Any]) -> None:
        """Its turn was committed when the outage came, and nobody knew until now: what it answered was never said."""
        await self._say(arrived, update, tapped="answer-lost-tapped", typed="answer-lost-typed")

    async def left(self, waiting: list[Arrived]) -> None:
        """Updates that go back to the inbox. While Redis is away the inbox counts tries that are none of theirs."""
        if not self._redis_away:
            return
        try:
            async with self._engine.begin() as connection:
                await inbox.not_tried(connection, self._bot_id, [arrived.update_id for arrived in waiting])
        except (SQLAlchemyError, psycopg.Error, OSError) as error:
            log.warning("tries not given back", error=type(error).__name__)

    async def _say(self, arrived: Arrived, update: dict[str, Any], *, tapped: str, typed: str) -> None:
        query = update.get("callback_query")
        said = query or update.get("message")
        if not said:
            return
        chat = (query.get("message") or {}).get("chat") if query else said["chat"]
        if not chat or chat.get("type") != "private":
            return
        say = words(said["from"].get("language_code") or "en")
        # The same button, and so the same request: whichever comes first acts, and the other one finds it done.
        data = query.get("data") if query else None
        again: Rows = ((Press(say.button("button-try-again"), data),),) if data else ()
        text = say.html(tapped if query else typed)
        try:
            if query:
                await self._messenger.answer(query["id"])
            await self._messenger.send(chat["id"], View(text, again))
        except TelegramError as error:
            log.warning("answer not delivered", error=type(error).__name__, update=arrived.update_id)
