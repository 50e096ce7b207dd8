"""The mapping network's layers, both readings of the text, its losses, and that together they learn."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from torch.nn import functional as F

from generator import weights
from generator.mapping.losses import LossConfig, MappingLoss, angles
from generator.mapping.network import MappingNetwork
from sincnet.model import additive_angular_margin_loss


def count(module: torch.nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters())


def test_the_layers_are_those_of_the_thesis() -> None:
    network, literal = MappingNetwork(), MappingNetwork(literal=True)
    assert [tuple(p.shape) for p in network.parameters() if p.ndim == 2] == [
        (128, 64), (256, 128), (512, 256), (512, 512)
    ]  # fmt: skip
    assert [tuple(p.shape) for p in literal.parameters() if p.ndim == 2] == [(128, 64), (256, 128), (512, 256)]
    assert (count(network), count(literal)) == (435_584, 172_928)
    voices = torch.randn(5, 64)
    torch.testing.assert_close(network(voices).norm(dim=1), torch.ones(5))
    assert literal(voices).shape == (5, 512)
    assert isinstance(literal.layers[-1], torch.nn.LeakyReLU)
    with pytest.raises(ValueError, match="512 numbers, not 128"):
        MappingNetwork(outputs=128, literal=True)


def test_how_loud_an_embedding_is_does_not_matter() -> None:
    network, voices = MappingNetwork(192, 128), torch.randn(3, 192)
    torch.testing.assert_close(network(7 * voices), network(voices))


def test_it_is_kept_and_found_again(tmp_path: Path) -> None:
    network = MappingNetwork(32, 64)
    weights.save(tmp_path / "mapping.safetensors", network, {})
    found = weights.load(tmp_path / "mapping.safetensors", MappingNetwork).network
    voices = torch.randn(2, 32)
    torch.testing.assert_close(found(voices), network(voices))


def test_angles_are_angles() -> None:
    turned = torch.tensor([[1.0, 0], [1, 1], [0, 3], [-2, 0]])
    found = angles(torch.tensor([[5.0, 0]]).expand(4, 2), turned)
    expected = torch.tensor([math.acos(1 - 1e-4), math.pi / 4, math.pi / 2, math.acos(-1 + 1e-4)])
    torch.testing.assert_close(found, expected)


def test_the_total_is_the_sum_of_its_weighted_terms_and_the_relational_one_grows() -> None:
    config = LossConfig(ramp=10)
    loss = MappingLoss(4, 16, config)
    mapped, faces, people = torch.randn(6, 16), torch.randn(6, 16), torch.tensor([0, 1, 2, 3, 0, 1])
    start, half, end = (loss(mapped, faces, people, step) for step in (0, 5, 1000))
    assert start.gromov_wasserstein == 0 and half.gromov_wasserstein > 0
    torch.testing.assert_close(start.total, 10 * start.angular + 5 * start.softmax)
    torch.testing.assert_close(half.total, start.total + 0.5 * half.gromov_wasserstein)
    torch.testing.assert_close(end.total, start.total + end.gromov_wasserstein)
    torch.testing.assert_close(start.angular, torch.acos(F.cosine_similarity(mapped, faces)).mean())
    torch.testing.assert_close(start.softmax, F.cross_entropy(config.scale * loss.classifier(mapped), people))


def test_the_other_reading_of_angular_is_a_margin() -> None:
    loss = MappingLoss(3, 8, LossConfig(angular="margin", gromov_wasserstein_weight=0))
    mapped, people = torch.randn(4, 8), torch.tensor([0, 1, 2, 1])
    terms = loss(mapped, torch.randn(4, 8), people, 100)
    expected = additive_angular_margin_loss(loss.classifier(mapped), people, 0.2, 30.0)
    torch.testing.assert_close(terms.angular, expected)
    assert terms.gromov_wasserstein == 0


def test_a_voice_that_is_right_has_a_gradient() -> None:
    faces = F.normalize(torch.randn(4, 8))
    mapped = faces.clone().requires_grad_()
    MappingLoss(4, 8)(mapped, faces, torch.arange(4), 5000).total.backward()
    assert mapped.grad is not None and torch.isfinite(mapped.grad).all()


@pytest.mark.parametrize("literal", [False, True])
def test_new_voices_of_known_people_come_near_their_faces(literal: bool) -> None:
    torch.manual_seed(0)
    people, voices = 6, 16
    centres = F.normalize(torch.randn(people, 64))
    faces = F.normalize(torch.randn(people, 512))
    if literal:  # nothing but the positive part can be reached
        faces = F.normalize(faces.abs())
    network, loss = MappingNetwork(literal=literal), MappingLoss(people, config=LossConfig(ramp=20, plan="identity"))
    optimiser = torch.optim.Adam([*network.parameters(), *loss.parameters()], 2e-3)
    held_out = F.normalize(centres + 0.05 * torch.randn(people, 64))
    before = angles(network(held_out), faces).mean()
    for step in range(80):
        which = torch.randint(people, (voices,))
        terms = loss(network(centres[which] + 0.05 * torch.randn(voices, 64)), faces[which], which, step)
        optimiser.zero_grad()
        terms.total.backward()
        optimiser.step()
    after = torch.rad2deg(angles(network(held_out), faces).mean())
    assert after < 25 < torch.rad2deg(before)
