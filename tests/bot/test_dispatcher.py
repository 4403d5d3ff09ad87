"""One queue per person: order for one, no waiting for the others, nothing dropped by an outage."""

from __future__ import annotations

import asyncio

from bot.dispatcher import Dispatcher
from db.inbox import Arrived


def update(number: int, person: int) -> Arrived:
    return Arrived(number, person, b"{}")


async def test_one_persons_updates_run_one_after_another_and_others_beside_them() -> None:
    seen: list[int] = []
    hold = asyncio.Event()

    async def process(arrived: Arrived) -> bool:
        if arrived.update_id == 1:
            await hold.wait()
        seen.append(arrived.update_id)
        return True

    dispatcher = Dispatcher(process)
    for number, person in ((1, 7), (2, 7), (3, 8)):
        dispatcher.put(update(number, person))
    for _ in range(5):
        await asyncio.sleep(0)
    assert seen == [3]
    hold.set()
    await dispatcher.idle()
    assert seen == [3, 1, 2]


async def test_the_same_update_twice_is_in_hand_once() -> None:
    seen: list[int] = []

    async def process(arrived: Arrived) -> bool:
        seen.append(arrived.update_id)
        return True

    dispatcher = Dispatcher(process)
    dispatcher.put(update(1, 7))
    dispatcher.put(update(1, 7))
    await dispatcher.idle()
    assert seen == [1]


async def test_an_update_that_meets_an_outage_is_tried_again_before_the_next_one() -> None:
    seen: list[int] = []

    async def process(arrived: Arrived) -> bool:
        seen.append(arrived.update_id)
        return len(seen) > 2

    dispatcher = Dispatcher(process)
    dispatcher.put(update(1, 7))
    dispatcher.put(update(2, 7))
    await dispatcher.idle()
    assert seen == [1, 1, 1, 2]


async def test_after_a_long_outage_the_rest_is_left_to_the_sweep_in_order() -> None:
    async def process(_arrived: Arrived) -> bool:
        return False

    dispatcher = Dispatcher(process)
    dispatcher.put(update(1, 7))
    dispatcher.put(update(2, 7))
    await dispatcher.idle()
    assert dispatcher.running == set()
