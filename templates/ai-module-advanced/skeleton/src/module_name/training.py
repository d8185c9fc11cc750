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


def folder() -> Path:
    """Say where the model is kept: `MODEL_FOLDER`, or `models` where it runs."""
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
    if not (folder() / "report.json").exists():
        train(test_share=0.25, seed=0)
    return model.Model.load(folder())


def stamp() -> int:
    """Change whenever another model is kept."""
    report = folder() / "report.json"
    return report.stat().st_mtime_ns if report.exists() else 0


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


def _keep(trained: model.Model, report: dict[str, Any]) -> None:
    """Put all of it in place at once: whoever reads meanwhile gets one or the other."""
    kept = folder()
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{kept.name}-", dir=kept.parent))
    trained.save(fresh)
    (fresh / "report.json").write_text(json.dumps(report), encoding="utf-8")
    old = fresh.with_name(f"{fresh.name}-old")
    if kept.exists():
        kept.rename(old)
    fresh.rename(kept)
    shutil.rmtree(old, ignore_errors=True)
