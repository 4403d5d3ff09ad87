"""What the program says to whoever runs it: logs and terminal lines, from both of which secrets are cut out."""

import logging
import re
import sys
from collections.abc import Iterable
from secrets import token_hex
from typing import TextIO
from urllib.parse import quote

import structlog

# A bot token as Telegram makes it, also where it stands escaped in a URL; and whatever is a password in a URL.
_TOKEN = re.compile(r"(\d{3,20})(:|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_PASSWORD = re.compile(r"(://[^\s/:@]*:)(?!password@)[^\s/@]+@")  # the word itself stands in our own examples
_HIDDEN = "***"

# They tell each request, each tick or each connection at INFO; that is for looking at them, not at us.
_TALKATIVE = ("aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "psycopg", "telegram", "uvicorn")

_known: set[str] = set()


def keep_secret(secrets: Iterable[str]) -> None:
    """Cut these out of everything said from now on, beside what looks like a token or a password anyway."""
    for secret in secrets:
        if len(secret) >= 6:
            _known.update({secret, quote(secret, safe="")})


def redact(text: str) -> str:
    """`text` without secrets: the bot's number stays of a token, so that one can tell which it was."""
    for secret in _known:
        text = text.replace(secret, _HIDDEN)
    return _PASSWORD.sub(rf"\1{_HIDDEN}@", _TOKEN.sub(rf"\1\2{_HIDDEN}", text))


class _Redacting(structlog.stdlib.ProcessorFormatter):
    """Redacts last, when message, arguments and traceback are one text."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def _numbered(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """An error has a number to speak of it by, also where nobody was told one."""
    if event.get("level") in ("error", "critical"):
        event.setdefault("incident", token_hex(2).upper())
    return event


def configure(level: str, form: str, *, stream: TextIO | None = None) -> None:
    """Send structlog's and every library's logs through one redacting handler.

    level: DEBUG, INFO, WARNING or ERROR. form: console, json, or auto (console on a terminal, json elsewhere).
    stream: standard error if not given, so that output can be piped away from it.
    """
    stream = stream or sys.stderr
    console = form == "console" or (form == "auto" and stream.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        _numbered,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    last: list[structlog.typing.Processor]
    if console:
        # Plain tracebacks: the pretty ones show local variables, and with them what people wrote.
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=plain)]
    else:
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        _Redacting(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO if level == "DEBUG" else max(logging.WARNING, root.level))
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            # What libraries hand over as `extra` is theirs alone.
            *[each for each in shared if not isinstance(each, structlog.stdlib.ExtraAdder)],
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class Terminal:
    """Lines for a person at a terminal; the same facts as log events when nobody sits there."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self.attended = self._out.isatty()

    def say(self, line: str, event: str, **facts: object) -> None:
        """Tell `line` at a terminal, or log `event` with its facts on a pipe."""
        if self.attended:
            print(redact(line), file=self._out, flush=True)
        else:
            structlog.get_logger("appointment-bot").info(event, **facts)

    def print(self, line: str) -> None:
        """Print `line` wherever the output goes: it is what was asked for."""
        print(redact(line), file=self._out, flush=True)

    def fail(self, line: str) -> None:
        """One clear line about why the program ends, on standard error."""
        print(f"appointment-bot: {redact(' '.join(line.split()))}", file=self._err, flush=True)
