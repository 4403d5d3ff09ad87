"""/agenda: what each line says, how pages turn, and where its buttons lead."""

from __future__ import annotations

from datetime import timedelta

from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Phone
from tests.world import book


async def test_the_agenda_of_somebody_who_organizes_and_is_asked(
    house: House, ana: Phone, bo: Phone, chen: Phone
) -> None:
    await book(house, "ana", "Review", "bo chen", "2026-11-05T08:00", minutes=45)
    await book(house, "bo", "Lunch", "ana", "2026-11-05T12:30", minutes=45)
    await book(house, "ana", "Call", "bo", "2026-11-06T15:00")
    await book(house, "ana", "Alone", "", "2026-11-09T09:00")
    await bo.chat.settle()
    await bo.taps("Accept", on=next(message for message in bo.messages if "Review" in message.text))
    ana.forget()
    await ana.sends("/agenda")
    assert str(ana.last) == (
        "| Your next appointments (Lisbon). One waits for your answer.\n"
        "| Thu 5 Nov\n"
        "| 1  08:00–08:45 Review · Bo accepted, Chen not answered\n"
        "| 2  12:30–13:15 Lunch, from Bo · you have not answered\n"
        "| Fri 6 Nov\n"
        "| 3  15:00–15:30 Call · Bo not answered\n"
        "| Mon 9 Nov\n"
        "| 4  09:00–09:30 Alone\n"
        "| [1] [2] [3] / [4] / [To answer (1)] [Past]"
    )
    assert "<b>Thu 5 Nov</b>" in ana.last.html
    await ana.taps("1")
    assert str(ana.last) == (
        "| Review\n"
        "| Thu 5 Nov, 08:00–08:45 (Lisbon)\n"
        "| Berlin 09:00 · Singapore 16:00\n"
        "| Bo: accepted · Chen: not answered\n"
        "| [Move] [Edit] [Cancel it] / [To my calendar] / [Back to agenda]"
    )
    await ana.taps("Back to agenda")
    await ana.taps("To answer (1)")
    assert str(ana.last) == (
        "| This waits for your answer (Lisbon).\n"
        "| Thu 5 Nov\n"
        "| 1  12:30–13:15 Lunch, from Bo · you have not answered\n"
        "| [1] / [Ahead] [Past]"
    )
    await ana.taps("1")
    assert ana.last.rows == [["Accept", "Maybe", "Decline"], ["Another time"], ["Back to agenda"]]
    await ana.taps("Decline")
    assert ana.last.rows[-1] == ["Back to agenda"]
    await ana.taps("Undo")
    await ana.taps("Accept")
    assert ana.last.rows[-1] == ["Back to agenda"]
    await ana.taps("Back to agenda")
    assert str(ana.last).splitlines()[0] == "| Nothing waits for your answer."
    # All of it happened in one message.
    assert [line.split(" ")[0] for line in ana.transcript].count("NEW") == 1


async def test_the_other_side_reads_its_own_answer(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await bo.chat.settle()
    for label, said in (("Accept", "you accepted"), ("Maybe", "you said maybe")):
        await bo.sends("/agenda")
        await bo.taps("1")
        if label not in bo.last.labels:
            await bo.taps("Change answer")
        await bo.taps(label)
        await bo.sends("/agenda")
        assert bo.last.text.splitlines()[-1] == f"1  09:00–09:30 Review, from Ana · {said}"
    await bo.taps("1")
    await bo.taps("Decline")
    await bo.sends("/agenda")
    assert bo.last.text.startswith("Nothing ahead.")


async def test_pages_turn_and_end(house: House, ana: Phone) -> None:
    for number in range(8):
        await book(house, "ana", f"Walk {number + 1}", "", f"2026-11-{10 + number}T08:00")
    await ana.sends("/agenda")
    assert ana.last.rows == [["1", "2", "3"], ["4", "5", "6"], ["Past"], ["Later"]]
    await ana.taps("Later")
    assert str(ana.last) == (
        "| Your next appointments (Lisbon).\n"
        "| Mon 16 Nov\n"
        "| 7  08:00–08:30 Walk 7\n"
        "| Tue 17 Nov\n"
        "| 8  08:00–08:30 Walk 8\n"
        "| [7] [8] / [Past] / [Earlier]"
    )
    await ana.taps("7")
    await ana.taps("Back to agenda")
    assert ana.last.rows == [["7", "8"], ["Past"], ["Earlier"]]
    await ana.taps("Earlier")
    assert ana.last.rows[0] == ["1", "2", "3"]


async def test_a_page_that_is_gone_leads_to_the_first(house: House, clock: MovableClock, ana: Phone) -> None:
    for number in range(7):
        await book(house, "ana", f"Walk {number + 1}", "", f"2026-11-{10 + number}T08:00")
    await ana.sends("/agenda")
    clock.advance(timedelta(days=10))
    await house.settled()
    await ana.taps("Later")
    assert ana.touched is not None
    assert ana.touched.text.splitlines()[0] == "Your next appointments (Lisbon)."


async def test_the_past_runs_backwards(house: House, clock: MovableClock, ana: Phone, bo: Phone) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-05T08:00")
    await book(house, "ana", "Walk", "", "2026-11-06T08:00")
    clock.advance(timedelta(days=10))
    await ana.sends("/agenda")
    assert str(ana.last) == (
        "| Nothing ahead. Write one line, for example: Lunch with @bo_berlin tomorrow 12:30\n| [New appointment] [Past]"
    )
    assert "<code>Lunch with @bo_berlin tomorrow 12:30</code>" in ana.last.html
    await ana.taps("Past")
    assert str(ana.last) == (
        "| Your last appointments (Lisbon).\n"
        "| Fri 6 Nov\n"
        "| 1  08:00–08:30 Walk\n"
        "| Thu 5 Nov\n"
        "| 2  08:00–08:30 Review · Bo not answered\n"
        "| [1] [2] / [Ahead]"
    )
    await ana.taps("2")
    assert ana.last.text.splitlines()[0] == "Review is over"
    assert ana.last.rows == [["Book again"], ["Back to agenda"]]
    await ana.taps("Book again")
    assert ana.last.text.splitlines()[0] == "Review with Bo. Which day?"


async def test_an_empty_agenda_has_an_example_to_copy(house: House, ana: Phone) -> None:
    await ana.sends("/agenda")
    assert str(ana.last) == (
        "| Nothing ahead. Write one line, for example: Lunch tomorrow 12:30\n| [New appointment] [Past]"
    )
    assert ana.last.html.endswith("<code>Lunch tomorrow 12:30</code>")
    await ana.taps("Past")
    assert str(ana.last) == "| Nothing yet.\n| [Ahead]"


async def test_what_is_on_now_is_ahead_until_it_ends(house: House, clock: MovableClock, ana: Phone) -> None:
    await book(house, "ana", "Walk", "", "2026-11-04T08:00")
    clock.advance(timedelta(hours=18))
    await house.settled()
    await ana.sends("/agenda")
    assert ana.last.text.splitlines()[-1] == "1  08:00–08:30 Walk"
    clock.advance(timedelta(minutes=25))
    await ana.sends("/agenda")
    assert ana.last.text.startswith("Nothing ahead.")


async def test_titles_are_what_was_typed(house: House, ana: Phone, bo: Phone) -> None:
    await book(house, "bo", "<b>R&D</b> 💡", "ana", "2026-11-05T08:00")
    await ana.sends("/agenda")
    assert ana.last.text.splitlines()[-1] == "1  08:00–08:30 <b>R&D</b> 💡, from Bo · you have not answered"
