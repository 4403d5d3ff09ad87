"""The queue of updates that the bot fetches: ids, offsets, `allowed_updates`, at-least-once, one poller at a time.

Source: "Getting updates" of https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from playground.answers import TWO_POLLERS, WEBHOOK_IS_SET, Json, Refused

KEPT = timedelta(hours=24)
PRESS_KEPT = timedelta(seconds=150)  # a press that nobody fetched by then is dropped without a word
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that nobody has confirmed yet."""

    id: int
    kind: str
    body: Json
    until: datetime


class Updates:
    """Updates in order of their ids, which start anywhere, as the real ones do."""

    def __init__(self, clock: Callable[[], datetime], changed: Callable[[], None]) -> None:
        self._clock = clock
        self._changed = changed
        self._next = secrets.randbelow(2**29) + 2**28
        self._waiting: list[Waiting] = []
        self._poller: asyncio.Future[None] | None = None
        self._stopped = False
        self.allowed: list[str] = []
        self.webhook_url = ""
        self.fetched = 0  # highest id that the bot has been given

    def add(self, kind: str, body: Json) -> int | None:
        """Queue an update; return its id, or None when the bot has not asked for this kind."""
        if (kind not in self.allowed) if self.allowed else (kind in _ON_REQUEST):
            return None
        update_id = self._next
        self._next += 1
        kept = PRESS_KEPT if kind == "callback_query" else KEPT
        self._waiting.append(Waiting(update_id, kind, {"update_id": update_id, kind: body}, self._clock() + kept))
        self.wake()
        return update_id

    def repeat(self, body: Json) -> None:
        """Queue an update once more with the id that it had, as after a lost confirmation."""
        kind = next(key for key in body if key != "update_id")
        self._waiting.append(Waiting(body["update_id"], kind, body, self._clock() + KEPT))
        self._waiting.sort(key=lambda waiting: waiting.id)
        self.wake()

    def waiting(self) -> list[Waiting]:
        """Return what nobody has confirmed yet; what is too old is dropped here."""
        now = self._clock()
        self._waiting = [waiting for waiting in self._waiting if waiting.until > now]
        return self._waiting

    @property
    def polled(self) -> bool:
        """True while a `getUpdates` waits."""
        return self._poller is not None and not self._poller.done()

    def confirm(self, below: int) -> None:
        """Forget every update with a smaller id: the bot has it."""
        if self._waiting and self._waiting[0].id < below:
            self._waiting = [waiting for waiting in self._waiting if waiting.id >= below]
            self._changed()

    def drop(self, update_id: int) -> None:
        """Forget one update: a webhook took it."""
        self._waiting = [waiting for waiting in self._waiting if waiting.id != update_id]
        self._changed()

    def clear(self) -> None:
        """Forget everything (`drop_pending_updates`)."""
        self._waiting = []
        self._changed()

    def wake(self) -> None:
        """Let a waiting `getUpdates` look again."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)
        self._changed()

    def stop(self) -> None:
        """Let a waiting `getUpdates` answer at once with what there is, now and from now on."""
        self._stopped = True
        self.wake()

    def interrupt(self, description: str) -> None:
        """Refuse a waiting `getUpdates` with a 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(Refused(409, description))

    async def get(self, offset: int, limit: int, seconds: int, allowed: list[str] | None) -> list[Json]:
        """Answer `getUpdates`: confirm what is below `offset`, then wait up to `seconds` of real time for news.

        Raises a 409 when a webhook is set, or when somebody else polls meanwhile: the earlier of two pollers loses.
        """
        if self.webhook_url:
            raise Refused(409, WEBHOOK_IS_SET)
        self.interrupt(TWO_POLLERS)
        if allowed is not None:
            self.allowed = allowed
        if offset > 0:
            self.confirm(offset)
        elif offset < 0:
            self._waiting = self.waiting()[offset:]
        limit = limit if 1 <= limit <= 100 else 100
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(seconds, 0), 50)
        while not self.waiting() and not self._stopped and (left := deadline - loop.time()) > 0:
            poller = self._poller = loop.create_future()
            self._changed()
            await asyncio.wait({poller}, timeout=left)
            if self._poller is poller:
                self._poller = None
            if poller.done():
                poller.result()
        found = self.waiting()[:limit]
        if found:
            self.fetched = max(self.fetched, found[-1].id)
        return [waiting.body for waiting in found]
