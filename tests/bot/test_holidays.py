"""Public holidays in /settings: by where one is, or typed; nobody is booked then, and only one's own is named."""

from __future__ import annotations

from program.roles import House
from tests.chat import Phone
from tests.world import as_known, book


async def test_public_holidays_are_taken_off(ana: Phone, bo: Phone, house: House) -> None:
    await book(house, "ana", "Review", "", "2026-12-01T10:00")
    await ana.sends("/settings")
    await ana.taps("Holidays: none")
    assert str(ana.last) == (
        "| You take no public holidays off.\n| Tap, or type a country.\n| [Portugal] [✓ None] / [Back]"
    )
    await ana.taps("Portugal")
    assert ana.last.text == (
        "This is outside your hours now, and stays as it is:\nTue 1 Dec, 10:00 Review\n"
        "Nobody can book you on the public holidays of Portugal.\n"
        "Tue 1 Dec  Restoration of Independence Day\nTue 8 Dec  Immaculate Conception\nFri 25 Dec  Christmas Day\n"
        "Tap, or type a country."
    )
    assert ana.last.rows[:2] == [["✓ Portugal", "None"], ["Aveiro", "Beja", "Braga"]]
    await ana.taps("Lisboa")
    assert (await as_known(house, "ana_lisbon")).prefs.holidays == "PT-11"
    await ana.taps("Back")
    assert "Holidays: Lisboa" in ana.last.labels
    await ana.sends("/why 8 Dec 14:00")
    assert ana.last.text == "Tue 8 Dec, 14:00–14:30 (Lisbon)\nYou: public holiday, Immaculate Conception"
    await ana.taps("Public holidays")
    assert ana.last.text.startswith("Nobody can book you on the public holidays of Lisboa, Portugal.")
    await bo.sends("Plan with @ana_lisbon 8 Dec 14:00")
    assert "Ana: 13:00 in Lisbon, no working day" in bo.last.text


async def test_a_country_is_typed(ana: Phone, house: House) -> None:
    await ana.sends("/settings")
    await ana.taps("Holidays: none")
    await ana.sends("Atlantis")
    assert ana.last.text == (
        'I know no public holidays of "Atlantis".\nYou take no public holidays off.\nTap, or type a country.'
    )
    await ana.sends("singapore")
    assert ana.last.rows == [["✓ Singapore", "Portugal", "None"], ["Back"]]
    await ana.taps("None")
    assert (await as_known(house, "ana_lisbon")).prefs.holidays is None
