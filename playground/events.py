"""What phones notice, as it happens: a log to read, streams to follow, and conditions to wait for without polling."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from playground.answers import Json

T = TypeVar("T")

NEW = "NEW"  # a message that rings
QUIET = "QUIET"  # a message without sound
EDIT = "EDIT"  # a message changed in place
DELETE = "DELETE"  # a message went away
POP_UP = "POP-UP"  # the answer to a tap
SENT = "SENT"  # the person's own message
TAP = "TAP"  # the person's own tap
ANSWERED = "ANSWERED"  # the bot took note of a tap and shows nothing
SHARED = "SHARED"  # somebody else, and not the bot, sent this person a text
STATE = "STATE"  # anything else that a page should draw anew: a clock moved, somebody blocked the bot


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one person's phone noticed; `number` grows by one with every event."""

    number: int
    kind: str
    at: datetime
    person: str  # key of the person; empty when it concerns everybody
    chat_id: int
    message_id: int | None
    text: str
    alert: bool = False  # a pop-up that has to be closed

    def json(self) -> Json:
        """Return it as the page reads it."""
        return {
            "number": self.number,
            "kind": self.kind,
            "at": self.at.isoformat(),
            "person": self.person,
            "chat_id": self.chat_id,
            "message_id": self.message_id,
            "text": self.text,
            "alert": self.alert,
        }


class Events:
    """The log of events and everybody who waits for the next one."""

    def __init__(self, keep: int = 5000) -> None:
        self.log: deque[Event] = deque(maxlen=keep)
        self.closed = False
        self._number = 0
        self._waiting: set[asyncio.Future[None]] = set()
        self._followers: set[asyncio.Queue[Event | None]] = set()

    @property
    def number(self) -> int:
        """Number of the newest event."""
        return self._number

    def tell(
        self,
        kind: str,
        at: datetime,
        person: str = "",
        chat_id: int = 0,
        message_id: int | None = None,
        text: str = "",
        *,
        alert: bool = False,
    ) -> None:
        """Log an event, send it to every follower and wake everybody who waits."""
        self._number += 1
        event = Event(self._number, kind, at, person, chat_id, message_id, text, alert)
        self.log.append(event)
        for follower in self._followers:
            follower.put_nowait(event)
        self.wake()

    def wake(self) -> None:
        """Let everybody who waits look again: something changed that is no event."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def until(self, condition: Callable[[], T | None], seconds: float = 10) -> T | None:
        """Return what `condition` returns as soon as it is true, or None after `seconds` of real time."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not (found := condition()):
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return None
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(waiting)
            await asyncio.wait({waiting}, timeout=left)
            self._waiting.discard(waiting)
        return found

    async def follow(self, after: int | None = None) -> AsyncIterator[Event]:
        """Yield every event from now on, or what came after the one with number `after` too, until the server stops."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        for missed in self.log if after is not None else ():
            if missed.number > (after or 0):
                queue.put_nowait(missed)
        self._followers.add(queue)
        try:
            while not self.closed and (event := await queue.get()) is not None:
                yield event
        finally:
            self._followers.discard(queue)

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        for follower in self._followers:
            follower.put_nowait(None)
        self.wake()
