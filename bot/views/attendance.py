"""Who takes part in an appointment that stands: the list, one person, and whom its time does not suit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.buttons.attendance import AddContacts, OnePerson, PickFor, Remind, SavePeople, SetPart, Stands, TakePart
from bot.buttons.cards import Edit, GetLink
from bot.views import handover
from bot.views.card_lines import answer, clock_there
from bot.views.view import Key, View, fit, press
from scheduling.appointments import Appointment, Participant, Partstat, Role
from scheduling.fits import Fit, Reason
from scheduling.people import Person
from services import nudges
from services.attendance import Plan, planned
from texts import Markup, Text, Words, dates, lines, shorten
from texts.people import listing, names

_LABEL = 24
"""Names longer than this are cut on buttons."""


def everybody(
    appointment: Appointment,
    plan: Plan,
    known: Mapping[int, Person],
    offered: Sequence[Person],
    viewer: Person,
    words: Words,
    *,
    note: Markup | None = None,
) -> View:
    """Who takes part, with what was chosen so far. `known` are the people of the plan, `offered` others to add."""
    wanted = planned(appointment, plan)
    fresh = [known[each] for each in wanted.added if each in known]
    called = _called(appointment, [*fresh, *offered])
    said = [_line(appointment, part, plan, viewer, words, called) for part in appointment.attendees]
    for person in fresh:
        optional = wanted.added[person.id] is Role.OPTIONAL
        said.append(
            words.html("attendance-line-new-optional" if optional else "attendance-line-new", name=called[person.id])
        )
    keys: list[Key] = [
        press(shorten(called[person.id], _LABEL), OnePerson(appointment.id, person.id))
        for person in (*[part.person for part in appointment.attendees], *fresh)
    ]
    adds = [
        press(
            words.button("button-add-name", name=shorten(called[person.id], _LABEL)),
            SetPart(appointment.id, person.id, Stands.REQUIRED),
        )
        for person in offered
        if appointment.part_of(person.id) is None and person.id not in wanted.added
    ]
    save: list[Key] = []
    if not wanted.empty:
        save = [press(words.button("button-save"), SavePeople(appointment.id))]
    save.append(press(words.button("button-back"), Edit(appointment.id)))
    text = lines(
        note,
        words.html("attendance-asked", title=appointment.title),
        *said,
        None if wanted.empty else words.html("attendance-unsaved"),
    )
    contacts = press(words.button("button-from-contacts"), AddContacts(appointment.id))
    rows = (*fit(keys), *fit(adds)[:3], *fit([contacts, *handover.key(appointment, words)]), tuple(save))
    return View(text, rows, appointment.id, appointment.sequence)


def _line(
    appointment: Appointment,
    part: Participant,
    plan: Plan,
    viewer: Person,
    words: Words,
    called: Mapping[int, Text],
) -> Markup:
    wanted = plan.get(part.person.id, part.role)
    change = "same" if wanted is part.role else wanted.value if wanted else "out"
    # "optional, needed from now on" would be both.
    said = answer(appointment, replace(part, role=wanted) if wanted is Role.REQUIRED else part, viewer, words)
    return words.html(f"attendance-line-{change}", name=called[part.person.id], answer=said)


def one(
    appointment: Appointment,
    person: Person,
    plan: Plan,
    viewer: Person,
    words: Words,
    *,
    more: Sequence[Key] = (),
) -> View:
    """One of them: what stands, and what can be done. `more` comes first."""
    part = appointment.part_of(person.id)
    called = _called(appointment, [person])
    stands = plan.get(person.id, part.role if part else None)
    if part is not None:
        line = _line(appointment, part, plan, viewer, words, called)
    else:
        key = "attendance-line-new-optional" if stands is Role.OPTIONAL else "attendance-line-new"
        line = words.html(key, name=called[person.id])
    labels = {Stands.REQUIRED: "button-needed", Stands.OPTIONAL: "button-optional", Stands.OUT: "button-remove"}
    keys = [
        press(words.button(label), SetPart(appointment.id, person.id, each))
        for each, label in labels.items()
        if each.role is not stands
    ]
    text = words.html("attendance-person", title=appointment.title, standing=line)
    back = press(words.button("button-back"), TakePart(appointment.id))
    return View(text, (*fit(more), *fit(keys), (back,)), appointment.id, appointment.sequence)


def unsuitable(
    appointment: Appointment,
    refusing: Sequence[Fit],
    known: Mapping[int, Person],
    viewer: Person,
    words: Words,
    now: datetime,
) -> View:
    """Whom it does not suit; nobody has heard of anything."""
    people = [known[each.person_id] for each in refusing if each.person_id in known]
    called = _called(appointment, people)
    said = [_why(appointment, each, known[each.person_id], called, viewer, words, now) for each in refusing]
    keys: list[Key] = []
    if all(each.askable for each in refusing):
        label = (
            words.button("button-ask-anyway", name=listing([called[each.id] for each in people], words.language))
            if len(people) == 1
            else words.button("button-ask-them-anyway")
        )
        keys.append(press(label, SavePeople(appointment.id, anyway=True)))
    if len(people) == 1:
        keys.append(press(words.button("button-optional"), SetPart(appointment.id, people[0].id, Stands.OPTIONAL)))
    keys.append(press(words.button("button-back"), TakePart(appointment.id)))
    text = lines(words.html("attendance-unsuitable", title=appointment.title), *said)
    return View(text, fit(keys), appointment.id, appointment.sequence)


def told_enough(appointment: Appointment, spent: Sequence[Person], words: Words) -> View:
    """No more is said today of people whom the viewer has not met."""
    called = _called(appointment, spent)
    listed = listing([called[each.id] for each in spent], words.language)
    keys: list[Key] = []
    if len(spent) == 1:
        keys.append(press(words.button("button-optional"), SetPart(appointment.id, spent[0].id, Stands.OPTIONAL)))
    keys.append(press(words.button("button-back"), TakePart(appointment.id)))
    text = words.html("booking-told-enough", count=len(spent), names=listed)
    return View(text, fit(keys), appointment.id, appointment.sequence)


def _why(
    appointment: Appointment,
    each: Fit,
    person: Person,
    called: Mapping[int, Text],
    viewer: Person,
    words: Words,
    now: datetime,
) -> Markup:
    misfit = next(misfit for misfit in each.misfits if misfit.reason.blocks)
    if person.zone is None or misfit.reason is Reason.UNSUITED:
        return words.html("attendance-does-not-suit", name=called[person.id])
    key = misfit.reason.value if misfit.reason.outside or misfit.reason.value == "busy" else "other"
    return words.html(
        f"booking-why-{key}",
        when=dates.moment(appointment.starts_at, viewer, now),
        time=clock_there(appointment.starts_at, person, viewer, words),
        city=dates.place(person.at(appointment.starts_at)),
        name=called[person.id],
        length=dates.length(misfit.by, words.language),
    )


def picked(appointment: Appointment, person: Person, words: Words) -> Markup:
    """What is said above the card once somebody's account is known."""
    part = appointment.part_of(person.id)
    key = "attendance-picked" if part is not None and part.reached else "attendance-picked-link"
    return words.html(key, name=_called(appointment, [person])[person.id], title=appointment.title)


def repairs(appointment: Appointment, part: Participant, words: Words) -> list[Key]:
    """[Send the link] and [Pick from contacts] for one who is not reached, [Remind] for one who has not answered."""
    if part.partstat is not Partstat.NEEDS_ACTION:
        return []
    if nudges.remindable(part):
        return [press(words.button("button-remind"), Remind(appointment.id, part.person.id))]
    if part.reached:
        return []
    keys: list[Key] = [press(words.button("button-send-link"), GetLink(appointment.id))]
    if part.person.telegram_id is None:
        keys.append(press(words.button("button-pick-contacts"), PickFor(appointment.id, part.person.id)))
    return keys


def _called(appointment: Appointment, more: Sequence[Person]) -> dict[int, Text]:
    return names([*[part.person for part in appointment.participants], *more])
