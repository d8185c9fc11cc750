"""
What DEEPaaS calls; the entry point of `pyproject.toml` names this file.

DEEPaaS runs `predict` in a process of its own and passes errors back by pickle.
An error that it does not know reaches the caller without its cause, so what a
caller did wrong is raised as :class:`BadInputError`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import metadata
from typing import Any

from aiohttp import web
from marshmallow import fields

from module_name import model

schema = {
    "status": fields.Str(required=True),
    "predictions": fields.List(fields.Dict(), required=True),
}


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


def get_metadata() -> dict[str, Any]:
    """Describe the module, as `pyproject.toml` does."""
    found = metadata.metadata("project-name")
    return {
        "name": found["Name"],
        "description": found["Summary"],
        "license": found["License-Expression"],
        "author": found["Author-email"],
        "version": found["Version"],
    }


def warm() -> None:
    """Make the model ready, so that the first caller need not wait."""
    _model()


def get_predict_args() -> dict[str, fields.Field]:
    """List what `predict` takes."""
    return {
        "width": fields.Float(
            required=True, metadata={"description": "Width of the thing, in cm"}
        ),
        "height": fields.Float(
            required=True, metadata={"description": "Height of the thing, in cm"}
        ),
    }


def predict(**arguments: Any) -> dict[str, Any]:
    """Say what the thing is."""
    row = [float(arguments["width"]), float(arguments["height"])]
    if min(row) <= 0:
        raise BadInputError("width and height have to be greater than 0")
    return {"status": "OK", "predictions": _model().predict([row])}


@lru_cache(maxsize=1)
def _model() -> model.Model:
    return model.load()
