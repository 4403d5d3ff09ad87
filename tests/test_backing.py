"""A drill: everything is backed up, lost and restored; and one clear line for what cannot be."""

from __future__ import annotations

from pathlib import Path

import psycopg
import redis
from sqlalchemy import text

from db.tables import metadata
from scheduling.appointments import Partstat
from tests.databases import Shelf
from tests.services.world import World, opened
from tests.test_main import run


async def everything(url: str) -> dict[str, list[str]]:
    """All rows of all tables, but for what a restore changes."""
    async with await psycopg.AsyncConnection.connect(url) as connection:
        held = {}
        for table in sorted(metadata.tables):
            rows = await connection.execute(f"SELECT to_jsonb(t) - 'sessions_valid_after' FROM {table} t")
            held[table] = sorted(str(row[0]) for row in await rows.fetchall())
        return held


async def lived(world: World) -> None:
    review = await world.booked(to="bo")
    await world.answers("bo", review, Partstat.ACCEPTED)


async def test_what_was_backed_up_is_there_again_after_a_restore(
    scratch: Path, database_url: str, redis_url: str, shelf: Shelf
) -> None:
    async with opened(database_url) as world:
        await lived(world)
    before = await everything(database_url)
    assert len(before["participants"]) == 2
    file = scratch / "appointments.dump"
    status, out, err = await run(scratch, "backup", str(file), DATABASE_URL=database_url)
    assert (status, out, err) == (
        0,
        f"Everything is in {file}. Keep it as safe as the database: it holds names and times of people.\n",
        "",
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in scratch.iterdir()] == ["appointments.dump"]
    assert (await run(scratch, "backup", str(file), DATABASE_URL=database_url))[2] == (
        f"appointment-bot: {file} is there already: name a new file.\n"
    )
    with redis.Redis.from_url(redis_url) as sessions:
        sessions.set("session:1:1", "a draft")
        sessions.set("limits:1", "kept")
        with shelf.taken() as another:
            status, out, _ = await run(scratch, "restore", str(file), DATABASE_URL=another, REDIS_URL=redis_url)
            assert (status, out) == (
                0,
                f"Everything from {file} is back. Whoever was writing something begins that again.\n",
            )
            assert await everything(another) == before
            assert sessions.keys("*") == [b"limits:1"]
            async with await psycopg.AsyncConnection.connect(another) as connection:
                rows = await connection.execute("SELECT count(*) FROM people WHERE sessions_valid_after IS NULL")
                assert await rows.fetchall() == [(0,)]
            # What is there now goes only when that is asked for.
            async with opened(another) as world:
                await world.connection.execute(text("UPDATE appointments SET title = 'Other'"))
                await world.connection.commit()
            given = {"DATABASE_URL": another, "REDIS_URL": redis_url}
            assert await run(scratch, "restore", str(file), **given) == (
                1,
                "",
                "appointment-bot: The database is not empty. `restore --replace` puts the backup in its place.\n",
            )
            assert (await run(scratch, "restore", "--replace", str(file), **given))[0] == 0
            assert await everything(another) == before


async def test_nothing_is_touched_for_what_is_no_backup(scratch: Path, database_url: str, redis_url: str) -> None:
    async with opened(database_url) as world:
        await lived(world)
        before = await everything(database_url)
        file = scratch / "notes.txt"
        given = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
        status, _, err = await run(scratch, "restore", "--replace", str(file), **given)
        assert (status, err.startswith("appointment-bot: pg_restore: could not open input file ")) == (1, True)
        file.write_text("buy milk", encoding="utf-8")
        status, _, err = await run(scratch, "restore", "--replace", str(file), **given)
        assert (status, err) == (
            1,
            "appointment-bot: pg_restore: input file does not appear to be a valid archive (too short?)\n",
        )
        assert await everything(database_url) == before


async def test_a_spoilt_backup_takes_nothing_with_it(scratch: Path, database_url: str, redis_url: str) -> None:
    async with opened(database_url) as world:
        await lived(world)
    before = await everything(database_url)
    file = scratch / "appointments.dump"
    given = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    assert (await run(scratch, "backup", str(file), **given))[0] == 0
    # Its list of contents is whole: only loading it shows.
    file.write_bytes(file.read_bytes()[:-200] + bytes(200))
    status, _, err = await run(scratch, "restore", "--replace", str(file), **given)
    assert (status, err.startswith("appointment-bot: pg_restore: ")) == (1, True)
    assert await everything(database_url) == before
    assert [path.name for path in scratch.iterdir()] == ["appointments.dump"]
