"""Brings a model: its description, its test images, its weights."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

from bioimageio.core import load_model_description, test_model
from bioimageio.core.digest_spec import get_member_id
from bioimageio.spec import save_bioimageio_package_as_folder

from astrolabe_bioimage import CACHE
from astrolabe_bioimage.problems import ModelProblem, say

if TYPE_CHECKING:
    from pathlib import Path

#: The only format of weights that is served.
WEIGHTS: Final = "onnx"
_AGAIN = "Look whether its description and files can be had, and launch it again."
_ELSEWHERE = "Its page at bioimage.io names programs that run it."


def fetch(source: str, folder: Path) -> Path:
    """
    Bring the model that `source`, the address of an `rdf.yaml`, describes.

    Answers the folder below `folder` that has all of it. One that is there already is
    taken as it is. Raises `ModelProblem`.
    """
    model = folder / "model"
    if model.exists():
        say("The model is here already")
        return model
    if not source.startswith(("http://", "https://")):
        raise ModelProblem(f"'{source}' is no http or https address", _AGAIN)
    say(f"Reading {source}")
    # Its own words for what is wrong are many lines; a cause is one.
    try:
        described = load_model_description(source, perform_io_checks=False)
    except Exception as error:
        raise ModelProblem(
            f"The model cannot be read: {_first_line(error)}",
            _AGAIN,
        ) from error
    _assert_served(described)
    part = folder / "model.part"
    shutil.rmtree(part, ignore_errors=True)
    try:
        save_bioimageio_package_as_folder(
            described, output_path=part, weights_priority_order=[WEIGHTS]
        )
    except Exception as error:
        raise ModelProblem(
            f"The model's files cannot be fetched: {_first_line(error)}",
            _AGAIN,
        ) from error
    # What was fetched is in the package.
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    _try_out(part)
    part.rename(model)
    return model


def _assert_served(described: Any) -> None:  # noqa: ANN401 - one of two versions
    if getattr(described.weights, WEIGHTS) is None:
        has = ", ".join(key for key, value in described.weights if value is not None)
        raise ModelProblem(
            f"The model has no weights in ONNX, only in {has or 'nothing'}", _ELSEWHERE
        )
    needed = [
        str(get_member_id(each))
        for each in described.inputs
        if not getattr(each, "optional", False)
    ]
    if len(needed) > 1:
        raise ModelProblem(
            f"The model needs {len(needed)} pictures at once ({', '.join(needed)})",
            _ELSEWHERE,
        )


def _try_out(model: Path) -> None:
    """Whether it gives for its own test images the answer that its authors got."""
    say("Trying it with its own test images")
    told = test_model(model / "rdf.yaml", weight_format=WEIGHTS)
    if told.status != "passed":
        wrong = [error.msg for detail in told.details for error in detail.errors]
        raise ModelProblem(
            "The model does not answer as its authors say: "
            f"{wrong[0].splitlines()[0] if wrong else told.status}",
            _ELSEWHERE,
        )
    say("It answers as its authors say")


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    # The first one only says that something is wrong.
    return (lines[1] if len(lines) > 1 else lines[0] if lines else repr(error))[:300]
