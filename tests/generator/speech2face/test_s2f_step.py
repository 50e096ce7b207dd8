import pytest
import torch
from torch import nn

from generator.speech2face.decoder import FaceDecoder
from generator.speech2face.encoder import VoiceEncoder
from generator.speech2face.step import EncoderConfig, EncoderStep

torch.set_num_threads(1)


def numbers(module: nn.Module) -> dict[str, torch.Tensor]:
    return {key: value.clone() for key, value in module.state_dict().items()}


@pytest.mark.parametrize("bf16", [False, True])
@pytest.mark.parametrize("layers", ["both", "none", "absolute"])
def test_some_steps_bring_the_encoder_closer_and_leave_the_faces_networks_alone(layers, bf16):
    torch.manual_seed(0)
    encoder = VoiceEncoder(width=1 / 32, features=16)
    decoder = FaceDecoder(1 / 32, 16).requires_grad_(False)
    recogniser = nn.Linear(16, 6)
    config = EncoderConfig(bf16=bf16, absolute=layers == "absolute")
    step = EncoderStep(encoder, config, *((decoder.first_layer, recogniser) if layers == "both" else ()))
    before = numbers(decoder), numbers(recogniser), numbers(encoder)
    sound, seen = torch.randn(4, 260, 257, 2), torch.randn(4, 16)
    losses = [step(sound, seen) for _ in range(12)]
    assert losses[-1].total < 0.95 * losses[0].total and not losses[0].total.requires_grad
    torch.testing.assert_close((numbers(decoder), numbers(recogniser)), before[:2], rtol=0, atol=0)
    assert all(p.grad is None for p in [*decoder.parameters(), *recogniser.parameters()])
    assert not any(p.requires_grad for p in decoder.parameters())  # and what learned before may learn again
    assert all(p.requires_grad for p in recogniser.parameters())
    assert not any(torch.equal(numbers(encoder)[key], before[2][key]) for key, _ in encoder.named_parameters())


def test_the_settings_are_as_published():
    step = EncoderStep(VoiceEncoder(1 / 64, 4), EncoderConfig())
    paper = step.optimisers["encoder"].defaults
    assert (paper["lr"], paper["betas"], paper["eps"]) == (1e-3, (0.5, 0.999), 1e-4)
    assert [step.rate(n) for n in (0, 9_999, 10_000, 25_000)] == [1, 1, 0.95, pytest.approx(0.9025)]
