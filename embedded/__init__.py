"""PostgreSQL and Valkey, brought along: started on unix sockets in the data folder when no URL is given.

folder/lock                         held while a program uses the folder
folder/postgresql, folder/valkey    the data
folder/run                          the sockets (under /tmp when the path is too long for a socket)
folder/*.log                        what the servers say
"""

import sys
import threading
import time
from pathlib import Path

from embedded.datafolder import DataFolder, EmbeddedError
from embedded.servers import Postgresql, Valkey

__all__ = ["Embedded", "EmbeddedError"]

_STOPPING = 8.0  # seconds until a server that does not stop is made to


class Embedded:
    """The servers of one data folder, from `start` to `stop`; nothing at all when none is wanted.

    postgresql, valkey: which ones are wanted.
    durable: whether what was committed outlives a power cut; tests turn it off for speed.
    """

    def __init__(self, data_dir: Path, *, postgresql: bool = True, valkey: bool = True, durable: bool = True) -> None:
        self._data_dir = data_dir
        self._wanted = (postgresql, valkey)
        self._durable = durable
        self._folder: DataFolder | None = None
        self._postgresql: Postgresql | None = None
        self._valkey: Valkey | None = None
        self._failure: Exception | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._bring_up, name="embedded", daemon=True)

    def start(self) -> None:
        """Begin to start the servers, in a thread of its own. Returns at once: import the rest meanwhile."""
        self._thread.start()

    def wait(self) -> None:
        """Return when all servers answer. Raises EmbeddedError when one cannot; `stop` is still owed then."""
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Stop all servers, taken over ones too, and leave the folder. May be called at any time and again."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()
        running = [server for server in (self._postgresql, self._valkey) if server is not None]
        for patience, hard in ((_STOPPING, False), (_STOPPING, True)):
            for server in running:
                server.signal(server.hard_signal if hard else server.stop_signal)
            deadline = time.monotonic() + patience
            while not all(server.gone() for server in running) and time.monotonic() < deadline:
                time.sleep(0.01)
        for server in running:
            server.collect()
        self._postgresql = self._valkey = None
        if self._folder is not None:
            self._folder.close()
            self._folder = None

    def dead(self) -> str | None:
        """The name of a server that has ended by itself, if one has."""
        running = [server for server in (self._postgresql, self._valkey) if server is not None]
        return next((server.name for server in running if server.gone()), None)

    def database_url(self, name: str) -> str:
        """Where database `name` is, made when missing. After `wait` only."""
        assert self._postgresql is not None, "PostgreSQL is not among the wanted servers, or not waited for"
        self._postgresql.create(name)
        return self._postgresql.url(name)

    def redis_url(self, number: int) -> str:
        """Where Valkey's database `number` (0 to 15) is. After `wait` only."""
        assert self._valkey is not None, "Valkey is not among the wanted servers, or not waited for"
        return self._valkey.url(number)

    def _bring_up(self) -> None:
        try:
            if not any(self._wanted):
                return
            if sys.platform == "win32":
                raise EmbeddedError(
                    "Servers are brought along for Linux and macOS only: set DATABASE_URL and REDIS_URL."
                )
            self._folder = DataFolder(self._data_dir)
            postgresql, valkey = self._wanted
            try:
                if postgresql:
                    self._postgresql = Postgresql(self._folder, durable=self._durable)
                    self._postgresql.launch()
                if valkey:
                    self._valkey = Valkey(self._folder, durable=self._durable)
                    self._valkey.launch()
            except OSError as error:
                raise self._folder.refused(error) from None
            for server in (self._valkey, self._postgresql):
                if server is not None:
                    server.wait(self._stopping)
        except Exception as error:
            self._failure = error  # raised by `wait`, in the thread that can act on it
