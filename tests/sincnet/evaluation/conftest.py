"""Fewer noises, for drawing them takes longer than all else."""

from __future__ import annotations

import pytest

from sincnet.evaluation import noise


@pytest.fixture
def few_noises(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noise, "NOISES", 2)
