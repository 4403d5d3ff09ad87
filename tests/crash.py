"""The program in a process of its own that ends itself, as by SIGKILL, at a named point once it is armed.

    python -m tests.crash POINT ARMED API_URL TOKEN DATABASE_URL REDIS_URL

It is armed as soon as the file ARMED exists. Nothing of this is in the program itself: the points are wrapped
around it here.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import zoneinfo
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    # Elsewhere this was said before: said twice, zones that were looked up in between would equal no later ones.
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    os.environ["PTB_TIMEDELTA"] = "1"

from bot.dispatcher import Dispatcher
from bot.router import Router
from bot.sessions import Sessions
from db import delivery, people
from jobs.deliver import Deliverer
from program import roles
from program.roles import Places
from scheduling.clock import MovableClock

NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
LEASE = timedelta(seconds=0.5)
"""How soon it is taken over what a dead process had claimed, instead of half a minute."""

POINTS: dict[str, tuple[Any, str, bool]] = {
    # name: where, what, and whether it dies before (or after) that is done
    "inbox stored": (Dispatcher, "put", True),
    "row taken": (people, "begin_turn", False),
    "session written": (Sessions, "write", False),
    "committed": (Router, "_tell", True),
    "wake-up sent": (delivery, "claim", True),
    "claimed": (Deliverer, "_facts", True),
    "Telegram answered": (Deliverer, "_mark", True),
    "notice marked": (Deliverer, "_mark", False),
}


def _set(point: str, armed: Path) -> None:
    where, name, before = POINTS[point]
    original: Callable[..., Any] = getattr(where, name)

    def die() -> None:
        if armed.exists():
            os.kill(os.getpid(), signal.SIGKILL)

    if asyncio.iscoroutinefunction(original):

        async def wrapped(*args: Any, **given: Any) -> Any:
            if before:
                die()
            result = await original(*args, **given)
            if not before:
                die()
            return result

        setattr(where, name, wrapped)
    else:

        def plain(*args: Any, **given: Any) -> Any:
            die()
            return original(*args, **given)

        setattr(where, name, plain)


async def _main(point: str, armed: Path, api_url: str, token: str, database_url: str, redis_url: str) -> None:
    _set(point, armed)
    delivery.LEASE = LEASE
    places = Places(database_url, database_url, redis_url)
    async with roles.opened(places, api_url=api_url, token=token, clock=MovableClock(NOW), roles=("bot", "jobs")):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
