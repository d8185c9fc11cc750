"""Reads what RPM has installed from its database in SQLite, which it has since 4.16."""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Tags of a header, as rpmtag.h numbers them.
_NAME, _VERSION, _RELEASE, _EPOCH, _ARCH = 1000, 1001, 1002, 1003, 1022
#: Types of their values: a number of 32 bits, and a text that ends with a zero byte.
_INT32, _STRING = 4, 6
_ENTRY = struct.Struct(">4I")
#: No database of packages takes so many steps, however it is made; of each.
_MOST_STEPS = 100
_STEP = 1_000_000
#: No name and no version is as long.
_MOST_TEXT = 1000
_LIKE_NO_TABLE = "it has no table of packages"
_COLUMNS = "PRAGMA table_xinfo(Packages)"
_HEADERS = "SELECT blob FROM Packages WHERE typeof(blob) = 'blob'"


@dataclass
class RpmPackage:
    """A package, as RPM calls it."""

    name: str
    version: str
    release: str
    arch: str
    epoch: int | None


def read_rpmdb(database: bytes, log: bytes | None = None) -> Iterator[RpmPackage]:
    """
    Give the packages of a database; raises `ValueError` for what is none.

    The log beside it, `rpmdb.sqlite-wal`, has what is not written into it yet.
    Keys that signatures are checked with are kept in it like packages, and are none.
    """
    steps = iter(range(_MOST_STEPS))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rpmdb.sqlite"
        file.write_bytes(database)
        # Without one nothing is written beside it, whatever its journal was.
        where = f"{file.as_uri()}?mode=ro{'' if log else '&immutable=1'}"
        if log:
            file.with_name(f"{file.name}-wal").write_bytes(log)
        # No more is in it than it is long, however its pages are chained.
        left = len(database) + len(log or b"")
        try:
            with closing(sqlite3.connect(where, uri=True)) as db:
                db.set_progress_handler(lambda: next(steps, None) is None, _STEP)
                db.execute("PRAGMA trusted_schema = OFF")
                made = db.execute(
                    "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?",
                    ("Packages",),
                ).fetchone()
                # No view and no virtual table, whose rows a program makes.
                if not made or not str(made[0]).startswith("CREATE TABLE"):
                    raise ValueError(_LIKE_NO_TABLE)
                # Nor a column that is reckoned.
                columns = {row[1]: row[6] for row in db.execute(_COLUMNS)}
                if columns.get("blob") != 0:
                    raise ValueError(_LIKE_NO_TABLE)
                for (header,) in db.execute(_HEADERS):
                    left -= len(header)
                    if left < 0:
                        raise ValueError("more is in it than it is long")
                    package = _package(header)
                    if package and package.name != "gpg-pubkey":
                        yield package
        except sqlite3.Error as error:
            raise ValueError(str(error)) from error


def _package(header: bytes) -> RpmPackage | None:
    """Read a header: how many entries, how many bytes, the entries, the bytes."""
    try:
        count, length = struct.unpack_from(">2I", header)
        begin = 8 + count * _ENTRY.size
        said: dict[int, str | int] = {}
        for tag, kind, offset, _ in _ENTRY.iter_unpack(header[8:begin]):
            at = begin + offset
            end = min(begin + length, at + _MOST_TEXT)
            if kind == _STRING and tag in (_NAME, _VERSION, _RELEASE, _ARCH):
                text = header[at : header.index(b"\0", at, end)]
                said[tag] = text.decode(errors="replace")
            elif kind == _INT32 and tag == _EPOCH:
                (said[tag],) = struct.unpack_from(">i", header, at)
        return RpmPackage(
            name=str(said[_NAME]),
            version=str(said[_VERSION]),
            release=str(said[_RELEASE]),
            arch=str(said.get(_ARCH, "")),
            epoch=int(said[_EPOCH]) if _EPOCH in said else None,
        )
    except (struct.error, ValueError, KeyError):
        return None
