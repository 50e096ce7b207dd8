"""Fine-tuning from end to end on synthetic voices, mostly with a tiny network that knows nothing."""

from __future__ import annotations

import errno
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.files import read_audio
from sincnet import finetune as finetune_module
from sincnet.checkpoint import Weights, load
from sincnet.events import WhoSpeaksError
from sincnet.finetune import Outcome, Progress, finetune, undo
from sincnet.finetuning import rows, trunk
from sincnet.gallery import Gallery
from sincnet.model import SincNet
from sincnet.paths import assets
from sincnet.recogniser import DEFAULT_MODEL, Recogniser
from sincnet.tunings import Tuning

Voices = dict[str, list[np.ndarray]]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So little to do, and steps so long, that something comes of it in seconds."""
    for module, name, value in (
        (finetune_module, "ROOMS", 4),
        (finetune_module, "NOISES", 4),
        (trunk, "STEPS", 20),
        (trunk, "BATCH", 12),
        (trunk, "LEARNING_RATE", 1e-2),
        (trunk, "ROWS_LEARNING_RATE", 1e-2),
        (trunk, "STAY", 1.0),
        (trunk, "STAY_ENROLLED", 0.0),
        (trunk, "IMPOSTORS", 0.0),
    ):
        monkeypatch.setattr(module, name, value)


@pytest.fixture(scope="module")
def enrolled(weights: Weights, voices: Voices, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where three people are enrolled by the tiny network."""
    home = tmp_path_factory.mktemp("enrolled")
    with Recogniser(weights, Gallery(home)) as recogniser:
        for name, clips in voices.items():
            recogniser.enrol(name, clips)
    return home


@pytest.fixture
def recogniser(weights: Weights, enrolled: Path, tmp_path: Path) -> Iterator[Recogniser]:
    shutil.copytree(enrolled, tmp_path, dirs_exist_ok=True)
    with Recogniser(weights, Gallery(tmp_path)) as opened:
        yield opened


def run(recogniser: Recogniser, *, network: bool = False, out: Path | None = None) -> tuple[Outcome, list[Progress]]:
    *progress, outcome = finetune(recogniser, network=network, out=out)
    assert isinstance(outcome, Outcome)
    return outcome, [step for step in progress if isinstance(step, Progress)]


def scores(recogniser: Recogniser, voices: Voices) -> dict[tuple[str, str], float]:
    """Everybody's score for what each of `voices` said: by who said it and whose score it is."""
    return {
        (name, candidate.name): candidate.score
        for name, clips in voices.items()
        for candidate in recogniser.identify(clips[0]).candidates
    }


def state(recogniser: Recogniser, voices: Voices) -> tuple[str, dict[tuple[str, str], float], list[Tuning], list[Path]]:
    """What answers depend on and what is kept: weights, everybody's scores, runs and files."""
    found = scores(recogniser, voices)  # first, for asking takes in what changed
    tunings = recogniser.gallery.tunings
    files = sorted(tunings.weights("any").parent.glob("*"))
    return recogniser.weights.id, found, tunings.of(recogniser.shipped.id), files


@pytest.mark.parametrize("network", [False, True])
def test_what_helps_is_kept_in_use_at_once_and_can_be_undone(
    recogniser: Recogniser, weights: Weights, voices: Voices, tmp_path: Path, network: bool
) -> None:
    before = state(recogniser, voices)
    outcome, progress = run(recogniser, network=network)
    assert outcome.kept and outcome.why is None and outcome.people == 3 and outcome.not_judged == ()
    assert outcome.after.window_error < outcome.before.window_error
    assert outcome.before.windows == outcome.after.windows > 100 and outcome.before.strangers > 0
    assert [step.done for step in progress if step.stage == "listening"][-1] == progress[0].total
    assert {step.stage for step in progress} == {"listening", "network" if network else "rows"}
    after = state(recogniser, voices)
    assert after[1] != before[1] and (after[0] != before[0]) == network
    (tuning,) = recogniser.gallery.tunings.of(weights.id)
    assert tuning.network == network and tuning.report["after"]["window_error"] == outcome.after.window_error
    with Recogniser(weights, Gallery(tmp_path)) as opened_later:
        assert state(opened_later, voices) == after
    assert undo(recogniser) == tuning
    assert state(recogniser, voices) == before


def test_what_does_not_help_is_refused(recogniser: Recogniser, voices: Voices, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(recogniser, voices)
    monkeypatch.setattr(trunk, "LEARNING_RATE", 0.0)
    outcome, _ = run(recogniser, network=True)
    assert not outcome.kept and outcome.why == "held-out speech is not told apart better than before"
    assert outcome.before == outcome.after
    monkeypatch.setattr(rows, "SCALE", -20.0)  # learn to be wrong
    outcome, _ = run(recogniser)
    assert not outcome.kept and outcome.why == "more held-out windows go to somebody else"
    assert outcome.after.window_error > outcome.before.window_error
    assert state(recogniser, voices) == before


@pytest.mark.parametrize("network", [False, True])
def test_cancelling_leaves_everything_as_it_was(recogniser: Recogniser, voices: Voices, network: bool) -> None:
    before = state(recogniser, voices)
    steps = finetune(recogniser, network=network)
    for step in steps:
        assert isinstance(step, Progress)
        if step.stage != "listening" and step.done == 5:
            break
    steps.close()
    assert state(recogniser, voices) == before


@pytest.mark.parametrize("network", [False, True])
def test_a_loss_that_is_no_number_ends_it(
    recogniser: Recogniser, voices: Voices, monkeypatch: pytest.MonkeyPatch, network: bool
) -> None:
    before = state(recogniser, voices)
    monkeypatch.setattr(trunk if network else rows, "MARGIN", float("nan"))
    with pytest.raises(WhoSpeaksError, match=rf"step 1 of \d+ \({'network' if network else 'rows'}\).*as it was"):
        run(recogniser, network=network)
    assert state(recogniser, voices) == before


def test_a_full_disk_leaves_everything_as_it_was(
    recogniser: Recogniser, voices: Voices, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = state(recogniser, voices)
    renamed = Path.replace

    def full(path: Path, target: Path) -> Path:
        if Path(target).suffix == ".json":
            raise OSError(errno.ENOSPC, "No space left on device")
        return renamed(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(WhoSpeaksError, match="is full"):
            run(recogniser, network=True)
        with pytest.raises(WhoSpeaksError, match=r"mine\.safetensors cannot be written"):
            run(recogniser, network=True, out=tmp_path / "mine.safetensors")
    assert state(recogniser, voices) == before


def test_a_network_can_be_written_elsewhere_and_is_then_not_in_use(
    recogniser: Recogniser, voices: Voices, tmp_path: Path
) -> None:
    before = state(recogniser, voices)
    outcome, _ = run(recogniser, network=True, out=tmp_path / "mine.safetensors")
    assert outcome.kept and state(recogniser, voices) == before
    written = load(tmp_path / "mine.safetensors")
    assert written.card["parent"] == recogniser.shipped.id and written.calibration == recogniser.shipped.calibration
    assert written.card["finetuning"]["people"] == 3 and "Hana" not in str(written.card)


@pytest.mark.parametrize("network", [False, True])
def test_people_come_and_go_afterwards(recogniser: Recogniser, voices: Voices, network: bool) -> None:
    assert run(recogniser, network=network)[0].kept
    tuned = scores(recogniser, voices)
    recordings = [read_audio(path) for path in sorted((assets() / "demo" / "people" / "Priya").iterdir())[:2]]
    priya = recogniser.enrol("Priya", recordings)
    with_her = scores(recogniser, {**voices, "Priya": recordings})
    assert set(with_her) == {(said, name) for said in (*voices, "Priya") for name in (*voices, "Priya")}
    assert {pair: with_her[pair] for pair in tuned} == pytest.approx(tuned, abs=1e-4)
    assert with_her["Priya", "Priya"] == max(with_her["Priya", name] for name in (*voices, "Priya"))
    hana = recogniser.gallery.find("Hana")
    assert hana is not None
    recogniser.add_speech(hana.id, recordings)
    recogniser.delete(priya.id)
    changed = scores(recogniser, voices)
    assert set(changed) == set(tuned) and changed["Hana", "Hana"] != pytest.approx(tuned["Hana", "Hana"], abs=1e-4)
    assert changed["Mateo", "Mateo"] == pytest.approx(tuned["Mateo", "Mateo"], abs=1e-4)


def test_somebody_may_be_deleted_meanwhile(recogniser: Recogniser) -> None:
    hana = recogniser.gallery.find("Hana")
    assert hana is not None
    for step in finetune(recogniser):
        if isinstance(step, Progress) and step.stage == "rows" and step.done == 1:
            if recogniser.gallery.find("Hana"):
                recogniser.delete(hana.id)
        elif isinstance(step, Outcome):
            assert step.kept and step.people == 3
    corrections = recogniser.gallery.tunings.corrections(recogniser.tuning, recogniser.weights.id)
    assert set(corrections) == {person.id for person in recogniser.gallery.people()}


def test_another_program_with_the_same_people_follows(
    recogniser: Recogniser, weights: Weights, voices: Voices, tmp_path: Path
) -> None:
    with Recogniser(weights, Gallery(tmp_path)) as other:
        assert run(recogniser, network=True)[0].kept
        assert state(other, voices) == state(recogniser, voices)
        assert other.weights.id == recogniser.weights.id != weights.id


def test_a_damaged_network_is_left_out_of_use(
    recogniser: Recogniser, weights: Weights, voices: Voices, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = state(recogniser, voices)
    assert run(recogniser, network=True)[0].kept
    recogniser.gallery.tunings.weights(recogniser.weights.id).write_bytes(b"damaged")
    with caplog.at_level(logging.WARNING, "sincnet.recogniser"), Recogniser(weights, Gallery(tmp_path)) as opened:
        assert "fine-tune again or undo it" in caplog.text
        assert opened.weights is weights and state(opened, voices)[1] == before[1]
        undo(opened)


def test_other_shipped_weights_begin_anew(recogniser: Recogniser, weights: Weights, tmp_path: Path) -> None:
    assert run(recogniser)[0].kept
    model = SincNet(weights.model.config).eval().requires_grad_(False)
    with Recogniser(replace(weights, id="newer", model=model), Gallery(tmp_path)) as newer:
        assert newer.weights.id == "newer" and newer.tuning is None
        with pytest.raises(WhoSpeaksError, match="nothing to undo"):
            undo(newer)


def test_too_few_people_or_too_little_speech_is_said(weights: Weights, voices: Voices, tmp_path: Path) -> None:
    short = {name: [clips[0][: 4 * 16_000]] for name, clips in voices.items()}
    with Recogniser(weights, Gallery(tmp_path)) as recogniser:
        with pytest.raises(WhoSpeaksError, match="nobody is enrolled; enrol at least two"):
            run(recogniser)
        recogniser.enrol("Hana", voices["Hana"])
        with pytest.raises(WhoSpeaksError, match="only Hana is enrolled"):
            run(recogniser)
        recogniser.enrol("Callum", short["Callum"])
        with pytest.raises(WhoSpeaksError, match=r"too little speech to hold some of it out; record more of Callum\.$"):
            run(recogniser)
        recogniser.enrol("Mateo", voices["Mateo"])
        assert run(recogniser)[0].not_judged == ("Callum",)


def test_strangers_stay_strangers(voices: Voices, tmp_path: Path) -> None:
    """With the weights that are shipped: whatever comes of it, who was known is, and nobody else."""
    people = assets() / "demo" / "people"
    strangers = [read_audio(people / name / "3.flac") for name in ("Desmond", "Priya")]
    with Recogniser(load(DEFAULT_MODEL), Gallery(tmp_path)) as recogniser:
        for name, clips in voices.items():
            recogniser.enrol(name, clips)
        outcome, _ = run(recogniser)
        assert outcome.after.strangers_named <= outcome.before.strangers_named or not outcome.kept
        for name in voices:
            assert recogniser.identify(read_audio(people / name / "4.flac")).speaker == name
        assert [recogniser.identify(clip).speaker for clip in strangers] == [None, None]
