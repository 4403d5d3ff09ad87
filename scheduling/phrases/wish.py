"""What a line wishes: the fields that were read, what must be asked, and where every typed word went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from scheduling.choices import Choice
from scheduling.words import Correction

Candidate = datetime | date | time | timedelta
"""An instant (UTC), a day, a time on a day that is still open, or a length."""


class Ambiguity(StrEnum):
    """Why something is asked instead of guessed."""

    HALF = "half"
    """A time without its half of the day: "7"."""
    ORDER = "order"
    """Day and month may be either way round: "05/06"."""
    WEEKDAY = "weekday"
    """Which one: "Friday" on a Friday, "next Friday" while this week's is ahead."""
    MIDNIGHT = "midnight"
    """At the beginning or at the end of the day."""
    PART = "part"
    """A stretch of the day and no time: "tomorrow morning", "after 3pm". The candidates are times in it."""
    WEEK = "week"
    """Several days and none of them: "next week", "this weekend"."""
    CHOICE = "choice"
    """Two of them were named: "Thu or Fri"."""
    PAST = "past"
    """It is over; the candidates are ahead."""
    NO_TIME = "no-time"
    """No clock shows it: "25:00"."""
    NO_DATE = "no-date"
    """No calendar has it: "31 Feb"; the candidates are the days around."""
    CLOCKS = "clocks"
    """The clocks change then: the time is skipped (the candidates are beside it), or there twice."""
    CONTRADICTION = "contradiction"
    """The date is another weekday; the candidates are the date, and such a weekday near it."""
    ZONE = "zone"
    """It may be the time of several places: "10:00 IST", "15:00 in Berlin"."""
    SERIES = "series"
    """It is to come again and again; the candidate is the first."""
    GUESS = "guess"
    """Words in a language without a phrasebook that may name a day or a time: what they may mean comes first, and the
    next days behind it."""
    LENGTH = "length"
    """No length that can be booked: "0 min", "three days"."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. `about` quotes what was typed; with several candidates the earliest is first, unless guessed.

    `passed` is what is over, where that is why it is asked. `titles` are candidates that were guessed from words of the
    title, each with the title that is left when it was right.
    """

    kind: Ambiguity
    candidates: tuple[Candidate, ...]
    about: str = ""
    passed: datetime | date | None = field(default=None, compare=False)
    titles: tuple[tuple[Candidate, str], ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        # Midnight at either end of an unknown day reads the same: nobody is offered one time twice.
        object.__setattr__(self, "candidates", tuple(dict.fromkeys(self.candidates)))


class Field(StrEnum):
    """Where a typed word went."""

    TITLE = "title"
    WHEN = "when"
    LENGTH = "length"
    WHO = "who"
    PLACE = "place"
    ASKING = "asking"
    """How the wish was put: "please book a"."""
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, or the part of it between spaces that went to one field."""

    text: str
    field: Field


@dataclass(frozen=True, slots=True)
class Wish:
    """What was read of a line.

    `starts_at` and `ends_at` are UTC instants; `day` is set when the day is sure and the start is not. While a
    question about when is open, `starts_at` is None and its candidates are the starts to choose from, or the days or
    times where the other half is missing. `usernames` are lower case without "@", `optional` those of them who need not
    come, and of the people of the `choice` only some are needed; `title` and `place` are as they were typed, empty when
    none was. `corrections` are slips that were forgiven and must be told; `unread` is quoted.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    duration: timedelta | None = None
    usernames: tuple[str, ...] = ()
    title: str = ""
    place: str = ""
    questions: tuple[Question, ...] = ()
    unread: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    words: tuple[Word, ...] = ()
    optional: tuple[str, ...] = ()
    choice: Choice | None = None
