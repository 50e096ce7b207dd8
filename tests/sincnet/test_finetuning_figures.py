"""What is kept and what is refused, by hand; and the pieces that are held out."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.enrolment import prepare
from sincnet.finetuning.figures import Judgement, judge, objection, together
from sincnet.finetuning.rows import imprints, train_rows, unit
from sincnet.finetuning.speech import FOLDS, MOST, Heard, gather
from sincnet.gallery import Gallery, Person


def judgement(
    windows: int = 0, utterances: int = 0, unknown: int = 0, named: int = 0, margin: float = 1.0
) -> Judgement:
    """Of ten each so many wrong; margins around `margin`."""

    def first(count: int) -> np.ndarray:
        return np.arange(10) < count

    margins = margin + np.linspace(-0.5, 0.5, 10)
    return Judgement(frozenset({0, 1}), first(windows), first(utterances), first(unknown), first(named), margins)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (judgement(windows=3, margin=9.0), "windows"),
        (judgement(utterances=2, margin=9.0), "utterances"),
        (judgement(unknown=2, margin=9.0), "without a name"),
        (judgement(named=2, margin=9.0), "strangers"),
        (judgement(windows=2, utterances=1, unknown=1, named=1), "not told apart better"),
        (judgement(windows=2, utterances=1, unknown=1, named=1, margin=0.9), "not told apart better"),
        (judgement(windows=2, utterances=1, unknown=1, named=1, margin=float("nan")), "not told apart better"),
    ],
)
def test_what_is_worse_anywhere_or_better_nowhere_is_refused(after: Judgement, words: str) -> None:
    assert words in (objection(judgement(windows=2, utterances=1, unknown=1, named=1), after) or "")


def test_fewer_wrong_windows_or_larger_margins_are_kept() -> None:
    before = judgement(windows=2, utterances=1)
    assert objection(before, judgement(windows=1, utterances=1, margin=0.9)) is None
    assert objection(before, judgement(windows=2, utterances=1, margin=1.1)) is None


def test_a_margin_that_grows_by_chance_only_is_refused() -> None:
    before, after = judgement(), judgement()
    after.margins[:5] += 1.0
    after.margins[5:] -= 0.6
    assert after.margins.mean() > before.margins.mean()
    assert "not told apart better" in (objection(before, after) or "")


def test_figures_by_hand(weights: Weights) -> None:
    size = weights.model.embedding_size
    rows = np.eye(2, size, dtype=np.float32)
    people = [Person(name, name, 0, "", 1, 1.0, None) for name in "ab"]
    own = (np.repeat(rows[:1], 4, axis=0), 2.0)
    mixed = (rows[[0, 1, 1, 1]], 2.0)
    decided = replace(weights, calibration=replace(weights.calibration, score=10.0, stranger=0.0))
    found = judge(decided, people, rows, [Heard(0, 0, (own, mixed), (own,)), Heard(1, 1, (own,), ())])
    figures = found.figures
    assert (figures.people, figures.windows, figures.utterances, figures.strangers) == (2, 12, 3, 1)
    assert figures.window_error == pytest.approx(7 / 12, abs=1e-4)
    assert figures.utterance_error == pytest.approx(2 / 3, abs=1e-4)
    assert figures.strangers_named == 1.0 and figures.left_unknown == 0.0
    assert found.margins[1] < 0 and len(found.margins) == 2
    both = together([found, found])
    assert both.figures.windows == 24 and both.figures.window_error == figures.window_error


def test_rows_learn_to_part_two_who_share_a_direction() -> None:
    """Both voices are mostly the same; the imprints are dominated by it, the corrections take it out."""
    rng = np.random.default_rng(0)
    shared, differences = np.eye(8)[0], np.eye(8)[1:3]
    windows = [unit(3 * shared + differences[who] + 0.4 * rng.standard_normal((60, 8))) for who in (0, 1)]
    heard = [Heard(who, 0, ((windows[who], 1.0),), ()) for who in (0, 1)]
    imprinted = imprints(((one.person, one.clean) for one in heard), 2)
    cohort = unit(rng.standard_normal((30, 8)))
    *_, loss = losses = list(train_rows(imprinted, heard, cohort))
    assert loss < losses[0]
    training = train_rows(imprinted, heard, cohort)
    while True:
        try:
            next(training)
        except StopIteration as end:
            tuned = unit(imprinted + end.value)
            break
    fresh = [unit(3 * shared + differences[who] + 0.4 * rng.standard_normal((500, 8))) for who in (0, 1)]

    def margin(rows: np.ndarray) -> float:
        return float(np.mean([(fresh[who] @ (rows[who] - rows[1 - who])).mean() for who in (0, 1)]))

    assert margin(tuned) > 1.2 * margin(imprinted)


def test_pieces_are_cut_held_out_in_turn_and_never_too_many(
    weights: Weights, voices: dict[str, list[np.ndarray]], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Gallery(tmp_path) as gallery:
        for name, clips in (("Hana", [np.tile(np.concatenate(voices["Hana"]), 8)]), ("Mateo", voices["Mateo"])):
            kept, prints = prepare(weights, clips)
            gallery.add(name, kept, prints, weights.id)
        people, pieces = gather(gallery, weights)
        assert [person.name for person in people] == ["Hana", "Mateo"]
        hers = [piece.fold for piece in pieces if piece.person == 0]
        assert len(hers) == MOST and hers == [turn % FOLDS for turn in range(MOST)]
        assert all(0.2 * RATE <= len(piece.samples) <= 6 * RATE for piece in pieces)
        hana, path = gallery.utterances()[0]
        assert hana == people[0].id
        path.write_bytes(b"no audio")
        with caplog.at_level(logging.WARNING, "sincnet.finetuning.speech"):
            assert len(gather(gallery, weights)[0]) == 2
        assert path.name in caplog.text
