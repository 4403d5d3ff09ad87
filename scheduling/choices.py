"""Reading how many people are needed, whichever: "any 2 of @bo, @chen and @dana", in whatever language it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scheduling.names import read_people


@dataclass(frozen=True, slots=True)
class Choice:
    """So many of these people are needed. They are as in `PeopleReading`: usernames, or names as they were typed.

    `need` is as it was said: it may be 0, or more than there are people.
    """

    need: int
    people: tuple[str, ...]


_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "zero|null|cero|nol",
            "one|ein|eine|einer|einem|einen|eins|un|uno|una|alguno|alguna|satu|salah satu|either",
            "two|zwei|dos|dua",
            "three|drei|tres|tiga",
            "four|vier|cuatro|empat",
            "five|fünf|cinco|lima",
            "six|sechs|seis|enam",
            "seven|sieben|siete|tujuh",
            "eight|acht|ocho|delapan",
            "nine|neun|nueve|sembilan",
            "ten|zehn|diez|sepuluh",
        )
    )
    for word in words.split("|")
}
_ANY = (
    "any|at least|minimum|mindestens|wenigstens|beliebige|irgend|irgendwelche|al menos|por lo menos|como mínimo"
    "|cualquiera|cualesquiera|minimal|setidaknya|sedikitnya|paling sedikit|mana saja"
)
_COUNT = rf"(?P<need>\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_OF = "out of|of|from|von|aus|de entre|de|entre|di antara|dari antara|dari"
_HEAD = re.compile(
    rf"(?<![\w@/.:,+-])(?:(?P<any>{_ANY})\s+)?(?:{_COUNT}\s+)?(?P<whichever>(?:{_ANY})\s+)?"
    r"(?:(?:people|persons|leute|personen|personas|orang)\s+)?"
    rf"(?:{_OF})(?:\s+\d{{1,2}}(?=[\s:(]))?(?:\s*[:(]\s*|\s+)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:@|(?:https?://)?t(?:elegram)?\.me/)[a-z]\w*(?!['’\w]|[./]\w)", re.IGNORECASE)
_JOINERS = r"(?:and|or|und|oder|sowie|y|e|o|u|dan|atau)"
_PEOPLE = re.compile(
    rf"{_PERSON.pattern}(?:\s*[,&/]?\s*(?:{_JOINERS}\s+)?{_PERSON.pattern})*(?P<close>\))?", re.IGNORECASE
)
_EITHER = re.compile(
    rf"(?:(?:either|entweder)\s+)?{_PERSON.pattern}(?:\s*,\s*{_PERSON.pattern})*"
    rf"(?:\s*,?\s+(?:or|oder|o|u|atau)\s+{_PERSON.pattern})+",
    re.IGNORECASE,
)
_NAMES = re.compile(r"[^;\n)]+(?P<close>\))?")
_BETWEEN_NAMES = re.compile(rf"[,\s]+{_JOINERS}\s+", re.IGNORECASE)

_CLOCK = frozenset(("at", "um", "las", "la", "jam", "pukul", "gegen", "ab", "bis"))
"""Behind one of these a number is a time."""


def read_choice(text: str, *, names: bool = False) -> tuple[Choice | None, str]:
    """The first choice in `text`, and the text without its "any 2 of" or "or": the people stay in it, parted by commas.

    `names` lets it be made from bare names too, up to a semicolon or the end; else only from @usernames and links that
    stand together. A number before a single person needs a word like "any": "Part 2 of @bo" is a title.
    """
    for head in _HEAD.finditer(text):
        said = head["any"] or head["whichever"]
        if not (said or head["need"]):
            continue
        before = text[: head.start()].split()
        if not said and before and before[-1].casefold() in _CLOCK:
            continue
        behind = (_NAMES if names else _PEOPLE).match(text, head.end())
        if behind is None:
            continue
        who = behind[0].removesuffix(")")
        listed = _BETWEEN_NAMES.sub(", ", who) if names else ", ".join(each[0] for each in _PERSON.finditer(who))
        reading = read_people(listed)
        people = (*reading.usernames, *reading.names)
        if not people or (len(people) == 1 and not said):
            continue
        count = (head["need"] or "1").casefold()
        need = int(count) if count.isdigit() else _NUMBERS[count]
        # A bracket closes what was opened before them, or something else.
        closing = ")" if behind["close"] and "(" not in head[0] else ""
        return Choice(need, people), f"{text[: head.start()]}{listed}{closing}{text[behind.end() :]}"
    either = _EITHER.search(text)
    if either is not None:
        listed = ", ".join(each[0] for each in _PERSON.finditer(either[0]))
        return Choice(1, read_people(listed).usernames), f"{text[: either.start()]}{listed}{text[either.end() :]}"
    return None, text
