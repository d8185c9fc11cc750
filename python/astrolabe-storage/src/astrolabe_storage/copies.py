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
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from astrolabe_storage.memory import Entry, Known, Memory
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
_NAME_LENGTH = 200
#: Between two tries: so long at first, twice as long each time, never longer.
_PAUSE_SECONDS = (5.0, 60.0)
#: After so many it is remembered what has arrived.
_BATCH = 1000
_PART_BYTES = 1024**2
#: No list of paths, one a line, and no XML can have these.
_UNSPEAKABLE = re.compile(r"[\x00-\x1f]")
#: What no file there is like.
_NEVER = Entry(-1, 0)


class LastingError(StorageError):
    """What no other try would mend."""


@dataclass
class _Outcome:
    """What became of what was changed here."""

    changed: int
    copied: int = 0
    beside: list[str] = field(default_factory=list)
    #: What the next try may copy.
    missing: list[str] = field(default_factory=list)
    #: What no try can copy: its name, or nobody may read it.
    never: list[str] = field(default_factory=list)

    @property
    def problem(self) -> str:
        """Say what is left here."""
        left = [*self.missing, *self.never]
        named = ", ".join(left[:_NAMED])
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        return f"{len(left)} files were not copied back: {named}{more}"


@dataclass
class _Found:
    """What is here."""

    files: dict[str, Entry] = field(default_factory=dict)
    #: What cannot be copied, for its name or since nobody may read it.
    never: list[str] = field(default_factory=list)


class Copies:
    """The copy of a storage in a folder."""

    def __init__(self, remote: Remote, at: Path) -> None:
        """Copy nothing yet."""
        self._remote = remote
        self._at = at
        self._memory = Memory(at)
        #: Until when it is tried again, for people.
        self._tries_until: str | None = None
        self._left: tuple[int, str] | None = None

    def bring(self, *, limit_bytes: int, workload: str, read_only: bool) -> None:
        """
        Copy it in; what an earlier run has left is copied back before.

        :raises StorageError: when it does not fit, or cannot be had
        """
        self._assert_own()
        if self._here().files and not read_only and not self._memory.is_unfinished:
            say("What an earlier run has changed is copied back first.")
            outcome = self._give_back(workload)
            if outcome.missing:
                raise StorageError(outcome.problem)
        there = self._there()
        total = sum(entry.size for entry in there.values())
        self._assert_room(total, limit_bytes)
        self._at.mkdir(parents=True, exist_ok=True)
        # Until all is here, nothing here is a program's.
        self._memory.begin()
        self._remove_links(there)
        self._forget(there)
        note("storage", state="copying-in", since=now(), bytes=0, totalBytes=total)
        last, here = self._known(), self._here().files
        known = last.both if last.of == self._remote.identity else {}
        self._copy(
            # Many a storage does not keep times: equal sizes say nothing.
            [self._remote.at, str(self._at), "--ignore-times"],
            [
                path
                for path, entry in there.items()
                if path not in here or known.get(path) != (entry, here[path])
            ],
            lambda done: note(
                "storage",
                state="copying-in",
                since=now(),
                bytes=done,
                totalBytes=total,
            ),
        )
        here = self._here().files
        both = {path: (there[path], here[path]) for path in there if path in here}
        self._memory.write(Known(self._remote.identity, both))
        self._memory.end()
        say(f"{len(there)} files, {megabytes(total)}, were copied in.")
        note("storage", state="copied-in", since=now(), files=len(there), bytes=total)

    def take_back(self, workload: str, tries_for: float = 0) -> None:
        """
        Copy back what was changed here; again and again for so many seconds.

        :raises StorageError: when some of it stays here alone
        """
        end = time.monotonic() + tries_for
        pause, longest = _PAUSE_SECONDS
        self._tries_until = now(tries_for) if tries_for else None
        while True:
            try:
                self._take_back(workload)
            except (StorageError, OSError, ValueError) as error:
                rest = end - time.monotonic()
                if isinstance(error, LastingError) or rest <= 0:
                    self._give_up()
                    raise
                say(f"✖ {error}: it is tried again in {min(pause, rest):.0f} s.")
                time.sleep(min(pause, rest))
                pause = min(2 * pause, longest)
            else:
                return

    def _give_up(self) -> None:
        """Say of what is left that it is not tried again."""
        if self._tries_until and self._left:
            self._tries_until = None
            self._note_left(*self._left)

    def _take_back(self, workload: str) -> None:
        self._assert_own()
        if self._memory.is_unfinished:
            say("It was never all here: nothing is copied back.")
            note("storage", state="copied-back", since=now(), files=0)
            return
        outcome = self._give_back(workload)
        if outcome.missing:
            raise StorageError(outcome.problem)
        if outcome.never:
            raise LastingError(outcome.problem)

    def _give_back(self, workload: str) -> _Outcome:
        """Copy back what can be, and say what cannot."""
        found, known = self._here(), self._known()
        changed = [
            path
            for path, entry in found.files.items()
            if path not in known.both or entry != known.both[path][1]
        ]
        outcome = _Outcome(len(changed) + len(found.never), never=found.never)
        if not outcome.changed:
            say("Nothing has changed: nothing is copied back.")
            note("storage", state="copied-back", since=now(), files=0)
            return outcome
        note("storage", state="copying-back", since=now(), files=outcome.changed)
        try:
            self._assert_same(known, changed)
            there = self._there() if changed else {}
            for first in range(0, len(changed), _BATCH):
                batch = {
                    path: found.files[path] for path in changed[first : first + _BATCH]
                }
                names = self._names(batch, there, known, workload)
                there = self._send(batch, names, known, outcome)
        except (StorageError, OSError, ValueError) as error:
            self._note_left(outcome.changed - outcome.copied, str(error))
            raise
        say(f"{outcome.copied} files were copied back.")
        if outcome.missing or outcome.never:
            left = len(outcome.missing) + len(outcome.never)
            self._note_left(left, outcome.problem)
            return outcome
        note(
            "storage",
            state="copied-back",
            since=now(),
            files=outcome.copied,
            beside=[name[:_NAME_LENGTH] for name in outcome.beside[:_NAMED]] or None,
        )
        return outcome

    def _note_left(self, files: int, reason: str) -> None:
        self._left = (files, reason)
        note(
            "storage",
            state="left",
            since=now(),
            files=files,
            reason=reason[:300],
            triesUntil=self._tries_until,
        )

    def _assert_same(self, known: Known, changed: list[str]) -> None:
        """Refuse when the account has been linked anew, to another storage."""
        if known.of != self._remote.identity and changed:
            raise LastingError(
                f"{len(changed)} files were changed in a copy of another storage"
                ": link that one again, or start a new workload"
            )

    def _names(
        self,
        batch: dict[str, Entry],
        there: dict[str, Entry],
        known: Known,
        workload: str,
    ) -> dict[str, str]:
        """Choose under which name each is put there; what is there is left out."""
        names: dict[str, str] = {}
        for path in batch:
            entry = there.get(path)
            before = known.both[path][0] if path in known.both else None
            is_theirs = (
                entry is not None
                and entry != before
                and not (path in known.on_the_way and self._is_half(path, entry))
            )
            names[path] = _beside(path, workload, there) if is_theirs else path
        theirs = [path for path, name in names.items() if name != path]
        same = [path for path in theirs if batch[path].size == there[path].size]
        for path in self._alike(same):
            names.pop(path, None)
        return names

    def _send(
        self,
        batch: dict[str, Entry],
        names: dict[str, str],
        known: Known,
        outcome: _Outcome,
    ) -> dict[str, Entry]:
        """Copy some there; what is there afterwards."""
        plain = [path for path, name in names.items() if name == path]
        known.on_the_way = [*{*known.on_the_way, *plain}]
        self._memory.write(known)
        failed = self._copy([str(self._at), self._remote.at, "--ignore-times"], plain)
        for path, name in names.items():
            if name != path:
                failed |= self._put_beside(path, name)
        after = self._there()
        for path, entry in batch.items():
            name = names.get(path, path)
            if path in failed or name not in after or after[name].size != entry.size:
                outcome.missing.append(path)
                continue
            # Theirs was never here: it is copied in, and never written over.
            known.both[path] = (after[path] if name == path else _NEVER, entry)
            outcome.copied += path in names
            if name != path:
                outcome.beside.append(name)
        known.on_the_way = [
            path for path in known.on_the_way if path in outcome.missing
        ]
        self._memory.write(known)
        return after

    def _put_beside(self, path: str, name: str) -> set[str]:
        try:
            self._remote.rclone(
                *("copyto", str(self._at / path), _in(self._remote.at, name)),
                seconds=_COPY_SECONDS,
            )
        except StorageError as error:
            say(f"✖ {path}: {error}")
            return {path}
        say(f"Both sides have changed '{path}': that of the workload is '{name}'")
        return set()

    def _is_half(self, path: str, there: Entry) -> bool:
        """Whether all that is there is the beginning of what is here."""
        ours, theirs = self._at / path, self._remote.folder / "half"
        if there.size > ours.stat().st_size:
            return False
        theirs.unlink(missing_ok=True)
        self._remote.rclone(
            "copyto", _in(self._remote.at, path), str(theirs), seconds=_COPY_SECONDS
        )
        with ours.open("rb") as one, theirs.open("rb") as other:
            while part := other.read(_PART_BYTES):
                if one.read(len(part)) != part:
                    return False
        return True

    def _alike(self, paths: list[str]) -> list[str]:
        """Find those of which both sides have the same bytes."""
        if not paths:
            return []
        same = self._remote.folder / "same"
        same.unlink(missing_ok=True)
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
        return [os.fsdecode(line) for line in same.read_bytes().split(b"\n") if line]

    def _listed(self, paths: list[str]) -> str:
        listed = self._remote.folder / "paths"
        listed.write_bytes(b"".join(os.fsencode(path) + b"\n" for path in paths))
        return str(listed)

    def _copy(
        self,
        places: list[str],
        paths: list[str],
        progress: Callable[[int], None] | None = None,
    ) -> set[str]:
        """Copy them; those of which it was said that they failed."""
        if not paths:
            return set()
        said: set[str] = set()
        has_failed = self._remote.stream(
            *("copy", *places, "--files-from-raw", self._listed(paths)),
            *("--stats", "2s", "--stats-log-level", "NOTICE", "--use-json-log"),
            *("--buffer-size", "0"),
            on_line=lambda line: said.update(_hand_on(line, progress)),
        )
        if has_failed and progress:
            raise StorageError("Not all of it could be copied: see above")
        # Where it does not say which, none is taken for copied: it is tried again.
        return (said & set(paths) or set(paths)) if has_failed else set()

    def _remove_links(self, there: Iterable[str]) -> None:
        """Nothing is written through a link that a program has put there."""
        seen = set()
        for path in there:
            for part in (PurePosixPath(path), *PurePosixPath(path).parents):
                file = self._at / part
                if part in seen or part == PurePosixPath():
                    continue
                seen.add(part)
                if file.is_symlink():
                    say(f"'{part}' is a link here, and a file or folder there.")
                    file.unlink()

    def _forget(self, there: Iterable[str]) -> None:
        """Remove copies of what the storage has no more, and what was cut off."""
        present = set(there)
        for path in self._here().files:
            if path not in present:
                (self._at / path).unlink()

    def _assert_room(self, total: int, limit_bytes: int) -> None:
        has = sum(entry.size for entry in self._here().files.values())
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
                raise LastingError(f"'{folder.name}' has become a link")
        self._at.parent.mkdir(parents=True, exist_ok=True)

    def _here(self) -> _Found:
        found = _Found()

        def is_closed(error: OSError) -> None:
            if not isinstance(error, FileNotFoundError):
                closed = os.path.relpath(error.filename, self._at)
                found.never.append(f"{closed}/")

        for folder, _, names in os.walk(self._at, onerror=is_closed):
            for name in names:
                file = Path(folder) / name
                path = file.relative_to(self._at).as_posix()
                if file.is_symlink() or not file.is_file():
                    continue
                if not _can_travel(path):
                    found.never.append(path)
                    continue
                stat = file.stat()
                found.files[path] = Entry(stat.st_size, stat.st_mtime)
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
            if file["Size"] >= 0 and _can_travel(file["Path"])
        }

    def _known(self) -> Known:
        """Read what was there on both sides when it was last copied."""
        return self._memory.read() or Known(self._remote.identity)


def _can_travel(path: str) -> bool:
    """Whether rclone and its storages can have such a name."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return not _UNSPEAKABLE.search(path) and ".." not in path.split("/")


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


def _hand_on(line: str, progress: Callable[[int], None] | None) -> set[str]:
    """Say what rclone says: how far it is, and which file went wrong."""
    try:
        said = json.loads(line)
    except ValueError:
        say(line)
        return set()
    if stats := said.get("stats"):
        done, total = stats["bytes"], stats["totalBytes"]
        say(f"{megabytes(done)} of {megabytes(total)}, {megabytes(stats['speed'])}/s")
        if progress:
            progress(done)
    elif said.get("level") in {"error", "critical"}:
        say(f"✖ {said.get('object', '')} {said['msg']}")
        return {said.get("object", "")}
    return set()
