"""The front door as one meets it: commands, first lines, one clear line for each way to fail, and a clean end."""

import asyncio
import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
import redis.asyncio
from aiohttp import web

from embedded import Embedded
from settings import Settings
from tests.conftest import processes, scratch_folder

MAIN = Path(__file__).parent.parent / "main.py"
TOKEN = "123456789:AAF-a_token_that_nobody_should_ever_read"
PASSWORD = "hunter2-and-more"


@pytest_asyncio.fixture(scope="module")
async def used() -> AsyncIterator[Path]:
    """A data folder that the program has run on once: a first start takes seconds, and most tests are not about it."""
    with scratch_folder() as path:
        async with running(path) as program:
            await program.until('"playground"')
            assert await program.end() == 0
        yield path / "data"


@pytest.fixture
def warm(used: Path) -> Iterator[Path]:
    """A folder with a copy of the used data folder in it, owners and rights included."""
    with scratch_folder() as path:
        subprocess.run(["cp", "-a", str(used), str(path / "data")], check=True)
        yield path


def environment(scratch: Path, **given: str) -> dict[str, str]:
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DATA_DIR": str(scratch / "data"), "PLAYGROUND_PORT": str(unused_port()), **given}


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def run(scratch: Path, *words: str, **given: str) -> tuple[int, str, str]:
    """Run the program to its end on pipes: its status, what it printed, and what it said about errors."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(MAIN), *words, cwd=scratch, env=environment(scratch, **given), stdout=PIPE, stderr=PIPE
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


class Running:
    """The program while it runs, and what it has said so far."""

    def __init__(self, process: Process, reader: asyncio.StreamReader) -> None:
        self.process, self._reader = process, reader
        self.said = ""

    async def until(self, pattern: str) -> str:
        """Read on until `pattern` was said, and return its line."""
        async with asyncio.timeout(30):
            while not (found := re.search(pattern, self.said, re.MULTILINE)):
                part = await self._read()
                assert part, f"it ended and said only:\n{self.said}"
        return found[0]

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        async with asyncio.timeout(30):
            while await self._read():
                pass
            return await self.process.wait()

    async def _read(self) -> str:
        try:
            part = (await self._reader.read(4096)).decode().replace("\r\n", "\n")
        except OSError:  # a terminal whose last user is gone
            part = ""
        self.said += part
        return part


@asynccontextmanager
async def running(
    scratch: Path, *words: str, terminal: bool = False, group: bool = False, **given: str
) -> AsyncIterator[Running]:
    """The program on pipes (logs are read; a process `group` of its own), or at a terminal (all it shows is read)."""
    start = asyncio.create_subprocess_exec
    arguments = (sys.executable, str(MAIN), *words)
    env = environment(scratch, **given)
    if terminal:
        mine, its = pty.openpty()
        process = await start(*arguments, cwd=scratch, env=env, stdin=its, stdout=its, stderr=its)
        os.close(its)
        reader = asyncio.StreamReader()
        pipe = os.fdopen(mine, "rb", 0)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), pipe
        )
    else:
        process = await start(
            *arguments, cwd=scratch, env=env, stdout=asyncio.subprocess.DEVNULL, stderr=PIPE, start_new_session=group
        )
        assert process.stderr is not None
        reader, transport = process.stderr, None
    try:
        yield Running(process, reader)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
        if transport is not None:
            transport.close()


@asynccontextmanager
async def telegram(status: int, body: dict[str, object]) -> AsyncIterator[str]:
    """A Bot API that answers everything with this."""

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_help_lists_the_commands_and_touches_nothing(scratch: Path) -> None:
    status, out, err = await run(scratch, "--help")
    assert (status, err) == (0, "")
    assert re.findall(r"^    (\w+)  ", out, re.MULTILINE) == [
        "run",
        "bot",
        "jobs",
        "web",
        "migrate",
        "backup",
        "restore",
        "check",
    ]
    assert list(scratch.iterdir()) == []


async def test_each_command_has_its_help(scratch: Path) -> None:
    for command in ("run", "bot", "jobs", "web", "migrate", "backup", "restore", "check"):
        status, out, _ = await run(scratch, command, "--help")
        assert (status, out.splitlines()[0].startswith(f"usage: appointment-bot {command} ")) == (0, True)


async def test_a_wrong_setting_is_one_line(scratch: Path) -> None:
    assert await run(scratch, LOG_LEVEL="loud") == (
        2,
        "",
        "appointment-bot: LOG_LEVEL should be one of DEBUG, INFO, WARNING, ERROR\n",
    )


async def test_parts_that_run_apart_need_servers_of_yours(scratch: Path) -> None:
    assert await run(scratch, "jobs", TELEGRAM_BOT_TOKEN=TOKEN, REDIS_URL="redis://localhost") == (
        2,
        "",
        "appointment-bot: jobs needs DATABASE_URL: set them, or use `appointment-bot run`.\n",
    )


async def test_servers_of_yours_that_do_not_answer_are_one_line(scratch: Path) -> None:
    port = unused_port()
    database = f"postgresql://ana:{PASSWORD}@127.0.0.1:{port}/appointments"
    assert await run(scratch, "migrate", DATABASE_URL=database) == (
        1,
        "",
        f'appointment-bot: DATABASE_URL: connection failed: connection to server at "127.0.0.1", port {port} failed: '
        "Connection refused\n",
    )
    status, out, err = await run(scratch, TELEGRAM_BOT_TOKEN=TOKEN, REDIS_URL=f"redis://:{PASSWORD}@127.0.0.1:{port}/0")
    assert (status, out) == (1, "")
    (line,) = err.splitlines()
    assert line.startswith("appointment-bot: REDIS_URL: connection failed: ")
    assert PASSWORD not in line
    assert processes(scratch) == {}


async def test_a_database_of_yours_is_migrated_alone(scratch: Path, servers: object, database_url: str) -> None:
    for _ in range(2):
        status, out, _ = await run(scratch, "migrate", DATABASE_URL=database_url)
        assert (status, out) == (0, "The database has this version's schema.\n")
    assert list(scratch.iterdir()) == []


async def test_first_lines_at_a_terminal(warm: Path) -> None:
    async with running(warm, terminal=True) as program:
        await program.until(r"^Ctrl-C stops it\.$")
        lines = program.said.splitlines()
        address = await program.until(r"http://127\.0\.0\.1:\d+")
        assert lines == [
            f"Appointment bot {version('appointment-bot')}",
            f"PostgreSQL: brought along, data in {warm}/data",
            f"Valkey: brought along, data in {warm}/data",
            f"Playground: {address}",
            "Nothing leaves this machine. For the real Telegram: ask @BotFather for a token, write",
            "TELEGRAM_BOT_TOKEN=... into .env, and start again.",
            "Ctrl-C stops it.",
        ]


async def test_the_playground_says_which_servers_of_yours_it_leaves_alone(warm: Path) -> None:
    async with running(warm, terminal=True, DATABASE_URL="postgresql://127.0.0.1:1/appointments") as program:
        await program.until(r"^Ctrl-C stops it\.$")
        assert program.said.splitlines()[3] == (
            "Without TELEGRAM_BOT_TOKEN this is the playground, which leaves DATABASE_URL alone."
        )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_ctrl_c_and_its_like_end_it_cleanly(warm: Path, number: signal.Signals) -> None:
    async with running(warm, terminal=True) as program:
        await program.until(r"^Ctrl-C stops it\.$")
        assert await program.end(number) == 0
        assert program.said.splitlines()[-1] == "Stopped."
        assert processes(warm) == {}


async def test_a_stop_before_it_is_ready_is_clean_too(scratch: Path) -> None:
    async with running(scratch) as program:
        async with asyncio.timeout(30):
            while not (scratch / "data" / "lock").exists():  # noqa: ASYNC110 - a file tells nobody that it was made
                await asyncio.sleep(0)
        begin = time.monotonic()
        assert await program.end() == 0
        assert time.monotonic() - begin < 7  # less than the patience with a server that missed its signal
        assert "Traceback" not in program.said
        assert processes(scratch) == {}


async def test_ctrl_c_while_the_places_are_loaded_is_no_fault(scratch: Path) -> None:
    async with running(scratch, group=True) as program:
        await program.until("loading the world's places")
        os.killpg(program.process.pid, signal.SIGINT)  # a terminal tells the whole group
        assert await program.end(signal.SIGCONT) == 0
        assert json.loads(program.said.splitlines()[-1])["event"] == "stopped"
        assert processes(scratch) == {}


async def test_on_a_pipe_it_logs(warm: Path) -> None:
    async with running(warm) as program:
        await program.until('"playground"')
        assert await program.end() == 0
        events = [json.loads(line)["event"] for line in program.said.splitlines()]
        assert [each for each in events if each in ("postgresql", "redis", "playground", "stopped")] == [
            "postgresql",
            "redis",
            "playground",
            "stopped",
        ]


async def test_a_second_copy_is_one_line(warm: Path) -> None:
    async with running(warm) as program:
        await program.until('"playground"')
        assert await run(warm) == (
            1,
            "",
            f"appointment-bot: The data folder {warm}/data is in use by process {program.process.pid}: "
            "stop that copy first, or set DATA_DIR to another folder.\n",
        )


async def test_kill_9_and_a_new_start(warm: Path) -> None:
    async with running(warm) as program:
        await program.until('"playground"')
        program.process.kill()
        await program.process.wait()
        left = processes(warm)
        assert set(left) == {"postgres", "valkey-server"}
        async with running(warm) as again:
            await again.until('"playground"')
            assert processes(warm) == left
            assert await again.end() == 0
        assert processes(warm) == {}


async def test_the_playground_keeps_its_people_to_itself(warm: Path) -> None:
    async with running(warm) as program:
        await program.until('"playground"')
        assert await program.end() == 0
    async with telegram(401, {"ok": False, "error_code": 401, "description": "Unauthorized"}) as url:
        status, _, _ = await run(warm, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url)
    assert status == 1
    embedded = Embedded(warm / "data")
    embedded.start()
    try:
        embedded.wait()
        people = {}
        for name in ("playground", "appointments"):
            async with await psycopg.AsyncConnection.connect(embedded.database_url(name)) as connection:
                found = await (await connection.execute("SELECT count(*) > 0 FROM people")).fetchone()
            people[name] = found
        async with redis.asyncio.Redis.from_url(embedded.redis_url(0)) as client:
            keys = await client.dbsize()
        assert (people, keys) == ({"playground": (True,), "appointments": (False,)}, 0)
    finally:
        embedded.stop()


async def test_a_taken_port_is_said_and_the_next_one_used(warm: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with running(warm, "--port", str(port), terminal=True) as program:
            line = await program.until(r"^Port .*$")
            found = re.fullmatch(rf"Port {port} is taken, so it is (\d+)\.", line)
            assert found is not None
            assert int(found[1]) > port
            await program.until(rf"http://127\.0\.0\.1:{found[1]}")


async def test_a_refused_token_is_one_line_without_it(warm: Path) -> None:
    for status, text in ((401, "Unauthorized"), (404, "Not Found")):
        async with telegram(status, {"ok": False, "error_code": status, "description": text}) as url:
            code, _, err = await run(warm, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url, LOG_LEVEL="DEBUG")
        assert code == 1
        assert err.splitlines()[-1] == (
            "appointment-bot: 127.0.0.1 refuses TELEGRAM_BOT_TOKEN: ask @BotFather for the current one (/token)."
        )
        assert "Traceback" not in err
        assert TOKEN.split(":")[1] not in err
        assert processes(warm) == {}


async def test_a_warm_start_makes_nothing_anew(warm: Path) -> None:
    """What is left to do at a start is what `benchmarks.start` measures."""
    async with running(warm) as program:
        await program.until("nothing leaves this machine.*\n")
        events = [json.loads(line)["event"] for line in program.said.splitlines()]
    assert [each for each in events if each != "late reminders dropped"] == [
        "version",
        "postgresql",
        "redis",
        "playground",
        "nothing leaves this machine",
    ]


async def test_a_server_that_ends_by_itself_is_one_line(warm: Path) -> None:
    async with running(warm, terminal=True) as program:
        await program.until("Ctrl-C stops it")
        os.kill(processes(warm)["valkey-server"], signal.SIGKILL)
        await program.until("Valkey has ended by itself: see its log beside the data, and start again.")
        assert await program.process.wait() == 1
