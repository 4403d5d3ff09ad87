"""New rules for the clocks of a zone have moved an appointment for whoever lives by another one."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.buttons.cards import MoveTo, Open
from bot.views import cards
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment, Partstat, Role
from scheduling.fits import Timetable, outside
from scheduling.people import Person
from services.rules import affected
from texts import Words, dates, lines
from texts.people import names


def moved(appointment: Appointment, viewer: Person, shift: timedelta, words: Words, now: datetime) -> View | None:
    """Old -> new for one reader; None for who takes no part or has said no. `shift` is by how much it has moved."""
    part = appointment.part_of(viewer.id)
    if part is None or viewer.zone is None or part.partstat is Partstat.DECLINED:
        return None
    facts = {"title": appointment.title, "city": _city(appointment)}
    old = appointment.starts_at - shift
    own = dates.span(appointment.slot, viewer, now)
    told = affected(appointment, shift)
    mine = any(each.person.id == viewer.id for each in told)
    if mine:
        was = dates.moment(old, viewer, now, city=False)
        said: list[str] = [words.html("rules-moved", **facts), words.html("card-was", when=own, was=was)]
        said.append(dates.elsewhere(appointment.slot, viewer, [each.person for each in appointment.participants]))
        misfits = outside(appointment.slot, Timetable(viewer.id, viewer.zone, viewer.hours), viewer.zone)
        for reason, by in misfits[:1]:
            length = dates.length(by, words.language)
            said.append(words.html("booking-fit-you", fit=words.plain(f"booking-fit-{reason.value}", length=length)))
        clash = part.partstat is Partstat.NEEDS_ACTION and part.answered_sequence == appointment.sequence
        said.append(words.html("rules-clash") if clash else "")
    else:
        said = [words.html("rules-stays", **facts), own]
    if part.role is not Role.ORGANIZER:
        card = cards.card(appointment, viewer, words, now)
        return View(lines(*(each for each in said if each)), card.rows, appointment.id, appointment.sequence)
    called = names(each.person for each in appointment.participants)
    cycle = viewer.prefs.hour_cycle
    for each in told:
        if each.person.id != viewer.id and each.person.zone is not None:
            shown = [dates.clock(at, each.person.zone, words.language, cycle) for at in (appointment.starts_at, old)]
            said.append(
                words.html(
                    "rules-other",
                    name=called[each.person.id],
                    city=dates.place(each.person),
                    time=shown[0],
                    was=shown[1],
                )
            )
    keys: list[Key] = [press(words.button("button-open"), Open(appointment.id))]
    if old > now:
        keys.insert(0, press(words.button("button-keep-hour"), MoveTo(appointment.id, appointment.sequence, old)))
    return View(lines(*(each for each in said if each)), fit(keys))


def _city(appointment: Appointment) -> str:
    """The place by whose clock it was agreed."""
    organizer = appointment.organizer.person
    if organizer.zone is not None and organizer.zone.key == appointment.zone.key:
        return dates.place(organizer)
    return appointment.zone.key.rpartition("/")[2].replace("_", " ")
