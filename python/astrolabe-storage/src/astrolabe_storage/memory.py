"""What was on both sides when a storage was last copied, kept beside the copy."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


@dataclass(frozen=True)
class Entry:
    """A file as one of the two sides has it."""

    size: int
    #: Seconds since 1970.
    changed: float


@dataclass
class Known:
    """What is remembered."""

    #: Of which storage.
    of: str
    #: By path: there, and here.
    both: dict[str, tuple[Entry, Entry]] = field(default_factory=dict)
    #: What was on its way to the storage: half of it may be there.
    on_the_way: list[str] = field(default_factory=list)


class Memory:
    """
    Files beside the folder with the copy.

    A program may have removed them, or put a link there: nothing is read or written
    through a link, and what cannot be read counts as nothing known.
    """

    def __init__(self, at: Path) -> None:
        """Read nothing yet."""
        self._file = at.parent / f".{at.name}.copied.json"
        self._unfinished = at.parent / f".{at.name}.copying-in"

    @property
    def is_unfinished(self) -> bool:
        """Whether a copy was begun and not ended: nothing of it is a program's."""
        return os.path.lexists(self._unfinished)

    def begin(self) -> None:
        """Say that it is not all here."""
        _write(self._unfinished, "")

    def end(self) -> None:
        """Say that all is here."""
        self._unfinished.unlink(missing_ok=True)

    def read(self) -> Known | None:
        """Read it; nothing when there is none that can be read."""
        try:
            handle = os.open(self._file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, encoding="utf-8") as file:
                read = json.load(file)
            both = {
                str(path): (Entry(*one), Entry(*other))
                for path, (one, other) in read["both"].items()
            }
            return Known(str(read["of"]), both, [*map(str, read["onTheWay"])])
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, known: Known) -> None:
        """Put it in the place of what was remembered."""
        both = {
            path: [[side.size, side.changed] for side in sides]
            for path, sides in known.both.items()
        }
        new = self._file.with_suffix(".new")
        value = {"of": known.of, "both": both, "onTheWay": known.on_the_way}
        _write(new, json.dumps(value))
        new.replace(self._file)


def _write(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, _NEW, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
