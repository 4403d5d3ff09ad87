"""The data folder: who may use it, as whom its servers run, and where their sockets and programs lie."""

import hashlib
import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

# sockaddr_un holds 108 bytes on Linux and 104 on macOS, the last one zero.
LONGEST_SOCKET = 103
_SERVICE = "appointment-bot"


class EmbeddedError(Exception):
    """The data folder or its servers cannot be used; the text is one line for the person at the terminal."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user as whom the servers run when root starts the program: PostgreSQL refuses to run as root."""

    uid: int
    gid: int


class DataFolder:
    """A folder that this program, and no second copy of it, uses until `close`. Made when missing.

    Raises EmbeddedError when it cannot be written, is full, or another copy holds it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self._lock: IO[str] | None = None
        self._outside: Path | None = None
        try:
            self._make()
            self._lock = self._hold()
            self._probe()
        except OSError as error:
            self.close()
            raise self.refused(error) from None
        self.account = self._account()

    @property
    def uid(self) -> int | None:
        """The user as whom the servers run, when it is not the one who started the program."""
        return self.account.uid if self.account else None

    @property
    def gid(self) -> int | None:
        """That user's group."""
        return self.account.gid if self.account else None

    @property
    def groups(self) -> tuple[int, ...] | None:
        """That user's other groups: none of root's."""
        return () if self.account else None

    def close(self) -> None:
        """Let another copy use the folder."""
        if self._outside is not None:
            with suppress(OSError):  # a server that was killed leaves its socket, and the next start needs the place
                self._outside.rmdir()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def refused(self, error: OSError) -> EmbeddedError:
        """What the operating system refused, in one line with a way on."""
        what = error.strerror or type(error).__name__
        return EmbeddedError(
            f"Cannot use the data folder {self.path}: {what}. "
            "Make room there, or set DATA_DIR to a folder that can be written."
        )

    def room(self, name: str) -> Path:
        """A folder of the servers' own inside this one, closed to everybody else."""
        return self._closed(self.path / name)

    def sockets(self) -> Path:
        """Where the servers put their sockets: inside, or under /tmp when the path is too long for a socket."""
        inside = self.path / "run"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return self._closed(inside)
        # The inode tells a folder from the one that lay there before it, whose servers may still be alive.
        name = hashlib.sha256(f"{self.path}:{self.path.stat().st_ino}".encode()).hexdigest()[:12]
        self._outside = Path("/tmp") / f"{_SERVICE}-{name}"  # noqa: S108 - owner and rights are checked in _closed
        return self._closed(self._outside)

    def program(self, package: str, pattern: str) -> Path:
        """The one file of an installed `package` that matches `pattern`, where the servers' user can run it.

        Raises EmbeddedError when the package has no such program for this machine.
        """
        spec = importlib.util.find_spec(package)
        home = Path(next(iter(spec.submodule_search_locations or [""]))) if spec else Path()
        found = sorted(home.glob(pattern)) if spec else []
        if not found:
            raise EmbeddedError(
                f"There is no {Path(pattern).name} for this machine in {package}: set DATABASE_URL and REDIS_URL."
            )
        if self.account is None or self._reachable(found[0]):
            return found[0]
        return self._copy(home, pattern)

    def _make(self) -> None:
        missing = [each for each in (self.path, *self.path.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            # The servers' user must pass through what root makes, whatever root's umask says.
            each.chmod(0o755 if _is_root() else 0o700)
        if _is_root():
            self.path.chmod(self.path.stat().st_mode | 0o011)

    def _hold(self) -> IO[str]:
        lock = (self.path / "lock").open("a+", encoding="ascii")
        try:
            if sys.platform == "win32":
                import msvcrt

                lock.seek(0)
                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            lock.seek(0)
            holder = lock.read().strip()
            lock.close()
            who = f"process {holder}" if holder else "another process"
            raise EmbeddedError(
                f"The data folder {self.path} is in use by {who}: stop that copy first, "
                "or set DATA_DIR to another folder."
            ) from None
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        return lock

    def _probe(self) -> None:
        """Write and remove a little, since rights, mounts and quotas all have their own ways to say no."""
        probe = self.path / "probe"
        try:
            with probe.open("wb") as file:
                file.write(bytes(1 << 16))
                file.flush()
                os.fsync(file.fileno())
        finally:
            with suppress(OSError):
                probe.unlink(missing_ok=True)

    def _account(self) -> Account | None:
        if sys.platform == "win32" or not _is_root():
            return None
        import pwd

        # Data that exists stays with its owner, also when the accounts of this machine were made anew.
        with suppress(FileNotFoundError):
            owner = (self.path / "postgresql").stat()
            if owner.st_uid != 0:
                return Account(owner.st_uid, owner.st_gid)
        for name in (_SERVICE, "nobody"):
            with suppress(KeyError):
                entry = pwd.getpwnam(name)
                return Account(entry.pw_uid, entry.pw_gid)
            with suppress(OSError, subprocess.CalledProcessError):
                subprocess.run(  # noqa: S603 - fixed words
                    ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _SERVICE],  # noqa: S607 - as root's path finds it
                    check=True,
                    capture_output=True,
                )
                entry = pwd.getpwnam(name)
                return Account(entry.pw_uid, entry.pw_gid)
        raise EmbeddedError(
            "PostgreSQL does not run as root, and this machine has no other user: start as somebody else."
        )

    def _closed(self, path: Path) -> Path:
        try:
            path.mkdir(mode=0o700, exist_ok=True)
            found = path.lstat()
            mine = {os.geteuid()} | ({self.account.uid} if self.account else set())
            if not stat.S_ISDIR(found.st_mode) or found.st_uid not in mine:
                raise EmbeddedError(f"{path} belongs to somebody else: remove it, or set DATA_DIR to another folder.")
            path.chmod(0o700)
            if self.account is not None and found.st_uid != self.account.uid:
                os.chown(path, self.account.uid, self.account.gid)
        except OSError as error:
            raise self.refused(error) from None
        if self.account is not None and not self._reachable(path):
            closed = next(each for each in path.parents if not _passes(each, self.account))
            raise EmbeddedError(
                f"PostgreSQL does not run as root, and its user cannot pass through {closed}: "
                "set DATA_DIR to a folder outside it, such as /var/lib/appointment-bot."
            )
        return path

    def _reachable(self, path: Path) -> bool:
        account = self.account
        return account is None or all(_passes(each, account) for each in path.resolve().parents)

    def _copy(self, home: Path, pattern: str) -> Path:
        """Copy a package to where the servers' user can run it, rather than open root's home to everybody."""
        stamp = hashlib.sha256(f"{home}:{home.stat().st_mtime_ns}".encode()).hexdigest()[:12]
        target = self.path / "programs" / f"{home.name}-{stamp}"
        try:
            if not target.exists():
                for old in (self.path / "programs").glob(f"{home.name}-*"):
                    shutil.rmtree(old)
                half = target.with_name(f"{target.name}.half")
                wanted = pattern.split("/", 1)[0]
                shutil.copytree(home / wanted, half / home.name / wanted, ignore=shutil.ignore_patterns("*.a", "*.h"))
                libraries = home.with_name(f"{home.name}.libs")
                if libraries.is_dir():
                    shutil.copytree(libraries, half / libraries.name)
                for each in (half.parent, half, *half.rglob("*")):
                    each.chmod(0o755 if each.is_dir() or os.access(each, os.X_OK) else 0o644)
                half.rename(target)
        except OSError as error:
            raise self.refused(error) from None
        return sorted((target / home.name).glob(pattern))[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _passes(folder: Path, account: Account) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)
