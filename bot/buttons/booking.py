"""The buttons of a draft. Each carries the draft's id, so that one of an older draft is known for what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from bot.buttons.codec import Button, button


class Step(StrEnum):
    """The questions of a booking, in the order in which they are asked. Positions are packed: add at the end."""

    TITLE = "title"
    PEOPLE = "people"
    DAY = "day"
    TIME = "time"
    CARD = "card"
    """Everything is known: [Book], and each field to change."""
    PLACE = "place"
    NOTES = "notes"


@button("ba")
@dataclass(frozen=True, slots=True)
class Go(Button):
    """[Next], [Back] and [Done]: show that step."""

    draft: UUID
    step: Step


@button("bb")
@dataclass(frozen=True, slots=True)
class Change(Button):
    """[Title], [People], ...: one field of a draft that has all of them; its answer leads back to the card."""

    draft: UUID
    step: Step


@button("bc")
@dataclass(frozen=True, slots=True)
class Toggle(Button):
    """A person: in or out. `chosen` is what the button makes of it, so that a double press is one."""

    draft: UUID
    person: int
    chosen: bool


@button("bv")
@dataclass(frozen=True, slots=True)
class MakeOptional(Button):
    """A person who is in: once more, and they need not come."""

    draft: UUID
    person: int

    @property
    def chosen(self) -> bool:
        """As in `Toggle`: the press does not put them in, they are."""
        return False


@button("bd")
@dataclass(frozen=True, slots=True)
class Alone(Button):
    """[Just me]"""

    draft: UUID


@button("be")
@dataclass(frozen=True, slots=True)
class Contacts(Button):
    """[From my contacts]"""

    draft: UUID


@button("bf")
@dataclass(frozen=True, slots=True)
class Month(Button):
    """[‹] and [›]: `first` is the first day of the month to show."""

    draft: UUID
    first: date


@button("bg")
@dataclass(frozen=True, slots=True)
class PickDay(Button):
    """A day of the month, live or dead."""

    draft: UUID
    day: date


@button("bh")
@dataclass(frozen=True, slots=True)
class Legend(Button):
    """What stands in the month but is no day of it: its name, the weekdays, the days of its neighbours."""

    draft: UUID


@button("bi")
@dataclass(frozen=True, slots=True)
class Length(Button):
    """How long."""

    draft: UUID
    duration: timedelta


@button("bj")
@dataclass(frozen=True, slots=True)
class PickTime(Button):
    """A time of a day, or one of those that are offered."""

    draft: UUID
    starts_at: datetime


@button("bk")
@dataclass(frozen=True, slots=True)
class Times(Button):
    """[Earlier] and [Later]: another page of the day's times, the first is 0."""

    draft: UUID
    page: int


@button("bl")
@dataclass(frozen=True, slots=True)
class Book(Button):
    """What the card says is what is booked: its start and length stand in the button.

    `anyway` asks those too who are outside their hours and allow it; `soft` those too of whom the card said that they
    have an unanswered invitation then.
    """

    draft: UUID
    starts_at: datetime
    duration: timedelta
    anyway: bool
    soft: bool = False


@button("bm")
@dataclass(frozen=True, slots=True)
class LeaveOut(Button):
    """[Leave Chen out]"""

    draft: UUID
    person: int


@button("bn")
@dataclass(frozen=True, slots=True)
class OtherTimes(Button):
    """[Other times]: the times of the draft's day, or the month when it has none."""

    draft: UUID


@button("bo")
@dataclass(frozen=True, slots=True)
class Clear(Button):
    """[No place], [No notes]"""

    draft: UUID
    step: Step


@button("bp")
@dataclass(frozen=True, slots=True)
class Discard(Button):
    """[Discard]: the draft is forgotten."""

    draft: UUID


@button("bq")
@dataclass(frozen=True, slots=True)
class GoOn(Button):
    """The draft that was left lying."""

    draft: UUID


@button("br")
@dataclass(frozen=True, slots=True)
class StartNew(Button):
    """Instead of the draft that was left lying."""

    draft: UUID


@button("bs")
@dataclass(frozen=True, slots=True)
class StartAgain(Button):
    """A draft that is gone, with what its message still says; start and length as its buttons said."""

    draft: UUID
    starts_at: datetime | None
    duration: timedelta | None


@button("bw")
@dataclass(frozen=True, slots=True)
class Replace(Button):
    """[Start new] with the title that its message offers, in place of this draft."""

    draft: UUID


@button("bx")
@dataclass(frozen=True, slots=True)
class Meant(Button):
    """What a line typed over this draft was meant for: something `new`, or a change of it."""

    draft: UUID
    new: bool


@button("bt")
@dataclass(frozen=True, slots=True)
class AllFields(Button):
    """[Edit] on the card of a draft that came in one line."""

    draft: UUID


@button("bu")
@dataclass(frozen=True, slots=True)
class New(Button):
    """[New appointment], anywhere."""
