"""Every expected no has words and a way on; a tap is told by a pop-up that fits."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from bot.sessions import Session
from bot.turns import BotFacts, PopUp, Reply, Turn
from bot.views import View, refusals
from scheduling import refusals as reasons
from scheduling.appointments import Appointment, Before, Participant, Partstat, Role, Status
from scheduling.people import Person, Reach
from scheduling.refusals import Refusal
from scheduling.times import Slot
from tests.conftest import SAMPLE_NOW
from texts import words

LISBON, BERLIN = ZoneInfo("Europe/Lisbon"), ZoneInfo("Europe/Berlin")
ANA = Person(1, "Ana", telegram_id=1, zone=LISBON, city="Lisbon", reach=Reach.REACHABLE)
BO = Person(2, "Bo", telegram_id=2, zone=BERLIN, city="Berlin", reach=Reach.REACHABLE)
START = datetime(2026, 11, 5, 8, tzinfo=UTC)
SLOT = Slot.lasting(START, timedelta(minutes=45))


def appointment(title: str = "Review", **more: Any) -> Appointment:
    made = Appointment(
        id=1,
        uid=uuid4(),
        title=title,
        slot=SLOT,
        wall=START.replace(tzinfo=None),
        zone=LISBON,
        status=Status.CONFIRMED,
        sequence=0,
        revision=0,
        participants=(
            Participant(1, ANA, Role.ORGANIZER, Partstat.ACCEPTED, 0, None, True),
            Participant(2, BO, Role.REQUIRED, Partstat.NEEDS_ACTION, None, None, True),
        ),
    )
    return replace(made, **more)


def turn(*, tapped: bool, viewer: Person = BO) -> Turn:
    return Turn(
        connection=cast(Any, None),
        now=SAMPLE_NOW,
        viewer=viewer,
        chat_id=7,
        session=Session(),
        words=words("en"),
        bot=BotFacts(1, "bot", b""),
        pressed=5 if tapped else None,
    )


DAY = timedelta(days=1)
CANCELLED = appointment(status=Status.CANCELLED, sequence=1)
MOVED = appointment(
    slot=Slot.lasting(START + DAY, timedelta(minutes=45)),
    sequence=1,
    before=Before(SLOT, {2: Partstat.ACCEPTED}),
)
LATER_THAT_DAY = replace(MOVED, slot=Slot.lasting(START + timedelta(hours=2), timedelta(minutes=45)))

SAMPLES: list[tuple[Refusal, str]] = [
    (reasons.BadDuration(), "An appointment takes from 5 minutes to one working day. How long should it be?"),
    (
        reasons.BusyThen(appointment(), appointment("Stand-up")),
        "You are busy then: <b>Stand-up</b>, Thu 5 Nov, 09:00–09:45 (Berlin). <b>Review</b> is still unanswered.",
    ),
    (reasons.BusyThen(appointment(), None), "You are busy then. <b>Review</b> is still unanswered."),
    (reasons.Cancelled(CANCELLED), "Review was cancelled. It was to be on Thu 5 Nov, 09:00 (Berlin)."),
    (
        reasons.Changed(MOVED, 0),
        "Not counted: that was for Thursday. Review is now on Fri 6 Nov, 09:00 (Berlin). Please answer the new time.",
    ),
    (
        reasons.Changed(LATER_THAT_DAY, 0),
        "Not counted: that was for 09:00. Review is now on Thu 5 Nov, 11:00 (Berlin). Please answer the new time.",
    ),
    (
        reasons.Changed(replace(MOVED, sequence=5), 0),
        "Not counted: Review has moved since. It is now on Fri 6 Nov, 09:00 (Berlin). Please answer the new time.",
    ),
    (reasons.Gone(), "These buttons are for somebody else."),
    (reasons.NotYours(), "These buttons are for somebody else."),
    (reasons.InThePast(START), "Thu 5 Nov, 09:00 (Berlin) is over. When should it be? Type another day or time."),
    (
        reasons.InvitedEnough([BO], datetime(2026, 11, 4, tzinfo=UTC), appointment()),
        "You have not met Bo here, and you can invite at most twenty such people a day. Nobody has been asked. Leave"
        " them out, or try again from Wed 4 Nov, 01:00 (Berlin) on.",
    ),
    (
        reasons.OrganizerBlocked(ANA),
        "You have blocked Ana, so this invitation stays closed. They do not hear that you opened the link.",
    ),
    (reasons.Over(appointment()), "Review is over. It was on Thu 5 Nov, 09:00 (Berlin)."),
    (reasons.TooLateToUndo(CANCELLED, told=True), "Bo knows already, so Review stays cancelled."),
    (reasons.TooLateToUndo(CANCELLED, told=False), "That hour is taken meanwhile, so Review stays cancelled."),
    (
        reasons.ToldEnough(appointment(), [BO]),
        "<b>Review</b> stays at Thu 5 Nov, 09:00 (Berlin). You have not met Bo here, and I say five times a day whether"
        " a time suits them; ask me again tomorrow.",
    ),
    (
        reasons.TooManyPeople(50),
        "That is more than 50 people, the most that one appointment has room for.",
    ),
]


@pytest.mark.parametrize(("refusal", "said"), SAMPLES, ids=lambda each: type(each).__name__)
def test_what_a_tap_is_told(refusal: Refusal, said: str) -> None:
    answer = refusals.of(refusal, turn(tapped=True))
    if isinstance(answer, PopUp):
        assert answer.text == said
    elif isinstance(answer, Reply):
        assert answer.popup == said
        assert answer.view is not None
        assert answer.view.appointment_id == 1
    else:
        assert answer.text == said


@pytest.mark.parametrize(("refusal", "said"), SAMPLES, ids=lambda each: type(each).__name__)
def test_what_is_said_below_something_typed(refusal: Refusal, said: str) -> None:
    answer = refusals.of(refusal, turn(tapped=False))
    assert isinstance(answer, View)
    assert answer.text.split("\n\n")[0] == said


def test_every_refusal_has_words() -> None:
    known = {each for _, each in inspect.getmembers(reasons, inspect.isclass) if issubclass(each, Refusal)}
    # These never get as far: their conversations offer other times, look again, or say more of a link.
    answered = {reasons.DoesNotSuit, reasons.NotTold, reasons.LinkExpired, reasons.LinkUnknown, reasons.LinkUsed}
    assert {type(refusal) for refusal, _ in SAMPLES} == known - {Refusal} - answered


def test_the_organizer_is_told_of_a_change_in_their_own_words() -> None:
    answer = refusals.of(reasons.Changed(MOVED, 0), turn(tapped=True, viewer=ANA))
    assert isinstance(answer, Reply)
    assert answer.popup == "Review has moved since. It is now on Fri 6 Nov, 08:00 (Lisbon)."


def test_long_titles_and_names_fit_a_popup() -> None:
    long = replace(MOVED, title="x" * 200)
    answer = refusals.of(reasons.Changed(long, 0), turn(tapped=True))
    assert isinstance(answer, Reply)
    assert answer.popup is not None
    assert len(answer.popup) <= 200
    assert answer.popup.startswith("Not counted: that was for Thursday. xxx")
