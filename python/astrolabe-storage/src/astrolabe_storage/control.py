"""Asks an rclone that runs, over its private socket."""

from __future__ import annotations

import http.client
import json
import os
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

#: The socket, in the folder where rclone runs: a whole path may be too long for one.
SOCKET = "control"
_NOT_FOUND = 404


class ControlError(Exception):
    """What rclone says went wrong."""


class AbsentError(ControlError):
    """The storage answers: what was asked for is not there."""


class Control:
    """The remote control of an rclone that runs in a folder."""

    def __init__(self, folder: Path) -> None:
        """Reach it in that folder, however long the folder's path is."""
        self._folder = os.open(folder, os.O_PATH | os.O_DIRECTORY)

    def ask(self, command: str, seconds: float, **values: object) -> dict[str, Any]:
        """
        Have it do something.

        :raises AbsentError: when the storage does not have it
        :raises ControlError: when anything else goes wrong, or it takes longer
        """
        path = f"/proc/self/fd/{self._folder}/{SOCKET}"
        connection = _Connection(path, seconds)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", f"/{command}", json.dumps(values), headers)
            answer = connection.getresponse()
            said = json.loads(answer.read())
        except TimeoutError as error:
            raise ControlError(f"No answer within {seconds:.0f} s") from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise ControlError(str(error)) from error
        finally:
            connection.close()
        if answer.status == _NOT_FOUND:
            raise AbsentError(said.get("error"))
        if answer.status != http.client.OK:
            raise ControlError(said.get("error"))
        return dict(said)


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: str, seconds: float) -> None:
        super().__init__("rclone", timeout=seconds)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)
