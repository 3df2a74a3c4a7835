"""Fixtures that several tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring material beside the repository, or where KG_SHARED says; without it, tests are skipped."""
    folder = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2] / "shared")
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: clone or link the measuring material, or set KG_SHARED")
    return folder
