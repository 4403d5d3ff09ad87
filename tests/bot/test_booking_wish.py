"""A line in one's own words: what is read at once, what is asked, what is remembered, what was sent in other shapes."""

from __future__ import annotations

import pytest

from tests.chat import Chat, Phone, Shown

Team = tuple[Phone, Phone, Phone]


@pytest.mark.parametrize(
    ("line", "card"),
    [
        ("lunch tomorrow 12:30-13:15 @bo_berlin", "Lunch\nWed 4 Nov, 12:30–13:15 (Lisbon)\nBerlin 13:30\nBo is free."),
        ("iPhone repair on Fri at noon", "iPhone repair\nFri 6 Nov, 12:00–12:30 (Lisbon)\nYou are free."),
        ("3pm CET on 5 March budget", "Budget\nFri 5 Mar, 14:00–14:30 (Lisbon)\nYou are free."),
        ("Review Thu 15:00 Berlin", "Review\nThu 5 Nov, 14:00–14:30 (Lisbon)\nYou are free."),
        ("Review 9:00 PST tomorrow", "This does not suit you. Review\nWed 4 Nov, 17:00–17:30 (Lisbon)"),
        ("Review Thu 10 in room 4", "Review\nThu 5 Nov, 10:00–10:30 (Lisbon)\nPlace: room 4\nYou are free."),
        (
            "in 2 hours call @bo_berlin",
            "This does not suit everybody. Call\nTue 3 Nov, 16:05–16:35 (Lisbon)\n"
            "Bo: 17:05 in Berlin, ends 35 min after the working day",
        ),
    ],
)
async def test_lines_that_say_all(team: Team, line: str, card: str) -> None:
    ana, _, _ = team
    await ana.sends(line)

    assert ana.last.text.split("\n\n")[0].removesuffix("\nYou: ends 30 min after the working day") == card


async def test_the_whole_line_with_one_question(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Review with @bo_berlin and @chen_sg next Thu 8:00 for 45 min in room 4")
    assert ana.last.text == '"next Thu" can be several days. Which one?'
    assert ana.last.rows == [["Thu 5 Nov, 08:00", "Thu 12 Nov, 08:00"], ["Back", "Discard"]]

    await ana.taps("Thu 12 Nov, 08:00")

    assert ana.last.text == (
        "Review\nThu 12 Nov, 08:00–08:45 (Lisbon)\nBerlin 09:00 · Singapore 16:00\nPlace: room 4\nEverybody is free."
    )


async def test_the_first_of_a_series_is_all_that_is_booked(ana: Phone) -> None:
    await ana.sends("every Monday 9:00")
    assert ana.last.text.split("\n")[0] == 'I cannot book "every Monday" yet, only the first one.'
    await ana.sends("stand-up")

    assert ana.last.text == (
        'I cannot book "every Monday" yet, only the first one.\n'
        "Stand-up\nMon 9 Nov, 09:00–09:30 (Lisbon)\nYou are free."
    )
    assert ana.last.rows[0] == ["Book only Mon 9 Nov"]
    await ana.taps("Book only Mon 9 Nov")
    assert ana.last.text.startswith("Booked. Stand-up\nMon 9 Nov, 09:00–09:30 (Lisbon)")


@pytest.mark.parametrize(
    ("line", "question", "keys", "answer", "start"),
    [
        (
            "Review 05/06 10:00",
            '"05/06" can be two days. Which one?',
            ["Thu 6 May, 10:00", "Sat 5 Jun, 10:00"],
            "Thu 6 May, 10:00",
            "Thu 6 May, 10:00–10:30 (Lisbon)",
        ),
        (
            "Party midnight Fri",
            '"midnight": in which night?',
            ["Fri 6 Nov, 00:00", "Sat 7 Nov, 00:00"],
            "Sat 7 Nov, 00:00",
            "Sat 7 Nov, 00:00–00:30 (Lisbon)",
        ),
        (
            "Review 9:00",
            "Tue 3 Nov, 09:00 (Lisbon) is over. When is Review?",
            ["Tomorrow 09:00", "Tue 10 Nov, 09:00"],
            "Tomorrow 09:00",
            "Wed 4 Nov, 09:00–09:30 (Lisbon)",
        ),
        (
            "Review Thu or Fri 10:00",
            '"Thu / Fri": which one?',
            ["Thu 5 Nov, 10:00", "Fri 6 Nov, 10:00"],
            "Fri 6 Nov, 10:00",
            "Fri 6 Nov, 10:00–10:30 (Lisbon)",
        ),
        (
            "Review 31 Feb 10:00",
            'No calendar has "31 Feb". Which day?',
            ["Sun 28 Feb, 10:00", "Mon 1 Mar, 10:00"],
            "Mon 1 Mar, 10:00",
            "Mon 1 Mar, 10:00–10:30 (Lisbon)",
        ),
        (
            "Review Thu 6 Nov 10:00",
            '"Thu 6 Nov" is not the same day. Which one?',
            ["Thu 5 Nov, 10:00", "Fri 6 Nov, 10:00"],
            "Fri 6 Nov, 10:00",
            "Fri 6 Nov, 10:00–10:30 (Lisbon)",
        ),
        (
            "Review in Berlin 15:00 tomorrow",
            '"15:00" can be the time of several places. When is it in yours (Lisbon)?',
            ["14:00", "15:00"],
            "14:00",
            "Wed 4 Nov, 14:00–14:30 (Lisbon)",
        ),
        (
            "Review tomorrow morning",
            '"morning" names no time. When on Wed 4 Nov (Lisbon)?',
            ["09:00", "10:00", "11:00", "Other times"],
            "10:00",
            "Wed 4 Nov, 10:00–10:30 (Lisbon)",
        ),
        (
            "Review next Friday at 7",
            '"next Friday" can be several days. Which one?',
            ["Fri 6 Nov", "Fri 13 Nov"],
            "Fri 13 Nov",
            "Fri 13 Nov at 07:00 or 19:00?",
        ),
        (
            "Review next week 10:00",
            '"next week" is several days. Which one?',
            [f"{day} Nov, 10:00" for day in ("Mon 9", "Tue 10", "Wed 11", "Thu 12", "Fri 13")],
            "Tue 10 Nov, 10:00",
            "Tue 10 Nov, 10:00–10:30 (Lisbon)",
        ),
    ],
)
async def test_what_can_mean_several_things_is_asked(
    ana: Phone, line: str, question: str, keys: list[str], answer: str, start: str
) -> None:
    await ana.sends(line)
    assert ana.last.text == question
    assert ana.last.labels == [*keys, "Back", "Discard"]

    await ana.taps(answer)

    assert start in ana.last.text.split("\n")


async def test_how_somebody_writes_is_asked_once(ana: Phone) -> None:
    await ana.sends("Review 05/06 10:00")
    await ana.taps("Sat 5 Jun, 10:00")
    assert ana.last.text.split("\n")[0] == "From now on I read 05/06 as Sat 5 Jun."

    await ana.taps("Discard")
    await ana.sends("Picnic 06/07 7:00")
    assert ana.last.text == "Tue 6 Jul at 07:00 or 19:00?"
    await ana.taps("07:00")
    await ana.taps("Discard")
    await ana.sends("Review Wed 6:30")

    assert "Wed 4 Nov, 06:30–07:00 (Lisbon)" in ana.last.text.split("\n")


async def test_a_typed_answer_to_a_question_keeps_the_rest(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("Review with bo_berlin next Friday 10:00 45 min")
    await ana.sends("13 Nov")

    assert ana.last.text == "Review\nFri 13 Nov, 10:00–10:45 (Lisbon)\nBerlin 11:00\nBo is free."
    await ana.sends("3 days")
    assert ana.last.text == "How long is Review? From 5 minutes to one working day."
    await ana.sends("1 h")
    assert ana.last.text == "Review\nFri 13 Nov, 10:00–11:00 (Lisbon)\nBerlin 11:00\nBo is free."


async def test_what_is_missing_is_asked_and_one_answer_may_say_it_all(team: Team) -> None:
    ana, _, _ = team
    await ana.sends("tomorow at 10")
    assert ana.last.text == (
        'I read "tomorow" as tomorrow, Wed 4 Nov.\n'
        "New appointment, Wed 4 Nov, 10:00 (Lisbon). What is it about? Type it."
    )
    await ana.sends("review with @bo_berlin, 1 h, in room 4")

    assert ana.last.text == "Review\nWed 4 Nov, 10:00–11:00 (Lisbon)\nBerlin 11:00\nPlace: room 4\nBo is free."


async def test_a_line_without_a_date_is_offered_as_a_title(acquainted: Team) -> None:
    ana, _, chen = acquainted
    await ana.sends("budget of next year")
    assert (
        ana.last.text
        == 'I see no day, no time and nobody\'s @name in that. Is "Budget of next year" to be an appointment?'
    )

    await ana.taps("New appointment")

    assert ana.last.text == "Budget of next year. Who should come? Tap, or type @names."

    # A bare word behind "with" is somebody only if one has met them.
    chen.handset.person.username = "chenlim"
    await chen.sends("/agenda")
    await ana.taps("Discard")
    await ana.sends("Review with Maria Fri 8:00")
    assert ana.last.text == "Review with Maria\nFri 6 Nov, 08:00–08:30 (Lisbon)\nYou are free."
    await ana.taps("Discard")
    await ana.sends("Review with ChenLim Fri 8:00")
    assert ana.last.text == "Review\nFri 6 Nov, 08:00–08:30 (Lisbon)\nSingapore 16:00\nChen is free."


async def test_an_offered_title_takes_no_drafts_place_unasked(team: Team) -> None:
    ana, _, _ = team

    def asked() -> Shown:
        return next(message for message in ana.messages if "Start new" in message.labels)

    await ana.sends("Planning of next year")
    offer = ana.last
    await ana.sends("Review with @bo_berlin Thu 10:00")
    await ana.taps("New appointment", offer)
    assert str(asked()) == (
        "| Planning of next year would take the place of Review with Bo, which is not booked yet.\n"
        "| [Go on] [Start new]"
    )
    await ana.sends("Sync with @bo_berlin Fri 10:00")
    await ana.taps("Start new", asked())
    assert asked().text == "Planning of next year would take the place of Sync with Bo, which is not booked yet."
    await ana.taps("Start new", asked())
    assert "EDIT Planning of next year. Who should come? Tap, or type @names." in ana.transcript


async def test_a_forwarded_message_counts_from_its_day_and_offers_its_writer(team: Team, chat: Chat) -> None:
    ana, bo, _ = team
    written = int(ana.chat.telegram.clock().timestamp()) - 2 * 86400
    sender = bo.handset.person
    user = {"id": sender.id, "is_bot": False, "first_name": sender.first_name, "username": sender.username}
    ana.handset.post(
        {"text": "lunch on Friday 12:30?", "forward_origin": {"type": "user", "date": written, "sender_user": user}}
    )
    await chat.settle()
    assert ana.last.text == "Lunch. Who should come? Tap, or type @names."
    assert ana.last.rows[0] == ["Bo", "Just me"]
    await ana.taps("Bo")
    await ana.taps("Next")
    assert ana.last.text == "Lunch\nFri 6 Nov, 12:30–13:00 (Lisbon)\nBerlin 13:30\nBo is free."

    await ana.taps("Discard")
    # Also beside others that the line names.
    named = {
        "text": "lunch with @chen_sg on Friday 12:30?",
        "forward_origin": {"type": "user", "date": written, "sender_user": user},
    }
    ana.handset.post(named)
    await chat.settle()
    assert ana.last.text == "Lunch. Who should come? Tap, or type @names."
    assert ana.last.rows[0] == ["✓ Chen", "Bo"]
    await ana.taps("Next")
    assert ana.last.text.startswith("This does not suit everybody. Lunch\nFri 6 Nov, 12:30–13:00 (Lisbon)\nChen: 20:30")

    await ana.taps("Discard")
    hidden = {"type": "hidden_user", "date": written, "sender_user_name": "Eve"}
    ana.handset.post({"text": "drinks tomorrow 12:30", "forward_origin": hidden})
    await chat.settle()
    assert ana.last.text.split("\n")[0] == (
        "Eve wrote that, and Telegram does not tell me who it is. Type an @name, or choose from your contacts."
    )
    assert "Mon 2 Nov, 12:30 (Lisbon) is over. When is Drinks?" in ana.last.text


async def test_somebody_without_a_username_is_mentioned(ana: Phone) -> None:
    await ana.sends("Review with Eve Ito Thu 10:00", mentions={"Eve Ito": "eve"})

    assert ana.last.text.startswith("Review\nThu 5 Nov, 10:00–10:30 (Lisbon)\nYou are free. ")
    assert ana.last.rows[0] == ["Book and get the link"]


async def test_a_caption_is_read(ana: Phone) -> None:
    await ana.sends_photo("Review tomorrow 10:00")

    assert ana.last.text == "Review\nWed 4 Nov, 10:00–10:30 (Lisbon)\nYou are free."


async def test_other_languages_are_read(ana: Phone) -> None:
    """The person's own language, the one the bot answers in, or another: whichever explains more of the line."""
    await ana.sends("Reunión este jueves a las 10")
    assert ana.last.text == "Reunión\nThu 5 Nov, 10:00–10:30 (Lisbon)\nYou are free."
    await ana.taps("Discard")
    ana.handset.person.language_code = "de"
    await ana.sends("Besprechung morgen um halb elf")
    assert ana.last.text == "Besprechung\nWed 4 Nov, 10:30–11:00 (Lisbon)\nYou are free."
    await ana.sends("um 11 Uhr")
    assert ana.last.text == "Besprechung\nWed 4 Nov, 11:00–11:30 (Lisbon)\nYou are free."
    await ana.sends("übermorgen")
    assert ana.last.text == "Besprechung\nThu 5 Nov, 11:00–11:30 (Lisbon)\nYou are free."
    await ana.taps("Discard")
    await ana.sends("Review on Friday at 11")
    assert ana.last.text == "Review\nFri 6 Nov, 11:00–11:30 (Lisbon)\nYou are free."


async def test_whatever_is_typed_is_answered(ana: Phone) -> None:
    for hostile in (
        "Review tomorrow 10:00 " + "x" * 4000,
        "\u202ereview\u202c tomorrow 10:00",
        "review\x07 tomorrow\t10:00",
    ):
        await ana.sends(hostile)
        assert "Wed 4 Nov, 10:00–10:30 (Lisbon)" in ana.last.text.split("\n")
        await ana.taps("Discard")


async def test_one_message_and_one_tap(acquainted: Team) -> None:
    """What the common booking costs, also where another time is needed; by buttons six taps and one typed title."""
    ana, bo, _ = acquainted
    await ana.sends("Review with @bo_berlin Thu 10:00")
    await ana.taps("Book")
    assert ana.last.text.startswith("Booked, and Bo is asked. Review")

    await ana.sends("Review with @bo_berlin and @chen_sg Fri 10:00")
    await ana.taps("Book Fri 6 Nov, 08:00")
    assert ana.last.text.startswith("Booked, and both are asked. Review")

    taps = ["Bo", "Next", "12", "1 h", "10:00", "Book"]
    await ana.sends("/new")
    await ana.sends("Budget")
    for label in taps:
        await ana.taps(label)
    assert len(taps) <= 6
    assert ana.last.text.startswith("Booked, and Bo is asked. Budget\nThu 12 Nov, 10:00–11:00 (Lisbon)")
    assert bo.last.text.startswith("Ana invites you to Budget")


async def test_what_cannot_be_is_refused_and_never_taken_for_something_else(ana: Phone) -> None:
    for line, said in (
        ("Review 5 Nov 9999 10:00", "I book up to a year ahead."),
        ("Review 31/12/9999 10:00", "I book up to a year ahead."),
        ("Review 3 Nov 2020 10:00", "Tue 3 Nov 2020 is over."),
        ("Review thu 10:00 -30 min", "How long is Review? From 5 minutes to one working day."),
        ("Review thu 11:00-10:00", "How long is Review? From 5 minutes to one working day."),
    ):
        await ana.sends(line)
        assert ana.last.text.splitlines()[0] == said
        await ana.taps("Discard")
