"""Another time: what an attendee is offered, what the organizer is asked, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.buttons.cards import Open
from bot.buttons.proposals import AskEverybody, AskFor, KeepTime, TakeWish
from bot.views.booking import further
from bot.views.booking_time import roomy, told_apart
from bot.views.card_lines import clock_there, old_and_new
from bot.views.changing import counted, unchecked
from bot.views.invitations import another_time, says
from bot.views.view import Key, Rows, View, fit, press
from scheduling.appointments import Appointment, Partstat
from scheduling.fits import Misfit, Reason
from scheduling.people import Person
from scheduling.proposals import Proposal, Wish
from services.answers import outside_hours
from services.proposals import to_ask
from texts import Markup, Text, Words, dates, lines
from texts.people import listing, names


def asked(
    appointment: Appointment,
    starts: Sequence[datetime],
    viewer: Person,
    words: Words,
    now: datetime,
    *,
    note: Markup | None = None,
    wished: bool = False,
    until: datetime | None = None,
    anyway: datetime | None = None,
) -> View:
    """Which other time? `starts` suit everybody; `wished` says that they are what was typed.

    `until` is how far ahead they were looked for, None where the first two weeks had some. `anyway` is what was typed
    where only hours are in the way, of people who may be asked outside them.
    """
    unknown = unchecked(appointment, words, viewer)
    looked = further(until, len(starts), viewer, words, now)
    when = dates.moment(appointment.starts_at, viewer, now)
    facts: dict[str, str | int] = {"title": appointment.title, "when": when, "count": counted(appointment)}
    if wished and not unknown:
        text = words.html("proposal-wished", **facts)
    elif starts:
        text = lines(looked, unknown, words.html("proposal-asked", **facts))
    else:
        text = lines(words.html("proposal-none", **facts), looked)
    keys: Rows = tuple((_ask_for(appointment, at, viewer, words, now),) for at in starts)
    if anyway is not None:
        keys += ((_ask_for(appointment, anyway, viewer, words, now, label="button-ask-for-anyway"),),)
    rows = (*keys, (press(words.button("button-back"), Open(appointment.id)),))
    return View(lines(note, text), rows, appointment.id, appointment.sequence)


def unsuitable(
    appointment: Appointment, at: datetime, misfits: Iterable[Misfit], viewer: Person, words: Words, now: datetime
) -> Markup:
    """That a wish does not suit everybody, or too few of those who are needed, and what is in whose way."""
    said = words.html("proposal-unsuitable", when=dates.moment(at, viewer, now), count=counted(appointment))
    return lines(said, *[_why(appointment, each, at, viewer, words) for each in misfits])


def _why(appointment: Appointment, misfit: Misfit, at: datetime, viewer: Person, words: Words) -> Markup | None:
    part = appointment.part_of(misfit.person_id)
    if part is None:
        return None
    person, called = part.person, _called(appointment, misfit.person_id)
    if misfit.reason is Reason.UNSUITED:
        return words.html("booking-unsuited", name=called)
    fits = words.plain(f"booking-fit-{misfit.reason.value}", length=dates.length(misfit.by, words.language))
    if person.id == viewer.id:
        return words.html("booking-fit-you", fit=fits)
    if person.zone is None:
        return words.html("booking-fit-nowhere", name=called, fit=fits)
    there = clock_there(at, person, viewer, words)
    return words.html("booking-fit", name=called, time=there, city=dates.place(person.at(at)), fit=fits)


def _ask_for(
    appointment: Appointment,
    at: datetime,
    viewer: Person,
    words: Words,
    now: datetime,
    *,
    label: str = "button-ask-for",
) -> Key:
    zone = viewer.zone_at(at)
    assert zone is not None
    when = dates.moment(at, viewer, now, city=False)
    apart = told_apart(when, at, zone, words)
    shown = roomy(words.button(label, when=when), when) if apart == when else apart
    return press(shown, AskFor(appointment.id, appointment.sequence, at))


def sent(appointment: Appointment, starts_at: datetime, viewer: Person, words: Words, now: datetime) -> View:
    """Right after asking: the present time still stands, and can still be answered."""
    text = words.html(
        "proposal-sent",
        name=_called(appointment, appointment.organizer.person.id),
        title=appointment.title,
        wish=dates.moment(starts_at, viewer, now),
        when=dates.moment(appointment.starts_at, viewer, now),
    )
    part = appointment.part_of(viewer.id)
    others = [
        each
        for each in (Partstat.ACCEPTED, Partstat.TENTATIVE, Partstat.DECLINED)
        if part is None or each is not part.partstat
    ]
    rows = (*fit([says(each, appointment, words) for each in others]), *fit(another_time(appointment, words, now)))
    return View(text, rows, appointment.id, appointment.sequence)


def request(
    appointment: Appointment, viewer: Person, words: Words, now: datetime, *, checked: bool = False
) -> View | None:
    """What the organizer is asked: every open wish on one card, None for none. `checked` says that all can."""
    wishes = appointment.wishes()
    if not wishes or not appointment.live or appointment.starts_at <= now:
        return None
    facts = {"title": appointment.title, "when": dates.moment(appointment.starts_at, viewer, now, city=False)}
    if len(wishes) == 1:
        # Somebody asked for it though it is outside hours: then not all can.
        wished = replace(appointment, slot=wishes[0].slot)
        needed = [each.person for each in appointment.participants if each.person.id not in appointment.optional]
        checked = checked and not any(outside_hours(wished, each) for each in needed)
        text = words.html(
            "proposal-request" if checked else "proposal-request-plain",
            name=_called(appointment, wishes[0].by),
            wish=dates.span(wishes[0].slot, viewer, now),
            count=counted(appointment),
            **facts,
        )
        if checked:
            text = lines(unchecked(appointment, words, viewer), text)
    else:
        text = words.html("proposal-requests", **facts)
    by_slot: dict[datetime, list[Proposal]] = {}
    for each in wishes:
        by_slot.setdefault(each.slot.starts_at, []).append(each)
    if len(wishes) > 1:
        text = lines(
            text,
            *[
                words.html(
                    "proposal-request-line",
                    names=listing([_called(appointment, each.by) for each in same], words.language),
                    wish=dates.span(same[0].slot, viewer, now),
                )
                for same in by_slot.values()
            ],
        )
    rows: list[tuple[Key, ...]] = [
        (
            press(
                words.button("button-move-to", when=dates.moment(at, viewer, now, city=False)),
                TakeWish(appointment.id, appointment.sequence, same[0].id),
            ),
        )
        for at, same in by_slot.items()
    ]
    stays, _ = old_and_new(appointment.starts_at, next(iter(by_slot)), viewer, words)
    below: list[Key] = [
        press(words.button("button-keep-day", day=stays), KeepTime(appointment.id, appointment.sequence))
    ]
    if to_ask(appointment):
        everybody = AskEverybody(appointment.id, appointment.sequence)
        below.insert(0, press(words.button("button-ask-everybody"), everybody))
    return View(text, (*rows, *fit(below)), appointment.id, appointment.sequence)


def wished(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View | None:
    """Does the wished time suit the viewer too? None for who wishes for one, and when no wish is open any more."""
    wishes = appointment.wishes()
    part = appointment.part_of(viewer.id)
    if not wishes or part not in to_ask(appointment) or appointment.starts_at <= now:
        return None
    by_slot: dict[datetime, list[Proposal]] = {}
    for each in wishes:
        by_slot.setdefault(each.slot.starts_at, []).append(each)
    said = [
        words.html(
            "proposal-wished-line",
            names=listing([_called(appointment, each.by) for each in same], words.language),
            wish=dates.span(same[0].slot, viewer, now),
        )
        for same in by_slot.values()
    ]
    when = dates.moment(appointment.starts_at, viewer, now, city=False)
    text = lines(words.html("proposal-wished-too", title=appointment.title, when=when), *said)
    rows: Rows = tuple((_ask_for(appointment, at, viewer, words, now),) for at in by_slot)
    stays, _ = old_and_new(appointment.starts_at, next(iter(by_slot)), viewer, words)
    return View(text, (*rows, (press(words.button("button-keep-day", day=stays), Open(appointment.id)),)))


def outcome(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> View | None:
    """What became of the viewer's wish, where it was not taken; None when there is nothing to tell."""
    wish = next((each for each in reversed(appointment.proposals) if each.by == viewer.id), None)
    if wish is None or not appointment.live:
        return None
    facts = {
        "title": appointment.title,
        "wish": dates.moment(wish.slot.starts_at, viewer, now),
        "name": _called(appointment, appointment.organizer.person.id),
    }
    if wish.state is Wish.KEPT and wish.sequence == appointment.sequence:
        text = words.html("proposal-kept", when=dates.moment(appointment.starts_at, viewer, now), **facts)
    elif wish.state is Wish.OPEN and wish.sequence < appointment.sequence:
        text = words.html("proposal-lapsed-moved", **facts)
    elif wish.state is Wish.OPEN and appointment.starts_at <= now:
        text = words.html("proposal-lapsed-begun", **facts)
    else:
        return None
    return View(text, ((press(words.button("button-open"), Open(appointment.id)),),))


def taken(appointment: Appointment, viewer: Person, words: Words) -> Markup | None:
    """ "Ana moved Review, as you asked", for whoever asked for the time that it has now."""
    for each in appointment.proposals:
        if each.by == viewer.id and each.state is Wish.TAKEN and each.slot == appointment.slot:
            name = _called(appointment, appointment.organizer.person.id)
            return words.html("proposal-taken", name=name, title=appointment.title)
    return None


def kept(appointment: Appointment, words: Words) -> Markup:
    """The organizer's own "stays", with whose wish is not taken."""
    makers = [_called(appointment, each.by) for each in appointment.wishes()]
    return words.html("proposal-kept-own", title=appointment.title, names=listing(makers, words.language))


def _called(appointment: Appointment, person_id: int) -> Text:
    return names(part.person for part in appointment.participants)[person_id]
