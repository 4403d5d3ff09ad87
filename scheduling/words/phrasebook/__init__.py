"""What people say when they book, one phrasebook a language: data for `scheduling.phrases`."""

from __future__ import annotations

from scheduling.words.phrasebook import de, en, es
from scheduling.words.phrasebook import id as indonesian
from scheduling.words.phrasebook.book import Phrasebook

BOOKS: dict[str, Phrasebook] = {"en": en.BOOK, "de": de.BOOK, "es": es.BOOK, "id": indonesian.BOOK}
"""Every language that can be read."""
