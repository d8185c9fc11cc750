"""What DEEPaaS calls; the entry point `bioimage` names this module."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

from marshmallow import fields, validate

from astrolabe_bioimage import files, model
from astrolabe_bioimage.problems import BadInputError

_JSON = "application/json"
#: Answers that are files.
_FILES = {
    "image/png": lambda answered: files.to_png(_first(answered)),
    "image/tiff": lambda answered: files.to_tiff(_first(answered)),
    "application/zip": files.to_zip,
}


def get_metadata() -> dict[str, Any]:
    """Describe the model, in the words of whoever published it."""
    described = model.description()
    return {
        "name": str(described.name),
        "description": str(described.description or ""),
        "license": str(described.license or ""),
        "author": ", ".join(str(author.name) for author in described.authors),
        "version": str(described.version or ""),
        "inputs": model.shape_of(model.the_input()),
        "outputs": {
            name: model.shape_of(each)
            for name, each in zip(model.outputs(), described.outputs, strict=True)
        },
    }


def get_predict_args() -> dict[str, fields.Field]:
    """List what `predict` takes: a picture, and how to answer."""
    return {
        "data": fields.Raw(
            required=True,
            metadata={
                "type": "file",
                "location": "form",
                "description": "A picture: TIFF, PNG, JPEG or a file of NumPy. The "
                f"model takes ({model.shape_of(model.the_input())}).",
            },
        ),
        "accept": fields.Str(
            load_default="image/png",
            validate=validate.OneOf([*_FILES, _JSON]),
            metadata={
                "location": "headers",
                "description": "A picture for eyes, all numbers of the first output, "
                "those of each output, or what they are like",
            },
        ),
    }


def predict(**arguments: Any) -> Any:  # noqa: ANN401 - DEEPaaS decides
    """Answer a picture."""
    path = Path(arguments["data"].filename)
    try:
        picture = files.read(path)
    except Exception as error:
        raise BadInputError(
            "'data' is no picture that can be read. Send TIFF, PNG, JPEG or a file of "
            "NumPy."
        ) from error
    answered = model.answer(picture)
    write = _FILES.get(arguments["accept"])
    if write:
        return io.BytesIO(write(answered))
    return {"outputs": {name: _like(each) for name, each in answered.items()}}


def _first(answered: dict[str, Any]) -> Any:  # noqa: ANN401
    return next(iter(answered.values()))


def _like(array: Any) -> dict[str, Any]:  # noqa: ANN401
    told = {"shape": list(array.shape), "type": str(array.dtype)}
    if array.size == 0:
        return told
    return {
        **told,
        "min": _number(array.min()),
        "max": _number(array.max()),
        "mean": _number(array.mean()),
    }


def _number(value: Any) -> float | None:  # noqa: ANN401
    """Answer none for what JSON has no number for."""
    number = float(value)
    return number if math.isfinite(number) else None
