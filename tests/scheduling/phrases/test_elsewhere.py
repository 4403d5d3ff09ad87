"""In a language without a phrasebook a library looks for days and times, and what it finds is only asked about."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pytest

from scheduling.phrases import Ambiguity, Candidate, Wish, read
from tests.scheduling.phrases.table import LISBON, NOW

HOUSE = Path(__file__).parents[3]
THURSDAY = date(2026, 11, 5)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def lisbon(text: str, language: str) -> Wish:
    return read(text, now=NOW, zone=LISBON, language=language)


@pytest.mark.parametrize(
    ("language", "text", "about", "first", "title"),
    [
        ("fr", "Réunion jeudi à 10h avec @bo_berlin", "jeudi à 10h", at(5, 10), "Réunion avec"),
        ("fr", "Réunion demain 14h30", "demain / 14h30", at(4, 14, 30), "Réunion"),
        ("fr-CA", "Appel dans 2 heures", "dans 2 heures", at(3, 16, 5), "Appel"),
        ("fr", "Réunion le 5 novembre à 10h", "le 5 novembre à 10h", at(5, 10), "Réunion"),
        ("pt", "Almoço amanhã 12:30", "amanhã / 12:30", at(4, 12, 30), "Almoço"),
        ("pt", "Reunião quinta às 10h", "quinta às 10h", at(5, 10), "Reunião"),
        ("it", "Riunione giovedì alle 10", "giovedì alle 10", at(5, 10), "Riunione"),
        ("it", "Riunione giovedì", "giovedì", THURSDAY, "Riunione"),
        ("nl", "Koffie overmorgen om 9 uur", "overmorgen om 9 uur", at(5, 9), "Koffie"),
        ("nl", "Overleg donderdag om 10:30", "donderdag om / 10:30", at(5, 10, 30), "Overleg"),
        ("no", "Møte i morgen", "i morgen", date(2026, 11, 4), "Møte"),
    ],
)
def test_what_is_found_is_asked_and_never_taken(
    language: str, text: str, about: str, first: Candidate, title: str
) -> None:
    wish = lisbon(text, language)

    assert (wish.starts_at, wish.day if first != at(5, 10) else None) == (None, None)
    (question,) = wish.questions
    assert (question.kind, question.about, question.candidates[0]) == (Ambiguity.GUESS, about, first)
    assert dict(question.titles)[first] == title


def test_the_next_days_stand_behind_the_guess_for_a_time_that_was_read() -> None:
    (question,) = lisbon("Réunion jeudi 14:30 @bo_berlin", "fr").questions

    assert question.candidates == (at(5, 14, 30), at(3, 14, 30), at(4, 14, 30), *(at(day, 14, 30) for day in (6, 7, 8)))
    assert [each for each, _ in question.titles] == [at(5, 14, 30)]


def test_a_wrong_finding_is_one_candidate_among_others() -> None:
    """The library takes the 10 of "quinta às 10h" for the day."""
    (question,) = lisbon("Reunião quinta às 10h", "pt").questions

    assert question.candidates[0] == at(5, 10)
    assert len(question.candidates) == 2


@pytest.mark.parametrize("language", ["fr", "tlh", "xx-yy", "", "zz_ZZ", "../fr"])
def test_where_nothing_is_found_it_is_as_it_was(language: str) -> None:
    assert lisbon("Le dossier de Marc", language).questions == ()
    assert lisbon("Lunch 16:30 @bo_berlin", language).starts_at == at(3, 16, 30)


@pytest.mark.parametrize("language", ["en", "de", "es", "id", "de-AT"])
def test_our_own_languages_never_ask_it(language: str) -> None:
    assert lisbon("Réunion jeudi", language).questions == ()


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1/",
        "1 ",
        "janvier ",
        "1 janvier ",
        "lundi, ",
        "10:00 ",
        "10:00 UTC+1 ",
        "il y a 1 an ",
        ":r. ",
        "((",
        "٣ ",
    ],
)
def test_hostile_lines_take_a_bounded_time(piece: str) -> None:
    lisbon("jeudi", "fr")  # the import
    text = "jeudi " + piece * (4000 // len(piece))
    before = perf_counter()
    lisbon(text, "fr")

    assert perf_counter() - before < 2


def test_it_is_imported_with_the_first_line_that_needs_it() -> None:
    """The bot of people whose languages are ours stays as small as it was."""
    program = (
        "import sys, program.roles\n"
        "from datetime import UTC, datetime\n"
        "from zoneinfo import ZoneInfo\n"
        "from scheduling.phrases import read\n"
        "at = {'now': datetime(2026, 11, 3, tzinfo=UTC), 'zone': ZoneInfo('Europe/Lisbon')}\n"
        "for language in ('en', 'de', 'es', 'id'): read('Réunion jeudi', language=language, **at)\n"
        "read('Réunion jeudi', language='fr', elsewhere=False, **at)\n"
        "print('dateparser' in sys.modules)\n"
        "read('Réunion jeudi', language='fr', **at)\n"
        "print('dateparser' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
