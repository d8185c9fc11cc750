"""A model of the zoo, from its description to what it answers through DEEPaaS."""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imageio.v3 as iio
import numpy as np
import pytest
import tifffile
import zoo

from astrolabe_bioimage.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = Path(sys.executable).parent / "astrolabe-bioimage"
TORCH = {"torchscript": {"source": "gone.pt", "pytorch_version": "2.5"}}
IMAGE = np.random.default_rng(1).random((10, 12)).astype(np.float32)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the API until the tests of this file are done; started twice."""
    folder = tmp_path_factory.mktemp("api")
    # Weights that are not used here need not be there.
    zoo.publish(folder / "zoo", more_weights=TORCH)
    work = folder / "work"
    work.mkdir()
    with zoo.serve(folder / "zoo") as address, _running(f"{address}/rdf.yaml", work):
        pass
    # The zoo is away by now: a restart serves what was fetched.
    with _running(f"{address}/rdf.yaml", work) as url:
        yield url


class _running:  # noqa: N801
    def __init__(self, source: str, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/v2/models/bioimage/"
        arguments = ["--source", source, "--folder", str(folder), "--port", str(port)]
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [PROGRAM, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> str:
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.url):  # noqa: S310
                    return self.url
            except OSError:
                time.sleep(0.2)
        self.process.kill()
        pytest.fail(f"It does not answer: {self.process.communicate()[0]}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate(timeout=30)


def ask(api: str, data: bytes, accept: str = "application/json") -> tuple[int, bytes]:
    edge = b"--edge--of--it"
    head = b'Content-Disposition: form-data; name="data"; filename="a"\r\n\r\n'
    request = urllib.request.Request(  # noqa: S310
        f"{api}predict/",
        b"--" + edge + b"\r\n" + head + data + b"\r\n--" + edge + b"--\r\n",
        {
            "Content-Type": f"multipart/form-data; boundary={edge.decode()}",
            "Accept": accept,
        },
    )
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def npy(array: Any) -> bytes:  # noqa: ANN401
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def tiff(array: Any) -> bytes:  # noqa: ANN401
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, array)
    return buffer.getvalue()


def png(array: Any) -> bytes:  # noqa: ANN401
    picture = (array * 255).astype(np.uint8)
    return bytes(iio.imwrite("<bytes>", picture, extension=".png"))


def test_says_in_its_authors_words_what_it_is(api: str) -> None:
    with urllib.request.urlopen(api) as answer:  # noqa: S310
        told = json.loads(answer.read())
    assert told["name"] == "Threshold"
    assert told["author"] == "Ada Lovelace"
    assert told["version"] == "1.2.0"
    assert told["inputs"] == "batch, channel 1, y 8 or more by 2, x 8 or more by 2"


@pytest.mark.parametrize("write", [npy, tiff])
def test_answers_a_picture_with_all_numbers(
    api: str, write: Callable[[Any], bytes]
) -> None:
    status, answer = ask(api, write(IMAGE), "image/tiff")
    assert status == 200
    mask = tifffile.imread(io.BytesIO(answer))
    assert np.array_equal(np.squeeze(mask), IMAGE > 0.5)
    status, answer = ask(api, write(IMAGE), "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        mask = np.load(io.BytesIO(archive.read("mask.npy")))
    assert np.array_equal(np.squeeze(mask), IMAGE > 0.5)


def test_answers_a_picture_for_eyes_and_what_it_is_like(api: str) -> None:
    # Of whole numbers, all but black is brighter than a half.
    status, answer = ask(api, png((IMAGE > 0.5).astype(float)), "image/png")
    assert status == 200
    assert np.array_equal(iio.imread(answer) > 127, IMAGE > 0.5)
    status, answer = ask(api, npy(IMAGE))
    mask = json.loads(answer)["predictions"]["outputs"]["mask"]
    assert mask["shape"] == [1, 1, 10, 12]
    assert mask["mean"] == pytest.approx((IMAGE > 0.5).mean())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no picture", "'data' is no picture"),
        (npy(np.array([{}])), "'data' is no picture"),
        (npy(IMAGE[:2, :2]), "'data' is of (2, 2); the model takes (batch, channel 1"),
        (npy(IMAGE[:9, :9]), "'data' is of (9, 9); the model takes (batch, channel 1"),
        (npy(np.zeros((2, 3, 2, 8, 8))), "'data' is of (2, 3, 2, 8, 8)"),
    ],
)
def test_says_what_a_picture_has_to_be_like(api: str, data: bytes, says: str) -> None:
    status, answer = ask(api, data)
    assert status == 400
    assert says in json.loads(answer)["message"]


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ({"bright": 0.9}, "✖ The model does not answer as its authors say"),
        ({"weights": TORCH}, "✖ The model has no weights in ONNX, only in torchscript"),
        ({"weights": {}}, "✖ The model cannot be read"),
        ({"inputs": []}, "✖ The model cannot be read"),
        ({"type": "dataset"}, "✖ The model cannot be read"),
    ],
)
def test_says_why_a_model_is_not_served(
    tmp_path: Path,
    model: dict[str, Any],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    zoo.publish(tmp_path / "zoo", **model)
    assert says in refused(tmp_path, capsys)
    # The next try begins anew.
    assert not (tmp_path / "model").exists()


def test_takes_no_weights_but_those_that_were_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zoo.publish(tmp_path / "zoo")
    weights = tmp_path / "zoo/weights.onnx"
    weights.write_bytes(weights.read_bytes() + b"more")
    said = refused(tmp_path, capsys)
    assert "✖ The model's files cannot be fetched" in said


def refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with zoo.serve(folder / "zoo") as address:
        source = ["--source", f"{address}/rdf.yaml"]
        assert main([*source, "--folder", str(folder), "--port", "1"]) == 1
    return capsys.readouterr().out
