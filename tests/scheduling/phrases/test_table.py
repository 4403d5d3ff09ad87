"""The table itself: large enough, no expression twice, and a third of it apart."""

from __future__ import annotations

from collections import Counter

from tests.scheduling.phrases.table import LANGUAGES, mended, tuned, untuned


def test_the_table_has_500_expressions_a_third_of_them_apart() -> None:
    assert len(tuned()) + len(untuned()) >= 500
    assert 0.32 < len(untuned()) / (len(tuned()) + len(untuned())) < 0.35
    assert Counter(row.language for row in tuned() if row.language in LANGUAGES).keys() == set(LANGUAGES)


def test_no_expression_is_in_it_twice() -> None:
    counted = Counter((row.language, row.text) for row in (*tuned(), *mended(), *untuned()))

    assert [each for each, times in counted.items() if times > 1] == []
