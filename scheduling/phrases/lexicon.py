"""The words of a language ready to be looked up: what an atom, or several in a row, can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache

from scheduling.phrases.atoms import Atom, Shape, atoms, folded
from scheduling.places import slips
from scheduling.words import Correction
from scheduling.words.phrasebook import BOOKS
from scheduling.words.phrasebook.book import Phrasebook
from scheduling.words.phrasebook.zones import ABBREVIATIONS, CITIES, PEOPLES

Value = float | str
Meanings = dict[str, tuple[int, Value]]
"""Category -> how many atoms the longest saying takes, and its value."""

# Meals and the like are told from the words of a title.
MEALS = ("breakfast", "lunch", "dinner")
# Named by sayings of their own kind; every other field of a phrasebook is a category as it stands.
_IN_ORDER = {"weekdays": "weekday", "months": "month", "mondays": "mondays", "short_weekdays": "short"}
_WORDED = frozenset({"parts", "bare_parts", "part_days", "portions", "feasts"})
# What people mix into their own language: names of days and months, and the small words around them.
_BORROWED = frozenset(
    (
        *("weekday", "month", "days", "mondays", "parts", "part_days", "units", "noon", "midnight", "am", "pm", "at"),
        *("on", "with_", "this", "next", "next_week", "ahead", "lasting", "in_place", "of", "until", "and_"),
        *("optional", "time_of", "time_behind"),
    )
)
_SERVICES = (
    "zoom|teams|ms teams|microsoft teams|google meet|meet|skype|webex|jitsi|discord|slack|telegram|whatsapp|facetime"
    "|signal|phone|telefon|teléfono|telepon|video|videocall"
)


@dataclass
class Lexicon:
    """What one language says, by the first word of each saying, longest first."""

    sayings: dict[str, list[tuple[tuple[str, ...], str, Value]]] = field(default_factory=dict)
    slipped: dict[str, list[tuple[str, str, Value, str]]] = field(default_factory=dict)
    """First letter -> words that slips are forgiven of: folded, category, value, spelling."""
    not_slips: frozenset[str] = frozenset()
    forgiven: dict[str, tuple[Meanings, Correction | None]] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of every saying."""
        return frozenset(word for entries in self.sayings.values() for words, _, _ in entries for word in words)

    def says(self, atom: Atom) -> bool:
        """Whether an atom may mean anything, alone or with others, or as a slip."""
        word = atom.folded
        # What is not all letters may be a username, or two words with a dash.
        return (
            atom.shape is not Shape.WORD or not word.isalpha() or word in self.vocabulary or bool(self.forgive(atom)[0])
        )

    def meanings(self, line: list[Atom], at: int) -> Meanings:
        """All that the atoms from `at` on can mean."""
        found: Meanings = {}
        for words, category, value in self.sayings.get(line[at].folded, ()):
            if category in found:
                continue
            length = len(words)
            if length == 1 or (
                at + length <= len(line) and all(line[at + step].folded == words[step] for step in range(1, length))
            ):
                found[category] = (length, value)
        return found

    def forgive(self, atom: Atom) -> tuple[Meanings, Correction | None]:
        """What an unknown word is a slip of."""
        known = self.forgiven.get(atom.folded)
        if known is None:
            known = self._forgive(atom)
            # A bounded memory: what people type is mostly the same few slips and names.
            if len(self.forgiven) > 2000:
                self.forgiven.clear()
            self.forgiven[atom.folded] = known
        meanings, correction = known
        return meanings, Correction(atom.text, correction.read_as) if correction else None

    def _forgive(self, atom: Atom) -> tuple[Meanings, Correction | None]:
        written = atom.folded
        if not 4 < len(written) < 14 or written in self.not_slips or not written.isalpha():
            return {}, None
        nearest: list[tuple[int, str, Value, str]] = []
        for letter in {written[0], written[1]}:
            for word, category, value, spelling in self.slipped.get(letter, ()):
                allowed = 2 if len(word) >= 8 and len(written) >= 7 else 1
                if letter != word[0] or abs(len(word) - len(written)) > allowed:
                    continue
                # A first letter is seldom wrong, unless it was swapped with the second.
                if written[0] != word[0] and written[:2] != word[1::-1]:
                    continue
                distance = slips(written, word, allowed)
                if distance <= allowed:
                    nearest.append((distance, category, value, spelling))
        if not nearest:
            return {}, None
        least = min(each[0] for each in nearest)
        best = {(category, value): spelling for distance, category, value, spelling in nearest if distance == least}
        if len(best) > 1:
            if any(category != "weekday" for category, _ in best):
                return {}, None
            # "Tursday" may be either day.
            return {"either_weekday": (1, " ".join(str(value) for _, value in sorted(best)))}, None
        ((category, value), spelling), *_ = best.items()
        return {category: (1, value)}, Correction(atom.text, spelling)


@lru_cache(maxsize=16)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language tag ("es-MX" finds "es"), English where there is none."""
    tag = language.replace("_", "-").lower().split("-")[0]
    book = BOOKS.get(tag, BOOKS["en"])
    built = Lexicon(not_slips=frozenset(folded(word) for each in BOOKS.values() for word in each.not_slips.split("|")))
    own: dict[tuple[str, ...], set[str]] = {}
    for words, category, value, _ in _entries(book):
        built.sayings.setdefault(words[0], []).append((words, category, value))
        own.setdefault(words, set()).add(category)
    if book is not BOOKS["en"]:
        for words, category, value, _ in _entries(BOOKS["en"]):
            if category in _BORROWED and words not in own and (words[0],) not in own and len(words[0]) > 1:
                built.sayings.setdefault(words[0], []).append((words, category, value))
    for words, category, value in _shared():
        built.sayings.setdefault(words[0], []).append((words, category, value))
    for entries in built.sayings.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    for words, category, value, spelling in _slippery(book):
        built.slipped.setdefault(words[0][0], []).append((words[0], category, value, spelling))
    return built


def _slippery(book: Phrasebook) -> Iterator[tuple[tuple[str, ...], str, Value, str]]:
    for words, category, value, spelling in _entries(book):
        # Short names have too many neighbours, unless they are weekdays and short forms of none.
        short = category == "weekday" and any(words[0] < name < words[0] + "~" for name in _folded(book, int(value)))
        shortest = 4 if category == "weekday" and not short else 5
        if len(words) == 1 and len(words[0]) >= shortest and category in ("weekday", "month", "days", "mondays"):
            yield words, category, value, spelling


def _folded(book: Phrasebook, weekday: int) -> list[str]:
    return [folded(name) for name in book.weekdays[weekday].split("|")]


def _entries(book: Phrasebook) -> Iterator[tuple[tuple[str, ...], str, Value, str]]:
    """Every saying of a book: its words, category, value, and how it is written."""
    for each in fields(book):
        said = getattr(book, each.name)
        if isinstance(said, str):
            yield from _said(said, each.name, "")
        elif isinstance(said, tuple):
            for value, sayings in enumerate(said, each.name == "months"):
                yield from _said(sayings, _IN_ORDER[each.name], value)
        elif each.name != "glued_parts":
            for key, sayings in said.items():
                worded = each.name in _WORDED or key == "month"
                yield from _said(sayings, each.name, key if worded else float(key))
    # "Freitagnachmittag"
    for part, sayings in book.glued_parts.items():
        for value, names in enumerate(book.weekdays):
            for ending in sayings.split("|"):
                yield from _said(names.split("|")[0] + ending, "weekday_part", f"{value} {part}")


def _said(sayings: str, category: str, value: Value) -> Iterator[tuple[tuple[str, ...], str, Value, str]]:
    for saying in sayings.split("|") if sayings else ():
        yield tuple(atom.folded for atom in atoms(saying)), category, value, saying


def _shared() -> Iterable[tuple[tuple[str, ...], str, Value]]:
    for zone, sayings in CITIES.items():
        for words, category, value, _ in _said(sayings, "city", zone):
            yield words, category, value
            # "Berliner Zeit", "New Yorker Zeit", "Tokioter Zeit", "Singapur-Zeit"
            yield (*words[:-1], f"{words[-1]}er"), "city_of", zone
            yield (*words[:-1], f"{words[-1]}ter"), "city_of", zone
            if len(words) == 1:
                yield (f"{words[0]}-zeit",), "city_time", zone
                yield (f"{words[0]}-time",), "city_time", zone
    for zone, sayings in PEOPLES.items():
        for words, category, value, _ in _said(sayings, "city_of", zone):
            yield words, category, value
    for name in ABBREVIATIONS:
        yield (name,), "zone", name
    for words, category, value, _ in _said(_SERVICES, "service", ""):
        yield words, category, value
