"""Pictures in and out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import imageio.v3 as iio
import numpy as np
import tifffile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_WHITE = 255
_PICTURE_AXES = 2


def read(path: Path) -> NDArray[Any]:
    """
    Read a picture: TIFF, NumPy, or whatever else `imageio` reads.

    Raises whatever its reader raises. Pickled arrays are refused: they are programs.
    """
    with path.open("rb") as file:
        head = file.read(6)
    if head.startswith(b"\x93NUMPY"):
        return np.asarray(np.load(path, allow_pickle=False))
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        # OME would name other files to read.
        return np.asarray(tifffile.imread(path, is_ome=False))
    return np.asarray(iio.imread(path))


def to_tiff(array: NDArray[Any]) -> bytes:
    """Write all numbers as they are."""
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, array, photometric="minisblack")
    return buffer.getvalue()


def to_png(array: NDArray[Any]) -> bytes:
    """Write a picture for eyes: the first plane, from its darkest to its brightest."""
    plane = np.asarray(array, dtype=np.float64)
    while plane.ndim > _PICTURE_AXES:
        plane = plane[0]
    plane = np.nan_to_num(np.atleast_2d(plane))
    low, high = float(plane.min()), float(plane.max())
    shown = (plane - low) / ((high - low) or 1) * _WHITE
    return bytes(iio.imwrite("<bytes>", shown.astype(np.uint8), extension=".png"))


def to_zip(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Write each as a file for NumPy, by its name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as file:
                np.save(file, array, allow_pickle=False)
    return buffer.getvalue()
