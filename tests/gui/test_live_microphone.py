"""The whole window on a real microphone: PulseAudio's virtual one, through PyAudio."""

from collections.abc import Iterator

import numpy as np
import pytest

from audio.microphone import Microphone
from audio.portaudio import list_devices
from gui.session import State
from tests.gui.fake_recogniser import conversation, silence
from tests.gui.staging import OpenStage
from tests.virtual_microphone import CannotRun, VirtualMicrophone


@pytest.fixture
def microphone() -> Iterator[VirtualMicrophone]:
    virtual = VirtualMicrophone()
    try:
        virtual.start()
    except CannotRun as reason:
        pytest.skip(str(reason))
    yield virtual
    virtual.stop()


def test_what_is_said_is_listed_and_a_pulled_microphone_comes_back(
    open_stage: OpenStage, microphone: VirtualMicrophone
) -> None:
    stage = open_stage(
        "Anna", script=lambda *_: ("Anna", 0.95, None), devices=list_devices, microphone=Microphone, start_with=None
    )
    live = stage.window.live
    with stage.bot.waitSignal(stage.session.heard, timeout=10_000):
        stage.window.listener.listen()
    microphone.play(np.concatenate([silence(2.5), conversation(1.5)]))
    stage.bot.waitUntil(lambda: live.history.model.rowCount() == 1, timeout=20_000)
    assert live.stage.name.text() == "Anna"

    microphone.unplug()
    stage.bot.waitUntil(stage.window.banner.isVisible, timeout=20_000)
    assert "microphone" in stage.window.banner.text
    with stage.bot.waitSignal(
        stage.session.notice, timeout=30_000, check_params_cb=lambda notice: notice.kind == "recovered"
    ):
        microphone.replug()
    assert live.history.model.rowCount() == 1
    stage.window.listener.toggle()
    stage.until(State.IDLE)
