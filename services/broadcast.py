"""What operators tell everybody, through the same outbox as all else: at least once, resumed after a crash."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import broadcasts
from db.broadcasts import Broadcast
from scheduling.notices import Kind, Notice

KINDS = (Kind.BROADCAST, Kind.PROGRESS)

LONGEST = 3500
"""UTF-16 code units: the preview has to fit into one message, too."""


async def draft(connection: AsyncConnection, html: str) -> Broadcast:
    """Keep a text, as Telegram's HTML, for the preview."""
    found = await broadcasts.read(connection, await broadcasts.draft(connection, html))
    assert found is not None
    return found


async def start(
    connection: AsyncConnection, number: int, *, operator: int, message_id: int, now: datetime
) -> Broadcast | None:
    """Begin to send, once however often it is pressed; returns how far it is, None when there is no such number."""
    await broadcasts.start(connection, number, operator=operator, message_id=message_id, now=now)
    return await broadcasts.read(connection, number)


async def cancel(connection: AsyncConnection, number: int) -> Broadcast | None:
    """Send it to nobody else."""
    await broadcasts.cancel(connection, number)
    return await broadcasts.read(connection, number)


async def of_notices(connection: AsyncConnection, notices: Iterable[Notice]) -> dict[int, Broadcast]:
    """The broadcasts that these notices tell or report, by number; without asking when there are none."""
    numbers = {each.sequence for each in notices if each.kind in KINDS and each.sequence is not None}
    found = [await broadcasts.read(connection, number) for number in sorted(numbers)]
    return {each.number: each for each in found if each is not None}
