"""Asks a repository what files a dataset has."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import datahugger
import requests
from datahugger.exceptions import DOIError, RepositoryNotSupportedError

from astrolabe_datasets.problems import DatasetError

LATER = "Try again later; if it stays so, ask who looks after the repository."
OTHER = "Give the address of a file itself instead, one for each file."

_RESTRICTED = {401, 403}
_MISSING = {404, 410}


@dataclass(frozen=True)
class RemoteFile:
    """A file that a repository offers; sizes are in bytes."""

    name: str
    url: str
    size: int | None = None
    algorithm: str | None = None
    digest: str | None = None


def list_files(source: str) -> list[RemoteFile]:
    """
    Say what there is to fetch.

    :param source: a DOI, or the address of a dataset or of a file
    :raises DatasetError: when nobody can say
    """
    try:
        files = _asked(source)
    except DOIError as error:
        raise DatasetError(
            f"There is no DOI {source}", "Compare it with where you have it from."
        ) from error
    except requests.HTTPError as error:
        raise _refused(source, error) from error
    except requests.RequestException as error:
        raise DatasetError(
            f"{source} could not be asked for: {error}",
            "Try again later; if it stays so, ask who operates this site whether it "
            "reaches the repository.",
        ) from error
    if not files:
        raise DatasetError(f"{source} has no files", OTHER)
    return files


def _asked(source: str) -> list[RemoteFile]:
    try:
        found = datahugger.info(source, progress=False).files
        return [_file(each) for each in found]
    except RepositoryNotSupportedError as error:
        if source.startswith(("http://", "https://")):
            return [_itself(source)]
        raise DatasetError(f"The repository of {source} is not known", OTHER) from error
    except (NotImplementedError, ImportError) as error:
        raise DatasetError(
            f"{source} is no dataset that can be fetched this way", OTHER
        ) from error
    except requests.RequestException:
        raise
    except DOIError:
        raise
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise DatasetError(
            f"What the repository of {source} answered was not understood: {error!r}",
            OTHER,
        ) from error


def _file(found: dict[str, Any]) -> RemoteFile:
    algorithm, digest = found["hash_type"], found["hash"]
    is_known = algorithm in hashlib.algorithms_available and isinstance(digest, str)
    return RemoteFile(
        name=checked_name(found["name"]),
        url=checked_url(found["link"]),
        size=int(found["size"]) if found["size"] is not None else None,
        algorithm=algorithm if is_known else None,
        digest=digest.lower() if is_known else None,
    )


def _itself(url: str) -> RemoteFile:
    """Name a file by the end of its address."""
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    return RemoteFile(name=checked_name(name or "file"), url=url)


def checked_name(name: object) -> str:
    """
    Give a path that stays below the folder that it is put into.

    :raises DatasetError: for any other
    """
    parts = name.split("/") if isinstance(name, str) else [""]
    is_fine = all(part not in {"", ".", ".."} for part in parts) and all(
        char.isprintable() and char != "\\" for char in "".join(parts)
    )
    if is_fine:
        return "/".join(parts)
    raise DatasetError(
        f"The repository names a file {name!r}, which is no name of a file", OTHER
    )


def checked_url(url: object) -> str:
    """
    Give an address that can be fetched.

    :raises DatasetError: for any other
    """
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        return url
    raise DatasetError(f"The repository says that a file is at {url!r}", OTHER)


def _refused(source: str, error: requests.HTTPError) -> DatasetError:
    answer = error.response
    status = answer.status_code if answer is not None else 0
    where = urlsplit(answer.url).netloc if answer is not None else "It"
    if status in _MISSING:
        return DatasetError(
            f"{where} has no {source} ({status})",
            "Compare it with where you have it from.",
        )
    if status in _RESTRICTED:
        return DatasetError(
            f"{where} gives {source} to nobody without permission ({status})",
            "Only open datasets can be fetched: fetch it yourself and upload it.",
        )
    return DatasetError(f"{where} answered {status} for {source}", LATER)
