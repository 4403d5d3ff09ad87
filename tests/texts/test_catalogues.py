"""The catalogues as they are: the same in every language, used, complete, and short enough for where they stand."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.views.view import Press, fit
from playground.html import parse_html
from scheduling.hours import read_hours
from scheduling.journeys import Journey, read_dates, read_journey
from scheduling.phrases import read
from scheduling.quiet import read_quiet
from scheduling.timeoff import read_days
from scheduling.times import Days
from scheduling.typed import Answer, Asked, Reading, read_answer, read_day, read_reminders, read_time
from texts import BUTTON, POPUP, Words, languages, units, words

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "jobs", "web", "services", "texts")
RENDERERS = {"html", "plain", "button", "popup"}
JARGON = re.compile(r"\b(utc|gmt|slots?|rsvp|invalid|errors?|timezones?)\b", re.IGNORECASE)
SAMPLES: dict[str, str | int] = {
    "title": "Review",
    "name": "Bo",
    "city": "Berlin",
    "time": "14:05",
    "clock": "14:05",
    "weekday": "Mon",
    "figures": "3/11",
    "day": "Thu 5 Nov",
    "when": "Thu 5 Nov, 08:00",
    "n": 3,
    "count": 3,
}


class Call:
    """A place in the code that asks for a text: the keys it may mean, or the beginning of them, and its arguments."""

    def __init__(self, path: Path, node: ast.Call) -> None:
        self.where = f"{path.relative_to(ROOT)}:{node.lineno}"
        first = node.args[0]
        self.keys = list(_constants(first))
        self.prefix = _prefix(first)
        self.arguments = {keyword.arg for keyword in node.keywords if keyword.arg}
        self.open = any(keyword.arg is None for keyword in node.keywords)


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _prefix(node: ast.expr) -> str | None:
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return str(node.values[0].value)
    return None


@cache
def sources() -> tuple[tuple[Path, ast.Module], ...]:
    paths = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")] + list(ROOT.glob("*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


@cache
def calls() -> tuple[Call, ...]:
    return tuple(
        Call(path, node)
        for path, module in sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in RENDERERS
        and node.args
    )


@cache
def strings() -> frozenset[str]:
    return frozenset(
        node.value
        for _, module in sources()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def prefixes() -> tuple[str, ...]:
    found = {_prefix(node) for _, module in sources() for node in ast.walk(module) if isinstance(node, ast.JoinedStr)}
    return tuple(prefix for prefix in found if prefix and re.fullmatch(r"[a-z][a-z-]*-", prefix))


class _Variants(Visitor):
    """What each argument that selects can be."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str | int, None]] = {}

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802 - the visitor's way of naming
        assert isinstance(node.selector, ftl.VariableReference)
        named = self.values.setdefault(node.selector.id.name, {})
        keys = [variant.key for variant in node.variants]
        plural = any(isinstance(key, ftl.NumberLiteral) or key.name in ("one", "other") for key in keys)
        for key in keys:
            if isinstance(key, ftl.NumberLiteral):
                named[int(key.value)] = None
            elif plural:
                named[{"zero": 0, "one": 1, "two": 2}.get(key.name, 25)] = None
            else:
                named[key.name] = None
        self.generic_visit(node)


@cache
def variants(language: str) -> dict[str, dict[str | int, None]]:
    visitor = _Variants()
    for path in (ROOT / "texts" / language).glob("*.ftl"):
        visitor.visit(FluentParser().parse(path.read_text(encoding="utf-8")))
    return visitor.values


def renderings(said: Words, key: str) -> Iterator[dict[str, str | int]]:
    """Arguments that together choose every variant of a text."""
    entry = said.entries[key]
    fills = {name: SAMPLES.get(name, "Thu 5 Nov") for name in entry.fills}
    for chosen in product(*[variants(said.language)[name] for name in entry.choices]):
        yield {**fills, **dict(zip(entry.choices, chosen, strict=True))}


def test_english_and_indonesian_are_offered() -> None:
    assert languages() == ("en", "id")


@pytest.mark.parametrize("language", ["id"])
def test_every_language_has_the_same_keys_and_arguments(language: str) -> None:
    paths = (ROOT / "texts" / language).glob("*.ftl")
    other = Words(language, {path.name: path.read_text(encoding="utf-8") for path in paths})
    assert {key: entry.arguments for key, entry in other.entries.items()} == {
        key: entry.arguments for key, entry in words("en").entries.items()
    }


def test_every_key_that_the_code_names_is_there() -> None:
    missing = [f"{call.where}: {key}" for call in calls() for key in call.keys if key not in words("en")]
    assert missing == []


def test_every_text_gets_the_arguments_it_needs() -> None:
    wrong = [
        f"{call.where}: {key} takes {sorted(words('en').entries[key].arguments)}, not {sorted(call.arguments)}"
        for call in calls()
        if not call.open
        for key in call.keys
        if key in words("en")
        if not (words("en").entries[key].arguments <= call.arguments)
        or (len(call.keys) == 1 and words("en").entries[key].arguments != call.arguments)
    ]
    assert wrong == []


def test_every_key_is_used() -> None:
    unused = [key for key in words("en").entries if key not in strings() and not key.startswith(prefixes())]
    assert unused == []


@pytest.mark.parametrize("language", languages())
def test_every_key_stands_in_one_file_only(language: str) -> None:
    places: dict[str, list[str]] = {}
    for path in sorted((ROOT / "texts" / language).glob("*.ftl")):
        for item in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(item, ftl.Message):
                places.setdefault(item.id.name, []).append(path.name)
    assert {key: files for key, files in places.items() if len(files) > 1} == {}


@pytest.mark.parametrize("language", languages())
def test_the_markup_of_every_text_is_telegrams(language: str) -> None:
    said = words(language)
    for key in said.entries:
        for args in renderings(said, key):
            text, _ = parse_html(said.html(key, **args))
            assert text == said.plain(key, **args), key
            assert text == text.strip(), key


@pytest.mark.parametrize("language", languages())
def test_buttons_and_popups_fit(language: str) -> None:
    said = words(language)
    long = [
        f"{key}: {said.plain(key, **args)}"
        for key in said.entries
        for args in renderings(said, key)
        if (key.startswith("button-") and units(said.plain(key, **args)) > BUTTON)
        or (key.startswith("popup-") and units(said.plain(key, **args)) > POPUP)
    ]
    assert long == []


# Words that Indonesian has taken from English, or shares with it.
SAME_AS_ENGLISH = {"button-agenda"}


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_nothing_is_left_in_english(language: str) -> None:
    english, other = words("en"), words(language)
    same = {
        key
        for key in other.entries
        for args in renderings(other, key)
        if other.plain(key, **args) == english.plain(key, **args)
        and any(letter.isalpha() for letter in english.plain(key, **_wordless(english, key, args)))
    }
    assert same == SAME_AS_ENGLISH


def _wordless(said: Words, key: str, args: dict[str, str | int]) -> dict[str, str | int]:
    """The arguments of the same variant, with digits for all that is filled in: what is left are words of the text."""
    chosen = said.entries[key].choices
    return {name: value if name in chosen else "7" for name, value in args.items()}


# These stand in a row of their own, or beside nothing that they would push away.
ROWS_OF_THEIR_OWN = {"button-no-place", "button-no-notes", "button-ask-organizer"}


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_every_button_fits_the_row_that_it_stands_in(language: str) -> None:
    """Three a row up to 11 characters, two up to 18: a row holds in every language what it holds in English."""
    english, other = words("en"), words(language)
    narrower = [
        f"{key}: {other.plain(key, **args)}"
        for key in sorted(other.entries.keys() - ROWS_OF_THEIR_OWN)
        if key.startswith("button-")
        for args in renderings(other, key)
        if _room(other.plain(key, **args)) < _room(english.plain(key, **args))
    ]
    assert narrower == []


def _room(label: str) -> int:
    return len(fit([Press(label, "")] * 3)[0])


@pytest.mark.parametrize("language", languages())
def test_what_is_shown_as_an_example_is_read(language: str) -> None:
    said = words(language)

    def typed(key: str) -> str:
        """The example of a text: what a tap copies, or else what stands behind its last colon."""
        html = said.html(key, **next(renderings(said, key)))
        marked = re.search("<code>(.*)</code>", html)
        return marked[1] if marked else html.rpartition(": ")[2].rstrip(".")

    today, wednesday = date(2026, 11, 3), datetime(2026, 11, 4, 12, 30, tzinfo=UTC)
    for key in ("agenda-example", "anything-line"):
        wish = read(said.plain(key), now=wednesday - timedelta(days=1), zone=ZoneInfo("UTC"), language=language)
        assert (wish.starts_at, bool(wish.title), wish.questions) == (wednesday, True, ()), key
    hours = read_hours(typed("settings-hours-how"), language=language)
    assert hours.hours is not None
    assert (hours.hours[3], hours.hours[4], hours.not_understood) == (((540, 720), (780, 1080)), (), ())
    off = read_days(typed("settings-off-how"), today, language=language)
    assert off == Days(date(2026, 12, 24), date(2027, 1, 2))
    stay = Days(date(2026, 11, 10), date(2026, 11, 20))
    assert read_journey(typed("travel-how"), today, language=language) == Journey("Tokyo", stay, sure=False)
    assert read_dates(typed("travel-from"), today, language=language) == stay
    assert read_quiet(typed("quiet-how"), language=language) == (22 * 60 + 30, 6 * 60 + 45)
    assert read_time(typed("morning-how"), language=language).value == time(8, 15)
    leads = read_reminders(typed("settings-reminders-how"), language=language).value
    assert leads == (timedelta(hours=2), timedelta(minutes=10))
    for key in ("card-move-day", "proposal-none", "proposal-asked"):
        answer = read_answer(typed(key), today=today, language=language)
        assert answer == Answer(day=Reading((date(2026, 11, 6),)), time=Reading((time(8),))), key
    answer = read_answer(typed("booking-time-type"), today=today, language=language)
    assert answer == Answer(time=Reading((time(14, 15),)), duration=Reading((timedelta(minutes=50),)))
    for key in ("booking-day-legend", "booking-day-unread"):
        found = [read_day(each, today, language=language).value for each in typed(key).split(", ")]
        assert found == [date(2026, 11, 5), date(2026, 11, 4), date(2026, 11, 5)], key
    answer = read_answer(typed("why-how").removeprefix("/why "), today=today, language=language)
    assert answer.rest == ()
    answer = read_answer(typed("free-how").removeprefix("/free "), today=today, asked=Asked.DAY, language=language)
    assert (answer.people, answer.rest) == (("bo_berlin",), ())


@pytest.mark.parametrize("language", languages())
def test_no_jargon(language: str) -> None:
    said = words(language)
    jargon = [key for key in said.entries for args in renderings(said, key) if JARGON.search(said.plain(key, **args))]
    assert jargon == []
