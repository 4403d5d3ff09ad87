"""The morning agenda and quiet hours: set in two taps, told once a day, and nothing wakes anybody."""

from __future__ import annotations

from datetime import UTC, datetime

from jobs.upkeep import Upkeep
from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import book


async def at(house: House, clock: MovableClock, instant: datetime) -> None:
    clock.advance(instant - clock())
    await Upkeep(house.engine, clock).every_minute()
    await house.settled()


async def test_the_day_is_told_once_each_morning(
    team: tuple[Phone, Phone, Phone], house: House, clock: MovableClock
) -> None:
    ana, _, _ = team
    await book(house, "ana", "Review", "bo", "2026-11-05T10:00")
    await ana.sends("/settings")
    await ana.taps("Morning: none")
    await ana.taps("08:00")
    assert str(ana.last) == (
        "| When shall I send you what lies ahead (Lisbon)? When there is nothing, I send nothing.\n"
        "| Tap, or type a time:\n"
        "| 8:15\n"
        "| [07:00] [✓ 08:00] [09:00] / [None] / [✓ Every day] [The week, Mon] / [Back]"
    )
    await ana.taps("Back")
    assert "Morning: 08:00" in ana.last.labels
    ana.forget()
    await at(house, clock, datetime(2026, 11, 4, 8, 0, tzinfo=UTC))
    assert ana.transcript == []  # an empty day
    await at(house, clock, datetime(2026, 11, 5, 7, 59, tzinfo=UTC))
    ana.forget()
    for minute in (0, 1):
        await at(house, clock, datetime(2026, 11, 5, 8, minute, tzinfo=UTC))
    assert ana.transcript == ["QUIET Your day (Lisbon).\nThu 5 Nov\n1  10:00–10:30 Review · Bo not answered"]
    await ana.taps("1")
    assert ana.last.text.startswith("Review\nThu 5 Nov, 10:00–10:30 (Lisbon)")


async def test_the_week_is_told_on_mondays_and_no_late_morning_after_a_stop(
    ana: Phone, house: House, clock: MovableClock
) -> None:
    await book(house, "ana", "Review", "", "2026-11-12T10:00")
    await book(house, "ana", "Plan", "", "2026-11-19T10:00")
    await ana.sends("/settings")
    await ana.taps("Morning: none")
    await ana.taps("07:00")
    await ana.taps("The week, Mon")
    await ana.taps("Back")
    assert "Mondays: 07:00" in ana.last.labels
    ana.forget()
    await at(house, clock, datetime(2026, 11, 5, 7, 0, tzinfo=UTC))
    assert ana.transcript == []
    await at(house, clock, datetime(2026, 11, 9, 8, 30, tzinfo=UTC))
    assert ana.transcript == ["QUIET Your week (Lisbon).\nThu 12 Nov\n1  10:00–10:30 Review"]
    ana.forget()
    await at(house, clock, datetime(2026, 11, 16, 9, 1, tzinfo=UTC))
    assert [line for line in ana.transcript if "Your week" in line] == []


async def test_on_a_journey_it_is_morning_there(ana: Phone, house: House, clock: MovableClock) -> None:
    await book(house, "ana", "Review", "", "2026-11-05T07:00")
    await ana.sends("/settings")
    await ana.taps("Morning: none")
    await ana.taps("08:00")
    await ana.sends("/settings")
    await ana.taps("14:05 in Lisbon")
    await ana.sends("Asia/Tokyo 4-6 Nov")
    ana.forget()
    await at(house, clock, datetime(2026, 11, 4, 22, 59, tzinfo=UTC))
    # The reminder of a day before; a morning is not before its time.
    assert ana.transcript == ["NEW Today: Review, Thu 5 Nov, 16:00–16:30 (Tokyo)."]
    ana.forget()
    await at(house, clock, datetime(2026, 11, 4, 23, 0, tzinfo=UTC))
    assert ana.transcript == ["QUIET Your day (Tokyo).\nThu 5 Nov\n1  16:00–16:30 Review"]
    ana.forget()
    await at(house, clock, datetime(2026, 11, 5, 8, 0, tzinfo=UTC))
    assert [line for line in ana.transcript if "Your day" in line] == []


async def test_quiet_hours(ana: Phone, bo: Phone, house: House, clock: MovableClock) -> None:
    await ana.sends("/settings")
    await ana.taps("Quiet hours: none")
    await ana.taps("22:00–07:00")
    assert ana.last.rows == [["21:00–07:00", "✓ 22:00–07:00"], ["23:00–08:00", "None"], ["Back"]]
    await book(house, "ana", "Review", "bo", "2026-11-06T10:00")
    await at(house, clock, datetime(2026, 11, 3, 23, 0, tzinfo=UTC))
    ana.forget()
    await bo.taps("Decline")
    await at(house, clock, datetime(2026, 11, 3, 23, 2, tzinfo=UTC))
    await book(house, "bo", "Plan", "ana", "2026-11-05T10:00")
    assert [line.splitlines()[0] for line in ana.transcript if not line.startswith("EDIT")] == [
        "QUIET Bo invites you to Plan"
    ]
    ana.forget()
    await at(house, clock, datetime(2026, 11, 4, 7, 0, tzinfo=UTC))
    assert [line for line in ana.transcript if "declined" in line] == [
        "NEW Bo declined Review, Fri 6 Nov, 10:00 (Lisbon). Everybody has answered."
    ]


async def test_what_is_typed_counts_like_a_tap(ana: Phone, bo: Phone) -> None:
    await ana.sends("/settings")
    await ana.taps("Morning: none")
    await ana.sends("8:15")
    assert ana.last.rows[:2] == [["07:00", "08:00", "✓ 08:15"], ["09:00", "None"]]
    await ana.sends("when the <b>cock</b> crows")
    assert ana.last.text.splitlines()[0] == 'I cannot read "when the <b>cock</b> crows" as a time.'
    await ana.sends("half past six in the morning")
    assert ana.last.rows[0] == ["✓ 06:30", "07:00", "08:00"]
    await ana.sends("7")
    assert ana.last.rows[:2] == [["✓ 07:00", "08:00", "09:00"], ["None"]]
    await ana.sends("nooon")
    assert ana.last.text.splitlines()[0] == 'I read "nooon" as noon.'
    assert ana.last.rows[1] == ["✓ 12:00", "None"]
    await ana.sends("never")
    assert "✓ None" in ana.last.labels
    await ana.taps("Back")
    await ana.taps("Quiet hours: none")
    await ana.sends("from 22:30 to 6:45")
    assert str(ana.last) == (
        "| When shall I be quiet (Lisbon)? Answers then wait for the morning.\n"
        "| All else comes without a sound, and so does everything about what starts within 12 hours.\n"
        "| Tap, or type from when to when:\n"
        "| 22:30-6:45\n"
        "| [21:00–07:00] [22:00–07:00] [23:00–08:00] / [✓ 22:30–06:45] [None] / [Back]"
    )
    await ana.sends("at night")
    assert ana.last.text.splitlines()[0] == 'I cannot read "at night" as hours of quiet.'
    await ana.taps("Back")
    assert "Quiet: 22:30–06:45" in ana.last.labels
    await ana.taps("Quiet: 22:30–06:45")
    await ana.sends("Lunch with @bo_berlin Thu 12:30")
    assert ana.last.text.startswith("Lunch\nThu 5 Nov, 12:30–13:00 (Lisbon)")

    bo.person.language_code = "id"
    await bo.sends("/settings")
    await bo.taps("Jam tenang: tidak")
    await bo.sends("jam 10 malam sampai jam 6 pagi")
    assert bo.last.rows[1] == ["✓ 22.00–06.00", "Tidak ada"]
    await bo.sends("kalau tidur")
    assert bo.last.text.splitlines()[0] == 'Saya tidak bisa membaca "kalau tidur" sebagai jam tenang.'
    await bo.taps("Kembali")
    await bo.taps("Pagi: tidak")
    await bo.sends("jam 8.15 pagi")
    assert bo.last.rows[0] == ["07.00", "08.00", "✓ 08.15"]
