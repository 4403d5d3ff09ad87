"""What Telegram's refusals mean for a notice: one table, each meaning with one treatment.

PTB's BadRequest and TimedOut are NetworkErrors, so order matters: the particular stands before the general.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.transport import pause_asked
from scheduling.people import Reach

MAX_ATTEMPTS = 12
"""About an hour with backoff; then the notice fails and the organizer is told."""

LONGEST_PAUSE = timedelta(minutes=10)

_REACH = (
    ("bot was blocked by the user", Reach.BLOCKED),
    ("user is deactivated", Reach.GONE),
    ("bot can't initiate conversation", Reach.UNKNOWN),
    ("chat not found", Reach.UNKNOWN),
)
"""Words of permanent refusals, and what they say about the person."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """`again_after` is when to try again; None means never."""

    again_after: timedelta | None = None

    @staticmethod
    def reach_of(reason: str) -> Reach | None:
        """What a refusal says about the person, or None when it says nothing about them."""
        return next((reach for words, reach in _REACH if words in reason), None)


def treat(error: TelegramError, *, attempts: int) -> Treatment:
    """What to do with a notice that Telegram did not take at its `attempts`th try."""
    match error:
        case RetryAfter():
            # Telegram counts the wait from its answer; a little more spares a second refusal.
            return Treatment(pause_asked(error) + timedelta(seconds=random.uniform(0.1, 1.0)))  # noqa: S311 - jitter
        case Forbidden() | BadRequest() | ChatMigrated():
            return Treatment()
        case InvalidToken() | Conflict() | NetworkError() | _:
            return Treatment() if attempts >= MAX_ATTEMPTS else Treatment(_backoff(attempts))


def _backoff(attempts: int) -> timedelta:
    """Exponential, with jitter so that a batch does not come back as one."""
    pause = min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_PAUSE)
    return pause * random.uniform(0.5, 1.0)  # noqa: S311 - jitter
