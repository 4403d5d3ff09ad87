"""What benchmarks share: real servers on scratch data, and people with sensible working hours."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from db import people
from db.people import Account
from embedded import Embedded
from program.roles import House
from scheduling.people import Audience
from services.people import prefer

CITIES = (
    ("Lisbon", "Europe/Lisbon"),
    ("Berlin", "Europe/Berlin"),
    ("Madrid", "Europe/Madrid"),
    ("Rome", "Europe/Rome"),
)


@contextmanager
def servers() -> Iterator[Embedded]:
    """PostgreSQL and Valkey on data that is gone afterwards; as in real life, but nothing is forced to the disk."""
    with tempfile.TemporaryDirectory(prefix="appointment-bot-benchmark-") as folder:
        Path(folder).chmod(0o711)
        embedded = Embedded(Path(folder) / "data", durable=False)
        embedded.start()
        try:
            embedded.wait()
            yield embedded
        finally:
            embedded.stop()


def account(number: int) -> Account:
    """Somebody by number: Telegram id, names and @username."""
    return Account(10_000 + number, f"Person{number}", "Bench", f"person_{number}", "en")


async def move_in(house: House, count: int) -> None:
    """People 0 to `count` - 1, who have opened the bot, told their city, and work 08:00-17:00 Mon-Fri.

    They let everybody see when they are free: strangers would be asked about no more than five times a day.
    """
    async with house.engine.begin() as connection:
        for number in range(count):
            met = await people.meet(connection, account(number), now=house.clock(), reachable=True)
            city, zone = CITIES[number % len(CITIES)]
            await people.settle(connection, met.id, zone=ZoneInfo(zone), city=city)
            await prefer(connection, met, free_to=Audience.EVERYBODY)
