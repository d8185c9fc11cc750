"""The module through the real DEEPaaS, over HTTP."""

from __future__ import annotations

import json
import os
import pickle
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from astrolabe_iris.api import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL = "/v2/models/iris-classifier"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the API on a free port until the tests of this file are done."""
    folder = tmp_path_factory.mktemp("api")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = Path(sys.executable).parent / "deepaas-run"
    process = subprocess.Popen(  # noqa: S603 - our own command
        [command, "--listen-ip", "127.0.0.1", "--listen-port", str(port)],
        env={**os.environ, "ASTROLABE_IRIS_FOLDER": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the API ended by itself"
        try:
            call("GET", f"{url}/v2/models/")
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the API did not answer within a minute")


def call(
    method: str, url: str, body: bytes | None = None, boundary: str = ""
) -> tuple[int, Any]:
    """Ask the API; an answer that says no is an answer."""
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    request = urllib.request.Request(  # noqa: S310 - http only
        url, method=method, data=body, headers=headers if body else {}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"{}")


def upload(url: str, text: bytes) -> tuple[int, Any]:
    """Send a file as a form does."""
    body = (
        b'--X\r\nContent-Disposition: form-data; name="file"; filename="f.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" + text + b"\r\n--X--\r\n"
    )
    return call("POST", f"{url}{MODEL}/predict/", body, "X")


def test_describes_itself(api: str) -> None:
    """The list of models tells who made it and under which licence."""
    _, answer = call("GET", f"{api}/v2/models/")
    assert answer["models"][0]["name"] == "Iris classifier"
    assert answer["models"][0]["license"] == "Apache-2.0"


def test_tells_a_setosa_from_four_numbers(api: str) -> None:
    """The first prediction needs no training by hand."""
    query = "sepal_length=5&sepal_width=3.4&petal_length=1.4&petal_width=0.2"
    status, answer = call("POST", f"{api}{MODEL}/predict/?{query}")
    assert status == 200
    assert answer["predictions"][0]["species"] == "setosa"
    assert answer["model"]["accuracy"] > 0.9


def test_answers_a_form_without_a_file(api: str) -> None:
    """Swagger UI sends such a form when a person chooses none."""
    body = (
        b'--X\r\nContent-Disposition: form-data; name="probabilities"\r\n\r\n'
        b"false\r\n--X--\r\n"
    )
    status, answer = call("POST", f"{api}{MODEL}/predict/", body, "X")
    assert status == 200
    assert answer["predictions"] == [{"species": "versicolor"}]


@pytest.mark.parametrize("value", ["much", "-1", "31"])
def test_refuses_what_is_no_length(api: str, value: str) -> None:
    """The answer names the argument."""
    status, answer = call("POST", f"{api}{MODEL}/predict/?petal_length={value}")
    assert status == 422
    assert "petal_length" in answer


def test_classifies_each_flower_of_a_file(api: str) -> None:
    """Columns may be in any order, and others are left alone."""
    status, answer = upload(
        api,
        b"id,petal_length,petal_width,sepal_length,sepal_width\n"
        b"a,1.4,0.2,5,3.4\nb,6.0,2.4,6.7,3.1\n",
    )
    assert status == 200
    assert [p["species"] for p in answer["predictions"]] == ["setosa", "virginica"]


def test_says_what_is_wrong_in_a_file(api: str) -> None:
    """The cause crosses the processes of DEEPaaS."""
    status, answer = upload(
        api,
        b"sepal_length,sepal_width,petal_length,petal_width\n5,3,1.4,0.2\n5,3,x,1\n",
    )
    assert status == 400
    assert answer == {"message": "Line 3, column petal_length: 'x' is not a number."}


def test_uses_the_model_that_was_trained_last(api: str) -> None:
    """Train, wait, predict: the answer names the new algorithm."""
    call("POST", f"{api}{MODEL}/train/?algorithm=random-forest&seed=7")
    for _ in range(100):
        _, trainings = call("GET", f"{api}{MODEL}/train/")
        if trainings[-1]["status"] != "running":
            break
        time.sleep(0.1)
    assert trainings[-1]["status"] == "done"
    _, answer = call("POST", f"{api}{MODEL}/predict/")
    assert answer["model"]["algorithm"] == "random-forest"
    assert answer["model"]["seed"] == 7


def test_a_refusal_survives_pickle() -> None:
    """DEEPaaS passes errors between processes that way."""
    copy = pickle.loads(pickle.dumps(BadInputError("no")))  # noqa: S301 - our own
    assert copy.text == '{"message": "no"}'
