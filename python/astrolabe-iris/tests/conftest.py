"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from astrolabe_iris import model

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let each test have a folder for its model."""
    folder = tmp_path / "models"
    monkeypatch.setenv(model.FOLDER_VARIABLE, str(folder))
    return folder
