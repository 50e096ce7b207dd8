"""Forgetting everybody of today, or everything, from real files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from audio.segmenter import Utterance
from audio.source import RATE
from sincnet.checkpoint import Weights
from sincnet.diary import Diary
from sincnet.diary_rows import KeptSession
from sincnet.forgetting import enrolled_since, forget_everything, forget_since
from sincnet.gallery import Gallery
from sincnet.recogniser import Recogniser


def test_whoever_was_enrolled_since_is_forgotten(
    weights: Weights, voices: dict[str, list[np.ndarray]], tmp_path: Path
) -> None:
    with Recogniser(weights, Gallery(tmp_path)) as recogniser, Diary(tmp_path) as diary:
        recogniser.enrol("Hana", voices["Hana"][:2])
        now = datetime.now(UTC)
        assert [person.name for person in enrolled_since(recogniser.gallery, now - timedelta(hours=1))] == ["Hana"]
        speech = voices["Hana"][0][: 2 * RATE]
        for name, began in (("yesterday", now - timedelta(days=1)), ("today", now)):
            utterance, answer = Utterance(speech, 0, True), recogniser.identify(speech)
            diary.add(KeptSession(name, began, "microphone"), utterance, answer, keep_audio=True)
        forget_since(recogniser, diary, now + timedelta(hours=1))
        assert len(recogniser.gallery.people()) == 1 and len(diary.sessions()) == 2
        forget_since(recogniser, diary, now - timedelta(hours=1))
        assert recogniser.gallery.people() == [] and not list(tmp_path.glob("people/*/*"))
        assert [session.id for session in diary.sessions()] == ["yesterday"]
        assert not list(tmp_path.glob("sessions/today/*"))
        forget_since(recogniser, None, now - timedelta(hours=1))  # where no diary is kept


def test_everything_is_forgotten(weights: Weights, voices: dict[str, list[np.ndarray]], tmp_path: Path) -> None:
    with Recogniser(weights, Gallery(tmp_path)) as recogniser, Diary(tmp_path) as diary:
        person = recogniser.enrol("Callum", voices["Callum"][:2])
        correction = {person.id: np.zeros(weights.model.embedding_size, np.float32)}
        recogniser.gallery.tunings.add(weights.id, weights.id, {}, correction)
        speech = voices["Callum"][0][: 2 * RATE]
        session = KeptSession("one", datetime.now(UTC), "microphone")
        diary.add(session, Utterance(speech, 0, True), recogniser.identify(speech), keep_audio=True)
        assert list(tmp_path.glob("sessions/*/*.flac"))
        forget_everything(recogniser, diary)
        assert recogniser.gallery.people() == [] and diary.sessions() == []
        assert recogniser.tuning is None and recogniser.gallery.tunings.of(weights.id) == []
    left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Callum" not in left and b"fLaC" not in left
