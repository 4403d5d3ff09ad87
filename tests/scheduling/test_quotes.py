"""What was not understood is quoted as it was typed."""

from __future__ import annotations

import pytest

from scheduling.quotes import as_typed


@pytest.mark.parametrize(
    ("typed", "left", "quoted"),
    [
        ("Room 4", ["4", "Room"], "Room 4"),
        ("move it to 11:00", ["11:00", "move", "it", "to"], "move it to 11:00"),
        ("whatever, and suits", ["whatever", "suits"], "whatever, and suits"),
        ("Lunch @bo_berlin 12:30 outside", ["Lunch", "outside"], "Lunch … outside"),
        ("hm 10 hm", ["hm", "hm"], "hm … hm"),
        ("1,5 pizzas (big)", ["pizzas", "(big)", "1,5"], "1,5 pizzas (big)"),
        ("art at art", ["at", "art"], "art at"),
        ("x" * 500 + " tail", ["tail"], "tail"),
        ("@bo", [], ""),
    ],
)
def test_words_left_over_are_quoted_as_they_stand_in_the_text(typed: str, left: list[str], quoted: str) -> None:
    assert as_typed(typed, left) == quoted
