"""Installs a module with what it needs, in an environment of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from astrolabe_module.memory import recall, remember
from astrolabe_module.problems import ModuleProblem, say
from astrolabe_module.run import Failed, run

if TYPE_CHECKING:
    from pathlib import Path

#: Where DEEPaaS looks for the modules that it serves.
_GROUP = "deepaas.v2.model"
_NAMES = f"""
import json
from importlib.metadata import entry_points
print(json.dumps(sorted({{each.name for each in entry_points(group="{_GROUP}")}})))
"""


@dataclass(frozen=True)
class Installed:
    """A module that can be run: where its programs are."""

    programs: Path

    def modules(self) -> list[str]:
        """Ask what DEEPaaS would serve, by name."""
        python = str(self.programs / "python")
        answer = subprocess.run(  # noqa: S603
            [python, "-c", _NAMES], capture_output=True, check=True, text=True
        )
        names: list[str] = json.loads(answer.stdout)
        return names

    def module(self) -> str:
        """Name the module to serve. Raises `ModuleProblem` when there is none."""
        names = self.modules()
        if not names:
            raise ModuleProblem(
                f"The project names no module in the entry point group '{_GROUP}'",
                f"""Add it to pyproject.toml: [project.entry-points."{_GROUP}"].""",
            )
        return names[0]


def install(source: Path, folder: Path) -> Installed:
    """
    Install the project of `source`, editable: it may read files beside its code.

    Once: what was installed before is taken as it is. Raises `ModuleProblem`.
    """
    if not any((source / name).exists() for name in ("pyproject.toml", "setup.py")):
        raise ModuleProblem(
            "The repository has no pyproject.toml and no setup.py in its top folder",
            "A module is a Python project: 'astrolabe module new' makes one.",
        )
    environment = folder / ".environment"
    programs = environment / "bin"
    # Its programs hold its path: a copy of the folder elsewhere is no environment.
    made = {"at": str(environment), "python": sys.version}
    if recall(folder, "environment") == made:
        return Installed(programs)
    shutil.rmtree(environment, ignore_errors=True)
    say("Installing the module and what it needs")
    try:
        virtualenv = [sys.executable, "-m", "virtualenv", "--quiet", "--no-download"]
        run([*virtualenv, str(environment)], folder=folder)
        pip = [str(programs / "python"), "-m", "pip", "install"]
        quietly = ["--progress-bar=off", "--disable-pip-version-check", "--no-input"]
        what = ["--no-cache-dir", "--editable", str(source), "deepaas"]
        run([*pip, *quietly, *what], folder=folder)
    except Failed as error:
        # pip says what was wrong in lines of their own, amid others.
        _, mark, why = str(error).rpartition("ERROR: ")
        raise ModuleProblem(
            f"The module cannot be installed: {why if mark else error}",
            "Mend what pyproject.toml asks for; 'pip install -e .' says the same.",
        ) from error
    remember(folder, "environment", made)
    return Installed(programs)
