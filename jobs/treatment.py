"""What Telegram's refusals mean for a notice: one table, each answer with one meaning and one treatment.

Answered before they get here: an edit that changes nothing is a success, one whose message is gone or too old is sent
anew, a text that Telegram cannot read goes plain, and a press that is too old to be answered is let be
(`bot/messenger.py`).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.transport import pause_asked
from scheduling.people import Reach

MAX_ATTEMPTS = 12
"""About an hour with backoff; then the notice fails and somebody is told."""

LONGEST_PAUSE = timedelta(minutes=10)


class Do(StrEnum):
    """What becomes of the notice."""

    AGAIN = "again"
    """Try again after a pause. Each try counts, and after MAX_ATTEMPTS it is STOP."""
    WAIT = "wait"
    """Telegram named the pause itself; that counts for no try."""
    DROP = "drop"
    """There is nowhere left to send it, and nobody needs to know."""
    FOLLOW = "follow"
    """The group lives on under another id."""
    STOP = "stop"
    """Never again; the organizer is told once per person and appointment."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """`after` is when to try again; `reach` is what the refusal says about the person."""

    do: Do
    reach: Reach | None = None
    after: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Row:
    """An answer by the words that it holds, in lower case, and what is done."""

    words: str
    do: Do
    reach: Reach | None = None


# PTB's BadRequest, Forbidden and ChatMigrated are final by themselves; these tell them apart.
TABLE = (
    Row("bot was blocked by the user", Do.STOP, Reach.BLOCKED),
    Row("user is deactivated", Do.STOP, Reach.GONE),
    Row("bot can't initiate conversation", Do.STOP, Reach.UNKNOWN),
    # "private chat not found" too: as if they had never opened the bot.
    Row("chat not found", Do.STOP, Reach.UNKNOWN),
    # Groups: what was posted there is told in private as well.
    Row("bot was kicked from", Do.DROP),
    Row("bot is not a member of", Do.DROP),
    Row("not enough rights", Do.DROP),
    Row("have no rights to send", Do.DROP),
)


def treat(error: TelegramError, *, attempts: int) -> Treatment:
    """What to do with a notice that Telegram did not take at its `attempts`th try.

    An outcome that is not known is tried again whatever the kind: an edit does no harm twice, and of a message a
    second copy is better than none.
    """
    match error:
        case RetryAfter():
            # Telegram counts the wait from its answer; a little more spares a second refusal.
            return Treatment(Do.WAIT, after=pause_asked(error) + timedelta(seconds=random.uniform(0.1, 1.0)))  # noqa: S311 - jitter
        case ChatMigrated():
            return Treatment(Do.FOLLOW)
        case Forbidden() | BadRequest():
            said = error.message.lower()
            row = next((row for row in TABLE if row.words in said), Row("", Do.STOP))
            return Treatment(row.do, row.reach)
    # Servers that fail, networks that break, a token that is being changed, another copy that polls: all may pass.
    return Treatment(Do.STOP) if attempts >= MAX_ATTEMPTS else Treatment(Do.AGAIN, after=_backoff(attempts))


def _backoff(attempts: int) -> timedelta:
    """Exponential, with jitter so that a batch does not come back as one."""
    pause = min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_PAUSE)
    return pause * random.uniform(0.5, 1.0)  # noqa: S311 - jitter
