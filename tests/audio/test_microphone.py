"""A real PyAudio stream, from a virtual microphone that PulseAudio provides."""

import logging
import os
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio.microphone import Microphone, Patience
from audio.portaudio import list_devices, portaudio
from audio.source import RATE, AudioError, Block, Notice
from tests.virtual_microphone import ALSA_CONFIG, VirtualMicrophone

IMPATIENT = Patience(silent_s=0.5, retries_s=(0.1, 0.2))
HEARD = 0.9
"""Correlation of what came out with what went in: a lost block brings it below, and noise cannot reach it."""


def blocks(microphone: Microphone, notices: list[Notice]) -> Iterator[Block]:
    for item in microphone:
        if isinstance(item, Notice):
            notices.append(item)
        else:
            yield item


def correlation(heard: np.ndarray, played: np.ndarray) -> float:
    """How alike `played` and the part of `heard` are that resembles it most: 1 for the same up to loudness."""
    size = 1 << (len(heard) + len(played)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    start = int(np.argmax(np.fft.irfft(spectrum, size)[: len(heard) - len(played)]))
    found = heard[start : start + len(played)]
    return float(np.dot(found, played) / max(np.linalg.norm(found) * np.linalg.norm(played), 1e-9))


def test_devices_are_listed_the_default_first(virtual_microphone):
    devices = list_devices()
    assert [device.is_default for device in devices] == [True, *[False] * (len(devices) - 1)]
    pulse = next(device for device in devices if device.name == VirtualMicrophone.device)
    assert (pulse.host_api, pulse.label) == ("ALSA", "pulse (ALSA)")
    assert pulse.channels > 0
    assert pulse.rate > 0


@pytest.mark.parametrize("device", [None, "pulse (ALSA)"])
def test_what_is_spoken_is_heard(virtual_microphone, sentences, device):
    played = sentences[0]
    heard: list[Block] = []
    notices: list[Notice] = []
    with Microphone(device) as microphone:
        for block in blocks(microphone, notices):
            if not heard:
                player = virtual_microphone.play(played)
            heard.append(block)
            if block.end - heard[0].start > len(played) + 2 * RATE:
                break
    assert player.wait(timeout=30) == 0
    assert all(block.samples.dtype == np.float32 for block in heard)
    assert all(after.start >= before.end for before, after in pairwise(heard))
    assert correlation(np.concatenate([block.samples for block in heard]), played) > HEARD


def test_a_microphone_that_is_pulled_out_is_lost_and_comes_back_by_itself(virtual_microphone, sentences):
    notices: list[Notice] = []
    before: list[Block] = []
    after: list[Block] = []
    with Microphone(patience=IMPATIENT) as microphone:
        listening = blocks(microphone, notices)
        for block in listening:
            if not before:
                player = virtual_microphone.play(sentences[1])
            before.append(block)
            if block.end - before[0].start > len(sentences[1]) + RATE:
                break
        assert player.wait(timeout=30) == 0
        virtual_microphone.unplug()
        replugging = threading.Timer(2.0, virtual_microphone.replug)  # while the microphone is trying to find it
        replugging.start()
        for block in listening:
            kinds = [notice.kind for notice in notices]
            if "recovered" not in kinds:
                before.append(block)
                continue
            if not after:
                virtual_microphone.play(sentences[2])
            after.append(block)
            if block.end - after[0].start > len(sentences[2]) + 2 * RATE:
                break
    replugging.join()
    told = [notice.kind for notice in notices if notice.kind in ("lost", "retrying", "recovered")]
    assert told[:2] == ["lost", "retrying"]
    assert told[-1] == "recovered"
    assert told.count("lost") == 1
    assert after[0].start - before[-1].end > 1.5 * RATE  # time went on
    assert correlation(np.concatenate([block.samples for block in before]), sentences[1]) > HEARD
    assert correlation(np.concatenate([block.samples for block in after]), sentences[2]) > HEARD


def test_a_silent_line_is_reported_as_muted(virtual_microphone):
    with Microphone() as microphone:
        muted = next(item for item in microphone if isinstance(item, Notice) and item.kind == "muted")
    assert "muted or blocked" in muted.message


def test_closing_from_another_thread_ends_it(virtual_microphone):
    with Microphone() as microphone:
        heard = iter(microphone)
        next(heard)
        closing = threading.Thread(target=microphone.close)
        closing.start()
        for _ in heard:
            pass
        closing.join()


def test_an_unknown_name_gets_a_sentence_that_lists_the_known(virtual_microphone):
    with pytest.raises(AudioError, match=r"no microphone called 'Nobody'.*pulse \(ALSA\)"), Microphone("Nobody"):
        pass


def test_what_the_sound_libraries_say_goes_to_the_log(virtual_microphone, caplog, capfd, monkeypatch, tmp_path):
    config = tmp_path / "asound.conf"
    config.write_text(ALSA_CONFIG + "pcm.broken { type nothing_of_this_name }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    caplog.set_level(logging.DEBUG, "audio.chatter")
    assert list_devices()
    assert "ALSA lib" in caplog.text
    assert capfd.readouterr().err == ""


def test_devices_are_listed_anew_while_one_of_them_is_open(virtual_microphone):
    config = Path(os.environ["ALSA_CONFIG_PATH"])
    with Microphone():
        config.write_text(ALSA_CONFIG + "pcm.clip { type pulse }\n")
        try:
            known = [device.label for device in list_devices(lambda: portaudio())]
            assert "pulse (ALSA)" in known and "clip (ALSA)" not in known  # PortAudio looks only as it starts
            assert "clip (ALSA)" in [device.label for device in list_devices()]
        finally:
            config.write_text(ALSA_CONFIG)
    assert "clip (ALSA)" not in [device.label for device in list_devices()]
