"""A module, from its repository to what it answers."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import forge
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from astrolabe_module.check import check
from astrolabe_module.cli import main
from astrolabe_module.image import CannotBuild, build_image
from astrolabe_module.image_sbom import write_image_sbom
from astrolabe_module.install import Installed, install
from astrolabe_module.predict import NoExample, predict
from astrolabe_module.problems import ModuleProblem
from astrolabe_module.served import CannotServe, Served
from astrolabe_module.source import Source, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PROJECT = """
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"
[project]
name = "leaf-counter"
version = "1.0.0"
{more}
[tool.setuptools]
py-modules = ["leaf_counter"]
"""
ENTRY = '[project.entry-points."deepaas.v2.model"]\nleaf-counter = "leaf_counter"\n'
CODE = """
from webargs import fields


def get_metadata():
    return {"name": "leaf-counter"}


def get_predict_args():
    colour = {"example": 'dark "green" & more'}
    photo = {"type": "file", "location": "form", "example": "photo.txt"}
    return {
        "leaves": fields.Int(load_default=1),
        "colour": fields.Str(metadata=colour),
        "sizes": fields.List(fields.Int(), load_default=[2, 3]),
        "photo": fields.Field(metadata=photo),
    }


def predict(**arguments):
    photo = arguments.pop("photo", None)
    seen = open(photo.filename).read() if photo else None
    return {**arguments, "seen": seen}
"""


@pytest.fixture
def repositories(tmp_path: Path) -> Path:
    root = tmp_path / "repositories"
    root.mkdir()
    return root


@pytest.fixture
def address(repositories: Path) -> Iterator[str]:
    with forge.serve(repositories) as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def test_brings_a_branch_a_tag_or_a_commit(
    repositories: Path, address: str, tmp_path: Path
) -> None:
    repository = repositories / "leaf"
    first = forge.commit(repository, {"which": "first"}, tag="v1/odd+name")
    forge.commit(repository, {"which": "second"})
    url = f"{address}/leaf/.git"
    for revision, which in [
        ("HEAD", "second"),
        ("main", "second"),
        ("v1/odd+name", "first"),
        (first, "first"),
    ]:
        folder = tmp_path / which / revision.replace("/", "-")
        source = fetch(Source(url, revision), folder)
        assert (source / "which").read_text() == which


def test_brings_submodules(repositories: Path, address: str, folder: Path) -> None:
    forge.commit(repositories / "model", {"weights": "1 2 3"})
    outer = repositories / "outer"
    forge.commit(outer, {"README.md": "outer"})
    forge.git(outer, "submodule", "--quiet", "add", f"{address}/model/.git", "model")
    forge.commit(outer, {"more": "x"})
    source = fetch(Source(f"{address}/outer/.git"), folder)
    assert (source / "model/weights").read_text() == "1 2 3"


def test_a_restart_runs_the_same_code(
    repositories: Path, address: str, folder: Path
) -> None:
    repository = repositories / "leaf"
    forge.commit(repository, {"which": "first"})
    source = Source(f"{address}/leaf/.git")
    (fetch(source, folder) / "mine").write_text("kept")
    forge.commit(repository, {"which": "second"})
    again = fetch(source, folder)
    assert (again / "which").read_text() == "first"
    assert (again / "mine").read_text() == "kept"
    (again / ".git/astrolabe.json").unlink()
    with pytest.raises(ModuleProblem, match="something else than this module"):
        fetch(source, folder)
    assert (again / "mine").read_text() == "kept"


def test_goes_on_with_another_commit_and_back_without_its_forge(
    repositories: Path, address: str, folder: Path
) -> None:
    repository = repositories / "leaf"
    first = Source(f"{address}/leaf/.git", forge.commit(repository, {"which": "first"}))
    fetch(first, folder)
    second = forge.commit(repository, {"which": "second"})
    installed = folder / ".environment/astrolabe.json"
    installed.parent.mkdir()
    installed.write_text("{}")
    code = fetch(Source(first.address, second), folder)
    assert (code / "which").read_text() == "second"
    # Other code may need other packages.
    assert not installed.exists()
    # What is away keeps nobody from going back.
    repository.rename(repositories / "gone")
    assert (fetch(first, folder) / "which").read_text() == "first"
    assert (fetch(Source(first.address, second), folder) / "which").exists()
    # As of a snapshot of it, launched without a revision.
    fetch(Source(first.address, second), folder)
    assert (fetch(Source(first.address), folder) / "which").read_text() == "second"
    # Ended between the two steps.
    (folder / "source").rename(folder / ".source.aside")
    assert (fetch(first, folder) / "which").read_text() == "first"


def test_a_fetch_that_was_cut_off_begins_anew(
    repositories: Path, address: str, folder: Path
) -> None:
    forge.commit(repositories / "leaf", {"which": "first"})
    (folder / ".source.part/.git").mkdir(parents=True)
    source = fetch(Source(f"{address}/leaf/.git"), folder)
    assert (source / "which").read_text() == "first"


@pytest.mark.parametrize(
    ("address", "revision"),
    [
        ("ext::sh -c 'touch pwned'", "HEAD"),
        ("file:///etc", "HEAD"),
        ("ssh://git@example.org/a", "HEAD"),
        ("--upload-pack=touch pwned", "HEAD"),
        ("", "HEAD"),
        ("https://[bad", "HEAD"),
        ("https://ada:secret@example.org/a", "HEAD"),
        ("https://example.org/a", "--upload-pack=touch pwned"),
        ("https://example.org/a", "a b"),
        ("https://example.org/a", "+refs/heads/*:refs/heads/*"),
    ],
)
def test_what_git_could_take_for_something_else_never_reaches_it(
    address: str, revision: str, folder: Path
) -> None:
    with pytest.raises(ModuleProblem):
        fetch(Source(address, revision), folder)
    assert list(folder.iterdir()) == []


def test_a_submodule_reaches_no_file_of_the_machine(
    repositories: Path,
    address: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As git was long, and as a machine may allow it.
    for name, value in [
        ("COUNT", "1"),
        ("KEY_0", "protocol.file.allow"),
        ("VALUE_0", "always"),
    ]:
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    secret = tmp_path / "secret"
    forge.commit(secret, {"secret": "x"})
    outer = repositories / "outer"
    forge.commit(outer, {"README.md": "outer"})
    forge.git(outer, "submodule", "--quiet", "add", str(secret), "inner")
    forge.commit(outer, {"more": "x"})
    with pytest.raises(ModuleProblem, match="not allowed"):
        fetch(Source(f"{address}/outer/.git"), folder)
    assert not (folder / "source").exists()


def test_says_what_is_missing(
    repositories: Path,
    address: str,
    folder: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    forge.commit(repositories / "leaf", {"which": "first"})
    serve = ["serve", "--port", "1", "--folder", str(folder), "--source"]
    assert main([*serve, f"{address}/none/.git"]) == 1
    assert "See that the repository is public" in capfd.readouterr().out
    assert main([*serve, f"{address}/leaf/.git", "--revision", "none"]) == 1
    assert "none of http" in capfd.readouterr().out
    assert main([*serve, f"{address}/leaf/.git", "--revision", "1234567"]) == 1
    assert "all 40 digits" in capfd.readouterr().out
    assert main([*serve, f"{address}/leaf/.git"]) == 1
    assert "no pyproject.toml and no setup.py" in capfd.readouterr().out


def test_says_why_it_cannot_be_installed_and_that_it_is_no_module(
    folder: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "leaf_counter.py").write_text("")
    (source / "pyproject.toml").write_text("[project")
    with pytest.raises(ModuleProblem, match="cannot be installed"):
        install(source, folder)
    old = PROJECT.format(more='requires-python = "<3.9"')
    (source / "pyproject.toml").write_text(old)
    with pytest.raises(ModuleProblem, match="installed: Package 'leaf-counter' requ"):
        install(source, folder)
    (source / "pyproject.toml").write_text(PROJECT.format(more=""))
    (folder / "bin").mkdir()
    (folder / "bin/python").symlink_to(sys.executable)
    with pytest.raises(ModuleProblem, match="names no module"):
        Installed(source, folder / "bin").module()


def test_serves_the_project_and_not_a_module_that_it_needs(
    repositories: Path, folder: Path, tmp_path: Path
) -> None:
    source = repositories / "plants"
    packages = tmp_path / "lib"
    for name, url in [("imgclas", None), ("plants", source.as_uri())]:
        told = packages / f"{name}-1.dist-info"
        told.mkdir(parents=True)
        (told / "METADATA").write_text(f"Name: {name}\nVersion: 1\n")
        entry = f"[deepaas.v2.model]\n{name} = {name}\n"
        (told / "entry_points.txt").write_text(entry)
        if url:
            (told / "direct_url.json").write_text(json.dumps({"url": url}))
    environment = folder / ".environment"
    making = [sys.executable, "-m", "virtualenv", "--quiet", "--no-download"]
    subprocess.run([*making, str(environment)], check=True)
    [there] = environment.glob("lib/python*/site-packages")
    (there / "more.pth").write_text(str(packages))
    assert Installed(source, environment / "bin").module() == "plants"


def test_goes_on_after_a_disk_that_was_full(
    repositories: Path,
    address: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    forge.commit(repositories / "leaf", {"which": "first"})
    serve = ["serve", "--port", "1", "--folder", str(folder), "--source"]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("astrolabe_module.source.remember", full)
        assert main([*serve, f"{address}/leaf/.git"]) == 1
    assert "more disk" in capfd.readouterr().out
    assert fetch(Source(f"{address}/leaf/.git"), folder).exists()


def test_serves_a_module_is_there_again_after_a_restart_and_checks_it(
    repositories: Path, address: str, folder: Path
) -> None:
    forge.commit(
        repositories / "leaf",
        {
            "pyproject.toml": PROJECT.format(more=ENTRY),
            "leaf_counter.py": CODE,
            # Of a name that programs of ours import.
            "json.py": "raise RuntimeError('not yours')",
            "photo.txt": "a\r\nleaf",
        },
    )
    url = f"{address}/leaf/.git"
    with _serving(url, folder, seconds=300) as port:
        assert '"leaves": 7' in _predict(port, 7)
    # What is installed is not asked for again: nothing is there that could be.
    env = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:1/", "PIP_RETRIES": "0"}
    with _serving(url, folder, seconds=60, env=env) as port:
        assert '"leaves": 8' in _predict(port, 8)
    report = folder / "artefacts"
    options = ["--folder", str(folder), "--report", str(report)]
    assert main(["check", "--source", url, *options]) == 0
    # Without tox.ini there is nothing but its API to check, and what is installed.
    checks = json.loads((report / "checks.json").read_text())["checks"]
    statuses = [(each["name"], each["status"]) for each in checks]
    assert statuses == [("api", "passed"), ("predict", "passed"), ("sbom", "passed")]
    # With what the module says itself of its arguments.
    asked = (report / "predict.log").read_text()
    assert "colour=dark+%22green%22+%26+more" in asked
    _, _, answer = asked.partition("\n\n")
    assert json.loads(answer)["predictions"] == {
        "leaves": 1,
        "colour": 'dark "green" & more',
        "sizes": [2, 3],
        "seen": "a\nleaf",
    }
    _assert_tells_what_predictions_lack(folder)
    _assert_is_sbom(report / "sbom.cdx.json")
    ran = ["run", "--source", url, "--folder", str(folder), "--", "python", "-c"]
    program = "import leaf_counter; print(leaf_counter.__file__)"
    said = subprocess.run(
        [sys.executable, "-m", "astrolabe_module.cli", *ran, program],
        capture_output=True,
        check=True,
        text=True,
    )
    assert said.stdout.endswith(f"{folder.resolve()}/source/leaf_counter.py\n")


def _assert_tells_what_predictions_lack(folder: Path) -> None:
    source = folder / "source"
    code = source / "leaf_counter.py"
    for changed, error, why in [
        (
            CODE.replace("return {**", "1 / 0; return {**"),
            CannotServe,
            "500 at .*/pred",
        ),
        (CODE.replace("load_default=1", "required=True"), NoExample, "'leaves' has no"),
        (CODE.replace("photo.txt", "none.txt"), NoExample, "none.txt, is no file"),
        (CODE.replace("def predict(", "def other("), NoExample, "it does not predict"),
        ("raise RuntimeError('no model')", CannotServe, "DEEPaaS ended with 1"),
    ]:
        code.write_text(changed)
        served = Served(install(source, folder), folder / "served.log")
        with pytest.raises(error, match=why):
            _ask(served)
    assert "no model" in (folder / "served.log").read_text()
    code.write_text(CODE)


def _ask(served: Served) -> None:
    try:
        served.start()
        predict(served)
    finally:
        served.stop()


def _assert_is_sbom(file: Path) -> None:
    text = file.read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = json.loads(text)
    assert told["metadata"]["component"]["name"] == "leaf-counter"
    packages = {each["name"]: each for each in told["components"]}
    assert packages["deepaas"]["purl"].startswith("pkg:pypi/deepaas@2.")
    assert "aiohttp" in packages
    # Of the module alone, and not of what has checked it.
    assert "tox" not in packages
    assert "file:" not in text


TOX = """
[tox]
env_list = good, bad, py27
no_package = true
[testenv]
commands =
    good: python -c "print('all is well')"
    bad: python -c "import sys; print('\\x1b[31mred'); sys.exit('this is bad')"
    py27: python -V
[testenv:only-by-name]
commands = python -c "raise SystemExit(1)"
"""


def test_runs_each_check_of_the_project_also_after_one_has_failed(
    repositories: Path,
    address: str,
    folder: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    project = {
        # Of a name that programs of ours import.
        "json.py": "raise RuntimeError('not yours')",
        "tox.ini": TOX,
    }
    commit = forge.commit(repositories / "leaf", project)
    report = folder / "artefacts"
    options = ["--folder", str(folder), "--report", str(report)]
    assert main(["check", "--source", f"{address}/leaf/.git", *options]) == 1
    told = json.loads((report / "checks.json").read_text())
    assert told["commit"] == commit
    said = {each["name"]: each for each in told["checks"]}
    assert {name: each["status"] for name, each in said.items()} == {
        "good": "passed",
        "bad": "failed",
        "py27": "skipped",
        "api": "failed",
        "predict": "skipped",
        "sbom": "skipped",
    }
    assert "no pyproject.toml" in said["api"]["reason"]
    assert "this is bad" in said["bad"]["reason"]
    assert "all is well" in (report / said["good"]["log"]).read_text()
    assert "\x1b" not in capfd.readouterr().out
    assert sorted(each.name for each in report.iterdir()) == [
        *("api.log", "bad.log", "checks.json", "good.log", "py27.log"),
    ]


@pytest.mark.skipif(shutil.which("podman") is None, reason="builds a real image")
@pytest.mark.parametrize(
    ("recipe", "status", "reason"),
    [
        ("FROM scratch\nCOPY leaf.txt /leaf.txt\n", "passed", None),
        ("FROM scratch\nCOPY none.txt /leaf.txt\n", "failed", "none.txt"),
        ("FROM localhost:1/none\n", "skipped", "the registry localhost:1 of its"),
    ],
)
def test_builds_the_image_of_the_project(
    folder: Path, recipe: str, status: str, reason: str | None
) -> None:
    source = folder / "source"
    forge.commit(source, {"Dockerfile": recipe, "leaf.txt": "leaf"})
    image = check(source, folder, folder / "artefacts")[-1]
    assert (image.name, image.status) == ("image", status)
    is_told = (folder / "artefacts" / "sbom.image.cdx.json").exists()
    assert is_told == (status == "passed")
    assert (reason or "") in (image.reason or "")
    assert not (folder / ".layers").exists()


DPKG = """Package: libc6
Status: install ok installed
Architecture: amd64
Version: 2.36-9

Package: gone
Status: deinstall ok config-files
Version: 1
"""
APK = "C:Q1\nP:musl\nV:1.2.5-r0\nA:x86_64\n"
RECIPE = """FROM scratch
COPY status /var/lib/dpkg/status
COPY installed /lib/apk/db/installed
COPY os-release /usr/lib/os-release
COPY leaf /usr/lib/python3/dist-packages/leaf-1.0.dist-info/METADATA
COPY weed /opt/lib/python3/site-packages/weed-2.0.dist-info/METADATA
COPY leaf /tmp/site-packages/none.txt
"""


@pytest.mark.skipif(shutil.which("podman") is None, reason="builds a real image")
def test_tells_what_is_installed_in_the_image(folder: Path) -> None:
    source = folder / "source"
    files = {
        "Dockerfile": RECIPE,
        "pyproject.toml": PROJECT.format(more=""),
        "status": DPKG,
        "installed": APK,
        "os-release": 'ID=debian\nVERSION_ID="12"\n',
        "leaf": "Metadata-Version: 2.1\nName: leaf\nVersion: 1.0\n\nName: no\n",
        "weed": "Name: weed\nVersion: 2.0\n",
    }
    forge.commit(source, files)
    sbom = folder / "sbom"
    build_image(source, folder, sbom, print)
    text = sbom.read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    told = json.loads(text)
    image = told["metadata"]["component"]
    assert (image["name"], image["type"]) == ("leaf-counter", "container")
    assert image["version"] == f"sha256:{image['hashes'][0]['content']}"
    assert sorted(each["purl"] for each in told["components"]) == [
        "pkg:apk/debian/musl@1.2.5-r0?arch=x86_64&distro=debian-12",
        "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12",
        "pkg:pypi/leaf@1.0",
        "pkg:pypi/weed@2.0",
    ]


def test_takes_away_what_an_upper_layer_of_an_image_removes(folder: Path) -> None:
    place = "usr/lib/python3/site-packages"
    about = {f"{place}/{name}-1.dist-info/METADATA": name for name in "abc"}
    lower = {path: f"Name: {name}\nVersion: 1\n" for path, name in about.items()}
    upper = {
        f"{place}/.wh.a-1.dist-info": "",
        f"{place}/b-1.dist-info/.wh..wh..opq": "",
        f"{place}/../../../../../{place}/d-1.dist-info/METADATA": (
            "Name: d\nVersion: 2\n"
        ),
    }
    manifest = [{"Config": f"{'0' * 64}.json", "Layers": ["1.tar", "2.tar"]}]
    archive = _tar(
        {
            "2.tar": _tar(upper),
            "1.tar": _tar(lower),
            "manifest.json": json.dumps(manifest).encode(),
        }
    )
    sbom = folder / "sbom"
    assert write_image_sbom(io.BytesIO(archive), "leaf", sbom, print) == 2
    told = [each["purl"] for each in json.loads(sbom.read_text())["components"]]
    assert told == ["pkg:pypi/c@1", "pkg:pypi/d@2"]
    with pytest.raises(ValueError, match="no manifest"):
        write_image_sbom(io.BytesIO(_tar({})), "leaf", sbom, print)


def test_tells_what_rpm_has_installed_in_an_image(folder: Path) -> None:
    tree: dict[str, str | bytes] = {
        "usr/lib/os-release": 'ID="rhel"\nVERSION_ID="9.4"\n',
        "var/lib/rpm/rpmdb.sqlite": _rpmdb(
            folder,
            [
                _header("leaf", "2.0", "3.el9", "noarch", epoch=1),
                _header("weed", "1.4.1", "7", "x86_64"),
                _header("gpg-pubkey", "5a6340b3", "6229229e", ""),
                b"\xff" * 40,
            ],
        ),
    }
    sbom = folder / "sbom"
    assert write_image_sbom(io.BytesIO(_image(tree)), "leaf", sbom, print) == 2
    told = [each["purl"] for each in json.loads(sbom.read_text())["components"]]
    assert sorted(told) == [
        "pkg:rpm/rhel/leaf@2.0-3.el9?arch=noarch&distro=rhel-9.4&epoch=1",
        "pkg:rpm/rhel/weed@1.4.1-7?arch=x86_64&distro=rhel-9.4",
    ]


def test_tells_the_rest_of_an_image_whose_rpm_cannot_be_read(folder: Path) -> None:
    endless = (
        "CREATE VIEW Packages AS WITH RECURSIVE n(blob) AS"
        " (SELECT x'00' UNION ALL SELECT blob FROM n) SELECT blob FROM n"
    )
    reckoned = (
        "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY,"
        " blob BLOB AS (zeroblob(1000)))"
    )
    leaf = "usr/lib/python3/site-packages/leaf-1.dist-info/METADATA"
    sbom = folder / "sbom"
    for name, content, why in [
        ("rpmdb.sqlite", b"no database", "database"),
        ("rpmdb.sqlite", _rpmdb(folder, [], endless), "no table"),
        ("rpmdb.sqlite", _rpmdb(folder, [], reckoned), "no table"),
        ("Packages", b"of CentOS 7", "is not of SQLite"),
        ("Packages.db", b"of SUSE", "is not of SQLite"),
    ]:
        tree = {f"var/lib/rpm/{name}": content, leaf: b"Name: leaf\nVersion: 1\n"}
        told: list[str] = []
        archive = io.BytesIO(_image(tree))
        assert write_image_sbom(archive, "leaf", sbom, told.append) == 1
        (line,) = told
        assert f"/var/lib/rpm/{name}" in line
        assert why in line


def test_tells_what_rpm_has_only_in_the_log_of_its_database(folder: Path) -> None:
    file = folder / "rpmdb.sqlite"
    file.write_bytes(_rpmdb(folder, []))
    with contextlib.closing(sqlite3.connect(file)) as db:
        header = _header("leaf", "2.0", "3.el9", "noarch")
        db.execute("INSERT INTO Packages (blob) VALUES (?)", (header,))
        db.commit()
        names = ["rpmdb.sqlite", "rpmdb.sqlite-wal"]
        tree = {f"var/lib/rpm/{name}": (folder / name).read_bytes() for name in names}
    archive = io.BytesIO(_image(tree))
    assert write_image_sbom(archive, "leaf", folder / "sbom", print) == 1


def test_takes_no_longer_for_a_header_that_says_one_text_many_times(
    folder: Path,
) -> None:
    text = b"a" * 5_000_000 + b"\0"
    entries = struct.pack(">4I", 1000, 6, 0, 1) * 20_000
    header = struct.pack(">2I", 20_000, len(text)) + entries + text
    image = io.BytesIO(_image({"var/lib/rpm/rpmdb.sqlite": _rpmdb(folder, [header])}))
    began = time.monotonic()
    assert write_image_sbom(image, "leaf", folder / "sbom", print) == 0
    assert time.monotonic() - began < 5


def _image(tree: Mapping[str, str | bytes]) -> bytes:
    manifest = [{"Config": f"{'0' * 64}.json", "Layers": ["1.tar"]}]
    told = json.dumps(manifest).encode()
    return _tar({"1.tar": _tar(tree), "manifest.json": told})


def _rpmdb(
    folder: Path,
    headers: list[bytes],
    made: str = "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY, blob BLOB)",
) -> bytes:
    file = folder / "rpmdb.sqlite"
    file.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = WAL")  # As RPM has it.
        db.execute(made)
        for header in headers:
            db.execute("INSERT INTO Packages (blob) VALUES (?)", (header,))
        db.commit()
    return file.read_bytes()


def _header(*texts: str, epoch: int | None = None) -> bytes:
    """Make a header as RPM keeps it: entries of tag, type, place, count; and data."""
    entries, data = [], b""
    if epoch is not None:
        entries.append((1003, 4, 0, 1))
        data += struct.pack(">i", epoch)
    for tag, text in zip((1000, 1001, 1002, 1022), texts, strict=True):
        entries.append((tag, 6, len(data), 1))
        data += text.encode() + b"\0"
    packed = b"".join(struct.pack(">4I", *entry) for entry in entries)
    return struct.pack(">2I", len(entries), len(data)) + packed + data


def _tar(files: Mapping[str, str | bytes]) -> bytes:
    to = io.BytesIO()
    with tarfile.open(fileobj=to, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            data = content.encode() if isinstance(content, str) else content
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return to.getvalue()


@pytest.mark.skipif(shutil.which("podman") is None, reason="builds a real image")
def test_builds_from_the_mirror_that_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder / "source"
    forge.commit(source, {"Dockerfile": "FROM registry.example/leaf\n"})
    settings = folder / "registries.conf"
    settings.write_text(
        '[[registry]]\nprefix = "registry.example"\nlocation = "localhost:1"\n'
    )
    monkeypatch.setenv("CONTAINERS_REGISTRIES_CONF", str(settings))
    with pytest.raises(CannotBuild, match="the registry localhost:1 of its"):
        build_image(source, folder, folder / "sbom", print)


def test_says_that_nothing_here_builds_images(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotBuild, match="neither buildah nor podman is here"):
        build_image(folder, folder, folder / "sbom", print)


def test_says_that_tox_cannot_be_read(
    repositories: Path,
    address: str,
    folder: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    project = {"pyproject.toml": PROJECT.format(more=ENTRY), "tox.ini": "[tox"}
    forge.commit(repositories / "leaf", project)
    options = ["--folder", str(folder), "--report", str(folder / "artefacts")]
    assert main(["check", "--source", f"{address}/leaf/.git", *options]) == 1
    assert "tox cannot read the project" in capfd.readouterr().out


class _serving:  # noqa: N801
    """A module being served, until the end of the block."""

    def __init__(
        self,
        url: str,
        folder: Path,
        *,
        seconds: float,
        env: dict[str, str] | None = None,
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = ["--source", url, "--folder", str(folder), "--port", str(self.port)]
        command = [sys.executable, "-m", "astrolabe_module.cli", "serve", *options]
        self.process = subprocess.Popen(command, env=env)
        self.seconds = seconds

    def __enter__(self) -> int:
        deadline = time.monotonic() + self.seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v2/models/"):
                    return int(self.port)
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.__exit__()
        pytest.fail("The module is not served")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def _predict(port: int, leaves: int) -> str:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v2/models/leaf-counter/predict/?leaves={leaves}",
        method="POST",
    )
    with urllib.request.urlopen(request) as answer:
        text: str = answer.read().decode()
    return text.strip()
