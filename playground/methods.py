"""What the Bot API knows: every method, parameter, type and field, read from `bot_api.txt`; calls checked against it.

A call goes in as it came over the wire (typed values from a JSON body, strings from a form) and comes out typed. What
is unknown, missing or mistyped is refused in Telegram's words; stricter than the real one only on names that it does
not know, about which it stays silent.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from playground.answers import Json, Refused, bad_request

_FILE = Path(__file__).with_name("bot_api.txt")
_PLAIN = {"str": "String", "int": "Number", "float": "Number", "bool": "Boolean", "true": "Boolean"}
_YES, _NO = {"true", "True", "1", "yes"}, {"false", "False", "0", "no", ""}
# The server's own words for a few required parameters; the rest say 'parameter "..." is required'.
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
}
_UNPARSABLE = {
    "reply_markup": "can't parse reply keyboard markup JSON object",
    "commands": "can't parse commands JSON object",
    "scope": "can't parse BotCommandScope JSON object",
    "reply_parameters": "can't parse reply parameters JSON object",
    "link_preview_options": "can't parse link preview options JSON object",
    "menu_button": "can't parse menu button JSON object",
}
_PREFIX = {
    "InlineKeyboardButton": "can't parse inline keyboard button: ",
    "KeyboardButton": "can't parse keyboard button: ",
    "MessageEntity": "can't parse MessageEntity: ",
    "BotCommand": "can't parse BotCommand: ",
    "BotCommandScope": "can't parse BotCommandScope: ",
    "InputMedia": "can't parse InputMedia: ",
    "MenuButton": "can't parse MenuButton: ",
    "ReplyParameters": "can't parse reply parameters: ",
}
_NO_FIELD = {"InlineKeyboardMarkup": "Inline keyboard expected"}
_NOT_AN_OBJECT = {
    "InlineKeyboardButton": "InlineKeyboardButton must be an Object",
    "KeyboardButton": "KeyboardButton must be a String or an Object",
    "InlineKeyboardMarkup": "object expected as reply markup",
    "ReplyParameters": "object expected as reply parameters",
    "LinkPreviewOptions": "object expected as link preview options",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a method or field of a type; `kind` as `bot_api.txt` writes it, such as `[MessageEntity]`."""

    name: str
    kind: str
    required: bool


@functools.cache
def _lines() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"method": {}, "type": {}, "union": {}}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            what, name, *rest = line.split(" ", 2)
            found[what][name] = rest[0] if rest else ""
    return found


def _fields(text: str) -> dict[str, Field]:
    fields = {}
    for word in text.split():
        name, kind = word.split(":", 1)
        fields[name] = Field(name, kind.rstrip("!"), kind.endswith("!"))
    return fields


@functools.cache
def _names() -> dict[str, str]:
    return {name.lower(): name for name in _lines()["method"]}


def method_named(name: str) -> str | None:
    """Return the method's name as the documentation writes it, or None; the server does not mind the case."""
    return _names().get(name.lower())


@functools.cache
def parameters_of(method: str) -> dict[str, Field]:
    """Return the parameters of a known method."""
    return _fields(_lines()["method"][method])


@functools.cache
def fields_of(kind: str) -> dict[str, Field]:
    """Return the fields of a known type; empty for a type that carries none."""
    return _fields(_lines()["type"][kind])


@functools.cache
def union_of(kind: str) -> tuple[str, ...]:
    """Return the types among which a named union chooses; empty for anything else."""
    return tuple(_lines()["union"].get(kind, "").split())


class _Wrong(Exception):
    """A value that does not fit; the caller knows which prefix belongs before the sentence."""


Checker = Callable[[Any, str], Any]


def _string(value: Any, name: str) -> Any:
    if not isinstance(value, str):
        raise _Wrong(f'Field "{name}" must be of type String')
    return value


def _integer(value: Any, name: str) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,19}", value.strip()):
        return int(value)
    raise _Wrong(f'Field "{name}" must be of type Number')


def _float(value: Any, name: str) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d+(\.\d+)?", value.strip()):
        return float(value)
    raise _Wrong(f'Field "{name}" must be of type Number')


def _boolean(value: Any, name: str) -> Any:
    if not isinstance(value, bool):
        raise _Wrong(f'Field "{name}" must be of type Boolean')
    return value


def _integer_or_string(value: Any, name: str) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?\d{1,19}", value.strip()):
        return value
    return _integer(value, name)


def _anything(value: Any, name: str) -> Any:
    return value


def _word(word: str) -> Checker:
    def check(value: Any, name: str) -> Any:
        if value != word:
            raise _Wrong(f'Field "{name}" must be "{word}"')
        return value

    return check


def _array(inner: str) -> Checker:
    def check(value: Any, name: str) -> Any:
        if not isinstance(value, list):
            if name in {"inline_keyboard", "keyboard"} or inner.startswith("["):
                raise _Wrong(f'Field "{name}" must be of type Array')
            raise _Wrong(f"Expected an Array of {inner}" if inner[0].isupper() else f'Field "{name}" must be an Array')
        if inner.startswith("["):
            owner = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
            if not all(isinstance(row, list) for row in value):
                raise _Wrong(f'Field "{name}"{owner} must be an Array of Arrays')
        one = checker(inner)
        for index, item in enumerate(value):
            value[index] = one(item, name)
        return value

    return check


def _object(kind: str) -> Checker:
    prefix = _PREFIX.get(kind, "")
    known: dict[str, Checker] | None = None
    required: tuple[str, ...] = ()

    def check(value: Any, name: str) -> Any:
        nonlocal known, required
        if known is None:
            known = {field.name: checker(field.kind) for field in fields_of(kind).values()}
            required = tuple(field.name for field in fields_of(kind).values() if field.required)
        if kind == "KeyboardButton" and isinstance(value, str):
            return {"text": value}
        if not isinstance(value, dict):
            raise _Wrong(prefix + _NOT_AN_OBJECT.get(kind, f"{kind} must be an Object"))
        try:
            for key in required:
                if key not in value:
                    raise _Wrong(_NO_FIELD.get(kind, f'Can\'t find field "{key}"'))
            for key, item in value.items():
                inner = known.get(key)
                if inner is None:
                    raise _Wrong(f'Field "{key}" is unknown to {kind}')
                value[key] = inner(item, key)
        except _Wrong as wrong:
            raise (_Wrong(prefix + str(wrong)) if prefix else wrong) from None
        return value

    return check


def _choice(kinds: tuple[str, ...], kind: str) -> Checker:
    """Choose by the field that names the type (`type`, `source`, `status`), else by a required field that is there."""

    def check(value: Any, name: str) -> Any:
        if isinstance(value, str) and "str" in kinds:
            return value
        if kind.startswith(("RichText", "RichBlock", "InputRich")):
            return value
        if not isinstance(value, dict):
            raise _Wrong(_NOT_AN_OBJECT.get(kinds[0], f"{kind} must be an Object"))
        for one in kinds:
            fields = fields_of(one)
            telling = [field for field in fields.values() if field.kind.startswith("=")]
            if telling:
                if all(value.get(field.name) == field.kind[1:] for field in telling):
                    return checker(one)(value, name)
            elif any(field.required and field.name in value for field in fields.values()):
                return checker(one)(value, name)
        if not value and kinds[0] == "InlineKeyboardMarkup":
            return value
        prefix = _PREFIX.get(kind, "")
        raise _Wrong(prefix + ("Unsupported type specified" if "type" in value else 'Can\'t find field "type"'))

    return check


_SIMPLE: dict[str, Checker] = {
    "str": _string,
    "int": _integer,
    "float": _float,
    "bool": _boolean,
    "true": _boolean,
    "int|str": _integer_or_string,
    "InputFile": _anything,
    "InputFile|str": _anything,
}


@functools.cache
def checker(kind: str) -> Checker:
    """Return the function that checks a value of this kind and returns it typed."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind.startswith("="):
        return _word(kind[1:])
    if kind.startswith("["):
        return _array(kind[1:-1])
    if "|" in kind:
        return _choice(tuple(kind.split("|")), kind)
    if union_of(kind):
        return _choice(union_of(kind), kind)
    return _object(kind)


def _from_form(value: str, field: Field) -> Any:
    """Type one parameter that came as text: a form knows nothing else, and a JSON body may carry texts too."""
    kind = field.kind
    if kind in {"str", "int", "float", "int|str", "InputFile", "InputFile|str"} or kind.startswith("="):
        return value
    if kind in {"bool", "true"}:
        if value in _YES:
            return True
        return False if value in _NO else value
    if not value and not field.required:
        return None
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise bad_request(_UNPARSABLE.get(field.name, f"can't parse {field.name} JSON object")) from None


def check_call(method: str, sent: Mapping[str, Any], files: Mapping[str, Any]) -> Json:
    """Return the call's parameters typed; `files` are the uploads by the name of their part.

    Raises `Refused` for a missing, mistyped or unknown parameter (Bot API, "Making requests").
    """
    known = parameters_of(method)
    typed: Json = {}
    for name, value in sent.items():
        field = known.get(name)
        if field is None:
            raise bad_request(f'parameter "{name}" is unknown to {method}')
        if isinstance(value, str):
            value = _from_form(value, field)
        if value is None or (value == {} and not field.required):
            continue
        try:
            typed[name] = checker(field.kind)(value, name)
        except _Wrong as wrong:
            raise bad_request(_for_parameter(str(wrong), name)) from None
    typed |= {name: upload for name, upload in files.items() if name in known and _is_file(known[name], method)}
    for field in known.values():
        if field.required and field.name not in typed:
            raise missing(field.name)
    return typed


def _is_file(field: Field, method: str) -> bool:
    if not field.kind.startswith("InputFile"):
        raise bad_request(f'parameter "{field.name}" of {method} is not a file')
    return True


def _for_parameter(sentence: str, name: str) -> str:
    # 'Field "x"' is the server's word inside an object; on the top level it is a parameter.
    own = f'Field "{name}" must be of type '
    return f'parameter "{name}" must be of type ' + sentence.removeprefix(own) if sentence.startswith(own) else sentence


def missing(name: str) -> Refused:
    """Make the refusal for a parameter that should have been there."""
    return bad_request(_MISSING.get(name, f'parameter "{name}" is required'))


def check_value(kind: str, value: Any) -> str | None:
    """Say what in an outgoing value (`Update`, `Message`, ...) the Bot API does not know, or None; for the tests."""
    try:
        checker(kind)(value, kind)
    except _Wrong as wrong:
        return str(wrong)
    return None
