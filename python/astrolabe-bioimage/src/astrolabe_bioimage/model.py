"""A model of the zoo: what it takes, what it answers."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from bioimageio.core import create_prediction_pipeline, load_model_description
from bioimageio.core.digest_spec import create_sample_for_model, get_member_id
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    RuntimeException,
)

from astrolabe_bioimage.fetch import WEIGHTS
from astrolabe_bioimage.problems import BadInputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What is raised of a picture that does not fit: by bioimageio, and by ONNX Runtime.
_NOT_TAKEN = (
    *(ValueError, RuntimeError, KeyError, IndexError),
    *(InvalidArgument, RuntimeException, Fail),
)
#: Where the model is.
FOLDER = "ASTROLABE_BIOIMAGE_FOLDER"


@lru_cache
def description() -> Any:  # noqa: ANN401 - one of two versions of the format
    """Read its description, as it was fetched."""
    return load_model_description(
        Path(os.environ[FOLDER]) / "rdf.yaml", perform_io_checks=False
    )


@lru_cache
def _pipeline() -> Any:  # noqa: ANN401 - has no public type
    """Load the weights, once for each process."""
    return create_prediction_pipeline(description(), weight_format=WEIGHTS)


def the_input() -> Any:  # noqa: ANN401 - one of two versions of the format
    """Describe the one picture that it takes."""
    return description().inputs[0]


def outputs() -> list[str]:
    """Name what it answers."""
    return [str(get_member_id(each)) for each in description().outputs]


def shape_of(described: Any) -> str:  # noqa: ANN401
    """Say its axes and their sizes, such as `batch, channel 1, y 64 or more by 16`."""
    axes = described.axes
    if isinstance(axes, str):
        return ", ".join(axes)
    return ", ".join(f"{axis.id}{_size_of(axis.size)}" for axis in axes)


def _size_of(size: Any) -> str:  # noqa: ANN401 - one of several of the format
    if isinstance(size, int):
        return f" {size}"
    least, step = getattr(size, "min", None), getattr(size, "step", 1)
    if not least:
        return ""
    return f" {least} or more" + (f" by {step}" if step > 1 else "")


def answer(array: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """
    Give what it answers, by the names of its outputs.

    Raises `BadInputError` for a picture that it does not take.
    """
    takes = the_input()
    try:
        sample = create_sample_for_model(
            description(), inputs={get_member_id(takes): array}
        )
        done = _pipeline().predict_sample_without_blocking(sample)
    except _NOT_TAKEN as error:
        said = str(error).splitlines()[:1]
        # Which axes there are is told already, in other words.
        why = "" if not said or "AxisInfo" in said[0] else f": {said[0]}"
        raise BadInputError(
            f"'data' is of {array.shape}; the model takes ({shape_of(takes)}){why}"
        ) from error
    return {str(key): np.asarray(each.data) for key, each in done.members.items()}
