"""Quoting what was not understood of something typed: as it was typed, and in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scheduling.words import table, tidy

APART = " … "
"""Stands between two quoted pieces where what was understood lies between them."""

_LOOKED_AT = 400
"""Letters of the text in which words are looked for: no quotation is as long."""


def as_typed(text: str, left: Iterable[str], *, language: str = "en") -> str:
    """The words `left` over of `text`: those that stand together in one piece, with the small words between them.

    Of "move it to 11:00" the words "11:00", "move", "it" and "to" are "move it to 11:00". Words that are not in the
    text follow as they are.
    """
    line, words = tidy(text)[:_LOOKED_AT], table(language)
    small = words.joiners | words.fillers
    spans: list[tuple[int, int]] = []
    elsewhere: list[str] = []
    for each in left:
        found = (match.span() for match in re.finditer(rf"(?<!\w){re.escape(each)}(?!\w)", line))
        span = next((at for at in found if all(at[1] <= start or end <= at[0] for start, end in spans)), None)
        if span is None:
            elsewhere.append(each)
        else:
            spans.append(span)
    runs: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        between = line[runs[-1][1] : start] if runs else "-"
        together = runs and all(word.casefold() in small for word in re.findall(r"[^\s,;&]+", between))
        runs.append((runs.pop()[0] if together else start, end))
    return APART.join([*(line[start:end] for start, end in runs), *elsewhere])
