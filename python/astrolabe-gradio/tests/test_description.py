"""What is understood of a description."""

from __future__ import annotations

from typing import Any

import pytest
from fake_deepaas import PARAMETERS, swagger

from astrolabe_gradio.description import DescriptionError, read_models


def test_every_kind_of_argument_is_known() -> None:
    """The page has one maker for each."""
    (model,) = read_models(swagger(PARAMETERS), {})
    assert {a.name: a.kind for a in model.arguments} == {
        "size": "number",
        "count": "integer",
        "title": "text",
        "loud": "boolean",
        "colour": "choice",
        "words": "list",
        "data": "file",
        "accept": "choice",
    }


def test_what_an_author_says_is_found_by_link_where_the_id_is_another() -> None:
    """Modules put what they like into `id`."""
    about = {
        "id": "0",
        "name": "My model",
        "links": [{"href": "/v2/models/everything"}],
    }
    (model,) = read_models(swagger([]), {"models": [about]})
    assert model.title == "My model"


def test_a_model_without_metadata_is_called_by_its_name() -> None:
    """Nothing that an author left out stops the page."""
    (model,) = read_models(swagger([]), {})
    assert model.title == "everything"


def test_any_media_type_is_no_choice_for_a_person() -> None:
    """DEEPaaS adds it for itself."""
    (model,) = read_models(swagger(PARAMETERS), {})
    assert "*/*" not in model.arguments[-1].choices
    assert model.arguments[-1].in_header


@pytest.mark.parametrize(
    ("document", "cause"),
    [
        ([], "no paths"),
        ({"openapi": "3.1.0"}, "no paths"),
        ({"paths": {"/pets": {"get": {}}}}, "offers no predict"),
    ],
)
def test_something_else_than_deepaas_is_refused(document: Any, cause: str) -> None:  # noqa: ANN401
    """The reason is told."""
    with pytest.raises(DescriptionError, match=cause):
        read_models(document, {})
