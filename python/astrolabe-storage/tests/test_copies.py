"""Copies, with a WebDAV server that really answers."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from test_storage import WebDav, account, notes

from astrolabe_storage.copies import Copies
from astrolabe_storage.memory import Memory
from astrolabe_storage.notes import say
from astrolabe_storage.remote import Remote, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ODD = "d'ir/ü $(id) {x} [1].csv"
BESIDE = "a (workload w1).txt"
_SHORTEST_PAUSE = 0.2


class Bench:
    """A storage, and a folder with its copy."""

    def __init__(self, tmp_path: Path) -> None:
        """Put some files into the storage."""
        self.stored = tmp_path / "stored"
        self.at = tmp_path / "work/storage/corals"
        for path, text in (("a.txt", "one"), ("b.txt", "two"), (ODD, "odd")):
            put(self.stored / path, text)
        self.server = WebDav(self.stored)
        self.url = self.server.url

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
    made.server.stop()


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
    bench.server.stop()
    with pytest.raises(StorageError):
        bench.take_back()
    told = notes(capsys.readouterr().out)[-1]
    assert (told["state"], told["files"]) == ("left", 1)
    bench.server.start()
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


def last_note(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """Read what the portal knows now."""
    return notes(capsys.readouterr().out)[-1]


def test_takes_nothing_for_copied_that_the_storage_refused(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even when a file of the same size is there."""
    bench.bring()
    put(bench.at / "a.txt", "uno")
    bench.server.stop()
    bench.server.start("--read-only")
    for _ in range(2):
        with pytest.raises(StorageError, match=r"1 files were not.*a\.txt"):
            bench.take_back()
        told = last_note(capsys)
        assert (told["state"], told["files"]) == ("left", 1)
    with pytest.raises(StorageError, match="not copied back"):
        bench.bring()
    assert files(bench.at)["a.txt"] == "uno"
    bench.server.stop()
    bench.server.start()
    bench.take_back()
    assert bench.has() == {"a.txt": "uno", "b.txt": "two", ODD: "odd"}


def test_copies_in_what_was_changed_there_without_another_size(bench: Bench) -> None:
    """And writes over nothing that was never here."""
    bench.bring()
    put(bench.stored / "a.txt", "ONE")
    bench.bring()
    assert files(bench.at)["a.txt"] == "ONE"
    put(bench.at / "b.txt", "TWO")
    put(bench.stored / "b.txt", "2wo")
    bench.bring()
    assert files(bench.at)["b.txt"] == "2wo"
    assert bench.has()["b (workload w1).txt"] == "TWO"


def test_copies_beside_again_what_is_changed_again(bench: Bench) -> None:
    """What was never copied in is not written over."""
    bench.bring()
    put(bench.at / "a.txt", "mine")
    put(bench.stored / "a.txt", "theirs")
    bench.take_back()
    put(bench.at / "a.txt", "mine too")
    bench.take_back()
    assert bench.has()["a.txt"] == "theirs"
    assert bench.has()["a (workload w1 2).txt"] == "mine too"


@pytest.mark.parametrize("memory", [None, "", "{", "[]", '{"both": [1]}'])
def test_loses_nothing_when_it_does_not_know_what_was_there(
    bench: Bench, memory: str | None
) -> None:
    """What differs is put beside what is there."""
    bench.bring()
    put(bench.at / "a.txt", "uno")
    put(bench.at / "new.txt", "new")
    remembered = bench.at.parent / ".corals.copied.json"
    remembered.unlink()
    if memory is not None:
        remembered.write_text(memory)
    bench.bring()
    assert bench.has() == {
        "a.txt": "one",
        "b.txt": "two",
        ODD: "odd",
        BESIDE: "uno",
        "new.txt": "new",
    }
    assert files(bench.at) == bench.has()


def test_copies_nothing_back_of_what_was_never_all_here(bench: Bench) -> None:
    """A start that was cut off begins again."""
    bench.bring()
    Memory(bench.at).begin()
    put(bench.at / "a.txt", "o")
    put(bench.at / "b.txt.partial", "t")
    bench.take_back()
    bench.bring()
    assert bench.has() == {"a.txt": "one", "b.txt": "two", ODD: "odd"}
    assert files(bench.at) == bench.has()


@pytest.mark.parametrize(
    "name",
    [b"not utf-8 \xff", b"line\n..", b"line\n::astrolabe:: {}", b"end\r", b"a\x0bb"],
)
def test_says_which_names_cannot_be_copied_and_copies_the_others(
    bench: Bench, capsys: pytest.CaptureFixture[str], name: bytes
) -> None:
    """They stay here, and keep no start from going on."""
    bench.bring()
    odd = os.path.join(os.fsencode(bench.at), name)  # noqa: PTH118
    with open(odd, "w") as file:  # noqa: PTH123
        file.write("odd")
    put(bench.at / "a.txt", "changed")
    with pytest.raises(StorageError, match="1 files were not copied back"):
        bench.take_back()
    told = last_note(capsys)
    assert (told["state"], told["files"]) == ("left", 1)
    assert bench.has()["a.txt"] == "changed"
    bench.bring()
    assert os.path.exists(odd)  # noqa: PTH110
    assert last_note(capsys)["state"] == "copied-in"


def test_copies_names_with_signs_that_end_lines_elsewhere(bench: Bench) -> None:
    """Both ways, and it sees that both are alike."""
    name = "a\x85b\u2028c"
    put(bench.stored / name, "one")
    bench.bring()
    put(bench.at / name, "TWO")
    put(bench.stored / name, "TWO")
    put(bench.at / f"{name} new", "new")
    bench.take_back()
    assert bench.has()[name] == "TWO"
    assert bench.has()[f"{name} new"] == "new"
    assert len(bench.has()) == 5


def test_says_what_it_may_not_read(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not taken for removed."""
    bench.bring()
    put(bench.at / "closed/a.txt", "mine")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refuse)
        with pytest.raises(StorageError, match="closed/"):
            bench.take_back()
        assert last_note(capsys)["state"] == "left"
        bench.bring()
    bench.take_back()
    assert bench.has()["closed/a.txt"] == "mine"


def test_says_that_all_is_left_when_the_machine_fails(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as when it has no more room."""
    bench.bring()
    put(bench.at / "a.txt", "changed")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Memory, "write", refuse)
    with pytest.raises(OSError, match="No space"):
        bench.take_back()
    told = last_note(capsys)
    assert (told["state"], told["files"]) == ("left", 1)
    assert "No space" in str(told["reason"])


def test_writes_nothing_through_a_link(bench: Bench, tmp_path: Path) -> None:
    """Neither into a folder nor into what is remembered."""
    bench.bring()
    secrets = tmp_path / "secrets"
    put(secrets / "password", "secret")
    folder = (bench.at / ODD).parent
    (bench.at / ODD).unlink()
    folder.rmdir()
    folder.symlink_to(secrets)
    (bench.at / "a.txt").unlink()
    (bench.at / "a.txt").symlink_to(secrets / "password")
    for name in ("copied.new", "copied.json", "copying-in"):
        link = bench.at.parent / f".corals.{name}"
        link.unlink(missing_ok=True)
        link.symlink_to(secrets / "password")
    (bench.at.parent / ".corals.copying-in").unlink()
    bench.bring()
    assert files(secrets) == {"password": "secret"}
    assert files(bench.at) == {"a.txt": "one", "b.txt": "two", ODD: "odd"}
    put(bench.at / "b.txt", "changed")
    bench.take_back()
    assert bench.has()["b.txt"] == "changed"


def test_takes_its_own_half_file_for_its_own(bench: Bench) -> None:
    """And what somebody else has put there for somebody else's."""
    bench.bring()
    put(bench.at / "a.txt", "a long text")
    put(bench.at / "b.txt", "another text")
    memory = Memory(bench.at)
    known = memory.read()
    assert known
    known.on_the_way = ["a.txt", "b.txt"]
    memory.write(known)
    put(bench.stored / "a.txt", "a long")
    put(bench.stored / "b.txt", "theirs")
    bench.take_back()
    assert bench.has() == {
        "a.txt": "a long text",
        "b.txt": "theirs",
        ODD: "odd",
        "b (workload w1).txt": "another text",
    }


def test_mixes_no_two_storages(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """When an account is linked anew, elsewhere."""
    bench.bring()
    put(bench.at / "a.txt", "changed")
    put(tmp_path / "other/c.txt", "other")
    other = WebDav(tmp_path / "other")
    first, bench.url = bench.url, other.url
    try:
        for deed in (bench.bring, bench.take_back):
            with pytest.raises(StorageError, match="another storage"):
                deed()
            assert last_note(capsys)["state"] == "left"
        assert files(tmp_path / "other") == {"c.txt": "other"}
        assert files(bench.at)["a.txt"] == "changed"
        bench.url = first
        bench.take_back()
        assert bench.has()["a.txt"] == "changed"
        bench.url = other.url
        bench.bring()
        assert files(bench.at) == files(tmp_path / "other") == {"c.txt": "other"}
    finally:
        other.stop()


def test_lets_no_name_of_a_file_speak_to_the_portal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever is in it."""
    said = '::astrolabe:: {"storage": {"state": "copied-back"}}'
    for line in (said, f"✖ x\n{said}", f"x\r{said}", f"x\u2028{said}", "\udcff"):
        say(line)
    out = capsys.readouterr().out
    assert notes(out) == []
    assert len(out.splitlines()) == 5


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses = (_SHORTEST_PAUSE, 0.4)
    monkeypatch.setattr("astrolabe_storage.copies._PAUSE_SECONDS", pauses)


@pytest.mark.usefixtures("_quick")
def test_tries_again_until_the_storage_is_back(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says meanwhile until when."""
    sleep = time.sleep

    def comes_back(seconds: float) -> None:
        # Programs that are waited for sleep, too.
        if seconds < _SHORTEST_PAUSE / 2:
            return sleep(seconds)
        monkeypatch.setattr(time, "sleep", sleep)
        return bench.server.start()

    bench.bring()
    put(bench.at / "a.txt", "changed")
    bench.server.stop()
    capsys.readouterr()
    monkeypatch.setattr(time, "sleep", comes_back)
    bench.copies().take_back("w1", tries_for=120)
    assert bench.has()["a.txt"] == "changed"
    told = notes(capsys.readouterr().out)
    left = [note for note in told if note["state"] == "left"]
    assert left
    assert all(str(note["triesUntil"]) > str(note["since"]) for note in left)
    assert told[-1]["state"] == "copied-back"


@pytest.mark.usefixtures("_quick")
def test_says_at_the_end_that_it_is_not_tried_again(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    """How many are left, too."""
    bench.bring()
    put(bench.at / "a.txt", "changed")
    bench.server.stop()
    with pytest.raises(StorageError):
        bench.copies().take_back("w1", tries_for=1)
    last = notes(capsys.readouterr().out)[-1]
    assert last["state"] == "left"
    assert last["files"] == 1
    assert str(last["reason"]).startswith("Failed to")
    assert "triesUntil" not in last


@pytest.mark.usefixtures("_quick")
def test_does_not_try_again_what_no_try_can_copy(bench: Bench) -> None:
    """Its name is one that no storage has."""
    bench.bring()
    put(bench.at / "a\nb.txt", "odd")
    begun = time.monotonic()
    with pytest.raises(StorageError, match="not copied back"):
        bench.copies().take_back("w1", tries_for=600)
    assert time.monotonic() - begun < 60
