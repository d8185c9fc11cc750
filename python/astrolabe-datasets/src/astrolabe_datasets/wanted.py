"""What somebody wants: a source, and its files where the portal knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from astrolabe_datasets.repository import RemoteFile, checked_name, checked_url


@dataclass(frozen=True)
class Wanted:
    """A dataset to fetch."""

    #: A DOI, or the address of a dataset or of a file.
    source: str
    #: As the portal was told; nothing where the repository is to be asked here.
    files: list[RemoteFile] | None = None

    @classmethod
    def read(cls, entry: str | dict[str, Any]) -> Wanted:
        """Read an entry of the list: a source alone, or one with its files."""
        if isinstance(entry, str):
            return cls(entry)
        return cls(
            entry["source"],
            [
                RemoteFile(
                    name=checked_name(file["name"]),
                    url=checked_url(file["url"]),
                    size=file.get("size"),
                    algorithm=file.get("algorithm"),
                    digest=file.get("digest"),
                )
                for file in entry["files"]
            ],
        )
