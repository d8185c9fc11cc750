"""Fetches one file, and believes it only when it is what was promised."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING

import requests

from astrolabe_datasets.problems import DatasetError
from astrolabe_datasets.repository import LATER, RemoteFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ATTEMPTS = 3
FIRST_PAUSE_SECONDS = 1.0
_CHUNK_BYTES = 1 << 20
_SERVER_ERROR = 500
_TOO_MANY = 429


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
            time.sleep(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1))
    raise AssertionError


def is_there(file: RemoteFile, target: Path) -> bool:
    """Say whether an earlier attempt has got it already, and all of it."""
    if not target.is_file() or (file.size is None and file.digest is None):
        return False
    if file.size is not None and target.stat().st_size != file.size:
        return False
    if file.digest is None or file.algorithm is None:
        return True
    digest = hashlib.new(file.algorithm, usedforsecurity=False)
    with target.open("rb") as content:
        while chunk := content.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest() == file.digest


def _fetch_once(file: RemoteFile, target: Path, on_bytes: Callable[[int], None]) -> int:
    draft = target.with_name(f".{target.name}.part")
    digest = (
        hashlib.new(file.algorithm, usedforsecurity=False) if file.algorithm else None
    )
    size = 0
    try:
        with requests.get(file.url, stream=True, timeout=60) as answer:
            answer.raise_for_status()
            with draft.open("wb") as content:
                for chunk in answer.iter_content(_CHUNK_BYTES):
                    content.write(chunk)
                    size += len(chunk)
                    if digest:
                        digest.update(chunk)
                    on_bytes(size)
        if file.size is not None and size != file.size:
            raise _ChangedError(f"it has {size} bytes and not {file.size}")
        if digest and digest.hexdigest() != file.digest:
            raise _ChangedError(f"its {file.algorithm} is not what the repository says")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return size


def _may_pass(error: Exception) -> bool:
    if isinstance(error, requests.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        return status >= _SERVER_ERROR or status == _TOO_MANY
    return True
