"""Workers who take from one list: how many at once, when their work is handed over, and what an error leaves undone."""

import asyncio
from contextlib import aclosing

import pytest

from jobs.crew import in_parts


async def test_everything_is_done_once_in_parts_with_no_more_at_once_than_asked() -> None:
    under_way, most = 0, 0

    async def work(item: int) -> int:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return item

    parts = [part async for part in in_parts(range(20), work, at_once=3, part=5, seconds=60)]
    assert sorted(item for part in parts for item in part) == list(range(20))
    assert most == 3
    assert len(parts) >= 3
    assert min(len(part) for part in parts[:-1]) >= 5


async def test_what_is_done_is_handed_over_after_a_while_though_the_rest_hangs() -> None:
    go_on = asyncio.Event()

    async def work(item: int) -> int:
        if item:
            await go_on.wait()
        return item

    parts = []
    async for part in in_parts([0, 1], work, at_once=2, part=50, seconds=0.01):
        parts.append(part)
        go_on.set()
    assert parts == [[0], [1]]


async def test_an_error_is_raised_when_all_else_was_done() -> None:
    done: list[int] = []

    async def work(item: int) -> int:
        if item == 0:
            raise ConnectionError
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return item

    async def use() -> None:
        async for part in in_parts(range(6), work, at_once=2, part=50, seconds=60):
            done.extend(part)

    with pytest.raises(ConnectionError):
        await use()
    assert sorted(done) == [1, 2, 3, 4, 5]


async def test_who_gives_up_leaves_what_was_not_begun() -> None:
    begun: list[int] = []

    async def work(item: int) -> int:
        begun.append(item)
        await asyncio.sleep(0)
        return item

    async with aclosing(in_parts(range(10), work, at_once=1, part=2, seconds=60)) as parts:
        async for _ in parts:
            break
    count = len(begun)
    for _ in range(10):
        await asyncio.sleep(0)
    assert len(begun) <= count + 1 < 10
