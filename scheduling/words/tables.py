"""The shape of a language's table of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says for days, times and lengths. All words lower case; names of several words are allowed.

    `weekdays` word -> 0 for Monday to 6; `months` word -> 1 to 12; `days` word -> days from today; `groups` word ->
    weekdays meant together; `clock` word -> minute of the day; `shifts` phrase before an hour -> minutes added to it
    ("half past"); `units` word -> minutes; `numbers` word -> its value. `dotted`: 8.10 is a time and no date. The rest
    are sets of words with one meaning.
    """

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    days: Mapping[str, int]
    groups: Mapping[str, tuple[int, ...]]
    clock: Mapping[str, int]
    shifts: Mapping[str, int]
    units: Mapping[str, int]
    numbers: Mapping[str, float]
    morning: frozenset[str]
    afternoon: frozenset[str]
    coming: frozenset[str]
    this: frozenset[str]
    within: frozenset[str]
    off: frozenset[str]
    until: frozenset[str]
    joiners: frozenset[str]
    fillers: frozenset[str]
    suffixes: frozenset[str]
    breaks: frozenset[str] = frozenset()
    dotted: bool = False
