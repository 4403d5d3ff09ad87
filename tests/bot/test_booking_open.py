"""Several times or days, an hour that no clock shows, a series: asked in a line, and in an answer over a draft."""

from __future__ import annotations

import pytest

from tests.chat import Phone

CARD = "Review\nWed 4 Nov, 10:00–10:30 (Lisbon)\nYou are free."


@pytest.mark.parametrize(
    ("app", "line", "said", "keys"),
    [
        ("en", "Call Thu at 10 or 11", '"at 10 / 11": which one?', ["10:00", "11:00"]),
        ("id", "Telepon Kamis jam 10 atau 11", '"jam 10 / 11": yang mana?', ["10.00", "11.00"]),
        ("en", "Call thu at 25", "There is no 25:00. When on Thu 5 Nov (Lisbon)?", ["09:00", "10:00", "11:00"]),
        (
            "id",
            "Rapat Kamis jam 25",
            "Tidak ada 25.00. Jam berapa pada Kam 5 Nov (Lisbon)?",
            ["09.00", "10.00", "11.00"],
        ),
    ],
)
async def test_a_line_that_names_no_one_time(ana: Phone, app: str, line: str, said: str, keys: list[str]) -> None:
    ana.handset.person.language_code = app
    await ana.sends(line)

    assert ana.last.text == said
    assert ana.last.rows[0] == keys
    await ana.taps(keys[1])
    assert ana.last.text.split("\n")[0] in ("Call", "Telepon", "Rapat")


@pytest.mark.parametrize(
    ("typed", "said", "row"),
    [
        ("10 or 11", '"10 / 11": which one?', ["10:00", "11:00"]),
        ("Thu at 10 or 11", '"at 10 / 11": which one?', ["10:00", "11:00"]),
        ("Thu or Fri", '"Thu / Fri": which one?', ["Thu 5 Nov", "Fri 6 Nov"]),
        ("at 25", "There is no 25:00. When on Wed 4 Nov (Lisbon)?", ["09:00", "10:00", "11:00"]),
    ],
)
@pytest.mark.parametrize("first", ["Review tomorrow", "Review tomorrow 10:00"])
async def test_an_answer_over_a_draft_that_names_no_one_time(
    ana: Phone, first: str, typed: str, said: str, row: list[str]
) -> None:
    await ana.sends(first)
    await ana.sends(typed)

    assert ana.last.text == said
    assert ana.last.rows[0] == row


async def test_another_day_keeps_the_hour(ana: Phone) -> None:
    await ana.sends("Review tomorrow 10:00")
    await ana.sends("Thu or Fri")
    await ana.taps("Fri 6 Nov")

    assert ana.last.text == "Review\nFri 6 Nov, 10:00–10:30 (Lisbon)\nYou are free."


@pytest.mark.parametrize(
    ("app", "first", "typed", "said", "book"),
    [
        (
            "en",
            "Review tomorrow",
            "every Monday 9:00",
            'I cannot book "every Monday" yet, only the first one.',
            "Book only Mon 9 Nov",
        ),
        (
            "en",
            "Review tomorrow 9:00",
            "every Monday",
            'I cannot book "every Monday" yet, only the first one.',
            "Book only Mon 9 Nov",
        ),
        (
            "id",
            "Rapat besok",
            "setiap Senin jam 9",
            'Saya belum bisa menjadwalkan "setiap Senin", hanya yang pertama.',
            "Jadwalkan Sen 9 Nov saja",
        ),
    ],
)
async def test_a_series_over_a_draft_is_its_first(
    ana: Phone, app: str, first: str, typed: str, said: str, book: str
) -> None:
    ana.handset.person.language_code = app
    await ana.sends(first)
    await ana.sends(typed)

    assert ana.last.text.split("\n")[0] == said
    assert ana.last.rows[0] == [book]
    await ana.sends("10:00")
    await ana.taps(book)
    assert "9 Nov, 10" in ana.last.text


async def test_a_day_after_a_series_is_no_series(ana: Phone) -> None:
    await ana.sends("Review every Monday 10:00")
    assert ana.last.rows[0] == ["Book only Mon 9 Nov"]
    await ana.sends("tomorrow")

    assert (ana.last.text, ana.last.rows[0]) == (CARD, ["Book"])


async def test_while_people_are_asked_the_series_is_noted(ana: Phone) -> None:
    await ana.sends("/new")
    await ana.sends("Review")
    await ana.sends("every Monday 9:00")
    assert ana.last.text == (
        'I cannot book "every Monday" yet, only the first one.\nReview. Who should come? Tap, or type @names.'
    )
    await ana.taps("Just me")

    assert ana.last.rows[0] == ["Book only Mon 9 Nov"]
