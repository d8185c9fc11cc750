"""The command, with a repository that really answers."""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING

import pytest

from astrolabe_datasets import fetch
from astrolabe_datasets.cli import main
from astrolabe_datasets.dataset import MARK, folder_name, in_words
from astrolabe_datasets.problems import DatasetError
from astrolabe_datasets.repository import checked_name, checked_url

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Repository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where datasets go."""
    return tmp_path / "datasets"


def run(root: Path, *sources: object, again: bool = False) -> int:
    """Call the command."""
    wanted = root.parent / "wanted.json"
    wanted.write_text(json.dumps(sources))
    options = ["--sources", str(wanted), "--folder", str(root)]
    return main([*options, *(["--again"] if again else [])])


def test_brings_each_file_as_it_is(
    repository: Repository, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a mark that says what it is."""
    assert run(root, repository.dataset) == 0
    [folder] = root.iterdir()
    assert {each.name for each in folder.iterdir()} == {
        "corals.csv",
        "read me.txt",
        MARK,
    }
    assert (folder / "corals.csv").read_bytes() == b"a,b\n1,2\n"
    assert json.loads((folder / MARK).read_text())["source"] == repository.dataset
    said = capsys.readouterr().out
    assert "2 files, 10 B" in said
    assert "is there, whole" in said


def test_asks_nobody_for_what_is_there(repository: Repository, root: Path) -> None:
    """Also when a repository has gone."""
    assert run(root, repository.dataset) == 0
    asked = len(repository.asked)
    assert run(root, repository.dataset) == 0
    assert len(repository.asked) == asked


def test_fetches_again_what_is_there_when_told_so(
    repository: Repository, root: Path
) -> None:
    """And what was there before is gone."""
    assert run(root, repository.dataset) == 0
    repository.files = {"corals.csv": b"newer"}
    assert run(root, repository.dataset, again=True) == 0
    [folder] = root.iterdir()
    assert {each.name for each in folder.iterdir()} == {"corals.csv", MARK}
    assert (folder / "corals.csv").read_bytes() == b"newer"


def test_goes_on_where_it_was_cut_off(repository: Repository, root: Path) -> None:
    """What has arrived whole is not fetched twice."""
    repository.troubles = [200, 403]
    assert run(root, repository.dataset) == 1
    repository.troubles = []
    repository.asked.clear()
    [folder] = root.iterdir()
    (folder / "corals.csv").write_bytes(b"a,b\n1,2\n")
    assert run(root, repository.dataset) == 0
    files = [each for each in repository.asked if "datafile" in each]
    assert files == ["/api/access/datafile/1"]


def test_tries_again_when_a_server_is_tired(repository: Repository, root: Path) -> None:
    """It is no failure that passes by itself."""
    repository.troubles = [503, 429]
    assert run(root, repository.dataset) == 0


def test_goes_on_in_the_middle_of_a_file(repository: Repository, root: Path) -> None:
    """A connection that breaks costs only what had not come."""
    content = bytes(range(256)) * (3 << 12)
    repository.files = {"corals.csv": content}
    repository.cut_after = 5 << 19
    assert run(root, repository.dataset) == 0
    [folder] = root.iterdir()
    assert (folder / "corals.csv").read_bytes() == content
    assert any(each.startswith("from ") for each in repository.asked)


def test_waits_as_long_as_a_server_asks(
    repository: Repository, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no longer than makes sense."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    repository.troubles = [429, 503]
    repository.retry_after = "7"
    assert run(root, repository.dataset) == 0
    repository.troubles = [429]
    repository.retry_after = "86400"
    assert run(root, repository.dataset, again=True) == 0
    repository.troubles = [503]
    repository.retry_after = "tomorrow"
    assert run(root, repository.dataset, again=True) == 0
    assert pauses == [7, 7, fetch.LONGEST_PAUSE_SECONDS, 0]


def test_fetches_what_the_portal_has_listed(repository: Repository, root: Path) -> None:
    """Without asking the repository, and with the portal's checksums."""
    digest = hashlib.sha256(b"hi").hexdigest()
    file = {
        "name": "deep/read me.txt",
        "url": f"{repository.url}/api/access/datafile/1",
        "size": 2,
        "algorithm": "sha256",
        "digest": digest,
    }
    assert run(root, {"source": "10.5281/zenodo.42", "files": [file]}) == 0
    assert (root / "10.5281_zenodo.42/deep/read me.txt").read_bytes() == b"hi"
    assert repository.asked == ["/api/access/datafile/1"]
    wrong = {**file, "digest": digest[::-1]}
    assert run(root, {"source": "10.5281/zenodo.43", "files": [wrong]}) == 1
    assert not (root / "10.5281_zenodo.43" / MARK).exists()


def test_believes_no_file_that_has_changed_on_the_way(
    repository: Repository,
    root: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of the right size, too."""
    repository.files = {"corals.csv": b"true"}
    repository.instead = b"lies"
    assert run(root, repository.dataset) == 1
    assert "its md5 is not what the repository says" in capsys.readouterr().out
    [folder] = root.iterdir()
    assert list(folder.iterdir()) == []


def test_fetches_a_file_by_its_own_address(repository: Repository, root: Path) -> None:
    """Where there is no repository that anybody knows."""
    assert run(root, f"{repository.url}/plain/reefs.csv") == 0
    [folder] = root.iterdir()
    assert (folder / "reefs.csv").read_bytes() == b"x,y\n"


def test_says_of_each_that_failed_why_and_what_to_do(
    repository: Repository, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And fetches the others."""
    missing = repository.dataset.replace("CORALS", "REEFS")
    silent = "http://127.0.0.1:1/reefs.csv"
    assert run(root, missing, silent, repository.dataset) == 1
    said = capsys.readouterr().out.splitlines()[-2:]
    assert said[0].startswith("✖ 127.0.0.1:")
    assert "(404). Compare it" in said[0]
    assert "Connection refused" in said[1]
    assert "Try again later" in said[1]
    assert any((each / MARK).exists() for each in root.iterdir())


@pytest.mark.parametrize(
    "name",
    ["../up", "/etc/passwd", "a/../../b", "", "a//b", "a\\b", "a\0b", "a\nb", None, 5],
)
def test_writes_no_file_outside_of_its_folder(name: object) -> None:
    """Whatever a repository calls it."""
    with pytest.raises(DatasetError, match="no name of a file"):
        checked_name(name)


def test_takes_folders_in_names() -> None:
    """And signs that are no structure."""
    assert checked_name("a/b c.csv") == "a/b c.csv"
    assert checked_name("${HOME} 'x' ü") == "${HOME} 'x' ü"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y", "", None])
def test_fetches_from_the_web_alone(url: object) -> None:
    """No files of the machine."""
    with pytest.raises(DatasetError, match="says that a file is at"):
        checked_url(url)


def test_names_a_folder_so_that_one_knows_it() -> None:
    """And no two alike."""
    assert folder_name("10.5281/zenodo.42") == "10.5281_zenodo.42"
    same = ["doi:10.5281/Zenodo.42", "https://doi.org/10.5281/zenodo.42"]
    assert {folder_name(each) for each in same} == {"10.5281_zenodo.42"}
    others = [
        "10.5281/a_b",
        "10.5281/a/b",
        "10.5281/a//b",
        "https://x/a?b",
        "https://x/a_b",
    ]
    assert len({folder_name(each) for each in others}) == len(others)
    for hostile in [
        "../../etc",
        "https://x/../..",
        ".",
        "a\nb",
        "x" * 10_000,
        "ü${}'\"",
    ]:
        name = folder_name(hostile)
        assert "/" not in name
        assert not name.startswith(".")
        assert 0 < len(name) < 100


def test_says_sizes_as_people_do() -> None:
    """In thousands."""
    sizes = [in_words(each) for each in (5, 1500, 12_400_000, 3e12)]
    assert sizes == ["5 B", "1.5 kB", "12.4 MB", "3000.0 GB"]
