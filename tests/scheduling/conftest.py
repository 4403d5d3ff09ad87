"""The rules need no servers; only the one source of zones must be set before any is made."""

from __future__ import annotations

import os
import zoneinfo

from hypothesis import settings

zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()

settings.register_profile("everyday", max_examples=200, deadline=None)
settings.register_profile("thorough", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
