"""The FID's network: torchvision's layout, read from a file of numbers and from nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from audio.errors import WhoSpeaksError
from generator.figures.frechet import frechet_distance
from generator.figures.inception import Inception


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of the FID have 1008 classes, and no counters."""
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("inception") / "fid.pth"
    numbers = {key: value for key, value in Inception(True).state_dict().items() if "num_batches" not in key}
    torch.save({**numbers, "fc.weight": torch.zeros(1008, 2048), "fc.bias": torch.zeros(1008)}, path)
    return path


def test_it_is_inception(weights: Path) -> None:
    network = Inception.read(weights)
    convolutions = [part for part in network.modules() if isinstance(part, torch.nn.Conv2d)]
    assert (sum(p.numel() for p in network.parameters()), len(convolutions)) == (21_785_568, 94)
    assert network.Mixed_7c.pool == "max" and network.Mixed_5b.pool == "inside"
    faces = np.random.default_rng(0).integers(256, size=(3, 64, 64, 3), dtype=np.uint8)
    features = network.of_pictures(faces, batch=2)
    assert features.shape == (3, 2048) and np.isfinite(features).all() and features.std(0).max() > 0
    assert frechet_distance(features, features) == pytest.approx(0, abs=1e-3 * float(np.square(features).sum()))


def test_torchvisions_own_averages_to_the_border(weights: Path, tmp_path: Path) -> None:
    numbers = torch.load(weights, weights_only=True)
    numbers["fc.weight"] = torch.zeros(1000, 2048)
    torch.save({**numbers, "AuxLogits.fc.weight": torch.zeros(1000, 768)}, tmp_path / "own.pth")
    assert Inception.read(tmp_path / "own.pth").Mixed_7c.pool == "all"


def test_other_weights_are_refused(weights: Path, tmp_path: Path) -> None:
    numbers = torch.load(weights, weights_only=True)
    del numbers["Mixed_7c.branch_pool.conv.weight"]
    torch.save(numbers, tmp_path / "less.pth")
    with pytest.raises(WhoSpeaksError, match=r"less\.pth holds no Inception v3"):
        Inception.read(tmp_path / "less.pth")
    with pytest.raises(WhoSpeaksError, match="cannot be read"):
        Inception.read(tmp_path / "none.pth")
