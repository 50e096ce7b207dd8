import pytest
import torch
from torch.nn import functional as F

from audio.errors import WhoSpeaksError
from generator.speech2face.decoder import FaceDecoder

torch.set_num_threads(1)


def test_it_has_the_published_layers():
    with torch.device("meta"):
        network = FaceDecoder()
        assert network(torch.empty(2, 4096)).shape == (2, 3, 224, 224)
    assert sum(p.numel() for p in network.parameters()) == 55_908_683
    shapes = {key: tuple(value.shape) for key, value in network.state_dict().items() if key.endswith("weight")}
    assert shapes == {
        "mlp.0.weight": (1000, 4096),
        "mlp.2.weight": (50_176, 1000),
        "texture_gen.0.weight": (256, 128, 6, 6),
        "texture_gen.2.weight": (128, 64, 6, 6),
        "texture_gen.4.weight": (64, 32, 6, 6),
        "texture_gen.6.weight": (32, 32, 6, 6),
        "texture_gen.8.weight": (3, 32, 1, 1),
    }


def test_it_is_the_published_arithmetic():
    torch.manual_seed(0)
    network = FaceDecoder(width=1 / 16, features=30)
    state, x = network.state_dict(), torch.randn(2, 30)
    y = F.linear(x, state["mlp.0.weight"], state["mlp.0.bias"])
    torch.testing.assert_close(network.first_layer(x), y)
    y = F.linear(y.relu(), state["mlp.2.weight"], state["mlp.2.bias"]).relu().view(2, 16, 14, 14)
    for i in (0, 2, 4, 6):
        y = F.conv_transpose2d(y, state[f"texture_gen.{i}.weight"], state[f"texture_gen.{i}.bias"], 2, 2).relu()
    y = F.conv2d(y, state["texture_gen.8.weight"], state["texture_gen.8.bias"]).sigmoid()
    torch.testing.assert_close(network(x), y)


def test_other_features_are_refused():
    with pytest.raises(WhoSpeaksError, match=r"rows of 30 numbers, not \(1, 31\)"):
        FaceDecoder(1 / 16, 30)(torch.zeros(1, 31))
