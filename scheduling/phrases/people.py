"""People in a line: who is named, and which of them need not come."""

from __future__ import annotations

import re

from scheduling.names import AND, WITH, looks_like_username
from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Field

_USERNAME = re.compile(r"(?:.*[/=@])?([a-z][a-z0-9_]*)$", re.DOTALL)


def username(line: Line, at: int) -> str:
    """The name in the atom there, which is a person's: lower case, without "@"."""
    name = _USERNAME.match(line.line[at].text.lower())
    assert name is not None
    return name[1]


def possessed(line: Line, at: int) -> int:
    """Behind the "'s" of "@bo's", or `at`."""
    ends = line.sign(at, "'") and line.glued(at) and line.glued(at + 1) and line.line[at + 1].folded == "s"
    return at + 2 if ends else at


def bare(line: Line) -> None:
    """Take "bo_berlin" for a person behind "with", and behind somebody and "and", also without its "@"."""
    for at in range(1, len(line.line)):
        atom = line.line[at]
        if atom.shape is not Shape.WORD or atom.glued or not looks_like_username(atom.text):
            continue
        before = at - 1
        while before > 0 and line.line[before].folded in AND:
            before -= 1
        joined = before < at - 1 and line.shape(before) is Shape.PERSON
        goes_on = line.glued(at + 1) and not line.sign(at + 1, ",;.:!?)")
        if (joined or line.line[before].folded in WITH) and not goes_on:
            atom.shape = Shape.PERSON


def optional(line: Line, fields: list[Field | None]) -> list[str]:
    """Those of "@bo optional", "@bo (optional)", "optional @bo"; with a colon it is said of all that follow.

    What says so is marked in `fields` as telling who.
    """
    found: list[str] = []
    for at in range(len(line.line)):
        word = line.hit(at, "optional")
        if word is None or fields[at] is not None:
            continue
        start, end = at - line.sign(at - 1, "("), word[0] + line.sign(word[0], ")")
        whole = line.sign(end, ":")
        behind = end + whole
        if not whole and line.shape(start - 1) is Shape.PERSON:
            who = [start - 1]
        elif line.shape(behind) is Shape.PERSON:
            who = [behind]
            while whole and line.shape(after := line.comma(line.skip(who[-1] + 1, "and_"))) is Shape.PERSON:
                who.append(after)
        elif line.sign(start - 1, ",") and line.shape(start - 2) is Shape.PERSON:
            start, who = start - 1, [start - 2]
        else:
            continue
        found += [name for each in who if (name := username(line, each)) not in found]
        fields[start:behind] = [Field.WHO] * (behind - start)
    return found
