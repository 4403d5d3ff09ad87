"""One line that says it all, "Coffee with @ana_lisbon tomorrow 10:00": a first reading, modest and honest.

The title is what stands before the first word that names a person, a day or a time; everything behind it must be
one of these, or is quoted as not understood. The full grammar is a reader of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduling.typed import Answer, read_answer, read_day, read_time
from scheduling.words import fold, table, tidy

_CLOCK = re.compile(r"\d{1,2}:\d{2}|\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\.?|\d{1,2}(?:[:.]\d{2})?-\d{1,2}(?:[:.]\d{2})?")
_PERSON = re.compile(r"@\w|(?:\bt|\btelegram)\.(?:me|dog)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """What was read. `title` is empty when none was found; `rest` quotes what is none of title and answer."""

    title: str
    answer: Answer
    rest: tuple[str, ...] = ()

    @property
    def a_wish(self) -> bool:
        """Whether somebody seems to want an appointment: a person is named, or both a day and a time."""
        return bool(self.answer.people) or bool(self.answer.day and self.answer.time)


def read_line(
    text: str, *, today: date, shortest: timedelta, longest: timedelta, day_first: bool | None = None, language: str = "en"
) -> Line:
    """Read a line; raises nothing, and guesses nothing: a second day or time behind the first ends up in `rest`."""
    words = table(language)
    joining = words.joiners | words.fillers
    tokens = tidy(text).split()
    anchor = next((at for at in range(len(tokens)) if _names_something(tokens, at, today, language)), len(tokens))
    title = _trimmed(tokens[:anchor], joining)
    # "with", "and" before a name join names and say nothing else.
    behind = [
        token
        for at, token in enumerate(tokens[anchor:], anchor)
        if not (fold(token) in words.joiners and at + 1 < len(tokens) and _PERSON.search(tokens[at + 1]))
    ]

    def read(pieces: list[str]) -> Answer:
        return read_answer(
            " ".join(pieces), today=today, day_first=day_first, shortest=shortest, longest=longest, language=language
        )

    answer = read(behind)
    slips = {each.written for each in answer.time.corrections} if answer.time else set()
    if slips and any(_CLOCK.fullmatch(fold(token)) for token in answer.rest):
        # "soon ... 10:00" is 10:00, and no slip of "noon".
        answer = read([token for token in behind if fold(token) not in slips])
        answer = replace(answer, rest=(*[token for token in behind if fold(token) in slips], *answer.rest))
    rest = _trimmed(list(answer.rest), joining)
    if not title and rest and not any(_names_something([token], 0, today, language) for token in rest):
        title, rest = rest, []
    # "in 2 hours" is a time and not a length: what is not read whole is not read at all.
    ahead = next((at for at, token in enumerate(behind) if fold(token) in words.within), None)
    if ahead is not None and behind[ahead] in rest:
        rest[rest.index(behind[ahead])] = " ".join(behind[ahead : ahead + 3])
        answer = Answer(answer.day, answer.time, None, answer.people)
    return Line(" ".join(title), answer, tuple(rest))


def _names_something(tokens: list[str], at: int, today: date, language: str) -> bool:
    token = tokens[at].strip(",;")
    if _PERSON.search(token):
        return True
    if _CLOCK.fullmatch(token.casefold()):
        return read_time(token.partition("-")[0], language=language).understood
    if not token[:1].isalpha():
        # "5 Nov", "5.11." and "2026-11-05" are days; "5" and "2.10" are not, alone.
        pair = " ".join(tokens[at : at + 2])
        dated = re.fullmatch(r"\d{1,2}\.\d{1,2}\.|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}", token)
        named = dated or re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,}", pair)
        return bool(named) and read_day(token if dated else pair, today, bare=False, language=language).understood
    return read_day(token, today, bare=False, language=language).understood or (
        fold(token) in table(language).clock and at > 0
    )


def _trimmed(tokens: list[str], joining: frozenset[str]) -> list[str]:
    while tokens and fold(tokens[-1].strip(",;:")) in joining:
        tokens = tokens[:-1]
    if tokens:
        tokens = [*tokens[:-1], tokens[-1].rstrip(",;:")]
    return tokens
