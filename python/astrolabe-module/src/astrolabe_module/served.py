"""Serves a module for a while, to see what it answers."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from astrolabe_module.install import Installed

#: How long DEEPaaS may take to load a module, and an answer, in seconds.
_PATIENCE = 300
#: Of an answer that is read.
_MOST_BYTES = 50 * 1024 * 1024
_KEPT_WORDS = 300


class CannotServe(Exception):  # noqa: N818
    """It does not answer as it has to; with the status, where it has one."""

    def __init__(self, why: str, status: int | None = None) -> None:
        """Say why; `status` is that of the answer, where there is one."""
        super().__init__(why)
        self.status = status


class Served:
    """A module that DEEPaaS serves on a free port, until it is stopped."""

    def __init__(self, installed: Installed, log: Path) -> None:
        """Start nothing yet; `log` is for what DEEPaaS says. Raises `ModuleProblem`."""
        self._installed = installed
        self._log = log
        self._server: subprocess.Popen[bytes] | None = None
        self.source = installed.source
        self.name = installed.module()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port: int = free.getsockname()[1]

    def start(self) -> None:
        """Answer when it describes itself. Raises `CannotServe`."""
        program = str(self._installed.programs / "deepaas-run")
        address = ["--listen-ip", "127.0.0.1", "--listen-port", str(self._port)]
        with self._log.open("w") as written:
            self._server = subprocess.Popen(  # noqa: S603
                [program, *address, "--model-name", self.name],
                cwd=self.source,
                stdout=written,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + _PATIENCE
        why = ""
        while time.monotonic() < deadline:
            ended = self._server.poll()
            if ended is not None:
                raise CannotServe(f"DEEPaaS ended with {ended}")
            try:
                self.ask(f"/v2/models/{self.name}/", seconds=10)
            except OSError as error:
                why = str(error)
                time.sleep(0.5)
            else:
                return
        raise CannotServe(why)

    def ask(
        self,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        seconds: float = _PATIENCE,
    ) -> bytes:
        """
        Answer what it says there, to a POST where something is sent.

        Raises `CannotServe` where it refuses, `OSError` where it does not answer.
        """
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{path}", body, dict(headers or {})
        )
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
                told: bytes = answer.read(_MOST_BYTES)
                return told
        except urllib.error.HTTPError as error:
            said = error.read(_MOST_BYTES).decode(errors="replace").strip()
            words = f"{error.code} at {path.split('?')[0]}: {said[:_KEPT_WORDS]}"
            raise CannotServe(words, error.code) from error

    def stop(self) -> None:
        """End it."""
        if self._server is None:
            return
        self._server.terminate()
        try:
            self._server.wait(20)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
