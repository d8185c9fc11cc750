"""Fetches the repository of a module."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from astrolabe_module.memory import recall, remember
from astrolabe_module.problems import ModuleProblem, say
from astrolabe_module.run import Failed, run

if TYPE_CHECKING:
    from pathlib import Path

#: What git takes for a branch, a tag or a commit, and never for an option.
_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]{0,254}")
#: Nothing but the web: git knows protocols that run programs.
_GIT = {"GIT_ALLOW_PROTOCOL": "http:https", "GIT_TERMINAL_PROMPT": "0"}


@dataclass(frozen=True)
class Source:
    """Where a module is: the web address of a repository, and what of it."""

    address: str
    revision: str = "HEAD"

    def check(self) -> None:
        """Raise `ModuleProblem` where git shall not be asked."""
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ModuleProblem(
                f"'{self.address}' is no web address of a repository",
                "Give the module's metadata the https address of its repository.",
            )
        if not _REVISION.fullmatch(self.revision):
            raise ModuleProblem(
                f"'{self.revision}' is no name of a branch, a tag or a commit",
                "Launch it again with one that the repository has.",
            )


def fetch(source: Source, folder: Path) -> Path:
    """
    Bring the repository into `folder/source`, once: a restart runs the same code.

    Answers where it is. Raises `ModuleProblem`.
    """
    source.check()
    target = folder / "source"
    wanted = {"address": source.address, "revision": source.revision}
    if target.exists() and recall(folder, "source") == wanted:
        say(f"{source.address} is here already")
        return target
    if target.exists():
        raise ModuleProblem(
            "The folder 'source' holds another module or revision",
            "Rename or remove it, or launch the module anew.",
        )
    part = folder / ".source.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    say(f"Fetching {source.revision} of {source.address}")
    env = {**os.environ, **_GIT}
    try:
        run(["git", "init", "--quiet"], folder=part, env=env)
        run(["git", "remote", "add", "origin", source.address], folder=part, env=env)
        fetched = ["git", "fetch", "--quiet", "--depth", "1", "origin", source.revision]
        run(fetched, folder=part, env=env)
        run(["git", "checkout", "--quiet", "--detach", "FETCH_HEAD"], folder=part)
        modules = ["git", "submodule", "update", "--init", "--recursive", "--depth=1"]
        run([*modules, "--quiet"], folder=part, env=env)
        log = ["git", "log", "-1", "--format=This is commit %H of %cI"]
        run(log, folder=part)
    except Failed as error:
        raise ModuleProblem(
            f"{source.revision} of {source.address} cannot be fetched: {error}",
            "See that the repository is public and has that branch, tag or commit.",
        ) from error
    part.rename(target)
    remember(folder, "source", wanted)
    return target
