"""What was done before in the folder of a workload, so that a restart is quick."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FILE = ".astrolabe-module.json"


def recall(folder: Path, about: str) -> object:
    """Answer what was remembered last; None, if nothing is."""
    return _read(folder).get(about)


def remember(folder: Path, about: str, what: object) -> None:
    """Keep it, or, when the machine ends just then, what was kept before."""
    part = folder / f"{_FILE}.part"
    part.write_text(json.dumps({**_read(folder), about: what}))
    part.rename(folder / _FILE)


def _read(folder: Path) -> dict[str, object]:
    try:
        known = json.loads((folder / _FILE).read_text())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
