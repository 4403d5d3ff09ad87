"""Write the versions that everybody gets: `uv run python locks.py`, and with `--upgrade` the newest that fit.

requirements.lock has hashes and no addresses, so that it says what and not from where; `uv run` does not read it, so
pyproject.toml repeats the versions as constraints, those of the development groups too. uv.lock itself names the
registry that it was made with, and stays out of the repository.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parent
_EXPORT = ("export", "--quiet", "--no-emit-project", "--no-annotate", "--no-header", "--format", "requirements-txt")
_CONSTRAINTS = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)
_HEAD = "# Written by locks.py. For pip: pip install --require-hashes -r requirements.lock\n"


def main() -> None:
    """Lock, then write requirements.lock and the constraints in pyproject.toml."""
    parser = argparse.ArgumentParser(prog="locks.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    if parser.parse_args().upgrade:
        # The constraints would hold everything where it is.
        _constrain([])
        _uv("lock", "--upgrade")
    else:
        _uv("lock")
    _constrain(_uv(*_EXPORT, "--all-groups", "--no-hashes").splitlines())
    (HOUSE / "requirements.lock").write_text(_HEAD + _uv(*_EXPORT, "--no-default-groups"), encoding="utf-8")
    _uv("lock", "--check")


def _constrain(versions: list[str]) -> None:
    path = HOUSE / "pyproject.toml"
    lines = "".join(f'    "{version.strip()}",\n' for version in sorted(versions))
    text, count = _CONSTRAINTS.subn(f"constraint-dependencies = [\n{lines}]\n", path.read_text(encoding="utf-8"))
    if count != 1:
        sys.exit("pyproject.toml should have one constraint-dependencies in [tool.uv]")
    path.write_text(text, encoding="utf-8")


def _uv(*words: str) -> str:
    done = subprocess.run(["uv", *words], cwd=HOUSE, capture_output=True, text=True, check=False)  # noqa: S603, S607 - fixed words, uv is on the path
    if done.returncode:
        sys.exit(f"uv {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    main()
