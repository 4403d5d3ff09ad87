"""The program between its front door and its parts: checks what it was given, and runs the roles in one event loop.

Imported after the servers were started, since its parts take longer to import than they to start.
"""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken

from db import places
from db.retention import Retention
from embedded import Embedded
from logs import Terminal
from program import backing, checking, playing, roles, sampleweek
from program.memory import collect_rarely
from program.preflight import CannotRunError, check_database, check_redis, free_port, migrate, who_answers
from program.roles import Places
from scheduling.clock import Clock, MovableClock, SystemClock
from settings import Settings

log = structlog.get_logger("appointment-bot")

_WATCH = 1.0  # seconds between two looks at the servers that were brought along
_ASK_AGAIN = 3.0  # seconds between two questions to a Telegram that does not answer
_GRACE = 9.0  # seconds for the roles to finish what they have begun; the servers stop after it


async def run(
    command: str,
    settings: Settings,
    embedded: Embedded,
    terminal: Terminal,
    *,
    file: Path | None = None,
    replace: bool = False,
) -> int:
    """Do what `appointment-bot <command>` says, with servers that answer, and return the exit status.

    `file` is what `backup` writes and `restore` reads, the latter with `replace` also over what is there.

    Raises CannotRunError.
    """
    collect_rarely()
    async with stopping() as stop:
        playing = settings.telegram_bot_token is None and command in ("run", "check")
        where = await _places(settings, embedded, playing=playing, redis=command not in ("migrate", "backup"))
        if command == "backup" and file is not None:
            return await backing.backup(where, file, terminal)
        if command == "restore" and file is not None:
            return await backing.restore(where, file, terminal, replace=replace, now=SystemClock()())
        await migrate(where.database_direct_url)
        if command == "migrate":
            terminal.print("The database has this version's schema.")
            return 0
        if command == "check":
            await places.load(where.database_direct_url)
            return await checking.check(where, terminal)
        for line, event, facts in _servers_lines(settings, playing=playing):
            terminal.say(line, event, **facts)
        unused = [name for name in ("DATABASE_URL", "REDIS_URL") if getattr(settings, name.lower()) is not None]
        if playing and unused:
            names = " and ".join(unused)
            line = f"Without TELEGRAM_BOT_TOKEN this is the playground, which leaves {names} alone."
            terminal.say(line, "left alone", settings=unused)
        work = play(settings, where, terminal, stop) if playing else talk(command, settings, where, terminal, stop)
        watching = asyncio.create_task(_watch(embedded, stop), name="watching the servers")
        try:
            await until(stop, work)
        finally:
            watching.cancel()
            ended = (await asyncio.gather(watching, return_exceptions=True))[0]
        if isinstance(ended, CannotRunError):
            raise ended
        # The playground begins anew each time.
        kept = "" if playing else f" Everything is kept in {settings.data_dir}."
        terminal.say(f"Stopped.{kept}", "stopped", data_dir=str(settings.data_dir))
        return 0


async def talk(command: str, settings: Settings, where: Places, terminal: Terminal, stop: asyncio.Event) -> None:
    """Run the roles on Telegram until `stop`. Raises CannotRunError for a refused token."""
    assert settings.telegram_bot_token is not None
    token = settings.telegram_bot_token.get_secret_value()
    name = await who_answers(settings.telegram_api_url, token)
    host = urlsplit(settings.telegram_api_url).hostname
    if name is None:
        terminal.say(f"{host} does not answer yet; I keep trying.", "telegram does not answer", host=host)
    else:
        terminal.say(f"@{name} answers on Telegram: https://t.me/{name}", "bot", username=name, host=host)
    terminal.say("Ctrl-C stops it.", "started", command=command)
    while name is None and not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _ASK_AGAIN)
        name = await who_answers(settings.telegram_api_url, token)
    if stop.is_set():
        return
    loading = asyncio.create_task(places.load(where.database_direct_url))
    everything = {"bot", "jobs"} if settings.public_url is None else {"bot", "jobs", "web"}
    names = frozenset(everything if command == "run" else {command})
    try:
        await serve(where, settings, token, SystemClock(), names, stop)
    finally:
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)


async def play(settings: Settings, where: Places, terminal: Terminal, stop: asyncio.Event) -> None:
    """Run the playground and the roles on it until `stop`; everything starts anew each time."""
    port = free_port("127.0.0.1", settings.playground_port)
    if port != settings.playground_port:
        terminal.say(
            f"Port {settings.playground_port} is taken, so it is {port}.",
            "port taken",
            wanted=settings.playground_port,
            port=port,
        )
    loading = asyncio.create_task(places.load(where.database_direct_url))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({loading, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if stop.is_set():
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)
        return
    loading.result()
    clock = MovableClock(SystemClock()(), seconds=time.monotonic)
    async with playing.opened(where, clock, port=port) as playground:
        await sampleweek.begin(playground.telegram, playground.house)
        terminal.say(f"Playground: {playground.address}", "playground", address=playground.address)
        terminal.say(
            "Nothing leaves this machine. For the real Telegram: ask @BotFather for a token, write\n"
            "TELEGRAM_BOT_TOKEN=... into .env, and start again.\n"
            "Ctrl-C stops it.",
            "nothing leaves this machine",
        )
        await stop.wait()


async def serve(
    where: Places, settings: Settings, token: str, clock: Clock, names: frozenset[str], stop: asyncio.Event
) -> None:
    """Run these roles until `stop` is set. Raises CannotRunError when Telegram refuses the token."""
    try:
        async with roles.opened(
            where,
            api_url=settings.telegram_api_url,
            token=token,
            clock=clock,
            roles=names,
            rate=settings.telegram_rate,
            kept_for=Retention(_days(settings.retention_appointments), _days(settings.retention_notices)),
            public_url=settings.public_url,
            web=(settings.web_host, settings.web_port) if "web" in names else None,
            operators=settings.admin_ids,
            metrics=(settings.web_host, settings.metrics_port) if settings.metrics_port is not None else None,
        ) as house:
            if house.address is not None:
                log.info("web", address=house.address)
            stopped: asyncio.Task[Any] = asyncio.create_task(stop.wait())
            ends: list[asyncio.Future[Any]] = [stopped] if house.failed is None else [stopped, house.failed]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if house.failed is not None and house.failed.done():
                house.failed.result()
    except* InvalidToken:
        raise CannotRunError("Telegram refuses TELEGRAM_BOT_TOKEN: ask @BotFather for the current one.") from None


def _days(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(days=number)


async def _watch(embedded: Embedded, stop: asyncio.Event) -> None:
    """Stop the program when a server that was brought along ends by itself: without it nothing can be kept.

    Raises CannotRunError, for whoever runs the program to start it again.
    """
    while (dead := embedded.dead()) is None:  # noqa: ASYNC110 - a process that was taken over is nobody's child to wait for
        await asyncio.sleep(_WATCH)
    stop.set()
    raise CannotRunError(f"{dead} has ended by itself: see its log beside the data, and start again.")


async def _places(settings: Settings, embedded: Embedded, *, playing: bool, redis: bool) -> Places:
    """Given servers are asked whether they answer; the playground has a database and a Redis of its own."""
    if playing:
        database = embedded.database_url("playground")
        return Places(database, database, embedded.redis_url(1))
    if settings.database_url is None:
        database = direct = embedded.database_url("appointments")
    else:
        database = settings.database_url.get_secret_value()
        await check_database(database, "DATABASE_URL")
        direct = (settings.database_direct_url or settings.database_url).get_secret_value()
        if direct != database:
            await check_database(direct, "DATABASE_DIRECT_URL")
    if not redis:
        return Places(database, direct, "")
    if settings.redis_url is None:
        return Places(database, direct, embedded.redis_url(0))
    await check_redis(settings.redis_url.get_secret_value())
    return Places(database, direct, settings.redis_url.get_secret_value())


def _servers_lines(settings: Settings, *, playing: bool) -> list[tuple[str, str, dict[str, str]]]:
    """Which database and Redis run where: for people, and as facts for a log."""
    lines = [(f"Appointment bot {version('appointment-bot')}", "version", {"version": version("appointment-bot")})]
    for name, given in (("PostgreSQL", settings.database_url), ("Redis", settings.redis_url)):
        if given is None or playing:
            brought = "Valkey" if name == "Redis" else name
            where, line = str(settings.data_dir), f"{brought}: brought along, data in {settings.data_dir}"
        else:
            parts = urlsplit(given.get_secret_value())
            where = parts.hostname or "a socket"
            line = f"{name}: yours, on {where}"
        lines.append((line, name.lower(), {"where": where}))
    return lines


@asynccontextmanager
async def stopping() -> AsyncIterator[asyncio.Event]:
    """An event that SIGTERM, SIGHUP or Ctrl-C sets."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        before = signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(stop.set))
        try:
            yield stop
        finally:
            signal.signal(signal.SIGINT, before)
    else:
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        for number in numbers:
            loop.add_signal_handler(number, stop.set)
        try:
            yield stop
        finally:
            for number in numbers:
                loop.remove_signal_handler(number)


async def until(stop: asyncio.Event, work: Awaitable[None]) -> None:
    """Await `work`; once `stop` is set it has _GRACE seconds to end, and is cancelled then."""
    task = asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    _, late = await asyncio.wait({task}, timeout=_GRACE)
    if late:
        log.warning("stopped before everything had ended")
        task.cancel()
        await asyncio.wait({task}, timeout=1.0)
    if task.done() and not task.cancelled():
        task.result()
