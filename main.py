"""The front door: reads the settings, brings servers along where none are given, and runs what was asked for."""

import os
import zoneinfo

# The rules of the installed tzdata, and not this machine's older copy, before anything has looked up a zone.
zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()
os.environ["PYTHONTZPATH"] = ""
# Read once, when telegram is imported: without it its own retry error warns.
os.environ["PTB_TIMEDELTA"] = "1"

import argparse
import asyncio
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any

import structlog

import logs
import settings
from embedded import Embedded, EmbeddedError

COMMANDS = {
    "run": "everything in one process; the playground when there is no TELEGRAM_BOT_TOKEN (this is the default)",
    "bot": "talk to Telegram only; needs DATABASE_URL, REDIS_URL and TELEGRAM_BOT_TOKEN, as do jobs and web",
    "jobs": "deliver invitations and reminders only",
    "web": "answer over HTTP only",
    "migrate": "bring the database to this version's schema, and end",
    "backup": "write everything into a FILE, and end; the bot may run meanwhile",
    "restore": "load what backup wrote into an empty database, and end; the bot must not run",
    "check": "book an appointment between sample people on scratch data, tell each step, and end",
}
_APART = ("bot", "jobs", "web")
_WORDS = ("command", "file", "replace")
_FILED = ("backup", "restore")


def main(words: Sequence[str] | None = None) -> int:
    """Run `appointment-bot` with these words (the command line's by default) and return its exit status.

    0: done, or stopped by SIGTERM or Ctrl-C. 1: could not run, or a check failed. 2: a setting or a word is wrong.
    """
    terminal = logs.Terminal()
    asked = _parser().parse_args(words)
    given = {name: value for name, value in vars(asked).items() if name not in _WORDS and value is not None}
    try:
        read = settings.read(**given)
    except settings.WrongSettingsError as error:
        terminal.fail(str(error))
        return 2
    secrets = (read.telegram_bot_token, read.database_url, read.database_direct_url, read.redis_url)
    logs.keep_secret(secret.get_secret_value() for secret in secrets if secret is not None)
    # Who sits at a terminal reads our lines, and logs only of what goes wrong unless they ask for more.
    quiet = terminal.attended and "log_level" not in read.model_fields_set
    logs.configure("WARNING" if quiet else read.log_level, read.log_format)
    missing = _missing(asked.command, read)
    if missing:
        terminal.fail(missing)
        return 2
    with _scratch(asked.command, read) as read:
        return _run(asked, read, terminal)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="appointment-bot",
        description="Book appointments by chatting. Without a token it runs a playground: nothing leaves this machine.",
        epilog="Settings are read from the environment and from .env: see .env.example.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('appointment-bot')}")
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument("--data-dir", metavar="FOLDER", help="where the servers keep their data (DATA_DIR)")
    options.add_argument("--port", dest="playground_port", metavar="PORT", help="the playground's (PLAYGROUND_PORT)")
    options.add_argument("--log-level", metavar="LEVEL", help="DEBUG, INFO, WARNING or ERROR (LOG_LEVEL)")
    for action in options._actions:
        parser._add_action(action)
    commands = parser.add_subparsers(title="commands", metavar="command", dest="command")
    commands.default = "run"
    for name, what in COMMANDS.items():
        command = commands.add_parser(name, help=what, description=what, parents=[options])
        if name in _FILED:
            command.add_argument("file", metavar="FILE", type=Path, help="the backup")
        if name == "restore":
            command.add_argument("--replace", action="store_true", help="drop what is in the database first")
    return parser


def _missing(command: str, read: settings.Settings) -> str | None:
    """What a role that runs apart lacks: it shares its servers with others, so it brings none along."""
    if command not in _APART:
        return None
    wanted = {
        "DATABASE_URL": read.database_url,
        "REDIS_URL": read.redis_url,
        "TELEGRAM_BOT_TOKEN": read.telegram_bot_token,
    }
    lacking = [name for name, value in wanted.items() if value is None]
    return f"{command} needs {' and '.join(lacking)}: set them, or use `appointment-bot run`." if lacking else None


@contextmanager
def _scratch(command: str, read: settings.Settings) -> Iterator[settings.Settings]:
    """For `check`: settings of a playground in a folder that is gone afterwards."""
    if command != "check":
        yield read
        return
    with tempfile.TemporaryDirectory(prefix="appointment-bot-check-") as folder:
        Path(folder).chmod(0o711)  # root's servers run as somebody else, who must pass through
        nothing = {"telegram_bot_token": None, "database_url": None, "database_direct_url": None, "redis_url": None}
        yield read.model_copy(update={**nothing, "data_dir": Path(folder) / "data"})


def _run(asked: argparse.Namespace, read: settings.Settings, terminal: logs.Terminal) -> int:
    command: str = asked.command
    playing = read.telegram_bot_token is None and command in ("run", "check")
    embedded = Embedded(
        read.data_dir,
        postgresql=playing or read.database_url is None,
        valkey=(playing or read.redis_url is None) and command not in ("migrate", "backup"),
        durable=command != "check",
    )
    _on_signals("SIGTERM", "SIGHUP", do=_interrupt)
    try:
        embedded.start()
        # The servers start while Python imports.
        from program import running

        embedded.wait()
        factory = asyncio.SelectorEventLoop if sys.platform == "win32" else None
        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(running.run(command, read, embedded, terminal, **_file(asked)))
    except KeyboardInterrupt:
        return 0
    except EmbeddedError as error:
        terminal.fail(str(error))
        return 1
    except Exception as error:
        terminal.fail(_expected(error) or _fault(error))
        return 1
    finally:
        # The stop is short and has an end of its own; half of it would leave a server running.
        _on_signals("SIGTERM", "SIGHUP", "SIGINT", do=_already_stopping)
        embedded.stop()


def _file(asked: argparse.Namespace) -> dict[str, Any]:
    """What `backup` and `restore` are told besides."""
    return {name: vars(asked)[name] for name in ("file", "replace") if name in vars(asked)}


def _expected(error: Exception) -> str | None:
    """The line of a CannotRunError, wherever in a group of errors it stands."""
    from program.preflight import CannotRunError

    if isinstance(error, CannotRunError):
        return str(error)
    if isinstance(error, ExceptionGroup):
        return next((line for each in error.exceptions if (line := _expected(each)) is not None), None)
    return None


def _fault(error: Exception) -> str:
    structlog.get_logger("appointment-bot").error("stopped by a fault of its own", exc_info=error)
    return f"Stopped by a fault of its own ({type(error).__name__}): the log has the details."


def _on_signals(*names: str, do: Callable[[int, FrameType | None], None]) -> None:
    for name in names:
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), do)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _already_stopping(_number: int, _frame: FrameType | None) -> None:
    """Nothing. Not SIG_IGN: a server that is being started just now would inherit that, and miss its own stop."""


if __name__ == "__main__":
    sys.exit(main())
