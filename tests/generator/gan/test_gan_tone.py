import time

import numpy as np
import pytest
import torch

from audio.errors import WhoSpeaksError
from audio.files import read_audio
from generator.frontends.log_mel import network_input
from generator.gan.networks import Generator, VoiceEmbedding
from generator.gan.tone import drawn, pixels
from sincnet.paths import assets

torch.set_num_threads(1)


def face(*values: float) -> torch.Tensor:
    """Three channels of a row of these values."""
    return torch.tensor(values).view(1, 1, 1, -1).expand(1, 3, 1, len(values))


def test_clamp_takes_minus_one_for_black_and_one_for_white():
    np.testing.assert_array_equal(pixels(face(-3, -1, 0, 0.5, 1, 2))[0, 0, :, 1], [0, 0, 128, 191, 255, 255])


def test_minmax_stretches_each_picture_to_its_own_black_and_white():
    both = torch.cat([face(-0.5, 0, 0.5), face(-4, 0, 0)])
    np.testing.assert_array_equal(pixels(both, "minmax")[:, 0, :, 0], [[0, 127, 255], [0, 255, 255]])
    flat = pixels(face(0.3, 0.3), "minmax")
    assert flat.dtype == np.uint8 and not flat.any()


def test_a_picture_is_upright_and_its_colours_are_in_order():
    image = torch.full((1, 3, 64, 48), -1.0)
    image[0, 2, :10] = 1  # blue above
    found = pixels(image)
    assert found.shape == (1, 64, 48, 3)
    assert (found[0, :10] == [0, 0, 255]).all() and not found[0, 10:].any()


def test_ten_seconds_of_a_voice_become_a_face_soon():
    torch.manual_seed(0)
    voice, generator = VoiceEmbedding().eval(), Generator().eval()
    recordings = sorted((assets() / "demo" / "people").rglob("*.flac"))
    one = np.resize(read_audio(recordings[0]), 160_000)
    picture = drawn(network_input(one), voice, generator)
    assert picture.shape == (64, 64, 3) and picture.dtype == np.uint8
    np.testing.assert_array_equal(drawn(network_input(one), voice, generator), picture)
    assert not np.array_equal(drawn(network_input(read_audio(recordings[-1])), voice, generator, "minmax"), picture)
    began = time.process_time()
    drawn(network_input(one), voice, generator)
    assert time.process_time() - began < 0.6


def test_a_face_does_not_depend_on_how_loud_the_embedding_is():
    torch.manual_seed(0)
    voice, generator = VoiceEmbedding(0.1).eval(), Generator(0.1).eval()
    features = np.random.default_rng(0).normal(size=(64, 400)).astype(np.float32)
    picture = drawn(features, voice, generator, "minmax")
    with torch.no_grad():
        for parameter in voice.model[-1].parameters():
            parameter.mul_(50)
    np.testing.assert_array_equal(drawn(features, voice, generator, "minmax"), picture)


def test_features_that_are_not_numbers_are_refused():
    features = np.full((64, 400), np.nan, np.float32)
    with pytest.raises(WhoSpeaksError, match="not numbers"):
        drawn(features, VoiceEmbedding(0.1).eval(), Generator(0.1).eval())
