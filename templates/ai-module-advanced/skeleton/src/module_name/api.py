"""What DEEPaaS calls; the entry point of `pyproject.toml` names this file."""

from __future__ import annotations

from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from marshmallow import fields, validate

from module_name import model, training
from module_name.errors import BadInputError
from module_name.files import FileError, read_rows

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
    _model(training.stamp())


def get_predict_args() -> dict[str, fields.Field]:
    """List what `predict` takes: one thing, or a file of many."""
    return {
        "width": fields.Float(
            load_default=9.0, metadata={"description": "Width of the thing, in cm"}
        ),
        "height": fields.Float(
            load_default=1.0, metadata={"description": "Height of the thing, in cm"}
        ),
        "probabilities": fields.Bool(
            load_default=True,
            metadata={"location": "form", "description": "Say how sure it is, too"},
        ),
        "file": fields.Field(
            required=False,
            metadata={
                "type": "file",
                "location": "form",
                "description": "CSV with columns width and height, instead of those",
            },
        ),
    }


def predict(**arguments: Any) -> dict[str, Any]:
    """Say what the thing is, or what those of the file are."""
    found = _model(training.stamp()).predict(_rows_of(arguments))
    if not arguments.get("probabilities", True):
        found = [{"label": one["label"]} for one in found]
    return {"status": "OK", "predictions": found}


def get_train_args() -> dict[str, fields.Field]:
    """List what `train` takes."""
    return {
        "test_share": fields.Float(
            load_default=0.25,
            validate=validate.Range(min=0.1, max=0.5),
            metadata={"description": "Part of the examples that is kept for the test"},
        ),
        "seed": fields.Int(
            load_default=0,
            validate=validate.Range(min=0, max=2**32 - 1),
            metadata={"description": "The same seed gives the same model"},
        ),
    }


def train(**arguments: Any) -> dict[str, Any]:
    """Train a model, keep it, and say how good it is."""
    return training.train(
        test_share=float(arguments["test_share"]), seed=int(arguments["seed"])
    )


def _rows_of(arguments: dict[str, Any]) -> list[list[float]]:
    sent = arguments.get("file")
    if sent is None:
        rows = [[float(arguments["width"]), float(arguments["height"])]]
    else:
        rows = _rows_of_file(Path(sent.filename))
    if min(min(row) for row in rows) <= 0:
        raise BadInputError("width and height have to be greater than 0")
    return rows


def _rows_of_file(file: Path) -> list[list[float]]:
    try:
        return read_rows(file)
    except FileError as error:
        raise BadInputError(str(error)) from error
    finally:
        # DEEPaaS leaves what was sent in the folder for temporary files.
        file.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _model(_stamp: int) -> model.Model:
    return training.load()
