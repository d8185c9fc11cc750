"""The command `astrolabe-bioimage`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from astrolabe_bioimage import CACHE


def main(arguments: list[str] | None = None) -> int:
    """Fetch a model, become DEEPaaS, and answer only when that cannot be."""
    options = _options(arguments)
    folder = options.folder.resolve()
    # It is read when `bioimageio` is imported.
    os.environ.setdefault("BIOIMAGEIO_CACHE_PATH", str(folder / CACHE))
    from astrolabe_bioimage import model  # noqa: PLC0415
    from astrolabe_bioimage.fetch import fetch  # noqa: PLC0415
    from astrolabe_bioimage.problems import ModelProblem, say  # noqa: PLC0415

    try:
        os.environ[model.FOLDER] = str(fetch(options.source, folder))
    except ModelProblem as problem:
        say(f"✖ {problem}. {problem.next_step}")
        return 1
    except OSError as error:
        say(f"✖ {error}. Launch it again, with more disk where that is full.")
        return 1
    program = str(Path(sys.executable).parent / "deepaas-run")
    address = ["--listen-ip", options.host, "--listen-port", str(options.port)]
    return os.execv(  # noqa: S606
        program, [program, *address, "--model-name", "bioimage"]
    )


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="astrolabe-bioimage", description="Serves a model of bioimage.io"
    )
    parser.add_argument("--source", required=True, help="address of an rdf.yaml")
    parser.add_argument("--folder", type=Path, default=Path(), help="where it all goes")
    parser.add_argument("--host", default="127.0.0.1", help="where to listen")
    parser.add_argument("--port", type=int, required=True, help="where to listen")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
