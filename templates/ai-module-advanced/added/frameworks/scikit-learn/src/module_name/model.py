"""The model, made with scikit-learn."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from module_name.examples import LABELS

WEIGHTS = ("coef_", "intercept_", "classes_")


class Model:
    """A classifier that has learnt."""

    def __init__(self, classifier: LogisticRegression) -> None:
        """Take one that is fitted."""
        self.classifier = classifier

    def predict(self, rows: list[list[float]]) -> list[dict[str, object]]:
        """Say of each row (width and height in cm) what it is, and how surely."""
        return [
            {"label": LABELS[likely.argmax()], "probability": float(likely.max())}
            for likely in self.classifier.predict_proba(rows)
        ]

    def save(self, folder: Path) -> None:
        """Keep its weights, as numbers: to load them runs no code, unlike pickle."""
        weights = {name: getattr(self.classifier, name).tolist() for name in WEIGHTS}
        (folder / "weights.json").write_text(json.dumps(weights), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Give the one that was kept in a folder."""
        text = (folder / "weights.json").read_text(encoding="utf-8")
        classifier = LogisticRegression()
        for name, numbers in json.loads(text).items():
            setattr(classifier, name, np.array(numbers))
        return cls(classifier)


def fit(examples: list[tuple[list[float], int]], *, seed: int) -> Model:
    """Learn from examples."""
    rows, labels = zip(*examples)
    classifier = LogisticRegression(random_state=seed)
    return Model(classifier.fit(list(rows), list(labels)))
