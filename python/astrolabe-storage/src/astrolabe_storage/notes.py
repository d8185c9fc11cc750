"""What a task tells in its log: lines for people, and lines for the portal."""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime, timedelta, timezone

#: A line of the log that begins so is for the portal.
PREFIX = "::astrolabe:: "
#: In the environment: which workload this is for.
WORKLOAD_VARIABLE = "ASTROLABE_WORKLOAD_ID"
#: What ends a line for some reader, or cannot be written at all.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def say(line: str) -> None:
    """Write a line into the task's log, whatever names of files are in it."""
    safe = _CONTROL.sub(lambda found: ascii(found.group())[1:-1], line)
    _write(f" {safe}" if safe.startswith(PREFIX.strip()) else safe)


def note(about: str, **values: object) -> None:
    """Tell the portal how something is now; the last one about it counts."""
    present = {name: value for name, value in values.items() if value is not None}
    _write(f"{PREFIX}{json.dumps({about: present})}")


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def now(seconds: float = 0) -> str:
    """In so many seconds: UTC, ISO 8601."""
    time = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return time.isoformat(timespec="milliseconds")[:-6] + "Z"


def megabytes(count: float) -> str:
    """In words, such as `12.3 MB`."""
    amount = count / 1e6
    return f"{amount:.1f} MB" if amount < 10 else f"{amount:.0f} MB"  # noqa: PLR2004
