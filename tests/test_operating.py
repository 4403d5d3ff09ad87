"""docs/operating.md is true: its shell blocks run, and its figures are those that are exposed."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import aiohttp
import psycopg
import pytest

from embedded import Embedded
from program import roles
from program.roles import Places
from scheduling.clock import MovableClock
from tests.chat import open_chat

MANUAL = (Path(__file__).parent.parent / "docs" / "operating.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [body for tongue, body in BLOCK.findall(MANUAL) if tongue == language]


def test_every_block_says_whether_it_is_run() -> None:
    assert {tongue for tongue, _ in BLOCK.findall(MANUAL)} == {"sh", "console"}
    assert [line for block in blocks("console") for line in block.splitlines() if not line.startswith("$ ")] == []


async def shell(block: str, folder: Path, environment: dict[str, str]) -> str:
    process = await asyncio.create_subprocess_exec(
        "bash", "-euo", "pipefail", "-c", block, cwd=folder, env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(30):
        said = (await process.communicate())[0].decode()
    assert process.returncode == 0, f"{block}\n{said}"
    return said


@pytest.fixture
def empty_database(servers: Embedded) -> Iterator[str]:
    """A database with nothing in it, as a restore wants it."""
    name = "restored"
    with psycopg.connect(servers.database_url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        yield servers.database_url(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.mark.skipif(sys.platform == "win32", reason="the manual speaks of bash")
async def test_the_shell_blocks_run(
    database_url: str, redis_url: str, empty_database: str, clock: MovableClock, tmp_path: Path
) -> None:
    places = Places(database_url, database_url, redis_url)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("INSERT INTO people (telegram_id, first_name) VALUES (7, 'Ana')")
    async with (
        open_chat(clock) as chat,
        roles.opened(
            places, api_url=chat.url, token=chat.token, clock=clock, roles=("web",), web=("127.0.0.1", 0)
        ) as house,
    ):
        assert house.address is not None
        environment = {
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            "HOME": str(tmp_path),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "NEW_DATABASE_URL": empty_database,
            "WEB_PORT": house.address.rpartition(":")[2],
        }
        said = "".join([await shell(block, tmp_path, environment) for block in blocks("sh")])
    assert "appointment_bot_updates_open 0\n" in said
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT telegram_id, first_name FROM people").fetchall() == [(7, "Ana")]


async def test_the_manual_names_each_figure_and_no_other(
    database_url: str, redis_url: str, clock: MovableClock
) -> None:
    """Of a process without a web of its own, on METRICS_PORT."""
    places = Places(database_url, database_url, redis_url)
    async with (
        roles.opened(
            places, api_url="http://127.0.0.1:9", token="1:x", clock=clock, roles=(), metrics=("127.0.0.1", 0)
        ) as house,
        aiohttp.ClientSession() as client,
        client.get(f"{house.figures}/healthz") as health,
        client.get(f"{house.figures}/metrics") as metrics,
    ):
        assert (health.status, metrics.status) == (200, 200)
        shown = StringIO(await metrics.text())
    exposed = {line.split()[2] for line in shown if line.startswith("# TYPE ")}
    figures = MANUAL[MANUAL.index("All begin with") : MANUAL.index("## When something stops")]
    assert {f"appointment_bot_{name}" for name in re.findall(r"^\| `(\w+)` \|", figures, re.MULTILINE)} == exposed
