"""What people type is read as they mean it, and nothing is guessed, lost or invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from scheduling.phrases import Ambiguity, Field, Question, Wish, read, sayable
from scheduling.words.phrasebook import proper
from tests.scheduling.phrases.table import LISBON, NOW, Row, mended, shown, silently_wrong, tuned, untuned

FRIDAY = datetime(2026, 11, 6, 14, 5, tzinfo=UTC)


def lisbon(text: str, language: str = "en", now: datetime = NOW) -> Wish:
    return read(text, now=now, zone=LISBON, language=language)


@pytest.mark.parametrize("row", [*tuned(), *mended()], ids=lambda row: f"{row.language}: {row.text}")
def test_an_ordinary_expression_is_read_in_every_field(row: Row) -> None:
    assert shown(lisbon(row.text, row.language)) == row.expected


def test_what_the_grammar_was_never_tuned_on_is_read_nearly_as_well() -> None:
    read_as = [(row, lisbon(row.text, row.language)) for row in untuned()]
    right = sum(shown(wish) == row.expected for row, wish in read_as)
    silent = sum(silently_wrong(row, wish) for row, wish in read_as)

    assert right / len(read_as) > 0.97
    assert silent / len(read_as) < 0.01


@pytest.mark.parametrize(
    ("language", "text", "title", "first"),
    [
        ("fr", "Réunion demain 14h30 @bo_berlin", "Réunion demain", datetime(2026, 11, 3, 14, 30, tzinfo=UTC)),
        ("pt", "Almoço amanhã 12:30 @bo_berlin", "Almoço amanhã", datetime(2026, 11, 4, 12, 30, tzinfo=UTC)),
    ],
)
def test_a_day_in_a_language_that_nobody_here_knows_is_asked(
    language: str, text: str, title: str, first: datetime
) -> None:
    wish = read(text, now=NOW, zone=LISBON, language=language, elsewhere=False)

    assert (wish.title, wish.starts_at, wish.usernames) == (title, None, ("bo_berlin",))
    assert [(each.kind, each.candidates[0], len(each.candidates)) for each in wish.questions] == [
        (Ambiguity.CHOICE, first, 6)
    ]


def test_no_language_says_more_than_its_words_allow() -> None:
    for row, language in product((*tuned(), *mended(), *untuned()), ("en", "de", "es", "id")):
        words = lisbon(row.text, language).words
        says = sum(word.field not in (Field.TITLE, Field.UNREAD, Field.PLACE) for word in words)
        assert says <= sayable(row.text, language), row.text


def test_what_looks_like_a_day_long_length_in_such_a_language_is_none() -> None:
    assert lisbon("Réunion jeudi 10h", "fr").duration is None
    assert lisbon("Review 10h", "en").duration == timedelta(hours=10)
    assert lisbon("Lunch 16:30 @bo_berlin", "fr").starts_at == datetime(2026, 11, 3, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("en", "Call tomorrow EOD", "EOD"),
        ("de", "Treffen morgen Nachmittag", "Nachmittag"),
        ("de", "Treffen Freitagnachmittag", "Freitagnachmittag"),
        ("es", "reunión mañana por la tarde", "por la tarde"),
        ("id", "rapat besok pagi", "pagi"),
    ],
)
def test_a_part_of_the_day_is_asked_about_in_the_words_that_were_typed(language: str, text: str, quoted: str) -> None:
    assert [(each.kind, each.about) for each in lisbon(text, language).questions] == [(Ambiguity.PART, quoted)]


def test_the_day_of_the_reader_counts() -> None:
    """At 22:05 in Singapore it is still Tuesday, at 03:05 in Auckland Wednesday has begun."""
    singapore = read("Call tomorrow 10:00", now=NOW, zone=ZoneInfo("Asia/Singapore"), language="en")
    auckland = read("Call tomorrow 10:00", now=NOW, zone=ZoneInfo("Pacific/Auckland"), language="en")

    assert singapore.starts_at == datetime(2026, 11, 4, 2, tzinfo=UTC)
    assert auckland.starts_at == datetime(2026, 11, 4, 21, tzinfo=UTC)


def test_friday_on_a_friday_is_asked_unless_the_time_settles_it() -> None:
    later = lisbon("Review Friday 17:00", now=FRIDAY)
    gone = lisbon("Review Friday 10:00", now=FRIDAY)

    assert later.questions == (
        Question(
            Ambiguity.WEEKDAY,
            (datetime(2026, 11, 6, 17, tzinfo=UTC), datetime(2026, 11, 13, 17, tzinfo=UTC)),
            "Friday",
        ),
    )
    assert (gone.starts_at, gone.questions) == (datetime(2026, 11, 13, 10, tzinfo=UTC), ())


def test_two_open_things_are_two_questions_the_day_first() -> None:
    wish = lisbon("Review next Friday at 7")

    assert [(each.kind, each.about) for each in wish.questions] == [
        (Ambiguity.WEEKDAY, "next Friday"),
        (Ambiguity.HALF, "at 7"),
    ]
    assert wish.questions[0].candidates == (date(2026, 11, 6), date(2026, 11, 13))


def test_how_one_writes_dates_and_times_is_not_asked_again() -> None:
    european = read("Review 05/06 7:30", now=NOW, zone=LISBON, language="en", day_first=True, hour_cycle=24)
    american = read("Review 05/06 at 10", now=NOW, zone=LISBON, language="en", day_first=False)

    assert (european.starts_at, european.questions) == (datetime(2027, 6, 5, 6, 30, tzinfo=UTC), ())
    assert (american.starts_at, american.questions) == (datetime(2027, 5, 6, 9, tzinfo=UTC), ())


def test_a_name_of_a_zone_that_is_out_of_season_is_asked_about() -> None:
    """In July nobody in Los Angeles lives by PST: the offset, or the people there?"""
    wish = lisbon("Review 5 July 9:00 PST")

    assert wish.questions == (
        Question(
            Ambiguity.ZONE, (datetime(2027, 7, 5, 16, tzinfo=UTC), datetime(2027, 7, 5, 17, tzinfo=UTC)), "9:00 PST"
        ),
    )


def test_another_zone_s_day_is_that_day_there() -> None:
    tokyo = lisbon("Review Thu 8:00 Tokyo")

    assert tokyo.starts_at == datetime(2026, 11, 4, 23, tzinfo=UTC)


def test_a_length_beyond_the_longest_is_asked() -> None:
    wish = read("Review Thu 10:00 3 h", now=NOW, zone=LISBON, language="en", longest=timedelta(hours=2))

    assert wish.duration is None
    assert [each.kind for each in wish.questions] == [Ambiguity.LENGTH]
    assert wish.starts_at == datetime(2026, 11, 5, 10, tzinfo=UTC)


def test_a_language_without_a_phrasebook_is_read_as_english() -> None:
    assert lisbon("Review Thursday 10:00", "pt-BR") == lisbon("Review Thursday 10:00")
    assert lisbon("Reunión mañana a las 10", "es-MX") == lisbon("Reunión mañana a las 10", "es")


def test_accents_and_capitals_count_for_nothing() -> None:
    plain = lisbon("reunion el miercoles a las 10, pasado manana no", "es")
    written = lisbon("REUNIÓN EL MIÉRCOLES A LAS 10, PASADO MAÑANA NO", "es")

    assert replace(plain, title="", words=(), questions=()) == replace(written, title="", words=(), questions=())


def test_a_slip_of_two_weekdays_is_asked() -> None:
    wish = lisbon("Review Tursday 10:00")

    assert (wish.title, wish.corrections) == ("Review", ())
    assert wish.questions == (
        Question(
            Ambiguity.WEEKDAY,
            (datetime(2026, 11, 5, 10, tzinfo=UTC), datetime(2026, 11, 10, 10, tzinfo=UTC)),
            "Tursday",
        ),
    )


def test_a_person_named_twice_comes_once() -> None:
    assert lisbon("Review @Bo_Berlin and t.me/bo_berlin, @chen_sg Thu 10").usernames == ("bo_berlin", "chen_sg")


def test_small_words_that_hang_loose_are_quoted() -> None:
    wish = lisbon("Thu 10:00 Review with and")

    assert (wish.title, wish.unread) == ("Review", ("with and",))


def test_what_is_not_for_a_calendar_is_a_title_and_nothing_else() -> None:
    wish = lisbon("What can you do?")

    assert (wish.title, wish.questions, wish.starts_at, wish.day) == ("What can you do?", (), None, None)


def test_am_and_pm_count_twelve_hours_for_whoever_writes_24() -> None:
    for typed, begin, end in (("1-2pm", 13, 14), ("10-11am", 10, 11), ("2-16", 2, 16)):
        wish = read(f"Review Thu {typed}", now=NOW, zone=LISBON, language="en", hour_cycle=24)

        assert wish.starts_at == datetime(2026, 11, 5, begin, tzinfo=UTC)
        assert wish.ends_at == datetime(2026, 11, 5, end, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text", "spared"),
    [
        ("en", "Review with @bo and @chen optional Thu 10:00", ("chen",)),
        ("en", "Review with optional @bo and @chen Thu 10:00", ("bo",)),
        ("en", "Review Thu 10:00 @bo (optional), @chen", ("bo",)),
        ("en", "Review Thu 10:00 @bo, optional @chen", ("chen",)),
        ("en", "Review Thu 10:00 with @bo, @chen, optional", ("chen",)),
        ("en", "Review Thu 10:00 optional: @bo, @chen", ("bo", "chen")),
        ("de", "Review mit @bo und @chen optional Do 10 Uhr", ("chen",)),
        ("es", "Review con @bo y @chen (opcional) el jueves a las 10:00", ("chen",)),
        ("id", "Review dengan @bo dan opsional @chen Kamis jam 10", ("chen",)),
    ],
)
def test_who_need_not_come(language: str, text: str, spared: tuple[str, ...]) -> None:
    wish = lisbon(text, language)
    assert (wish.title, wish.usernames, wish.optional, wish.unread) == ("Review", ("bo", "chen"), spared, ())
    assert wish.starts_at == datetime(2026, 11, 5, 10, tzinfo=UTC)


def test_an_optional_thing_is_a_title() -> None:
    wish = lisbon("Optional training with @bo Thu 10:00")
    assert (wish.title, wish.optional) == ("Optional training", ())


@pytest.mark.parametrize(
    ("word", "written"),
    [("november", "November"), ("wednesday", "Wednesday"), ("märz", "März"), ("senin", "Senin"), ("lunes", "lunes")],
)
def test_names_of_days_and_months_are_told_as_they_are_written(word: str, written: str) -> None:
    assert (proper(word), proper("tomorrow")) == (written, "tomorrow")
