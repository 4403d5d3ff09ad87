"""Logs: one handler for all, in which no secret passes, whichever library says it."""

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

import logs

TOKEN = "123456789:AAF-a_token_that_nobody_should_ever_read"


class Screen(io.StringIO):
    """A terminal that remembers what it showed."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Logging is the process's: put back what the next test expects."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(logs, "_known", set())
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    for name in logs._TALKATIVE:
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


def said(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail() -> None:
    raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")


def test_both_kinds_of_logger_speak_json() -> None:
    stream = io.StringIO()
    logs.configure("INFO", "json", stream=stream)
    structlog.get_logger("ours").info("booked", appointment=7)
    logging.getLogger("theirs").warning("slow: %s s", 3)
    lines = said(stream)
    for line in lines:
        assert line.pop("timestamp").endswith("Z")
    assert lines == [
        {"event": "booked", "appointment": 7, "level": "info", "logger": "ours"},
        {"event": "slow: 3 s", "level": "warning", "logger": "theirs"},
    ]


def test_every_error_has_a_number_once() -> None:
    stream = io.StringIO()
    logs.configure("INFO", "json", stream=stream)
    structlog.get_logger("ours").error("turn failed", incident="7F3A")
    structlog.get_logger("ours").error("notice not rendered", notice=7)
    logging.getLogger("theirs").error("broken")
    structlog.get_logger("ours").warning("paused")
    told, ours, theirs, warning = (line.get("incident") for line in said(stream))
    assert told == "7F3A"
    assert [len(bytes.fromhex(str(number))) for number in (ours, theirs)] == [2, 2]
    assert warning is None


@pytest.mark.parametrize("form", ["json", "console"])
def test_no_secret_passes(form: str) -> None:
    stream = io.StringIO()
    logs.keep_secret(["a secret of ours", "p@ss/word"])
    logs.configure("DEBUG", form, stream=stream)
    log = structlog.get_logger("ours")
    log.info(f"calling bot{TOKEN}", url=f"https://api.telegram.org/bot{TOKEN}/getMe", nested={"t": [TOKEN]})
    log.info("escaped", url=TOKEN.replace(":", "%3A"), also="x%20p%40ss%2Fword")
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    logging.getLogger("db").error("connect to postgresql://ana:hunter2-and-more@host/db: a secret of ours")
    try:
        fail()
    except ValueError:
        log.exception("failed")
        logging.getLogger("theirs").exception("failed")
    text = stream.getvalue()
    assert text.count("Traceback") == 2
    for secret in (TOKEN, TOKEN.split(":")[1], "hunter2", "a secret of ours", "p%40ss"):
        assert secret not in text
    assert "123456789:***" in text
    assert "postgresql://ana:***@host/db" in text


def test_local_variables_stay_out_of_tracebacks() -> None:
    stream = Screen()
    logs.configure("INFO", "auto", stream=stream)
    title = "Divorce lawyer"
    try:
        int(title[:0])
    except ValueError:
        structlog.get_logger().exception("failed")
    assert "failed" in stream.getvalue()
    assert "Divorce" not in stream.getvalue().replace('title = "Divorce lawyer"', "")


def test_auto_is_console_on_a_terminal_and_json_elsewhere() -> None:
    screen, pipe = Screen(), io.StringIO()
    logs.configure("INFO", "auto", stream=screen)
    structlog.get_logger().info("hello")
    logs.configure("INFO", "auto", stream=pipe)
    structlog.get_logger().info("hello")
    assert not screen.getvalue().startswith("{")
    assert said(pipe)[0]["event"] == "hello"


def test_libraries_that_tell_every_request_are_quiet_unless_asked() -> None:
    stream = io.StringIO()
    logs.configure("INFO", "json", stream=stream)
    logging.getLogger("apscheduler.executors.default").info("Running job")
    structlog.get_logger().debug("not asked for")
    assert stream.getvalue() == ""
    logs.configure("DEBUG", "json", stream=stream)
    logging.getLogger("apscheduler.executors.default").info("Running job")
    assert [line["event"] for line in said(stream)] == ["Running job"]


def test_warnings_are_logged() -> None:
    stream = io.StringIO()
    logs.configure("INFO", "json", stream=stream)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(f"token {TOKEN}", UserWarning, stacklevel=1)
    (line,) = said(stream)
    assert (line["level"], line["logger"]) == ("warning", "py.warnings")
    assert TOKEN not in line["event"]


def test_a_terminal_shows_lines_and_a_pipe_logs_facts() -> None:
    screen, pipe, stream = Screen(), io.StringIO(), io.StringIO()
    logs.configure("INFO", "json", stream=stream)
    logs.Terminal(screen, io.StringIO()).say(f"Token {TOKEN}", "token", number=1)
    logs.Terminal(pipe, io.StringIO()).say(f"Token {TOKEN}", "token", number=1)
    assert screen.getvalue() == "Token 123456789:***\n"
    assert pipe.getvalue() == ""
    assert [(line["event"], line["number"]) for line in said(stream)] == [("token", 1)]


def test_a_failure_is_one_line() -> None:
    errors = io.StringIO()
    logs.Terminal(io.StringIO(), errors).fail(f"broken\n  by {TOKEN}")
    assert errors.getvalue() == "appointment-bot: broken by 123456789:***\n"
