"""Weights from elsewhere: checked, used at once and after a restart, left again; or refused in one sentence."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from sincnet import checkpoint
from sincnet.about import describe
from sincnet.calibration import Calibration
from sincnet.checkpoint import Weights
from sincnet.config import ModelConfig, Res2NetConfig
from sincnet.events import WhoSpeaksError
from sincnet.finetune import undo
from sincnet.gallery import Gallery
from sincnet.importing import bring_in, remove, use
from sincnet.model import SincNet
from sincnet.recogniser import Recogniser

Voices = dict[str, list[np.ndarray]]


@pytest.fixture(scope="session")
def wider(tiny: ModelConfig) -> Weights:
    """Another network, whose d-vectors have another length."""
    torch.manual_seed(5)
    trunk = tiny.trunk
    assert isinstance(trunk, Res2NetConfig)
    model = SincNet(replace(tiny, trunk=replace(trunk, embedding=trunk.embedding + 8))).eval().requires_grad_(False)
    cohort = np.random.default_rng(5).normal(size=(30, model.embedding_size)).astype(np.float32)
    cohort /= np.linalg.norm(cohort, axis=1, keepdims=True)
    return Weights("", model, cohort, Calibration(2.0, 0.0, 1.0, 0.0, 2.0, 0.6), {})


@pytest.fixture
def file(wider: Weights, tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "Labor 3.safetensors"
    checkpoint.save(path, wider.model, wider.cohort, wider.calibration, {"name": "Labor 3"})
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def recogniser(weights: Weights, voices: Voices, home: Path) -> Iterator[Recogniser]:
    with Recogniser(weights, Gallery(home)) as opened:
        for name in ("Hana", "Mateo"):
            opened.enrol(name, voices[name])
        yield opened


def scores(recogniser: Recogniser, voices: Voices) -> dict[str, float]:
    answer = recogniser.identify(voices["Hana"][0])
    assert answer.embedding.shape == (recogniser.weights.model.embedding_size,)
    return {candidate.name: candidate.score for candidate in answer.candidates}


def state(recogniser: Recogniser, voices: Voices, home: Path) -> tuple[Any, ...]:
    answers = scores(recogniser, voices)
    return recogniser.weights.id, answers, recogniser.gallery.imports.all(), sorted((home / "weights").glob("*"))


def test_imported_weights_are_used_at_once_and_after_a_restart_and_left_again(
    recogniser: Recogniser, weights: Weights, voices: Voices, home: Path, file: Path
) -> None:
    before = state(recogniser, voices, home)
    progress = list(bring_in(recogniser, file))
    utterances = len(recogniser.gallery.utterances())
    assert [(step.stage, step.done, step.total) for step in progress] == [
        ("prints", done, utterances) for done in range(1, utterances + 1)
    ]
    (kept,) = recogniser.gallery.imports.all()
    assert kept.file == file.name and recogniser.base.id == recogniser.weights.id == kept.model_id
    after = scores(recogniser, voices)
    assert set(after) == set(before[1]) and after != before[1]
    file.unlink()  # the app has its own copy
    with Recogniser(weights, Gallery(home)) as later:
        assert scores(later, voices) == pytest.approx(after, abs=1e-5) and later.weights.id == kept.model_id
    # Somebody enrolled now is known with the other weights, too.
    recogniser.enrol("Callum", voices["Callum"])
    assert set(scores(recogniser, voices)) == {"Hana", "Mateo", "Callum"}
    assert [step.stage for step in use(recogniser, None)] == ["prints"] * len(
        recogniser.gallery.utterances()[utterances:]
    )
    assert recogniser.weights is weights and set(scores(recogniser, voices)) == {"Hana", "Mateo", "Callum"}
    assert list(use(recogniser, kept.model_id)) == [] and recogniser.weights.id == kept.model_id
    remove(recogniser, kept.model_id)
    assert recogniser.weights is weights and recogniser.gallery.imports.all() == []
    assert list((home / "weights").glob("*")) == [] and recogniser.gallery.rows(kept.model_id)[0] == []


def test_a_start_with_other_shipped_weights_hears_nobody_for_weights_that_are_not_in_use(
    recogniser: Recogniser, wider: Weights, weights: Weights, file: Path, home: Path
) -> None:
    for _ in bring_in(recogniser, file):
        pass
    newer = replace(weights, id="those of an update")
    with Recogniser(newer, Gallery(home)) as later:
        assert later.base.id == later.gallery.imports.chosen() and later.shipped is newer
        unheard = later.gallery.unprinted(newer.id)
        assert len(unheard) == len(later.gallery.utterances())
        assert [step.total for step in use(later, None)] == [len(unheard)] * len(unheard)  # now they are wanted
        assert later.weights is newer and later.gallery.unprinted(newer.id) == []


@pytest.mark.parametrize("stop_after", [0, 1, 2])
def test_cancelling_leaves_everything_as_it_was(
    recogniser: Recogniser, voices: Voices, home: Path, file: Path, stop_after: int
) -> None:
    before = state(recogniser, voices, home)
    steps = bring_in(recogniser, file)
    for _ in range(stop_after):
        next(steps)
    steps.close()
    assert state(recogniser, voices, home) == before
    assert describe(recogniser).imported is None


def test_a_full_disk_leaves_everything_as_it_was(
    recogniser: Recogniser, voices: Voices, home: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(recogniser, voices, home)
    renamed = Path.replace

    def full(path: Path, target: Path) -> Path:
        if Path(target).suffix == ".json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return renamed(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(WhoSpeaksError, match="is full"):
            list(bring_in(recogniser, file))
    assert state(recogniser, voices, home) == before


def edited(change: Callable[[dict[str, Any]], Any]) -> Callable[[Path], None]:
    def edit(file: Path) -> None:
        card = file.with_suffix(".json")
        data = json.loads(card.read_text(encoding="utf-8"))
        change(data)
        card.write_text(json.dumps(data), encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda file: file.with_suffix(".json").unlink(),
            r"Labor 3\.safetensors is only half of it: put Labor 3\.json",
        ),
        (lambda file: file.unlink(), r"Labor 3\.json is only half of it: put Labor 3\.safetensors"),
        (lambda file: file.write_bytes(file.read_bytes()[:-3]), "damaged"),
        (lambda file: file.with_suffix(".json").write_bytes(b"{"), "cannot both be read"),
        (edited(lambda card: card.update(format=99)), "another version"),
        (edited(lambda card: card.pop("calibration")), "never calibrated"),
        (edited(lambda card: card["calibration"].update(threshold=7)), "no probability"),
        (edited(lambda card: card["calibration"].update(score=float("nan"))), "no set of numbers"),
        (edited(lambda card: card["calibration"].update(score="much")), "no set of numbers"),
        (edited(lambda card: card["config"]["trunk"].update(embedding=5)), "do not fit"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(
    recogniser: Recogniser, voices: Voices, home: Path, file: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    before = state(recogniser, voices, home)
    spoil(file)
    with pytest.raises(WhoSpeaksError, match=sentence) as refused:
        list(bring_in(recogniser, file))
    assert "\n" not in str(refused.value) and str(refused.value).endswith(".")
    assert state(recogniser, voices, home) == before


def test_a_network_of_no_numbers_is_refused(recogniser: Recogniser, wider: Weights, tmp_path: Path) -> None:
    for cohort, sentence in (
        (wider.cohort[:1], "no training speakers"),
        (wider.cohort * 3, "unit length"),
        (wider.cohort * np.nan, "no training speakers"),
    ):
        checkpoint.save(tmp_path / "x.safetensors", wider.model, cohort, wider.calibration, {})
        with pytest.raises(WhoSpeaksError, match=sentence):
            list(bring_in(recogniser, tmp_path / "x.safetensors"))
    broken = SincNet(wider.model.config)
    for parameter in broken.parameters():
        parameter.data.fill_(torch.nan)
    checkpoint.save(tmp_path / "x.safetensors", broken, wider.cohort, wider.calibration, {})
    with pytest.raises(WhoSpeaksError, match="is no number"):
        list(bring_in(recogniser, tmp_path / "x.safetensors"))


def test_other_files_and_weights_that_are_here_are_refused(
    recogniser: Recogniser, weights: Weights, file: Path, tmp_path: Path
) -> None:
    (tmp_path / "model.pt").write_bytes(b"pickled code")
    with pytest.raises(WhoSpeaksError, match=r"model\.pt holds no weights"):
        list(bring_in(recogniser, tmp_path / "model.pt"))
    list(bring_in(recogniser, file.with_suffix(".json")))  # the card stands for both
    with pytest.raises(WhoSpeaksError, match="are here already"):
        list(bring_in(recogniser, file))
    with pytest.raises(WhoSpeaksError, match="came with"):
        checkpoint.save(tmp_path / "own.safetensors", weights.model, weights.cohort, weights.calibration, {})
        recogniser.shipped = replace(weights, id=checkpoint.load(tmp_path / "own.safetensors").id)
        list(bring_in(recogniser, tmp_path / "own.safetensors"))


def test_files_that_vanish_leave_the_shipped_weights_in_use(
    recogniser: Recogniser, weights: Weights, home: Path, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    list(bring_in(recogniser, file))
    (kept,) = recogniser.gallery.imports.all()
    recogniser.gallery.imports.path(kept.model_id).unlink()
    with Recogniser(weights, Gallery(home)) as later:
        told = describe(later)
        assert later.weights is weights and told.unreadable == file.name and told.imported is None
    assert "left out of use" in caplog.text


def test_every_weights_keep_their_own_fine_tunings(recogniser: Recogniser, weights: Weights, file: Path) -> None:
    tunings = recogniser.gallery.tunings
    of_shipped = tunings.add(weights.id, weights.id, {"people": 2}, {})
    list(bring_in(recogniser, file))
    (kept,) = recogniser.gallery.imports.all()
    assert describe(recogniser).tunings == ()
    of_imported = tunings.add(kept.model_id, kept.model_id, {"people": 2}, {})
    recogniser.refresh()
    assert describe(recogniser).tunings == (of_imported,) and recogniser.tuning == of_imported
    list(use(recogniser, None))
    assert recogniser.tuning == of_shipped
    tunings.add(weights.id, weights.id, {"people": 2}, {})
    assert tunings.of(kept.model_id) == [of_imported]  # still to be had
    undo(recogniser)
    assert recogniser.tuning == of_shipped
    remove(recogniser, kept.model_id)
    assert tunings.of(kept.model_id) == []
    tunings.add("long ago", "long ago", {}, {})
    tunings.add(weights.id, weights.id, {"people": 2}, {})
    assert tunings.of("long ago") == []


def test_a_crash_is_swept(recogniser: Recogniser, home: Path, file: Path) -> None:
    list(bring_in(recogniser, file))
    files = set((home / "weights").glob("*"))
    (home / "weights" / "half.safetensors.part").write_bytes(b"half")
    (home / "weights" / "orphan.json").write_bytes(b"{}")
    with Gallery(home):
        assert set((home / "weights").glob("*")) == files
