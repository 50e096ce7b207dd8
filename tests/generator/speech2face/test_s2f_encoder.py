import pytest
import torch
from torch import nn

from audio.errors import WhoSpeaksError
from generator.speech2face.encoder import MeanOverTime, VoiceEncoder
from generator.weights import load, save

torch.set_num_threads(1)


def as_keras_counts(network: nn.Module) -> tuple[int, int]:
    """All numbers, running figures of batch norms included; and those figures alone."""
    still = sum(b.numel() for name, b in network.named_buffers() if not name.endswith("num_batches_tracked"))
    return sum(p.numel() for p in network.parameters()) + still, still


def test_the_papers_layout_has_the_known_number_of_parameters():
    with torch.device("meta"):
        network = VoiceEncoder()
        maps = network.convolutions[:-3](torch.empty(1, 2, 598, 257))
    assert as_keras_counts(network) == (148_067_584, 4_608)
    assert maps.shape == (1, 512, 6, 57)  # what is averaged over time
    assert network.dense[0].in_features == 29_184


def test_the_notebooks_layout_has_its_number_of_parameters():
    with torch.device("meta"):
        network = VoiceEncoder(notebook=True)
        found = network(torch.empty(1, 257, 601, 2))
    assert as_keras_counts(network)[0] == 133_666_133
    assert network.dense[0].in_features == 25_440 and found.shape == (1, 4096)


@pytest.fixture(scope="module")
def small() -> VoiceEncoder:
    torch.manual_seed(0)
    return VoiceEncoder(width=1 / 16, features=20).eval()


def test_layers_come_in_the_papers_order(small):
    kinds = [type(layer).__name__ for layer in small.convolutions]
    block, pooled = ["Conv2d", "ReLU", "BatchNorm2d"], ["Conv2d", "ReLU", "BatchNorm2d", "MaxPool2d"]
    assert kinds == block * 2 + pooled * 4 + block * 2 + ["Conv2d", "MeanOverTime", "ReLU", "BatchNorm2d"]
    assert [type(layer).__name__ for layer in small.dense] == ["Linear", "ReLU", "Linear"]


def test_sound_of_any_length_from_259_frames_on_becomes_a_feature(small):
    for frames in (259, 598, 900):
        assert small(torch.randn(2, frames, 257, 2)).shape == (2, 20)


def test_time_is_averaged_and_frequency_is_kept():
    maps = torch.arange(24.0).view(1, 2, 3, 4)
    torch.testing.assert_close(MeanOverTime()(maps)[0, 1, 0], torch.tensor([16.0, 17, 18, 19]))


@pytest.mark.parametrize("shape", [(1, 258, 257, 2), (1, 598, 256, 2), (1, 598, 257, 1), (598, 257, 2)])
def test_other_spectrograms_are_refused(small, shape):
    with pytest.raises(WhoSpeaksError, match=r"takes spectrograms of the shape \(598, 257, 2\), not"):
        small(torch.zeros(shape))


def test_the_notebooks_layout_takes_its_own_shape_alone_and_ends_in_a_relu():
    torch.manual_seed(0)
    network = VoiceEncoder(width=1 / 35, features=12, notebook=True).eval()
    assert (network(torch.randn(3, 257, 601, 2)) >= 0).all()
    with pytest.raises(WhoSpeaksError, match=r"\(257, 601, 2\), not \(257, 598, 2\)"):
        network(torch.zeros(1, 257, 598, 2))


@pytest.mark.parametrize("notebook", [False, True])
def test_it_is_kept_and_comes_back(tmp_path, notebook):
    network = VoiceEncoder(1 / 35, 8, notebook).eval()
    save(tmp_path / "e.safetensors", network, {})
    x = torch.randn(1, 257, 601, 2) if notebook else torch.randn(1, 300, 257, 2)
    torch.testing.assert_close(load(tmp_path / "e.safetensors", VoiceEncoder).network(x), network(x))


def test_a_width_above_one_is_refused():
    with pytest.raises(ValueError, match="a width is above 0"):
        VoiceEncoder(width=2)
