"""Titles as they are kept: what was typed in a line, with the capital letter that a title begins with."""

from __future__ import annotations


def titled(text: str) -> str:
    """`text` with a capital first letter: "lunch" is "Lunch".

    A word with a capital inside ("iPhone") stays as it is written, and so does a script without capitals.
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    capital = first[:1].upper()
    if len(capital) != 1 or capital == first[:1] or any(letter.isupper() for letter in first):
        return text
    return capital + text.lstrip()[1:]
