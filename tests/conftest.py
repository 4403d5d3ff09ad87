"""What every test may ask for: real servers started once, a fresh migrated database, an empty Redis, a still clock."""

import asyncio
import os
import shutil
import tempfile
import zoneinfo
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()
os.environ["PYTHONTZPATH"] = ""
# Read once, when telegram is imported: without it RetryAfter warns.
os.environ["PTB_TIMEDELTA"] = "1"

import psutil
import pytest
import redis

from db import places
from db.migrate import upgrade
from embedded import Embedded
from scheduling.clock import MovableClock
from tests.databases import Shelf
from tests.reached import Reached

SAMPLE_NOW = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)

_numbers = count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Listen to what the conversations come by."""
    config.pluginmanager.register(Reached(config))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the browser to those who name it: its packages are in a group that a newcomer does not have."""
    named = any("browser" in argument for argument in config.invocation_params.args)
    return True if collection_path.name == "browser" and not named else None


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder in which root's servers can run as well: pytest's own is closed to their user."""
    path = Path(tempfile.mkdtemp(prefix="appointment-bot-test-"))
    path.chmod(0o711)
    try:
        yield path
    finally:
        shutil.rmtree(path)


def processes(folder: Path) -> dict[str, int]:
    """The server processes of `folder`, by name."""
    return {
        process.info["name"]: process.pid
        for process in psutil.process_iter(["name", "cmdline"])
        if process.info["name"] in ("postgres", "valkey-server")
        and any(str(folder) in word for word in process.info["cmdline"] or [])
    }


@pytest.fixture
def scratch() -> Iterator[Path]:
    """An empty folder, gone after the test with whatever a failed test left running in it."""
    with scratch_folder() as path:
        yield path
        for pid in processes(path).values():
            psutil.Process(pid).kill()


@pytest.fixture(scope="session")
def servers() -> Iterator[Embedded]:
    """PostgreSQL and Valkey for the whole run; nothing of theirs is written through to the disk."""
    with scratch_folder() as path:
        embedded = Embedded(path / "data", durable=False)
        embedded.start()
        try:
            embedded.wait()
            yield embedded
        finally:
            embedded.stop()


def _apart(work: Coroutine[Any, Any, None]) -> None:
    """Run it in a thread of its own, so that its loop does not meet the tests' loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work)).result()


@pytest.fixture(scope="session")
def migrated(servers: Embedded) -> str:
    """The name of a database that has been migrated to the newest state, to copy from and never to write to."""
    _apart(upgrade(servers.database_url("migrated")))
    return "migrated"


@pytest.fixture(scope="session")
def placed(servers: Embedded) -> str:
    """As `migrated`, with all the world's places: a slower copy, for those who type a city."""
    url = servers.database_url("placed")
    _apart(upgrade(url))
    _apart(places.load(url))
    return "placed"


@pytest.fixture(scope="session")
def shelf(servers: Embedded, migrated: str) -> Shelf:
    """Where `database_url` comes from."""
    return Shelf(servers, migrated)


@pytest.fixture(scope="session")
def placed_shelf(servers: Embedded, placed: str) -> Shelf:
    """Where `placed_url` comes from."""
    return Shelf(servers, placed, kept=frozenset({"places", "place_names", "countries"}))


@pytest.fixture
def database_url(shelf: Shelf) -> Iterator[str]:
    """A fresh migrated database, as a libpq URL (SQLAlchemy 2.1 reads it as psycopg's too)."""
    with shelf.taken() as url:
        yield url


@pytest.fixture
def placed_url(placed_shelf: Shelf) -> Iterator[str]:
    """As `database_url`, with places. A module whose tests type cities overrides `database_url` with it."""
    with placed_shelf.taken() as url:
        yield url


@pytest.fixture
def redis_url(servers: Embedded) -> str:
    """An empty Redis database."""
    url = servers.redis_url(1 + next(_numbers) % 15)
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


@pytest.fixture
def clock() -> MovableClock:
    """The sample clock: Tue 3 Nov 2026, 14:05 in Lisbon, standing still until it is moved."""
    return MovableClock(SAMPLE_NOW)
