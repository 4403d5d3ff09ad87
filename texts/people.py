"""What people are called: by first name, and by more of their name where that would not tell two apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from scheduling.people import Person
from texts.locales import british
from texts.markup import Text, isolate


def name(person: Person) -> Text:
    """The first name; the @name of somebody who is known by nothing else."""
    return isolate(person.first_name) if person.first_name else _at_name(person)


def names(people: Iterable[Person]) -> dict[int, Text]:
    """What each is called when they stand together, by `person.id`: "Bo", or "Bo (@bo_berlin)" where two are Bo.

    Who shares a first name and has no @name is called by the full name.
    """
    everybody = {person.id: person for person in people}
    if len({person.first_name.casefold() for person in everybody.values()}) == len(everybody):
        return {each: name(person) for each, person in everybody.items()}
    count = Counter(person.first_name.casefold() for person in everybody.values())
    return {
        person.id: name(person) if count[person.first_name.casefold()] == 1 else _told_apart(person)
        for person in everybody.values()
    }


def stranger(person: Person) -> Text:
    """For somebody who does not know them yet: "Ana Silva (@ana_lisbon)"."""
    if not person.first_name:
        return _at_name(person)
    full = isolate(person.full_name)
    return Text(f"{full} ({_at_name(person)})") if person.username else full


def listing(items: Sequence[str], language: str) -> Text:
    """ "Bo", "Bo and Chen", "Bo, Chen and Dana". Strings that somebody typed are cleaned and isolated one by one."""
    safe: list[str] = [isolate(item) for item in items]
    if not safe:
        return Text("")
    patterns = _patterns(language)
    while len(safe) > 1:
        # CLDR builds lists from the end: the last two first, then each one before with its own pattern.
        last = safe.pop()
        which = (
            "2" if len(items) == 2 else "end" if len(safe) == len(items) - 1 else "middle" if len(safe) > 1 else "start"
        )
        safe[-1] = patterns[which].format(safe[-1], last)
    return Text(safe[0])


def _told_apart(person: Person) -> Text:
    if person.username and person.first_name:
        return Text(f"{isolate(person.first_name)} ({_at_name(person)})")
    return isolate(person.full_name) if person.first_name else _at_name(person)


def _at_name(person: Person) -> Text:
    return isolate(f"@{person.username}")


@cache
def _patterns(language: str) -> dict[str, str]:
    patterns = british(language).list_patterns["standard"]
    return {which: patterns[which] for which in ("start", "middle", "end", "2")}
