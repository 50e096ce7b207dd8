import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import torch

from audio.errors import WhoSpeaksError
from generator.gan.networks import FaceNetwork, Generator, VoiceEmbedding
from generator.weights import load, save

torch.set_num_threads(1)


@pytest.fixture
def network() -> Generator:
    torch.manual_seed(0)
    network = Generator(0.05, batch_norm=True, tanh=True)
    network(torch.randn(4, 64))  # moves the running figures
    return network


def test_a_network_comes_back_as_it_was(network, tmp_path):
    path = tmp_path / "g.safetensors"
    save(path, network, {"name": "ours", "figures": {"angle": 30.5}})
    stored = load(path, Generator)
    assert stored.card["name"] == "ours" and stored.card["figures"] == {"angle": 30.5}
    assert stored.id == hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    assert stored.network.settings == network.settings
    assert not stored.network.training and not any(p.requires_grad for p in stored.network.parameters())
    x = torch.randn(2, 64)
    torch.testing.assert_close(stored.network(x), network.eval()(x), rtol=0, atol=0)


def test_half_the_size_is_nearly_the_same_network_in_float32(network, tmp_path):
    whole, half = tmp_path / "whole.safetensors", tmp_path / "half.safetensors"
    save(whole, network, {})
    save(half, network, {}, torch.float16)
    assert half.stat().st_size < 0.6 * whole.stat().st_size
    found = load(half, Generator).network
    assert all(p.dtype == torch.float32 for p in found.parameters())
    x = torch.randn(2, 64)
    torch.testing.assert_close(found(x), network.eval()(x), rtol=0, atol=5e-3)


def rewrite(path: Path, **changes: Any) -> None:
    card = json.loads(path.read_text())
    path.write_text(json.dumps({**card, **changes}))


def test_what_does_not_fit_is_refused_by_what_is_wrong(network, tmp_path):
    path, card = tmp_path / "g.safetensors", tmp_path / "g.json"
    save(path, network, {})
    with pytest.raises(WhoSpeaksError, match="holds a generator, not a voice embedding network"):
        load(path, VoiceEmbedding)
    for settings in ({"width": 0.1}, {"width": 7.0}, {"depth": 3}, {}, None, {"width": "a"}):
        rewrite(card, settings=settings)
        with pytest.raises(WhoSpeaksError, match="do not fit its card"):
            load(path, Generator)
    rewrite(card, format=99)
    with pytest.raises(WhoSpeaksError, match="another version"):
        load(path, Generator)
    save(path, network, {})
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(WhoSpeaksError, match="is damaged"):
        load(path, Generator)
    card.unlink()
    with pytest.raises(WhoSpeaksError, match="cannot both be read"):
        load(path, Generator)


def test_numbers_that_are_none_of_safetensors_are_refused(tmp_path):
    path = tmp_path / "f.safetensors"
    save(path, FaceNetwork(0.1), {})
    path.write_bytes(b"\x00" * 40)
    rewrite(tmp_path / "f.json", sha256=hashlib.sha256(b"\x00" * 40).hexdigest())
    with pytest.raises(WhoSpeaksError, match="do not fit its card"):
        load(path, FaceNetwork)
