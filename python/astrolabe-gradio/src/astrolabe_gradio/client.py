"""Talks to a DEEPaaS API."""

from __future__ import annotations

import json
import mimetypes
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from astrolabe_gradio.description import Argument, Model, read_models

if TYPE_CHECKING:
    from collections.abc import Mapping

# A prediction may take long; that the API cannot be reached shows at once.
_TIMEOUT = httpx.Timeout(connect=5, read=None, write=None, pool=None)
_FAILED = 400


class ApiError(Exception):
    """The API refused or failed, with its own words for the cause."""


@dataclass(frozen=True)
class Answer:
    """What `predict` answered: data or text as it is, all else as a file."""

    media_type: str
    data: Any = None
    text: str | None = None
    file: Path | None = None


class DeepaasClient:
    """A DEEPaaS API at an address."""

    def __init__(self, url: str) -> None:
        """Take the address without `/v2`. Nothing is asked yet."""
        # The API is near; a proxy of the surroundings is for what is far.
        self._http = httpx.Client(
            base_url=url.rstrip("/"), timeout=_TIMEOUT, trust_env=False
        )

    def models(self) -> list[Model]:
        """Ask the API what it offers."""
        swagger = self._get("/swagger.json")
        try:
            listing = self._get("/v2/models/")
        except ApiError:
            listing = {}  # Titles only; what can be called is known without.
        return read_models(swagger, listing)

    def wait_for_models(self, seconds: float) -> list[Model]:
        """Ask until the API answers: it starts beside this page, and slower."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                return self.models()
            except ApiError:
                if time.monotonic() >= deadline:
                    raise
                time.sleep(0.5)

    def predict(self, model: Model, values: Mapping[str, Any]) -> Answer:
        """Call `predict`; what was left empty is left to the API's defaults."""
        given = [
            (argument, values[argument.name])
            for argument in model.arguments
            if values.get(argument.name) not in (None, "", [])
        ]
        with ExitStack() as stack:
            files = [
                (argument.name, stack.enter_context(Path(path).open("rb")))
                for argument, value in given
                if argument.kind == "file"
                for path in (value if isinstance(value, list) else [value])
            ]
            response = self._send(
                self._http.build_request(
                    "POST",
                    model.predict_path,
                    params=_query(given),
                    headers={a.name: str(v) for a, v in given if a.in_header},
                    files=files or None,
                )
            )
        return _answer(response)

    def _get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        response = self._send(self._http.build_request("GET", path))
        try:
            return response.json()
        except ValueError as error:
            message = f"{response.url} answered, but not with JSON."
            raise ApiError(message) from error

    def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            response = self._http.send(request)
        except httpx.HTTPError as error:
            message = f"The module's API at {request.url} does not answer: {error}"
            raise ApiError(message) from error
        if response.status_code >= _FAILED:
            raise ApiError(explain_failure(response))
        return response


def _query(given: list[tuple[Argument, Any]]) -> httpx.QueryParams:
    """Spell the arguments of the query; a list is its name many times."""
    query = httpx.QueryParams()
    for argument, value in given:
        if argument.kind == "file" or argument.in_header:
            continue
        for item in value if isinstance(value, list) else [value]:
            text = str(item).lower() if isinstance(item, bool) else str(item)
            query = query.add(argument.name, text)
    return query


def _answer(response: httpx.Response) -> Answer:
    media_type = response.headers.get("content-type", "").split(";")[0].strip()
    if media_type == "application/json":
        return Answer(media_type, data=response.json())
    if media_type in ("", "text/plain"):
        return Answer(media_type, text=response.text)
    suffix = mimetypes.guess_extension(media_type) or ".bin"
    with tempfile.NamedTemporaryFile(suffix=suffix, delete=False) as file:
        file.write(response.content)
    return Answer(media_type, file=Path(file.name))


def explain_failure(response: httpx.Response) -> str:
    """
    Say why, in the API's own words.

    DEEPaaS answers 422 with a list of problems per argument, 400 with a
    `message`, and other failures with the reason in the status line.
    """
    status = f"{response.status_code} {response.reason_phrase}".strip()
    try:
        body = response.json()
    except ValueError:
        return f"The module's API failed: {status}. {_first_line(response.text)}"
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return f"The module's API failed: {body['message']} ({status})"
    if isinstance(body, dict) and all(isinstance(v, list) for v in body.values()):
        causes = [f"{name}: {' '.join(map(str, said))}" for name, said in body.items()]
        return f"The module's API refused the input. {'; '.join(causes)} ({status})"
    return f"The module's API failed: {json.dumps(body)} ({status})"


def _first_line(text: str) -> str:
    """Leave out the page around a message and what repeats the status."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    useful = [line for line in lines if not line.startswith(("<", "500:"))]
    return useful[-1][:500] if useful else ""
