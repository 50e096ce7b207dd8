"""The sinc filters in numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from audio.source import RATE
from sincnet.config import PUBLISHED, ModelConfig
from sincnet.filterbank import POINTS, banks, frequencies_hz
from sincnet.model import SincNet


@pytest.mark.parametrize("published", [False, True])
def test_a_network_that_learned_nothing_has_the_mel_bank(tiny: ModelConfig, published: bool) -> None:
    config = replace(PUBLISHED if published else tiny)
    found = banks(SincNet(config))
    assert found is not None
    learned, mel = found
    np.testing.assert_array_equal(learned.centre_hz, mel.centre_hz)
    np.testing.assert_array_equal(learned.response, mel.response)
    assert len(mel.band_hz) == config.sinc.filters and (np.diff(mel.centre_hz) > 0).all()
    assert mel.band_hz[-1] > mel.band_hz[0] > 0 and mel.high_hz.max() <= RATE / 2
    assert mel.response.shape == frequencies_hz().shape == (POINTS,) and mel.response.mean() == pytest.approx(1)


def test_a_filter_that_moved_is_seen_where_it_went(tiny: ModelConfig) -> None:
    model = SincNet(tiny)
    for name, parameter in model.named_parameters():
        if name.endswith("low_hz_"):
            parameter.data[0] = 3950.0
        if name.endswith("band_hz_"):
            parameter.data[0] = 150.0
    found = banks(model)
    assert found is not None
    learned, mel = found
    place = int(np.abs(learned.centre_hz - 4100).argmin())
    assert learned.low_hz[place] == pytest.approx(4000) and learned.band_hz[place] == pytest.approx(200)
    at = np.abs(frequencies_hz() - 4100).argmin()
    assert learned.response[at] > mel.response[at]
    assert learned.response[4] < mel.response[4]  # it is missing where it was
