"""What is read about somebody's coming: by themselves, and by the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.buttons.cards import CannotCome, Move, Open
from bot.buttons.reminders import Coming, SayComing
from bot.views.card_lines import clock, placed
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment, Participant, Role
from scheduling.people import Person
from services.lateness import comes, others_coming, unreached
from texts import Markup, Text, Words, dates, join
from texts.people import listing, names

_LABELS = {Coming.ON_MY_WAY: "button-on-my-way", Coming.TEN: "button-ten-late", Coming.TWENTY: "button-twenty-late"}


def expected(appointment: Appointment, viewer: Person) -> bool:
    """Whether the viewer comes, and somebody waits for them."""
    part = appointment.part_of(viewer.id)
    return part is not None and comes(part) and bool(others_coming(appointment, viewer))


def ways(appointment_id: int, sequence: int, words: Words) -> list[Key]:
    """[On my way] [10 min late], for whoever is expected."""
    return [
        press(words.button("button-on-my-way"), SayComing(appointment_id, sequence, Coming.ON_MY_WAY)),
        press(words.button("button-ten-late"), SayComing(appointment_id, sequence, Coming.TEN)),
    ]


def own(appointment: Appointment, viewer: Person, words: Words) -> View:
    """What the others know now. It shows no appointment that is redrawn: it is a word that was given."""
    viewer = placed(viewer, appointment)
    part = appointment.part_of(viewer.id)
    late = (part.late if part else None) or 0
    who = told(appointment, viewer, words)
    count = len(others_coming(appointment, viewer))
    text = Markup("")
    if late:
        at = clock(appointment.starts_at + timedelta(minutes=late), viewer, words)
        if count:
            text = words.html("late-known", names=who, count=count, time=at)
        other = Coming.TEN if late == Coming.TWENTY.minutes else Coming.TWENTY
        rows = fit(
            [
                _say(appointment, other, _LABELS[other], words),
                _say(appointment, Coming.ON_MY_WAY, "button-on-time", words),
            ]
        )
    else:
        if count:
            text = words.html("late-on-the-way", names=who, count=count, title=appointment.title)
        rest: list[Key] = [_say(appointment, Coming.TEN, _LABELS[Coming.TEN], words)]
        if part is not None and part.role is not Role.ORGANIZER:
            ids = appointment.id, appointment.sequence
            rest.append(press(words.button("button-cannot-come"), CannotCome(*ids)))
        rows = fit(rest)
    if missed := unreached(appointment, viewer):
        text = join(" ", text, words.html("late-unreached", names=_listed(appointment, missed, words)))
    return View(text, rows)


def known_already(appointment: Appointment, viewer: Person, words: Words) -> str:
    """ "Ana and Chen know already." """
    count = len(others_coming(appointment, viewer))
    if not count:
        missed = _listed(appointment, unreached(appointment, viewer), words)
        return words.popup("late-unreached", names=missed)
    return words.popup("late-known-already", names=told(appointment, viewer, words), count=count)


def told(appointment: Appointment, viewer: Person, words: Words) -> Text:
    """Everybody who hears of it: "Ana and Chen"."""
    return _listed(appointment, others_coming(appointment, viewer), words)


def _listed(appointment: Appointment, parts: Sequence[Participant], words: Words) -> Text:
    called = names(part.person for part in appointment.participants)
    return listing([called[part.person.id] for part in parts], words.language)


def news(
    appointment: Appointment, viewer: Person, subject: Person, minutes: int, words: Words, now: datetime
) -> View | None:
    """ "Bo will be about 10 minutes late"; None when something else was said since."""
    part = appointment.part_of(subject.id)
    there = viewer.at(appointment.starts_at)
    if part is None or part.late != minutes or there.zone is None:
        return None
    facts = {
        "name": names(each.person for each in appointment.participants)[subject.id],
        "title": appointment.title,
        "day": dates.day(appointment.starts_at, there.zone, words.language, now),
        "city": dates.place(there),
    }
    if minutes:
        length = dates.length_in_words(timedelta(minutes=minutes), words.language)
        at = clock(appointment.starts_at + timedelta(minutes=minutes), viewer, words)
        text = words.html("late-news", length=length, time=at, **facts)
    else:
        text = words.html("late-news-on-time", time=clock(appointment.starts_at, viewer, words), **facts)
    rows: list[Key] = [press(words.button("button-open"), Open(appointment.id))]
    if appointment.organizer.person.id == viewer.id:
        rows.append(press(words.button("button-move"), Move(appointment.id, appointment.sequence)))
    return View(text, fit(rows))


def _say(appointment: Appointment, coming: Coming, label: str, words: Words) -> Key:
    return press(words.button(label), SayComing(appointment.id, appointment.sequence, coming))
