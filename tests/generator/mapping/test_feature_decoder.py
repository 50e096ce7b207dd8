"""The feature decoder: sizes, parameters, no checkerboard, the same picture whoever else is drawn; it learns."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn import functional as F

from generator import weights
from generator.mapping.feature_decoder import FeatureDecoder


@pytest.mark.parametrize("size", [64, 128, 256])
def test_pictures_have_the_size_asked_for_and_the_network_is_small(size: int) -> None:
    decoder = FeatureDecoder(size=size).eval()
    assert sum(parameter.numel() for parameter in decoder.parameters()) <= 3_000_000
    pictures = decoder.draw(torch.randn(2, 512))
    assert pictures.shape == (2, size, size, 3) and pictures.dtype == torch.uint8


def test_the_documented_number_of_parameters() -> None:
    assert f"{sum(p.numel() for p in FeatureDecoder().parameters()):,}" in (FeatureDecoder.__doc__ or "")


def test_other_sizes_are_not_drawn() -> None:
    with pytest.raises(ValueError, match="not of 100"):
        FeatureDecoder(size=100)


def test_a_feature_gives_its_picture_whoever_else_is_drawn() -> None:
    decoder = FeatureDecoder(32, 64).train()
    features = torch.randn(3, 32)
    with torch.no_grad():
        together, alone = decoder(features), decoder(5 * features[1:2])
    torch.testing.assert_close(together[1:2], alone, atol=1e-5, rtol=1e-5)
    assert (together[0] - together[1]).abs().mean() > 0.005  # and another feature another


def test_what_all_faces_share_is_there_before_anything_is_learned() -> None:
    torch.manual_seed(0)
    people = torch.full((200, 3, 64, 64), 0.6)
    people += 0.1 * torch.randn(200, 3, 1, 1)  # each of a colour of its own
    people[:, :, 24:28, 20:24] = people[:, :, 24:28, 40:44] = 0.1  # and all with eyes
    decoder = FeatureDecoder(16, 128)
    decoder.beneath.fit(people.clamp(0, 1))
    with torch.no_grad():
        drawn = decoder(torch.randn(1, 16))[0].mean(0)  # twice as large
    assert drawn[50:54, 42:46].mean() < drawn[20:40, 20:100].mean() - 0.2
    few = FeatureDecoder(16, 64)
    few.beneath.fit(people[:5].clamp(0, 1))
    assert torch.isfinite(few(torch.randn(1, 16))).all()


def unevenness(picture: torch.Tensor) -> float:
    """How far the means of every second pixel differ, (h, w), in deviations of the whole: a checkerboard's mark."""
    inner = picture[8:-8, 8:-8]
    means = torch.stack([inner[y::2, x::2].mean() for y in (0, 1) for x in (0, 1)])
    return float((means.max() - means.min()) / inner.std())


def test_no_checkerboard() -> None:
    torch.manual_seed(0)
    with torch.no_grad():
        smooth = FeatureDecoder(size=128)(torch.randn(1, 512))[0].mean(0)
        transposed = torch.nn.ConvTranspose2d(8, 1, 3, 2)(F.interpolate(torch.rand(1, 8, 8, 8), scale_factor=8.0))[0, 0]
    assert unevenness(smooth) < 0.05 < unevenness(transposed)


def test_it_learns_two_pictures(tmp_path: Path) -> None:
    torch.manual_seed(0)
    decoder, features = FeatureDecoder(16, 64), torch.randn(2, 16)
    targets = torch.full((2, 3, 64, 64), 0.2)
    targets[0, 0, 16:48, 16:48] = 0.9
    targets[1, 2, :, 32:] = 0.8
    optimiser = torch.optim.Adam(decoder.parameters(), 2e-3)
    losses = []
    for _ in range(30):
        loss = F.l1_loss(decoder(features), targets)
        losses.append(float(loss.detach()))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert losses[-1] < losses[0] / 3
    weights.save(tmp_path / "decoder.safetensors", decoder, {})
    found = weights.load(tmp_path / "decoder.safetensors", FeatureDecoder).network
    assert torch.equal(found.draw(features), decoder.draw(features))
