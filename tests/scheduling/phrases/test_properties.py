"""Whatever is typed: nothing raises, every word goes to one field, and time grows with the text and no faster."""

from __future__ import annotations

import random
import sys
import time
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduling.phrases import Ambiguity, Field, Wish, read
from scheduling.phrases.atoms import LONGEST_LINE, atoms
from tests.scheduling.phrases.table import LANGUAGES, LISBON, NOW, tuned

PIECES = sorted({word for row in tuned() for word in row.text.split()})
ZONES = [LISBON, ZoneInfo("Asia/Singapore"), ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]
ODD = [
    *(
        "\u202e",
        "\u200f",
        "\u0000",
        "\ufdfa",
        "\u0661",
        "٣",
        "½",
        "①",
        "İ",
        "ß",
        "🧑‍🤝‍🧑",
        "<b>",
        "&amp;",
        "@",
        "@@",
        "t.me/",
    ),
    *(
        "31",
        "29 Feb",
        "99:99",
        "0",
        "00:00",
        "24:00",
        "9999-12-31",
        "0001-01-01",
        "1/1/1",
        "-",
        "–",
        ":",
        ".",
        "10 000",
    ),
]


def line(text: str, language: str = "en", zone: ZoneInfo = LISBON, now: datetime = NOW) -> Wish:
    return read(text, now=now, zone=zone, language=language)


def holds(text: str, wish: Wish) -> None:
    """What is true of every wish."""
    typed = "".join(atom.text for atom in atoms(text))
    assert "".join(word.text for word in wish.words).replace(" ", "") == typed.replace(" ", "")
    titled = "".join(word.text for word in wish.words if word.field is Field.TITLE)
    assert set(wish.title.replace(" ", "")) <= set(titled)
    assert wish.title.replace(" ", "") in titled.replace(" ", "")
    unread = [word.text for word in wish.words if word.field is Field.UNREAD]
    assert "".join(wish.unread).replace(" ", "") == "".join(unread).replace(" ", "")
    for instant in (wish.starts_at, wish.ends_at):
        assert instant is None or instant.tzinfo is UTC
    if wish.starts_at is not None:
        assert wish.day is None
        assert wish.ends_at == (wish.starts_at + wish.duration if wish.duration else None)
        assert not {each.kind for each in wish.questions} - {Ambiguity.LENGTH}
    for question in wish.questions:
        # A question without candidates has nothing to offer but the calendar.
        assert question.candidates or question.kind in (Ambiguity.NO_DATE, Ambiguity.PAST, Ambiguity.WEEK)
        assert len(set(question.candidates)) == len(question.candidates)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, *ODD]), max_size=14),
    st.sampled_from(LANGUAGES),
    st.sampled_from(ZONES),
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
)
def test_every_word_goes_to_one_field(words: list[str], language: str, zone: ZoneInfo, now: datetime) -> None:
    text = " ".join(words)

    holds(text, line(text, language, zone, now))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, language: str) -> None:
    holds(text, line(text, language))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10), st.sampled_from(LANGUAGES))
def test_a_title_read_again_says_nothing_about_time_place_or_people(words: list[str], language: str) -> None:
    """Words of a title were not read, each alone: no day, no clock, no @name and no room is among them."""
    wish = line(" ".join(words), language)

    for word in wish.words:
        if word.field is Field.TITLE:
            assert not word.text.startswith("@") or len(word.text) == 1
            assert ":" not in word.text or line(word.text, language).starts_at is None


@pytest.mark.parametrize(
    "unit",
    [
        *("a", "@", "1", "1 ", "10:", "a@", "a.", "1-", "1/", "monday ", "next ", "10:00 ", "in ", "in 2 ", "at at "),
        *(
            "t.me/",
            "0 123 ",
            "+1 ",
            "ü",
            "\ufdfa",
            "\u202e",
            "🧑‍🤝‍🧑",
            "от ",
            "half past ",
            "every 2 weeks ",
            "room ",
            ", ",
            "(",
            "@a ",
        ),
    ],
)
def test_a_long_text_costs_no_more_than_its_length(unit: str) -> None:
    text = (unit * LONGEST_LINE)[:LONGEST_LINE]

    # Calls are counted, since seconds depend on what else the machine does; what a regular expression takes is not a
    # call, so there is a generous limit in seconds of our own too.
    began = time.process_time()
    line(text)
    assert time.process_time() - began < 2
    assert calls(text[: LONGEST_LINE // 2]) < 5 * calls(text[: LONGEST_LINE // 8]) + 1000


def calls(text: str) -> int:
    """How many functions are called to read a text."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        line(text)
    finally:
        sys.setprofile(before)
    return count


def test_hostile_unicode_is_read() -> None:
    chosen = random.Random(4)
    letters = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cs", "Cn", "Co")]
    for _ in range(20):
        text = "".join(chosen.choices(letters, k=LONGEST_LINE))
        holds(text[:LONGEST_LINE], line(text[:LONGEST_LINE]))


@pytest.mark.parametrize("now", [datetime(1902, 1, 1, tzinfo=UTC), datetime(9900, 2, 28, 23, tzinfo=UTC)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_other_centuries_raise_nothing(now: datetime, language: str) -> None:
    for row in tuned():
        if row.language == language:
            line(row.text, language, LISBON, now)


def test_a_wish_is_ahead() -> None:
    """No start that is offered or read is over."""
    for row in tuned():
        wish = line(row.text, row.language)
        starts = [wish.starts_at, *(each for question in wish.questions for each in question.candidates)]
        assert all(each > NOW for each in starts if isinstance(each, datetime)), row
        assert wish.duration is None or wish.duration >= timedelta(minutes=5)
