"""
A DEEPaaS API with one model that takes every kind of argument.

It answers as DEEPaaS 2.6.0 does: 422 with a list per argument, 400 with a
`message`, 500 as text.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

PREDICT = "/v2/models/everything/predict/"

# One grey pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63a8070000810080b6edd92c0000000049454e44ae426082"
)

PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "size",
        "in": "query",
        "type": "number",
        "required": False,
        "default": 1.5,
        "minimum": 0,
        "maximum": 10,
        "description": "How large",
    },
    {"name": "count", "in": "query", "type": "integer", "default": 3},
    {"name": "title", "in": "query", "type": "string", "required": True},
    {"name": "loud", "in": "query", "type": "boolean", "default": False},
    {"name": "colour", "in": "query", "type": "string", "enum": ["red", "green"]},
    {"name": "words", "in": "query", "type": "array", "items": {"type": "string"}},
    {"name": "data", "in": "formData", "type": "file"},
    {
        "name": "accept",
        "in": "query",
        "type": "string",
        "default": "application/json",
        "enum": ["application/json", "image/png", "text/plain", "text/csv", "*/*"],
    },
]


def swagger(parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """Describe an API with one model."""
    return {
        "swagger": "2.0",
        "paths": {
            "/v2/models/": {"get": {"parameters": []}},
            "/v2/models/everything/train/": {"post": {"parameters": []}},
            PREDICT: {"post": {"parameters": parameters}},
        },
    }


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/swagger.json":
            self._json(200, swagger(PARAMETERS))
        else:
            href = "/v2/models/everything"
            model = {
                "id": "0",
                "name": "Everything",
                "description": "Takes all.",
                "links": [{"rel": "self", "href": href}],
            }
            self._json(200, {"models": [model]})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = parse_qs(urlsplit(self.path).query)
        accept = self.headers.get("accept", "")
        title = query.get("title", [""])[0]
        if title == "refuse":
            self._json(422, {"size": ["Not a valid number."]})
        elif title == "fail":
            self._json(400, {"message": "The data has no rows."})
        elif title == "crash":
            self._send(500, "text/plain", b"500: Internal Server Error\n")
        elif accept == "image/png":
            self._send(200, accept, PNG)
        elif accept in ("text/plain", "text/csv"):
            self._send(200, accept, b"a,b\n1,2\n")
        else:
            sent = {"query": query, "file": b"hello" in body}
            self._json(200, {"status": "OK", "predictions": sent})

    def _json(self, status: int, value: object) -> None:
        self._send(status, "application/json", json.dumps(value).encode())

    def _send(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


@contextmanager
def running() -> Iterator[str]:
    """Run it on a free port; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
