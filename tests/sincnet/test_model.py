"""The network as a whole, its configuration, the cosine softmax and its loss."""

from __future__ import annotations

import json
import math

import pytest
import torch
from torch.nn import functional as F

from sincnet.config import PUBLISHED, CnnDnnConfig, ModelConfig, SincConfig, WindowConfig
from sincnet.events import WhoSpeaksError
from sincnet.model import CosineClassifier, SincNet, additive_angular_margin_loss


def test_windows_become_d_vectors_of_the_size_it_says(tiny: ModelConfig) -> None:
    model = SincNet(tiny).eval()
    assert model(torch.randn(3, tiny.windows.window)).shape == (3, model.embedding_size) == (3, 12)
    assert model(torch.randn(1, tiny.windows.shortest)).shape == (1, 12)


def test_the_published_trunk_is_a_configuration_of_the_same_model() -> None:
    small = ModelConfig(
        PUBLISHED.windows, SincConfig(4, 251, 1, False), CnnDnnConfig(conv_filters=(3,), conv_taps=(5,), hidden=(6,))
    )
    assert SincNet(small).eval()(torch.randn(2, 3200)).shape == (2, 6)


def test_windows_too_short_for_the_filters_are_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        SincNet(ModelConfig(WindowConfig(window_ms=20), PUBLISHED.sinc, PUBLISHED.trunk))


@pytest.mark.parametrize("config", [ModelConfig(), PUBLISHED], ids=["shipped", "published"])
def test_a_configuration_survives_json(config: ModelConfig) -> None:
    assert ModelConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config


@pytest.mark.parametrize(
    "data", [{"trunk": {"kind": "transformer"}}, {"windows": {"window_s": 1}}, {"sinc": 3}, {"trunk": {"hidden": 3}}]
)
def test_a_configuration_of_another_version_is_one_sentence(data: dict[str, object]) -> None:
    with pytest.raises(WhoSpeaksError, match="does not fit this version"):
        ModelConfig.from_dict(data)


def test_a_score_is_the_cosine_whatever_the_lengths() -> None:
    classifier = CosineClassifier(4, 6).requires_grad_(False)
    embeddings = torch.randn(3, 6)
    cosines = classifier(embeddings)
    torch.testing.assert_close(cosines, F.cosine_similarity(embeddings[:, None], classifier.rows[None], dim=2))
    classifier.rows.mul_(torch.tensor([[2.0], [0.1], [30.0], [1.0]]))
    torch.testing.assert_close(classifier(5 * embeddings), cosines)


def test_without_a_margin_the_loss_is_the_scaled_cross_entropy() -> None:
    cosines, labels = torch.rand(5, 7) * 2 - 1, torch.tensor([0, 6, 3, 3, 1])
    torch.testing.assert_close(
        additive_angular_margin_loss(cosines, labels, 0.0, 30.0), F.cross_entropy(30 * cosines, labels)
    )


def test_a_margin_turns_the_true_class_away_by_its_angle() -> None:
    angle, margin, scale = 0.7, 0.2, 10.0
    cosines = torch.tensor([[math.cos(angle), 0.5, -0.3]])
    expected = F.cross_entropy(scale * torch.tensor([[math.cos(angle + margin), 0.5, -0.3]]), torch.tensor([0]))
    torch.testing.assert_close(additive_angular_margin_loss(cosines, torch.tensor([0]), margin, scale), expected)


def test_the_loss_falls_and_has_a_gradient_all_the_way_to_the_right_class() -> None:
    labels = torch.zeros(1, dtype=torch.int64)
    losses = []
    for true in torch.linspace(-1, 1, 41).tolist():
        cosines = torch.tensor([[true, 0.1]], requires_grad=True)
        loss = additive_angular_margin_loss(cosines, labels, 0.3, 10.0)
        loss.backward()
        assert cosines.grad is not None and torch.isfinite(cosines.grad).all()
        losses.append(loss.item())
    assert losses == sorted(losses, reverse=True)
