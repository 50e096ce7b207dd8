"""From an utterance to an answer, with a tiny network of random weights; and the votes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
import torch

from audio.source import RATE
from sincnet import inference
from sincnet.checkpoint import Weights
from sincnet.config import ModelConfig
from sincnet.enrolled import Enrolled
from sincnet.gallery import Person
from sincnet.identifier import Embedder, Identifier, tally
from sincnet.model import SincNet
from sincnet.windows import Span, cut, plan


def person(name: str) -> Person:
    return Person(f"id of {name}", name, 0, "", 1, 5.0, None)


def unit(vector: np.ndarray) -> np.ndarray:
    return (vector / np.linalg.norm(vector, axis=-1, keepdims=True)).astype(np.float32)


def enrolled(weights: Weights, people: dict[str, np.ndarray]) -> Enrolled:
    """People by the rows they are given."""
    rows = np.array(list(people.values()), np.float32)
    return Enrolled.of([person(name) for name in people], rows, weights.cohort)


def imprint(weights: Weights, clips: list[np.ndarray]) -> np.ndarray:
    """The row of somebody's recordings."""
    return unit(np.concatenate([Embedder(weights).embed(clip)[0] for clip in clips]).sum(axis=0))


@pytest.fixture(scope="module")
def speech(voices: dict[str, list[np.ndarray]]) -> np.ndarray:
    return voices["Hana"][0][: 3 * RATE]


# Embedding


def test_windows_become_unit_d_vectors_in_time_order(weights: Weights, speech: np.ndarray) -> None:
    d_vectors, speech_s = Embedder(weights).embed(speech)
    spans = plan(speech, weights.model.config.windows)
    assert d_vectors.shape == (len(spans), weights.model.embedding_size) and d_vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(d_vectors, axis=1), 1, rtol=1e-5)
    assert speech_s == pytest.approx((spans[-1][1] - spans[0][0]) / RATE)
    window = torch.from_numpy(cut(speech, spans[2:3], weights.model.config.windows))
    np.testing.assert_allclose(unit(weights.model(window)[0].numpy()), d_vectors[2], atol=5e-3)  # bfloat16 at best


@pytest.mark.parametrize("normalise", ["window", "utterance"])
def test_hearing_it_grow_ends_where_hearing_it_at_once_does(
    tiny: ModelConfig, weights: Weights, speech: np.ndarray, normalise: Literal["window", "utterance"]
) -> None:
    config = replace(tiny, windows=replace(tiny.windows, normalise=normalise))
    model = SincNet(config).eval().requires_grad_(False)
    model.load_state_dict(weights.model.state_dict())
    heard = replace(weights, model=model)
    growing = Embedder(heard)
    for end in range(RATE // 2, len(speech), RATE // 5):
        growing.embed(speech[:end])
    (grown, grown_s), (whole, whole_s) = growing.embed(speech), Embedder(heard).embed(speech)
    np.testing.assert_allclose(grown, whole, atol=1e-5)
    assert grown_s == whole_s


def test_what_was_embedded_while_they_spoke_is_not_embedded_again(
    weights: Weights, speech: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    made = inference.d_vectors

    def counted(model: SincNet, samples: np.ndarray, spans: Sequence[Span]) -> np.ndarray:
        batches.append(len(spans))
        return made(model, samples, spans)

    monkeypatch.setattr(inference, "d_vectors", counted)
    embedder = Embedder(weights)
    embedder.embed(speech[: 2 * RATE])
    before = sum(batches)
    batches.clear()
    embedder.embed(speech)
    assert before > 4 and 0 < sum(batches) <= len(plan(speech, weights.model.config.windows)) - before + 2
    batches.clear()
    embedder.embed(speech)
    assert batches == []


@pytest.mark.parametrize("n", [0, 100, 3000, RATE])
def test_too_little_sound_is_no_window(weights: Weights, n: int) -> None:
    d_vectors, speech_s = Embedder(weights).embed(np.zeros(n, np.float32))
    assert d_vectors.shape == (0, weights.model.embedding_size) and speech_s == 0


# Votes


def test_a_tally_by_hand(weights: Weights) -> None:
    axes = np.eye(12, dtype=np.float32)
    d_vectors = unit(np.stack([axes[0], axes[0] + 0.1 * axes[1], axes[1], axes[2] + 0.5 * axes[0]]))
    counted = tally(d_vectors, enrolled(weights, {"A": axes[0], "B": axes[1]}), weights.cohort)
    assert counted.window_classes.tolist() == [0, 0, 1, 0]
    assert counted.votes.tolist() == [0.75, 0.25]
    np.testing.assert_allclose(counted.embedding, unit(d_vectors.mean(axis=0)), rtol=1e-5)
    logits = 20 * d_vectors @ axes[:2].T
    posteriors = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(counted.window_chances, posteriors, rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(counted.evidence, np.log(posteriors).sum(axis=0), rtol=1e-3)
    assert counted.scores[0] > counted.scores[1]


def test_a_tie_goes_to_the_larger_sum_of_log_posteriors(weights: Weights) -> None:
    rng = np.random.default_rng(0)
    hiss, rumble = rng.uniform(-1, 1, 4800), np.cumsum(rng.uniform(-1, 1, 4800)) / 50
    sound = np.concatenate([hiss, rumble]).astype(np.float32)
    d_vectors, _ = Embedder(weights).embed(sound)
    assert len(d_vectors) == 2
    # A window each; but one person is near in the other's window too.
    far, near = d_vectors[0], unit(0.45 * d_vectors[0] + 0.55 * d_vectors[1])
    for rows in ({"far": far, "near": near}, {"near": near, "far": far}):
        found = Identifier(weights, enrolled(weights, rows)).identify(sound)
        assert [(candidate.name, candidate.votes) for candidate in found.candidates] == [("near", 0.5), ("far", 0.5)]


# Answers


def test_everybody_enrolled_is_a_candidate_and_the_speaker_leads(
    weights: Weights, voices: dict[str, list[np.ndarray]]
) -> None:
    rows = {name: imprint(weights, voices[name]) for name in ("Callum", "Hana")}
    identifier = Identifier(
        replace(weights, calibration=replace(weights.calibration, stranger=-99.0)), enrolled(weights, rows)
    )
    for name in rows:
        found = identifier.identify(voices[name][0])
        assert (found.speaker, found.person_id) == (name, f"id of {name}")
        assert {candidate.name for candidate in found.candidates} == set(rows)
        assert found.candidates[0].name == name and found.confidence == found.candidates[0].probability
        assert sum(c.votes for c in found.candidates) == pytest.approx(1)
        assert sum(c.probability for c in found.candidates) == pytest.approx(1)
        counts = np.bincount(found.window_votes, minlength=2) / found.windows
        assert counts.tolist() == pytest.approx([c.votes for c in found.candidates])
        assert found.window_chances.argmax(axis=1).tolist() == list(found.window_votes)  # in the order of candidates
        assert found.windows and np.linalg.norm(found.embedding) == pytest.approx(1) and found.compute_ms > 0


def test_below_the_threshold_it_is_a_stranger_as_likely_as_the_calibration_says(
    weights: Weights, speech: np.ndarray
) -> None:
    gallery = enrolled(weights, {"A": imprint(weights, [speech])})
    sure = Identifier(replace(weights, calibration=replace(weights.calibration, stranger=-9.0)), gallery).identify(
        speech
    )
    unsure = Identifier(replace(weights, calibration=replace(weights.calibration, threshold=1.1)), gallery).identify(
        speech
    )
    assert sure.speaker == "A" and sure.confidence > 0.99
    assert unsure.speaker is None and unsure.person_id is None
    assert unsure.confidence == pytest.approx(1 - unsure.candidates[0].probability)


def test_one_person_enrolled_has_every_vote(weights: Weights, speech: np.ndarray) -> None:
    found = Identifier(weights, enrolled(weights, {"A": -imprint(weights, [speech])})).identify(speech)
    assert found.candidates[0].votes == 1 and set(found.window_votes) == {0}
    assert found.speaker is None and found.candidates[0].score < 0  # the votes alone name nobody


def test_with_nobody_enrolled_everybody_is_a_stranger(weights: Weights, speech: np.ndarray) -> None:
    found = Identifier(weights, enrolled(weights, {})).identify(speech)
    assert (found.speaker, found.confidence, found.candidates, found.window_votes) == (None, 1.0, (), ())
    assert found.windows and np.linalg.norm(found.embedding) == pytest.approx(1)


@pytest.mark.parametrize("n", [0, 1000, 2 * RATE])
def test_silence_is_nobody(weights: Weights, speech: np.ndarray, n: int) -> None:
    found = Identifier(weights, enrolled(weights, {"A": imprint(weights, [speech])})).identify(np.zeros(n, np.float32))
    assert found.windows == 0 and found.speaker is None and found.confidence == 0
    assert [(c.name, c.votes, c.probability) for c in found.candidates] == [("A", 0, 0)]


def test_loudness_does_not_change_the_answer(weights: Weights, voices: dict[str, list[np.ndarray]]) -> None:
    rows = {name: imprint(weights, clips) for name, clips in voices.items()}
    identifier = Identifier(weights, enrolled(weights, rows))
    loud, quiet = (identifier.identify(gain * voices["Mateo"][1]) for gain in np.array([1, 1 / 64], np.float32))
    assert loud.window_votes == quiet.window_votes
    np.testing.assert_allclose(loud.embedding, quiet.embedding, atol=1e-5)


def test_who_is_enrolled_may_change_between_two_answers(weights: Weights, speech: np.ndarray) -> None:
    identifier = Identifier(weights, enrolled(weights, {}))
    embedder = Embedder(weights)
    assert identifier.identify(speech[:RATE], embedder).candidates == ()
    identifier.know(weights, enrolled(weights, {"A": imprint(weights, [speech])}))
    assert [c.name for c in identifier.identify(speech, embedder).candidates] == ["A"]


def test_the_network_may_change_while_somebody_speaks(weights: Weights, speech: np.ndarray) -> None:
    model = SincNet(weights.model.config).eval().requires_grad_(False)
    newer = replace(weights, id="newer", model=model)
    identifier = Identifier(weights, enrolled(weights, {"A": imprint(weights, [speech])}))
    embedder = Embedder(weights)
    identifier.identify(speech[:RATE], embedder)
    identifier.know(newer, enrolled(newer, {"A": imprint(newer, [speech])}))
    changed, fresh = identifier.identify(speech, embedder), identifier.identify(speech)
    np.testing.assert_array_equal(changed.embedding, fresh.embedding)
    assert changed.candidates == fresh.candidates


def test_two_who_sound_alike_are_not_taken_for_a_stranger(weights: Weights, speech: np.ndarray) -> None:
    row, by_score = imprint(weights, [speech]), replace(weights.calibration, vote=0.0, threshold=0.9)
    found = Identifier(replace(weights, calibration=by_score), enrolled(weights, {"Anna": row, "Eva": row})).identify(
        speech
    )
    assert found.speaker in ("Anna", "Eva")
    assert found.confidence == pytest.approx(0.5, abs=0.05)
