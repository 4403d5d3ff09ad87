"""Sessions of many turns share commands to Redis, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.sessions import Together


class Books:
    """Answers each question with itself and the number of the command it went with; slow, and broken on demand."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.go_on = asyncio.Event()
        self.error: Exception | None = None

    async def answer(self, questions: Sequence[str]) -> list[str]:
        self.asked.append(list(questions))
        number = len(self.asked)
        await self.go_on.wait()
        if self.error is not None:
            raise self.error
        return [f"{question} {number}" for question in questions]


async def test_who_comes_while_others_are_answered_goes_with_the_next_command() -> None:
    books = Books()
    ask = Together(books.answer)
    first = [asyncio.ensure_future(ask(name)) for name in ("ana", "bo")]
    await asyncio.sleep(0.01)
    second = [asyncio.ensure_future(ask(name)) for name in ("chen", "dana")]
    await asyncio.sleep(0.01)
    books.go_on.set()

    assert await asyncio.gather(*first, *second) == ["ana 1", "bo 1", "chen 2", "dana 2"]
    assert await ask("ana") == "ana 3"
    assert books.asked == [["ana", "bo"], ["chen", "dana"], ["ana"]]


async def test_who_is_cancelled_takes_nobody_along() -> None:
    books = Books()
    ask = Together(books.answer)
    waiting = [asyncio.ensure_future(ask(name)) for name in ("ana", "bo")]
    await asyncio.sleep(0.01)
    waiting[0].cancel()
    await asyncio.sleep(0.01)
    books.go_on.set()

    assert await waiting[1] == "bo 1"
    assert waiting[0].cancelled()


async def test_everybody_hears_of_an_outage_and_the_next_is_asked_again() -> None:
    books = Books()
    books.error = ConnectionError("away")
    books.go_on.set()
    ask = Together(books.answer)
    answers = await asyncio.gather(ask("ana"), ask("bo"), return_exceptions=True)

    assert [str(answer) for answer in answers] == ["away", "away"]
    books.error = None
    assert await ask("chen") == "chen 2"
