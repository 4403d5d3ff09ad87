"""/why as people see it: each own setting in the way with a button to it; of others only "busy" or "outside"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.buttons.agenda import Agenda
from bot.buttons.free import TakeFree, WhyAt, pack_people
from bot.buttons.holidays import Holidays
from bot.buttons.limits import LimitsPage
from bot.buttons.settings import Hours, TimeOff
from bot.views import holidays
from bot.views.view import Key, View, fit, press
from scheduling.availability import Fit, Reason
from scheduling.people import Person
from scheduling.times import Slot
from services.free import Against
from texts import Markup, Words, dates, lines
from texts.people import listing, names

_BY_HOURS = (Reason.BEFORE_HOURS, Reason.AFTER_HOURS, Reason.BREAK, Reason.DAY_OFF)


def why(
    slot: Slot,
    found: Against,
    viewer: Person,
    words: Words,
    now: datetime,
    *,
    note: Markup | None = None,
    half: Sequence[WhyAt] = (),
) -> View:
    """What speaks against the slot. `half` is the same hour in the other half of the day, if that may be meant."""
    called = names((viewer, *(person for person, _ in found.others), *found.unseen))
    said: list[str] = [dates.span(slot, viewer, now)]
    keys: list[Key] = []
    for misfit in found.own.misfits:
        if misfit.reason is Reason.BUSY:
            for title, taken in found.titles:
                said.append(words.html("why-busy", title=title, clocks=dates.clocks(taken, viewer)))
            keys.append(press(words.button("button-agenda"), Agenda()))
        elif misfit.reason is Reason.MAYBE_BUSY:
            said.append(words.html("why-invited"))
            keys.append(press(words.button("button-agenda"), Agenda()))
        elif misfit.reason is Reason.HOLIDAY:
            said.append(_holiday(slot, viewer, words))
        else:
            length = dates.length(misfit.by, words.language)
            said.append(
                words.html("booking-fit-you", fit=words.plain(f"booking-fit-{misfit.reason.value}", length=length))
            )
        keys += _repair(misfit.reason, words)
    if not found.own.misfits:
        said.append(words.html("why-nothing"))
    said += [words.html(f"why-other-{_standing(each)}", name=called[person.id]) for person, each in found.others]
    if found.unseen:
        unseen = listing([called[person.id] for person in found.unseen], words.language)
        said.append(words.html("free-unseen", names=unseen))
    if _bookable(found) and all(each.suits for _, each in found.others) and slot.starts_at > now:
        people = tuple(person.id for person, _ in found.others)
        keys.append(
            press(words.button("button-book-there"), TakeFree(slot.starts_at, slot.duration, pack_people(people)))
        )
    for each in half:
        there = viewer.zone_at(each.starts_at)
        assert there is not None
        keys.append(press(dates.clock(each.starts_at, there, words.language, viewer.prefs.hour_cycle), each))
    return View(lines(note, *said), fit(list(dict.fromkeys(keys))))


def which(
    typed: str,
    asked: Sequence[WhyAt],
    jump: tuple[int, int] | None,
    there: Person,
    words: Words,
    *,
    note: Markup | None = None,
) -> View:
    """The clock of `there` shows what was typed twice, or skips it: then `jump` says from and to which minute it goes.

    Each of `asked` is one that may be meant, in order.
    """
    city, cycle = dates.place(there), there.prefs.hour_cycle
    labels: Sequence[str]
    if jump is None:
        text = words.html("booking-time-twice", city=city, time=typed)
        labels = [words.button(key, time=typed) for key in ("button-first-of-two", "button-second-of-two")]
    else:
        before, after = (dates.clock_of(each, words.language, cycle) for each in jump)
        text = words.html("booking-time-skipped", before=before, after=after, city=city, time=typed)
        assert there.zone is not None
        labels = [dates.clock(each.starts_at, there.zone, words.language, cycle) for each in asked]
    keys = [press(label, each) for label, each in zip(labels, asked, strict=True)]
    return View(lines(note, text), fit(keys))


def _bookable(found: Against) -> bool:
    """Whether the viewer may book there all the same: their notice is for others, and alone no limit holds."""
    alone = not found.others and not found.unseen
    reasons = [misfit.reason for misfit in found.own.misfits]
    return all(not each.blocks or each is Reason.SHORT_NOTICE or (alone and each.limit) for each in reasons)


def _repair(reason: Reason, words: Words) -> list[Key]:
    """The button to the setting that is in the way."""
    if reason in _BY_HOURS:
        return [press(words.button("button-working-hours"), Hours(beside=True))]
    if reason.limit:
        return [press(words.button("button-limits"), LimitsPage())]
    if reason is Reason.TIME_OFF:
        return [press(words.button("button-time-off"), TimeOff())]
    return [press(words.button("button-public-holidays"), Holidays())] if reason is Reason.HOLIDAY else []


def _holiday(slot: Slot, viewer: Person, words: Words) -> Markup:
    zone = viewer.zone_at(slot.starts_at)
    assert zone is not None
    name = holidays.name_of(viewer, slot.starts_at.astimezone(zone).date(), words)
    if name is None:
        return words.html("booking-fit-you", fit=words.plain("booking-fit-holiday"))
    return words.html("holidays-why", name=name)


def _standing(each: Fit) -> str:
    """Of others no more than this is ever said."""
    if each.suits:
        return "free"
    return "busy" if any(m.reason.blocks and not m.reason.outside for m in each.misfits) else "outside"
