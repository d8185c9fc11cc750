"""Checks a module: as its own project says (tox), its API, its image."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Literal

from astrolabe_module.image import CannotBuild, build_image, has_image
from astrolabe_module.install import install, is_installed
from astrolabe_module.predict import NoExample, predict
from astrolabe_module.problems import ModuleProblem, say
from astrolabe_module.run import Failed, run
from astrolabe_module.sbom import write_sbom
from astrolabe_module.served import CannotServe, Served
from astrolabe_module.source import commit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: What is in the image that the project makes.
IMAGE_SBOM = "sbom.image.cdx.json"
_TOX_FILES = ("tox.ini", "tox.toml")


@dataclass(frozen=True)
class Check:
    """What one check said."""

    name: str
    status: Literal["passed", "failed", "skipped"]
    seconds: float = 0
    #: Below the folder of the report.
    log: str | None = None
    #: Why, in a line, where it has not passed.
    reason: str | None = None


def check(source: Path, folder: Path, report: Path) -> list[Check]:
    """
    Run every check of the project in `source`, also after one has failed.

    Writes `report/checks.json`, and a log for each; and what is installed for the
    module as `report/sbom.cdx.json`, in its image as `report/sbom.image.cdx.json`.
    Needs `tox` in our environment.
    """
    report.mkdir(parents=True, exist_ok=True)
    began = _now()
    checks: list[Check] = []
    api = _Api(source, folder)
    for name, ask in [
        *((each, _tox(source, each)) for each in _environments(source)),
        ("api", api.check),
        ("predict", api.check_predict),
        ("sbom", lambda log: _sbom(source, folder, log)),
        *([("image", lambda log: _image(source, folder, log))] * has_image(source)),
    ]:
        say(f"── {name}")
        done = _timed(name, ask, report / f"{_file_name(name)}.log")
        say(f"── {name}: {done.status}{f', {done.reason}' if done.reason else ''}")
        checks.append(done)
        # Whoever looks meanwhile sees how far it is.
        _write(report, began, source, checks)
    return checks


def _timed(name: str, ask: Callable[[Path], Check], log: Path) -> Check:
    began = time.monotonic()
    done = ask(log)
    seconds = round(time.monotonic() - began, 1)
    return replace(done, name=name, seconds=seconds, log=log.name)


def _environments(source: Path) -> list[str]:
    """Name the tox environments that run by default; none where tox is not used."""
    pyproject = source / "pyproject.toml"
    is_tox = any((source / name).exists() for name in _TOX_FILES) or (
        pyproject.exists() and "[tool.tox" in pyproject.read_text(errors="replace")
    )
    if not is_tox:
        say("The project has no tox.ini: only its API is checked")
        return []
    asked = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-m", "tox", "config", "--core", "-k", "env_list"],
        cwd=source,
        capture_output=True,
        check=False,
        text=True,
    )
    if asked.returncode != 0:
        last = (asked.stderr or asked.stdout).strip().splitlines()[-1:]
        raise ModuleProblem(
            f"tox cannot read the project: {' '.join(last)}",
            "Mend tox.ini; 'tox config' says the same.",
        )
    listed = re.search(r"^env_list =(.*(?:\n +\S+)*)", asked.stdout, re.MULTILINE)
    return listed[1].split() if listed else []


def _tox(source: Path, name: str) -> Callable[[Path], Check]:
    def ask(log: Path) -> Check:
        result = log.with_suffix(".json")
        options = ["--skip-missing-interpreters", "true", "--result-json", str(result)]
        command = [sys.executable, "-I", "-m", "tox", "run", "-e", name, *options]
        # Ours are for nobody's programs but ours.
        env = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
        try:
            with _telling(log) as tell:
                run(command, folder=source, env=env, tell=tell)
        except Failed as error:
            if not _was_skipped(result, name):
                return Check(name, "failed", reason=_last_line(error))
            return Check(name, "skipped", reason="its Python is not there")
        finally:
            result.unlink(missing_ok=True)
        return Check(name, "passed")

    return ask


def _was_skipped(result: Path, name: str) -> bool:
    """Whether tox had no interpreter for it: a success in which nothing was run."""
    try:
        told: dict[str, Any] = json.loads(result.read_text())["testenvs"][name]
    except (OSError, ValueError, KeyError):
        return False
    return "test" not in told and bool(told.get("result", {}).get("success"))


def _image(source: Path, folder: Path, log: Path) -> Check:
    try:
        with _telling(log) as tell:
            build_image(source, folder, log.parent / IMAGE_SBOM, tell)
    except CannotBuild as error:
        return Check("image", "skipped", reason=str(error))
    except Failed as error:
        return Check("image", "failed", reason=_last_line(error))
    return Check("image", "passed")


class _Api:
    """The module as DEEPaaS serves it."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.source = source
        self.folder = folder
        self.served: Served | None = None

    def check(self, log: Path) -> Check:
        """Whether it is served, with a description of it."""
        try:
            self.served = Served(install(self.source, self.folder), log)
            self.served.start()
        except (CannotServe, ModuleProblem) as problem:
            self.stop()
            if isinstance(problem, ModuleProblem):
                log.write_text(f"{problem}. {problem.next_step}\n")
            return Check("api", "failed", reason=str(problem))
        return Check("api", "passed")

    def check_predict(self, log: Path) -> Check:
        """Whether it predicts for the example that it brings; then it is done."""
        try:
            if self.served is None:
                return Check("predict", "skipped", reason="its API does not answer")
            said = predict(self.served)
            log.write_text(f"{said}\n")
        except NoExample as none:
            log.write_text(f"{none}\n")
            return Check("predict", "skipped", reason=str(none))
        except CannotServe as error:
            log.write_text(f"{error}\n")
            return Check("predict", "failed", reason=str(error)[-300:])
        finally:
            self.stop()
        return Check("predict", "passed")

    def stop(self) -> None:
        if self.served is not None:
            self.served.stop()
            self.served = None


def _sbom(source: Path, folder: Path, log: Path) -> Check:
    """Whether it can be told what is installed for the module."""
    if not is_installed(folder):
        return Check("sbom", "skipped", reason="the module could not be installed")
    try:
        write_sbom(install(source, folder), log.parent / "sbom.cdx.json", log)
    except (Failed, ModuleProblem) as problem:
        with log.open("a") as written:
            written.write(f"{problem}\n")
        return Check("sbom", "failed", reason=str(problem)[-300:])
    return Check("sbom", "passed")


@contextlib.contextmanager
def _telling(log: Path) -> Iterator[Callable[[str], None]]:
    """Tell what a program says in our log, and in one of its own."""
    with log.open("w") as written:

        def tell(line: str) -> None:
            say(line)
            written.write(f"{line}\n")

        yield tell


def _write(report: Path, began: str, source: Path, checks: list[Check]) -> None:
    told = {
        "commit": commit_of(source),
        "startedAt": began,
        "changedAt": _now(),
        "checks": [
            {key: value for key, value in asdict(each).items() if value is not None}
            for each in checks
        ],
    }
    part = report / ".checks.part"
    part.write_text(json.dumps(told, indent=2))
    part.rename(report / "checks.json")


def _last_line(error: Failed) -> str:
    return str(error)[-300:]


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")[:-6] + "Z"
