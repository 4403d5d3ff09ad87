"""Carries out a schedule: kills, restarts, flushes, and what Telegram does to its callers."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import Counter

import redis

from embedded.servers import Server
from tests.chaos.schedule import Fault
from tests.chaos.world import World
from tests.chat import Chat


async def carry_out(world: World, schedule: list[Fault], done: Counter[str]) -> None:
    """Do each fault at its moment; `done` counts them."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    for fault in schedule:
        await asyncio.sleep(max(0.0, begun + fault.at - loop.time()))
        print(f"{loop.time() - begun:6.1f} s  {fault.kind} {fault.role}", flush=True)
        await _do(world, fault)
        done[fault.kind] += 1


async def _do(world: World, fault: Fault) -> None:
    postgresql, valkey = world.embedded._postgresql, world.embedded._valkey
    assert postgresql is not None
    assert valkey is not None
    match fault.kind:
        case "kill":
            with contextlib.suppress(ProcessLookupError):
                world.processes[fault.role].kill()
        case "restart PostgreSQL" | "crash PostgreSQL":
            await asyncio.to_thread(_restart, postgresql, hard=fault.kind.startswith("crash"))
        case "restart Valkey":
            await asyncio.to_thread(_restart, valkey, hard=True)
        case "flush Valkey":
            await asyncio.to_thread(_flush, world.where.redis_url)
        case _:
            await _to_telegram(world.chat, fault)


async def _to_telegram(chat: Chat, fault: Fault) -> None:
    match fault.kind:
        case "Telegram fails":
            down = chat.faults.down(html=fault.size % 2 == 0)
            await asyncio.sleep(fault.size / 2)
            chat.faults.remove(down)
        case "Telegram is slow":
            chat.faults.delay(fault.size / 2, "sendMessage", times=fault.size * 3)
        case "Telegram forgets its answer":
            chat.faults.drop("sendMessage", times=fault.size)
        case "Telegram asks to wait":
            chat.faults.too_many(1, "sendMessage", times=fault.size)
        case "updates come again":
            for waiting in chat.telegram.updates.waiting()[: fault.size]:
                for _ in range(5):
                    chat.telegram.updates.repeat(waiting.body)


def _restart(server: Server, *, hard: bool) -> None:
    server.signal(server.hard_signal if hard else server.stop_signal)
    never = threading.Event()
    while not server.gone():
        never.wait(0.02)
    server.collect()
    server.launch()
    server.wait(never)


def _flush(url: str) -> None:
    with redis.Redis.from_url(url) as client, contextlib.suppress(redis.RedisError):
        client.flushall()
