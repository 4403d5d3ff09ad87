"""New rules for the clocks of a zone have moved an appointment for whoever lives by another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.buttons.agenda import Agenda
from bot.buttons.cards import MoveTo, Open
from bot.views import cards
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment, Participant, Partstat, Role
from scheduling.fits import Misfit, Reason
from scheduling.people import Person
from services.rules import Moves, affected
from texts import Words, dates, lines
from texts.people import listing, names

SHOWN = 5
"""So many stand in one message."""


def moved(
    appointment: Appointment,
    viewer: Person,
    shift: timedelta,
    words: Words,
    now: datetime,
    misfits: Sequence[Misfit] = (),
) -> View | None:
    """Old -> new for one reader; None for who takes no part or has said no.

    `shift` is by how much it has moved, `misfits` what of theirs speaks against the new time.
    """
    part = appointment.part_of(viewer.id)
    if part is None or viewer.zone is None or part.partstat is Partstat.DECLINED:
        return None
    facts = {"title": appointment.title, "city": _city(appointment)}
    old = appointment.starts_at - shift
    own = dates.span(appointment.slot, viewer, now)
    told = affected(appointment, shift)
    if _among(told, viewer):
        was = dates.moment(old, viewer, now, city=False)
        said: list[str] = [words.html("rules-moved", **facts), words.html("card-was", when=own, was=was)]
        said.append(dates.elsewhere(appointment.slot, viewer, [each.person for each in appointment.participants]))
        for misfit in _outside(misfits)[:1]:
            length = dates.length(misfit.by, words.language)
            fit_ = words.plain(f"booking-fit-{misfit.reason.value}", length=length)
            said.append(words.html("booking-fit-you", fit=fit_))
    elif told and part.role is Role.ORGANIZER:
        said = [words.html("rules-stays", **facts), own]
    else:
        said = [words.html("rules-kept", **facts), own]
    if clash := _clash(appointment, part, misfits):
        said.append(words.html("rules-clash", but=clash))
    if part.role is not Role.ORGANIZER:
        card = cards.card(appointment, viewer, words, now)
        return View(lines(*(each for each in said if each)), card.rows, appointment.id, appointment.sequence)
    called = names(each.person for each in appointment.participants)
    cycle = viewer.prefs.hour_cycle
    for each in told:
        there = each.person.at(appointment.starts_at)
        if each.person.id != viewer.id and there.zone is not None:
            shown = [dates.clock(at, there.zone, words.language, cycle) for at in (appointment.starts_at, old)]
            said.append(
                words.html(
                    "rules-other",
                    name=called[each.person.id],
                    city=dates.place(there),
                    time=shown[0],
                    was=shown[1],
                )
            )
    keys: list[Key] = [press(words.button("button-open"), Open(appointment.id))]
    if old > now:
        keys.insert(0, press(words.button("button-keep-hour"), MoveTo(appointment.id, appointment.sequence, old)))
    return View(lines(*(each for each in said if each)), fit(keys))


def several(
    moved: Moves,
    viewer: Person,
    words: Words,
    now: datetime,
    misfits: Mapping[tuple[int, int], Sequence[Misfit]] | None = None,
) -> View | None:
    """Old -> new of more than one, in one message; a number opens one, and its organizer may keep the old hour.

    `misfits` are what of the viewer's speaks against the new times, by (person's id, appointment's id).
    """
    said, count = [words.html("rules-several")], 0
    keys: list[Key] = []
    keeps: list[Key] = []
    for appointment, shift in moved:
        part, told = appointment.part_of(viewer.id), affected(appointment, shift)
        if part is None or part.partstat is Partstat.DECLINED:
            continue
        mine, against = _among(told, viewer), (misfits or {}).get((viewer.id, appointment.id), ())
        clash = _clash(appointment, part, against)
        if not (mine or clash or (told and part.role is Role.ORGANIZER)):
            continue
        count += 1
        if count > SHOWN:
            continue
        old = appointment.starts_at - shift
        facts: dict[str, str | int] = {
            "number": count,
            "title": appointment.title,
            "when": dates.moment(appointment.starts_at, viewer, now),
        }
        if mine:
            but = clash or ("outside" if _outside(against) else "no")
            said.append(words.html("rules-line", was=dates.moment(old, viewer, now, city=False), but=but, **facts))
        elif clash:
            said.append(words.html("rules-line-kept", but=clash, **facts))
        else:
            called = names(each.person for each in appointment.participants)
            others = listing([called[each.person.id] for each in told], words.language)
            said.append(words.html("rules-line-stays", names=others, **facts))
        keys.append(press(str(count), Open(appointment.id)))
        if part.role is Role.ORGANIZER and old > now:
            keep = MoveTo(appointment.id, appointment.sequence, old)
            keeps.append(press(words.button("button-keep-hour-of", number=count), keep))
    if not count:
        return None
    more: list[Key] = []
    if count > SHOWN:
        said.append(words.html("settings-outside-more", count=count - SHOWN))
        more.append(press(words.button("button-agenda"), Agenda()))
    return View(lines(*said), (*fit(keys), *fit(keeps), *fit(more)))


def _among(parts: Iterable[Participant], viewer: Person) -> bool:
    return any(each.person.id == viewer.id for each in parts)


def _outside(misfits: Iterable[Misfit]) -> list[Misfit]:
    return [misfit for misfit in misfits if misfit.reason.outside]


def _clash(appointment: Appointment, part: Participant, misfits: Iterable[Misfit]) -> str | None:
    """As the texts ask: "clash" where a yes had to be taken back for something else, "busy" where there only is one."""
    if part.partstat is Partstat.NEEDS_ACTION and part.answered_sequence == appointment.sequence:
        return "clash"
    return "busy" if any(misfit.reason is Reason.BUSY for misfit in misfits) else None


def _city(appointment: Appointment) -> str:
    """The place by whose clock it was agreed."""
    organizer = appointment.organizer.person
    if organizer.zone is not None and organizer.zone.key == appointment.zone.key:
        return dates.place(organizer)
    return appointment.zone.key.rpartition("/")[2].replace("_", " ")
