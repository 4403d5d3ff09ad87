"""A card that was sent is written down, also when PostgreSQL goes just then: one that is unknown is never redrawn."""

from __future__ import annotations

import asyncio
import time

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.outages import is_outage
from bot.views import View
from db import cards, notices
from scheduling.clock import Clock

log = structlog.get_logger(__name__)

PATIENCE = 30.0
"""Seconds for which an outage is waited out."""

AGAIN = 0.3
"""Seconds between two tries."""


async def keep(engine: AsyncEngine, view: View, *, chat_id: int, message_id: int, viewer_id: int, clock: Clock) -> None:
    """Remember which appointment a message shows. What changed while that was not possible is drawn afterwards.

    Raises what the database raises, an outage only after PATIENCE.
    """
    if view.appointment_id is None:
        return
    until = time.monotonic() + PATIENCE
    late = False
    while True:
        try:
            async with engine.begin() as connection:
                await cards.keep(
                    connection,
                    chat_id=chat_id,
                    message_id=message_id,
                    appointment_id=view.appointment_id,
                    viewer_id=viewer_id,
                    sequence=view.sequence or 0,
                )
                if late:
                    await notices.refresh_cards(connection, view.appointment_id, now=clock())
        except Exception as error:
            if not is_outage(error) or time.monotonic() > until:
                raise
            log.warning("keeping a card is tried again", error=type(error).__name__)
            late = True
            await asyncio.sleep(AGAIN)
        else:
            return
