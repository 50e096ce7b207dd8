"""The shipped trunk: what its parts keep and what they throw away."""

from __future__ import annotations

import pytest
import torch

from sincnet.config import ModelConfig, Res2NetConfig, SincConfig
from sincnet.trunk import AttentiveStatistics, BandEnergies, Res2Block, Res2Net


def windows(batch: int = 2, n: int = 8000) -> torch.Tensor:
    return torch.randn(batch, n, generator=torch.Generator().manual_seed(1)).clamp(-3, 3) / 3


@pytest.fixture
def trunk(tiny: ModelConfig) -> Res2Net:
    assert isinstance(tiny.trunk, Res2NetConfig)
    torch.manual_seed(0)
    return Res2Net(tiny.sinc, tiny.trunk)


def test_band_energies_have_a_row_per_filter_and_zero_mean() -> None:
    energies = BandEnergies(SincConfig(8, 101, 32), Res2NetConfig())(windows())
    assert energies.shape == (2, 8, 48)  # 247 filter outputs, averaged over 10 every 5
    torch.testing.assert_close(energies.mean(2), torch.zeros(2, 8), rtol=0, atol=1e-5)


def test_band_energies_forget_the_level() -> None:
    front = BandEnergies(SincConfig(8, 101, 32), Res2NetConfig())
    torch.testing.assert_close(front(windows()), front(0.5 * windows()), rtol=0, atol=0.01)


def test_band_energies_are_exact_under_mixed_precision() -> None:
    front = BandEnergies(SincConfig(8, 101, 32), Res2NetConfig())
    with torch.autocast("cpu", torch.bfloat16):
        mixed = front(windows())
    torch.testing.assert_close(mixed, front(windows()), rtol=0, atol=0)


def test_a_block_adds_to_what_it_is_given() -> None:
    block = Res2Block(8, 4, 2).eval()
    x = torch.randn(1, 8, 20)
    assert block(x).shape == x.shape
    with torch.no_grad():
        block.leave_norm.weight.zero_()
    torch.testing.assert_close(block(x), x)


def test_the_statistics_of_a_constant_are_the_constant_and_nothing() -> None:
    mean, deviation = AttentiveStatistics(3, 4).eval()(torch.full((2, 3, 9), 0.7)).chunk(2, 1)
    torch.testing.assert_close(mean, torch.full((2, 3), 0.7))
    assert deviation.max() < 0.01


def test_a_window_is_embedded_alike_alone_and_in_company(trunk: Res2Net) -> None:
    trunk.eval()
    both = trunk(windows(3))
    torch.testing.assert_close(trunk(windows(3)[1:2]), both[1:2], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("n", [3200, 6400, 24_000])
def test_windows_of_any_length_give_d_vectors_of_one_size(trunk: Res2Net, n: int) -> None:
    assert trunk.eval()(windows(1, n)).shape == (1, trunk.embedding_size)


def test_everything_learns_the_filters_too(trunk: Res2Net) -> None:
    trunk(windows(4)).square().mul(torch.rand(4, trunk.embedding_size)).sum().backward()
    for name, parameter in trunk.named_parameters():
        assert parameter.grad is not None and torch.isfinite(parameter.grad).all(), name
    assert trunk.front.sinc.low_hz_.grad is not None and trunk.front.sinc.low_hz_.grad.abs().min() > 0
