"""Makes the page: an input per argument, and a place for each sort of answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from astrolabe_gradio.client import Answer, ApiError, DeepaasClient

if TYPE_CHECKING:
    from collections.abc import Callable

    from gradio.components import Component

    from astrolabe_gradio.description import Argument, Kind, Model

# Fonts of the reader's own machine: the default theme asks Google for some.
THEME = gr.themes.Default(
    font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
)


def make_page(client: DeepaasClient, models: list[Model], title: str) -> gr.Blocks:
    """Make one page of all models of an API: a tab each, if there are many."""
    page = gr.Blocks(title=title, analytics_enabled=False)
    with page:
        gr.Markdown(f"# {title}")
        if len(models) == 1:
            _section(client, models[0], api_name="predict")
        else:
            for model in models:
                with gr.Tab(model.title):
                    _section(client, model, api_name=f"predict_{model.name}")
    return page


def _section(client: DeepaasClient, model: Model, api_name: str) -> None:
    if model.description:
        gr.Markdown(model.description)
    with gr.Row():
        with gr.Column():
            inputs = [_MAKERS[argument.kind](argument) for argument in model.arguments]
            button = gr.Button("Predict", variant="primary")
        with gr.Column():
            outputs = _outputs()

    def predict(*values: object) -> list[object]:
        return _show(_ask(client, model, values))

    button.click(
        predict,
        inputs=inputs,
        outputs=outputs,
        api_name=api_name,
        api_description=model.description or None,
    )


def _ask(client: DeepaasClient, model: Model, values: tuple[object, ...]) -> Answer:
    named = {}
    for argument, value in zip(model.arguments, values, strict=True):
        if argument.required and value in (None, "", []):
            raise _problem("Something is missing", f"{argument.name} is needed.")
        is_list = argument.kind == "list" and isinstance(value, str)
        named[argument.name] = _items(argument, str(value)) if is_list else value
    try:
        return client.predict(model, named)
    except ApiError as error:
        raise _problem("No prediction", str(error)) from error


def _problem(title: str, message: str) -> gr.Error:
    """Say what is wrong, until the reader closes it."""
    return gr.Error(message, title=title, duration=None, print_exception=False)


def _items(argument: Argument, text: str) -> list[Any]:
    """Read a list as JSON, or as words between commas."""
    if not text.strip().startswith("["):
        return [item.strip() for item in text.split(",") if item.strip()]
    try:
        items = json.loads(text)
    except ValueError as error:
        cause = f"{argument.name}: this is no JSON list. {error}"
        raise _problem("A list cannot be read", cause) from error
    return list(items)


# --- inputs -----------------------------------------------------------------


def _labels(argument: Argument) -> dict[str, Any]:
    needed = " (needed)" if argument.required else ""
    return {
        "label": f"{argument.name}{needed}",
        "info": argument.description or None,
    }


def _number(argument: Argument) -> Component:
    whole = argument.kind == "integer"
    return gr.Number(
        argument.default,
        minimum=argument.minimum,
        maximum=argument.maximum,
        precision=0 if whole else None,
        step=1 if whole else 0.1,
        **_labels(argument),
    )


def _text(argument: Argument) -> Component:
    return gr.Textbox(argument.default, **_labels(argument))


def _boolean(argument: Argument) -> Component:
    return gr.Checkbox(bool(argument.default), **_labels(argument))


def _choice(argument: Argument) -> Component:
    optional = [] if argument.required or argument.default is not None else [("", "")]
    named = [(str(choice), choice) for choice in argument.choices]
    return gr.Dropdown(
        optional + named,
        value="" if optional else argument.default,
        **_labels(argument),
    )


def _list(argument: Argument) -> Component:
    if argument.choices:
        return gr.Dropdown(
            list(argument.choices),
            value=argument.default,
            multiselect=True,
            **_labels(argument),
        )
    default = argument.default
    text = json.dumps(default) if isinstance(default, list) else default
    return gr.Textbox(text, placeholder="one, two, three", **_labels(argument))


def _file(argument: Argument) -> Component:
    labels = _labels(argument)
    about = f": {labels['info']}" if labels["info"] else ""
    return gr.File(type="filepath", label=f"{labels['label']}{about}")


_MAKERS: dict[Kind, Callable[[Argument], Component]] = {
    "number": _number,
    "integer": _number,
    "boolean": _boolean,
    "text": _text,
    "list": _list,
    "choice": _choice,
    "file": _file,
}


# --- outputs ----------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """Where one sort of answer is shown, and what it takes of it."""

    make: Callable[[], Component]
    value: Callable[[Answer], Any]


def _media(family: str) -> Callable[[Answer], str | None]:
    """Take the file of an answer of this family of media types."""

    def value(answer: Answer) -> str | None:
        fits = answer.file and answer.media_type.startswith(f"{family}/")
        return str(answer.file) if fits else None

    return value


def _other_file(answer: Answer) -> str | None:
    shown = answer.media_type.startswith(("image/", "audio/", "video/"))
    return str(answer.file) if answer.file and not shown else None


# A new sort of answer is a new line.
_PLACES = (
    _Place(lambda: gr.JSON(label="Answer", visible=False), lambda answer: answer.data),
    _Place(
        lambda: gr.Textbox(label="Answer", visible=False, buttons=["copy"]),
        lambda answer: answer.text,
    ),
    _Place(lambda: gr.Image(label="Answer", visible=False), _media("image")),
    _Place(lambda: gr.Audio(label="Answer", visible=False), _media("audio")),
    _Place(lambda: gr.Video(label="Answer", visible=False), _media("video")),
    _Place(lambda: gr.File(label="Answer", visible=False), _other_file),
)


def _outputs() -> list[Component]:
    return [place.make() for place in _PLACES]


def _show(answer: Answer) -> list[object]:
    """Fill the place that fits and hide the others."""
    values = [place.value(answer) for place in _PLACES]
    return [gr.update(value=value, visible=value is not None) for value in values]
