"""Reads flowers from a CSV file that somebody sends."""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING

from astrolabe_iris.model import FEATURES

if TYPE_CHECKING:
    from pathlib import Path

MOST_FLOWERS = 10_000


class FlowerFileError(ValueError):
    """What is wrong in the file, in words for the person who sent it."""


def read_flowers(file: Path) -> list[list[float]]:
    """Read the four measurements of each flower; other columns are left alone."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return _read(csv.DictReader(stream))
    except UnicodeDecodeError as error:
        message = "The file is not text in UTF-8; send a CSV file."
        raise FlowerFileError(message) from error


def _read(reader: csv.DictReader[str]) -> list[list[float]]:
    missing = [name for name in FEATURES if name not in (reader.fieldnames or [])]
    if missing:
        message = (
            f"The file has no column {', '.join(missing)}. "
            f"Its first line has to name {', '.join(FEATURES)}."
        )
        raise FlowerFileError(message)
    flowers = [
        [_number(row[name], name, reader.line_num) for name in FEATURES]
        for row in reader
    ]
    if not flowers:
        message = "The file names its columns, but holds no flower."
        raise FlowerFileError(message)
    if len(flowers) > MOST_FLOWERS:
        message = f"The file holds {len(flowers)} flowers; send at most {MOST_FLOWERS}."
        raise FlowerFileError(message)
    return flowers


def _number(text: str | None, column: str, line: int) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        message = f"Line {line}, column {column}: {text!r} is not a number."
        raise FlowerFileError(message)
    return value
