"""The words people type for days, times and lengths, one table a language, and the forgiving of typing slips."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from scheduling.words import en
from scheduling.words import id as indonesian
from scheduling.words.tables import Words

TABLES: dict[str, Words] = {"en": en.WORDS, "id": indonesian.WORDS}
"""Every language that can be read. The names of a table are folded as `fold` folds what people type."""


_SPACES = frozenset({"Cc", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A slip that was forgiven: what stood there, and what it was read as. It is always told."""

    written: str
    read_as: str


def table(language: str) -> Words:
    """The table of a language tag ("pt-BR" finds "pt"), English where there is none."""
    return TABLES.get(language.lower()) or TABLES.get(re.split("[-_]", language.lower())[0]) or TABLES["en"]


LONGEST_ANSWER = 200
"""Letters beyond which a text is no answer to a question for one day, time or length."""


def tidy(text: str) -> str:
    """`text` in NFKC with plain dashes and apostrophes, without control characters, in single spaces, trimmed."""
    if text.isascii() and text.isprintable():
        # Most of what is typed, and read word by word many times over: none of the following would change it.
        return " ".join(text.split())
    text = unicodedata.normalize("NFKC", text)
    # Line breaks and odd spaces separate words; what is invisible (direction marks, joiners) says nothing about time.
    text = "".join(" " if unicodedata.category(character) in _SPACES else character for character in text)
    text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    text = re.sub("[\u2010-\u2015\u2212]", "-", text).replace("\u2019", "'")
    return " ".join(text.split())


def fold(text: str) -> str:
    """`text` as it is compared with the tables: tidy, and without upper case."""
    return tidy(text).casefold()


def closest(written: str, known: Mapping[str, object]) -> str | None:
    """The known word that `written` is a slip of, or None if there is none, or two that do not mean the same.

    A slip is one wrong, missing, extra or swapped letter, two from seven letters on; words under four letters are
    not guessed at.
    """
    if not 4 <= len(written) <= 40 or not written.isalpha():
        return None
    return _closest(written, tuple(known.items()))


# The same words are tried against the same tables many times while one text is taken apart.
@lru_cache(maxsize=256)
def _closest(written: str, named: tuple[tuple[str, object], ...]) -> str | None:
    known = dict(named)
    allowed = 1 if len(written) < 7 else 2
    near = sorted(
        (distance, word) for word in known if len(word) >= 4 and (distance := _slips(written, word)) <= allowed
    )
    meanings = [known[word] for distance, word in near if distance == near[0][0]]
    return near[0][1] if near and all(meaning == meanings[0] for meaning in meanings) else None


def _slips(written: str, meant: str) -> int:
    """Optimal string alignment: the fewest letters changed, dropped, added or swapped with a neighbour."""
    if abs(len(written) - len(meant)) > 2:
        return 3
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for i, a in enumerate(written, 1):
        row = [i]
        for j, b in enumerate(meant, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and written[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def spelled(text: str, names: Mapping[str, object]) -> tuple[str, tuple[Correction, ...]]:
    """`text` with slips of `names` forgiven."""
    corrections, words = [], []
    for word in text.split():
        meant = None if word in names else closest(word, names)
        if meant:
            corrections.append(Correction(word, meant))
        words.append(meant or word)
    return " ".join(words), tuple(corrections)
