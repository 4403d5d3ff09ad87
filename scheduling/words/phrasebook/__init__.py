"""What people say when they book, one phrasebook a language: data for `scheduling.phrases`."""

from __future__ import annotations

from scheduling.words.phrasebook import de, en, es
from scheduling.words.phrasebook import id as indonesian
from scheduling.words.phrasebook.book import Phrasebook

BOOKS: dict[str, Phrasebook] = {"en": en.BOOK, "de": de.BOOK, "es": es.BOOK, "id": indonesian.BOOK}
"""Every language that can be read."""

_NAMES = frozenset(
    name
    for book in BOOKS.values()
    if book is not es.BOOK
    for names in (*book.weekdays, *book.months)
    for name in names.split("|")
)


def proper(word: str) -> str:
    """A weekday or a month as it is written: with a capital letter, but for Spanish; any other word as it is."""
    return word.capitalize() if word in _NAMES else word
