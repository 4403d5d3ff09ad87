"""Who takes part in an appointment that stands: chosen by taps or typed, and written all at once."""

from __future__ import annotations

from collections.abc import Mapping

from bot.buttons import Button
from bot.buttons.attendance import AddContacts, OnePerson, PickFor, Remind, SavePeople, SetPart, Stands, TakePart
from bot.conversations import booking_people, changing, sharing
from bot.conversations.booking_steps import OFFERED
from bot.turns import Answer, Handler, PopUp, Reply, TapHandler, Turn
from bot.views import AskPeople, View
from bot.views import attendance as views
from db import invitees, people
from scheduling.appointments import Appointment, Role
from scheduling.people import Person
from services import appointments, attendance, nudges
from services.attendance import Outcome, Plan, planned
from texts import Markup, lines
from texts.people import name

_PLAN = "plan"
_FOR = "person"


async def everybody(button: TakePart, turn: Turn) -> Answer:
    """[People]: who takes part, with what was chosen and not saved."""
    return await _everybody(await _editable(button.appointment, turn), turn)


async def unsaved(appointment_id: int, turn: Turn, *, note: Markup) -> Answer | None:
    """The same below `note`, where something was chosen for this appointment and is not saved; None elsewhere."""
    if not turn.session.memory.get(_PLAN):
        return None
    appointment = await _editable(appointment_id, turn)
    if planned(appointment, _plan(appointment, turn)).empty:
        return None
    return await _everybody(appointment, turn, note=note)


async def one(button: OnePerson, turn: Turn) -> Answer:
    """A name: what can be done about this person."""
    appointment = await _editable(button.appointment, turn)
    plan = _plan(appointment, turn)
    part = appointment.part_of(button.person)
    found = {} if part else await people.by_ids(turn.connection, [button.person] if button.person in plan else [])
    person = part.person if part else found.get(button.person)
    if person is None or person.id == turn.viewer.id:
        return await _everybody(appointment, turn)
    more = views.repairs(appointment, part, turn.words) if part else []
    return views.one(appointment, person, plan, turn.viewer, turn.words, more=more)


async def set_part(button: SetPart, turn: Turn) -> Answer:
    """[Needed] [Optional] [Remove] [+ Bo]. Only people that this viewer was offered can be added."""
    appointment = await _editable(button.appointment, turn)
    plan = _plan(appointment, turn)
    known = {part.person.id for part in appointment.attendees} | set(plan)
    if button.person not in known:
        known |= {each.id for each in await _acquaintances(turn)}
    if button.person in known:
        _choose(appointment, {**plan, button.person: button.stands.role}, turn)
    return await _everybody(appointment, turn)


async def typed(turn: Turn) -> Answer:
    """@names, or contacts that were picked: to be added."""
    appointment = await _editable(turn.session.memory["appointment"], turn)
    if turn.typed == turn.words.button("button-back"):
        return await _everybody(appointment, turn)
    named = await booking_people.sent(turn)
    notes, plan = [*named.notes], dict(_plan(appointment, turn))
    for person in {person.id: person for person in named.people}.values():
        part = appointment.part_of(person.id)
        if person.id == turn.viewer.id:
            notes.append(turn.words.html("booking-people-self"))
        elif person.id in named.optional:
            plan[person.id] = Role.OPTIONAL
        elif part is not None and plan.get(person.id, part.role) is not None:
            notes.append(turn.words.html("booking-people-twice", names=name(person)))
        else:
            plan[person.id] = part.role if part else Role.REQUIRED
    if named.some is not None:
        notes.append(turn.words.html("attendance-no-choice"))
    _choose(appointment, plan, turn)
    return await _everybody(appointment, turn, note=lines(*notes) or None)


async def contacts(button: AddContacts, turn: Turn) -> Answer:
    """[From my contacts]: Telegram's own list."""
    appointment = await _editable(button.appointment, turn)
    _choose(appointment, _plan(appointment, turn), turn)
    return Reply(helper=booking_people.picker(turn.words))


async def save(button: SavePeople, turn: Turn) -> Answer:
    """[Save]: written, and everybody who has to hears of it once."""
    appointment = await _editable(button.appointment, turn)
    plan = _plan(appointment, turn)
    outcome = await _change(appointment, plan, turn, anyway=button.anyway)
    if outcome.refusing or outcome.spent:
        return await _unsuitable(outcome, turn)
    changing.close(turn)
    key = "attendance-same" if outcome.change.empty else "attendance-saved"
    return await sharing.drawn(outcome.appointment, turn, headline=turn.words.html(key, title=appointment.title))


async def remind(button: Remind, turn: Turn) -> Answer:
    """[Remind]: once by hand."""
    appointment = await _editable(button.appointment, turn)
    part = appointment.part_of(button.person)
    if part is None:
        return await _everybody(appointment, turn)
    told = await nudges.remind(turn.connection, appointment, part, now=turn.now)
    return PopUp(turn.words.popup("nudge-told" if told else "nudge-told-already", name=name(part.person)))


# Somebody known by a @name only


async def pick_for(button: PickFor, turn: Turn) -> Answer:
    """[Pick from contacts] on the card."""
    appointment = await _editable(button.appointment, turn)
    part = appointment.part_of(button.person)
    if part is None or part.reached:
        return await sharing.drawn(appointment, turn)
    changing.ask(turn, changing.PICK, appointment=appointment.id, person=button.person)
    words = turn.words
    helper = AskPeople(
        text=words.html("attendance-pick-asked", name=name(part.person)),
        pick=words.button("button-choose-contacts"),
        back=words.button("button-back"),
        request_id=booking_people.REQUEST,
        most=1,
    )
    return Reply(helper=helper)


async def picked(turn: Turn) -> Answer:
    """The account takes the place of the name, and is asked at once or gets a link of its own."""
    appointment = await _editable(turn.session.memory["appointment"], turn)
    nameless = turn.session.memory[_FOR]
    part = appointment.part_of(nameless)
    if turn.typed == turn.words.button("button-back") or part is None:
        changing.close(turn)
        return Reply(await sharing.drawn(appointment, turn), working=True)
    named = await booking_people.sent(turn)
    if len(named.people) != 1:
        return Reply(await sharing.drawn(appointment, turn, headline=lines(*named.notes) or None), working=True)
    person = named.people[0]
    if appointment.part_of(person.id) is not None:
        changing.close(turn)
        already = turn.words.html("attendance-in-already", name=name(person), title=appointment.title)
        return Reply(await sharing.drawn(appointment, turn, headline=already), working=True)
    plan: Plan = {nameless: None, person.id: part.role}
    outcome = await _change(appointment, plan, turn)
    if outcome.refusing or outcome.spent:
        # What was picked waits like any other choice.
        _choose(appointment, plan, turn)
        return Reply(await _unsuitable(outcome, turn), working=True)
    changing.close(turn)
    said = views.picked(outcome.appointment, person, turn.words)
    return Reply(await sharing.drawn(outcome.appointment, turn, headline=said), working=True)


async def _editable(appointment_id: int, turn: Turn) -> Appointment:
    appointment = await appointments.own(turn.connection, appointment_id, by=turn.viewer)
    appointments.still_on(appointment, turn.now)
    return appointment


async def _everybody(appointment: Appointment, turn: Turn, *, note: Markup | None = None) -> Reply:
    plan = _plan(appointment, turn)
    _choose(appointment, plan, turn)
    known = await people.by_ids(turn.connection, list(plan)) if plan else {}
    offered = await _acquaintances(turn)
    view = views.everybody(appointment, plan, known, offered, turn.viewer, turn.words, note=note)
    return Reply(view, working=True)


async def _unsuitable(outcome: Outcome, turn: Turn) -> View:
    if outcome.spent:
        spent = await people.by_ids(turn.connection, outcome.spent)
        return views.told_enough(outcome.appointment, list(spent.values()), turn.words)
    known = await people.by_ids(turn.connection, [each.person_id for each in outcome.refusing])
    return views.unsuitable(outcome.appointment, outcome.refusing, known, turn.viewer, turn.words, turn.now)


async def _acquaintances(turn: Turn) -> list[Person]:
    return await invitees.acquaintances(turn.connection, turn.viewer.id, limit=OFFERED)


async def _change(appointment: Appointment, plan: Plan, turn: Turn, *, anyway: bool = False) -> Outcome:
    return await attendance.change(
        turn.connection, appointment.id, plan, by=turn.viewer, now=turn.now, pressed=turn.card, anyway=anyway
    )


def _plan(appointment: Appointment, turn: Turn) -> Plan:
    """What was chosen for this appointment and not saved."""
    memory = turn.session.memory
    if turn.session.asks != changing.PEOPLE or memory.get("appointment") != appointment.id:
        return {}
    return {int(person): Stands(stands).role for person, stands in memory.get(_PLAN, {}).items()}


def _choose(appointment: Appointment, plan: Plan, turn: Turn) -> None:
    stored = {str(person): (role.value if role else Stands.OUT.value) for person, role in plan.items()}
    changing.ask(turn, changing.PEOPLE, appointment=appointment.id, plan=stored)


TAPS: Mapping[type[Button], TapHandler] = {
    TakePart: everybody,
    OnePerson: one,
    SetPart: set_part,
    AddContacts: contacts,
    SavePeople: save,
    PickFor: pick_for,
    Remind: remind,
}
TYPED: Mapping[str, Handler] = {changing.PEOPLE: typed, changing.PICK: picked}
