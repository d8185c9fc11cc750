"""Brings whole datasets into folders of their own, once."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from astrolabe_datasets.fetch import fetch_file
from astrolabe_datasets.problems import DatasetError
from astrolabe_datasets.repository import RemoteFile, list_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from astrolabe_datasets.wanted import Wanted

    Say = Callable[[str], None]

#: Beside the files of a dataset that is whole: what it is and when it came.
MARK = ".astrolabe-dataset.json"

_LONGEST_NAME = 80
_PROGRESS_SECONDS = 5


def folder_name(source: str) -> str:
    """Give the name of the folder for a source: another for each, and readable."""
    plain = re.sub(
        r"^(https?://(dx\.)?doi\.org/|doi:)", "", source, flags=re.IGNORECASE
    )
    if plain.startswith("10."):
        plain = plain.lower()  # DOIs are the same in capitals.
    name = re.sub(r"[^A-Za-z0-9.-]+", "_", re.sub(r"^https?://", "", plain)).strip("._")
    is_telling = re.fullmatch(r"10\.[A-Za-z0-9./-]+", plain) and "//" not in plain
    if is_telling and len(name) <= _LONGEST_NAME:
        return name
    mark = hashlib.sha256(plain.encode()).hexdigest()[:8]
    return f"{name[:_LONGEST_NAME]}-{mark}"


def bring(wanted: Wanted, root: Path, *, again: bool, say: Say) -> None:
    """
    Fetch a dataset, unless it is there.

    :param root: the folder in which each dataset has one of its own
    :param again: fetch it anew even if it is there
    :raises DatasetError: when it cannot be had as a whole
    """
    source = wanted.source
    folder = root / folder_name(source)
    if again:
        shutil.rmtree(folder, ignore_errors=True)
    elif _is_whole(source, folder):
        say(f"{source} is there already, in {folder.name}")
        return
    files = list_files(source) if wanted.files is None else wanted.files
    total = sum(file.size or 0 for file in files)
    say(f"{source}: {_counted(files)}, {in_words(total)}, into {folder.name}")
    _require_space(total, folder, root)
    folder.mkdir(parents=True, exist_ok=True)
    arrived = [
        {"name": file.name, "bytes": _fetched(file, folder, say)} for file in files
    ]
    mark = {
        "source": source,
        "fetchedAt": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "files": arrived,
    }
    (folder / MARK).write_text(json.dumps(mark, indent=2))
    say(f"{source} is there, whole")


def _fetched(file: RemoteFile, folder: Path, say: Say) -> int:
    last = time.monotonic()

    def on_bytes(count: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _PROGRESS_SECONDS:
            last = time.monotonic()
            of = f" of {in_words(file.size)}" if file.size else ""
            say(f"  {file.name}: {in_words(count)}{of}")

    size = fetch_file(file, folder, on_bytes)
    say(f"  {file.name}, {in_words(size)}")
    return size


def _is_whole(source: str, folder: Path) -> bool:
    try:
        mark = json.loads((folder / MARK).read_text())
        return mark["source"] == source and all(
            (folder / each["name"]).stat().st_size == each["bytes"]
            for each in mark["files"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _require_space(total: int, folder: Path, root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(root).free
    if total > free:
        raise DatasetError(
            f"No space left on device: {folder.name} has {in_words(total)}, and "
            f"{in_words(free)} are free",
            "Ask for more disk, or for less data.",
        )


def _counted(files: list[RemoteFile]) -> str:
    return "1 file" if len(files) == 1 else f"{len(files)} files"


def in_words(count: float) -> str:
    """Say a number of bytes as people do."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000 or unit == "GB":  # noqa: PLR2004
            break
        count /= 1000
    return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
