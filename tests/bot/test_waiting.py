"""A server that is away for longer than a moment: the person is told, nothing is lost, and nothing happens twice."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import redis

from playground.answers import too_many_requests
from program.roles import House
from tests.bot.drafts import counts
from tests.chat import Chat, Phone

AWAY = (
    "Something of mine is away for a moment. I have your tap and come back to it as soon as I can; "
    "you may also tap it again."
)
TYPED = "Something of mine is away for a moment. I have what you wrote, and answer as soon as I can."


@contextmanager
def hanging(url: str, seconds: float) -> Iterator[None]:
    """A Redis that answers nobody for some seconds."""
    with redis.Redis.from_url(url) as client:
        client.execute_command("CLIENT", "PAUSE", int(seconds * 1000), "ALL")
    yield


async def test_a_tap_that_meets_an_outage_is_told_and_books_once(
    chat: Chat, ana: Phone, bo: Phone, house: House, redis_url: str, database_url: str
) -> None:
    await ana.sends("Budget with @bo_berlin Thu 10:00 30 min")
    began = time.monotonic()
    with hanging(redis_url, 4.5):
        card = ana.last
        await ana.taps("Book", settle=False)
        told = await ana.sees(AWAY)
        assert time.monotonic() - began < 3.0
        assert told.rows == [["Try again"]]
        assert all(press.answered for press in chat.telegram.presses.values())
        ana.handset.tap(told.id, told.button("Try again"))
        await chat.settle()
    assert (await counts(house))[0] == 1
    assert [text for text in ana.transcript if text == f"NEW {AWAY}"] == [f"NEW {AWAY}"]
    assert [message.text.splitlines()[0] for message in bo.messages] == ["Ana invites you to Budget"]
    shown = next(message for message in ana.messages if message.id == card.id)
    assert shown.text.startswith("Booked")
    with psycopg.connect(database_url) as connection:
        # An outage is not the update's fault: it may last for any time without setting one aside.
        assert connection.execute("SELECT max(attempts) FROM inbox").fetchone() == (0,)


async def test_an_answer_waits_as_long_as_telegram_asks(chat: Chat, ana: Phone) -> None:
    chat.faults.refuse(too_many_requests(1), "sendMessage")
    await ana.sends("/help")
    assert ana.newest is not None


async def test_a_line_that_meets_an_outage_is_told_and_answered_once(
    chat: Chat, ana: Phone, bo: Phone, house: House, redis_url: str
) -> None:
    with hanging(redis_url, 4.5):
        await ana.sends("Budget with @bo_berlin Thu 10:00 30 min", settle=False)
        told = await ana.sees(TYPED)
        assert told.rows == []
        await chat.settle()
    assert [line.splitlines()[0] for line in ana.transcript if line.startswith("NEW")] == [f"NEW {TYPED}", "NEW Budget"]
    assert bo.messages == []
