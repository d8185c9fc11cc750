"""What DEEPaaS calls; the entry point of `pyproject.toml` names this file."""

from __future__ import annotations

from functools import lru_cache
from importlib import metadata
from typing import Any

from marshmallow import fields

from module_name import model
from module_name.errors import BadInputError

schema = {
    "status": fields.Str(required=True),
    "predictions": fields.List(fields.Dict(), required=True),
}


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
    """List what `predict` takes; its check asks it with the examples."""
    return {
        "width": fields.Float(
            required=True,
            metadata={"description": "Width of the thing, in cm", "example": 9.0},
        ),
        "height": fields.Float(
            required=True,
            metadata={"description": "Height of the thing, in cm", "example": 1.0},
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
