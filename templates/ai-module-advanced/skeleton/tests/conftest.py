"""Each test has a folder of its own for models."""

import pytest


@pytest.fixture(autouse=True)
def models(tmp_path, monkeypatch):
    """Keep models where nothing else does."""
    folder = tmp_path / "models"
    monkeypatch.setenv("MODEL_FOLDER", str(folder))
    return folder
