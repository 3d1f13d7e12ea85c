"""Fixtures that all tests share: the corpus of real documents, unpacked once."""

from __future__ import annotations

import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples at every run, as slow as the machine may be: a test says today what it said yesterday. To search for
# more, run `pytest --hypothesis-profile=search` (and hold what it finds by an @example).
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """Keep what programs under test keep between runs away from the user's own cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = os.environ.get("POLICYDIFF_CORPUS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("no corpus: set POLICYDIFF_CORPUS to a folder with seeds/, laws.tar.xz and policies.tar.xz")
    return Path(folder)


def _unpacked(archive: Path, into: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return into


@pytest.fixture(scope="session")
def laws(corpus, tmp_path_factory) -> Path:
    return _unpacked(corpus / "laws.tar.xz", tmp_path_factory.mktemp("laws"))


@pytest.fixture(scope="session")
def policies(corpus, tmp_path_factory) -> Path:
    return _unpacked(corpus / "policies.tar.xz", tmp_path_factory.mktemp("policies"))
