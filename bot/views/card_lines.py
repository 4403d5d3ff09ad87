"""The lines that a card is made of: times, place, who has answered what, reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from scheduling.appointments import Appointment, Participant, Partstat, Role
from scheduling.hours import DEFAULT_HOURS
from scheduling.notices import reminder_times
from scheduling.people import Person
from texts import Markup, Words, dates, lines
from texts.people import names

NAMED = 12
"""With more people than this, their answers are counted."""


def placed(viewer: Person, appointment: Appointment) -> Person:
    """The viewer, reading the organizer's clock while nobody knows theirs."""
    if viewer.zone is not None:
        return viewer
    organizer = appointment.organizer.person.at(appointment.starts_at)
    return replace(viewer, zone=organizer.zone or appointment.zone, city=organizer.city)


def when(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> Markup:
    """The viewer's own time, with the old one while somebody is asked again, and then the others' times."""
    own = dates.tappable(appointment.slot, viewer, now)
    part = appointment.part_of(viewer.id)
    waits = part is None or part.role is Role.ORGANIZER or part.partstat is Partstat.NEEDS_ACTION
    if appointment.before is not None and waits and appointment.unanswered():
        old = appointment.before.slot.starts_at
        apart = viewer.zone_at(old) != viewer.zone_at(appointment.starts_at)
        was = dates.moment(old, viewer, now, city=apart)
        own = words.html("card-was", when=own, was=was)
    others = [part.person for part in appointment.others(viewer.id)]
    return lines(own, dates.elsewhere(appointment.slot, viewer, others))


def details(appointment: Appointment, words: Words) -> Markup:
    """Place and notes, where there are any."""
    place = words.html("card-place", place=appointment.place) if appointment.place else None
    return lines(place, words.html("card-notes", note=appointment.note) if appointment.note else None)


def answers(appointment: Appointment, viewer: Person, words: Words) -> Markup:
    """What everybody else has answered: "Ana: organizer · Chen: not answered"; counted where they are many."""
    others = appointment.others(viewer.id)
    called = names(part.person for part in appointment.participants)
    if len(others) <= NAMED:
        said = [
            words.html("card-answer", name=called[part.person.id], answer=answer(appointment, part, viewer, words))
            for part in others
        ]
    else:
        counts: dict[str, int] = {}
        for part in others:
            key = standing(appointment, part)
            counts[key] = counts.get(key, 0) + 1
        said = [
            words.html("card-count", answer=words.html(f"answer-{key}"), count=count) for key, count in counts.items()
        ]
    return Markup(" · ".join(said))


def standing(appointment: Appointment, part: Participant) -> str:
    """Where somebody's answer stands, as the end of a key `answer-...`."""
    if part.role is Role.ORGANIZER:
        return "organizer"
    if part.partstat is not Partstat.NEEDS_ACTION:
        return part.partstat.value
    if not part.reached:
        return "not-reached"
    return "asked-again" if appointment.before is not None else "needs-action"


def answer(appointment: Appointment, part: Participant, viewer: Person, words: Words) -> Markup:
    """Somebody's answer as the viewer reads it, and whether it goes on without them."""
    said = _answer(appointment, part, viewer, words)
    return words.html("card-answer-optional", answer=said) if part.role is Role.OPTIONAL else said


def _answer(appointment: Appointment, part: Participant, viewer: Person, words: Words) -> Markup:
    if part.late is not None and part.partstat in (Partstat.ACCEPTED, Partstat.TENTATIVE):
        length = dates.length(timedelta(minutes=part.late), words.language)
        return words.html("answer-late", length=length) if part.late else words.html("answer-on-the-way")
    key = standing(appointment, part)
    answer = words.html(f"answer-{key}")
    organizes = appointment.organizer.person.id == viewer.id
    if key == "asked-again" and appointment.before is not None and organizes:
        before = appointment.before.answers.get(part.person.id, Partstat.NEEDS_ACTION)
        zone = viewer.zone_at(appointment.before.slot.starts_at)
        if before is not Partstat.NEEDS_ACTION and zone is not None:
            weekday = dates.weekday(appointment.before.slot.starts_at, zone, words.language, short=True)
            said = words.html(f"answer-{before.value}")
            return words.html("card-answer-before", answer=answer, before=said, weekday=weekday)
    if part.comment and (organizes or part.partstat is not Partstat.DECLINED):
        return words.html("card-answer-because", answer=answer, reason=part.comment)
    return answer


def reminders_line(appointment: Appointment, viewer: Person, words: Words, now: datetime) -> Markup | None:
    """ "I will remind you on Wed 4 Nov, 09:00, and 15 minutes before."; None when nothing lies ahead."""
    said = [
        words.html("card-remind-before", length=dates.length_in_words(lead, words.language))
        if lead < timedelta(hours=6)
        else words.html("card-remind-on", when=dates.moment(at, viewer, now, city=False))
        for lead, at in reminder_times(appointment.starts_at, appointment.leads_of(viewer), now=now)
    ]
    if not said:
        return None
    if len(said) == 1:
        return words.html("card-remind", when=said[0])
    return words.html("card-remind-more", when=Markup(", ".join(said[:-1])), last=said[-1])


def hours_line(viewer: Person, words: Words) -> Markup | None:
    """When the viewer can be booked, while they have not said it themselves."""
    if viewer.hours != DEFAULT_HOURS:
        return None
    return words.html("card-hours", hours=dates.week(viewer.hours, words.language, viewer.prefs.hour_cycle))


def old_and_new(old: datetime, new: datetime, viewer: Person, words: Words) -> tuple[str, str]:
    """Two times by what tells them apart for the viewer: "Thursday" and "Friday", else day or clock."""
    before, after = viewer.zone_at(old), viewer.zone_at(new)
    assert before is not None
    assert after is not None
    first, second = old.astimezone(before), new.astimezone(after)
    if first.date() == second.date():
        return clock(old, viewer, words), clock(new, viewer, words)
    if abs(second.date() - first.date()) < timedelta(days=7):
        return dates.weekday(old, before, words.language), dates.weekday(new, after, words.language)
    return dates.day(old, before, words.language, old), dates.day(new, after, words.language, old)


def clock(at: datetime, viewer: Person, words: Words) -> str:
    """What the viewer's clock shows then."""
    return clock_there(at, viewer, viewer, words)


def clock_there(at: datetime, person: Person, viewer: Person, words: Words) -> str:
    """What somebody's clock shows then, written as the viewer is used to."""
    zone = person.zone_at(at)
    assert zone is not None
    return dates.clock(at, zone, words.language, viewer.prefs.hour_cycle)
