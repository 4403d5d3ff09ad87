"""Lines in a language without a phrasebook: what a library finds in them is asked, and booked only by a tap."""

from __future__ import annotations

from tests.chat import Phone


async def test_a_french_line_becomes_a_card_by_a_tap(ana: Phone, bo: Phone) -> None:
    ana.handset.person.language_code = "fr"
    await ana.sends("Réunion jeudi à 10h @bo_berlin")
    assert ana.last.text == (
        '"jeudi à 10h": did you mean one of these? It was looked up in a dictionary, and may be wrong.'
    )
    assert ana.last.rows[0] == ["Thu 5 Nov, 10:00"]

    await ana.taps(ana.last.rows[0][0])
    assert ana.last.text.startswith("Réunion\nThu 5 Nov, 10:00–10:30 (Lisbon)\n")


async def test_a_guessed_day_leads_to_its_times(ana: Phone) -> None:
    ana.handset.person.language_code = "pt"
    await ana.sends("Almoço amanhã com a equipa")
    await ana.taps(ana.last.rows[0][0])

    assert ana.last.text.startswith("Almoço com a equipa, Wed 4 Nov. How long, and when (Lisbon)?\n")


async def test_a_line_that_is_nothing_but_a_time_is_asked_for_its_title(ana: Phone) -> None:
    ana.handset.person.language_code = "fr"
    await ana.sends("jeudi à 10h")
    await ana.taps("Thu 5 Nov, 10:00")
    assert ana.last.text == "New appointment, Thu 5 Nov, 10:00 (Lisbon). What is it about? Type it."
    await ana.sends("Budget")

    assert ana.last.text.startswith("Budget\nThu 5 Nov, 10:00–10:30 (Lisbon)\n")


async def test_what_was_not_meant_leaves_the_line_as_it_was_typed(ana: Phone) -> None:
    ana.handset.person.language_code = "pt"
    await ana.sends("Almoço amanhã 12:30")
    assert ana.last.rows[:3] == [
        ["Wed 4 Nov, 12:30", "Thu 5 Nov, 12:30"],
        ["Fri 6 Nov, 12:30", "Sat 7 Nov, 12:30"],
        ["Sun 8 Nov, 12:30", "Mon 9 Nov, 12:30"],
    ]
    await ana.taps("Fri 6 Nov, 12:30")

    assert ana.last.text.startswith("Almoço amanhã\nFri 6 Nov, 12:30–13:00 (Lisbon)\n")
