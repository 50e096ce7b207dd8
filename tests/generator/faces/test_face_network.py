"""The face embedding network: shapes, size, and that it learns to tell people apart whom it is shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from audio.errors import WhoSpeaksError
from generator import weights
from generator.faces.network import FaceClassifier, FaceEmbedding, planes


def pictures(people: int, each: int, size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Every person has colours of their own; uint8 (n, size, size, 3) and labels (n,)."""
    looks = np.random.default_rng(0).uniform(40, 215, (people, 4, 4, 3))
    labels = np.tile(np.arange(people), each)
    found = np.repeat(np.repeat(looks[labels], size // 4, axis=1), size // 4, axis=2)
    found += np.random.default_rng(seed).normal(0, 25, found.shape)
    return found.clip(0, 255).astype(np.uint8), labels


def test_it_is_small_and_takes_crops_of_any_size() -> None:
    network = FaceEmbedding().eval()
    count = sum(parameter.numel() for parameter in network.parameters())
    assert count <= 2_000_000 and f"{count:,}" in (FaceEmbedding.__doc__ or "")
    for size in (64, 112, 128):
        features = network(torch.rand(2, 3, size, size))
        assert features.shape == (2, 512)
        torch.testing.assert_close(features.norm(dim=1), torch.ones(2))


@pytest.mark.parametrize("shape", [(1, 3, 16, 16), (1, 1, 64, 64), (3, 64, 64)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(WhoSpeaksError, match="at least 32 px"):
        FaceEmbedding()(torch.rand(shape))


def test_it_learns_to_tell_people_apart(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = FaceEmbedding()
    classifier = FaceClassifier(network, 4)
    optimiser = torch.optim.Adam(classifier.parameters(), 1e-3)
    losses = []
    for step in range(12):
        faces, labels = pictures(4, 3, 32, seed=step)
        loss = classifier.loss(planes(torch.from_numpy(faces)), torch.from_numpy(labels))
        losses.append(float(loss.detach()))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert losses[-1] < losses[0] / 3
    network.eval()
    first, labels = pictures(4, 1, 32, seed=100)
    second, _ = pictures(4, 1, 32, seed=101)
    cosines = network.of_pictures(first) @ network.of_pictures(second, batch=3).T
    np.testing.assert_array_equal(cosines.argmax(1), labels)
    weights.save(tmp_path / "faces.safetensors", network, {})
    found = weights.load(tmp_path / "faces.safetensors", FaceEmbedding).network
    np.testing.assert_allclose(found.of_pictures(first), network.of_pictures(first), atol=1e-5)
    assert found.of_pictures(first[:0]).shape == (0, 512)
