"""The command `astrolabe-datasets`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

# Where what is fetched only to find repositories is kept, beside nobody's data.
os.environ.setdefault("XDG_CACHE_HOME", tempfile.gettempdir())

from requests.adapters import HTTPAdapter

from astrolabe_datasets.dataset import bring
from astrolabe_datasets.problems import DatasetError
from astrolabe_datasets.wanted import Wanted

_PATIENCE_SECONDS = 60


def main(arguments: list[str] | None = None) -> int:
    """Bring all that is wanted, and say of what could not be had what to do."""
    options = _options(arguments)
    _be_patient(_PATIENCE_SECONDS)
    wanted = [Wanted.read(each) for each in json.loads(options.sources.read_text())]
    failures: list[tuple[str, str]] = []
    for each in wanted:
        try:
            bring(each, options.folder, again=options.again, say=_say)
        except DatasetError as error:
            failures.append((str(error), error.next_step))
        except OSError as error:
            failures.append(
                (f"{each.source}: {error}", "Look at what the folder allows.")
            )
    for message, next_step in failures:
        _say(f"✖ {message}. {next_step}")
    return 1 if failures else 0


def _say(line: str) -> None:
    # What a repository calls its files is no command to a terminal.
    text = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line
    )
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _be_patient(seconds: float) -> None:
    """Wait no longer than this for a silent server; datahugger would for ever."""
    send = HTTPAdapter.send

    def patient(self: Any, request: Any, **options: Any) -> Any:  # noqa: ANN401
        options["timeout"] = options.get("timeout") or seconds
        return send(self, request, **options)

    HTTPAdapter.send = patient  # type: ignore[method-assign,assignment]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="astrolabe-datasets",
        description="Fetch datasets from repositories, by their DOIs",
    )
    parser.add_argument(
        "--sources",
        type=Path,
        required=True,
        metavar="FILE",
        help="a JSON list of DOIs and addresses, or of {source, files}",
    )
    parser.add_argument(
        "--folder", type=Path, required=True, help="each gets a folder of its own in it"
    )
    parser.add_argument(
        "--again", action="store_true", help="also what is there already"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
