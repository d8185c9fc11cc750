"""
What DEEPaaS calls; the entry point `iris-classifier` names this module.

DEEPaaS runs `predict` and `train` in a process of their own and passes errors
back by pickle. An error that it does not know becomes an answer without a
cause, so what the caller did wrong is raised as :class:`BadInputError`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from aiohttp import web
from marshmallow import fields, validate

from astrolabe_iris import model
from astrolabe_iris.flowers import FlowerFileError, read_flowers

PACKAGE = "astrolabe-iris"

schema = {
    "status": fields.Str(required=True),
    "predictions": fields.List(fields.Dict(), required=True),
    "model": fields.Dict(required=True),
}


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


def get_metadata() -> dict[str, Any]:
    """Describe the module."""
    found = metadata.metadata(PACKAGE)
    return {
        "name": "Iris classifier",
        "description": found["Summary"],
        "license": found["License-Expression"],
        "author": "Astrolabe",
        "version": found["Version"],
    }


def warm() -> None:
    """Train at the first start, so that the first caller need not wait."""
    _current(_stamp())


def get_predict_args() -> dict[str, fields.Field]:
    """List what `predict` takes: the four measurements, or a file of many."""
    typical = {
        "sepal_length": (5.8, "Length of the sepal, in cm"),
        "sepal_width": (3.0, "Width of the sepal, in cm"),
        "petal_length": (4.3, "Length of the petal, in cm"),
        "petal_width": (1.3, "Width of the petal, in cm"),
    }
    measurements = {
        name: fields.Float(
            load_default=value,
            validate=validate.Range(min=0, max=30),
            metadata={"description": text},
        )
        for name, (value, text) in typical.items()
    }
    return {
        **measurements,
        # In the form beside the file, so that the form is never empty: DEEPaaS
        # answers 500 to the one that Swagger UI sends when no file is chosen.
        "probabilities": fields.Bool(
            load_default=True,
            metadata={
                "location": "form",
                "description": "Tell how likely each species is, too",
            },
        ),
        "file": fields.Field(
            required=False,
            metadata={
                "type": "file",
                "location": "form",
                "description": "CSV file with many flowers, instead of the numbers "
                f"above. Its columns: {', '.join(model.FEATURES)}.",
            },
        ),
    }


def predict(**arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - DEEPaaS decides
    """Classify one flower, or those of a file."""
    sent = arguments.get("file")
    if sent is None:
        flowers = [[float(arguments[name]) for name in model.FEATURES]]
    else:
        flowers = _flowers_of(Path(sent.filename))
    current = _current(_stamp())
    predictions = current.classify(flowers)
    if not arguments["probabilities"]:
        predictions = [{"species": one["species"]} for one in predictions]
    return {
        "status": "OK",
        "predictions": predictions,
        "model": current.summary(),
    }


def get_train_args() -> dict[str, fields.Field]:
    """List what `train` takes."""
    algorithms = list(model.ALGORITHMS)
    return {
        "algorithm": fields.Str(
            load_default=algorithms[0],
            validate=validate.OneOf(algorithms),
            metadata={"description": "How to learn"},
        ),
        "test_share": fields.Float(
            load_default=0.2,
            validate=validate.Range(min=0.1, max=0.5),
            metadata={"description": "Part of the flowers kept for measuring"},
        ),
        "seed": fields.Int(
            load_default=0,
            validate=validate.Range(min=0, max=2**32 - 1),
            metadata={"description": "The same seed gives the same model"},
        ),
    }


def train(**arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - DEEPaaS decides
    """Train a classifier, keep it, and tell how good it is."""
    made = model.fit(
        arguments["algorithm"],
        test_share=float(arguments["test_share"]),
        seed=int(arguments["seed"]),
    )
    model.save(made)
    return made.summary()


def _flowers_of(file: Path) -> list[list[float]]:
    try:
        return read_flowers(file)
    except FlowerFileError as error:
        raise BadInputError(str(error)) from error
    finally:
        # DEEPaaS leaves what was sent in the folder for temporary files.
        file.unlink(missing_ok=True)


def _stamp() -> int:
    """Change when a new classifier was saved."""
    file = model.model_file()
    return file.stat().st_mtime_ns if file.exists() else 0


@lru_cache(maxsize=1)
def _current(_stamp: int) -> model.TrainedModel:
    return model.load()
