"""Rules for places: "room 4", "via Zoom", "in the small kitchen"."""

from __future__ import annotations

from collections.abc import Sequence

from scheduling.phrases.atoms import Shape
from scheduling.phrases.line import Line
from scheduling.phrases.wish import Field

LONGEST_PLACE = 6
"""So many atoms of a place that is not known by its kind."""

_COUNTED = frozenset({"floor", "stock", "etage", "obergeschoss", "og", "piso", "planta", "lantai"})
"""Rooms that words count, too: "second floor"."""

Fields = Sequence[Field | None]
"""For every atom where it went, None for what is left."""


def place(line: Line, fields: Fields) -> tuple[int, tuple[int, int]] | None:
    """Where it is, among the atoms that are left: where the saying of it begins, and the place itself."""
    for at in range(len(line.line)):
        end = _room(line, at) if fields[at] is None else None
        if end and all(each is None for each in fields[at:end]):
            further = _room(line, line.comma(end))
            while further and all(each is None for each in fields[end:further]):
                end, further = further, _room(line, line.comma(further))
            return at, (at, end)
    for at in range(len(line.line)):
        if fields[at] is None and (read := _spot(line, at, fields)):
            return at, read
    return None


def _room(line: Line, at: int) -> int | None:
    """Behind "room 4" or "2nd floor"."""
    if end := numbered(line, at):
        return end
    worded = line.hit(at, "nth")
    storey = line.hit(worded[0], "rooms") if worded else None
    if storey and line.line[worded[0] if worded else at].folded in _COUNTED:
        return storey[0] if line.ends(storey[0]) else None
    if line.shape(at) is not Shape.NUMBER:
        return None
    ordinal = line.hit(at + 1, "ordinal")
    end = ordinal[0] if ordinal and line.glued(at + 1) else at + 2 if line.sign(at + 1, ".") else at
    room = line.hit(end, "rooms") if end > at else None
    return room[0] if room and line.ends(room[0]) else None


def numbered(line: Line, at: int) -> int | None:
    """The atom behind "room 4", "Raum 2.04", "sala B", if one of these begins at `at`."""
    room = line.hit(at, "rooms")
    if room is None or not line.begins(at):
        return None
    end = room[0]
    shape = line.shape(end)
    if line.line[at].folded in _COUNTED and shape is Shape.WORD and (number := line.hit(end, "numbers")):
        return number[0]
    if shape in (Shape.NUMBER, Shape.POINT) or (
        shape is Shape.WORD and len(text := line.line[end].text) <= 4 and (text[-1].isdigit() or text.isupper())
    ):
        # "Meja 4 orang" is a table for four.
        return end + 1 if line.ends(end + 1) and not line.hit(end + 1, "countable") else None
    return None


def _spot(line: Line, at: int, fields: Fields) -> tuple[int, int] | None:
    """The place behind "via" or "in" at `at`: a service, or words up to what ends a place."""
    via = line.hit(at, "via")
    service = line.hit(via[0], "service") if via else None
    if via and service and fields[via[0]] is None and line.ends(service[0]):
        return via[0], service[0]
    into = line.hit(at, "in_place")
    if into is None or not line.begins(at) or _verb(line, at - 1, fields):
        return None
    start = line.skip(into[0], "articles")
    twice = at > 0 and fields[at - 1] is None and line.hit(at - 1, "in_place") is not None
    if twice or (start == into[0] and line.hit(start, "in_place")):
        # "auf an Kaffee"
        return None
    end = start
    while end < len(line.line) and end - start < LONGEST_PLACE and fields[end] is None:
        sign = line.shape(end) is Shape.SIGN
        if (sign and not (line.line[end].text in "&'.-" and end > start)) or (
            end > start and line.hit(end, "place_ends")
        ):
            break
        end += 1
    while end > start and end < len(line.line) and _small(line, end - 1):
        end -= 1
    # "Call at 0812 3456 7890", and "en ocho" of "de hoy en ocho"
    blocked = any(line.shape(at) is Shape.BLOCKED for at in range(start, end + 1))
    if blocked or (end == start + 1 and line.hit(start, "numbers")):
        return None
    if end == start or line.hit(start, "no_place") or line.hit(start, "place_ends") or line.hit(start, "vague"):
        return None
    return start, end


def _small(line: Line, at: int) -> bool:
    """Whether the word there is one that belongs to what follows: "beim Arzt am" before a day."""
    meanings = line.meanings(at)
    return line.sign(at, ",-") or any(
        each in meanings and meanings[each][0] == 1 for each in ("on", "at", "with_", "until")
    )


def _verb(line: Line, at: int, fields: Fields) -> bool:
    """Whether "in" or "at" belongs to the word before it: "check in", "look at"."""
    return at >= 0 and fields[at] is None and line.hit(at, "no_place") is not None
