"""Buttons about who takes part in an appointment that stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.buttons.codec import Button, button
from scheduling.appointments import Role


class Stands(StrEnum):
    """What somebody shall be once it is saved. Positions are packed: add at the end."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    OUT = "out"
    ANY = "any"

    @property
    def role(self) -> Role | None:
        return None if self is Stands.OUT else Role(self.value)


@button("ta")
@dataclass(frozen=True, slots=True)
class TakePart(Button):
    """[People] behind [Edit]: who takes part; what was chosen there and not saved stays."""

    appointment: int


@button("tb")
@dataclass(frozen=True, slots=True)
class OnePerson(Button):
    """A name among them: what can be done about this person."""

    appointment: int
    person: int


@button("tc")
@dataclass(frozen=True, slots=True)
class SetPart(Button):
    """[Needed] [Optional] [Remove], and a name to add: chosen, and not written before [Save]."""

    appointment: int
    person: int
    stands: Stands


@button("td")
@dataclass(frozen=True, slots=True)
class AddContacts(Button):
    """[From my contacts]"""

    appointment: int


@button("te")
@dataclass(frozen=True, slots=True)
class SavePeople(Button):
    """[Save]; `anyway` asks those too who are outside their hours and allow it."""

    appointment: int
    anyway: bool = False


@button("tf")
@dataclass(frozen=True, slots=True)
class PickFor(Button):
    """[Pick from contacts] on the card: the account of somebody known by a @name only (`person`)."""

    appointment: int
    person: int


@button("tg")
@dataclass(frozen=True, slots=True)
class Remind(Button):
    """[Remind] somebody who has not answered, once more by hand."""

    appointment: int
    person: int
