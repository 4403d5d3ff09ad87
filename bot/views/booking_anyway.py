"""Asking those who are outside their hours all the same, where they allow it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.buttons.booking import Book
from bot.views import Key, press
from bot.views.booking import Drafted, several
from scheduling.availability import Fit, Suggestion
from scheduling.people import OutsideHours
from texts import Markup, shorten

NAME_ON_BUTTON = 20
"""Names longer than this are cut on buttons of a card."""


def anyway(drafted: Drafted, fits: Sequence[Fit], starts_at: datetime | None, *, soft: bool) -> list[Key]:
    """[Ask Chen anyway], if only hours are in the way and everybody concerned, or enough of them, allow it."""
    refusing, pool = [each for each in fits if not each.suits], drafted.pool
    if pool and sum(each.person_id in pool.people and (each.suits or each.askable) for each in fits) >= pool.need:
        refusing = [each for each in refusing if each.askable or each.person_id not in pool.people]
    if starts_at is None or starts_at <= drafted.now or not all(each.askable for each in refusing):
        return []
    return [ask(drafted, [each.person_id for each in refusing], starts_at, outside=True, soft=soft)]


def not_asked(drafted: Drafted, fits: Sequence[Fit]) -> Markup | None:
    """Who keeps an hour from being booked that the viewer wants though it is outside their own day, by not allowing
    to be asked; None where anything else is in the way.
    """
    blocking = {each.person_id: [why.reason for why in each.misfits if why.reason.blocks] for each in fits}
    outside = all(reason.outside for reasons in blocking.values() for reason in reasons)
    refusing = {each.person_id for each in fits if not each.askable and not each.suits}
    if not outside or not refusing or not blocking.get(drafted.viewer.id):
        return None
    left = [person for person in drafted.people if person.id in refusing]
    return drafted.words.html("booking-not-asked", **several(drafted, left))


def asks_at(drafted: Drafted, least_bad: Sequence[Suggestion]) -> list[Key]:
    """The same at the first of the least bad starts, where nobody has a better one; empty without any."""
    if not least_bad:
        return []
    payers = list(dict.fromkeys(misfit.person_id for misfit in least_bad[0].misfits))
    others = {person.id: person for person in drafted.people}
    if any(others[each].outside_hours is not OutsideHours.ASK for each in payers if each in others):
        return []
    return [ask(drafted, payers, least_bad[0].starts_at, outside=True, soft=bool(least_bad[0].soft))]


def ask(drafted: Drafted, ids: Sequence[int], starts_at: datetime, *, outside: bool, soft: bool) -> Key:
    """[Book anyway], or [Ask ... anyway] with the names of `ids`.

    outside: also outside their hours. soft: also those who have an unanswered invitation then.
    """
    words, others = drafted.words, [each for each in ids if each != drafted.viewer.id]
    if not others:
        label = words.button("button-book-anyway")
    elif len(others) == 1:
        label = words.button("button-ask-anyway", name=shorten(drafted.called()[others[0]], NAME_ON_BUTTON))
    else:
        label = words.button("button-ask-them-anyway")
    return press(label, Book(drafted.draft.id, starts_at, drafted.draft.duration, anyway=outside, soft=soft))
