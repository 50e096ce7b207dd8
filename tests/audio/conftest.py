"""Speech and a microphone for the tests of this room."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import numpy as np
import pytest

from audio.files import read_audio
from tests.virtual_microphone import CannotRun, VirtualMicrophone

SENTENCES = (
    "The quick brown fox jumps over the lazy dog near the river bank.",
    "She sells sea shells by the shore, and he buys them every single morning.",
    "Please remember to close the window before you leave the house tonight.",
)


@pytest.fixture(scope="session")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> list[np.ndarray]:
    """Three spoken sentences by three voices, each float32 (n,) at 16 kHz, trimmed to the speech, peak 0.5."""
    folder = tmp_path_factory.mktemp("speech")
    if shutil.which("flite"):
        commands = [["flite", "-voice", voice, "-o", "OUT", "-t"] for voice in ("slt", "rms", "awb")]
    elif shutil.which("espeak-ng"):
        commands = [["espeak-ng", "-v", voice, "-w", "OUT"] for voice in ("en-us", "en+f3", "en+m4")]
    else:
        pytest.skip("no synthetic speech: neither flite nor espeak-ng is installed")
    spoken = []
    for index, (command, sentence) in enumerate(zip(commands, SENTENCES, strict=True)):
        path = folder / f"{index}.wav"
        subprocess.run([str(path) if word == "OUT" else word for word in command] + [sentence], check=True)
        samples = read_audio(path)
        loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
        samples = samples[loud[0] : loud[-1] + 1]
        spoken.append(samples * np.float32(0.5 / np.abs(samples).max()))
    return spoken


@pytest.fixture(scope="session")
def virtual_microphone() -> Iterator[VirtualMicrophone]:
    microphone = VirtualMicrophone()
    try:
        microphone.start()
    except CannotRun as reason:
        pytest.skip(str(reason))
    yield microphone
    microphone.stop()
