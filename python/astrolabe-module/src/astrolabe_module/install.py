"""Installs a module with what it needs, in an environment of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from astrolabe_module.memory import ENVIRONMENT, INSTALLED, recall, remember
from astrolabe_module.problems import ModuleProblem, say
from astrolabe_module.run import Failed, run

if TYPE_CHECKING:
    from pathlib import Path

#: Where DEEPaaS looks for the modules that it serves.
_GROUP = "deepaas.v2.model"
#: Of what is installed from a folder first: what it needs may be a module too.
_NAMES = f"""
import json, sys
from importlib.metadata import distributions
own, others = set(), set()
for each in distributions():
    told = json.loads(each.read_text("direct_url.json") or "{{}}")
    names = own if told.get("url") == sys.argv[1] else others
    names.update(e.name for e in each.entry_points if e.group == "{_GROUP}")
print(json.dumps(sorted(own or others)))
"""
#: The interface that a module of this portal has.
_DEEPAAS = "deepaas>=2,<3"


@dataclass(frozen=True)
class Installed:
    """A module that can be run: its project, and where its programs are."""

    source: Path
    programs: Path

    def module(self) -> str:
        """Name the module that DEEPaaS shall serve. Raises `ModuleProblem`."""
        python = str(self.programs / "python")
        asked = subprocess.run(  # noqa: S603
            [python, "-I", "-c", _NAMES, self.source.as_uri()],
            capture_output=True,
            check=False,
            text=True,
        )
        if asked.returncode != 0:
            raise ModuleProblem(
                f"Its Python fails: {asked.stderr.strip()[-300:]}",
                "Remove the folder '.environment', or launch the module anew.",
            )
        names: list[str] = json.loads(asked.stdout.splitlines()[-1])
        if not names:
            raise ModuleProblem(
                f"The project names no module in the entry point group '{_GROUP}'",
                f"""Add it to pyproject.toml: [project.entry-points."{_GROUP}"].""",
            )
        if len(names) > 1:
            say(f"It names {', '.join(names)}: the first is served")
        return names[0]


def is_installed(folder: Path) -> bool:
    """Whether something was installed there to its end."""
    return recall(folder / ENVIRONMENT / INSTALLED) is not None


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
    environment = folder / ENVIRONMENT
    programs = environment / "bin"
    # Its programs hold its path: a copy of the folder elsewhere is no environment.
    made = {"at": str(environment), "python": sys.version}
    if recall(environment / INSTALLED) == made:
        return Installed(source, programs)
    shutil.rmtree(environment, ignore_errors=True)
    say("Installing the module and what it needs")
    try:
        virtualenv = [sys.executable, "-m", "virtualenv", "--quiet", "--no-download"]
        run([*virtualenv, str(environment)], folder=folder)
        pip = [str(programs / "python"), "-m", "pip", "install"]
        quietly = ["--progress-bar=off", "--disable-pip-version-check", "--no-input"]
        what = ["--no-cache-dir", "--editable", str(source), _DEEPAAS]
        run([*pip, *quietly, *what], folder=folder)
    except Failed as error:
        # pip says what was wrong in lines of their own, amid others.
        _, mark, why = str(error).rpartition("ERROR: ")
        raise ModuleProblem(
            f"The module cannot be installed: {why if mark else error}",
            "Launch it again with more disk."
            if "No space left" in str(error)
            else "Mend what pyproject.toml asks for; 'pip install -e .' says the same.",
        ) from error
    remember(environment / INSTALLED, made)
    return Installed(source, programs)
