"""The jobs role: APScheduler makes time pass, our own tasks do the work.

APScheduler 3 cancels running coroutines when it is shut down, so its jobs only set events; what is due stands in
PostgreSQL and is found again by anybody, at any time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC

import psycopg
import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.messenger import Messenger
from db.retention import Retention
from jobs.deliver import Deliverer
from jobs.upkeep import Upkeep
from scheduling.clock import Clock

log = structlog.get_logger(__name__)

TICK_SECONDS = 1
UPKEEP_SECONDS = 60
STOP_SECONDS = 8.0


@asynccontextmanager
async def opened(
    *, engine: AsyncEngine, direct_url: str, messenger: Messenger, clock: Clock, kept: Retention | None = None
) -> AsyncIterator[Deliverer]:
    """Deliver and keep up until the block ends; then what is in hand is finished. `kept`: for how long what is over."""
    deliverer = Deliverer(engine=engine, direct_url=direct_url, messenger=messenger, clock=clock)
    upkeep = Upkeep(engine, clock, kept=kept)
    due = asyncio.Event()
    scheduler = AsyncIOScheduler(timezone=UTC)
    options = {"trigger": "interval", "coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    scheduler.add_job(_tick(deliverer.wake), seconds=TICK_SECONDS, id="deliver", **options)
    scheduler.add_job(_tick(due.set), seconds=UPKEEP_SECONDS, id="upkeep", **options)
    await upkeep.at_start()
    scheduler.start()
    delivering = asyncio.create_task(deliverer.run(), name="delivering")
    keeping = asyncio.create_task(_keep_up(upkeep, due), name="upkeep")
    try:
        yield deliverer
    finally:
        scheduler.shutdown(wait=False)
        keeping.cancel()
        deliverer.stop()
        await asyncio.wait({delivering}, timeout=STOP_SECONDS)
        delivering.cancel()
        ended = await asyncio.gather(delivering, keeping, return_exceptions=True)
        for each in ended:
            if isinstance(each, Exception):
                log.error("a job ended with a fault", exc_info=each)


def _tick(act: object) -> object:
    """APScheduler runs plain functions in threads; a coroutine stays in our loop."""

    async def tick() -> None:
        assert callable(act)
        act()

    return tick


async def _keep_up(upkeep: Upkeep, due: asyncio.Event) -> None:
    while True:
        await due.wait()
        due.clear()
        try:
            await upkeep.every_minute()
        except (SQLAlchemyError, psycopg.Error, OSError) as error:
            log.warning("upkeep failed", error=type(error).__name__)
        except Exception:
            # A mistake of ours in one of its tasks; the others go on a minute later.
            log.exception("upkeep failed")
