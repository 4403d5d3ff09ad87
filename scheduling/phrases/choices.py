"""Days of which one is meant, each with a time of its own: "Thu at 10 or Fri afternoon", "Thu 2pm, Fri 3pm or Mon"."""

from __future__ import annotations

from itertools import pairwise

from scheduling.phrases.dates import Day
from scheduling.phrases.found import Found
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Ambiguity, Field

_SURE = (None, Ambiguity.WEEKDAY)


def choices_in(line: Line, found: Found) -> list[Found]:
    """What was found of each of them; none where they are not joined by "or", or share one time."""
    apart = [at for at in range(len(line.line)) if found.fields[at] in (None, Field.WHEN)]
    ors = [at for at in apart if line.hit(at, "or_")]
    if not ors or len(found.days) < 2 or found.until:
        return []
    commas = [at for at in apart if line.sign(at, ",")]
    return _each(line, found, ors) or _each(line, found, sorted({*ors, *commas}))


def _each(line: Line, found: Found, cuts: list[int]) -> list[Found]:
    choices = []
    for first, last in pairwise((0, *cuts, len(line.line))):
        days, at, parts = (
            [each for each in pieces if first <= each.start < last] for pieces in (found.days, found.times, found.parts)
        )
        said = days[0].said if len(days) == 1 else None
        if not isinstance(said, Day) or said.kind not in _SURE or not said.dates or not (at or parts or said.part):
            return []
        choices.append(Found(found.fields, days, at, parts=parts, lengths=found.lengths, meal=found.meal))
    return choices
