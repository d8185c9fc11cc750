"""A storage, and the rclone that reaches it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: What rclone calls it here.
NAME = "storage"
#: Options that rclone wants in the form that it calls obscured.
_OBSCURED = {"pass", "password", "key_file_pass"}
#: How long a server may take to answer at all.
_PATIENCE_SECONDS = 60
#: With which rclone begins a line of its log: nothing for people.
_STAMP = re.compile(r"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d (?:[A-Z]+ *: )?")
#: It is asked soon again when it does not answer, and not for long.
_IMPATIENT = (
    *("--retries", "1", "--low-level-retries", "2"),
    *("--contimeout", "10s", "--timeout", "15s"),
)


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
    #: The folder that is its root, such as a bucket.
    root: str = ""

    @classmethod
    def from_environment(cls) -> Account:
        """Read it, and forget it there."""
        account = cls(**json.loads(os.environ.pop("STORAGE_REMOTE")))
        folder = os.environ.get("STORAGE_FOLDER", "").strip("/")
        if ".." in folder.split("/"):
            raise StorageError(f"'{folder}' leads out of the storage")
        root = "/".join(part for part in (account.root.rstrip("/"), folder) if part)
        return replace(account, root=root)


class Remote:
    """A storage as rclone reaches it."""

    def __init__(self, account: Account) -> None:
        """Tell rclone by its environment alone: others see arguments."""
        self._made = tempfile.TemporaryDirectory(prefix="storage-")
        #: Where rclone runs, and keeps what it needs.
        self.folder = Path(self._made.name)
        prefix = f"RCLONE_CONFIG_{NAME.upper()}_"
        self.environment = {
            **os.environ,
            "RCLONE_CONFIG": os.devnull,
            "RCLONE_CACHE_DIR": self._made.name,
            f"{prefix}TYPE": account.type,
        }
        #: The same for the same place in the same storage.
        self.identity = hashlib.sha256(
            json.dumps(
                [account.type, account.root, account.options], sort_keys=True
            ).encode()
        ).hexdigest()
        #: Its root, in rclone's words.
        self.at = f"{NAME}:{account.root}"
        for name, value in account.options.items():
            self.environment[f"{prefix}{name.upper()}"] = value
        for name, value in account.secrets.items():
            self.environment[f"{prefix}{name.upper()}"] = (
                self.rclone("obscure", "-", given=value).strip()
                if name in _OBSCURED
                else value
            )

    def ask(self) -> None:
        """
        Ask the storage whether it lets us in.

        :raises StorageError: with what it said
        """
        self.rclone("lsf", self.at, "--max-depth", "1", "--dirs-only", *_IMPATIENT)

    def rclone(
        self, *arguments: str, given: str = "", seconds: float = _PATIENCE_SECONDS
    ) -> str:
        """
        Run it, and give what it says.

        :raises StorageError: with the last that it said, when it fails
        """
        try:
            ended = subprocess.run(  # noqa: S603
                ["rclone", *arguments],  # noqa: S607
                env=self.environment,
                cwd=self.folder,
                input=given,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise StorageError("The storage does not answer") from error
        if ended.returncode == 0:
            return ended.stdout
        lines = [line for line in ended.stderr.splitlines() if line.strip()]
        last = _STAMP.sub("", lines[-1]) if lines else f"rclone ended with {ended}"
        raise StorageError(last)

    def stream(self, *arguments: str, on_line: Callable[[str], None]) -> bool:
        """Run it, and hand on each line that it says; whether it failed."""
        with subprocess.Popen(  # noqa: S603
            ["rclone", *arguments],  # noqa: S607
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            for line in process.stdout or []:
                on_line(line.rstrip("\n"))
        return process.returncode != 0
