"""What people are called."""

from dataclasses import replace

import pytest

from scheduling.people import Person
from tests.texts.sample import ANA, BO, CHEN, DANA
from texts.people import listing, name, names, stranger


def test_a_first_name_will_do_until_two_share_it() -> None:
    assert names([ANA, BO, CHEN, DANA]) == {1: "Ana", 2: "Bo", 3: "Chen", 4: "@dana_porto"}
    other_bo = Person(7, "bo", username="bo_bonn")
    assert names([ANA, BO, other_bo]) == {1: "Ana", 2: "Bo (@bo_berlin)", 7: "bo (@bo_bonn)"}
    assert names([BO, Person(7, "Bo", last_name="Maas")]) == {2: "Bo (@bo_berlin)", 7: "Bo Maas"}


def test_the_same_person_twice_shares_no_name() -> None:
    assert names([BO, BO]) == {2: "Bo"}


def test_two_known_only_by_their_at_names() -> None:
    assert names([DANA, replace(DANA, id=5, username="eli")]) == {4: "@dana_porto", 5: "@eli"}


def test_somebody_new_comes_with_full_name_and_at_name() -> None:
    assert stranger(ANA) == "Ana Silva (@ana_lisbon)"
    assert stranger(replace(ANA, username=None)) == "Ana Silva"
    assert stranger(DANA) == "@dana_porto"


def test_names_are_user_text() -> None:
    assert name(replace(BO, first_name="B\u202eo\n")) == "Bo "
    assert stranger(Person(8, "דנה", username="dana")) == "\u2068דנה\u2069 (@dana)"


@pytest.mark.parametrize(
    ("items", "english", "indonesian"),
    [
        ([], "", ""),
        (["Bo"], "Bo", "Bo"),
        (["Bo", "Chen"], "Bo and Chen", "Bo dan Chen"),
        (["Bo", "Chen", "Dana"], "Bo, Chen and Dana", "Bo, Chen, dan Dana"),
        (["Bo", "Chen", "Dana", "Eli"], "Bo, Chen, Dana and Eli", "Bo, Chen, Dana, dan Eli"),
    ],
)
def test_lists(items: list[str], english: str, indonesian: str) -> None:
    assert listing(items, "en") == english
    assert listing(items, "id") == indonesian
    assert listing(items, "tlh") == english


def test_braces_in_a_name_are_only_braces() -> None:
    assert listing(["{0}", "{1}", "{x}"], "en") == "{0}, {1} and {x}"
