"""What was found in a line: each piece, where it stands, and where every atom went."""

from __future__ import annotations

from dataclasses import dataclass, field

from scheduling.phrases.clocks import Times
from scheduling.phrases.dates import Day
from scheduling.phrases.wish import Field


@dataclass(frozen=True, slots=True)
class Piece:
    """Atoms `start` to before `end` that say one thing: a Day, Times, a length in minutes, or a part of a day."""

    start: int
    end: int
    said: Day | Times | float | str


@dataclass
class Found:
    """Everything that was found. `fields` tells for every atom where it went, None for what is left."""

    fields: list[Field | None]
    days: list[Piece] = field(default_factory=list)
    times: list[Piece] = field(default_factory=list)
    lengths: list[Piece] = field(default_factory=list)
    parts: list[Piece] = field(default_factory=list)
    until: Piece | None = None
    """A time that ends what another one starts: "10:00 on Friday until 12"."""
    usernames: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    place: tuple[int, int] | None = None
    link: int | None = None
    meal: str = ""
    either: bool = False
    """Whether "or" stands in it."""
