"""The layers against the published counts and names, and against the same arithmetic written out."""

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from audio.errors import WhoSpeaksError
from generator.gan.networks import Classifier, Discriminator, FaceNetwork, Generator, VoiceEmbedding

torch.set_num_threads(1)


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


@pytest.mark.parametrize(
    ("network", "parameters"),
    [
        (VoiceEmbedding, 2_670_720),
        (Generator, 12_191_875),
        (FaceNetwork, 3_310_720),
        (Discriminator, 64),
        (lambda: Classifier(924), 924 * 64),
    ],
)
def test_they_have_the_published_numbers_of_parameters(network, parameters):
    with torch.device("meta"):
        assert count(network()) == parameters


def test_the_heads_have_the_published_names():
    assert {k: tuple(v.shape) for k, v in Discriminator().state_dict().items()} == {"model.weight": (1, 64)}
    assert {k: tuple(v.shape) for k, v in Classifier(7).state_dict().items()} == {"model.weight": (7, 64)}


def test_the_face_network_has_the_names_that_training_saves():
    with torch.device("meta"):
        state = FaceNetwork().state_dict()
    shapes = [(32, 3, 1, 1), (64, 32, 4, 4), (128, 64, 4, 4), (256, 128, 4, 4), (512, 256, 4, 4), (64, 512, 4, 4)]
    expected: dict[str, tuple[int, ...]] = {f"model.{2 * i}.weight": shape for i, shape in enumerate(shapes)}
    expected |= {f"model.{2 * i}.bias": shape[:1] for i, shape in enumerate(shapes)}
    assert {key: tuple(value.shape) for key, value in state.items()} == expected


def test_batch_norm_in_the_face_network_spares_the_first_and_the_last_layer():
    norms = [m.num_features for m in FaceNetwork(0.5, batch_norm=True).modules() if isinstance(m, nn.BatchNorm2d)]
    assert norms == [32, 64, 128, 256]


@pytest.mark.parametrize("frames", [300, 801, 1000])
def test_the_voice_embedding_is_the_published_arithmetic(frames):
    torch.manual_seed(0)
    network = VoiceEmbedding(0.1)
    for norm in (m for m in network.modules() if isinstance(m, nn.BatchNorm1d)):
        for figures, least in ((norm.running_mean, -1.0), (norm.running_var, 0.5)):
            assert figures is not None
            nn.init.uniform_(figures, least, 2)
    state = network.eval().state_dict()
    x = torch.randn(2, 64, frames)
    y = x
    for i in (0, 3, 6, 9):
        y = F.conv1d(y, state[f"model.{i}.weight"], stride=2, padding=1)
        learned = [state[f"model.{i + 1}.{name}"] for name in ("running_mean", "running_var", "weight", "bias")]
        y = F.batch_norm(y, *learned).relu()
    y = F.conv1d(y, state["model.12.weight"], state["model.12.bias"], stride=2, padding=1)
    length = frames
    for _ in range(5):
        length = (length - 1) // 2 + 1
    assert y.shape == (2, 64, length)
    torch.testing.assert_close(network(x), y.mean(2))
    assert (network(x) < 0).any()  # nothing rectifies the last layer


def test_the_generator_is_the_published_arithmetic():
    torch.manual_seed(0)
    network = Generator(0.05)
    state = network.state_dict()
    x = F.normalize(torch.randn(2, 64))
    y, sizes = x[:, :, None, None], []
    for i in (0, 2, 4, 6, 8):
        stride, padding = (1, 0) if i == 0 else (2, 1)
        y = F.conv_transpose2d(y, state[f"model.{i}.weight"], state[f"model.{i}.bias"], stride, padding).relu()
        sizes.append(y.shape[-1])
    assert sizes == [4, 8, 16, 32, 64]
    y = F.conv_transpose2d(y, state["model.10.weight"], state["model.10.bias"])
    assert y.shape == (2, 3, 64, 64)
    torch.testing.assert_close(network(x), y)


def test_the_generator_of_the_report_norms_before_each_relu_and_ends_in_a_tanh():
    kinds = [type(layer).__name__ for layer in Generator(0.05, batch_norm=True, tanh=True).model]
    assert kinds == ["ConvTranspose2d", "BatchNorm2d", "ReLU"] * 5 + ["ConvTranspose2d", "Tanh"]
    plain, bounded = Generator(0.05), Generator(0.05, tanh=True)
    bounded.load_state_dict(plain.state_dict())
    x = torch.randn(3, 64) * 1000
    assert plain(x).abs().max() > 1
    torch.testing.assert_close(bounded(x), plain(x).tanh())


def test_the_face_network_is_the_published_arithmetic():
    torch.manual_seed(0)
    network = FaceNetwork(0.2)
    state = network.state_dict()
    x = torch.rand(2, 3, 64, 64) * 2 - 1
    y = F.conv2d(x, state["model.0.weight"], state["model.0.bias"])
    for i in (2, 4, 6, 8):
        y = F.conv2d(F.leaky_relu(y, 0.2), state[f"model.{i}.weight"], state[f"model.{i}.bias"], 2, 1)
    y = F.conv2d(F.leaky_relu(y, 0.2), state["model.10.weight"], state["model.10.bias"])
    assert y.shape == (2, 64, 1, 1)
    torch.testing.assert_close(network(x), y.flatten(1))


@pytest.mark.parametrize(
    ("network", "shape", "complaint"),
    [
        (VoiceEmbedding, (1, 40, 300), r"Voices are \(batch, 64, frames\).*\(1, 40, 300\)"),
        (Generator, (1, 512), r"voices of 64 numbers, not \(1, 512\)"),
        (FaceNetwork, (1, 3, 32, 32), r"Faces are \(batch, 3, 64, 64\), not \(1, 3, 32, 32\)"),
    ],
)
def test_other_shapes_are_refused(network, shape, complaint):
    with pytest.raises(WhoSpeaksError, match=complaint):
        network(0.02)(torch.zeros(shape))


@pytest.mark.parametrize("width", [0.0, -1.0, 1.5])
def test_a_width_that_is_none_is_refused(width):
    for network in (VoiceEmbedding, Generator, FaceNetwork):
        with pytest.raises(ValueError, match="a width is above 0"):
            network(width)
