"""Packed buttons: 64 bytes, readable for ever, and nothing that anybody forges gets past them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.application  # noqa: F401 - registers every button there is
from bot.buttons import BadButton, Button, registered, unpack

GOLDEN = Path(__file__).with_name("buttons.golden")
"""One packed sample of every button of every release: a line once written must stay readable."""

_SAMPLES: dict[Any, Any] = {
    int: 2**63 - 1,
    str: "en",
    bool: True,
    datetime: datetime(2099, 12, 31, 23, 59, tzinfo=UTC),
    date: date(2099, 12, 31),
    timedelta: timedelta(hours=24),
    UUID: UUID("ffffffff-ffff-4fff-bfff-ffffffffffff"),
}


def largest(cls: type[Button]) -> Button:
    """A button with the longest values its fields may have."""
    hints = get_type_hints(cls)
    given: dict[str, Any] = {}
    for field in fields(cls):  # type: ignore[arg-type]  # every button is a dataclass
        kind = hints[field.name]
        kind = next((arg for arg in get_args(kind) if arg is not type(None)), kind)
        given[field.name] = list(kind)[-1] if isinstance(kind, type) and issubclass(kind, Enum) else _SAMPLES[kind]
    return cls(**given)


@pytest.mark.parametrize("cls", registered().values(), ids=lambda cls: cls.__name__)
def test_a_button_fits_and_comes_back_as_it_was(cls: type[Button]) -> None:
    button = largest(cls)
    packed = button.pack()
    assert len(packed.encode()) <= 64
    assert unpack(packed) == button


def test_samples_of_every_release_stay_readable() -> None:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    found = {line.split(" ")[1]: type(unpack(line.split(" ")[0])).__name__ for line in lines}
    assert {name: name for name in found} == found
    missing = [f"{largest(cls).pack()} {cls.__name__}" for cls in registered().values() if cls.__name__ not in found]
    assert missing == [], "add these lines to buttons.golden"


@given(st.one_of(st.text(max_size=80), st.from_regex(r"[a-z]{2}(:[0-9a-z-]{0,12}){0,5}", fullmatch=True)))
def test_what_we_did_not_pack_is_refused(forged: str) -> None:
    try:
        button = unpack(forged)
    except BadButton:
        return
    assert button.pack() == forged
