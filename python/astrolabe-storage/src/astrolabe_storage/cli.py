"""The command `astrolabe-storage`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from pathlib import Path

from astrolabe_storage.copies import Copies
from astrolabe_storage.mounts import is_mounted, take_off
from astrolabe_storage.notes import WORKLOAD_VARIABLE, say
from astrolabe_storage.remote import Account, Remote, StorageError
from astrolabe_storage.server import Server
from astrolabe_storage.watch import Watch

_POLL_SECONDS = 0.1
_DEEDS = ["mount", "wait", "end", "copy-in", "copy-back"]
#: Of what may be waited for at the end, how long for what it measures with.
_LEAVE_SECONDS = 8


def main(arguments: list[str] | None = None) -> int:
    """Mount a storage, wait until it is mounted, or see to it that it is no more."""
    options = _options(arguments)
    at: Path = options.at
    problem = at.parent / f".{at.name}.problem"
    if options.what == "mount":
        return _mount(at, problem, options)
    if options.what in {"copy-in", "copy-back"}:
        return _copy(at, options)
    if options.what == "wait":
        return _wait(at, problem, options.seconds)
    return _end(at)


def _mount(at: Path, problem: Path, options: argparse.Namespace) -> int:
    problem.unlink(missing_ok=True)
    if is_mounted(at):
        say("What an earlier one has left is taken off.")
        take_off(at)
    at.mkdir(parents=True, exist_ok=True)
    try:
        remote = Remote(Account.from_environment())
        remote.ask()
    except StorageError as error:
        line = f"✖ The storage lets nobody in: {error}"
        say(line)
        problem.write_text(line)
        return 1
    server = Server(remote)
    watch = Watch(remote, server.control)

    def finish(*_: object) -> None:
        end = time.monotonic() + options.seconds
        watch.leave(_LEAVE_SECONDS)
        server.finish(end - time.monotonic())

    signal.signal(signal.SIGTERM, finish)
    server.mount(at, read_only=options.read_only)
    watching = threading.Thread(
        target=_watch, args=[at, watch, server, options.read_only], daemon=True
    )
    watching.start()
    code = server.wait()
    if code:
        problem.write_text("✖ The storage could not be mounted: see its task's log")
    return code


def _copy(at: Path, options: argparse.Namespace) -> int:
    workload = os.environ.get(WORKLOAD_VARIABLE, "unknown")
    if options.shared:
        # rclone gets it from us.
        os.umask(0)
    try:
        copies = Copies(Remote(Account.from_environment()), at)
        if options.what == "copy-in":
            copies.bring(
                limit_bytes=options.limit_bytes,
                workload=workload,
                read_only=options.read_only,
            )
        else:
            copies.take_back(workload, options.tries_for)
    except (StorageError, OSError, ValueError) as error:
        say(f"✖ {error}")
        return 1
    return 0


def _watch(at: Path, watch: Watch, server: Server, read_only: bool) -> None:  # noqa: FBT001
    while server.runs and not is_mounted(at):
        time.sleep(_POLL_SECONDS)
    watch.run(read_only=read_only, goes_on=lambda: server.runs)


def _wait(at: Path, problem: Path, seconds: float) -> int:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_mounted(at):
            say("The storage is mounted.")
            return 0
        if problem.exists():
            say(problem.read_text())
            return 1
        time.sleep(_POLL_SECONDS)
    say(f"✖ The storage was not mounted within {seconds:.0f} s: see its task's log")
    return 1


def _end(at: Path) -> int:
    if is_mounted(at):
        take_off(at)
        say("The storage was still mounted, and is no more.")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="astrolabe-storage", description="Mount a storage for a workload"
    )
    parser.add_argument("what", choices=_DEEDS)
    parser.add_argument("--at", type=Path, required=True, help="the folder")
    parser.add_argument("--read-only", action="store_true", help="nobody writes to it")
    parser.add_argument(
        "--shared", action="store_true", help="whoever sees a copy may change it"
    )
    parser.add_argument(
        "--limit-bytes", type=int, default=sys.maxsize, help="what it may take here"
    )
    parser.add_argument(
        "--tries-for",
        type=float,
        default=0,
        help="for how many seconds what cannot be copied back is tried again",
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=25,
        help="how long to wait, until it is mounted, or until all has arrived (25)",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
