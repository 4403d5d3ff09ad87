"""One line: what is title, what is read, and what is quoted because it is neither."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.lines import Line, read_line

TUESDAY = date(2026, 11, 3)
WEDNESDAY, THURSDAY, FRIDAY = date(2026, 11, 4), date(2026, 11, 5), date(2026, 11, 6)


def read(text: str) -> Line:
    return read_line(text, today=TUESDAY, shortest=timedelta(minutes=5), longest=timedelta(hours=9))


def told(line: Line) -> tuple[str, date | None, time | None, int | None, tuple[str, ...], tuple[str, ...]]:
    answer = line.answer
    minutes = int(answer.duration.value.total_seconds()) // 60 if answer.duration and answer.duration.value else None
    return (
        line.title,
        answer.day.value if answer.day else None,
        answer.time.value if answer.time else None,
        minutes,
        answer.people,
        line.rest,
    )


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Coffee with @ana_lisbon tomorrow 10:00", ("Coffee", WEDNESDAY, time(10), None, ("ana_lisbon",), ())),
        (
            "Review with @bo_berlin and @chen_sg Thu 10:00 45 min",
            ("Review", THURSDAY, time(10), 45, ("bo_berlin", "chen_sg"), ()),
        ),
        ("Review tomorow 10", ("Review", WEDNESDAY, time(10), None, (), ())),
        ("Lunch 12:30-13:15 tomorrow @bo_berlin", ("Lunch", WEDNESDAY, time(12, 30), 45, ("bo_berlin",), ())),
        ("Thu 10:00 Review with @bo_berlin", ("Review", THURSDAY, time(10), None, ("bo_berlin",), ())),
        ("tomorrow lunch @bo_berlin 12:30", ("lunch", WEDNESDAY, time(12, 30), None, ("bo_berlin",), ())),
        ("lunch with @bo_berlin on friday at noon", ("lunch", FRIDAY, time(12), None, ("bo_berlin",), ())),
        ("Review on 5 Nov at 10", ("Review", THURSDAY, time(10), None, (), ())),
        ("Review Thu 10 for 1h30 with @bo_berlin", ("Review", THURSDAY, time(10), 90, ("bo_berlin",), ())),
        ("Dinner t.me/bo_berlin 7pm", ("Dinner", None, time(19), None, ("bo_berlin",), ())),
        # Numbers of the title are no times.
        (
            "Version 2 review with @bo_berlin Thu 10:00",
            ("Version 2 review", THURSDAY, time(10), None, ("bo_berlin",), ()),
        ),
        ("Room 4 with @bo_berlin Thu 10:00", ("Room 4", THURSDAY, time(10), None, ("bo_berlin",), ())),
        # What is not understood is quoted, and nothing made of it.
        ("Call @chen_sg in 2 hours", ("Call", None, None, None, ("chen_sg",), ("in 2 hours",))),
        ("Coffee with @bo_berlin soon Thu 10:00", ("Coffee", THURSDAY, time(10), None, ("bo_berlin",), ("soon",))),
    ],
)
def test_a_line_is_read(text: str, read_as: tuple[object, ...]) -> None:
    line = read(text)

    assert told(line) == read_as
    assert line.a_wish


@pytest.mark.parametrize("text", ["", "hello there", "Budget", "what can you do?", "I may come on Monday", "at 10:00"])
def test_what_is_no_wish(text: str) -> None:
    assert not read(text).a_wish


WORDS = "Review with @bo_berlin and Thu 10:00 45 min in 2 hours 5 Nov , at noon - 25:00".split()  # noqa: SIM905 - words to shuffle read best as a line


@given(st.lists(st.sampled_from(WORDS)))
def test_no_word_is_lost_in_silence(words: list[str]) -> None:
    """Whatever is neither a filler nor read stands in the title or is quoted."""
    line = read(" ".join(words))

    if "Review" in words:
        assert "Review" in line.title or "Review" in " ".join(line.rest)
