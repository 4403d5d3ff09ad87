"""The servers that the program brings along: kept data, takeover, stop, and one clear line when they cannot run."""

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from embedded import Embedded, EmbeddedError
from embedded.datafolder import LONGEST_SOCKET, DataFolder
from scheduling.clock import MovableClock
from tests.conftest import SAMPLE_NOW, processes, scratch_folder

ROOT = Path(__file__).parent.parent
# A program that brings servers along, tells where they are, and waits for its end as the real one does.
PROGRAM = """
import signal, sys
from pathlib import Path
from embedded import Embedded, EmbeddedError
embedded = Embedded(Path(sys.argv[1]))
embedded.start()
try:
    embedded.wait()
except EmbeddedError as error:
    embedded.stop()
    sys.exit(str(error))
signal.signal(signal.SIGTERM, lambda *_: sys.exit(embedded.stop()))
print(embedded.database_url("kept"), embedded.redis_url(0), flush=True)
signal.pause()
"""


@contextmanager
def program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another copy of the program on `folder`, whose servers answer."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def running(folder: Path) -> Iterator[Embedded]:
    embedded = Embedded(folder)
    embedded.start()
    try:
        embedded.wait()
        yield embedded
    finally:
        embedded.stop()


def refusal(folder: Path) -> str:
    with pytest.raises(EmbeddedError) as refused, running(folder):
        pass
    return str(refused.value)


def write(embedded: Embedded) -> None:
    with psycopg.connect(embedded.database_url("kept")) as connection:
        connection.execute("CREATE TABLE words (word text)")
        connection.execute("INSERT INTO words VALUES ('Ångström')")
    with redis.Redis.from_url(embedded.redis_url(0)) as client:
        client.set("word", "Ångström")


def read(embedded: Embedded) -> tuple[object, object]:
    with psycopg.connect(embedded.database_url("kept")) as connection:
        row = connection.execute("SELECT word FROM words").fetchone()
    with redis.Redis.from_url(embedded.redis_url(0), decode_responses=True) as client:
        return row, client.get("word")


KEPT = (("Ångström",), "Ångström")


async def test_a_test_gets_a_fresh_database_and_an_empty_redis(
    database_url: str, redis_url: str, clock: MovableClock
) -> None:
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        found = await (await connection.execute("SELECT current_setting('TimeZone'), lower('ÉÄ')")).fetchone()
    assert found == ("UTC", "éä")
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
    assert clock() == SAMPLE_NOW


def test_data_outlives_a_stop_and_nothing_is_left_running(scratch: Path) -> None:
    with running(scratch / "data") as embedded:
        write(embedded)
        assert set(processes(scratch)) == {"postgres", "valkey-server"}
    assert processes(scratch) == {}
    with running(scratch / "data") as embedded:
        assert read(embedded) == KEPT


def test_servers_that_outlived_kill_9_are_taken_over_and_stopped(scratch: Path) -> None:
    with program(scratch / "data") as killed:
        before = processes(scratch)
        killed.kill()
        killed.wait()
        assert processes(scratch) == before
        with running(scratch / "data") as embedded:
            assert processes(scratch) == before
            write(embedded)
        assert processes(scratch) == {}
    with running(scratch / "data") as embedded:
        assert read(embedded) == KEPT


def test_data_outlives_kill_9_of_everything(scratch: Path) -> None:
    with running(scratch / "data") as embedded:
        write(embedded)
        for pid in processes(scratch).values():
            os.kill(pid, signal.SIGKILL)
            psutil.wait_procs([psutil.Process(pid)], timeout=0.1)
        psutil.wait_procs([each for each in psutil.process_iter() if str(scratch) in " ".join(_words(each))], timeout=5)
        assert embedded.dead() == "PostgreSQL"
    with running(scratch / "data") as embedded:
        assert read(embedded) == KEPT


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_a_process_id_that_went_to_another_program_is_left_alone(scratch: Path) -> None:
    with running(scratch / "data") as embedded:
        write(embedded)
    with subprocess.Popen(["sleep", "60"]) as other:
        # What a power cut leaves behind, when some other program got the number of the server since.
        (scratch / "data" / "postgresql" / "postmaster.pid").write_text(f"{other.pid}\n", encoding="ascii")
        with running(scratch / "data") as embedded:
            assert read(embedded) == KEPT
        assert other.poll() is None
        other.kill()


def test_a_first_start_that_was_cut_short_is_begun_again(scratch: Path) -> None:
    half = scratch / "data" / "postgresql.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n", encoding="ascii")
    with running(scratch / "data") as embedded:
        write(embedded)
        assert read(embedded) == KEPT


def test_sigterm_stops_the_servers(scratch: Path) -> None:
    with program(scratch / "data") as stopped:
        stopped.send_signal(signal.SIGTERM)
        assert stopped.wait(timeout=20) == 0
    assert processes(scratch) == {}


def test_a_stop_in_the_middle_of_a_start_leaves_nothing_running(scratch: Path) -> None:
    embedded = Embedded(scratch / "data")
    embedded.start()
    embedded.stop()
    embedded.stop()
    assert processes(scratch) == {}


def test_a_second_copy_is_refused_and_harms_nothing(scratch: Path) -> None:
    with running(scratch / "data") as embedded:
        write(embedded)
        assert refusal(scratch / "data") == (
            f"The data folder {scratch}/data is in use by process {os.getpid()}: stop that copy first, "
            "or set DATA_DIR to another folder."
        )
        assert read(embedded) == KEPT


def test_a_long_path_puts_the_sockets_elsewhere(scratch: Path) -> None:
    folder = scratch / ("long " * 30)
    with running(folder) as embedded:
        write(embedded)
        assert read(embedded) == KEPT
        sockets = DataFolder.sockets(_opened(folder))
        assert sockets.parent == Path("/tmp")
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        assert len(os.fsencode(sockets / ".s.PGSQL.5432")) <= LONGEST_SOCKET
    assert not sockets.exists()


def _opened(folder: Path) -> DataFolder:
    """The folder as its holder sees it, without asking for the lock."""
    opened = DataFolder.__new__(DataFolder)
    opened.path, opened.account = folder, None
    opened.account = opened._account()
    return opened


@pytest.mark.parametrize("depth", range(LONGEST_SOCKET - 12, LONGEST_SOCKET + 4))
def test_every_socket_path_fits(scratch: Path, depth: int) -> None:
    """Around the length at which the sockets move, a socket can be made where they are put."""
    folder = scratch / ("d" * (depth - len(os.fsencode(scratch)) - len("/run/")))
    with DataFolder(folder) as opened:
        path = opened.sockets() / "valkey.sock"
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
        path.unlink()
        path.parent.rmdir()


def test_a_file_in_the_folders_place_is_one_clear_line(scratch: Path) -> None:
    (scratch / "data").write_text("not a folder", encoding="ascii")
    assert refusal(scratch / "data") == (
        f"Cannot use the data folder {scratch}/data: Not a directory. "
        "Make room there, or set DATA_DIR to a folder that can be written."
    )


def test_data_of_another_postgresql_is_left_alone(scratch: Path) -> None:
    (scratch / "data" / "postgresql").mkdir(parents=True)
    (scratch / "data" / "postgresql" / "PG_VERSION").write_text("16\n", encoding="ascii")
    assert refusal(scratch / "data") == (
        f"{scratch}/data/postgresql was made by PostgreSQL 16, this program brings 18: "
        "set DATABASE_URL to a server that reads it, or DATA_DIR to another folder."
    )


def test_a_server_that_cannot_start_says_why_in_one_line(scratch: Path) -> None:
    with running(scratch / "data"):
        pass
    (scratch / "data" / "postgresql" / "global" / "pg_control").write_bytes(b"")
    line = refusal(scratch / "data")
    assert line.startswith("PostgreSQL did not start: ")
    assert "pg_control" in line
    assert line.endswith(f" (log: {scratch}/data/postgresql.log)")
    assert processes(scratch) == {}


def _mounted(options: str, before: str = "true") -> str:
    """What the program says on a folder that is a file system of its own, mounted with `options`."""
    with scratch_folder() as folder:
        script = (
            f"mount -t tmpfs -o mode=755 tmpfs {folder} && {before.format(folder=folder)} && "
            f'mount -o remount,{options} {folder} && exec "$0" -c "$1" {folder}/data'
        )
        said = subprocess.run(
            ["unshare", "--mount", "--", "sh", "-c", script, sys.executable, PROGRAM],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 1
        assert processes(folder) == {}
        return said.stderr.replace(str(folder), "FOLDER")


def _can_mount() -> bool:
    try:
        return subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


needs_mount = pytest.mark.skipif(not _can_mount(), reason="mounting a small file system needs root on Linux")


@needs_mount
def test_a_read_only_disk_is_one_clear_line() -> None:
    assert _mounted("ro") == (
        "Cannot use the data folder FOLDER/data: Read-only file system. "
        "Make room there, or set DATA_DIR to a folder that can be written.\n"
    )


@needs_mount
def test_a_full_disk_is_one_clear_line() -> None:
    assert _mounted("size=16k", "true") == (
        "Cannot use the data folder FOLDER/data: No space left on device. "
        "Make room there, or set DATA_DIR to a folder that can be written.\n"
    )


@needs_mount
def test_a_disk_that_fills_up_in_the_first_start_is_one_clear_line() -> None:
    line = _mounted("size=12m")
    assert line.startswith("PostgreSQL could not make its data in FOLDER/data: ")
    assert line.endswith("No space left on device\n")
    assert line.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_one_clear_line(scratch: Path) -> None:
    scratch.chmod(0o500)
    assert refusal(scratch / "data").startswith(f"Cannot use the data folder {scratch}/data: Permission denied.")


only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs its servers as somebody else")


@only_root
def test_root_closed_folders_stay_closed(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that the servers' user cannot reach are copied; no parent is opened for it."""
    closed = scratch / "closed"
    (closed / "brought" / "bin").mkdir(parents=True)
    (closed / "brought" / "__init__.py").touch()
    (closed / "brought" / "bin" / "tool").write_text("#!/bin/sh\necho brought along\n", encoding="ascii")
    (closed / "brought" / "bin" / "tool").chmod(0o700)
    closed.chmod(0o700)
    monkeypatch.syspath_prepend(str(closed))
    with DataFolder(scratch / "data") as folder:
        tool = folder.program("brought", "bin/*")
        assert tool == folder.program("brought", "bin/*")
        said = subprocess.run(
            [tool], user=folder.uid, group=folder.gid, extra_groups=(), cwd="/", capture_output=True, check=True
        )
    assert said.stdout == b"brought along\n"
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@only_root
def test_a_data_folder_in_a_closed_home_is_refused_and_the_home_stays_closed(scratch: Path) -> None:
    home = scratch / "home"
    home.mkdir(mode=0o700)
    assert refusal(home / "data") == (
        f"PostgreSQL does not run as root, and its user cannot pass through {home}: "
        "set DATA_DIR to a folder outside it, such as /var/lib/appointment-bot."
    )
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_only_the_wanted_servers_run(scratch: Path) -> None:
    wanted: list[tuple[bool, bool, set[str]]] = [(True, False, {"postgres"}), (False, True, {"valkey-server"})]
    for postgresql, valkey, names in wanted:
        embedded = Embedded(scratch / "data", postgresql=postgresql, valkey=valkey)
        embedded.start()
        embedded.wait()
        assert set(processes(scratch)) == names
        embedded.stop()


def test_nothing_is_touched_when_no_server_is_wanted(scratch: Path) -> None:
    embedded = Embedded(scratch / "data", postgresql=False, valkey=False)
    embedded.start()
    embedded.wait()
    embedded.stop()
    assert list(scratch.iterdir()) == []
