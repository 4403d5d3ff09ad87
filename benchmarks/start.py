"""How long a warm start takes, beside a Python that only imports the libraries that the bot stands on.

`uv run python -m benchmarks.start` starts the playground five times on a data folder that has been used before, from
the command to its address, servers included, and as often a Python that imports and ends. Best of five, interleaved.

Reach: ready in under 3 s. Exit status 1 when it falls short.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET = 3.0
ROUNDS = 5
IMPORTS = "import aiohttp.web, alembic, apscheduler, fluent.runtime, psycopg, redis.asyncio, sqlalchemy, telegram.ext"


def unused_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def start(folder: Path) -> float:
    """Start the playground on a data folder and end it again; returns the seconds until its address was said."""
    command = [sys.executable, "-m", "main", "--port", str(unused_port()), "--data-dir", str(folder)]
    begun = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as program:
        assert program.stderr is not None
        said = next((line for line in program.stderr if '"playground"' in line), None)
        took = time.monotonic() - begun
        program.terminate()
        # What it says as it ends; a full pipe would keep it.
        rest = program.stderr.read()
    if said is None:
        raise RuntimeError(f"it did not start: {rest}")
    return took


def imports() -> float:
    """Let a Python import the libraries; returns the seconds until it has ended."""
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True)
    return time.monotonic() - begun


def main() -> int:
    """Print the figures; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="appointment-bot-benchmark-") as scratch:
        # PostgreSQL runs as a user of its own where we are root, and has to come by.
        Path(scratch).chmod(0o711)
        folder = Path(scratch) / "data"
        first = start(folder)
        ours, theirs = zip(*((start(folder), imports()) for _ in range(ROUNDS)), strict=True)
    print(f"the first start on an empty folder              {first:.2f} s")
    print(f"a warm start until it is ready                  {min(ours):.2f} s (at most {TARGET:g})")
    print(f"a Python that imports the libraries             {min(theirs):.2f} s, {min(ours) / min(theirs):.2f} x of it")
    return int(min(ours) > TARGET)


if __name__ == "__main__":
    os.environ.pop("TELEGRAM_BOT_TOKEN", None)
    sys.exit(main())
