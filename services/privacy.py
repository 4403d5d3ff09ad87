"""What may be asked about people whom one has never met, and how often."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import privacy

QUESTIONS = 5
"""So often a day (in UTC) somebody hears whether a time suits one person whom they have not met."""


async def ask(connection: AsyncConnection, strangers: Collection[int], *, by: int, now: datetime) -> set[int]:
    """Count one question about each of these people; returns those about whom no more is said today.

    A question that goes unanswered counts too: it is the same statement, and the day is over for it anyway.
    """
    kinds = {f"suits {person}": person for person in strangers}
    counted = await privacy.count(connection, by, list(kinds), day=now.date())
    return {kinds[kind] for kind, n in counted.items() if n > QUESTIONS}
