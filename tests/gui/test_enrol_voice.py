"""A visitor and the real network: enrolled by what they say and known in the next sentence; or known already."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio.files import find_audio, read_audio
from audio.source import ArraySource, AudioSource
from gui.enrol.camera import Frames
from gui.enrol.dialog import EnrolDialog
from gui.session import State
from sincnet.paths import assets
from tests.gui.fake_recogniser import silence
from tests.gui.staging import OpenStage, Stage

PATIENCE_MS = 60_000
READY_S = 2.0
"""Between the last word and being known."""


def clips(name: str) -> list[np.ndarray]:
    return [read_audio(path) for path in find_audio([assets() / "demo" / "people" / name])]


def said(sentences: list[np.ndarray]) -> AudioSource:
    pauses = [part for sentence in sentences for part in (sentence, silence(0.8))]
    return ArraySource(np.concatenate([silence(2.5), *pauses]))


@pytest.fixture
def visit(open_stage: OpenStage, tmp_path: Path) -> Callable[[list[AudioSource]], tuple[Stage, EnrolDialog]]:
    """A window that knows Hana and Callum, and the wizard about to hear a visitor from these sources, one by one."""

    def open_recogniser() -> object:
        from sincnet.recogniser import Recogniser

        recogniser = Recogniser.open(tmp_path / "home")
        for name in ("Hana", "Callum"):
            recogniser.enrol(name, clips(name)[:3])
        return recogniser

    def visit(heard: list[AudioSource]) -> tuple[Stage, EnrolDialog]:
        sources = iter(heard)
        stage = open_stage(open_recogniser=open_recogniser, ready=False, microphone=lambda _label: next(sources))
        stage.window.load()
        stage.bot.waitUntil(lambda: stage.session.state is State.IDLE, timeout=PATIENCE_MS)
        stage.window.enrolment.make_camera = Frames
        stage.window.enrolment.open("Visitor")
        dialog = stage.window.enrolment.dialog
        assert dialog is not None
        dialog.frame.next.click()
        dialog.frame.next.click()
        return stage, dialog

    return visit


def test_a_visitor_is_known_in_the_next_sentence(
    visit: Callable[[list[AudioSource]], tuple[Stage, EnrolDialog]],
) -> None:
    mateo = clips("Mateo")
    stage, dialog = visit([said(mateo[:4] * 2), said(mateo[4:])])
    full: list[float] = []
    dialog.studio.full.connect(lambda: full.append(time.monotonic()))
    with stage.bot.waitSignal(dialog.enrolled, timeout=PATIENCE_MS):
        dialog.frame.next.click()
    assert time.monotonic() - full[0] < READY_S
    stage.bot.waitUntil(lambda: stage.session.state is State.IDLE, timeout=PATIENCE_MS)
    dialog.trying.listen.click()
    stage.bot.waitUntil(lambda: dialog.trying.recognised, timeout=PATIENCE_MS)
    assert dialog.trying.name.text() == "Visitor"
    stage.bot.waitUntil(lambda: stage.session.state is State.IDLE, timeout=PATIENCE_MS)


def test_somebody_enrolled_is_asked_whether_it_is_them_again(
    visit: Callable[[list[AudioSource]], tuple[Stage, EnrolDialog]],
) -> None:
    stage, dialog = visit([said(clips("Hana")[3:] * 3)])
    dialog.frame.next.click()
    stage.bot.waitUntil(lambda: dialog.step is not dialog.speak, timeout=PATIENCE_MS)
    assert dialog.step is dialog.resemblance
    assert dialog.resemblance.heading.text() == "Is this Hana again?"
    stage.bot.waitUntil(lambda: stage.session.state is State.IDLE, timeout=PATIENCE_MS)
    dialog.reject()
    dialog.leaving.leave_all.click()
