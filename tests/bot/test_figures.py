"""A flow leaves figures and lines in the log, by ids: never a name, a text or a secret."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
import structlog

import logs
from bot.measures import REGISTRY
from db import appointments
from program.roles import House
from tests.chat import Chat, Phone

Grown = Callable[..., float]


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What is logged at INFO, as an installation would have it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    logs.configure("INFO", "json", stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    for name in logs._TALKATIVE:
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


@pytest.fixture
def grown() -> Grown:
    """By how much a figure has grown within the test: they are the process's."""
    before = {(s.name, *sorted(s.labels.items())): s.value for family in REGISTRY.collect() for s in family.samples}

    def by(name: str, **labels: str) -> float:
        return (REGISTRY.get_sample_value(name, labels) or 0.0) - before.get((name, *sorted(labels.items())), 0.0)

    return by


async def test_a_flow_is_counted_and_logged_by_ids_alone(
    chat: Chat,
    house: House,
    ana: Phone,
    bo: Phone,
    written: StringIO,
    grown: Grown,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for words in ("/new", "Divorce lawyer", "@bo_berlin"):
        await ana.sends(words)
    for label in ("Next", "5", "10:00"):
        await ana.taps(label)
    with monkeypatch.context() as patch:

        async def broken(*args: object, **given: object) -> object:
            raise RuntimeError("a mistake of ours")

        patch.setattr(appointments, "add", broken)
        await ana.taps("Book")
    chat.faults.too_many(1, "sendMessage")
    await ana.taps("Try again")
    assert grown("appointment_bot_turn_seconds_count", handler="booking.new") == 1
    assert grown("appointment_bot_turn_seconds_count", handler="tap Book") == 2
    assert grown("appointment_bot_updates_total", outcome="bug") == 1
    assert grown("appointment_bot_telegram_errors_total", meaning="slow down") == 1
    assert grown("appointment_bot_notices_total", kind="invitation", state="sent") == 1
    assert grown("appointment_bot_notice_lateness_seconds_count", kind="invitation") == 1
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    (failed,) = [line for line in lines if line["event"] == "turn failed"]
    assert failed.keys() >= {"incident", "update", "person"}
    for private in ("Divorce", "Silva", "Keller", "ana_lisbon", "bo_berlin", chat.token.split(":")[1]):
        assert private not in written.getvalue()
