"""Has a module predict for the example that it brings."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from astrolabe_module.served import CannotServe

if TYPE_CHECKING:
    from astrolabe_module.served import Served

_NOT_IMPLEMENTED = 501
#: Of an answer that is kept in the log.
_KEPT_BYTES = 10_000


class NoExample(Exception):  # noqa: N818
    """There is nothing to ask it."""


@dataclass
class _Call:
    """What is sent, and where in a request."""

    query: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    form: list[tuple[str, str | Path]] = field(default_factory=list)


def predict(served: Served) -> str:
    """
    Call `predict` with what the module itself says of its arguments.

    That is their `example`, else their default. Answers what was asked and said.
    Raises `NoExample`, or `CannotServe` where it does not predict.
    """
    where = f"/v2/models/{served.name}/predict/"
    call = _call_of(_described(served, where), served.source)
    asked = f"{where}?{urlencode(call.query)}"
    kind, body = _multipart(call.form)
    try:
        answer = served.ask(
            asked, headers={**call.headers, "content-type": kind}, body=body
        )
    except CannotServe as error:
        if error.status == _NOT_IMPLEMENTED:
            raise NoExample("it does not predict") from error
        raise CannotServe(f"{error}; asked with {asked}", error.status) from error
    except OSError as error:
        raise CannotServe(f"it does not answer: {error}") from error
    sent = [f"{name}: {value}" for name, value in (*call.headers.items(), *call.form)]
    said = answer[:_KEPT_BYTES].decode(errors="replace")
    return "\n".join([f"POST {asked}", *sent, "", said])


def _described(served: Served, where: str) -> list[dict[str, Any]]:
    try:
        told = json.loads(served.ask("/swagger.json"))["paths"][where]["post"]
        return [each for each in told.get("parameters", []) if "name" in each]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CannotServe(f"its API does not describe 'predict': {error}") from error


def _call_of(arguments: list[dict[str, Any]], source: Path) -> _Call:
    call = _Call()
    for argument in arguments:
        name = argument["name"]
        for value in _values_of(argument, source):
            if argument.get("in") == "formData":
                call.form.append((name, value))
            elif argument.get("in") == "header":
                call.headers[name] = str(value)
            else:
                call.query.append((name, str(value)))
    return call


def _values_of(argument: dict[str, Any], source: Path) -> list[str | Path]:
    """Answer what to send of it: nothing, where it may be left out."""
    name = argument["name"]
    value = argument.get("example", argument.get("default"))
    if value is None:
        if not argument.get("required"):
            return []
        allowed = argument.get("enum")
        if not allowed:
            raise NoExample(
                f"'{name}' has no example: give its field in get_predict_args "
                "metadata={'example': …}"
            )
        value = allowed[0]
    if argument.get("type") == "file":
        file = source / str(value)
        if not file.is_file():
            raise NoExample(f"the example of '{name}', {value}, is no file of it")
        return [file]
    return [_text(each) for each in (value if isinstance(value, list) else [value])]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _multipart(fields: list[tuple[str, str | Path]]) -> tuple[str, bytes]:
    """Answer the type and the body of a form."""
    boundary = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in fields:
        head = f'Content-Disposition: form-data; name="{name}"'
        if isinstance(value, Path):
            head += (
                f'; filename="{value.name}"\r\nContent-Type: application/octet-stream'
            )
        content = value.read_bytes() if isinstance(value, Path) else value.encode()
        parts.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", b"".join(parts)
