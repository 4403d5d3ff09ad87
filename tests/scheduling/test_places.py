"""Names are folded as people leave accents out, and slips are counted as fingers make them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.places import fold, letters, slips


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("München", "munchen"),
        ("MÜNCHEN", "munchen"),
        ("Straßburg", "strassburg"),
        ("København", "kobenhavn"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("St. John's", "st johns"),
        ("Sao-Paulo ", "sao paulo"),
        ("Хабаровск", "хабаровск"),
        ("東京", "東京"),
        ("がまごおり", "がまごおり"),
        ("...", ""),
    ],
)
def test_names_are_folded(name: str, key: str) -> None:
    assert fold(name) == key


@given(st.text(max_size=20))
def test_a_folded_name_stays_as_it_is(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("typed", "meant", "made"),
    [
        ("berlin", "berlin", 0),
        ("brelin", "berlin", 1),
        ("berln", "berlin", 1),
        ("berlinn", "berlin", 1),
        ("berlim", "berlin", 1),
        ("brelin", "brilon", 2),
        ("lisbon", "berlin", 3),
        ("a", "abcdef", 3),
    ],
)
def test_slips_are_counted_up_to_a_bound(typed: str, meant: str, made: int) -> None:
    assert slips(typed, meant, 2) == made


@given(st.text(alphabet="abcde ", max_size=8), st.text(alphabet="abcde ", max_size=8))
def test_comparing_letters_rules_out_no_name_within_reach(one: str, other: str) -> None:
    made = slips(one, other, 2)
    assert made == slips(other, one, 2)
    assert made > 2 or (letters(one) ^ letters(other)).bit_count() <= 2 * made
