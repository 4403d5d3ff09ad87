"""Views are values: a text and its buttons, made from data for one viewer. Only messenger turns them into JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.buttons import Button


class Press(NamedTuple):
    """An inline button that comes back to us as a tap."""

    label: str
    data: str


class Link(NamedTuple):
    """An inline button that opens an address."""

    label: str
    url: str


Key = Press | Link
Rows = tuple[tuple[Key, ...], ...]


def press(label: str, button: Button) -> Press:
    """A key that sends the button back."""
    return Press(label, button.pack())


@dataclass(frozen=True, slots=True)
class View:
    """One message: `text` is Telegram's HTML, `rows` its inline keyboard.

    `appointment_id` and `sequence` are set when it shows an appointment: its message is then kept as a card, and
    redrawn when the appointment changes.
    """

    text: str
    rows: Rows = ()
    appointment_id: int | None = None
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is sent as a message of its own."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class AskLocation:
    """A helper message with a reply keyboard: [share my location] [back]. It goes when it has been used."""

    text: str
    share: str
    back: str


@dataclass(frozen=True, slots=True)
class AskPeople:
    """A helper message whose reply keyboard opens Telegram's list of contacts (KeyboardButtonRequestUsers)."""

    text: str
    pick: str
    back: str
    request_id: int
    most: int = 10


Helper = AskLocation | AskPeople


def fit(keys: Sequence[Key]) -> Rows:
    """Rows by the rule of the house: three keys a row up to 11 characters, two up to 18, else one."""
    rows: list[tuple[Key, ...]] = []
    row: list[Key] = []
    for key in keys:
        longest = max([len(each.label) for each in (*row, key)])
        room = 3 if longest <= 11 else 2 if longest <= 18 else 1
        if row and len(row) >= room:
            rows.append(tuple(row))
            row = []
        row.append(key)
    if row:
        rows.append(tuple(row))
    return tuple(rows)
