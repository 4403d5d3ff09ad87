"""What has to be done from time to time: forget what is done, and make good what a stop has cost."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from db import inbox, notices, settings
from db.retention import Retention, sweep
from scheduling.clock import Clock
from scheduling.times import tz_version
from services import morning, rules

log = structlog.get_logger(__name__)

DROPPED_AFTER = timedelta(minutes=2)
"""Telegram drops presses that waited for 150 s; after a stop this long some may be lost."""


SWEEP_EVERY = timedelta(days=1)
"""How often what is kept no longer is looked for: that reads whole tables."""

_BATCHES = 20
"""So many at once; the rest a minute later."""


class Upkeep:
    """Run once at start and then every minute; each run is one short transaction and may be repeated."""

    def __init__(
        self, engine: AsyncEngine, clock: Clock, *, version: str | None = None, kept: Retention | None = None
    ) -> None:
        """`version` is that of the rules of zones, the running ones unless a test says otherwise.

        `kept` is how long what is over is kept, for ever by default.
        """
        self._engine = engine
        self._version = version or tz_version()
        self._clock = clock
        self._kept = kept or Retention()
        self._swept: datetime | None = None
        self._closed: datetime | None = None
        """Until when invitations have been closed."""

    async def at_start(self) -> None:
        """After a stop in which presses may have been dropped, have open invitations ask for them again."""
        now = self._clock()
        async with self._engine.begin() as connection:
            before = await settings.alive(connection, now)
            self._closed = before or now
            if before is not None and now - before > DROPPED_AFTER:
                log.info("back after a stop", seconds=int((now - before).total_seconds()))
                await notices.refresh_open_invitations(connection, now=now)

    async def every_minute(self) -> None:
        """Note that we run, forget updates that Telegram will not repeat, and close invitations that are over."""
        now = self._clock()
        async with self._engine.begin() as connection:
            before = await settings.alive(connection, now)
            await inbox.forget(connection)
            await notices.refresh_ended(connection, since=self._closed or before or now, now=now)
        self._closed = now
        async with self._engine.begin() as connection:
            await morning.owe(connection, now=self._clock())
        await self._follow_rules()
        await self._sweep()

    async def _sweep(self) -> None:
        """Forget what the operator keeps no longer, once a day."""
        now = self._clock()
        if self._swept is not None and now - self._swept < SWEEP_EVERY:
            return
        for _ in range(_BATCHES):
            async with self._engine.begin() as connection:
                removed = await sweep(connection, self._kept, now=now)
            if not removed:
                self._swept = now
                return
            log.info("forgotten what is over", rows=removed)

    async def _follow_rules(self) -> None:
        """Appointments that were computed with older rules of zones are computed again."""
        async with self._engine.begin() as connection:
            moved = await rules.follow(connection, now=self._clock(), version=self._version)
        if moved:
            log.info("followed new rules of zones", moved=moved, version=self._version)
