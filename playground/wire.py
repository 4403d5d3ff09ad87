"""Reading a request: parameters from the address, a JSON body, a form, or a multipart form with uploads.

Source: "Making requests" of https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, unquote

import orjson

from playground.answers import Refused, bad_request
from playground.people import Upload

LARGEST = 50 * 1024 * 1024
_NAME = re.compile(r';\s*name="((?:[^"\\]|\\.)*)"')
_FILE_NAME = re.compile(r';\s*filename="((?:[^"\\]|\\.)*)"')
_FILE_NAME_ENCODED = re.compile(r";\s*filename\*=(?:utf-8|UTF-8)''([^;\s]+)")


def read_call(query: bytes, content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Return a call's parameters and its uploads; raises 400 for a body that cannot be read, 413 for one too large."""
    if len(body) > LARGEST:
        raise Refused(413, "Request Entity Too Large")
    sent: dict[str, Any] = _pairs(query) if query else {}
    files: dict[str, Upload] = {}
    if not body:
        return sent, files
    if content_type.startswith("application/json"):
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(given, dict):
            raise bad_request("object expected")
        sent.update(given)
    elif content_type.startswith("application/x-www-form-urlencoded"):
        sent.update(_pairs(body))
    elif content_type.startswith("multipart/form-data"):
        texts, files = read_multipart(content_type, body)
        sent.update(texts)
    else:
        raise bad_request("unsupported content type")
    return sent, files


def _pairs(encoded: bytes) -> dict[str, Any]:
    try:
        return dict(parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def read_multipart(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """Return the texts and the uploads of a multipart form (RFC 7578) by the name of their part."""
    found = re.search(r'boundary="?([^";,]+)"?', content_type)
    if found is None:
        raise bad_request("boundary is missing")
    texts: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for part in body.split(b"--" + found[1].encode("latin-1"))[1:]:
        if part.startswith(b"--"):
            break
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = head.decode("utf-8", "replace")
        content = content.removesuffix(b"\r\n")
        name = _NAME.search(headers)
        if name is None:
            raise bad_request("a part of the form has no name")
        encoded, plain = _FILE_NAME_ENCODED.search(headers), _FILE_NAME.search(headers)
        if encoded is None and plain is None:
            texts[name[1]] = content.decode("utf-8", "replace")
            continue
        file_name = unquote(encoded[1]) if encoded else plain[1] if plain else ""
        kind = re.search(r"(?im)^content-type:\s*([^\r\n]+)", headers)
        files[name[1]] = Upload(file_name, kind[1].strip() if kind else "application/octet-stream", content)
    return texts, files
