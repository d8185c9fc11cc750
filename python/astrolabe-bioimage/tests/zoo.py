"""A small model as the zoo publishes them, behind an HTTP server."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve the files of a folder; yields the address."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def publish(
    folder: Path,
    *,
    bright: float = 0.5,
    more_weights: dict[str, Any] | None = None,
    **changes: Any,  # noqa: ANN401
) -> None:
    """
    Write a model that marks what is brighter than a half, and its own test images.

    With another `bright` it does not answer as its test image says. What is `changes`
    is in its description instead.
    """
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(_threshold(bright), folder / "weights.onnx")
    image = np.random.default_rng(0).random((1, 1, 32, 32), dtype=np.float32)
    np.save(folder / "in.npy", image)
    np.save(folder / "out.npy", (image > 0.5).astype(np.float32))
    (folder / "README.md").write_text("# Threshold\n\n## Validation\n\nBy eye.\n")

    def file(name: str) -> dict[str, str]:
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        return {"source": name, "sha256": digest}

    def tensor(name: str, test: str, size: Any) -> dict[str, Any]:  # noqa: ANN401
        return {
            "id": name,
            "axes": [
                {"type": "batch"},
                {"type": "channel", "channel_names": ["intensity"]},
                {"type": "space", "id": "y", "size": size("y")},
                {"type": "space", "id": "x", "size": size("x")},
            ],
            "data": {"type": "float32"},
            "test_tensor": file(test),
        }

    def same_size(axis: str) -> dict[str, str]:
        return {"tensor_id": "raw", "axis_id": axis}

    described = {
        "type": "model",
        "format_version": "0.5.4",
        "name": "Threshold",
        "description": "Marks what is bright.",
        "version": "1.2.0",
        "authors": [{"name": "Ada Lovelace"}],
        "cite": [{"text": "None", "url": "https://example.org"}],
        "license": "MIT",
        "documentation": "README.md",
        "inputs": [tensor("raw", "in.npy", lambda _: {"min": 8, "step": 2})],
        "outputs": [
            tensor(
                "mask", "out.npy", lambda axis: {"tensor_id": "raw", "axis_id": axis}
            )
        ],
        "weights": {
            "onnx": {**file("weights.onnx"), "opset_version": 17},
            **(more_weights or {}),
        },
        **changes,
    }
    # YAML has all of JSON.
    (folder / "rdf.yaml").write_text(json.dumps(described))


def _threshold(bright: float) -> onnx.ModelProto:
    shape: list[str | int | None] = ["b", 1, "y", "x"]
    graph = helper.make_graph(
        [
            helper.make_node("Greater", ["raw", "bright"], ["brighter"]),
            helper.make_node("Cast", ["brighter"], ["mask"], to=TensorProto.FLOAT),
        ],
        "threshold",
        [helper.make_tensor_value_info("raw", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("mask", TensorProto.FLOAT, shape)],
        [helper.make_tensor("bright", TensorProto.FLOAT, [1], [bright])],
    )
    opset = helper.make_opsetid("", 17)
    return helper.make_model(graph, opset_imports=[opset], ir_version=8)
