"""What can go wrong, in words for the person who asked for the data."""

from __future__ import annotations


class DatasetError(Exception):
    """One source could not be had; what to do is said too."""

    def __init__(self, message: str, next_step: str) -> None:
        """Keep both sentences."""
        super().__init__(message)
        self.next_step = next_step
