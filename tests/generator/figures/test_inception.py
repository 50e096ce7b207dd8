"""The FID's network: torchvision's layout, read from a file of numbers and from nothing else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
import torch

from audio.errors import WhoSpeaksError
from generator.evaluation.fid import Fid
from generator.evaluation.speech import Heard
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


def test_features_are_those_of_the_two_known_programs(weights: Path, tmp_path: Path) -> None:
    """With these very weights pytorch-fid 0.3.0 and torchvision 0.29.2 gave them, to the bit."""
    faces = np.random.default_rng(0).integers(256, size=(3, 64, 64, 3), dtype=np.uint8)
    numbers = torch.load(weights, weights_only=True)
    torch.save({**numbers, "fc.weight": torch.zeros(1000, 2048)}, tmp_path / "own.pth")
    for path, expected in (
        (weights, [0.02836, 0.01005, 0.00659, 0.02121]),
        (tmp_path / "own.pth", [0.02966, 0.00955, 0.00921, 0.02354]),
    ):
        found = Inception.read(path).of_pictures(faces)[0]
        assert (found / np.linalg.norm(found))[[0, 500, 1000, 2000]] == pytest.approx(expected, abs=2e-5)


def test_the_fid_is_of_one_picture_a_speaker_against_the_true_ones(weights: Path) -> None:
    rng = np.random.default_rng(0)
    true, other = (rng.integers(256, size=(4, 1, 1, 3)).repeat(64, 1).repeat(64, 2).astype(np.uint8) for _ in range(2))
    heard = cast("Heard", SimpleNamespace(who=np.array([0, 0, 1, 2, 3]), firsts=np.array([0, 2, 3, 4])))
    fid = Fid(weights, true)
    same, away = (fid.of(faces[[0, 0, 1, 2, 3]], heard) for faces in (true, other))
    assert (same.n, same.speakers) == (4, 4) and 0 <= same.value < 1e-6 * away.value
    network = Inception.read(weights)
    assert away.value == pytest.approx(frechet_distance(network.of_pictures(other), network.of_pictures(true)), abs=0)


def test_other_weights_are_refused(weights: Path, tmp_path: Path) -> None:
    numbers = torch.load(weights, weights_only=True)
    del numbers["Mixed_7c.branch_pool.conv.weight"]
    torch.save(numbers, tmp_path / "less.pth")
    with pytest.raises(WhoSpeaksError, match=r"less\.pth holds no Inception v3"):
        Inception.read(tmp_path / "less.pth")
    with pytest.raises(WhoSpeaksError, match="cannot be read"):
        Inception.read(tmp_path / "none.pth")
