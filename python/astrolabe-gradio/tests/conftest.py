"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fake_deepaas
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def api_url() -> Iterator[str]:
    """Give the address of an API that takes every kind of argument."""
    with fake_deepaas.running() as url:
        yield url
