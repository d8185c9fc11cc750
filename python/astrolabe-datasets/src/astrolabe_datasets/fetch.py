"""Fetches one file, and believes it only when it is what was promised."""

from __future__ import annotations

import hashlib
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import requests

from astrolabe_datasets.problems import DatasetError
from astrolabe_datasets.repository import LATER, RemoteFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ATTEMPTS = 3
FIRST_PAUSE_SECONDS = 1.0
#: A server may ask for a longer pause, and is asked again after this one.
LONGEST_PAUSE_SECONDS = 300.0
_CHUNK_BYTES = 1 << 20
_SERVER_ERROR = 500
_TOO_MANY = 429
_PARTIAL = 206
_NO_SUCH_RANGE = 416


class _ChangedError(Exception):
    """What came is not what was promised."""


def fetch_file(file: RemoteFile, folder: Path, on_bytes: Callable[[int], None]) -> int:
    """
    Put a file into a folder, whole or not at all.

    :param on_bytes: told how many bytes are there so far
    :returns: how many bytes it has
    :raises DatasetError: when it cannot be had
    """
    target = folder / file.name
    if is_there(file, target):
        return target.stat().st_size
    target.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _fetch_once(file, target, on_bytes)
        except (requests.RequestException, _ChangedError) as error:
            if attempt == ATTEMPTS or not _may_pass(error):
                raise DatasetError(
                    f"{file.name} could not be fetched: {error}", LATER
                ) from error
            time.sleep(_pause(error, attempt))
    raise AssertionError


def is_there(file: RemoteFile, target: Path) -> bool:
    """Say whether an earlier attempt has got it already, and all of it."""
    if not target.is_file() or (file.size is None and file.digest is None):
        return False
    if file.size is not None and target.stat().st_size != file.size:
        return False
    if file.digest is None or file.algorithm is None:
        return True
    return _digest_of(target, file.algorithm) == file.digest


def _fetch_once(file: RemoteFile, target: Path, on_bytes: Callable[[int], None]) -> int:
    """Go on where an earlier attempt was cut off: what came is kept."""
    draft = target.with_name(f".{target.name}.part")
    # Only what can be checked as a whole is put together from parts.
    is_checked = file.digest is not None
    begun = draft.stat().st_size if is_checked and draft.is_file() else 0
    headers = {"Range": f"bytes={begun}-"} if begun else {}
    # As it is: a compressed answer would have neither its size nor its hash.
    headers["Accept-Encoding"] = "identity"
    try:
        with requests.get(file.url, headers=headers, stream=True, timeout=60) as answer:
            _require_good(answer)
            goes_on = answer.status_code == _PARTIAL
            size = begun if goes_on else 0
            with draft.open("ab" if goes_on else "wb") as content:
                for chunk in answer.iter_content(_CHUNK_BYTES):
                    content.write(chunk)
                    size += len(chunk)
                    on_bytes(size)
        _require_promised(file, draft)
    except _ChangedError:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(target)
    return size


def _require_good(answer: requests.Response) -> None:
    if answer.status_code == _NO_SUCH_RANGE:
        raise _ChangedError("it is shorter now than what had come of it")
    answer.raise_for_status()


def _require_promised(file: RemoteFile, draft: Path) -> None:
    size = draft.stat().st_size
    if file.size is not None and size != file.size:
        raise _ChangedError(f"it has {size} bytes and not {file.size}")
    if file.algorithm and _digest_of(draft, file.algorithm) != file.digest:
        raise _ChangedError(f"its {file.algorithm} is not what the repository says")


def _digest_of(path: Path, algorithm: str) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with path.open("rb") as content:
        while chunk := content.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _pause(error: Exception, attempt: int) -> float:
    """Give the seconds that a busy server asks for (RFC 9110), or our own."""
    own: float = FIRST_PAUSE_SECONDS * 2 ** (attempt - 1)
    answer = error.response if isinstance(error, requests.HTTPError) else None
    said = answer.headers.get("Retry-After", "") if answer is not None else ""
    if said.isdigit():
        return min(max(float(said), own), LONGEST_PAUSE_SECONDS)
    try:
        seconds = parsedate_to_datetime(said).timestamp() - time.time()
    except ValueError:
        return own
    return min(max(seconds, own), LONGEST_PAUSE_SECONDS)


def _may_pass(error: Exception) -> bool:
    if isinstance(error, requests.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        return status >= _SERVER_ERROR or status == _TOO_MANY
    return True
