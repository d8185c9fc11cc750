"""The model, made with TensorFlow."""

from __future__ import annotations

from pathlib import Path

import tensorflow as tf

from module_name.examples import LABELS

FEATURES = 2
EPOCHS = 200


class Model:
    """A network that has learnt."""

    def __init__(self, network: tf.keras.Model) -> None:
        """Take one that is trained."""
        self.network = network

    def predict(self, rows: list[list[float]]) -> list[dict[str, object]]:
        """Say of each row (width and height in cm) what it is, and how surely."""
        likely = self.network(tf.constant(rows), training=False).numpy()
        return [
            {"label": LABELS[one.argmax()], "probability": float(one.max())}
            for one in likely
        ]

    def save(self, folder: Path) -> None:
        """Keep its weights in a folder that is there."""
        self.network.save_weights(folder / "model.weights.h5")

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Give the one that was kept in a folder."""
        network = _network()
        network.load_weights(folder / "model.weights.h5")
        return cls(network)


def fit(examples: list[tuple[list[float], int]], *, seed: int) -> Model:
    """Learn from examples."""
    tf.keras.utils.set_random_seed(seed)
    network = _network()
    network.compile(
        optimizer=tf.keras.optimizers.Adam(0.05),
        loss="sparse_categorical_crossentropy",
    )
    rows = tf.constant([row for row, _ in examples])
    labels = tf.constant([label for _, label in examples])
    network.fit(rows, labels, epochs=EPOCHS, verbose=0)
    return Model(network)


def _network() -> tf.keras.Model:
    return tf.keras.Sequential(
        [
            tf.keras.Input((FEATURES,)),
            tf.keras.layers.Dense(len(LABELS), activation="softmax"),
        ]
    )
