"""Copies, with a WebDAV server that really answers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from test_storage import account, notes, webdav

from astrolabe_storage.copies import Copies
from astrolabe_storage.remote import Remote, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ODD = "d'ir/ü $(id) {x} [1].csv"
BESIDE = "a (workload w1).txt"


class Bench:
    """A storage, and a folder with its copy."""

    def __init__(self, tmp_path: Path) -> None:
        """Put some files into the storage."""
        self.stored = tmp_path / "stored"
        self.at = tmp_path / "work/storage/corals"
        for path, text in (("a.txt", "one"), ("b.txt", "two"), (ODD, "odd")):
            put(self.stored / path, text)
        self.server = webdav(self.stored)
        self.url = self.server.__enter__().url

    def copies(self) -> Copies:
        """Reach it anew, as each task does."""
        return Copies(Remote(account(self.url)), self.at)

    def bring(self, limit_bytes: int = 10**9) -> None:
        """As the task before does."""
        self.copies().bring(limit_bytes=limit_bytes, workload="w1", read_only=False)

    def take_back(self) -> None:
        """As the task after does."""
        self.copies().take_back("w1")

    def has(self) -> dict[str, str]:
        """Read what is in the storage."""
        return files(self.stored)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Serve it for a test."""
    made = Bench(tmp_path)
    yield made
    made.server.__exit__(None, None, None)


def put(file: Path, text: str) -> None:
    """Write it, at another time than it was written before."""
    before = file.stat().st_mtime if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    if before:
        os.utime(file, (before + 10, before + 10))


def files(root: Path) -> dict[str, str]:
    """Read all that is there."""
    found = (file for file in root.rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_text() for file in found}


def test_copies_in_and_back_what_was_changed(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing else; what was removed here stays there."""
    bench.bring()
    assert files(bench.at) == {"a.txt": "one", "b.txt": "two", ODD: "odd"}
    put(bench.at / ODD, "changed")
    put(bench.at / "new/c.txt", "three")
    (bench.at / "b.txt").unlink()
    bench.take_back()
    both = {"a.txt": "one", "b.txt": "two", ODD: "changed", "new/c.txt": "three"}
    assert bench.has() == both
    bench.take_back()
    assert bench.has() == both
    states = [each["state"] for each in notes(capsys.readouterr().out)]
    assert [states[0], *states[-4:]] == [
        "copying-in",
        "copied-in",
        "copying-back",
        "copied-back",
        "copied-back",
    ]


def test_keeps_what_both_sides_have_changed_beside(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    """The storage has its own; unless both did the same."""
    bench.bring()
    for path, here, there in (("a.txt", "mine", "theirs"), ("b.txt", "TWO", "TWO")):
        put(bench.at / path, here)
        put(bench.stored / path, there)
    bench.take_back()
    assert bench.has() == {
        "a.txt": "theirs",
        "b.txt": "TWO",
        ODD: "odd",
        BESIDE: "mine",
    }
    told = notes(capsys.readouterr().out)[-1]
    assert told["beside"] == [BESIDE]
    bench.take_back()
    assert len(bench.has()) == len([*"ab", ODD, BESIDE])


def test_does_at_the_next_start_what_a_crash_has_kept_from_being_done(
    bench: Bench,
) -> None:
    """And then has what the storage has become."""
    bench.bring()
    put(bench.at / "a.txt", "changed")
    put(bench.at / "new.txt", "new")
    put(bench.stored / "b.txt", "there")
    (bench.stored / ODD).unlink()
    bench.bring()
    assert bench.has() == {"a.txt": "changed", "b.txt": "there", "new.txt": "new"}
    assert files(bench.at) == bench.has()


def test_refuses_what_does_not_fit(bench: Bench) -> None:
    """Before it copies anything."""
    with pytest.raises(StorageError, match="there is room for"):
        bench.bring(limit_bytes=5)
    assert not bench.at.exists()


def test_says_what_is_left_and_loses_nothing_when_the_storage_is_away(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next try does it."""
    bench.bring()
    put(bench.at / "a.txt", "changed")
    server = bench.server.gen.gi_frame.f_locals["server"]  # type: ignore[attr-defined]
    server.stop()
    with pytest.raises(StorageError):
        bench.take_back()
    told = notes(capsys.readouterr().out)[-1]
    assert (told["state"], told["files"]) == ("left", 1)
    server.start()
    bench.take_back()
    assert bench.has()["a.txt"] == "changed"


def test_reads_nothing_through_a_link(bench: Bench, tmp_path: Path) -> None:
    """Whatever a program has put there."""
    put(tmp_path / "secrets/password", "secret")
    bench.bring()
    (bench.at / "link").symlink_to(tmp_path / "secrets/password")
    (bench.at / "folder").symlink_to(tmp_path / "secrets")
    bench.take_back()
    assert "secret" not in "".join(bench.has().values())
    bench.at.rename(bench.at.with_name("elsewhere"))
    bench.at.symlink_to(tmp_path / "secrets")
    with pytest.raises(StorageError, match="link"):
        bench.take_back()
