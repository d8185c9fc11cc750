"""Measures a storage that is mounted, and watches whether it answers."""

from __future__ import annotations

import os
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from astrolabe_storage.control import AbsentError, ControlError
from astrolabe_storage.notes import WORKLOAD_VARIABLE, megabytes, note, now, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from astrolabe_storage.control import Control
    from astrolabe_storage.remote import Remote

#: A folder that is not there: a storage says so without listing anything.
PROBE = ".astrolabe-probe"
#: Names of what it measures with begin so.
OURS = ".astrolabe-test-"
_PROBES = 3
#: Makes it a remote of its own, to which other limits apply: rclone goes on
#: trying for long where a person's files are concerned.
_PROBING = "description=probe"
_ONCE = {"LowLevelRetries": 1, "ConnectTimeout": "8s", "Timeout": "12s"}
_ANSWER_SECONDS = 15
#: How often it is asked, and how soon again when it has not answered.
_EVERY_SECONDS = 10.0
_AGAIN_SECONDS = 2.0
#: Once is nothing: it may have been asked to wait.
_SILENT = 2
#: The log is read from its end: what is long ago is said again.
_REPEAT_SECONDS = 600

_MEBIBYTE = 1024**2
#: A first file, and one for what is too fast to be measured by that.
_SIZES = (_MEBIBYTE, 16 * _MEBIBYTE)
_LONG_ENOUGH_SECONDS = 0.3
_COPY_SECONDS = 60


@dataclass(frozen=True)
class Speed:
    """How fast a storage is; what could not be measured is missing."""

    answers_ms: float
    writes: float | None = None
    reads: float | None = None

    def __str__(self) -> str:
        """In words."""
        parts = [
            f"answers in {self.answers_ms:.0f} ms",
            *([f"writes {megabytes(self.writes)}/s"] if self.writes else []),
            *([f"reads {megabytes(self.reads)}/s"] if self.reads else []),
        ]
        return ", ".join(parts)


class Watch:
    """Tells how a storage does, as long as it is mounted."""

    def __init__(
        self, remote: Remote, control: Control, *, every: float = _EVERY_SECONDS
    ) -> None:
        """Ask by the rclone that mounts it."""
        self._remote = remote
        self._control = control
        self._every = every
        self._leaving = threading.Event()
        self._quiet = threading.Event()
        self._quiet.set()

    def run(self, *, read_only: bool, goes_on: Callable[[], bool]) -> None:
        """Measure once, and ask again and again."""
        speed = self.measure(read_only=read_only)
        failures = 0 if speed else _SILENT
        said_at = time.monotonic()
        while goes_on():
            time.sleep(_AGAIN_SECONDS if failures == 1 else self._every)
            try:
                answers_ms = self._probe()
            except ControlError as error:
                failures += 1
                if failures == _SILENT and goes_on():
                    self._tell_silence(error, speed)
                continue
            if speed is None:
                speed = self.measure(read_only=read_only)
                failures = 0 if speed else _SILENT
                continue
            speed = replace(speed, answers_ms=answers_ms)
            is_old = time.monotonic() - said_at > _REPEAT_SECONDS
            if failures >= _SILENT or is_old:
                self._tell(speed)
                said_at = time.monotonic()
            failures = 0

    def leave(self, seconds: float) -> None:
        """Begin nothing more, and wait until the file that it measures with is gone."""
        self._leaving.set()
        self._quiet.wait(seconds)

    def measure(self, *, read_only: bool) -> Speed | None:
        """Measure it, by a file of ours that is removed, or by one that is there."""
        self._quiet.clear()
        try:
            return self._measure(read_only=read_only)
        finally:
            self._quiet.set()

    def _measure(self, *, read_only: bool) -> Speed | None:
        try:
            speed = Speed(min(self._probe() for _ in range(_PROBES)))
        except ControlError as error:
            self._tell_silence(error, None)
            return None
        try:
            if self._leaving.is_set():
                return speed
            if read_only or not self._takes_files():
                speed = replace(speed, reads=self._read_some())
            else:
                writes, reads = self._write_and_read()
                speed = replace(speed, writes=writes, reads=reads)
        except ControlError as error:
            say(f"✖ How fast the storage is could not be measured: {_short(error)}")
        self._tell(speed)
        return speed

    def _probe(self) -> float:
        """Ask for what is not there; how long the answer takes, in milliseconds."""
        begun = time.monotonic()
        with suppress(AbsentError):
            self._ask(
                "operations/list",
                fs=self._remote.at.replace(":", f",{_PROBING}:", 1),
                remote=PROBE,
                _config=_ONCE,
            )
        return (time.monotonic() - begun) * 1000

    def _takes_files(self) -> bool:
        """Where all folders are buckets there is nowhere to put a file."""
        info = self._ask("operations/fsinfo", fs=self._remote.at)
        is_bucket = info.get("Root") or not info["Features"].get("BucketBased")
        return bool(is_bucket)

    def _write_and_read(self) -> tuple[float, float]:
        # The next start overwrites and removes what a crash has left.
        name = f"{OURS}{os.environ.get(WORKLOAD_VARIABLE, uuid.uuid4().hex)}"
        ours = self._remote.folder / name
        writes = reads = 0.0
        try:
            for size in _SIZES:
                # Nothing that could be sent as less.
                ours.write_bytes(os.urandom(size))
                wrote = self._copy((self._remote.folder, name), (None, name))
                back = f"{name}-back"
                read = self._copy((None, name), (self._remote.folder, back))
                (self._remote.folder / back).unlink()
                writes, reads = size / wrote, size / read
                if min(wrote, read) > _LONG_ENOUGH_SECONDS or self._leaving.is_set():
                    break
        finally:
            ours.unlink(missing_ok=True)
            self._remove(name)
        return writes, reads

    def _remove(self, name: str) -> None:
        try:
            self._ask("operations/deletefile", fs=self._remote.at, remote=name)
        except AbsentError:
            pass
        except ControlError as error:
            say(f"✖ The file '{name}' stays in the storage: {_short(error)}")

    def _read_some(self) -> float | None:
        """Read the largest of the files that one does not wait long for."""
        found = self._ask("operations/list", fs=self._remote.at, remote="")
        files = [each for each in found["list"] if not each["IsDir"]]
        fitting = [
            file for file in files if _MEBIBYTE / 4 <= file["Size"] <= _SIZES[-1]
        ]
        if not fitting:
            return None
        file = max(fitting, key=lambda each: int(each["Size"]))
        read = self._copy((None, file["Path"]), (self._remote.folder, "read"))
        (self._remote.folder / "read").unlink()
        return float(file["Size"] / read)

    def _copy(
        self, source: tuple[Path | None, str], target: tuple[Path | None, str]
    ) -> float:
        """Copy a file; how many seconds it took."""
        begun = time.monotonic()
        self._ask(
            "operations/copyfile",
            _COPY_SECONDS,
            srcFs=str(source[0] or self._remote.at),
            srcRemote=source[1],
            dstFs=str(target[0] or self._remote.at),
            dstRemote=target[1],
        )
        return time.monotonic() - begun

    def _ask(
        self, command: str, seconds: float = _ANSWER_SECONDS, **values: object
    ) -> dict[str, Any]:
        return self._control.ask(command, seconds, **values)

    def _tell(self, speed: Speed) -> None:
        say(f"The storage {speed}.")
        note(
            "storage",
            state="answers",
            since=now(),
            answersMs=round(speed.answers_ms, 1),
            **_rates(speed),
        )

    def _tell_silence(self, error: ControlError, speed: Speed | None) -> None:
        reason = _short(error)
        say(f"✖ The storage does not answer: {reason}")
        note("storage", state="silent", since=now(), reason=reason, **_rates(speed))


def _rates(speed: Speed | None) -> dict[str, int | None]:
    return {
        "writesBytesPerSecond": round(speed.writes) if speed and speed.writes else None,
        "readsBytesPerSecond": round(speed.reads) if speed and speed.reads else None,
    }


def _short(error: Exception) -> str:
    """Without what rclone puts before what the server said."""
    return str(error).removeprefix("error in ListJSON: ")[:300]
