"""The real model, loaded once for the tests that need it."""

import pytest

from analysis.scorers.embedded import EmbeddedScorer


@pytest.fixture(scope="session")
def scorer() -> EmbeddedScorer:
    """Return the embedded scorer in exact arithmetic, so that results do not hang on the machine."""
    embedded = EmbeddedScorer(threads=2, precision="fp32")
    embedded.load()
    return embedded
