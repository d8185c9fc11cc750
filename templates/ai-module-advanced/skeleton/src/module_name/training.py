"""Trains models and keeps the last one."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

from module_name import model
from module_name.examples import EXAMPLES

Example = tuple[list[float], int]

TRIES = 3


def folder() -> Path:
    """Say where models are kept: `MODEL_FOLDER`, or `models` where it runs."""
    return Path(os.environ.get("MODEL_FOLDER", "models"))


def train(*, test_share: float, seed: int) -> dict[str, Any]:
    """Train on a part of the examples, keep the model, and test it on the rest."""
    known, unknown = split(EXAMPLES, test_share=test_share, seed=seed)
    trained = model.fit(known, seed=seed)
    report = {
        "examples": len(known),
        "tested_on": len(unknown),
        "accuracy": accuracy(trained, unknown),
        "seed": seed,
    }
    _keep(trained, report)
    return report


def load() -> model.Model:
    """Give the model that was kept last; train one where there is none."""
    if not _pointer().exists():
        train(test_share=0.25, seed=0)
    for _ in range(TRIES):
        try:
            return model.Model.load(folder() / _pointer().read_text(encoding="utf-8"))
        except FileNotFoundError:
            # Another one has just taken its place.
            continue
    return model.Model.load(folder() / _pointer().read_text(encoding="utf-8"))


def stamp() -> int:
    """Change whenever another model is kept."""
    return _pointer().stat().st_mtime_ns if _pointer().exists() else 0


def split(
    examples: list[Example], *, test_share: float, seed: int
) -> tuple[list[Example], list[Example]]:
    """Part the examples of each label: what is learnt from, and what is tested on."""
    # No secret depends on it.
    dice = random.Random(seed)  # nosec B311
    known: list[Example] = []
    unknown: list[Example] = []
    for label in sorted({label for _, label in examples}):
        of_label = [example for example in examples if example[1] == label]
        dice.shuffle(of_label)
        tested = max(1, round(len(of_label) * test_share))
        unknown += of_label[:tested]
        known += of_label[tested:]
    return known, unknown


def accuracy(trained: model.Model, examples: list[Example]) -> float:
    """Say which part of the examples it knows."""
    found = trained.predict([row for row, _ in examples])
    right = [
        one["label"] == model.LABELS[label] for one, (_, label) in zip(found, examples)
    ]
    return sum(right) / len(right)


def _pointer() -> Path:
    """Name the file that says which of the folders is the model."""
    return folder() / "current"


def _keep(trained: model.Model, report: dict[str, Any]) -> None:
    """
    Keep a model in a folder of its own, then say at once that it is the one.

    Whoever reads meanwhile gets the one or the other, also where `MODEL_FOLDER`
    is a volume, and where two train at the same time.
    """
    folder().mkdir(parents=True, exist_ok=True)
    before = _pointer().read_text(encoding="utf-8") if _pointer().exists() else None
    fresh = Path(tempfile.mkdtemp(prefix="model-", dir=folder()))
    trained.save(fresh)
    (fresh / "report.json").write_text(json.dumps(report), encoding="utf-8")
    named = fresh / "name"
    named.write_text(fresh.name, encoding="utf-8")
    named.replace(_pointer())
    if before:
        shutil.rmtree(folder() / before, ignore_errors=True)
