"""The card of a draft: everything said once more before anything is written, and what speaks against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.buttons.booking import AllFields, Book, Discard, LeaveOut, OtherTimes, Step
from bot.buttons.limits import LimitsBeside
from bot.views import Key, Rows, View, fit, press
from bot.views.booking import Drafted, fields, further, needed, several
from bot.views.booking_anyway import NAME_ON_BUTTON, anyway, ask, asks_at, not_asked
from bot.views.booking_offers import can, missed, moment, waiting
from bot.views.booking_time import lengths
from scheduling.availability import Fit, Misfit, Part, Reason, Suggestion
from scheduling.people import Person, Reach
from scheduling.refusals import InvitedEnough
from scheduling.suggestions import Found
from scheduling.times import Slot
from texts import Markup, Text, dates, join, lines, shorten

_LISTED = 12
"""Of more people than this only those are listed whom it does not suit."""

_MOST_LEFT_OUT = 2
"""So many [Leave ... out] stand on one card."""


def card(drafted: Drafted, fits: Sequence[Fit], *, brief: bool) -> View:
    """The draft suits everybody: [Book]. `brief` shows [Edit] in place of the fields, for what came in one line."""
    draft = drafted.draft
    links = sum(person.reach is not Reach.REACHABLE for person in drafted.people)
    key = "button-book" if not links else "button-book-link" if links == 1 else "button-book-links"
    assert draft.starts_at is not None
    rows: list[tuple[Key, ...]] = [
        (
            press(
                _book(drafted, key),
                Book(draft.id, draft.starts_at, draft.duration, anyway=False, soft=bool(_soft(fits))),
            ),
        )
    ]
    if brief:
        rows += [*_lengths(drafted), _edit(drafted)]
    else:
        rows += fields(drafted)
        rows.append(drafted.foot(Step.TIME))
    said = drafted.said(*_head(drafted), _free(drafted, fits), *_spared(drafted, fits), *draft.remarks)
    return View(said, tuple(rows))


def _book(drafted: Drafted, key: str) -> str:
    start = drafted.draft.starts_at
    if drafted.only and start is not None:
        return drafted.words.button("button-book-only", day=drafted.day(start))
    return drafted.words.button(key)


def unsuitable(
    drafted: Drafted,
    fits: Sequence[Fit],
    found: Found,
    *,
    brief: bool,
    suited: bool = False,
    rivals: Sequence[Person] = (),
) -> View:
    """The draft does not suit everybody: who, by how much, and the best other times. Nobody has been asked.

    `suited` says that it did before the last change; `rivals` are those who were booked while the card stood there,
    or only asked, which the organizer may do all the same.
    """
    words, draft = drafted.words, drafted.draft
    # Who need not come is in nobody's way, and not named among those who are.
    fits = [each for each in fits if not each.spared]
    refusing = [each for each in fits if not each.suits]
    listed: list[Fit] = []
    if rivals:
        head = _rival(drafted, rivals)
    elif suited and len(refusing) == 1 and refusing[0].person_id != drafted.viewer.id and refusing[0].starts:
        head = words.html("booking-no-longer", title=drafted.title, why=_why(drafted, refusing[0]))
    else:
        suited = False
        listed = [each for each in fits if not each.suits or _worth_a_line(drafted, each, len(fits))]
        head = lines(
            words.html("booking-unsuitable", title=drafted.title, count=0 if drafted.pool else len(fits)),
            dates.span(_slot(drafted), drafted.viewer, drafted.now),
            # Who will be elsewhere by then reads the hour here, too, which they may have typed.
            dates.elsewhere(_slot(drafted), drafted.viewer, ()),
            needed(words, drafted.people, drafted.pool),
            *[_line(drafted, each) for each in listed],
        )
    if found.suggestions:
        if suited or rivals:
            text = lines(head, _further(drafted, found), can(drafted, found.suggestions, brief=True))
        else:
            others = can(drafted, found.suggestions)
            parts = (head, "", _further(drafted, found), others, words.html("booking-nobody-asked"))
            text = Markup("\n".join(each for each in parts if each is not None))
        keys = [
            press(
                words.button("button-book-at", when=moment(drafted, each.starts_at)),
                Book(draft.id, each.starts_at, draft.duration, anyway=False, soft=bool(each.soft)),
            )
            for each in found.suggestions
        ]
        below: list[Key] = []
    else:
        text = Markup("\n".join((head, "", join(" ", _closest(drafted, found.least_bad), _further(drafted, found)))))
        keys, below = [], asks_at(drafted, found.least_bad)
    payers = found.least_bad[0].misfits if found.least_bad else [misfit for each in refusing for misfit in each.misfits]
    if drafted.pool:
        # Without one of them the same number is needed of fewer.
        payers = [misfit for misfit in payers if misfit.person_id not in drafted.pool.people]
    left_out = _leave_out(drafted, payers) if not brief or not found.suggestions else []
    asking: list[Key] = []
    if rivals and not refusing:
        assert draft.starts_at is not None
        asking = [ask(drafted, [person.id for person in rivals], draft.starts_at, outside=False, soft=True)]
    elif refusing and (found.suggestions or not found.least_bad):
        asking = anyway(drafted, fits, draft.starts_at, soft=bool(rivals or _soft(fits)))
    # Whom [Ask anyway] would ask over another invitation is said, if it was not.
    told = {each.person_id for each in listed} | {person.id for person in rivals}
    waits = waiting(drafted, draft.starts_at, _soft(fits) - told) if asking and draft.starts_at else []
    other = words.button("button-other-times" if found.suggestions else "button-other-days")
    others_key = press(other, OtherTimes(draft.id))
    own = [misfit for each in refusing if each.person_id == drafted.viewer.id for misfit in each.misfits]
    if any(misfit.reason.limit for misfit in own):
        asking = [*asking, press(words.button("button-limits"), LimitsBeside())]
    rows = [*fit([*keys, *asking]), *(_lengths(drafted) if brief else ())]
    if brief and not left_out:
        rows.append((others_key, *_edit(drafted)))
    else:
        ordered = [*left_out, others_key] if found.suggestions else [others_key, *left_out]
        rows += fit(ordered)
        rows += fit(below)
        rows.append(_edit(drafted) if brief else drafted.foot(Step.TIME))
    return View(
        lines(drafted.note, text, None if asking else not_asked(drafted, fits), *waits, *draft.remarks), tuple(rows)
    )


def told_enough(drafted: Drafted, spent: Sequence[Person]) -> View:
    """No more is said today of people whom the viewer has not met: nothing about the time is looked at, or shown."""
    return _left_out(drafted, spent, drafted.words.html("booking-told-enough", **several(drafted, spent)))


def invited_enough(drafted: Drafted, refusal: InvitedEnough) -> View:
    """More people whom the viewer has not met than are invited in a day: who is too many, and from when not."""
    when = dates.moment(refusal.again_at, drafted.viewer, drafted.now)
    said = drafted.words.html("booking-invited-enough", when=when, **several(drafted, refusal.left_out))
    return _left_out(drafted, refusal.left_out, said)


def _left_out(drafted: Drafted, spent: Sequence[Person], said: Markup) -> View:
    words, called = drafted.words, drafted.called()
    out: list[Key] = [
        press(
            words.button("button-leave-out", name=shorten(called[each.id], NAME_ON_BUTTON)),
            LeaveOut(drafted.draft.id, each.id),
        )
        for each in spent[:_MOST_LEFT_OUT]
    ]
    text = drafted.said(Markup(f"<b>{join('', drafted.title)}</b>"), said)
    return View(text, (*fit(out), _edit(drafted)))


def _worth_a_line(drafted: Drafted, each: Fit, count: int) -> bool:
    """Whether somebody whom it suits stands in the list: not the reader, and nobody where there are many."""
    return each.person_id != drafted.viewer.id and count <= _LISTED


def _head(drafted: Drafted) -> list[str | None]:
    """Title, own time, the others' times, place and notes."""
    words, draft, slot = drafted.words, drafted.draft, _slot(drafted)
    return [
        Markup(f"<b>{join('', drafted.title)}</b>"),
        dates.span(slot, drafted.viewer, drafted.now),
        dates.elsewhere(slot, drafted.viewer, drafted.shown),
        words.html("booking-place", place=draft.place) if draft.place else None,
        words.html("booking-notes", note=draft.note) if draft.note else None,
    ]


def _slot(drafted: Drafted) -> Slot:
    assert drafted.draft.starts_at is not None
    return Slot.lasting(drafted.draft.starts_at, drafted.draft.duration)


def _lengths(drafted: Drafted) -> Rows:
    """[15 min] [• 30 min] [1 h], where the line did not say how long."""
    return fit(lengths(drafted)) if drafted.unsaid else ()


def _edit(drafted: Drafted) -> tuple[Key, ...]:
    words, draft = drafted.words, drafted.draft
    return (
        press(words.button("button-edit"), AllFields(draft.id)),
        press(words.button("button-discard"), Discard(draft.id)),
    )


def _free(drafted: Drafted, fits: Sequence[Fit]) -> Markup:
    """Who is free, and of whom that cannot be said."""
    words = drafted.words
    missing = {each.person_id for each in fits if not each.suits} | (drafted.strangers & drafted.optional)
    known = [person for person in drafted.people if person.settled and person.id not in missing]
    unknown = [person for person in drafted.people if not person.settled]
    if not known:
        free = words.html("booking-free-you")
    elif len(known) == 1:
        free = words.html("booking-free-one", names=several(drafted, known)["names"])
    elif unknown or missing:
        free = words.html("booking-free-some", names=several(drafted, known)["names"])
    else:
        free = words.html("booking-free-all")
    strangers = [person for person in drafted.people if person.reach is Reach.UNKNOWN]
    silent = [person for person in drafted.people if person.reach in (Reach.BLOCKED, Reach.GONE)]
    unsettled = [person for person in unknown if person.reach is Reach.REACHABLE]
    sentences = (
        free,
        words.html("booking-not-opened", **several(drafted, strangers)) if strangers else None,
        words.html("booking-hours-unknown", **several(drafted, unsettled)) if unsettled else None,
        words.html("booking-not-writable", **several(drafted, silent)) if silent else None,
        *_waiting(drafted, _soft(fits)),
    )
    return join(" ", *sentences)


def _spared(drafted: Drafted, fits: Sequence[Fit]) -> list[Markup | None]:
    """Who need not come, how many must of whom, and why some would miss it."""
    words, away = drafted.words, [each for each in fits if each.part is Part.OPTIONAL and not each.suits]
    absent = {each.person_id for each in away}
    there = [person for person in drafted.people if person.id in drafted.optional and person.id not in absent]
    said = [words.html("booking-optional", **several(drafted, there))] if there else []
    return [
        needed(words, drafted.people, drafted.pool),
        *[_misses(drafted, each) for each in fits if each.part is Part.ANY and not each.suits],
        *said,
        *[words.html("booking-optional-misses", line=_line(drafted, each)) for each in away],
    ]


def _misses(drafted: Drafted, each: Fit) -> Markup:
    """Who would miss it though enough others can come; of strangers not why."""
    if any(misfit.reason is Reason.UNSUITED for misfit in each.misfits):
        return drafted.words.html("booking-misses-unsuited", name=drafted.called()[each.person_id])
    return drafted.words.html("booking-misses", line=_line(drafted, each))


def _soft(fits: Sequence[Fit]) -> set[int]:
    """Who of those that are needed has an unanswered invitation then."""
    return {
        each.person_id
        for each in fits
        if not each.spared and any(misfit.reason is Reason.MAYBE_BUSY for misfit in each.misfits)
    }


def _rival(drafted: Drafted, rivals: Sequence[Person]) -> Markup:
    others = [person for person in rivals if person.id != drafted.viewer.id]
    if not others:
        return drafted.words.html("booking-rival-you", title=drafted.title)
    return drafted.words.html("booking-rival", title=drafted.title, **several(drafted, others))


def _line(drafted: Drafted, each: Fit) -> Markup:
    """ "Chen: 18:00 in Singapore, ends 1 h 45 min after the working day"."""
    words = drafted.words
    told = [misfit for misfit in each.misfits if misfit.reason is not Reason.UNSUITED]
    if each.misfits and not told:
        return words.html("booking-unsuited", name=drafted.called()[each.person_id])
    said = _in_a_row(
        [words.plain(f"booking-fit-{misfit.reason.value}", length=drafted.length(misfit.by)) for misfit in told]
    ) or words.plain("booking-fit-free")
    if each.person_id == drafted.viewer.id:
        return words.html("booking-fit-you", fit=said)
    person = _person(drafted, each.person_id)
    name = drafted.called()[person.id]
    if each.starts is None:
        return words.html("booking-fit-nowhere", name=name, fit=said)
    return words.html("booking-fit", name=name, time=_there(drafted, person), city=_place(drafted, person), fit=said)


def _in_a_row(parts: Iterable[str]) -> Text:
    """Several facts about one person, in a row."""
    return Text(", ".join(parts))


def _why(drafted: Drafted, each: Fit) -> Markup:
    """The one reason why it suits no longer, in a sentence."""
    person = _person(drafted, each.person_id)
    misfit = next(misfit for misfit in each.misfits if misfit.reason.blocks)
    told = misfit.reason.outside or misfit.reason is Reason.BUSY
    return drafted.words.html(
        f"booking-why-{misfit.reason.value if told else 'other'}",
        when=dates.moment(_slot(drafted).starts_at, drafted.viewer, drafted.now),
        time=_there(drafted, person),
        city=_place(drafted, person),
        name=drafted.called()[person.id],
        length=drafted.length(misfit.by),
    )


def _there(drafted: Drafted, person: Person) -> str:
    """The start on a person's own clock, with the weekday where it is another date than the viewer's."""
    start = _slot(drafted).starts_at
    there, here = person.zone_at(start), drafted.viewer.zone_at(start)
    assert there is not None
    shown = dates.clock(start, there, drafted.language, drafted.viewer.prefs.hour_cycle)
    if start.astimezone(there).date() == start.astimezone(here).date():
        return shown
    return f"{dates.weekday(start, there, drafted.language, short=True)} {shown}"


def _place(drafted: Drafted, person: Person) -> Text:
    return dates.place(person.at(_slot(drafted).starts_at))


def _closest(drafted: Drafted, least_bad: Sequence[Suggestion]) -> Markup:
    """Nowhere is everybody's day: the least bad time, and who pays how much."""
    words = drafted.words
    if not least_bad:
        return words.html("booking-no-time")
    best = least_bad[0]
    there: dict[str, None] = {}
    for person in drafted.people:
        by_then = person.at(best.starts_at)
        if by_then.zone is not None and by_then.zone != drafted.viewer.zone_at(best.starts_at):
            shown = dates.clock(best.starts_at, by_then.zone, drafted.language, drafted.viewer.prefs.hour_cycle)
            there[words.plain("booking-no-common-at", time=shown, city=dates.place(by_then))] = None
    costs = _in_a_row(_cost(drafted, misfit) for misfit in best.misfits)
    closest = words.html(
        "booking-no-common",
        count=0 if drafted.pool else 1 + len(drafted.people),
        when=dates.moment(best.starts_at, drafted.viewer, drafted.now),
        elsewhere=Text("".join(there)),
        costs=costs,
    )
    return join(" ", closest, missed(drafted, best), *_waiting(drafted, best.soft))


def _further(drafted: Drafted, found: Found) -> Markup | None:
    return further(found.until, len(found.suggestions), drafted.viewer, drafted.words, drafted.now)


def _waiting(drafted: Drafted, soft: Collection[int]) -> list[Markup]:
    """Who has another invitation for that time and has not decided on it."""
    said = []
    if waiting := [person for person in drafted.people if person.id in soft]:
        said.append(drafted.words.html("booking-soft", **several(drafted, waiting)))
    if drafted.viewer.id in soft:
        said.append(drafted.words.html("booking-soft-you"))
    return said


def _cost(drafted: Drafted, misfit: Misfit) -> str:
    key = {
        Reason.AFTER_HOURS: "booking-cost-late",
        Reason.BEFORE_HOURS: "booking-cost-early",
        Reason.BREAK: "booking-cost-break",
    }.get(misfit.reason, "booking-cost-off")
    name = drafted.called()[misfit.person_id]
    own = "yes" if misfit.person_id == drafted.viewer.id else "no"
    return drafted.words.plain(key, length=drafted.length(misfit.by), name=name, own=own)


def _leave_out(drafted: Drafted, misfits: Iterable[Misfit]) -> list[Key]:
    payers = dict.fromkeys(each.person_id for each in misfits if each.reason.blocks)
    called = drafted.called()
    keys: list[Key] = [
        press(
            drafted.words.button("button-leave-out", name=shorten(called[each], NAME_ON_BUTTON)),
            LeaveOut(drafted.draft.id, each),
        )
        for each in payers
        if each != drafted.viewer.id
    ]
    return keys[:_MOST_LEFT_OUT]


def _person(drafted: Drafted, person_id: int) -> Person:
    return next(person for person in (drafted.viewer, *drafted.people) if person.id == person_id)
