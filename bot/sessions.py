"""What a person is halfway through in a chat: one short-lived value per chat and person in Redis.

If it fits in the button, it is not here; if losing it would hurt, it is in PostgreSQL.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar, cast

import orjson
from redis.asyncio import Redis

from scheduling.drafts import Draft

COLLECTED_AFTER = timedelta(days=30)
"""Redis collects forgotten sessions; what has expired for the person is decided by the draft's own `expires_at`."""


@dataclass(slots=True)
class Session:
    """One person's unfinished talk in one chat. Handlers change it in place.

    `asks` names the open question that typed text answers (a key of `application.TYPED`). `card` is the message
    that is being worked on, `helper` a message with a reply keyboard that goes when it was used. `memory` holds small
    JSON values that belong to the open question.
    """

    asks: str | None = None
    draft: Draft | None = None
    card: int | None = None
    helper: int | None = None
    memory: dict[str, Any] = field(default_factory=dict)
    forgotten: bool = False
    """Its owner has left: nothing of theirs is kept, in no chat."""

    @property
    def empty(self) -> bool:
        return (
            self.asks is None and self.draft is None and self.card is None and self.helper is None and not self.memory
        )

    def end(self) -> None:
        """Forget everything but the helper message, which still has to be removed."""
        self.asks = self.draft = self.card = None
        self.memory = {}

    def forget(self) -> None:
        """As `end`, and the stored ones go too, with what they were before."""
        self.end()
        self.helper = None
        self.forgotten = True

    def to_json(self) -> dict[str, Any]:
        return {
            "asks": self.asks,
            "draft": self.draft.to_json() if self.draft else None,
            "card": self.card,
            "helper": self.helper,
            "memory": self.memory,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Session:
        draft = stored["draft"]
        return cls(
            asks=stored["asks"],
            draft=Draft.from_json(draft) if draft else None,
            card=stored["card"],
            helper=stored["helper"],
            memory=stored["memory"],
        )


class Sessions:
    """Reads and writes sessions.

    A value is `{owner, turn, before, now}`: it is written before the turn's commit, so a turn that runs again after a
    crash (same `turn`) starts from `before`. The owner is compared on reading: a reply that got mixed up on a shared
    connection must never show one person another's draft.
    """

    def __init__(self, redis: Redis, *, prefix: str = "session") -> None:
        self._redis = redis
        self._prefix = prefix
        self._get = Together(self._get_all)
        self._set = Together(self._set_all)

    def _key(self, chat_id: int | str, person: int) -> str:
        return f"{self._prefix}:{chat_id}:{person}"

    async def read(self, chat_id: int, person: int, *, turn: int) -> tuple[Session, bytes | None]:
        """The session as it was before `turn`, and its stored bytes for comparing when it is written back."""
        stored = await self._get(self._key(chat_id, person))
        if stored is None:
            return Session(), None
        value = orjson.loads(stored)
        if value["owner"] != person:
            return Session(), None
        state = value["before"] if value["turn"] == turn else value["now"]
        return (Session.from_json(state) if state else Session()), orjson.dumps(state)

    async def write(self, chat_id: int, person: int, session: Session, *, turn: int, before: bytes | None) -> bool:
        """Keep the session as it is after `turn`. Returns whether there was anything to write."""
        if session.forgotten:
            await self._forget(person)
            return True
        now = None if session.empty else session.to_json()
        if orjson.dumps(now) == (before or b"null"):
            return False
        await self._keep(chat_id, person, {"turn": turn, "before": orjson.loads(before or b"null"), "now": now})
        return True

    async def amend(self, chat_id: int, person: int, session: Session, *, turn: int) -> None:
        """Write again after the turn's commit: which message became the card is known only once it was sent."""
        now = None if session.empty else session.to_json()
        await self._keep(chat_id, person, {"turn": turn, "before": now, "now": now})

    async def _forget(self, person: int) -> None:
        async for key in self._redis.scan_iter(match=self._key("*", person), count=1000):
            await self._redis.delete(key)

    async def _keep(self, chat_id: int, person: int, value: dict[str, Any]) -> None:
        await self._set((self._key(chat_id, person), orjson.dumps({"owner": person, **value})))

    async def _get_all(self, keys: Sequence[str]) -> Sequence[bytes | None]:
        return cast("list[bytes | None]", await self._redis.mget(keys))

    async def _set_all(self, values: Sequence[tuple[str, bytes]]) -> Sequence[object]:
        pipeline = self._redis.pipeline(transaction=False)
        for key, value in values:
            pipeline.set(key, value, ex=COLLECTED_AFTER)
        return cast("list[object]", await pipeline.execute())


Q = TypeVar("Q")
A = TypeVar("A")


class Together(Generic[Q, A]):
    """Asks for everybody who waits in one go; whoever comes meanwhile is in the next one.

    A command of its own costs 40 us of CPU, one of eight 10 to 20. Who is cancelled while waiting leaves the others'
    command alone: a shared connection must not be interrupted.
    """

    def __init__(self, ask: Callable[[Sequence[Q]], Awaitable[Sequence[A]]]) -> None:
        self._ask = ask
        self._waiting: list[tuple[Q, asyncio.Future[A]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self, question: Q) -> A:
        """The answer to one question. Raises what asking raised."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_all(), name="asking together")
        return await answer

    async def _ask_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                try:
                    answers = await self._ask([question for question, _ in batch])
                except BaseException as error:
                    for _, answer in batch:
                        if not answer.done():
                            answer.set_exception(error)
                    if not isinstance(error, Exception):
                        raise
                    continue
                for (_, answer), said in zip(batch, answers, strict=True):
                    if not answer.done():
                        answer.set_result(said)
        finally:
            self._asking = None


def expired(draft: Draft, now: datetime) -> bool:
    """Whether the draft has lain too long, by the program's clock."""
    return draft.expires_at <= now
