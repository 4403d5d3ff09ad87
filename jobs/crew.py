"""A few workers who take from one list, and what they have done, part by part."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


async def in_parts(
    items: Iterable[T], work: Callable[[T], Awaitable[R]], *, at_once: int, part: int, seconds: float
) -> AsyncGenerator[list[R], None]:
    """Do `work` on each item, `at_once` beside each other; yields what is done since, for `part` results or `seconds`.

    The work goes on while a part is used. When its user gives up, what is in hand is finished and the rest is left.
    An error of `work` is raised at the end, after everything else was done and yielded.
    """
    waiting = deque(items)
    finished: list[R] = []
    enough = asyncio.Event()

    async def worker() -> None:
        while waiting:
            finished.append(await work(waiting.popleft()))
            if len(finished) >= part:
                enough.set()

    working = asyncio.gather(*[worker() for _ in range(min(at_once, len(waiting)))], return_exceptions=True)
    working.add_done_callback(lambda _: enough.set())
    try:
        over = False
        while not over:
            try:
                async with asyncio.timeout(seconds):
                    await enough.wait()
            except TimeoutError:
                pass
            enough.clear()
            over = working.done()
            if finished:
                done = finished.copy()
                finished.clear()
                yield done
    finally:
        waiting.clear()
    for ended in working.result():
        if isinstance(ended, BaseException):
            raise ended
