"""What no conversation comes by: texts that no phone is shown and buttons that nobody presses, named after a whole run.

A conversation is a test with phones. The random one does not count: what it comes by changes from run to run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import router
from bot.buttons import Button, codec
from texts import Words, words

PHONES = {"chat", "house", "world"}
"""Fixtures that open a chat."""
RANDOM = "test_every_input"

_TEXTS = Path(__file__).parents[1] / "texts" / "en"
_REFERENCE = re.compile(r"\{ ([a-z][a-z0-9-]*) \}")


class Reached:
    """Listens while tests run, in each worker; the run fails when all of them together have missed something."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._listening = False
        self._found: set[str] = set()
        self._missed: list[str] = []
        template, short, unpack = Words._template, Words.short, codec.unpack

        def resolved(texts: Words, key: str, args: Any) -> tuple[str, ...]:
            self._heard(key)
            return template(texts, key, args)

        def shortened(texts: Words, key: str, limit: int, /, **args: Any) -> Any:
            self._heard(key)
            return short(texts, key, limit, **args)

        def unpacked(data: str) -> Button:
            button = unpack(data)
            self._heard(type(button).__name__)
            return button

        self._patch = pytest.MonkeyPatch()
        self._patch.setattr(Words, "_template", resolved)
        self._patch.setattr(Words, "short", shortened)
        self._patch.setattr(router, "unpack", unpacked)

    def pytest_unconfigure(self) -> None:
        self._patch.undo()

    def _heard(self, name: str) -> None:
        if self._listening:
            self._found.add(name)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._listening = bool(PHONES & set(getattr(item, "fixturenames", ()))) and RANDOM not in item.nodeid
        try:
            return (yield)
        finally:
            self._listening = False

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """One of pytest-xdist's workers has ended."""
        self._found |= set(getattr(node, "workeroutput", {}).get("reached", ()))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput["reached"] = sorted(self._found)
        elif session.exitstatus == pytest.ExitCode.OK and self._whole():
            self._missed = sorted(_everything() - self._found - _within(self._found))
            if self._missed:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._missed:
            terminalreporter.section("no conversation comes by")
            terminalreporter.write_line(" ".join(self._missed))

    def _whole(self) -> bool:
        chosen = any(self._config.getoption(name, None) for name in ("keyword", "markexpr", "lf", "deselect"))
        return self._config.args_source is pytest.Config.ArgsSource.TESTPATHS and not chosen


def _everything() -> set[str]:
    return set(words("en").entries) | {button.__name__ for button in codec.registered().values()}


def _within(found: set[str]) -> set[str]:
    """The texts that stand within others: Fluent puts them in, and nobody asks for them by name."""
    parts: dict[str, set[str]] = {}
    for path in _TEXTS.glob("*.ftl"):
        for key, text in re.findall(r"(?ms)^([a-z][a-z0-9-]*) =(.*?)(?=^[a-z#]|\Z)", path.read_text(encoding="utf-8")):
            parts[key] = set(_REFERENCE.findall(text))
    reached, new = set(found), set(found)
    while new:
        new = {part for key in new for part in parts.get(key, ())} - reached
        reached |= new
    return reached - found
