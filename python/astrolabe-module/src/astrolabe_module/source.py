"""Fetches the repository of a module."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from astrolabe_module.memory import forget_installed, recall, remember
from astrolabe_module.problems import ModuleProblem, say
from astrolabe_module.run import Failed, run

if TYPE_CHECKING:
    from pathlib import Path

#: What git takes for a branch, a tag or a commit, and never for an option.
_REVISION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]{0,254}")
#: Nothing but the web: git knows protocols that run programs.
_ONLY_WEB = {"GIT_ALLOW_PROTOCOL": "http:https", "GIT_TERMINAL_PROMPT": "0"}


#: What a fetched folder is, below it.
_MEMORY = ".git/astrolabe.json"


@dataclass(frozen=True)
class Source:
    """Where a module is: the web address of a repository, and what of it."""

    address: str
    revision: str = "HEAD"

    def check(self) -> None:
        """Raise `ModuleProblem` where git shall not be asked."""
        if not _is_public_web_address(self.address):
            raise ModuleProblem(
                f"'{_without_user(self.address)}' is no web address of a repository",
                "Give the module's metadata the https address of its repository, "
                "without a name or password in it.",
            )
        if not _REVISION.fullmatch(self.revision):
            raise ModuleProblem(
                f"'{self.revision}' is no name of a branch, a tag or a commit",
                "Launch it again with one that the repository has.",
            )


def fetch(source: Source, folder: Path) -> Path:
    """
    Bring the repository into `folder/source`, once: a restart runs the same code.

    One that follows its module is started again at another commit: what was there is
    set aside, so that it can go back without its forge. Answers where it is. Raises
    `ModuleProblem`.
    """
    source.check()
    target = folder / "source"
    wanted = {"address": source.address, "revision": source.revision}
    # Within the folder: code and what it is arrive in one step.
    present = recall(target / _MEMORY)
    if target.exists():
        if not isinstance(present, dict) or present.get("address") != source.address:
            raise ModuleProblem(
                "The folder 'source' holds something else than this module",
                "Rename or remove it, or launch the module anew.",
            )
        # Who names none wants what is there, such as what a snapshot has brought.
        if present == wanted or source.revision == Source.revision:
            say(f"{source.address} is here already")
            return target
    code = folder / ".source.before"
    if recall(code / _MEMORY) != wanted:
        code = folder / ".source.next"
        _bring(source, wanted, code)
    _exchange(code, folder)
    return target


def _exchange(code: Path, folder: Path) -> None:
    """Put it in place, and set aside what was there; ended midway, it is done again."""
    target = folder / "source"
    # What was installed is of other code.
    forget_installed(folder)
    if target.exists():
        aside = folder / ".source.aside"
        shutil.rmtree(aside, ignore_errors=True)
        target.rename(aside)
        code.rename(target)
        shutil.rmtree(folder / ".source.before", ignore_errors=True)
        aside.rename(folder / ".source.before")
    else:
        code.rename(target)


def _bring(source: Source, wanted: dict[str, str], into: Path) -> None:
    if recall(into / _MEMORY) == wanted:
        return
    shutil.rmtree(into, ignore_errors=True)
    part = into.parent / ".source.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    say(f"Fetching {source.revision} of {source.address}")
    try:
        _git(part, "init", "--quiet")
        _git(part, "remote", "add", "origin", source.address)
        _git(part, "fetch", "--quiet", "--depth=1", "origin", source.revision)
        _git(part, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        modules = ["update", "--init", "--recursive", "--depth=1", "--quiet"]
        _git(part, "submodule", *modules)
        _git(part, "log", "-1", "--format=This is commit %H of %cI")
    except Failed as error:
        raise ModuleProblem(
            f"{source.revision} of {source.address} cannot be fetched: {error}",
            _next_step(str(error), source.revision),
        ) from error
    remember(part / _MEMORY, wanted)
    part.rename(into)


def commit_of(source: Path) -> str:
    """Answer which commit is there."""
    said: list[str] = []
    run(["git", "rev-parse", "HEAD"], folder=source, tell=said.append)
    return said[0]


def _git(folder: Path, *arguments: str) -> None:
    run(["git", *arguments], folder=folder, env={**os.environ, **_ONLY_WEB})


def _is_public_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        named = parts.username is not None or parts.password is not None
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not named


def _without_user(address: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", address)


def _next_step(words: str, revision: str) -> str:
    if "There is no program" in words:
        return "Whoever looks after this site has to install git."
    if "No space left" in words:
        return "Launch it again with more disk."
    if "submodule" in words or "transport" in words:
        return "Name its submodules by https addresses that anybody may read."
    if re.fullmatch(r"[0-9a-f]{7,39}", revision):
        return "Give all 40 digits of a commit, or a branch or a tag."
    return "See that the repository is public and has that branch, tag or commit."
