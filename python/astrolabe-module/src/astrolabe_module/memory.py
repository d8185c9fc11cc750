"""What was done before in the folder of a workload, so that a restart is quick."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def recall(file: Path) -> object:
    """Answer what was remembered there; None, if nothing is."""
    try:
        return json.loads(file.read_text())
    except (OSError, ValueError):
        return None


def remember(file: Path, what: object) -> None:
    """Keep it, or, when the machine ends just then, what was kept before."""
    part = file.with_name(f"{file.name}.part")
    with part.open("w") as written:
        json.dump(what, written)
        written.flush()
        os.fsync(written.fileno())
    part.rename(file)


#: What is installed for a module, and where it says so.
ENVIRONMENT = ".environment"
INSTALLED = "astrolabe.json"


def forget_installed(folder: Path) -> None:
    """Have it installed anew the next time."""
    (folder / ENVIRONMENT / INSTALLED).unlink(missing_ok=True)
