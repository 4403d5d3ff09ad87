"""Buttons are frozen dataclasses, packed into the 64 bytes of `callback_data` and unpacked when pressed.

A packed button claims nothing: identity comes from the update, permission is checked again in services. Codes are
never reused; `tests/bot/buttons.golden` keeps samples of every release readable.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any, ClassVar, TypeVar, get_args, get_type_hints
from uuid import UUID

MAX_BYTES = 64
"""Bot API, InlineKeyboardButton.callback_data: 1-64 bytes."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class BadButton(ValueError):
    """Not something that this program packed: forged, cut off, or of a kind that is no longer known."""


class Button:
    """What a press means. Subclasses are frozen dataclasses registered with `@button(code)`."""

    code: ClassVar[str]

    def pack(self) -> str:
        """The callback data, at most 64 bytes."""
        plan = _PLANS[type(self)]
        packed = ":".join([plan.code, *[write(getattr(self, name)) for name, write, _ in plan.fields]])
        if len(packed if packed.isascii() else packed.encode()) > MAX_BYTES:
            raise ValueError(f"{type(self).__name__} does not fit {MAX_BYTES} bytes: {packed}")
        return packed


class _Plan:
    """How one class is written and read; made at the first use, when its annotations can be resolved."""

    __slots__ = ("cls", "code", "fields")

    def __init__(self, cls: type[Button]) -> None:
        hints = get_type_hints(cls)
        self.cls = cls
        self.code = cls.code
        self.fields = [(name, *_writing(hints[name])) for name in _names(cls)]


def _names(cls: Any) -> list[str]:
    return [field.name for field in fields(cls)]


class _Plans(dict[type[Button], _Plan]):
    def __missing__(self, cls: type[Button]) -> _Plan:
        plan = self[cls] = _Plan(cls)
        return plan


_PLANS = _Plans()
_CODES: dict[str, type[Button]] = {}
B = TypeVar("B", bound=type[Button])


def button(code: str) -> Callable[[B], B]:
    """Register a dataclass under a code of at most three characters, unique for ever."""

    def register(cls: B) -> B:
        if code in _CODES or ":" in code or not 0 < len(code) <= 3:
            raise ValueError(f"bad or taken button code {code!r}")
        cls.code = code
        _CODES[code] = cls
        return cls

    return register


def unpack(packed: str) -> Button:
    """The button behind callback data.

    Raises BadButton for everything that `pack` would not have written; nothing else, whatever the bytes.
    """
    if len(packed) > MAX_BYTES:
        raise BadButton("too long")
    code, *values = packed.split(":")
    cls = _CODES.get(code)
    if cls is None:
        raise BadButton("unknown code")
    plan = _PLANS[cls]
    if len(values) != len(plan.fields):
        raise BadButton("wrong number of fields")
    try:
        found = cls(**{name: read(value) for (name, _, read), value in zip(plan.fields, values, strict=True)})
    except (ValueError, OverflowError, KeyError) as error:
        raise BadButton("unreadable field") from error
    if found.pack() != packed:
        raise BadButton("not as we write it")
    return found


def registered() -> dict[str, type[Button]]:
    """All codes, for the golden file."""
    return dict(_CODES)


# The buttons of one message have its appointment's id in common.
@lru_cache(maxsize=1024)
def _write_int(value: int) -> str:
    if 0 <= value < 36:
        return _DIGITS[value]
    if value < 0:
        return "-" + _write_int(-value)
    digits = ""
    while True:
        value, rest = divmod(value, 36)
        digits = _DIGITS[rest] + digits
        if not value:
            return digits


def _read_int(value: str) -> int:
    number = int(value, 36)
    if abs(number) >= 1 << 63:
        raise ValueError("beyond a bigint")
    return number


def _write_instant(value: datetime) -> str:
    return _write_int(int(value.timestamp()) // 60)


def _read_instant(value: str) -> datetime:
    return datetime.fromtimestamp(_read_int(value) * 60, UTC)


# One keyboard packs its draft's id into forty buttons.
@lru_cache(maxsize=64)
def _write_uuid(value: UUID) -> str:
    return base64.urlsafe_b64encode(value.bytes).rstrip(b"=").decode()


def _read_uuid(value: str) -> UUID:
    return UUID(bytes=base64.urlsafe_b64decode(value.encode() + b"=="))


def _read_text(value: str) -> str:
    return value


def _write_text(value: str) -> str:
    if ":" in value:
        raise ValueError("a packed text cannot hold a colon")
    return value


_KINDS: dict[Any, tuple[Callable[[Any], str], Callable[[str], Any]]] = {
    int: (_write_int, _read_int),
    str: (_write_text, _read_text),
    bool: (lambda value: "1" if value else "0", lambda value: {"1": True, "0": False}[value]),
    datetime: (_write_instant, _read_instant),
    date: (lambda value: _write_int(value.toordinal()), lambda value: date.fromordinal(_read_int(value))),
    timedelta: (
        lambda value: _write_int(int(value.total_seconds()) // 60),
        lambda value: timedelta(minutes=_read_int(value)),
    ),
    UUID: (_write_uuid, _read_uuid),
}


def _writing(kind: Any) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    """Writer and reader of one field's type: the kinds above, enums by position, and `| None` as an empty text."""
    if type(None) in get_args(kind):
        (inner,) = [arg for arg in get_args(kind) if arg is not type(None)]
        write, read = _writing(inner)
        return (lambda value: "" if value is None else write(value)), (lambda value: read(value) if value else None)
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = list(kind)
        digits = dict(zip(members, _DIGITS, strict=False))
        return digits.__getitem__, (lambda value: members[_read_position(value, members)])
    return _KINDS[kind]


def _read_position(value: str, members: list[Any]) -> int:
    position = _DIGITS.index(value) if len(value) == 1 else -1
    if not 0 <= position < len(members):
        raise ValueError("no such member")
    return position
