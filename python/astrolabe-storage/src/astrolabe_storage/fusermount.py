"""
The command `fusermount3`, as rclone calls it, where images have none.

It opens `/dev/fuse`, mounts it for one user, and hands it over on the socket
that `_FUSE_COMMFD` names. As root it needs no setuid program, so that a
container keeps `no-new-privileges`. For anybody else it is the system's own.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from astrolabe_storage.mounts import mount_fuse, take_off

#: `user:group` who may use what is mounted; this process's own, unless said.
OWNER_VARIABLE = "STORAGE_OWNER"

_SYSTEM = "/usr/bin/fusermount3"


def main() -> int:
    """Mount, or take off with `-u`."""
    arguments = sys.argv[1:]
    if os.geteuid() != 0:
        os.execv(_SYSTEM, [_SYSTEM, *arguments])  # noqa: S606
    point = Path(arguments[-1])
    if "-u" in arguments:
        take_off(point)
        return 0
    options = arguments[arguments.index("-o") + 1].split(",")
    descriptor = os.open("/dev/fuse", os.O_RDWR)
    mount_fuse(
        point,
        descriptor=descriptor,
        owner=_owner(),
        read_only="ro" in options,
    )
    with socket.socket(fileno=int(os.environ["_FUSE_COMMFD"])) as waiting:
        socket.send_fds(waiting, [b"\0"], [descriptor])
    return 0


def _owner() -> tuple[int, int]:
    user, group = os.environ.get(OWNER_VARIABLE, f"{os.getuid()}:{os.getgid()}").split(
        ":"
    )
    return int(user), int(group)


if __name__ == "__main__":
    sys.exit(main())
