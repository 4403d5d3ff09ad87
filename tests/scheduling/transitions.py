"""The changes of a zone, read from its file without the code under test."""

from __future__ import annotations

import importlib.resources
import struct
from functools import cache


@cache
def transitions(zone: str) -> list[int]:
    """The seconds since 1970 at which a zone changes, read from its file (RFC 9636, section 3)."""
    package, _, name = f"tzdata.zoneinfo.{zone.replace('/', '.')}".rpartition(".")
    data = importlib.resources.files(package).joinpath(name).read_bytes()
    utc_flags, std_flags, leaps, times, types, letters = struct.unpack(">6l", data[20:44])
    start = 44 + times * 5 + types * 6 + letters + leaps * 8 + std_flags + utc_flags
    count = struct.unpack(">6l", data[start + 20 : start + 44])[3]
    return list(struct.unpack(f">{count}q", data[start + 44 : start + 44 + 8 * count]))
