"""Builds the image of a module, where there is something that builds images."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from typing import TYPE_CHECKING

from astrolabe_module.image_sbom import write_image_sbom
from astrolabe_module.run import Failed, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Either reads these, in this order.
_RECIPES = ("Containerfile", "Dockerfile")
_BUILDERS = ("buildah", "podman")
#: How either builds here, such as from which mirror: files that whoever runs us names.
_SETTINGS = ("CONTAINERS_CONF", "CONTAINERS_REGISTRIES_CONF")

#: How both end where a registry does not answer, which a module cannot help.
_AWAY = re.compile(
    r"^Error: .*initializing source .*: pinging container registry ([^\s:]+(:\d+)?):"
)


class CannotBuild(Exception):  # noqa: N818
    """Images of this module cannot be built here, whatever it says."""


def has_image(source: Path) -> bool:
    """Whether the project says how its image is made."""
    return any((source / name).is_file() for name in _RECIPES)


def build_image(
    source: Path, folder: Path, sbom: Path, tell: Callable[[str], None]
) -> None:
    """
    Build the image of the module in `source`, and tell what is in it; nothing is kept.

    What is in it is written to `sbom`; what cannot be read is told, and fails nothing.

    Layers stand below `folder` meanwhile: they count to the module's disk. Raises
    `Failed` with the last lines, `CannotBuild` where there is nothing that builds
    images, or no registry that answers.
    """
    builder = next((name for name in _BUILDERS if shutil.which(name)), None)
    if builder is None:
        raise CannotBuild(f"neither {' nor '.join(_BUILDERS)} is here")
    layers = folder / ".layers"
    home = folder / ".builder"
    home.mkdir(exist_ok=True)
    # Accounts at registries are those of whoever runs the portal.
    accounts = home / "accounts.json"
    accounts.write_text("{}")
    env = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "REGISTRY_AUTH_FILE": str(accounts),
        **{name: os.environ[name] for name in _SETTINGS if name in os.environ},
    }
    last = ""

    def keep(line: str) -> None:
        nonlocal last
        last = line
        tell(line)

    # Of sockets, so both refuse a path of more than 50 characters.
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as sockets:
        command = [builder, f"--root={layers}", f"--runroot={sockets}"]
        try:
            made = home / "image"
            build = [*command, "build", f"--iidfile={made}", str(source)]
            run(build, folder=source, env=env, tell=keep)
            push = [*command, "push", "--quiet", made.read_text().strip()]
            try:
                _describe(
                    [*push, "docker-archive:/dev/stdout"], env, source, sbom, tell
                )
            except (OSError, ValueError, tarfile.TarError) as error:
                tell(f"What is in the image cannot be told: {error}")
        except Failed as error:
            away = _AWAY.match(last)
            if not away:
                raise
            why = f"the registry {away[1]} of its base image does not answer here"
            raise CannotBuild(why) from error
        finally:
            # Layers are of users that only the builder can name.
            with contextlib.suppress(Failed):  # Then they go with the workload.
                run([*command, "rmi", "--all", "--force"], folder=source, env=env)
            shutil.rmtree(layers, ignore_errors=True)
            shutil.rmtree(home, ignore_errors=True)


def _describe(
    push: list[str],
    env: dict[str, str],
    source: Path,
    sbom: Path,
    tell: Callable[[str], None],
) -> None:
    """Read the image as it comes: it is never on the disk a second time."""
    pyproject = source / "pyproject.toml"
    text = pyproject.read_text(errors="replace") if pyproject.is_file() else ""
    named = re.search(r"""^name *= *["']([\w.-]+)["']""", text, re.MULTILINE)
    with subprocess.Popen(  # noqa: S603
        push,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as pushing:
        assert pushing.stdout is not None  # noqa: S101
        try:
            name = named[1] if named else "image"
            write_image_sbom(pushing.stdout, name, sbom, tell)
        finally:
            pushing.kill()
