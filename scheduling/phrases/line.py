"""A line being read: its atoms, what each can mean, and the small pieces that every rule is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduling.phrases.atoms import Atom, Shape, atoms
from scheduling.phrases.lexicon import Lexicon, Meanings, Value
from scheduling.words import Correction

_NONE: Meanings = {}
_TITLES = {"countable", "breakfast", "lunch", "dinner", "service", "wishes", "rooms"}
_DASHED = frozenset({"weekday", "short", "portions", "month", "am", "pm", "noon", "midnight"})


@dataclass
class Line:
    """The atoms of a text, and who reads it when: `now` in UTC, `zone` the reader's.

    `foreign` says that the lexicon is of another language than the text, whose words for days are none to us.
    `zone_on` says by which zone they live on a date, where that is not always `zone`.
    `day_first` is None while nobody said how they write dates; `hour_cycle` while nobody said how they write times.
    """

    text: str
    lexicon: Lexicon
    now: datetime
    zone: ZoneInfo
    day_first: bool | None
    hour_cycle: int | None
    zone_on: Callable[[date], ZoneInfo] | None = None
    foreign: bool = False
    line: list[Atom] = field(init=False)
    slips: dict[int, Correction] = field(default_factory=dict)
    _meanings: dict[int, Meanings] = field(default_factory=dict)
    _categories: set[str] | None = None

    def __post_init__(self) -> None:
        self.line = [part for atom in atoms(self.text) for part in self._apart(atom)]

    def _apart(self, atom: Atom) -> tuple[Atom, ...]:
        """ "Mon-Wed", "mid-November" and the end of "10am-noon" as three atoms; "Stand-up" stays one."""
        if atom.shape is not Shape.WORD:
            return (atom,)
        first, dash, last = atom.folded.partition("-")
        if not dash:
            return self._hour_apart(atom)
        if not all(any(each[1] in _DASHED for each in self.lexicon.sayings.get(half, ())) for half in (first, last)):
            return (atom,)
        one, _, other = atom.text.partition("-")
        return (
            Atom(one, first, Shape.WORD, atom.glued),
            Atom("-", "-", Shape.SIGN, glued=True),
            Atom(other, last, Shape.WORD, glued=True),
        )

    def _hour_apart(self, atom: Atom) -> tuple[Atom, ...]:
        """ "jam4" and the end of "15Uhr30" as a word and a number."""
        word = atom.folded.rstrip("0123456789")
        said = self.lexicon.sayings.get(word, ()) if 1 < len(word) < len(atom.folded) <= len(word) + 2 else ()
        if not any(each[1] == "at" or (each[1] == "oclock" and atom.glued) for each in said if len(each[0]) == 1):
            return (atom,)
        return (
            Atom(atom.text[: len(word)], word, Shape.WORD, atom.glued),
            Atom(atom.text[len(word) :], atom.folded[len(word) :], Shape.NUMBER, glued=False),
        )

    @cached_property
    def today(self) -> date:
        """The date at the reader's."""
        return self.now.astimezone(self.zone).date()

    @property
    def month(self) -> int:
        """The month of today, counted from the first one of year 0."""
        return self.today.year * 12 + self.today.month - 1

    def meanings(self, at: int) -> Meanings:
        """All that the atoms from `at` on can mean, slips forgiven."""
        known = self._meanings.get(at)
        if known is None:
            known = _NONE
            if 0 <= at < len(self.line):
                atom = self.line[at]
                known = self.lexicon.meanings(self.line, at)
                if not known and atom.shape is Shape.WORD and not self.part_of_number(at):
                    known, slip = self.lexicon.forgive(atom)
                    if slip:
                        self.slips[at] = slip
            self._meanings[at] = known
        return known

    def hit(self, at: int, category: str) -> tuple[int, Value] | None:
        """Where the saying of `category` that begins at `at` ends, and its value."""
        # Asked some two hundred times a line: what is known is looked up here.
        known = self._meanings.get(at)
        found = (self.meanings(at) if known is None else known).get(category)
        return (at + found[0], found[1]) if found else None

    def has(self, category: str) -> bool:
        """Whether a saying of `category` stands anywhere."""
        if self._categories is None:
            self._categories = {each for at in range(len(self.line)) for each in self.meanings(at)}
        return category in self._categories

    def weekday(self, at: int, category: str = "weekday") -> tuple[int, int] | None:
        """The weekday there, 0 for Monday."""
        found = self.hit(at, category)
        return (found[0], int(found[1])) if found else None

    def skip(self, at: int, *categories: str) -> int:
        """Behind the longest saying of these that stands at `at`; `at` itself if there is none."""
        meanings = self.meanings(at)
        return at + max((meanings[each][0] for each in categories if each in meanings), default=0)

    def shape(self, at: int) -> Shape | None:
        """The shape of the atom there, None beyond the ends."""
        return self.line[at].shape if 0 <= at < len(self.line) else None

    def sign(self, at: int, signs: str) -> bool:
        """Whether one of these signs stands there."""
        return self.shape(at) is Shape.SIGN and self.line[at].text in signs

    def comma(self, at: int) -> int:
        """Behind a comma there, or `at`."""
        return at + 1 if self.sign(at, ",") else at

    def glued(self, at: int) -> bool:
        """Whether the atom there follows the one before it without a space."""
        return at < len(self.line) and self.line[at].glued

    def part_of_number(self, at: int) -> bool:
        """Whether a word is glued behind a number ("10k"): a unit, and no word."""
        return self.glued(at) and self.shape(at - 1) in (Shape.NUMBER, Shape.POINT)

    def ends(self, at: int) -> bool:
        """Whether what is read may end before the atom there: it is not the rest of the same word."""
        if self.shape(at - 1) is Shape.ISO:
            return True
        return not (self.glued(at) and self.shape(at) is not Shape.SIGN) and not (
            self.sign(at, "%€$£°") or (self.sign(at, ".,:/") and self.glued(at) and self._number_follows(at + 1))
        )

    def _number_follows(self, at: int) -> bool:
        return self.glued(at) and self.shape(at) not in (Shape.WORD, Shape.PERSON, Shape.SIGN, None)

    def begins(self, at: int) -> bool:
        """Whether something may begin there: it is not the end of "v2.10", "TP1234", "#3" or "$10"."""
        if at >= len(self.line):
            return False
        if at == 0 or not self.line[at].glued:
            return not self.sign(at - 1, "#") if at else True
        before = self.line[at - 1]
        if before.shape is Shape.SIGN:
            if before.text in ("(", ",", ";", "[", "!", "?", ")") or at == 1 or not before.glued:
                return before.text[-1] not in "#$€£+/*.°=<>"
            return False
        return before.shape is Shape.ISO

    def number(self, at: int) -> tuple[int, float] | None:
        """A number in digits or as a word, whole or with decimals."""
        shape = self.shape(at)
        if shape is Shape.NUMBER:
            return at + 1, int(self.line[at].text)
        if shape is Shape.POINT:
            return at + 1, float(self.line[at].text.replace(",", "."))
        found = self.hit(at, "numbers")
        return (found[0], float(found[1])) if found else None

    def whole(self, at: int) -> tuple[int, int] | None:
        """A whole number in digits or as a word."""
        found = self.number(at)
        return (found[0], int(found[1])) if found and found[1] == int(found[1]) and not self.pointed(at) else None

    def titled(self, at: int) -> bool:
        """Whether a word stands there that says nothing about when, who or where."""
        return self.shape(at) is Shape.WORD and self.meanings(at).keys() <= _TITLES

    def pointed(self, at: int) -> bool:
        """Whether a number with a decimal point stands there."""
        return self.shape(at) is Shape.POINT

    def digits(self, at: int) -> tuple[int, ...]:
        """The numbers in the atom there."""
        return tuple(int(each) for each in re.findall(r"\d+", self.line[at].text))

    def quote(self, start: int, end: int) -> str:
        """What was typed from one atom to before another."""
        parts: list[str] = []
        for at in range(start, end):
            if parts and not self.line[at].glued:
                parts.append(" ")
            parts.append(self.line[at].text)
        return "".join(parts)
