"""Runs rclone, and lets it end only when all that was written has arrived."""

from __future__ import annotations

import subprocess
import threading
import time
from typing import IO, TYPE_CHECKING

from astrolabe_storage.control import SOCKET, Control, ControlError
from astrolabe_storage.notes import note, now, say
from astrolabe_storage.watch import OURS, PROBE

if TYPE_CHECKING:
    from pathlib import Path

    from astrolabe_storage.remote import Remote

_POLL_SECONDS = 0.2
_STATS_SECONDS = 10
#: What rclone says of questions that are ours: the watch says it in words.
_OWN_LINES = (PROBE, 'rc: "operations/')


class Server:
    """An rclone that mounts one storage."""

    def __init__(self, remote: Remote) -> None:
        """Mount nothing yet."""
        self._remote = remote
        self._process: subprocess.Popen[str] | None = None
        self.control = Control(remote.folder)

    def mount(self, point: Path, *, read_only: bool) -> None:
        """Begin to serve it there; it takes a moment until it is."""
        self._process = subprocess.Popen(  # noqa: S603
            [
                *("rclone", "mount", self._remote.at, str(point)),
                *("--vfs-cache-mode", "writes", "--vfs-write-back", "1s"),
                *("--dir-cache-time", "30s", "--umask", "022"),
                # What is ours for a moment is nothing of the program's.
                *("--exclude", f"/{OURS}*"),
                *("--rc", "--rc-no-auth", "--rc-addr", f"unix://{SOCKET}"),
                *(["--read-only"] if read_only else []),
            ],
            env=self._remote.environment,
            cwd=self._remote.folder,
            # A group of its own: whoever asks this one to end does not ask rclone,
            # which would end without what has not arrived.
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        hand_on = threading.Thread(target=_hand_on, args=[self._process.stdout])
        hand_on.daemon = True
        hand_on.start()

    @property
    def runs(self) -> bool:
        """Whether it serves, or is about to."""
        return self._process is not None and self._process.poll() is None

    def wait(self) -> int:
        """Wait until it ends by itself."""
        return self._process.wait() if self._process else 0

    def finish(self, seconds: float) -> None:
        """End it when all has arrived; when time is over, say what has not."""
        if not self._process or not self.runs:
            return
        end = time.monotonic() + seconds
        while (
            left := self._not_arrived(end - time.monotonic())
        ) != 0 and time.monotonic() < end:
            time.sleep(_POLL_SECONDS)
        if left != 0 and self.runs:
            reason = f"Not all has arrived in the storage within {seconds:.0f} s"
            say(f"✖ {reason}: {left or 'nobody knows how many'} files")
            note("storage", state="left", since=now(), files=left, reason=reason)
        self._process.terminate()

    def _not_arrived(self, seconds: float) -> int | None:
        """Count the files that have not; nothing when rclone does not say it."""
        if not self.runs:
            return 0
        try:
            patience = min(_STATS_SECONDS, max(1, seconds))
            cache = self.control.ask("vfs/stats", patience).get("diskCache", {})
        except ControlError:
            return None
        return int(cache.get("uploadsQueued", 0)) + int(
            cache.get("uploadsInProgress", 0)
        )


def _hand_on(lines: IO[str] | None) -> None:
    for line in lines or []:
        if not any(own in line for own in _OWN_LINES):
            say(line.rstrip("\n"))
