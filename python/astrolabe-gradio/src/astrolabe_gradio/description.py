"""
Understands what a DEEPaaS API says of itself.

DEEPaaS 2 publishes Swagger 2.0. The arguments of `predict` are the parameters
of its operation; nothing else in the document matters to a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["number", "integer", "boolean", "text", "list", "choice", "file"]

_PREDICT = re.compile(r"/v2/models/(?P<name>[^/{}]+)/predict/?$")
_KINDS: dict[str, Kind] = {
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "array": "list",
    "file": "file",
}


class DescriptionError(Exception):
    """The API's description cannot be made a page, with the reason."""


@dataclass(frozen=True)
class Argument:
    """One argument of `predict`."""

    name: str
    kind: Kind
    required: bool = False
    description: str = ""
    default: Any = None
    choices: tuple[Any, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    in_header: bool = False


@dataclass(frozen=True)
class Model:
    """One model of the API, and how to call it."""

    name: str
    predict_path: str
    title: str
    description: str = ""
    arguments: tuple[Argument, ...] = field(default=())


def read_models(swagger: Any, listing: Any) -> list[Model]:  # noqa: ANN401 - JSON
    """
    Take the models out of `/swagger.json` and `/v2/models/`.

    The first tells how to call them, the second what their authors say.
    """
    if not isinstance(swagger, dict) or not isinstance(swagger.get("paths"), dict):
        message = "The API's /swagger.json has no paths, so it is no DEEPaaS API."
        raise DescriptionError(message)
    said = _metadata(listing)
    models = []
    for path, operations in swagger["paths"].items():
        match = _PREDICT.search(path)
        operation = operations.get("post") if match else None
        if match is None or not isinstance(operation, dict):
            continue
        name = match["name"]
        about = said.get(name, {})
        models.append(
            Model(
                name=name,
                predict_path=path,
                title=str(about.get("name") or name),
                description=str(about.get("description") or ""),
                arguments=tuple(
                    _argument(parameter)
                    for parameter in operation.get("parameters", [])
                    if parameter.get("in") != "path"
                ),
            )
        )
    if not models:
        message = "The API offers no predict; it may have no model loaded."
        raise DescriptionError(message)
    return models


def _metadata(listing: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - JSON
    """Find what authors say by the name that is in paths, which `id` may not be."""
    found = {}
    models = listing.get("models", []) if isinstance(listing, dict) else []
    for model in models:
        links = [link.get("href", "") for link in model.get("links", [])]
        for name in [str(model.get("id")), *(link.split("/")[-1] for link in links)]:
            found[name] = model
    return found


def _argument(parameter: dict[str, Any]) -> Argument:
    items = parameter.get("items") or {}
    # DEEPaaS adds */* to what `accept` allows; it is no choice for a person.
    choices = tuple(c for c in parameter.get("enum", ()) if c != "*/*")
    kind = _KINDS.get(str(parameter.get("type")), "text")
    name = str(parameter["name"])
    return Argument(
        name=name,
        kind="choice" if choices and kind != "list" else kind,
        required=bool(parameter.get("required")),
        description=str(parameter.get("description") or ""),
        default=parameter.get("default"),
        choices=choices or tuple(items.get("enum", ())),
        minimum=parameter.get("minimum"),
        maximum=parameter.get("maximum"),
        in_header=parameter.get("in") == "header" or name.lower() == "accept",
    )
