"""Runs rclone, and lets it end only when all that was written has arrived."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_REMOTE = "storage"
#: Options that rclone wants in the form that it calls obscured.
_OBSCURED = {"pass", "password", "key_file_pass"}
#: A socket, in the folder where rclone runs: a whole path may be too long for one.
_CONTROL = "control"
#: How long a server may take to answer at all.
_PATIENCE_SECONDS = 20
_POLL_SECONDS = 0.2


class StorageError(Exception):
    """The storage cannot be had, in words for its owner."""


@dataclass(frozen=True)
class Account:
    """Where a storage is and whose; all of it comes by the environment."""

    #: A backend of rclone, such as `webdav`.
    type: str
    options: dict[str, str]
    #: Options in clear text.
    secrets: dict[str, str]
    #: The folder that is mounted, such as a bucket.
    root: str = ""

    @classmethod
    def from_environment(cls) -> Account:
        """Read it, and forget it there."""
        return cls(**json.loads(os.environ.pop("STORAGE_REMOTE")))


class Server:
    """An rclone that mounts one storage."""

    def __init__(self, account: Account) -> None:
        """Tell rclone by its environment alone: others see arguments."""
        self._folder = tempfile.TemporaryDirectory(prefix="storage-")
        prefix = f"RCLONE_CONFIG_{_REMOTE.upper()}_"
        self._environment = {
            **os.environ,
            "RCLONE_CONFIG": os.devnull,
            "RCLONE_CACHE_DIR": self._folder.name,
            f"{prefix}TYPE": account.type,
        }
        self._at = f"{_REMOTE}:{account.root}"
        for name, value in account.options.items():
            self._environment[f"{prefix}{name.upper()}"] = value
        for name, value in account.secrets.items():
            self._environment[f"{prefix}{name.upper()}"] = (
                self._rclone("obscure", "-", given=value).strip()
                if name in _OBSCURED
                else value
            )
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self) -> None:
        """
        Ask the storage whether it lets us in.

        :raises StorageError: with what it said
        """
        self._rclone(
            *("lsf", self._at, "--max-depth", "1", "--dirs-only"),
            *("--retries", "1", "--low-level-retries", "2"),
            *("--contimeout", "10s", "--timeout", "15s"),
        )

    def mount(self, point: Path, *, read_only: bool) -> None:
        """Begin to serve it there; it takes a moment until it is."""
        self._process = subprocess.Popen(  # noqa: S603
            [
                *("rclone", "mount", self._at, str(point)),
                *("--vfs-cache-mode", "writes", "--vfs-write-back", "1s"),
                *("--dir-cache-time", "30s", "--umask", "022"),
                *("--rc", "--rc-no-auth", "--rc-addr", f"unix://{_CONTROL}"),
                *(["--read-only"] if read_only else []),
            ],
            env=self._environment,
            cwd=self._folder.name,
            # A group of its own: whoever asks this one to end does not ask rclone,
            # which would end without what has not arrived.
            start_new_session=True,
        )

    def wait(self) -> int:
        """Wait until it ends by itself."""
        return self._process.wait() if self._process else 0

    def finish(self, seconds: float) -> None:
        """End it when all has arrived; when time is over, say what has not."""
        if not self._process or self._process.poll() is not None:
            return
        end = time.monotonic() + seconds
        while (left := self._not_arrived()) and time.monotonic() < end:
            time.sleep(_POLL_SECONDS)
        if left:
            say(f"✖ {left} files have not arrived in the storage in {seconds:.0f} s")
        self._process.terminate()

    def _not_arrived(self) -> int:
        try:
            said = self._rclone("rc", "--unix-socket", _CONTROL, "vfs/stats")
            cache = json.loads(said).get("diskCache", {})
        except (StorageError, ValueError):
            return 0
        return int(cache.get("uploadsQueued", 0)) + int(
            cache.get("uploadsInProgress", 0)
        )

    def _rclone(self, *arguments: str, given: str = "") -> str:
        try:
            ended = subprocess.run(  # noqa: S603
                ["rclone", *arguments],  # noqa: S607
                env=self._environment,
                cwd=self._folder.name,
                input=given,
                capture_output=True,
                text=True,
                timeout=_PATIENCE_SECONDS * 3,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise StorageError("The storage does not answer") from error
        if ended.returncode == 0:
            return ended.stdout
        lines = [line for line in ended.stderr.splitlines() if line.strip()]
        raise StorageError(lines[-1] if lines else f"rclone ended with {ended}")


def say(line: str) -> None:
    """Write a line into the task's log."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
