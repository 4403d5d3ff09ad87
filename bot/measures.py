"""What one process has counted since its start, for Prometheus: turns, notices, and what Telegram answered.

Counting costs some microseconds where it happens, and neither statements nor round trips. What the database knows is
in `db/figures.py`, the same for every process.
"""

from __future__ import annotations

from collections import Counter as Counting
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from time import perf_counter

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from scheduling.notices import Kind, Notice, State

disable_created_metrics()  # type: ignore[no-untyped-call]  # the library left its types out
REGISTRY = CollectorRegistry()

UPDATES = Counter(
    "appointment_bot_updates", "Updates that were worked on, by what became of them.", ["outcome"], registry=REGISTRY
)
TURNS = Histogram(
    "appointment_bot_turn_seconds",
    "From the beginning of a turn until its answer was told, by handler.",
    ["handler"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10),
    registry=REGISTRY,
)
NOTICES = Counter(
    "appointment_bot_notices", "Notices that were worked on, by kind and state.", ["kind", "state"], registry=REGISTRY
)
LATENESS = Histogram(
    "appointment_bot_notice_lateness_seconds",
    "From when a notice came due until it was sent, by kind.",
    ["kind"],
    buckets=(0.1, 0.3, 1, 3, 10, 30, 60, 300, 3600),
    registry=REGISTRY,
)
TELEGRAM = Histogram(
    "appointment_bot_telegram_seconds",
    "How long Telegram took to answer, by method; getUpdates, which waits for news, is left out.",
    ["method"],
    buckets=(0.03, 0.1, 0.3, 1, 3, 10),
    registry=REGISTRY,
)
ERRORS = Counter(
    "appointment_bot_telegram_errors", "What Telegram refused, by meaning.", ["meaning"], registry=REGISTRY
)

MEANINGS = (
    ("bot was blocked", "blocked"),
    ("user is deactivated", "deactivated"),
    ("can't initiate conversation", "never opened"),
    ("chat not found", "chat not found"),
    ("not modified", "not modified"),
    ("message to edit not found", "too old to edit"),
    ("can't be edited", "too old to edit"),
    ("query is too old", "query too old"),
    ("can't parse entities", "unreadable text"),
)
"""Telegram's words, in lower case, and what they mean."""

_KINDS: tuple[tuple[type[TelegramError], str], ...] = (
    (RetryAfter, "slow down"),
    (ChatMigrated, "migrated"),
    (InvalidToken, "token refused"),
    (Conflict, "another copy polls"),
    (Forbidden, "forbidden"),
    (BadRequest, "bad request"),
    (TimedOut, "outcome unknown"),
    (NetworkError, "not reached"),
)

_handler: ContextVar[str] = ContextVar("handler", default="none")
_outcome: ContextVar[str] = ContextVar("outcome", default="done")


def handled_by(name: str) -> None:
    """The turn that runs is this handler's; the last one named has it."""
    _handler.set(name)


def ended_as(outcome: str) -> None:
    """The turn that runs did not simply succeed: `bug`, `flood` or `outage`."""
    _outcome.set(outcome)


@contextmanager
def turn(update_id: int) -> Iterator[None]:
    """Measure one update's turn, and put its id on everything that is logged meanwhile."""
    _handler.set("none")
    _outcome.set("done")
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(update=update_id)
    begun = perf_counter()
    try:
        yield
    finally:
        _updates(_outcome.get()).inc()
        _turns(_handler.get()).observe(perf_counter() - begun)


def delivered(worked_on: Iterable[tuple[Notice, State]], now: datetime) -> None:
    """Count what became of notices; `claimed` are those that are tried again."""
    counts: Counting[tuple[Kind, State]] = Counting()
    for notice, state in worked_on:
        counts[notice.kind, state] += 1
        if state is State.SENT:
            _lateness(notice.kind).observe(max(0.0, (now - notice.due_at).total_seconds()))
    for (kind, state), count in counts.items():
        NOTICES.labels(kind.value, state.value).inc(count)


# Looking a series up by its label costs more than counting in it.


@cache
def _updates(outcome: str) -> Counter:
    return UPDATES.labels(outcome)


@cache
def _turns(handler: str) -> Histogram:
    return TURNS.labels(handler)


@cache
def _telegram(method: str) -> Histogram:
    return TELEGRAM.labels(method)


@cache
def _lateness(kind: Kind) -> Histogram:
    return LATENESS.labels(kind.value)


def meaning_of(error: TelegramError) -> str:
    """One of a few words for what Telegram said."""
    said = error.message.lower()
    for words, meaning in MEANINGS:
        if words in said:
            return meaning
    return next((meaning for kind, meaning in _KINDS if isinstance(error, kind)), "other")


@contextmanager
def telegram(method: str) -> Iterator[None]:
    """Measure one call of a Bot API method."""
    begun = perf_counter()
    try:
        yield
    except TelegramError as error:
        ERRORS.labels(meaning_of(error)).inc()
        raise
    finally:
        if method != "getUpdates":
            _telegram(method).observe(perf_counter() - begun)
