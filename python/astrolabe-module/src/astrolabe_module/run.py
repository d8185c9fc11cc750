"""Runs programs, with what they say in the log."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from astrolabe_module.problems import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_KEPT_LINES = 5


class Failed(Exception):  # noqa: N818
    """A program ended in failure; in its last words."""


def run(
    arguments: Sequence[str],
    *,
    folder: Path,
    env: Mapping[str, str] | None = None,
    tell: Callable[[str], None] = say,
) -> None:
    """
    Run a program to its end; each line is told as it comes, to the log unless you say.

    Raises `Failed` with its last lines, or that there is no such program.
    """
    try:
        process = subprocess.Popen(  # noqa: S603
            list(arguments),
            cwd=folder,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except FileNotFoundError as error:
        raise Failed(f"There is no program '{arguments[0]}' here") from error
    last: list[str] = []
    assert process.stdout is not None  # noqa: S101
    for line in process.stdout:
        said = line.strip()
        if said:
            tell(said)
            last = [*last[-_KEPT_LINES + 1 :], said]
    if process.wait() != 0:
        words = " ".join(last)
        raise Failed(words or f"{arguments[0]} ended with {process.returncode}")
