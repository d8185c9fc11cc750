"""The classifier and the file reader by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import joblib
import pytest

from astrolabe_iris import model
from astrolabe_iris.flowers import FlowerFileError, read_flowers

if TYPE_CHECKING:
    from pathlib import Path

FIRST_LINE = "sepal_length,sepal_width,petal_length,petal_width"


@pytest.mark.parametrize("algorithm", list(model.ALGORITHMS))
def test_every_algorithm_learns_and_repeats_itself(algorithm: str) -> None:
    """The same seed gives the same model."""
    flowers = [[5.9, 2.8, 4.8, 1.7], [5.0, 3.4, 1.4, 0.2]]
    one, two = (model.fit(algorithm, 0.2, seed=3) for _ in range(2))
    assert one.accuracy > 0.85
    assert one.classify(flowers) == two.classify(flowers)
    assert sum(one.classify(flowers)[0]["probabilities"].values()) == pytest.approx(1)


def test_a_model_is_made_once_and_then_kept(own_folder: Path) -> None:
    """A restart does not train again."""
    made = model.load()
    assert [file.name for file in own_folder.iterdir()] == ["iris.joblib"]
    assert model.load().trained_at == made.trained_at


def test_a_file_of_something_else_is_refused(own_folder: Path) -> None:
    """The message says how to mend it."""
    own_folder.mkdir()
    joblib.dump({"not": "a model"}, own_folder / "iris.joblib")
    with pytest.raises(TypeError, match="delete it to train a new one"):
        model.load()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (b"", "has no column"),
        (b"sepal_length,petal_width\n", "no column sepal_width, petal_length"),
        (f"{FIRST_LINE}\n".encode(), "holds no flower"),
        (f"{FIRST_LINE}\n1,2,3\n".encode(), "Line 2, column petal_width: None"),
        (f"{FIRST_LINE}\n1,2,3,nan\n".encode(), "'nan' is not a number"),
        ((f"{FIRST_LINE}\n" + "1,2,3,4\n" * 10_001).encode(), "at most 10000"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_a_bad_file_is_refused_with_its_cause(
    tmp_path: Path, text: bytes, cause: str
) -> None:
    """Somebody else wrote it, so anything may be in it."""
    file = tmp_path / "flowers.csv"
    file.write_bytes(text)
    with pytest.raises(FlowerFileError, match=cause):
        read_flowers(file)
