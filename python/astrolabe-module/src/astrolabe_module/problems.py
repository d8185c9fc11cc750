"""What can be wrong with a module, and what to do then."""

from __future__ import annotations


class ModuleProblem(Exception):  # noqa: N818
    """A module that cannot be run, and the next step."""

    def __init__(self, message: str, next_step: str) -> None:
        """Take one sentence each, the first without its full stop."""
        super().__init__(message)
        self.next_step = next_step


def say(line: str) -> None:
    """Write a line into the task's log; what others wrote commands no terminal."""
    text = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line
    )
    print(text, flush=True)  # noqa: T201
