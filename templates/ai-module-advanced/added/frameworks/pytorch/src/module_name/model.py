"""The model, made with PyTorch."""

from __future__ import annotations

from pathlib import Path

import torch

from module_name.examples import LABELS

FEATURES = 2
STEPS = 200
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Model:
    """A network that has learnt."""

    def __init__(self, network: torch.nn.Module) -> None:
        """Take one that is trained."""
        self.network = network.eval()

    def predict(self, rows: list[list[float]]) -> list[dict[str, object]]:
        """Say of each row (width and height in cm) what it is, and how surely."""
        with torch.no_grad():
            given = torch.tensor(rows, device=DEVICE)
            likely = torch.softmax(self.network(given), dim=1)
        return [
            {"label": LABELS[int(one.argmax())], "probability": float(one.max())}
            for one in likely
        ]

    def save(self, folder: Path) -> None:
        """Keep its weights in a folder that is there."""
        torch.save(self.network.state_dict(), folder / "weights.pt")

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Give the one that was kept in a folder."""
        network = _network()
        # Numbers alone: to load them runs no code.
        file = folder / "weights.pt"
        weights = torch.load(file, map_location=DEVICE, weights_only=True)
        network.load_state_dict(weights)
        return cls(network)


def fit(examples: list[tuple[list[float], int]], *, seed: int) -> Model:
    """Learn from examples."""
    torch.manual_seed(seed)
    rows = torch.tensor([row for row, _ in examples], device=DEVICE)
    labels = torch.tensor([label for _, label in examples], device=DEVICE)
    network = _network()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.05)
    for _ in range(STEPS):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(rows), labels).backward()
        optimizer.step()
    return Model(network)


def _network() -> torch.nn.Module:
    return torch.nn.Linear(FEATURES, len(LABELS), device=DEVICE)
