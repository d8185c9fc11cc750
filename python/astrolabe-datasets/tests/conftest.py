"""A repository on loopback, in the words of Dataverse."""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from astrolabe_datasets import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator


class Repository:
    """Has one dataset; a test says what is in it, and what goes wrong."""

    def __init__(self) -> None:
        """Begin to listen."""
        self.files: dict[str, bytes] = {
            "corals.csv": b"a,b\n1,2\n",
            "read me.txt": b"hi",
        }
        #: Status codes with which the next requests for files are answered.
        self.troubles: list[int] = []
        #: Sent in place of what is promised.
        self.instead: bytes | None = None
        #: With those answers, where a test says so.
        self.retry_after: str | None = None
        #: The next file is cut off after so many bytes.
        self.cut_after: int | None = None
        #: What was asked for, in order.
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.answer(self)

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def dataset(self) -> str:
        """The address of its dataset, as a browser has it."""
        return f"{self.url}/dataset.xhtml?persistentId=doi:10.5072/FK2/CORALS"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Say what files there are, or send one."""
        path = urlsplit(request.path)
        if path.path.startswith("/api/datasets/"):
            known = parse_qs(path.query)["persistentId"] == ["doi:10.5072/FK2/CORALS"]
            self._send(request, 200 if known else 404, self._metadata())
        elif path.path.startswith("/api/access/datafile/") and self.troubles:
            self._send(request, self.troubles.pop(0), b"")
        elif path.path.startswith("/api/access/datafile/"):
            content = list(self.files.values())[int(path.path.rsplit("/")[-1])]
            self._send_file(request, content if self.instead is None else self.instead)
        elif path.path == "/plain/reefs.csv":
            self._send(request, 200, b"x,y\n")
        else:
            self._send(request, 404, b"")

    def _send_file(self, request: BaseHTTPRequestHandler, content: bytes) -> None:
        begin = int(request.headers.get("range", "bytes=0-")[6:-1])
        if begin:
            self.asked.append(f"from {begin}")
        rest = content[begin:]
        if self.cut_after is None:
            self._send(request, 206 if begin else 200, rest)
            return
        request.send_response(200)
        request.send_header("content-length", str(len(rest)))
        request.end_headers()
        request.wfile.write(rest[: self.cut_after])
        self.cut_after = None
        request.close_connection = True

    def _metadata(self) -> bytes:
        files = [
            {
                "dataFile": {
                    "id": index,
                    "filename": name,
                    "filesize": len(content),
                    "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
                }
            }
            for index, (name, content) in enumerate(self.files.items())
        ]
        return json.dumps({"data": {"files": files}}).encode()

    def _send(
        self, request: BaseHTTPRequestHandler, status: int, content: bytes
    ) -> None:
        request.send_response(status)
        request.send_header("content-length", str(len(content)))
        if self.retry_after and status >= 400:
            request.send_header("retry-after", self.retry_after)
        request.end_headers()
        request.wfile.write(content)

    def stop(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody between two tries."""
    monkeypatch.setattr(fetch, "FIRST_PAUSE_SECONDS", 0)


@pytest.fixture
def repository() -> Iterator[Repository]:
    """Start one for a test."""
    running = Repository()
    yield running
    running.stop()
