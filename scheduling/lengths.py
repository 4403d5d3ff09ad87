"""Reading one typed length, or how long before a start to be reminded: "45", "1h30", "an hour and a half"."""

from __future__ import annotations

import re
from datetime import timedelta

from scheduling.readings import Fault, Reading
from scheduling.words import LONGEST_ANSWER, Correction, fold, spelled, table, tidy
from scheduling.words.tables import Words

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=24)
EARLIEST_REMINDER = timedelta(days=30)
MOST_REMINDERS = 5

COMMA = r"(?:(?<!\d),|,(?!\d)|(?<=\d\d),)"
"""A comma ends a piece, but not the one of "1,5 h"."""


def read_duration(
    text: str, *, shortest: timedelta = SHORTEST, longest: timedelta = LONGEST, language: str = "en"
) -> Reading[timedelta]:
    """The length that `text` means: "45", "1h30", "1.5 h", "1:30", "50 min", "an hour and a half".

    A number alone is minutes, up to 4 hours, as is one with a decimal point. A length outside `shortest` to `longest`
    is refused by its fault.
    """
    words = table(language)
    for sign, value in (("½", ".5"), ("¼", ".25"), ("¾", ".75")):
        text = text.replace(sign, value)
    minutes, corrections = _minutes(fold(text), words) if len(text) <= LONGEST_ANSWER else (None, ())
    if minutes is None:
        return Reading(rest=tidy(text), fault=Fault.NOT_UNDERSTOOD)
    if minutes < shortest / timedelta(minutes=1):
        return Reading(corrections=corrections, fault=Fault.TOO_SHORT)
    if minutes > longest / timedelta(minutes=1):
        return Reading(corrections=corrections, fault=Fault.TOO_LONG)
    return Reading((timedelta(minutes=round(minutes)),), corrections)


def read_reminders(text: str, *, language: str = "en") -> Reading[tuple[timedelta, ...]]:
    """How long before a start somebody wants to be reminded, longest first: "2 h, 10 min"; none for "off".

    From 1 minute to 30 days each, five at most.
    """
    words = table(language)
    if fold(text) in words.off:
        return Reading(((),))
    joined = "|".join(re.escape(word) for word in sorted(words.joiners))
    parts = [part.strip() for part in re.split(rf"{COMMA}|[;&+\n]|\b(?:{joined})\b", text, flags=re.IGNORECASE)]
    leads: set[timedelta] = set()
    corrections: list[Correction] = []
    for part in filter(None, parts):
        reading = read_duration(part, shortest=timedelta(minutes=1), longest=EARLIEST_REMINDER, language=language)
        corrections += reading.corrections
        if reading.value is None:
            return Reading(corrections=tuple(corrections), rest=tidy(part), fault=reading.fault)
        leads.add(reading.value)
    if not leads:
        return Reading(rest=tidy(text), fault=Fault.NOT_UNDERSTOOD)
    if len(leads) > MOST_REMINDERS:
        return Reading(corrections=tuple(corrections), fault=Fault.TOO_MANY)
    return Reading((tuple(sorted(leads, reverse=True)),), tuple(corrections))


def _minutes(text: str, words: Words) -> tuple[float | None, tuple[Correction, ...]]:
    """The minutes that a length stands for, None if it is none."""
    tokens = text.split()
    while tokens and tokens[0] in words.fillers:
        tokens.pop(0)
    while tokens and tokens[-1] in words.fillers:
        tokens.pop()
    body, corrections = spelled(" ".join(tokens), words.units)
    if negative := re.match(r"-\s?(?=\d)", body):
        minutes, _ = _minutes(body[negative.end() :], words)
        return (None if minutes is None else -1), corrections
    if match := re.fullmatch(r"(\d+):([0-5]\d)", body):
        return int(match[1]) * 60 + int(match[2]), corrections
    if re.fullmatch(r"\d+", body):
        return int(body) * (60 if 1 <= int(body) <= 4 else 1), corrections
    if re.fullmatch(r"\d*[.,]\d+", body):
        return float(body.replace(",", ".")) * 60, corrections
    hours = "|".join(sorted((unit for unit, minutes in words.units.items() if minutes == 60), key=len, reverse=True))
    if match := re.fullmatch(rf"(\d+) ?(?:{hours}) ?([0-5]?\d)", body):
        return int(match[1]) * 60 + int(match[2]), corrections
    pieces = re.findall(r"\d*[.,]\d+|\d+|[^\W\d_](?:[^\W\d_]|['-])*|\S", body)
    return _sum([piece for piece in pieces if piece != ","], words), corrections


def _sum(pieces: list[str], words: Words) -> float | None:
    """Numbers and units one after another: "1 h 15 min", "an hour and a half", "one and a half hours"."""
    total, at = 0.0, 0
    while at < len(pieces):
        if at and pieces[at] in words.joiners:
            at += 1
        number, at = _number(pieces, at, words)
        if at < len(pieces) - 1 and pieces[at] in words.joiners:
            fraction, behind = _number(pieces, at + 1, words)
            if number is not None and fraction is not None and 0 < fraction < 1:
                number, at = number + fraction, behind
        if at >= len(pieces) or pieces[at] not in words.units or (number is None and total):
            return None
        unit = words.units[pieces[at]]
        total += (1 if number is None else number) * unit
        at += 1
        if at < len(pieces) - 1 and pieces[at] in words.joiners:
            fraction, behind = _number(pieces, at + 1, words)
            if fraction is not None and behind == len(pieces) and 0 < fraction < 1:
                return total + fraction * unit
    return total if pieces else None


def _number(pieces: list[str], at: int, words: Words) -> tuple[float | None, int]:
    """The number that stands at `at`, in digits or words, and where it ends."""
    if at < len(pieces) and re.fullmatch(r"\d*[.,]?\d+", pieces[at]):
        return float(pieces[at].replace(",", ".")), at + 1
    for end in range(min(len(pieces), at + 4), at, -1):
        value = words.numbers.get(" ".join(pieces[at:end]))
        if value is not None:
            return value, end
    return None, at
