"""A step against the published loop written out, in one process and in two."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import distributed, multiprocessing
from torch.nn import functional as F

from audio.errors import WhoSpeaksError
from generator.gan.batches import Batch
from generator.gan.config import GanConfig
from generator.gan.networks import VoiceEmbedding
from generator.gan.step import Gan, GanStep
from sincnet.training.learner import computes_in_bf16
from sincnet.training.team import Team

torch.set_num_threads(1)
WEN = GanConfig()
PRESETS = {"wen": WEN, "ainshams": GanConfig(optimiser="rmsprop", batch_norm_g=True, batch_norm_f=True, tanh=True)}
PEOPLE = 5
JUDGES = ("face", "discriminator", "classifier")


def made(config: GanConfig) -> Gan:
    torch.manual_seed(7)
    return Gan(config, PEOPLE, VoiceEmbedding(0.05))


def batch(seed: int, size: int = 6) -> Batch:
    rng = torch.Generator().manual_seed(seed)
    return Batch(
        torch.randn(size, 64, 200, generator=rng),
        torch.randint(PEOPLE, (size,), generator=rng),
        torch.rand(size, 3, 64, 64, generator=rng) * 2 - 1,
        torch.randint(PEOPLE, (size,), generator=rng),
    )


def numbers(module: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {name: value.clone() for name, value in module.state_dict().items()}


def published_step(gan: Gan, optimisers: dict[str, torch.optim.Optimizer], batch: Batch, rng: torch.Generator):
    """The loop of the published code: one optimiser a network, gradients cleared before each half."""
    with torch.no_grad():
        voice = F.normalize(gan.voice(batch.voices))
        voice = F.normalize(voice + 0.05 * torch.randn(voice.shape, generator=rng))
    drawn = gan.generator(voice)
    for name in JUDGES:
        optimisers[name].zero_grad()
    seen_real, seen_drawn = gan.face(batch.faces), gan.face(drawn.detach())
    real_score, drawn_score = gan.discriminator(seen_real).sigmoid(), gan.discriminator(seen_drawn).sigmoid()
    losses = [
        F.binary_cross_entropy(real_score, torch.ones_like(real_score)),
        F.binary_cross_entropy(drawn_score, torch.zeros_like(drawn_score)),
        F.nll_loss(gan.classifier(seen_real).log_softmax(1), batch.face_ids),
    ]
    torch.stack(losses).sum().backward()
    for name in JUDGES:
        optimisers[name].step()
    optimisers["generator"].zero_grad()
    seen = gan.face(drawn)
    score = gan.discriminator(seen).sigmoid()
    losses += [
        F.binary_cross_entropy(score, torch.ones_like(score)),
        F.nll_loss(gan.classifier(seen).log_softmax(1), batch.voice_ids),
    ]
    (losses[3] + losses[4]).backward()
    optimisers["generator"].step()
    return losses


@pytest.mark.parametrize("preset", PRESETS)
def test_a_step_is_the_published_loop(preset):
    # With a small eps a gradient of nothing, as biases before a norm have it, is stepped along by its rounding.
    config = replace(PRESETS[preset], width=0.05, bf16=False, eps=1e-3)
    ours = made(config)
    theirs = copy.deepcopy(ours)
    step = GanStep(ours, config)
    optimisers: dict[str, torch.optim.Optimizer] = {
        name: (
            torch.optim.Adam(getattr(theirs, name).parameters(), 2e-4, (0.5, 0.999), 1e-3)
            if preset == "wen"
            else torch.optim.RMSprop(getattr(theirs, name).parameters(), 2e-4, 0.9, 1e-3)
        )
        for name in (*JUDGES, "generator")
    }
    before = numbers(ours.voice)
    for i in range(3):
        expected = published_step(theirs, optimisers, batch(i), torch.Generator().manual_seed(i))
        found = step(batch(i), torch.Generator().manual_seed(i))
        torch.testing.assert_close(torch.stack(list(found)), torch.stack(expected).detach(), rtol=1e-4, atol=1e-5)
    for name in (*JUDGES, "generator"):
        mine = dict(getattr(ours, name).named_parameters())
        for key, value in getattr(theirs, name).named_parameters():
            torch.testing.assert_close(mine[key], value, rtol=1e-3, atol=3e-5, msg=f"{name}.{key}")
    torch.testing.assert_close(numbers(ours.voice), before, rtol=0, atol=0)


def test_each_half_moves_its_own_networks_and_no_other():
    config = replace(WEN, width=0.05, bf16=False)
    for still, moving in (("judges", "generator"), ("generator", "judges")):
        gan = made(config)
        step = GanStep(gan, config)
        for group in step.optimisers[still].param_groups:
            group["lr"] = 0.0
        before = {name: numbers(module) for name, module in gan.named_children()}
        step(batch(0))
        for name, module in gan.named_children():
            owner = "generator" if name == "generator" else "judges" if name in JUDGES else ""
            moved = [not torch.equal(value, before[name][key]) for key, value in module.state_dict().items()]
            assert all(moved) if owner == moving else not any(moved), (still, name)
        assert all(p.requires_grad for name in (*JUDGES, "generator") for p in getattr(gan, name).parameters())
        assert not any(p.requires_grad or p.grad is not None for p in gan.voice.parameters())


def test_the_generators_half_leaves_no_gradient_in_the_judges():
    config = replace(WEN, width=0.05, bf16=False)
    gan = made(config)
    GanStep(gan, config)(batch(0))
    other = made(config)
    seen = other.face(batch(0).faces)
    drawn = other.face(other.generator(other.embed(batch(0).voices)).detach())
    loss = F.binary_cross_entropy_with_logits(other.discriminator(seen), torch.ones(6))
    loss = loss + F.binary_cross_entropy_with_logits(other.discriminator(drawn), torch.zeros(6))
    (loss + F.cross_entropy(other.classifier(seen), batch(0).face_ids)).backward()
    # The classifier never looks at drawn faces in the judges' half, so its gradient does not depend on the noise.
    torch.testing.assert_close(gan.classifier.model.weight.grad, other.classifier.model.weight.grad)


@pytest.mark.parametrize("bf16", [False, True])
@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("still", ["judges", "generator"])
def test_some_steps_make_each_half_better_at_its_own_losses(still, preset, bf16):
    slow_to_start = still == "judges" and preset == "wen"  # without norms
    config = replace(PRESETS[preset], width=0.05, lr=5e-3 if slow_to_start else 1e-3, bf16=bf16, noise=0.0)
    gan = made(config)
    with torch.no_grad():
        for parameter in gan.face.parameters():
            parameter.mul_(2)  # untrained it is all but blind
    step, one = GanStep(gan, config), batch(3)
    for group in step.optimisers[still].param_groups:
        group["lr"] = 0.0
    losses = [step(one) for _ in range(15)]
    first, last = losses[0], losses[-1]
    if still == "judges":
        assert last.fooling + last.likeness < first.fooling + first.likeness - 0.02
    else:
        assert last.real + last.drawn + last.identity < 0.9 * (first.real + first.drawn + first.identity)
        assert last.identity < first.identity
    assert all(p.dtype == torch.float32 and torch.isfinite(p).all() for p in gan.parameters())


def test_bfloat16_says_about_the_same():
    if not computes_in_bf16("cpu"):
        pytest.skip("this processor does not compute in bfloat16")
    found = []
    for bf16 in (False, True):
        config = replace(WEN, width=0.1, bf16=bf16, noise=0.0)
        step = GanStep(made(config), config)
        found.append(torch.stack(list([step(batch(i)) for i in range(3)][-1])))
    assert not torch.equal(*found)
    torch.testing.assert_close(found[1], found[0], rtol=0.05, atol=0.02)


def test_the_noise_moves_a_voice_by_a_twentieth_in_each_number_and_leaves_its_length():
    gan = made(replace(WEN, width=0.05))
    rng = torch.Generator().manual_seed(1)
    still, moved = gan.embed(batch(0).voices), gan.embed(batch(0).voices, 0.05, rng)
    torch.testing.assert_close(moved.norm(dim=1), torch.ones(6))
    expected = F.normalize(still + 0.05 * torch.randn(6, 64, generator=torch.Generator().manual_seed(1)))
    torch.testing.assert_close(moved, expected)


def test_a_gan_in_training_leaves_the_voice_embedding_as_it_judges():
    gan = made(replace(WEN, width=0.05)).eval().train()
    assert gan.generator.training and not any(module.training for module in gan.voice.modules())


TOGETHER = replace(PRESETS["ainshams"], optimiser="adam", eps=1e-3, width=0.05, noise=0.0, bf16=False)


def trained(team: Team) -> Gan:
    gan = made(TOGETHER)
    step = GanStep(gan, TOGETHER, team)
    for i in range(3):
        step(Batch(*(tensor[team.rank :: team.size] for tensor in batch(i))))
    return gan


def process(rank: int, folder: str) -> None:
    """One of two that share each batch."""
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=f"file://{folder}/meeting", rank=rank, world_size=2)
    torch.save(trained(Team(rank, 2)).state_dict(), Path(folder) / f"{rank}.pt")
    distributed.destroy_process_group()


def test_two_processes_do_what_one_does(tmp_path):
    multiprocessing.spawn(process, (str(tmp_path),), nprocs=2)  # type: ignore[attr-defined,no-untyped-call]
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1))
    torch.testing.assert_close(first, second, rtol=0, atol=0)
    torch.testing.assert_close(first, trained(Team()).state_dict(), rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"batch": 0}, "batch has to be at least 1"),
        ({"width": 1.2}, "width has to be above 0 and at most 1"),
        ({"crop_frames": (800, 300)}, "a shortest and a longest"),
    ],
)
def test_settings_that_make_no_sense_are_refused(changes, complaint):
    with pytest.raises(WhoSpeaksError, match=complaint):
        replace(WEN, **changes)
