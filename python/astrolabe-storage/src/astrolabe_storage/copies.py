"""
Copies a storage into a folder, and back what a program has changed there.

Nothing is ever deleted in the storage. What both sides have changed stays in
the storage as it is there, and the workload's is put beside it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from astrolabe_storage.notes import megabytes, note, now, say
from astrolabe_storage.remote import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from astrolabe_storage.remote import Remote

#: A day: whoever asked for so much waits for it, or stops the workload.
_COPY_SECONDS = 86_400
#: The machine keeps this much.
_SPARE_BYTES = 64 * 1024**2
_NAMED = 5


@dataclass(frozen=True)
class Entry:
    """A file as one of the two sides has it."""

    size: int
    #: Seconds since 1970.
    changed: float


class Copies:
    """The copy of a storage in a folder."""

    def __init__(self, remote: Remote, at: Path) -> None:
        """Copy nothing yet."""
        self._remote = remote
        self._at = at
        #: What was there on both sides when it was last copied.
        self._memory = at.parent / f".{at.name}.copied.json"

    def bring(self, *, limit_bytes: int, workload: str, read_only: bool) -> None:
        """
        Copy it in; what an earlier run has left is copied back before.

        :raises StorageError: when it does not fit, or cannot be had
        """
        self._assert_own()
        if self._memory.exists() and not read_only:
            say("What an earlier run has changed is copied back first.")
            self.take_back(workload)
        there = self._there()
        total = sum(entry.size for entry in there.values())
        self._assert_room(total, limit_bytes)
        self._at.mkdir(parents=True, exist_ok=True)
        # Until all is here, nothing here is a program's.
        self._memory.unlink(missing_ok=True)
        self._forget(there)
        note("storage", state="copying-in", since=now(), bytes=0, totalBytes=total)
        self._copy(
            [self._remote.at, str(self._at)],
            list(there),
            lambda done: note(
                "storage",
                state="copying-in",
                since=now(),
                bytes=done,
                totalBytes=total,
            ),
        )
        here = self._here()
        self._remember(
            {path: (there[path], here[path]) for path in there if path in here}
        )
        say(f"{len(there)} files, {megabytes(total)}, were copied in.")
        note("storage", state="copied-in", since=now(), files=len(there), bytes=total)

    def take_back(self, workload: str) -> None:
        """
        Copy back what was changed here.

        :raises StorageError: when some of it stays here alone
        """
        self._assert_own()
        known = self._known()
        here = self._here()
        changed = [
            path
            for path, entry in here.items()
            if path not in known or entry != known[path][1]
        ]
        if not self._memory.exists() or not changed:
            say("Nothing has changed: nothing is copied back.")
            note("storage", state="copied-back", since=now(), files=0)
            return
        note("storage", state="copying-back", since=now(), files=len(changed))
        try:
            self._take_back(changed, known, workload)
        except StorageError as error:
            note(
                "storage",
                state="left",
                since=now(),
                files=len(changed),
                reason=str(error)[:300],
            )
            raise

    def _take_back(
        self,
        changed: list[str],
        known: dict[str, tuple[Entry, Entry]],
        workload: str,
    ) -> None:
        here, there = self._here(), self._there()
        names: dict[str, str] = {}
        for path in changed:
            entry = there.get(path)
            before = known[path][0] if path in known else None
            is_theirs = entry is not None and entry != before
            names[path] = _beside(path, workload, there) if is_theirs else path
        theirs = [path for path, name in names.items() if name != path]
        for path in self._alike([path for path in theirs if _size(path, here, there)]):
            del names[path]
        plain = [path for path, name in names.items() if name == path]
        self._copy([str(self._at), self._remote.at, "--ignore-times"], plain)
        beside = {path: name for path, name in names.items() if name != path}
        for path, name in beside.items():
            self._remote.rclone(
                *("copyto", str(self._at / path), _in(self._remote.at, name)),
                seconds=_COPY_SECONDS,
            )
        after = self._there()
        missing = [
            path
            for path, name in names.items()
            if name not in after or after[name].size != here[path].size
        ]
        arrived = {
            path: (after.get(path, here[path]), here[path])
            for path in changed
            if path not in missing
        }
        self._remember({**known, **arrived})
        if missing:
            named = ", ".join(missing[:_NAMED])
            more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
            raise StorageError(
                f"{len(missing)} files were not copied back: {named}{more}"
            )
        for path, name in beside.items():
            say(f"Both sides have changed '{path}': that of the workload is '{name}'")
        say(f"{len(names)} files were copied back.")
        note(
            "storage",
            state="copied-back",
            since=now(),
            files=len(names),
            beside=list(beside.values())[:_NAMED] or None,
        )

    def _alike(self, paths: list[str]) -> list[str]:
        """Find those of which both sides have the same bytes."""
        if not paths:
            return []
        same = self._remote.folder / "same"
        try:
            self._remote.rclone(
                *("check", str(self._at), self._remote.at, "--one-way", "--download"),
                *("--files-from-raw", self._listed(paths), "--match", str(same)),
                seconds=_COPY_SECONDS,
            )
        except StorageError:
            # That is how it says that some differ.
            if not same.exists():
                raise
        return same.read_text().splitlines()

    def _listed(self, paths: list[str]) -> str:
        listed = self._remote.folder / "paths"
        listed.write_text("".join(f"{path}\n" for path in paths))
        return str(listed)

    def _copy(
        self,
        places: list[str],
        paths: list[str],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        if not paths:
            return
        failed = self._remote.stream(
            *("copy", *places, "--files-from-raw", self._listed(paths)),
            *("--stats", "2s", "--stats-log-level", "NOTICE", "--use-json-log"),
            on_line=lambda line: _hand_on(line, progress),
        )
        if failed and progress:
            raise StorageError("Not all of it could be copied: see above")

    def _forget(self, there: Iterable[str]) -> None:
        """Remove copies of what the storage has no more, and what was cut off."""
        present = set(there)
        for path in self._here():
            if path not in present:
                (self._at / path).unlink()

    def _assert_room(self, total: int, limit_bytes: int) -> None:
        has = sum(entry.size for entry in self._here().values())
        free = shutil.disk_usage(self._at.parent).free + has - _SPARE_BYTES
        room = max(0, min(limit_bytes, free))
        if total > room:
            raise StorageError(
                f"It has {megabytes(total)}, there is room for {megabytes(room)}"
                ": ask for more disk, or choose a folder of it"
            )

    def _assert_own(self) -> None:
        """Whatever a program has put there, nothing is read through a link."""
        for folder in (self._at.parent, self._at):
            if folder.is_symlink():
                raise StorageError(f"'{folder.name}' has become a link")
        self._at.parent.mkdir(parents=True, exist_ok=True)

    def _here(self) -> dict[str, Entry]:
        found = {}
        for folder, _, names in os.walk(self._at):
            for name in names:
                file = Path(folder) / name
                if file.is_symlink() or not file.is_file():
                    continue
                stat = file.stat()
                path = file.relative_to(self._at).as_posix()
                found[path] = Entry(stat.st_size, stat.st_mtime)
        return found

    def _there(self) -> dict[str, Entry]:
        said = self._remote.rclone(
            *("lsjson", self._remote.at, "--recursive", "--files-only"),
            *("--no-mimetype", "--retries", "1"),
            seconds=600,
        )
        return {
            file["Path"]: Entry(file["Size"], _seconds(file["ModTime"]))
            for file in json.loads(said)
            # Documents of some services have no bytes of their own.
            if file["Size"] >= 0
        }

    def _known(self) -> dict[str, tuple[Entry, Entry]]:
        if not self._memory.exists():
            return {}
        read = json.loads(self._memory.read_text())
        return {
            path: (Entry(*one), Entry(*other)) for path, (one, other) in read.items()
        }

    def _remember(self, known: dict[str, tuple[Entry, Entry]]) -> None:
        values = {
            path: [[side.size, side.changed] for side in sides]
            for path, sides in known.items()
        }
        new = self._memory.with_suffix(".new")
        new.write_text(json.dumps(values))
        new.replace(self._memory)


def _size(path: str, here: dict[str, Entry], there: dict[str, Entry]) -> bool:
    return path in there and here[path].size == there[path].size


def _beside(path: str, workload: str, there: Iterable[str]) -> str:
    """Name a file that is put beside one of the same name."""
    whole = PurePosixPath(path)
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        name = f"{whole.stem} (workload {workload}{more}){whole.suffix}"
        if (found := str(whole.with_name(name))) not in there:
            return found
        number += 1


def _in(at: str, path: str) -> str:
    return at + path if at.endswith(":") else f"{at}/{path}"


_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)")


def _seconds(text: str) -> float:
    """Read a time as rclone says it, which is finer than Python takes it."""
    found = _TIME.fullmatch(text)
    if not found:
        return 0
    whole, fraction, zone = found.groups()
    time = datetime.fromisoformat(whole + zone.replace("Z", "+00:00"))
    return time.timestamp() + float(fraction or 0)


def _hand_on(line: str, progress: Callable[[int], None] | None) -> None:
    """Say what rclone says: how far it is, and what went wrong."""
    try:
        said = json.loads(line)
    except ValueError:
        say(line)
        return
    if stats := said.get("stats"):
        done, total = stats["bytes"], stats["totalBytes"]
        say(f"{megabytes(done)} of {megabytes(total)}, {megabytes(stats['speed'])}/s")
        if progress:
            progress(done)
    elif said.get("level") in {"error", "critical"}:
        say(f"✖ {said.get('object', '')} {said['msg']}")
