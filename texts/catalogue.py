"""Fluent catalogues (projectfluent.org): every word a person reads, by key, as Telegram's HTML or as plain text.

`<language>/*.ftl` are merged into one catalogue a language. Fluent decides plurals and other choices; the values of
arguments are filled in here and never by Fluent, so that they are cleaned, isolated and escaped at one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from scheduling.languages import base
from texts.markup import Markup, Text, escape, isolate, plain, shorten, units

FALLBACK = "en"
POPUP = 200
"""The most that answerCallbackQuery takes as `text` (Bot API)."""
BUTTON = 32
"""The longest button label that one row of a phone shows in full."""

_FOLDER = Path(__file__).parent
_MARK = "\x00"  # stands around the name of an argument in what Fluent returns; no catalogue can contain it
_KEPT_TEMPLATES = 20_000

Value = str | int


class MissingText(Exception):
    """A key that no catalogue has, an argument that a text needs and was not given, or a catalogue that is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a catalogue: `choices` are the arguments that select a variant, `fills` those that are printed."""

    key: str
    choices: tuple[str, ...]
    fills: frozenset[str]

    @property
    def arguments(self) -> frozenset[str]:
        return self.fills | frozenset(self.choices)


class Words:
    """The texts of one language. `language` is what they are written in: English when the wished one is missing."""

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        """`sources`: file name -> Fluent text. Raises MissingText when one is malformed or two give a key two texts."""
        self.language = language
        # Fluent's own isolation would put invisible marks around every argument, ours and user text alike.
        self._bundle = FluentBundle([language], use_isolating=False)
        self.entries = _load(self._bundle, sources)
        self._templates: dict[tuple[Value, ...], tuple[str, ...]] = {}
        self._fixed: dict[tuple[str, int], Text] = {}

    def html(self, key: str, **args: Value) -> Markup:
        """As Telegram's HTML. Strings are escaped, but for `Markup`; whole numbers are printed as digits.

        Raises:
            MissingText: no such key, or an argument is missing or neither a string nor a whole number.
        """
        template = self._template(key, args)
        if len(template) == 1:
            return Markup(template[0])
        pieces = list(template)
        try:
            for at in range(1, len(pieces), 2):
                value = args[pieces[at]]
                pieces[at] = escape(value) if isinstance(value, str) else _digits(key, value)
        except KeyError as error:
            raise MissingText(f"{key} needs the argument {error}") from None
        return Markup("".join(pieces))

    def plain(self, key: str, **args: Value) -> Text:
        """As a person reads it, without tags: for files, mail and pages. Raises MissingText as `html` does."""
        return plain(self.html(key, **args))

    def button(self, key: str, **args: Value) -> Text:
        """As the label of a button: plain, with user text cut where it would not fit a row of its own."""
        return self.short(key, BUTTON, **args)

    def popup(self, key: str, **args: Value) -> Text:
        """As the answer to a tap: plain, with user text cut where it would pass Telegram's 200 characters."""
        return self.short(key, POPUP, **args)

    def short(self, key: str, limit: int, /, **args: Value) -> Text:
        """Plain and at most `limit` UTF-16 code units: the longest argument is cut with an ellipsis, then the whole."""
        if not args:
            # Most labels of buttons are the same for everybody: made once.
            fixed = self._fixed.get((key, limit))
            if fixed is None:
                fixed = self._fixed[key, limit] = Text(shorten(self.plain(key), limit))
            return fixed
        text = self.plain(key, **args)
        if units(text) <= limit:
            return text
        strings = {name: plain(escape(value)) for name, value in args.items() if isinstance(value, str)}
        strings = {name: strings[name] for name in strings if name in self.entries[key].fills}
        if strings:
            longest = max(strings, key=lambda name: units(strings[name]))
            room = max(8, units(strings[longest]) - (units(text) - limit))
            # Cut as a str, not as Text: an isolate must be closed again behind the ellipsis.
            cut: dict[str, Value] = {**args, longest: isolate(str(shorten(strings[longest], room)))}
            if units(cut_text := self.plain(key, **cut)) <= limit:
                return cut_text
            text = cut_text
        return Text(shorten(text, limit))

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def _template(self, key: str, args: Mapping[str, Value]) -> tuple[str, ...]:
        """The text with its choices made: literal, name of an argument, literal, and so on."""
        entry = self.entries.get(key)
        if entry is None:
            raise MissingText(f"no text has the key {key!r}")
        try:
            chosen = (key, *[args[name] for name in entry.choices])
        except KeyError as error:
            raise MissingText(f"{key} needs the argument {error}") from None
        template = self._templates.get(chosen)
        return template if template is not None else self._resolve(entry, chosen)

    def _resolve(self, entry: Entry, chosen: tuple[Value, ...]) -> tuple[str, ...]:
        for name, value in zip(entry.choices, chosen[1:], strict=True):
            if not isinstance(value, str | int):
                raise MissingText(f"{entry.key}: ${name} is {value!r}, not a string or a whole number")
        values = {
            name: str(value) if isinstance(value, str) else value
            for name, value in zip(entry.choices, chosen[1:], strict=True)
        }
        pattern = self._bundle.get_message(entry.key).value
        assert pattern is not None  # _load refuses messages without a value
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors or not isinstance(text, str):
            raise MissingText(f"{entry.key}: {errors}")
        template = tuple(text.split(_MARK))
        if len(self._templates) >= _KEPT_TEMPLATES:
            # Somebody selects by open-ended values; starting again costs less than keeping an order.
            self._templates.clear()
        self._templates[chosen] = template
        return template


def words(language: str) -> Words:
    """The texts for a language as Telegram names it ("en", "pt-br"): English when there is no catalogue for it."""
    return _words(spoken(language))


@cache
def _words(language: str) -> Words:
    return Words(language, _sources(language))


@cache
def spoken(language: str) -> str:
    """The language that `words` answers in when asked for this one."""
    code = base(language)
    return code if code in languages() else FALLBACK


@cache
def languages() -> tuple[str, ...]:
    """The languages that are offered: those whose catalogue is complete. Found once, when first asked for."""
    return complete({folder: _words(folder) for folder in {path.parent.name for path in _FOLDER.glob("*/*.ftl")}})


def complete(catalogues: Mapping[str, Words]) -> tuple[str, ...]:
    """The languages that have every English text with its arguments: nobody is answered in two languages at once."""
    english = {key: entry.arguments for key, entry in catalogues[FALLBACK].entries.items()}
    return tuple(
        language
        for language, said in sorted(catalogues.items())
        if english.items() <= {key: entry.arguments for key, entry in said.entries.items()}.items()
    )


def _sources(language: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((_FOLDER / language).glob("*.ftl"))}


def _digits(key: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        raise MissingText(f"{key}: {value!r} is neither a string nor a whole number")
    return str(value)


class _Reader(Visitor):
    """Reads what one message or term uses, and puts a mark in the place of each printed argument."""

    def __init__(self) -> None:
        self.choices: list[str] = []
        self.fills: list[str] = []
        self.references: list[str] = []
        self.refused: list[str] = []

    def visit_Placeable(self, node: ast.Placeable) -> None:  # noqa: N802 - the visitor's own way of naming
        expression = node.expression
        if isinstance(expression, ast.VariableReference):
            self.fills.append(expression.id.name)
            node.expression = ast.StringLiteral(f"{_MARK}{expression.id.name}{_MARK}")
        else:
            self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - as above
        if isinstance(node.selector, ast.VariableReference):
            self.choices.append(node.selector.id.name)
        else:
            self.refused.append("a selector that is not an argument")
        for variant in node.variants:
            self.visit(variant.value)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as above
        self.references.append(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - as above
        self.references.append(f"-{node.id.name}")
        if node.arguments:
            self.refused.append("a term with arguments")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802 - as above
        self.refused.append(f"the function {node.id.name}")

    def visit_Attribute(self, node: ast.Attribute) -> None:  # noqa: N802 - as above
        self.refused.append(f"the attribute .{node.id.name}")


def _load(bundle: FluentBundle, sources: Mapping[str, str]) -> dict[str, Entry]:
    parser = FluentParser()
    readers: dict[str, _Reader] = {}
    items: dict[str, ast.Message | ast.Term] = {}
    for name, source in sources.items():
        resource = parser.parse(source)
        for item in resource.body:
            if isinstance(item, ast.Junk):
                raise MissingText(f"{name}: {item.annotations[0].message}: {(item.content or '').splitlines()[0]}")
            if not isinstance(item, ast.Message | ast.Term):
                continue
            key = item.id.name if isinstance(item, ast.Message) else f"-{item.id.name}"
            if item.value is None:
                raise MissingText(f"{name}: {key} has no text")
            readers[key] = reader = _Reader()
            reader.visit(item)
            if not item.equals(items.setdefault(key, item), ["span", "comment"]):
                raise MissingText(f"{name}: {key} is there already, with another text")
            if reader.refused:
                raise MissingText(f"{name}: {key} uses {', '.join(reader.refused)}, which is not played here")
        bundle.add_resource(resource)
    entries = {}
    for key in readers:
        if not key.startswith("-"):
            used = list(_reachable(key, readers))
            choices = dict.fromkeys(name for reader in used for name in reader.choices)
            entries[key] = Entry(key, tuple(choices), frozenset(name for reader in used for name in reader.fills))
    return entries


def _reachable(key: str, readers: Mapping[str, _Reader]) -> Iterable[_Reader]:
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if current not in readers:
            raise MissingText(f"{key} refers to {current}, which is not there")
        yield readers[current]
        waiting.extend(readers[current].references)
