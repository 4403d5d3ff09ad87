"""The house rules that no linter checks: floors, sizes, names, reasons, and what the repository must not say."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
FLOORS = ("bot", "db", "jobs", "web", "services", "texts", "scheduling", "playground", "embedded", "program")
PACKAGES = (*FLOORS, "benchmarks", "tests")
NOT_SHIPPED = {"locks"}


def sources() -> Iterator[Path]:
    yield from HOUSE.glob("*.py")
    for package in PACKAGES:
        yield from (HOUSE / package).rglob("*.py")


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file that is part of the repository, hidden ones too."""
    skipped = {".git", ".venv", "node_modules", "uv.lock", ".data", ".env"}
    waiting = [HOUSE]
    while waiting:
        for path in waiting.pop().iterdir():
            if path.name in skipped or path.name.endswith("_cache") or path.name in ("__pycache__", ".hypothesis"):
                continue
            if path.is_dir():
                waiting.append(path)
            elif b"\0" not in (content := path.read_bytes())[:1024]:
                yield path.relative_to(HOUSE), content.decode("utf-8")


def test_imports_go_down_the_floors_only() -> None:
    words = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    said = subprocess.run([sys.executable, "-c", words], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_no_file_is_two_files() -> None:
    long = {str(path.relative_to(HOUSE)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path: lines for path, lines in long.items() if lines > 400} == {}


def test_names_say_what_is_inside() -> None:
    banned = {"utils", "util", "common", "helpers", "helper", "core", "manager", "managers", "misc"}
    assert [path for path in sources() if banned & {path.stem, *path.relative_to(HOUSE).parts}] == []


def test_every_exception_to_a_rule_has_a_code_and_a_reason() -> None:
    bare = re.compile(
        r"# noqa(?!: [A-Z]+\d+(?:, [A-Z]+\d+)* - \w)|# type: ignore(?!\[[\w-]+(?:, ?[\w-]+)*\]  ?(?:#|-) \w)"
    )
    found = [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in sources()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


def test_the_repository_names_no_machine_and_no_registry() -> None:
    # Written in halves, so that this file passes its own test.
    banned = ["/wo" + "rk/", "file:" + "///", "pypi" + ".org/simple", "files.python" + "hosted.org", "/ro" + "ot/"]
    found = [(str(path), word) for path, text in texts() for word in banned if word in text]
    assert found == []


def test_everything_is_shipped_and_typed() -> None:
    modules = {path.stem for path in HOUSE.glob("*.py")}
    shipped = {
        word.strip("/").removesuffix(".py") for word in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["include"]
    }
    assert shipped == {*FLOORS, *modules} - NOT_SHIPPED
    assert set(PROJECT["tool"]["mypy"]["packages"]) == set(PACKAGES)
    assert set(PROJECT["tool"]["mypy"]["modules"]) == modules


@pytest.mark.parametrize("module", ["main", "tests.conftest"])
def test_zones_are_those_of_the_installed_rules(module: str) -> None:
    """Said by every entry point before anything has looked up a zone."""
    words = f"import {module}, os, zoneinfo; print(zoneinfo.TZPATH, repr(os.environ['PYTHONTZPATH']))"
    said = subprocess.run([sys.executable, "-c", words], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert said.stdout == "() ''\n"


def test_ci_runs_what_the_readme_says() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^uv run pytest.*$", readme, re.MULTILINE)
    lines = (HOUSE / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert f"step {command}" in [line.strip() for line in lines]


def test_the_readme_leads_to_every_decision() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.relative_to(HOUSE).as_posix() for path in (HOUSE / "docs" / "decisions").glob("*.md"))
    assert pages
    assert [page for page in pages if f"({page})" not in readme] == []


def test_every_link_inside_the_repository_leads_somewhere() -> None:
    broken = [
        (str(path), target)
        for path, text in texts()
        if path.suffix == ".md"
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
        if not (HOUSE / path.parent / target).exists()
    ]
    assert broken == []
