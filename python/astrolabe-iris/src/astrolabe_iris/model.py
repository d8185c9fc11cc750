"""The classifier: made, measured, kept in a folder and used."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import joblib
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FEATURES = ("sepal_length", "sepal_width", "petal_length", "petal_width")
SPECIES = ("setosa", "versicolor", "virginica")

FOLDER_VARIABLE = "ASTROLABE_IRIS_FOLDER"
FILE_NAME = "iris.joblib"

# A new algorithm is a new line; the API's list of choices is made from it.
ALGORITHMS: dict[str, Callable[[int], Any]] = {
    "logistic-regression": lambda seed: make_pipeline(
        StandardScaler(), LogisticRegression(max_iter=1000, random_state=seed)
    ),
    "random-forest": lambda seed: RandomForestClassifier(
        n_estimators=100, random_state=seed
    ),
}


@dataclass(frozen=True)
class TrainedModel:
    """A classifier with how it was made."""

    estimator: Any
    algorithm: str
    seed: int
    accuracy: float
    trained_at: str

    def classify(self, flowers: Sequence[Sequence[float]]) -> list[dict[str, Any]]:
        """Say for each flower its most probable species, and how sure that is."""
        said = []
        for row in self.estimator.predict_proba(flowers):
            probabilities = {
                name: round(float(value), 4)
                for name, value in zip(SPECIES, row, strict=True)
            }
            species = max(probabilities, key=lambda name: probabilities[name])
            said.append({"species": species, "probabilities": probabilities})
        return said

    def summary(self) -> dict[str, Any]:
        """Tell how it was made, without the classifier itself."""
        return {
            "algorithm": self.algorithm,
            "seed": self.seed,
            "accuracy": self.accuracy,
            "trained_at": self.trained_at,
        }


def fit(algorithm: str, test_share: float, seed: int) -> TrainedModel:
    """Make a classifier; the same arguments give the same one."""
    data = load_iris()
    train_x, test_x, train_y, test_y = train_test_split(
        data.data,
        data.target,
        test_size=test_share,
        random_state=seed,
        stratify=data.target,
    )
    estimator = ALGORITHMS[algorithm](seed)
    estimator.fit(train_x, train_y)
    return TrainedModel(
        estimator=estimator,
        algorithm=algorithm,
        seed=seed,
        accuracy=round(float(accuracy_score(test_y, estimator.predict(test_x))), 4),
        trained_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
    )


def model_file() -> Path:
    """Where the classifier is kept."""
    return Path(os.environ.get(FOLDER_VARIABLE, "models")) / FILE_NAME


def save(model: TrainedModel) -> None:
    """Keep a classifier; a reader sees the old one or the new one, whole."""
    target = model_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    joblib.dump(model, partial)
    partial.replace(target)


def load() -> TrainedModel:
    """Take the kept classifier, or make one where there is none yet."""
    target = model_file()
    if not target.exists():
        save(fit("logistic-regression", test_share=0.2, seed=0))
    model = joblib.load(target)
    if not isinstance(model, TrainedModel):
        message = f"{target} holds no iris classifier; delete it to train a new one."
        raise TypeError(message)
    return model
