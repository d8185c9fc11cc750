"""Tells what is installed for a module, as CycloneDX."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from astrolabe_module.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from astrolabe_module.install import Installed


def write_sbom(installed: Installed, to: Path, log: Path) -> None:
    """
    Write the packages of the module's environment, checked against the schema.

    Raises `Failed`. Needs `cyclonedx-bom` in our environment.
    """
    part = to.with_name(f".{to.name}.part")
    pyproject = installed.source / "pyproject.toml"
    root = ["--pyproject", str(pyproject)] if _has_project(pyproject) else []
    # Isolated: modules that the project has of Python's names are its own.
    command = [sys.executable, "-I", "-m", "cyclonedx_py", "environment", *root]
    where = ["-o", str(part), str(installed.programs / "python")]
    with log.open("w") as written:
        tell = lambda line: print(line, file=written)  # noqa: E731
        options = ["--output-reproducible", "--validate"]
        # Also what it starts would take files of where it runs for modules of Python.
        run([*command, *options, *where], folder=to.parent, tell=tell)
    told = json.loads(part.read_text())
    part.write_text(json.dumps(_without_places(told), indent=1))
    part.rename(to)


def _has_project(pyproject: Path) -> bool:
    text = pyproject.read_text(errors="replace") if pyproject.exists() else ""
    return any(line.strip() == "[project]" for line in text.splitlines())


def _without_places(told: dict[str, Any]) -> dict[str, Any]:
    """Leave out where on this machine something was: it is of use to nobody else."""
    root = told.get("metadata", {}).get("component", {})
    for each in (root, *told.get("components", [])):
        references = each.pop("externalReferences", None) or []
        kept = [one for one in references if not one["url"].startswith("file:")]
        if kept:
            each["externalReferences"] = kept
    return told
