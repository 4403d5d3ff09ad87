"""The committed versions: hashes and no addresses, the same for pip and uv, and what pyproject.toml asks for."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).parent.parent
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (HOUSE / "requirements.lock").read_text(encoding="utf-8")


def named(lines: list[str]) -> dict[str, Requirement]:
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): each for each in requirements}


LOCKED = named([line.rstrip(" \\") for line in LOCK.splitlines() if re.match(r"[a-z0-9]", line)])
CONSTRAINTS = named(PROJECT["tool"]["uv"]["constraint-dependencies"])
WANTED = [Requirement(each) for each in PROJECT["project"]["dependencies"]]
GROUPS = [Requirement(each) for group in PROJECT["dependency-groups"].values() for each in group]


def version(requirement: Requirement) -> str:
    (pinned,) = requirement.specifier
    assert pinned.operator == "=="
    return pinned.version


def test_what_is_asked_for_is_locked_at_a_version_that_fits() -> None:
    """Fails after a change of dependencies: `uv run python locks.py` mends it."""
    for asked in WANTED:
        assert version(LOCKED[canonicalize_name(asked.name)]) in asked.specifier, asked
    for asked in [*WANTED, *GROUPS]:
        assert version(CONSTRAINTS[canonicalize_name(asked.name)]) in asked.specifier, asked


def test_pip_and_uv_take_the_same_versions() -> None:
    assert {name: CONSTRAINTS[name] for name in LOCKED} == LOCKED


def test_everything_that_the_program_needs_here_is_locked() -> None:
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(canonicalize_name(each.name), frozenset(each.extras)) for each in WANTED if applies(each)]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for line in distribution(name).requires or []:
            needed = Requirement(line)
            if any(applies(needed, extra) for extra in ("", *extras)):
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    assert {name for name, _ in seen} == {name for name, each in LOCKED.items() if applies(each)}


def applies(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def test_the_tests_run_on_the_locked_versions() -> None:
    found = {}
    for name in CONSTRAINTS:
        try:
            found[name] = distribution(name).version
        except PackageNotFoundError:
            continue  # of another system, or of a group that is not installed
    assert found == {name: version(CONSTRAINTS[name]) for name in found}


def test_every_locked_version_has_a_hash() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK.split("\n", 1)[1].strip())
    assert [entry for entry in entries if " \\\n    --hash=sha256:" not in entry] == []


def test_the_lock_names_no_address() -> None:
    assert re.findall(r"://|file:|--(?:extra-)?index-url|--find-links|@", LOCK) == []
