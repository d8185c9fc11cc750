"""Reads files of many examples."""

from __future__ import annotations

import csv
from math import isfinite
from pathlib import Path

COLUMNS = ("width", "height")
MOST_ROWS = 100_000


class FileError(Exception):
    """A file that cannot be used, and why."""


def read_rows(file: Path) -> list[list[float]]:
    """
    Read the columns `width` and `height` of a CSV file.

    :raises FileError: naming the line that is wrong
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = set(COLUMNS) - set(reader.fieldnames or ())
            if missing:
                raise FileError(f"it has no column {', '.join(sorted(missing))}")
            rows = [_row(line, number) for number, line in enumerate(reader, 2)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise FileError(f"it is no CSV file: {error}") from error
    if not rows:
        raise FileError("it has no rows")
    return rows


def _row(line: dict[str, str], number: int) -> list[float]:
    if number > MOST_ROWS + 1:
        raise FileError(f"it has more than {MOST_ROWS} rows")
    try:
        row = [float(line[column]) for column in COLUMNS]
    except (TypeError, ValueError) as error:
        raise FileError(f"line {number} does not have two numbers") from error
    if not all(map(isfinite, row)):
        raise FileError(f"line {number} has a number without end")
    return row
