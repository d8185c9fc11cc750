"""The command, with a WebDAV server that really answers."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from astrolabe_storage import mounts
from astrolabe_storage.cli import main
from astrolabe_storage.server import Account, Server, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "se\"cr'${et} ü"  # noqa: S105


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """Serve a folder for a test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    shared = tmp_path / "shared"
    shared.mkdir()
    variables = {"RCLONE_USER": "ada", "RCLONE_PASS": PASSWORD}
    command = ["rclone", "serve", "webdav", str(shared), "--addr", address]
    with subprocess.Popen(  # noqa: S603
        [*command, "--config", os.devnull],
        env={**os.environ, **variables},
        stderr=subprocess.DEVNULL,
    ) as server:
        host, port = address.split(":")
        while True:
            try:
                socket.create_connection((host, int(port)), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://{address}"
        server.terminate()


def account(url: str, password: str = PASSWORD) -> Account:
    """Ada's."""
    return Account(
        type="webdav",
        options={"url": url, "vendor": "other", "user": "ada"},
        secrets={"pass": password},
    )


def test_lets_in_who_has_the_password(url: str) -> None:
    """Whatever signs are in it."""
    Server(account(url)).ask()


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper()])
def test_says_that_nobody_else_is_let_in(url: str, password: str) -> None:
    """In the words of the server."""
    with pytest.raises(StorageError, match="401 Unauthorized"):
        Server(account(url, password)).ask()


def test_reaches_any_backend_of_rclone_and_a_folder_of_it(tmp_path: Path) -> None:
    """It is not let in at a folder that is not there."""
    options = {"remote": str(tmp_path)}
    (tmp_path / "bucket").mkdir()
    Server(Account("alias", options, {}, "bucket")).ask()
    with pytest.raises(StorageError, match="not found"):
        Server(Account("alias", options, {}, "other")).ask()


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
