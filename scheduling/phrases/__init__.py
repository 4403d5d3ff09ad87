"""One line books it: what somebody types in their own words, read as a wish.

A grammar of one set of rules for English, German, Spanish and Indonesian; the words are data
(`scheduling.words.phrasebook`). Nothing is guessed in silence: what is ambiguous is asked with its candidates, what
was forgiven is told, and every typed word ends up in one field or is quoted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduling.phrases.atoms import Shape, atoms
from scheduling.phrases.elsewhere import guesses
from scheduling.phrases.found import Found
from scheduling.phrases.lexicon import lexicon
from scheduling.phrases.line import Line
from scheduling.phrases.pieces import find
from scheduling.phrases.settle import Settled, settle
from scheduling.phrases.wish import Ambiguity, Candidate, Field, Question, Wish, Word
from scheduling.words.phrasebook import BOOKS

__all__ = ["Ambiguity", "Candidate", "Field", "Question", "Wish", "Word", "read", "sayable"]

LONGEST = timedelta(hours=24)


def sayable(text: str, language: str) -> int:
    """At most so many words and signs of a text say something in a language: much quicker to know than to read it."""
    known = lexicon(language)
    return sum(known.says(atom) for atom in atoms(text))


def read(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    language: str,
    day_first: bool | None = None,
    hour_cycle: int | None = None,
    longest: timedelta = LONGEST,
    zone_on: Callable[[date], ZoneInfo] | None = None,
    elsewhere: bool = True,
) -> Wish:
    """Read a line that somebody in `zone` typed at `now`, in `language` (a tag; English for one without a phrasebook).

    `day_first` and `hour_cycle` are what the person said of how they write dates and times, None while they have not:
    then "05/06" and "7" are asked about. In German, Spanish and Indonesian the day comes first anyway; without a
    phrasebook the day of a time alone is asked, and so is what `dateparser` finds in the other words, unless
    `elsewhere` is False: that takes up to 0.3 s, the first time a second. `zone_on` says by which zone they live on a
    date, where that is not always `zone`. A length beyond `longest` is asked about. Raises nothing between the years
    1902 and 9900, and takes time in proportion to the length of the text.
    """
    if day_first is None and language.lower()[:2] in ("de", "es", "id"):
        day_first = True
    foreign = language.lower()[:2] not in BOOKS
    line = Line(text, lexicon(language), now.astimezone(UTC), zone, day_first, hour_cycle, zone_on, foreign)
    found = find(line)
    halved = foreign and elsewhere and not (found.days and found.times)
    settled = settle(
        line, found, longest, _elsewhere(line, found), guesses(line, found.fields, language) if halved else ()
    )
    for piece in settled.unread:
        found.fields[piece.start : piece.end] = [Field.UNREAD] * (piece.end - piece.start)
    _title(line, found)
    place = line.quote(*found.place) if found.place else line.line[found.link].text if found.link is not None else ""
    start, length = settled.starts_at, settled.duration
    return Wish(
        starts_at=start,
        ends_at=start + length if start and length else None,
        day=settled.day,
        duration=length,
        usernames=tuple(found.usernames),
        optional=tuple(found.optional),
        title=_joined(line, found, Field.TITLE),
        place=place,
        questions=tuple(_titled(line, found, settled, each) for each in settled.questions),
        unread=_unread(line, found),
        corrections=tuple(line.slips[at] for at in sorted(line.slips) if found.fields[at] is Field.WHEN),
        words=_words(line, found),
    )


def _elsewhere(line: Line, found: Found) -> ZoneInfo | None:
    """The zone of a place that is a city: "15:00 in Berlin" may be Berlin's 15:00."""
    if found.place is None:
        return None
    city = line.hit(found.place[0], "city")
    return ZoneInfo(str(city[1])) if city and city[0] == found.place[1] else None


def _titled(line: Line, found: Found, settled: Settled, asked: Question) -> Question:
    """With the title that is left when a guess was right."""
    if asked.kind is not Ambiguity.GUESS:
        return asked
    titles = []
    for candidate, guess in settled.guessed.items():
        fields = [None if guess.start <= at < guess.end else each for at, each in enumerate(found.fields)]
        titles.append((candidate, _joined(line, replace(found, fields=fields), Field.TITLE)))
    return replace(asked, titles=tuple(titles))


_EDGES = ("on", "at", "with_", "and_", "or_", "starting", "until", "lasting", "of")
_KEPT = frozenset(["in", "out", "up", "off", "on", "to", "over", "la", "el"])


def _title(line: Line, found: Found) -> None:
    """What is left is the title, without small words that hang loose at its end; these are quoted."""
    left = [at for at, field in enumerate(found.fields) if field is None]
    # "Lunch tomorrow, bring the papers" are two things.
    commas = [at - 1 for at in left[1:] if found.fields[at - 1] is not None and line.sign(at - 1, ",;")]
    left = sorted([*left, *commas])
    for at in left:
        found.fields[at] = Field.TITLE
    if not any(_says_something(line, at) for at in left):
        for at in left:
            found.fields[at] = Field.UNREAD
        return
    while left and len(left) > 1:
        at = left[-1]
        loose = line.shape(at) is Shape.WORD and not line.glued(at) and line.line[at].folded not in _KEPT
        if not (loose and any((word := line.hit(at, each)) and word[0] == at + 1 for each in _EDGES)):
            break
        found.fields[at] = Field.UNREAD
        left.pop()


def _says_something(line: Line, at: int) -> bool:
    """Whether an atom can be a title: words, numbers, pictures; no mere punctuation."""
    return line.shape(at) is not Shape.SIGN or unicodedata.category(line.line[at].text[0]) == "So"


def _joined(line: Line, found: Found, wanted: Field) -> str:
    """The atoms of a field, spaced as they were typed, without signs that hang loose at its ends."""
    parts: list[str] = []
    last = -2
    for at, field in enumerate(found.fields):
        if field is wanted:
            apart = at != last + 1 and not line.sign(at, ",;")
            if parts and (apart or not line.line[at].glued):
                parts.append(" ")
            parts.append(line.line[at].text)
            last = at
    joined = "".join(parts).strip(" ,;:.-–—/|¿¡")
    for opening, closing in ('""', "«»", "“”", "„“"):
        if len(joined) > 2 and joined[0] == opening and joined[-1] == closing:
            return joined[1:-1]
    return joined


def _unread(line: Line, found: Found) -> tuple[str, ...]:
    """What was not understood, each run as one quotation."""
    return tuple(word.text for word in _runs(line, found) if word.field is Field.UNREAD)


def _runs(line: Line, found: Found) -> list[Word]:
    runs: list[Word] = []
    start = 0
    for at in range(1, len(line.line) + 1):
        if at == len(line.line) or found.fields[at] is not found.fields[start]:
            field = found.fields[start]
            assert field is not None
            runs.append(Word(line.quote(start, at), field))
            start = at
    return runs


def _words(line: Line, found: Found) -> tuple[Word, ...]:
    """Every typed word with the field it went to."""
    words: list[Word] = []
    for atom, field in zip(line.line, found.fields, strict=True):
        assert field is not None
        if words and atom.glued and words[-1].field is field:
            words[-1] = Word(words[-1].text + atom.text, field)
        else:
            words.append(Word(atom.text, field))
    return tuple(words)
