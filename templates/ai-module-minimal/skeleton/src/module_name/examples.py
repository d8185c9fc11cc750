"""What there is to learn from: replace it with your data."""

from __future__ import annotations

LABELS = ("flat", "upright")

# Width and height in cm, and which of the labels it is.
EXAMPLES: list[tuple[list[float], int]] = [
    ([9.0, 1.0], 0),
    ([8.0, 2.0], 0),
    ([7.5, 0.5], 0),
    ([6.0, 1.5], 0),
    ([1.0, 9.0], 1),
    ([2.0, 8.0], 1),
    ([0.5, 7.5], 1),
    ([1.5, 6.0], 1),
]
