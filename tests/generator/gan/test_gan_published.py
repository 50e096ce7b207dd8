"""Files as torch 1.1 and torch of today write them, with the published names; and files that are none of these."""

import hashlib
import io
import os
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch.nn import functional as F

from audio.errors import WhoSpeaksError
from audio.files import read_audio
from generator.frontends.log_mel import network_input
from generator.gan import published
from generator.gan.networks import FaceNetwork
from generator.gan.published import read_generator, read_voice_embedding
from generator.gan.tone import drawn

torch.set_num_threads(1)
State = dict[str, torch.Tensor]


def norm(name: str, size: int) -> State:
    return {
        f"{name}.weight": torch.rand(size) + 0.5,
        f"{name}.bias": torch.randn(size) * 0.1,
        f"{name}.running_mean": torch.randn(size) * 0.1,
        f"{name}.running_var": torch.rand(size) + 0.5,
        f"{name}.num_batches_tracked": torch.tensor(50_000),
    }


@pytest.fixture(scope="module")
def voice_state() -> State:
    """The table of the notes, section 1.3."""
    torch.manual_seed(1)
    state: State = {}
    for i, shape in zip((0, 3, 6, 9), ((256, 64, 3), (384, 256, 3), (576, 384, 3), (864, 576, 3)), strict=True):
        state[f"model.{i}.weight"] = torch.randn(shape) * 0.03
        state |= norm(f"model.{i + 1}", shape[0])
    state |= {"model.12.weight": torch.randn(64, 864, 3) * 0.02, "model.12.bias": torch.randn(64)}
    assert len(state) == 26
    return state


def generator_state(indices: tuple[int, ...]) -> State:
    channels = (64, 1024, 512, 256, 128, 64, 3)
    state: State = {}
    for n, i in enumerate(indices):
        size = 1 if n == 5 else 4
        state[f"model.{i}.weight"] = torch.randn(channels[n], channels[n + 1], size, size) * 0.05
        state[f"model.{i}.bias"] = torch.randn(channels[n + 1]) * 0.05
    return state


@pytest.fixture(scope="module")
def plain_state() -> State:
    torch.manual_seed(2)
    return generator_state((0, 2, 4, 6, 8, 10))


@pytest.fixture(scope="module")
def normed_state() -> State:
    torch.manual_seed(3)
    state = generator_state((0, 3, 6, 9, 12, 15))
    for i, size in zip((1, 4, 7, 10, 13), (1024, 512, 256, 128, 64), strict=True):
        state |= norm(f"model.{i}", size)
    return state


def written(path: Path, stored: object, legacy: bool = True) -> Path:
    torch.save(stored, path, _use_new_zipfile_serialization=not legacy)
    return path


@pytest.mark.parametrize("legacy", [True, False])
@pytest.mark.parametrize("prefix", ["", "module."])
@pytest.mark.parametrize("counted", [True, False])
def test_a_voice_embedding_network_is_read_from_either_format(voice_state, tmp_path, legacy, prefix, counted):
    stored = {prefix + k: v for k, v in voice_state.items() if counted or not k.endswith("num_batches_tracked")}
    path = written(tmp_path / "voice_embedding.pth", stored, legacy)
    found = read_voice_embedding(path)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest() and found.name == "voice_embedding.pth"
    assert not any(module.training for module in found.network.modules())
    assert not any(parameter.requires_grad for parameter in found.network.parameters())
    x = torch.randn(1, 64, 320)
    y = x
    for i in (0, 3, 6, 9):
        y = F.conv1d(y, voice_state[f"model.{i}.weight"], stride=2, padding=1)
        names = ("running_mean", "running_var", "weight", "bias")
        y = F.batch_norm(y, *(voice_state[f"model.{i + 1}.{name}"] for name in names)).relu()
    y = F.conv1d(y, voice_state["model.12.weight"], voice_state["model.12.bias"], stride=2, padding=1).mean(2)
    torch.testing.assert_close(found.network(x), y)


@pytest.mark.parametrize("legacy", [True, False])
def test_a_plain_generator_has_no_tanh_unless_one_says_so(plain_state, tmp_path, legacy):
    path = written(tmp_path / "generator.pth", plain_state, legacy)
    x = F.normalize(torch.randn(2, 64))
    network = read_generator(path).network
    assert network.settings == {"width": 1.0, "batch_norm": False, "tanh": False}
    for key, value in network.state_dict().items():
        torch.testing.assert_close(value, plain_state[key], rtol=0, atol=0)
    picture = network(x)
    torch.testing.assert_close(read_generator(path, tanh=True).network(x), picture.tanh())
    path.with_suffix(".json").write_text('{"tanh": true}')
    torch.testing.assert_close(read_generator(path).network(x), picture.tanh())
    torch.testing.assert_close(read_generator(path, tanh=False).network(x), picture)
    for wrong in ('{"tanh": 1}', "{}", "[1", "[]"):
        path.with_suffix(".json").write_text(wrong)
        with pytest.raises(WhoSpeaksError, match=r"generator\.json has to read"):
            read_generator(path)


def test_a_generator_with_batch_norm_is_known_by_its_keys_and_has_a_tanh(normed_state, tmp_path):
    network = read_generator(written(tmp_path / "g.pth", normed_state)).network
    assert network.settings == {"width": 1.0, "batch_norm": True, "tanh": True}
    torch.testing.assert_close(network.state_dict()["model.13.running_var"], normed_state["model.13.running_var"])
    assert network(torch.randn(1, 64)).abs().max() <= 1
    assert read_generator(tmp_path / "g.pth", tanh=False).network.settings["tanh"] is False


class Malicious:
    """Leaves a file behind when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return os.system, (f"touch {self.mark}",)


@pytest.mark.parametrize("legacy", [True, False])
def test_code_inside_never_runs(plain_state, tmp_path, legacy):
    mark = tmp_path / "ran"
    path = written(tmp_path / "generator.pth", {"model.0.bias": torch.zeros(3), "x": Malicious(mark)}, legacy)
    for door in (read_generator, read_voice_embedding):
        with pytest.raises(WhoSpeaksError, match=r"generator\.pth was not loaded: it holds code, which is never run"):
            door(path)
    assert not mark.exists()
    pickle.loads(pickle.dumps(Malicious(mark)))  # it would have
    assert mark.exists()


def test_a_bare_pickle_is_not_even_opened(tmp_path):
    mark, path = tmp_path / "ran", tmp_path / "generator.pth"
    path.write_bytes(pickle.dumps(Malicious(mark), 2))
    with pytest.raises(WhoSpeaksError, match="no checkpoint of PyTorch"):
        read_generator(path)
    assert not mark.exists()


@pytest.mark.parametrize("legacy", [True, False])
def test_a_whole_pickled_network_is_code(tmp_path, legacy):
    path = written(tmp_path / "generator.pth", torch.nn.Linear(2, 2), legacy)
    with pytest.raises(WhoSpeaksError, match="holds code"):
        read_generator(path)


@pytest.mark.parametrize("legacy", [True, False])
@pytest.mark.parametrize("share", [0.0001, 0.01, 0.5, 0.999])
def test_a_file_that_was_cut_short_is_said_to_be(voice_state, tmp_path, legacy, share):
    path = written(tmp_path / "voice_embedding.pth", voice_state, legacy)
    data = path.read_bytes()
    path.write_bytes(data[: max(40, int(share * len(data)))])
    with pytest.raises(WhoSpeaksError, match=r"voice_embedding\.pth is damaged or cut short; download it again"):
        read_voice_embedding(path)


def other_archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b"<html>404</html>", b"\x89PNG\r\n", other_archive(), pickle.dumps({"a": 1})])
def test_what_is_no_checkpoint_is_said_to_be_none(tmp_path, data):
    path = tmp_path / "generator.pth"
    path.write_bytes(data)
    with pytest.raises(WhoSpeaksError, match=r"generator\.pth is no checkpoint of PyTorch"):
        read_generator(path)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            lambda s: s.pop("model.7.running_var"),
            "is no published voice embedding network: it lacks model.7.running_var",
        ),
        (lambda s: s.update({"model.20.bias": torch.zeros(3)}), "it also has model.20.bias"),
        (
            lambda s: s.update({"model.3.weight": torch.zeros(384, 256, 5)}),
            r"its model.3.weight has the shape \(384, 256, 5\), not \(384, 256, 3\)",
        ),
        (lambda s: s["model.12.bias"].fill_(float("nan")), "its model.12.bias holds values that are not numbers"),
        (lambda s: s.update({"model.12.bias": torch.zeros(64, dtype=torch.int64)}), "torch.int64, not real numbers"),
        (lambda s: s.update({"model.12.bias": [1.0]}), "model.12.bias in it is no array of numbers"),
        (lambda s: s.update({"model.12.bias": torch.zeros(64).to_sparse()}), "model.12.bias in it is no array"),
        (lambda s: s.clear(), "no state dict"),
    ],
)
def test_another_layout_is_named(voice_state, tmp_path, change, complaint):
    state = {key: value.clone() for key, value in voice_state.items()}
    change(state)
    with pytest.raises(WhoSpeaksError, match=complaint):
        read_voice_embedding(written(tmp_path / "voice_embedding.pth", state))


def test_a_file_of_another_network_is_called_what_it_is(voice_state, plain_state, tmp_path):
    voice, plain = written(tmp_path / "v.pth", voice_state), written(tmp_path / "g.pth", plain_state)
    with pytest.raises(WhoSpeaksError, match=r"v\.pth holds a voice embedding network, not a generator"):
        read_generator(voice)
    with pytest.raises(WhoSpeaksError, match=r"g\.pth holds a generator, not a voice embedding network"):
        read_voice_embedding(plain)
    face = written(tmp_path / "f.pth", FaceNetwork().state_dict())  # of the same keys as a generator
    with pytest.raises(WhoSpeaksError, match=r"f\.pth holds a face embedding network, not a generator"):
        read_generator(face)
    for stored in ([1, 2], torch.zeros(3)):
        with pytest.raises(WhoSpeaksError, match="no state dict"):
            read_generator(written(tmp_path / "l.pth", stored))
    nested = written(tmp_path / "n.pth", {"state_dict": plain_state, "epoch": 3})
    with pytest.raises(WhoSpeaksError, match="state_dict in it is no array"):
        read_generator(nested)


def test_a_file_that_is_not_there_or_far_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(WhoSpeaksError, match="cannot be read"):
        read_generator(tmp_path / "none.pth")
    path = tmp_path / "large.pth"
    path.write_bytes(b"PK\x03\x04" + b"0" * 2**20)
    monkeypatch.setattr(published, "MOST_BYTES", 2**20)
    with pytest.raises(WhoSpeaksError, match="far more than published weights"):
        read_generator(path)


@pytest.mark.skipif("WHOSPEAKS_WEN" not in os.environ, reason="WHOSPEAKS_WEN names no published weights")
def test_the_published_pictures_are_drawn_from_the_published_weights():
    """WHOSPEAKS_WEN holds voice_embedding.pth, generator.pth and the example recordings, a PNG beside each."""
    folder = Path(os.environ["WHOSPEAKS_WEN"])
    voice = read_voice_embedding(next(folder.rglob("voice_embedding.pth"))).network
    generator = read_generator(next(folder.rglob("generator.pth"))).network
    recordings = sorted(path for path in folder.rglob("*.wav") if path.with_suffix(".png").exists())
    assert recordings
    for path in recordings:
        expected = np.asarray(Image.open(path.with_suffix(".png")).convert("RGB")).astype(float)
        picture = drawn(network_input(read_audio(path)), voice, generator, "minmax")
        assert np.abs(picture - expected).mean() < 3, path
