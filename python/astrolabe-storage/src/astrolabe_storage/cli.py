"""The command `astrolabe-storage`."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from astrolabe_storage.mounts import is_mounted, take_off
from astrolabe_storage.server import Account, Server, StorageError, say

_POLL_SECONDS = 0.1


def main(arguments: list[str] | None = None) -> int:
    """Mount a storage, wait until it is mounted, or see to it that it is no more."""
    options = _options(arguments)
    at: Path = options.at
    problem = at.parent / f".{at.name}.problem"
    if options.what == "mount":
        return _mount(at, problem, options)
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
        server = Server(Account.from_environment())
        server.ask()
    except StorageError as error:
        line = f"✖ The storage lets nobody in: {error}"
        say(line)
        problem.write_text(line)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: server.finish(options.seconds))
    server.mount(at, read_only=options.read_only)
    code = server.wait()
    if code:
        problem.write_text("✖ The storage could not be mounted: see its task's log")
    return code


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
    parser.add_argument("what", choices=["mount", "wait", "end"])
    parser.add_argument("--at", type=Path, required=True, help="the folder")
    parser.add_argument("--read-only", action="store_true", help="nobody writes to it")
    parser.add_argument(
        "--seconds",
        type=float,
        default=25,
        help="how long to wait, until it is mounted, or until all has arrived (25)",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
