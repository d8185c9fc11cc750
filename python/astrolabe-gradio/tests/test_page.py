"""The page through the real command, as a browser behind a reverse proxy uses it."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = Path(sys.executable).parent / "astrolabe-gradio"
HOST = "x1y2-ui.apps.localhost:7008"
JSON, TEXT, IMAGE, _AUDIO, _VIDEO, FILE = range(6)


@pytest.fixture(scope="module")
def page(api_url: str) -> Iterator[httpx.Client]:
    """Serve the page on a free port until the tests of this file are done."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(  # noqa: S603 - our own command
        [COMMAND, "--api-url", api_url, "--port", port, "--title", 'All "kinds" <b>']
    )
    client = httpx.Client(
        base_url=f"http://127.0.0.1:{port}",
        headers={"Host": HOST, "Origin": f"http://{HOST}"},
        trust_env=False,
        timeout=30,
    )
    try:
        _wait(client, process)
        yield client
    finally:
        process.terminate()
        process.wait(20)


def _wait(client: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the page ended by itself"
        try:
            client.get("/")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the page did not answer within a minute")


def predict(page: httpx.Client, **values: Any) -> list[Any]:  # noqa: ANN401
    """Press the button; gives what each place shows, or raises what is told."""
    defaults = {
        "size": 1.5,
        "count": 3,
        "title": "t",
        "loud": False,
        "colour": "",
        "words": "",
        "data": None,
        "accept": "application/json",
    }
    data = list((defaults | values).values())
    started = page.post("/gradio_api/call/predict", json={"data": data})
    started.raise_for_status()
    answer = page.get(f"/gradio_api/call/predict/{started.json()['event_id']}")
    event, said = answer.text.strip().split("\n", 1)
    content = json.loads(said.removeprefix("data: "))
    if event == "event: error":
        raise AssertionError(content["error"])
    return [place["value"] for place in content]


def test_names_its_own_origin_and_asks_no_other_server(page: httpx.Client) -> None:
    """A browser would fetch whatever the page's tags name."""
    html = page.get("/").text
    assert f'"root":"http://{HOST}"' in html
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?://", html)
    config = page.get("/config").json()
    assert [s for s in config["stylesheets"] if s.startswith("http")] == []
    assert "fonts.googleapis" not in page.get("/theme.css").text


def test_has_an_input_per_argument_with_its_default_and_range(
    page: httpx.Client,
) -> None:
    """What the description says arrives in the form."""
    found = {
        c["props"].get("label"): (c["type"], c["props"])
        for c in page.get("/config").json()["components"]
    }
    kind, size = found["size"]
    assert (kind, size["value"], size["maximum"]) == ("number", 1.5, 10)
    assert size["info"] == "How large"
    assert found["title (needed)"][0] == "textbox"
    assert found["loud"][0] == "checkbox"
    assert found["colour"][0] == "dropdown"
    assert found["data"][0] == "file"


def test_sends_what_was_filled_in_and_nothing_else(page: httpx.Client) -> None:
    """What is empty is left to the API's defaults."""
    said = predict(page, title='"}}; ${x} &', loud=True, words="one, two")[JSON]
    assert said["predictions"]["query"] == {
        "size": ["1.5"],
        "count": ["3"],
        "title": ['"}}; ${x} &'],
        "loud": ["true"],
        "words": ["one", "two"],
    }


def test_sends_a_file(page: httpx.Client) -> None:
    """Uploaded as a browser does it."""
    uploaded = page.post(
        "/gradio_api/upload", files=[("files", ("a.csv", b"hello", "text/csv"))]
    ).json()
    sent = {"path": uploaded[0], "meta": {"_type": "gradio.FileData"}}
    assert predict(page, data=sent)[JSON]["predictions"]["file"] is True


def test_shows_each_sort_of_answer_in_its_place(page: httpx.Client) -> None:
    """Images are seen, text is read, other files are downloaded."""
    assert predict(page, accept="text/plain")[TEXT] == "a,b\n1,2\n"
    image = predict(page, accept="image/png")
    assert image[IMAGE]["url"].startswith(f"http://{HOST}/")
    assert image[JSON] is None
    file = predict(page, accept="text/csv")
    assert file[FILE]["path"].endswith(".csv")


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"title": ""}, "title is needed"),
        ({"title": "refuse"}, "size: Not a valid number"),
        ({"title": "fail"}, "The data has no rows"),
        ({"title": "crash"}, "500 Internal Server Error"),
        ({"words": "[1, 2"}, "no JSON list"),
        ({"size": 11}, "greater than maximum"),
    ],
)
def test_tells_why_there_is_no_prediction(
    page: httpx.Client, values: dict[str, Any], cause: str
) -> None:
    """The cause reaches the reader, in the API's own words."""
    with pytest.raises(AssertionError, match=cause):
        predict(page, **values)


def test_ends_with_the_reason_when_the_api_never_answers() -> None:
    """A supervisor sees a failure and a line that tells it."""
    ended = subprocess.run(  # noqa: S603 - our own command
        [COMMAND, "--api-url", "http://127.0.0.1:9", "--port", "1", "--wait", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "does not answer" in ended.stderr
