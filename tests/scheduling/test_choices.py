"""How many people are needed, whichever, as it is typed in four languages."""

from __future__ import annotations

import pytest

from scheduling.choices import Choice, read_choice

THREE = ("bo", "chen", "dana")


@pytest.mark.parametrize(
    ("text", "need", "left"),
    [
        ("Review with any 2 of @bo, @chen and @dana Thu 10:00", 2, "Review with @bo, @chen, @dana Thu 10:00"),
        ("Review 2 of @bo @chen @dana Thu 10:00", 2, "Review @bo, @chen, @dana Thu 10:00"),
        ("Thu 10:00 Review, at least two out of (@bo, @chen or @dana)", 2, "Thu 10:00 Review, @bo, @chen, @dana"),
        ("any 2 of 3: @bo @chen @dana", 2, "@bo, @chen, @dana"),
        ("one of @bo/@chen/@dana", 1, "@bo, @chen, @dana"),
        ("any of @bo @chen @dana", 1, "@bo, @chen, @dana"),
        ("Review 5 of t.me/bo, @Chen, @dana.", 5, "Review t.me/bo, @Chen, @dana."),
        ("0 of @bo @chen @dana", 0, "@bo, @chen, @dana"),
        ("Review mit 2 von @bo, @chen und @dana Do 10 Uhr", 2, "Review mit @bo, @chen, @dana Do 10 Uhr"),
        ("mindestens zwei von @bo @chen oder @dana", 2, "@bo, @chen, @dana"),
        ("2 beliebige Personen von @bo @chen @dana", 2, "@bo, @chen, @dana"),
        ("Revisión con 2 de @bo, @chen y @dana el jueves", 2, "Revisión con @bo, @chen, @dana el jueves"),
        ("al menos dos de @bo @chen @dana", 2, "@bo, @chen, @dana"),
        ("Rapat dengan 2 dari @bo, @chen, dan @dana Kamis", 2, "Rapat dengan @bo, @chen, @dana Kamis"),
        ("minimal 2 orang dari @bo @chen @dana", 2, "@bo, @chen, @dana"),
        ("salah satu dari @bo @chen @dana", 1, "@bo, @chen, @dana"),
        ("Kickoff with @bo, @chen or @dana Thu 10:00", 1, "Kickoff with @bo, @chen, @dana Thu 10:00"),
        ("Anruf mit entweder @bo oder @chen oder @dana", 1, "Anruf mit @bo, @chen, @dana"),
    ],
)
def test_so_many_of_them(text: str, need: int, left: str) -> None:
    assert read_choice(text) == (Choice(need, THREE), left)


def test_people_who_do_not_stand_with_them_are_required() -> None:
    text = "Review with @ana and any 1 of @bo, @chen with @dana"
    assert read_choice(text) == (Choice(1, ("bo", "chen")), "Review with @ana and @bo, @chen with @dana")


def test_names_where_people_are_asked_for() -> None:
    assert read_choice("@ana, any 2 of Bo, Chen and Dana; @eva", names=True) == (
        Choice(2, ("Bo", "Chen", "Dana")),
        "@ana, Bo, Chen, Dana; @eva",
    )
    assert read_choice("2 dari (@bo, Chen atau Dana) dan @eva", names=True) == (
        Choice(2, ("bo", "Chen", "Dana")),
        "@bo, Chen, Dana dan @eva",
    )
    assert read_choice("any 2 of Bo, Chen and Dana")[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "Part 2 of @bo Thu 10:00",
        "Part 2 of @bo's talk with @chen",
        "Review 2 @bo @chen Thu 10:00",
        "Termin um 2 von @bo @chen",
        "Almuerzo el 2 de noviembre con @bo @chen",
        "Mail from @bo and @chen Thu 10:00",
        "Review v1.2 of @bo @chen",
        "The best of @bo and @chen",
    ],
)
def test_what_is_no_choice_stays_as_it_is(text: str) -> None:
    assert read_choice(text) == (None, text)


def test_a_long_text_is_read_at_once() -> None:
    assert read_choice("any 2 of " * 500 + "@bo @chen")[0] == Choice(2, ("bo", "chen"))
