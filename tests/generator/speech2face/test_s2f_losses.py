"""Equation 1 of Oh et al., in NumPy."""

import numpy as np
import pytest
import torch
from torch import nn

from audio.errors import WhoSpeaksError
from generator.speech2face.losses import feature_loss, picture_loss


@pytest.fixture
def layers() -> tuple[nn.Linear, nn.Linear]:
    torch.manual_seed(0)
    return nn.Linear(12, 7), nn.Linear(12, 5)


def test_it_is_the_equation(layers):
    decoder, recogniser = layers
    heard, seen = torch.randn(3, 12), torch.randn(3, 12)
    found = feature_loss(heard, seen, decoder, recogniser)

    def applied(layer: nn.Linear, x: torch.Tensor) -> np.ndarray:
        return x.numpy() @ layer.weight.detach().numpy().T + layer.bias.detach().numpy()

    def p(x: np.ndarray) -> np.ndarray:
        return np.exp(x / 2) / np.exp(x / 2).sum(1, keepdims=True)

    v_s, v_f = heard.numpy(), seen.numpy()
    first = np.abs(applied(decoder, seen) - applied(decoder, heard)).sum(1).mean()
    unit_s, unit_f = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in (v_s, v_f))
    apart = ((unit_f - unit_s) ** 2).sum(1).mean()
    distilled = -(p(applied(recogniser, seen)) * np.log(p(applied(recogniser, heard)))).sum(1).mean()
    assert found.decoder.item() == pytest.approx(first, rel=1e-5)
    assert found.direction.item() == pytest.approx(0.025 * apart, rel=1e-5)
    assert found.distilled.item() == pytest.approx(200 * distilled, rel=1e-5)
    assert found.total.item() == pytest.approx(first + 0.025 * apart + 200 * distilled, rel=1e-5)


def test_the_same_features_differ_in_nothing(layers):
    seen = torch.randn(4, 12)
    found = feature_loss(seen, seen, *layers)
    assert found.decoder == found.direction == 0
    away = feature_loss(seen + 0.3 * torch.randn(4, 12), seen, *layers)
    assert away.distilled > found.distilled  # the entropy of the target is the least it can be


def test_terms_without_their_layer_are_left_out(layers):
    heard, seen = torch.randn(3, 12), torch.randn(3, 12)
    alone = feature_loss(heard, seen)
    assert alone.total == alone.direction > 0 and alone.decoder == alone.distilled == 0
    torch.testing.assert_close(feature_loss(heard * 9, seen).total, alone.total)
    assert feature_loss(heard, seen, layers[0]).distilled == 0


def test_only_the_voice_learns(layers):
    heard, seen = (torch.randn(3, 12, requires_grad=True) for _ in range(2))
    feature_loss(heard, seen, *layers).total.backward()
    assert heard.grad is not None and heard.grad.abs().sum() > 0 and seen.grad is None


def test_pictures_are_compared_on_the_scale_of_their_pixels():
    drawn, faces = torch.zeros(2, 3, 4, 4), torch.zeros(2, 3, 4, 4)
    drawn[0] = 1
    assert picture_loss(drawn, faces) == 127.5


def test_what_has_another_shape_is_refused():
    with pytest.raises(WhoSpeaksError, match="Features of voice and face differ"):
        feature_loss(torch.zeros(2, 12), torch.zeros(3, 12))
    with pytest.raises(WhoSpeaksError, match="Drawn and true faces differ"):
        picture_loss(torch.zeros(1, 3, 8, 8), torch.zeros(1, 3, 4, 4))
