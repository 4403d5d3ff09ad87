"""What finding a time for people costs beside the bare read of their rows, and what growth costs an agenda.

`uv run python -m benchmarks.availability` makes, once, 2,000,000 participants of 20,000 people and 5,000,000 of
50,000 (five minutes and 3.4 GB, kept under `--data`), and then asks `services.booking.suggest` for three times of 45
minutes for 2, 10 and 50 people, drawn anew each time, within 14 days. Beside it stands an indexed range read of just
those rows through psycopg, in the same transaction. `--people` and `--rounds` make all of it small.

Reach: at most 4 x the read for 10 people and 5 x for 50; the agenda of one person among 5,000,000 rows in at most 1.5 x
its time among 10,000, when looked at again. Exit status 1 when it falls short.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import statistics
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # not for a test that imports it: zones made before would equal no others
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()

from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.calendars import EACH, NOW, filled
from db import people
from db.engine import create_engine
from db.statements import driver
from embedded import Embedded
from scheduling.people import Person
from scheduling.suggestions import HORIZON
from services import agenda, booking

TARGETS = {10: 4.0, 50: 5.0}
GROWTH = 1.5
WISH = NOW + timedelta(days=1)
LENGTH = timedelta(minutes=45)

# As in an agenda or a search, a row that began before the horizon may reach into it; none is longer than a day.
_READ = b"""
    SELECT person_id, lower(during), upper(during), blocks FROM participants
    WHERE person_id = ANY(%s) AND lower(during) > %s AND lower(during) < %s
"""


async def timed(rounds: int, jobs: Sequence[Callable[[int], Awaitable[Any]]]) -> list[list[float]]:
    """Milliseconds of each job in every round, taking turns so that all meet the same weather."""
    spent: list[list[float]] = [[] for _ in jobs]
    for each in range(-max(5, rounds // 10), rounds):
        for job, seconds in zip(jobs, spent, strict=True):
            began = time.perf_counter()
            await job(each)
            if each >= 0:
                seconds.append((time.perf_counter() - began) * 1000)
    return spent


def p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


async def alternatives(connection: AsyncConnection, crowd: int, size: int, rounds: int) -> bool:
    """Print what a search for `size` of `crowd` people costs; returns whether that is little enough."""
    dice = random.Random(size)  # noqa: S311 - the same people in every run
    groups = [dice.sample(range(1, crowd + 1), size) for _ in range(rounds)]
    found: list[int] = []

    async def read(number: int) -> None:
        cursor = await driver(connection).execute(
            _READ, (groups[number], NOW - timedelta(days=1), NOW + HORIZON + timedelta(days=1))
        )
        await cursor.fetchall()

    async def suggest(number: int) -> None:
        best = await booking.suggest(
            connection, groups[number], wish=WISH, duration=LENGTH, zone=zoneinfo.ZoneInfo("Europe/Lisbon"), now=NOW
        )
        found.append(len(best.suggestions))

    bare, whole = await timed(rounds, (read, suggest))
    ratio = statistics.median(whole) / statistics.median(bare)
    target = TARGETS.get(size)
    print(
        f"{size:>4} people: read {statistics.median(bare):6.2f} ms (p95 {p95(bare):6.2f}), three times"
        f" {statistics.median(whole):6.2f} ms (p95 {p95(whole):6.2f}) = {ratio:.2f} x"
        f"{f' of at most {target} x' if target else ''}; {found.count(3) / len(found):.0%} found three",
        flush=True,
    )
    return target is None or ratio <= target


async def _look(connection: AsyncConnection, viewers: Sequence[Person], number: int) -> None:
    await agenda.page(connection, viewers[number % len(viewers)], agenda.Part.NEXT, first=0, now=NOW)


async def growth(small: AsyncConnection, large: AsyncConnection, crowds: tuple[int, int], rounds: int) -> bool:
    """Print what one person's agenda costs among few rows and among many; returns whether it grows little enough.

    The second look is what counts: the first among many rows waits for pages that the server's 64 MB do not hold.
    """
    dice = random.Random(1)  # noqa: S311 - the same people in every run
    jobs: list[Callable[[int], Awaitable[Any]]] = []
    for connection, crowd in ((small, crowds[0]), (large, crowds[1])):
        viewers = await people.by_ids(connection, {dice.randint(1, crowd) for _ in range(rounds)})

        async def look(
            number: int, to: AsyncConnection = connection, at: Sequence[Person] = (*viewers.values(),)
        ) -> None:
            await agenda.page(to, at[number % len(at)], agenda.Part.NEXT, first=0, now=NOW)

        jobs += [look, look]
    spent = await timed(rounds, jobs)
    ratios = []
    for name, few, many in (("first", spent[0], spent[2]), ("again", spent[1], spent[3])):
        ratios.append(statistics.median(many) / statistics.median(few))
        print(
            f"agenda, {name}: {statistics.median(few):.2f} ms (p95 {p95(few):.2f}) among {crowds[0] * EACH:,} rows,"
            f" {statistics.median(many):.2f} ms (p95 {p95(many):.2f}) among {crowds[1] * EACH:,} = {ratios[-1]:.2f} x",
            flush=True,
        )
    print(f"        of at most {GROWTH} x")
    return ratios[1] <= GROWTH


async def measure(urls: dict[int, str], crowds: tuple[int, int, int], rounds: int) -> bool:
    """Measure in the databases of these numbers of people: for the searches, and for the small and the large agenda."""
    async with AsyncExitStack() as stack:
        connections = {}
        for crowd, url in urls.items():
            engine = create_engine(url, pool_size=1)
            stack.push_async_callback(engine.dispose)
            connections[crowd] = await stack.enter_async_context(engine.connect())
        searched, small, large = crowds
        kept = [await alternatives(connections[searched], searched, size, rounds) for size in (2, 10, 50)]
        kept.append(await growth(connections[small], connections[large], (small, large), rounds))
        for connection in connections.values():
            await connection.rollback()
    return all(kept)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(tempfile.gettempdir()) / "appointment-bot-calendars",
        help="the folder in which the databases are kept",
    )
    parser.add_argument("--people", type=int, default=20_000, help="people to draw from in searches; even")
    parser.add_argument("--large", type=int, default=50_000, help="people of the large agenda; even")
    parser.add_argument("--small", type=int, default=100, help="people of the small agenda; even")
    parser.add_argument("--rounds", type=int, default=300, help="measurements of each kind")
    asked = parser.parse_args()
    embedded = Embedded(asked.data, valkey=False, durable=False)
    embedded.start()
    try:
        embedded.wait()
        crowds = (asked.people, asked.small, asked.large)
        urls = {crowd: asyncio.run(filled(embedded, crowd)) for crowd in dict.fromkeys(crowds)}
        gc.freeze()
        return 0 if asyncio.run(measure(urls, crowds, asked.rounds)) else 1
    finally:
        embedded.stop()


if __name__ == "__main__":
    sys.exit(main())
