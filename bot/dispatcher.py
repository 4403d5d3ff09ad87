"""One queue per person: their updates run one after another, everybody else's beside them.

PTB's update processors take their one semaphore before any order by person could be kept, so that one person's many
taps would stop everyone.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

import structlog

from bot import measures
from db.inbox import Arrived

log = structlog.get_logger(__name__)

TURNS_AT_ONCE = 16
"""Turns that run beside each other in one process; each needs a database connection."""

RETRY_SECONDS = (0.1, 0.3, 0.6, 1.0)
"""Pauses before an update is tried again after an outage. Then it is left to the sweep, in its place."""


class Dispatcher:
    """Runs `process` for every update put in; it returns whether the update is settled (False: an outage).

    `count` hears of each update when it comes in, `left` of one that an outage outlasts, and of its
    person's others behind it.
    """

    def __init__(
        self,
        process: Callable[[Arrived], Awaitable[bool]],
        *,
        at_once: int = TURNS_AT_ONCE,
        count: Callable[[Arrived], None] = lambda _: None,
        left: Callable[[list[Arrived]], Awaitable[None]] | None = None,
    ) -> None:
        self._process = process
        self._left = left
        self._count = count
        self._room = asyncio.Semaphore(at_once)
        self._queues: dict[int, deque[Arrived]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.running: set[int] = set()
        """Ids of the updates in hand, which no sweep may take over."""
        self.finished: Callable[[], None] = lambda: None
        """Called when a person's queue has ended, settled or after an outage."""

    @property
    def people(self) -> set[int]:
        """Keys of the persons whose updates are in hand."""
        return set(self._queues)

    def put(self, arrived: Arrived) -> None:
        """Queue an update behind its person's earlier ones. One that is in hand already is ignored."""
        if arrived.update_id in self.running:
            return
        self.running.add(arrived.update_id)
        self._count(arrived)
        self._idle.clear()
        queue = self._queues.get(arrived.person_key)
        if queue is not None:
            queue.append(arrived)
            return
        self._queues[arrived.person_key] = deque([arrived])
        task = asyncio.create_task(self._work(arrived.person_key), name=f"person {arrived.person_key}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Wait until nothing is in hand."""
        await self._idle.wait()

    async def stop(self, grace: float) -> None:
        """Finish what runs within `grace` seconds; what is still queued stays in the inbox for the next start."""
        for queue in self._queues.values():
            while len(queue) > 1:
                self.running.discard(queue.pop().update_id)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()

    async def _work(self, person: int) -> None:
        queue = self._queues[person]
        try:
            while queue:
                async with self._room:
                    settled = await self._settle(queue[0], queue)
                if not settled:
                    break
                self.running.discard(queue.popleft().update_id)
        finally:
            # After an outage the rest stays in the inbox, and the sweep brings it back in order.
            self.running.difference_update(arrived.update_id for arrived in queue)
            del self._queues[person]
            if not self._queues:
                self._idle.set()
            self.finished()

    async def _settle(self, arrived: Arrived, queue: deque[Arrived]) -> bool:
        for pause in (*RETRY_SECONDS, None):
            try:
                with measures.turn(arrived.update_id):
                    settled = await self._process(arrived)
                if settled:
                    return True
            except Exception:
                # Nothing should get here: the turn tells its own mistakes. The sweep counts attempts and sets it aside.
                log.exception("update not processed", update=arrived.update_id)
                return False
            if pause is not None:
                await asyncio.sleep(pause)
        if self._left is not None:
            await self._left(list(queue))
        return False
