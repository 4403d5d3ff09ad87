"""Formatted text: HTML as bots send it into text and entities, and back for those who want to read it.

Offsets are UTF-16 code units, as everywhere in Telegram. Source: "HTML style" and "Date-time entity formatting" of
https://core.telegram.org/bots/api; refusals and their byte offsets as in TDLib's `parse_html`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from playground.answers import Json, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']*)\s*(?:(=)\s*(?:"([^"]*)"|'([^']*)'|(?!["'])([A-Za-z0-9.\-]*)))?""")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_USER_LINK = re.compile(r"tg://user/?\?id=(\d+)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|tg|ton|mailto|tel):|[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_TAG_NAME = re.compile(r"[^\s>]*")
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(r"[<&]")


def utf16(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Return the part of a text that an entity covers."""
    return text.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    part: int


def _decode(reference: re.Match[str]) -> str | None:
    """Return what a character reference stands for; what the server does not know stays as it was typed."""
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else None


def unescape(text: str) -> str:
    """Replace the character references that Telegram knows."""
    return _REFERENCE.sub(lambda found: _decode(found) or found[0], text)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities in order of offset; raises 400 `can't parse entities: ...`."""
    if "<" not in source:
        return (unescape(source) if "&" in source else source), []
    parts: list[str] = []
    entities: list[Json] = []
    stack: list[_Open] = []
    offset = position = 0
    while True:
        found = _NEXT.search(source, position)
        plain = source[position : found.start() if found else None]
        parts.append(plain)
        offset += utf16(plain)
        if found is None:
            break
        position = found.start()
        if found[0] == "&":
            reference = _REFERENCE.match(source, position)
            decoded = _decode(reference) if reference else None
            parts.append(decoded or "&")
            offset += utf16(decoded or "&")
            position = reference.end() if reference and decoded else position + 1
        elif source.startswith("</", position):
            position = _close(source, position, stack, entities, parts, offset)
        else:
            opened, position = _open(source, position, offset, len(parts))
            stack.append(opened)
    if stack:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)  # only <pre> around it makes a language count
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(parts), entities


def _unparsable(message: str) -> Exception:
    return bad_request(f"can't parse entities: {message}")


def _byte(source: str, position: int) -> int:
    return len(source[:position].encode())


def _open(source: str, begin: int, offset: int, part: int) -> tuple[_Open, int]:
    position = _TAG_NAME.match(source, begin + 1).end()  # type: ignore[union-attr]  # it matches nothing at all, too
    if position >= len(source):
        raise _unparsable(f"Unclosed start tag at byte offset {_byte(source, begin)}")
    tag = source[begin + 1 : position].lower()
    if tag not in _KINDS:
        raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {_byte(source, begin)}')
    attributes: dict[str, str] = {}
    while True:
        position = _SPACE.match(source, position).end()  # type: ignore[union-attr]  # as above
        if source[position : position + 1] == ">":
            break
        found = _ATTRIBUTE.match(source, position)
        if found is None or found.end() >= len(source):
            raise _unparsable(f'Unclosed start tag "{tag}" at byte offset {_byte(source, begin)}')
        if found[2] is None and source[found.end()] == "=":  # a quotation mark that nobody closed
            raise _unparsable(f"Unclosed start tag at byte offset {_byte(source, begin)}")
        if not found[1]:
            raise _unparsable(f'Empty attribute name in the tag "{tag}" at byte offset {_byte(source, begin)}')
        position = found.end()
        quoted, token = found[3] if found[3] is not None else found[4], found[5]
        if token is not None and source[position] not in "> \t\r\n":
            raise _unparsable(f"Unexpected end of name token at byte offset {_byte(source, found.start(5))}")
        attributes[found[1]] = unescape(quoted if quoted is not None else (token or "").lower())
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {_byte(source, begin)}')
    return _Open(tag, attributes, offset, part), position + 1


def _close(source: str, begin: int, stack: list[_Open], entities: list[Json], parts: list[str], offset: int) -> int:
    if not stack:
        raise _unparsable(f"Unexpected end tag at byte offset {_byte(source, begin)}")
    end = source.find(">", begin)
    if end < 0:
        raise _unparsable(f"Unclosed end tag at byte offset {_byte(source, begin)}")
    tag = source[begin + 2 : end].strip().lower()
    opened = stack.pop()
    if tag and tag != opened.tag:
        raise _unparsable(
            f'Unmatched end tag at byte offset {_byte(source, begin)}, expected "</{opened.tag}>", found "</{tag}>"'
        )
    if offset > opened.offset:
        entity = _entity(opened, offset - opened.offset, "".join(parts[opened.part :]), entities)
        if entity is not None:
            entities.append(entity)
    return end + 1


def _entity(opened: _Open, length: int, inside: str, before: list[Json]) -> Json | None:
    """Return the entity of a tag that closes; None for a link that leads nowhere, which is shown as plain text."""
    entity: Json = {"offset": opened.offset, "length": length, "type": _KINDS[opened.tag]}
    attributes = opened.attributes
    if entity["type"] == "text_link":
        return _link(entity, attributes.get("href") or inside)
    if entity["type"] == "custom_emoji":
        emoji = attributes.get("emoji-id", "")
        if not emoji.isdigit() or int(emoji) == 0:
            raise _unparsable("Invalid custom emoji identifier specified")
        return entity | {"custom_emoji_id": emoji}
    if entity["type"] == "date_time":
        return _date_time(entity, attributes.get("unix", ""), attributes.get("format", ""))
    if entity["type"] == "blockquote" and "expandable" in attributes:
        return entity | {"type": "expandable_blockquote"}
    if entity["type"] == "pre" and before and before[-1].get("language"):
        code = before[-1]
        if (code["offset"], code["length"]) == (opened.offset, length):
            before.pop()
            return entity | {"language": code["language"]}
    if entity["type"] == "code" and attributes.get("class", "").startswith("language-"):
        return entity | {"language": attributes["class"].removeprefix("language-")}
    return entity


def _link(entity: Json, url: str) -> Json | None:
    if person := _USER_LINK.fullmatch(url):
        return entity | {"type": "text_mention", "user": {"id": int(person[1])}}
    if not _ADDRESS.match(url):
        return None
    if ":" not in url.split("/")[0]:
        url = f"http://{url}" if "/" in url else f"http://{url}/"
    return entity | {"url": url}


def _date_time(entity: Json, unix: str, form: str) -> Json:
    if not unix.isdigit():
        raise _unparsable("Invalid date-time specified")
    if not _TIME_FORMAT.fullmatch(form):
        raise _unparsable("Invalid date-time format specified")
    return entity | {"unix_time": int(unix), "date_time_format": form}


_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def _tags(entity: Json) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "text_link":
        return f'<a href="{html.escape(entity["url"])}">', "</a>"
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
    if kind == "date_time":
        form = entity.get("date_time_format", "")
        shown = f' format="{form}"' if form else ""
        return f'<tg-time unix="{entity["unix_time"]}"{shown}>', "</tg-time>"
    return "", ""


def to_html(text: str, entities: list[Json]) -> str:
    """Return a text with its entities as HTML: what `parse_html` would read as the same."""
    units = text.encode("utf-16-le", "surrogatepass")
    marks: list[tuple[int, int, int, str]] = []
    for order, entity in enumerate(sorted(entities, key=lambda one: (one["offset"], -one["length"]))):
        before, after = _tags(entity)
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        marks += [(begin, 1, order, before), (end, 0, -order, after)]
    out, position = [], 0
    for at, _, _, tag in sorted(marks):
        out += [_escaped(units[2 * position : 2 * at]), tag]
        position = at
    out.append(_escaped(units[2 * position :]))
    return "".join(out)


def _escaped(units: bytes) -> str:
    return html.escape(units.decode("utf-16-le", "replace"), quote=False)
