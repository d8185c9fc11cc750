"""The model, made with scikit-learn."""

from __future__ import annotations

from sklearn.linear_model import LogisticRegression

from module_name.examples import EXAMPLES, LABELS


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


def load() -> Model:
    """Learn from the examples: there are few."""
    rows, labels = zip(*EXAMPLES)
    return Model(LogisticRegression().fit(list(rows), list(labels)))
