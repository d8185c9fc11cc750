"""
What a caller did wrong.

DEEPaaS runs `predict` and `train` in processes of their own and passes errors back
by pickle. An error that it does not know reaches the caller without its cause.
"""

from __future__ import annotations

import json

from aiohttp import web


class BadInputError(web.HTTPBadRequest):
    """Input that cannot be used, with its cause, as JSON."""

    def __init__(self, cause: str) -> None:
        """Take the sentence that the caller will read."""
        self.cause = cause
        super().__init__(
            text=json.dumps({"message": cause}), content_type="application/json"
        )

    def __reduce__(self) -> tuple[type[BadInputError], tuple[str]]:
        """Say how to make it again in the other process."""
        return (BadInputError, (self.cause,))
