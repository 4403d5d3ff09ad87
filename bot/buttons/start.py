"""Buttons of the first start: where one is, and whose an invitation link is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.buttons.codec import MAX_BYTES, Button, button
from scheduling.places import Place


class Purpose(Enum):
    """What a place is asked for. Positions are packed in buttons: add at the end."""

    START = "start"
    """Somebody says for the first time where they are."""
    SETTINGS = "settings"
    """Somebody has moved."""
    JOURNEY = "journey"
    """Somebody will be there for some dates."""


@button("sa")
@dataclass(frozen=True, slots=True)
class Here(Button):
    """A place, by its zone's IANA name and the name it is called by."""

    zone: str
    city: str
    purpose: Purpose = Purpose.START


@button("sb")
@dataclass(frozen=True, slots=True)
class AnotherCity(Button):
    """[Another city]: asks for it."""

    purpose: Purpose = Purpose.START


@button("sc")
@dataclass(frozen=True, slots=True)
class AskOrganizer(Button):
    """[Yes, ask Ana]: the link's start parameter, which alone shows that the viewer was given the link."""

    parameter: str


@button("sd")
@dataclass(frozen=True, slots=True)
class NotMe(Button):
    """[No] where a link was for another @name."""


@button("se")
@dataclass(frozen=True, slots=True)
class SamePerson(Button):
    """[Yes]: the organizer says that the account that opened the link (`person`) is the one that was invited."""

    appointment: int
    person: int


@button("sf")
@dataclass(frozen=True, slots=True)
class NewLink(Button):
    """[No, new link]: it is not; the old link is revoked."""

    appointment: int
    person: int


def here(place: Place, purpose: Purpose = Purpose.START) -> Here:
    """The button of a place. A name too long for a button loses its last words: one in 140 of the names that we know,
    most of them in scripts whose letters take three bytes. Who offers a place keeps the whole name in the session.
    """
    city = place.name.replace(":", " ")
    room = MAX_BYTES - len(Here(place.zone.key, "", purpose).pack())
    while len(city.encode()) > room:
        city = city.rpartition(" ")[0] or city[:-1]
    return Here(place.zone.key, city, purpose)
