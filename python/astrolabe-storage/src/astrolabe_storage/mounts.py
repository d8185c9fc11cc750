"""Mounting, and what is mounted: the few calls of Linux that Python lacks."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_MS_NOSUID = 2
_MS_NODEV = 4
_MS_RDONLY = 1
_MNT_DETACH = 2

_libc = ctypes.CDLL(None, use_errno=True)


def mount_fuse(
    point: Path, *, descriptor: int, owner: tuple[int, int], read_only: bool
) -> None:
    """
    Mount what is served at an open `/dev/fuse`.

    The kernel lets the owner in and nobody else, not even root of the machine:
    who removes folders there cannot remove what is in the storage.

    :param owner: user and group
    :raises OSError: when it may not be
    """
    user, group = owner
    options = f"fd={descriptor},rootmode=40000,user_id={user},group_id={group}"
    flags = _MS_NOSUID | _MS_NODEV | (_MS_RDONLY if read_only else 0)
    failed = _libc.mount(
        b"storage", bytes(point), b"fuse.rclone", flags, options.encode()
    )
    if failed:
        raise _error(point)


def take_off(point: Path) -> None:
    """
    Unmount, also what is used or whose server is dead.

    :raises OSError: when it may not be
    """
    if _libc.umount2(bytes(point), _MNT_DETACH):
        raise _error(point)


def is_mounted(point: Path) -> bool:
    """Say whether something is mounted there, without asking it."""
    wanted = str(point)
    with Path("/proc/self/mountinfo").open() as lines:
        return any(_unescaped(line.split(" ")[4]) == wanted for line in lines)


def _unescaped(text: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n")):
        text = text.replace(code, char)
    return text.replace("\\134", "\\")


def _error(point: Path) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number), str(point))
