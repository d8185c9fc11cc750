"""Tells what is installed in an image, as CycloneDX, from its layers alone."""

from __future__ import annotations

import email
import json
import posixpath
import re
import tarfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from astrolabe_module.rpmdb import read_rpmdb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Where package managers keep what is installed, and which system it is.
_WANTED = re.compile(
    r"^(var/lib/dpkg/status(\.d/[^/]+)?|lib/apk/db/installed"
    r"|(usr/lib/sysimage|var/lib)/rpm/(rpmdb\.sqlite(-wal)?|Packages(\.db)?)"
    r"|(usr/lib|etc)/os-release"
    r"|.*/(site|dist)-packages/[^/]+\.(dist-info/METADATA|egg-info/PKG-INFO))$"
)
_WHITEOUT = ".wh."
_OPAQUE = ".wh..wh..opq"
#: Of one such file, of a database of RPM, and of all packages: whatever an image says.
_MOST_BYTES = 20_000_000
_MOST_RPMDB = 100_000_000
_MOST_PACKAGES = 20_000


@dataclass
class _Layer:
    files: dict[str, bytes] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


def write_image_sbom(
    archive: IO[bytes], name: str, to: Path, tell: Callable[[str], None]
) -> int:
    """
    Write the packages of the image in a docker-archive, which is read as it comes.

    Those of dpkg, apk and RPM and distributions of Python; gives their number. Tells
    which of them cannot be read. Raises `ValueError` or `tarfile.TarError` where it is
    no such archive.
    """
    files, digest = _read(archive)
    image = Component(
        name=name,
        version=f"sha256:{digest}",
        type=ComponentType.CONTAINER,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        bom_ref="image",
    )
    bom = Bom()
    bom.metadata.component = image
    packages = {str(each): each for each in _packages(files, tell)}
    for purl in sorted(packages)[:_MOST_PACKAGES]:
        package = packages[purl]
        bom.components.add(
            Component(
                name=package.name,
                version=package.version,
                purl=package,
                bom_ref=purl,
            )
        )
    bom.register_dependency(image, bom.components)
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    # The same image gives the same text.
    told.pop("serialNumber", None)
    told["metadata"].pop("timestamp", None)
    part = to.with_name(f".{to.name}.part")
    part.write_text(json.dumps(told, indent=1))
    part.rename(to)
    return len(bom.components)


def _read(archive: IO[bytes]) -> tuple[dict[str, bytes], str]:
    """Read what is wanted of all layers, one on the other, and the image's digest."""
    layers: dict[str, _Layer] = {}
    told: list[dict[str, Any]] = []
    with tarfile.open(fileobj=archive, mode="r|") as outer:
        for member in outer:
            content = outer.extractfile(member) if member.isfile() else None
            if content is None:
                continue
            if member.name == "manifest.json":
                told = json.loads(content.read(_MOST_BYTES))
            elif member.name.endswith(".tar"):
                layers[member.name] = _read_layer(content)
    if not told:
        raise ValueError("it has no manifest")
    files: dict[str, bytes] = {}
    for name in told[0]["Layers"]:
        layer = layers[name]
        for path in layer.removed:
            inside = path if path.endswith("/") else f"{path}/"
            for old in [each for each in files if f"{each}/".startswith(inside)]:
                del files[old]
        files |= layer.files
    digest = posixpath.basename(told[0]["Config"]).removesuffix(".json")
    if not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError("it does not say its digest")
    return files, digest


def _read_layer(content: IO[bytes]) -> _Layer:
    layer = _Layer()
    with tarfile.open(fileobj=content, mode="r|*") as members:
        for member in members:
            path = posixpath.normpath(f"/{member.name}").lstrip("/")
            folder, base = posixpath.split(path)
            if base == _OPAQUE:
                layer.removed.append(f"{folder}/")
            elif base.startswith(_WHITEOUT):
                removed = posixpath.join(folder, base.removeprefix(_WHITEOUT))
                layer.removed.append(removed)
            elif member.isfile() and _WANTED.match(path):
                file = members.extractfile(member)
                most = _MOST_RPMDB if _is_rpmdb(path) else _MOST_BYTES
                if _is_old_rpmdb(path):
                    layer.files[path] = b""
                elif file is not None and member.size <= most:
                    layer.files[path] = file.read()
    return layer


def _is_rpmdb(path: str) -> bool:
    return path.endswith(("/rpm/rpmdb.sqlite", "/rpm/rpmdb.sqlite-wal"))


def _is_old_rpmdb(path: str) -> bool:
    """Of Berkeley DB, or of what SUSE has."""
    return path.endswith(("/rpm/Packages", "/rpm/Packages.db"))


def _packages(
    files: dict[str, bytes], tell: Callable[[str], None]
) -> Iterator[PackageURL]:
    release = files.get("usr/lib/os-release") or files.get("etc/os-release") or b""
    said = release.decode(errors="replace")
    system = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', said, re.MULTILINE))
    vendor = system.get("ID", "linux")
    distro = "-".join(filter(None, [vendor, system.get("VERSION_ID")]))
    for path, content in files.items():
        if _is_old_rpmdb(path):
            tell(f"What RPM has installed is not all told: /{path} is not of SQLite")
            continue
        if _is_rpmdb(path):
            if path.endswith("-wal"):
                continue
            try:
                yield from _rpm(content, files.get(f"{path}-wal"), vendor, distro)
            except ValueError as error:
                tell(f"What RPM has installed is not all told: /{path}: {error}")
            continue
        text = content.decode(errors="replace")
        if path.startswith("var/lib/dpkg/"):
            yield from _debian(text, vendor, distro)
        elif path == "lib/apk/db/installed":
            yield from _alpine(text, vendor, distro)
        elif "-packages/" in path:
            yield from _python(text)


def _debian(text: str, vendor: str, distro: str) -> Iterator[PackageURL]:
    for paragraph in text.split("\n\n"):
        said = dict(re.findall(r"^(\S+): (.*)$", paragraph, re.MULTILINE))
        status = said.get("Status", "install ok installed")
        if status.endswith(" installed") and {"Package", "Version"} <= said.keys():
            about = {"arch": said.get("Architecture", ""), "distro": distro}
            name, version = said["Package"], said["Version"]
            yield PackageURL("deb", vendor, name, version, about)


def _alpine(text: str, vendor: str, distro: str) -> Iterator[PackageURL]:
    for paragraph in text.split("\n\n"):
        said = dict(re.findall(r"^([PVA]):(.*)$", paragraph, re.MULTILINE))
        if {"P", "V"} <= said.keys():
            about = {"arch": said.get("A", ""), "distro": distro}
            yield PackageURL("apk", vendor, said["P"], said["V"], about)


def _rpm(
    database: bytes, log: bytes | None, vendor: str, distro: str
) -> Iterator[PackageURL]:
    for each in read_rpmdb(database, log):
        about = {"arch": each.arch, "distro": distro}
        if each.epoch is not None:
            about["epoch"] = str(each.epoch)
        version = f"{each.version}-{each.release}"
        yield PackageURL("rpm", vendor, each.name, version, about)


def _python(text: str) -> Iterator[PackageURL]:
    said = email.message_from_string(text)
    if said["Name"] and said["Version"]:
        yield PackageURL("pypi", None, str(said["Name"]), str(said["Version"]))
