"""Every word a person reads, in every language, for chat, mail, page and feed."""

from texts.catalogue import BUTTON, POPUP, MissingText, Words, languages, spoken, words
from texts.markup import Markup, Text, clean, escape, isolate, join, lines, quoted, shorten, units

__all__ = [
    "BUTTON",
    "POPUP",
    "Markup",
    "MissingText",
    "Text",
    "Words",
    "clean",
    "escape",
    "isolate",
    "join",
    "languages",
    "lines",
    "quoted",
    "shorten",
    "spoken",
    "units",
    "words",
]
