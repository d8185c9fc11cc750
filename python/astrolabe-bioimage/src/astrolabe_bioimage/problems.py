"""What can be wrong with a model or with what is asked of it."""

from __future__ import annotations

import json

from aiohttp import web


class ModelProblem(Exception):  # noqa: N818
    """A model that cannot be served, and the next step."""

    def __init__(self, message: str, next_step: str) -> None:
        """Take one sentence each, the first without its full stop."""
        super().__init__(message)
        self.next_step = next_step


class BadInputError(web.HTTPBadRequest):
    """Input that cannot be used, with the cause, as JSON. It survives pickle."""

    def __init__(self, cause: str) -> None:
        """Take the sentence that the caller will read."""
        self.cause = cause
        super().__init__(
            text=json.dumps({"message": cause}), content_type="application/json"
        )

    def __reduce__(self) -> tuple[type[BadInputError], tuple[str]]:
        """Say how to make it again in the other process."""
        return (BadInputError, (self.cause,))


def say(line: str) -> None:
    """Write a line into the task's log; what others wrote commands no terminal."""
    text = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line
    )
    print(text, flush=True)  # noqa: T201
