"""The command, with a WebDAV server that really answers."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from astrolabe_storage import mounts
from astrolabe_storage.cli import main
from astrolabe_storage.notes import PREFIX
from astrolabe_storage.remote import Account, Remote, StorageError
from astrolabe_storage.server import Server
from astrolabe_storage.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PASSWORD = "se\"cr'${et} ü"  # noqa: S105


class WebDav:
    """A server of a folder, which may die and come back."""

    def __init__(self, folder: Path) -> None:
        """At an address that stays its own."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._address = ("127.0.0.1", int(free.getsockname()[1]))
        self.url = f"http://127.0.0.1:{self._address[1]}"
        self._folder = folder
        self.start()

    def start(self, *more: str) -> None:
        """Return when it answers."""
        self._process = subprocess.Popen(  # noqa: S603
            [
                *("rclone", "serve", "webdav", str(self._folder)),
                *("--addr", f"127.0.0.1:{self._address[1]}", "--config", os.devnull),
                *("--dir-cache-time", "0s", *more),
            ],
            env={**os.environ, "RCLONE_USER": "ada", "RCLONE_PASS": PASSWORD},
            stderr=subprocess.DEVNULL,
        )
        until(self._answers)

    def stop(self) -> None:
        """As a machine does that loses its power."""
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            socket.create_connection(self._address, timeout=1).close()
        except OSError:
            return False
        return True


@contextmanager
def webdav(folder: Path) -> Iterator[WebDav]:
    """Serve a folder for a while."""
    server = WebDav(folder)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """Serve a folder for a test."""
    shared = tmp_path / "shared"
    shared.mkdir()
    with webdav(shared) as server:
        yield server.url


def until(is_so: Callable[[], bool]) -> None:
    """Wait for it, and not for ever."""
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def notes(log: str) -> list[dict[str, object]]:
    """Read what the portal is told of a storage."""
    lines = [line for line in log.splitlines() if line.startswith(PREFIX)]
    return [json.loads(line.removeprefix(PREFIX))["storage"] for line in lines]


def account(url: str, password: str = PASSWORD) -> Account:
    """Ada's."""
    return Account(
        type="webdav",
        options={"url": url, "vendor": "other", "user": "ada"},
        secrets={"pass": password},
    )


def test_lets_in_who_has_the_password(url: str) -> None:
    """Whatever signs are in it."""
    Remote(account(url)).ask()


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper()])
def test_says_that_nobody_else_is_let_in(url: str, password: str) -> None:
    """In the words of the server."""
    with pytest.raises(StorageError, match="401 Unauthorized"):
        Remote(account(url, password)).ask()


def test_reaches_any_backend_of_rclone_and_a_folder_of_it(tmp_path: Path) -> None:
    """It is not let in at a folder that is not there."""
    options = {"remote": str(tmp_path)}
    (tmp_path / "bucket").mkdir()
    Remote(Account("alias", options, {}, "bucket")).ask()
    with pytest.raises(StorageError, match="not found"):
        Remote(Account("alias", options, {}, "other")).ask()


def test_forgets_the_password_that_came_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that what it starts has it in no readable form."""
    secrets = {"pass": PASSWORD}
    remote = {"type": "webdav", "options": {"url": "u"}, "secrets": secrets}
    monkeypatch.setenv("STORAGE_REMOTE", json.dumps(remote))
    assert Account.from_environment().secrets == secrets
    assert "STORAGE_REMOTE" not in os.environ


def test_waits_no_longer_than_until_it_has_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says what the task that mounts has said."""
    (tmp_path / ".corals.problem").write_text("✖ Nobody is let in")
    assert main(["wait", "--at", str(tmp_path / "corals")]) == 1
    assert "Nobody is let in" in capsys.readouterr().out


def test_says_that_it_was_never_mounted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After so many seconds."""
    arguments = ["wait", "--at", str(tmp_path / "corals"), "--seconds", "0.2"]
    assert main(arguments) == 1
    assert "was not mounted" in capsys.readouterr().out


def test_has_nothing_to_take_off_where_nothing_is(tmp_path: Path) -> None:
    """It is called in any case."""
    assert main(["end", "--at", str(tmp_path / "corals")]) == 0
    assert not mounts.is_mounted(tmp_path)


def test_knows_what_is_mounted() -> None:
    """Without asking it."""
    assert mounts.is_mounted(Path("/proc"))


def test_tells_how_fast_a_storage_is_and_that_it_is_silent_and_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the rclone that mounts it; what it measured with is gone."""
    point, stored = tmp_path / "point", tmp_path / "stored"
    point.mkdir()
    stored.mkdir()
    with webdav(stored) as server:
        remote = Remote(account(server.url))
        mounting = Server(remote)
        mounting.mount(point, read_only=False)
        try:
            until(lambda: mounts.is_mounted(point))
            watch = Watch(remote, mounting.control, every=0.1)
            goes_on = True
            watching = threading.Thread(
                target=lambda: watch.run(read_only=False, goes_on=lambda: goes_on),
                daemon=True,
            )
            watching.start()
            said: list[dict[str, object]] = []

            def last() -> dict[str, object]:
                said.extend(notes(capsys.readouterr().out))
                return said[-1] if said else {}

            until(lambda: last().get("state") == "answers")
            assert {"answersMs", "writesBytesPerSecond", "readsBytesPerSecond"} <= set(
                last()
            )
            assert list(stored.iterdir()) == []
            server.stop()
            until(lambda: last().get("state") == "silent")
            assert "refused" in str(last()["reason"])
            server.start()
            until(lambda: last().get("state") == "answers")
            assert [each["state"] for each in said] == ["answers", "silent", "answers"]
            goes_on = False
            watching.join()
        finally:
            mounting.finish(1)
            mounting.wait()
            if mounts.is_mounted(point):
                mounts.take_off(point)


@pytest.mark.parametrize("left", [2, None])
def test_tells_what_has_not_arrived_when_its_time_is_over(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    left: int | None,
) -> None:
    """An rclone that does not answer has not said that all is there."""
    rclone = tmp_path / "rclone"
    rclone.write_text("#!/bin/sh\nexec sleep 60\n")
    rclone.chmod(0o755)
    remote = Remote(Account("alias", {"remote": str(tmp_path)}, {}))
    remote.environment["PATH"] = f"{tmp_path}:{os.environ['PATH']}"
    server = Server(remote)
    server.mount(tmp_path, read_only=False)
    if left:
        cache = {"diskCache": {"uploadsQueued": left - 1, "uploadsInProgress": 1}}
        monkeypatch.setattr(server.control, "ask", lambda *_: cache)
    server.finish(0.5)
    server.wait()
    told = notes(capsys.readouterr().out)[-1]
    assert (told["state"], told.get("files")) == ("left", left)
