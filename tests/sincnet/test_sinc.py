"""The filters as filters: what they pass, what they stop, and the pair's envelope."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from audio.source import RATE
from sincnet.config import SincConfig
from sincnet.sinc import MIN_BAND_HZ, MIN_LOW_HZ, SincConv, mel_edges


def bank(*bands: tuple[float, float], taps: int = 251, stride: int = 1, analytic: bool = True) -> SincConv:
    """Filters from `low` to `high` Hz each."""
    sinc = SincConv(SincConfig(len(bands), taps, stride, analytic)).requires_grad_(False)
    low, high = torch.tensor(bands).T[..., None]
    sinc.low_hz_.copy_(low - MIN_LOW_HZ)
    sinc.band_hz_.copy_(high - low - MIN_BAND_HZ)
    return sinc


def tone(hz: float, n: int = RATE // 2, phase: float = 0.3) -> torch.Tensor:
    return torch.sin(2 * np.pi * hz * torch.arange(n, dtype=torch.float64) / RATE + phase).float()[None]


def response(filters: torch.Tensor, hz: np.ndarray) -> np.ndarray:
    """|H| of each filter (filters, taps) at frequencies (k,): (filters, k)."""
    at = np.arange(filters.shape[1]) / RATE
    return np.abs(filters.double().numpy() @ np.exp(-2j * np.pi * at[:, None] * hz))


def test_the_first_edges_are_equally_spaced_in_mel() -> None:
    edges = mel_edges(80).numpy()
    assert edges[[0, -1]] == pytest.approx([30, 7900])
    mel = 2595 * np.log10(1 + edges / 700)
    np.testing.assert_allclose(np.diff(mel), np.ptp(mel) / 80)


def test_what_is_learned_is_two_edges_a_filter_under_the_published_names() -> None:
    state = SincConv(SincConfig()).state_dict()
    assert {name: tuple(tensor.shape) for name, tensor in state.items()} == {"low_hz_": (80, 1), "band_hz_": (80, 1)}


@pytest.mark.parametrize("band", [(300.0, 800.0), (1000.0, 2000.0), (4000.0, 7000.0)])
def test_a_filter_passes_its_band_and_stops_the_rest(band: tuple[float, float]) -> None:
    low, high = band
    gain = response(bank(band, analytic=False).filters(), np.arange(0, 8000, 10.0))[0] * 2 * (high - low) / RATE
    hz = np.arange(0, 8000, 10.0)
    assert gain[(hz > low + 150) & (hz < high - 150)] == pytest.approx(1, abs=0.01)
    assert gain[(hz < low - 150) | (hz > high + 150)].max() < 0.005  # the Hamming window's side lobes
    assert np.interp([low, high], hz, gain) == pytest.approx(0.5, abs=0.02)


def test_filters_are_symmetric_around_a_tap_of_one_and_their_twins_are_odd() -> None:
    even, odd = bank((200.0, 500.0), (1500.0, 3000.0), taps=101).filters().chunk(2)
    torch.testing.assert_close(even, even.flip(1), rtol=0, atol=0)
    torch.testing.assert_close(odd, -odd.flip(1), rtol=0, atol=0)
    assert even[:, 50].tolist() == [1, 1] and even.abs().max() == 1


def test_signs_of_the_parameters_do_not_matter_and_edges_stay_apart_and_below_nyquist() -> None:
    sinc = bank((300.0, 700.0), (6000.0, 9000.0))
    filters = sinc.filters()
    sinc.low_hz_.neg_()
    sinc.band_hz_.neg_()
    torch.testing.assert_close(sinc.filters(), filters, rtol=0, atol=0)
    low, high = sinc.edges()
    assert high.max() == RATE / 2
    sinc.low_hz_.zero_()
    sinc.band_hz_.zero_()
    low, high = sinc.edges()
    assert low.unique() == MIN_LOW_HZ and (high - low).unique() == MIN_BAND_HZ


def test_the_half_window_is_the_published_one() -> None:
    at = np.arange(125) * (124.5 / 124)
    np.testing.assert_allclose(SincConv(SincConfig()).window_, 0.54 - 0.46 * np.cos(2 * np.pi * at / 251), atol=1e-6)


@pytest.mark.parametrize("hz", [1200.0, 1500.0, 1800.0])
@pytest.mark.parametrize("amplitude", [1.0, 0.1])
def test_the_pair_gives_a_constant_envelope_of_a_tone(hz: float, amplitude: float) -> None:
    power = bank((1000.0, 2000.0)).band_power(amplitude * tone(hz))[0, 0] / amplitude**2
    assert power.mean() == pytest.approx(1, abs=0.01)
    assert power.std() < 0.01
    # One filter of the pair alone swings between nothing and twice as much.
    assert bank((1000.0, 2000.0), analytic=False)(tone(hz)).square().std() > 1


def test_a_tone_outside_the_band_has_no_power() -> None:
    sinc = bank((1000.0, 2000.0), (3000.0, 4000.0))
    inside, outside = sinc.band_power(tone(1500))[0]
    assert outside.max() < 1e-4 < 0.98 < inside.min()


@pytest.mark.parametrize("analytic", [False, True])
def test_a_stride_leaves_out_frames_and_changes_none(analytic: bool) -> None:
    waveform = torch.randn(2, 1000, generator=torch.Generator().manual_seed(0))
    every = bank((500.0, 900.0), (2000.0, 2500.0), taps=51, analytic=analytic)(waveform)
    some = bank((500.0, 900.0), (2000.0, 2500.0), taps=51, stride=7, analytic=analytic)(waveform)
    assert every.shape == (2, 4 if analytic else 2, 950) and some.shape[2] == 136
    torch.testing.assert_close(some, every[:, :, ::7], rtol=0, atol=1e-4)


def test_an_edge_moves_towards_a_tone_just_outside() -> None:
    sinc = bank((1000.0, 2000.0)).requires_grad_(True)
    sinc(tone(2050)).square().mean().backward()
    assert sinc.band_hz_.grad is not None and sinc.band_hz_.grad.item() > 0  # wider lets more of it in
    assert sinc.low_hz_.grad is not None and sinc.low_hz_.grad.item() > 0  # so does moving up


def test_a_filter_needs_a_centre() -> None:
    with pytest.raises(ValueError, match="odd number of taps"):
        SincConv(SincConfig(taps=250))
