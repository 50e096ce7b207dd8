"""The microphone on a PortAudio that fails on demand, in ways no real device does."""

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyaudio
import pytest

from audio.microphone import Microphone, Patience
from audio.portaudio import QUEUE_BLOCKS, list_devices
from audio.source import RATE, AudioError, Block, Notice

IMPATIENT = Patience(first_s=0.2, silent_s=0.2, retries_s=(0.01, 0.02))

WITHOUT_PYAUDIO = """
import sys
sys.modules["pyaudio"] = None  # importing it fails

from audio.microphone import Microphone
from audio.portaudio import list_devices
from audio.source import AudioError

for use in (list_devices, Microphone().__enter__):
    try:
        use()
    except AudioError as error:
        print(str(error).partition(",")[0])
"""

Callback = Callable[[bytes, int, dict[str, float], int], tuple[None, int]]


class Clock:
    """Time that stands still until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class FakePortAudio:
    """Calls back, when told to, with whatever it is told to; each opening is a `FakeStream`."""

    devices: list[dict[str, Any]] = field(default_factory=lambda: [device(0, "Built-in"), device(1, "Headset")])
    default: int | None = 1
    formats: set[tuple[int, int]] | None = None
    refusals: int = 0  # how many of the next openings fail
    greeting: np.ndarray | None = None  # what the next openings deliver at once
    opened: list["FakeStream"] = field(default_factory=list)
    running: int = 0

    def __call__(self) -> "FakePortAudio":
        self.running += 1
        return self

    def terminate(self) -> None:
        self.running -= 1

    def get_default_input_device_info(self) -> dict[str, Any]:
        if self.default is None:
            raise OSError("No Default Input Device Available")
        return self.devices[self.default]

    def get_device_count(self) -> int:
        return len(self.devices)

    def get_device_info_by_index(self, index: int) -> dict[str, Any]:
        return self.devices[index]

    def get_host_api_info_by_index(self, index: int) -> dict[str, Any]:
        return {"name": ["ALSA", "JACK"][index]}

    def is_format_supported(self, rate: int, *, input_device: int, input_channels: int, input_format: int) -> bool:
        assert input_format == pyaudio.paFloat32
        if self.formats is not None and (rate, input_channels) not in self.formats:
            raise ValueError("Invalid sample rate", -9997)
        return True

    def open(self, **options: Any) -> "FakeStream":
        if self.refusals > 0:
            self.refusals -= 1
            raise OSError(-9985, "Device unavailable")
        self.opened.append(FakeStream(**options))
        if self.greeting is not None:
            self.opened[-1].deliver(self.greeting)
        return self.opened[-1]


class FakeStream:
    def __init__(
        self, *, rate: int, channels: int, input_device_index: int, stream_callback: Callback, **_: Any
    ) -> None:
        self.rate, self.channels, self.device, self._callback = rate, channels, input_device_index, stream_callback
        self.closed = False

    def deliver(self, frames: np.ndarray, status: int = 0) -> None:
        """Call back with `frames`, float32 (n, channels), from another thread as PortAudio does."""
        data = frames.astype(np.float32).tobytes()
        calling = threading.Thread(target=self._callback, args=(data, len(frames), {}, status))
        calling.start()
        calling.join()

    def close(self) -> None:
        self.closed = True


def device(index: int, name: str, *, host_api: int = 0, rate: float = 44_100.0, channels: int = 2) -> dict[str, Any]:
    return {
        "index": index,
        "name": name,
        "hostApi": host_api,
        "defaultSampleRate": rate,
        "maxInputChannels": channels,
    }


def tone(frames: int, rate: int = RATE) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * 300 * np.arange(frames) / rate))[:, None]


@pytest.fixture
def library():
    fake = FakePortAudio()
    yield fake
    assert fake.running == 0
    assert all(stream.closed for stream in fake.opened)


def until(heard: list[Block | Notice], microphone: Microphone, kind: str) -> None:
    for item in microphone:
        heard.append(item)
        if isinstance(item, Notice) and item.kind == kind:
            return


def blocks(heard: list[Block | Notice]) -> list[Block]:
    return [item for item in heard if isinstance(item, Block)]


def test_devices_come_default_first_with_their_host_api_and_outputs_do_not(library):
    library.devices.append(device(2, "Speakers", channels=0))
    library.devices.append(device(3, "Headset", host_api=1))
    devices = list_devices(library)
    assert [each.label for each in devices] == ["Headset (ALSA)", "Built-in (ALSA)", "Headset (JACK)"]
    assert [each.index for each in devices if each.is_default] == [1]
    assert library.running == 0


@pytest.mark.parametrize(
    ("name", "index"), [(None, 1), ("Built-in", 0), ("Headset", 1), ("Headset (JACK)", 2), ("Headset (ALSA)", 1)]
)
def test_a_device_is_chosen_by_name_or_label(library, name, index):
    library.devices.append(device(2, "Headset", host_api=1))
    with Microphone(name, start=library) as microphone:
        assert library.opened[0].device == index
        assert microphone.name == (name or "system default")


def test_16_khz_mono_is_asked_for_first(library):
    with Microphone(start=library):
        assert (library.opened[0].rate, library.opened[0].channels) == (RATE, 1)


@pytest.mark.parametrize("offer", [(16_000, 2), (44_100, 1), (44_100, 2)])
def test_a_device_that_refuses_it_is_opened_as_it_offers_and_resampled(library, offer):
    library.formats = {offer}
    rate, channels = offer
    heard: list[Block | Notice] = []
    with Microphone(start=library, patience=IMPATIENT) as microphone:
        stream = library.opened[0]
        assert (stream.rate, stream.channels) == offer
        sound = np.repeat(tone(rate, rate), channels, axis=1)
        for start in range(0, rate, rate // 50):
            stream.deliver(sound[start : start + rate // 50])
        until(heard, microphone, "lost")
    samples = np.concatenate([block.samples for block in blocks(heard)])
    assert len(samples) == RATE
    np.testing.assert_allclose(samples[1600:-1600], tone(RATE)[1600:-1600, 0], atol=1e-3)


def test_a_listener_too_slow_loses_blocks_but_not_the_time(library):
    clock = Clock()
    heard: list[Block | Notice] = []
    with Microphone(start=library, patience=IMPATIENT, clock=clock) as microphone:
        for index in range(QUEUE_BLOCKS + 50):
            clock.now += 0.02
            library.opened[0].deliver(tone(320))
            if index == QUEUE_BLOCKS + 24:
                heard.append(next(iter(microphone)))
        until(heard, microphone, "lost")
    assert [item.kind for item in heard if isinstance(item, Notice)] == ["dropped", "lost"]
    assert microphone.dropped_s == pytest.approx(25 * 0.02)
    before, after = blocks(heard)[-2:]
    assert after.start - before.end == 25 * 320
    assert blocks(heard)[0].start == 0


def test_an_overflow_of_the_device_is_counted_and_its_time_goes_on(library):
    clock = Clock()
    heard: list[Block | Notice] = []
    with Microphone(start=library, patience=IMPATIENT, clock=clock) as microphone:
        for at, status in ((100.02, 0), (100.04, 0), (100.36, pyaudio.paInputOverflow), (100.38, 0)):
            clock.now = at
            library.opened[0].deliver(tone(320), status)
        until(heard, microphone, "lost")
    assert microphone.overflows == 1
    assert microphone.dropped_s == pytest.approx(0.3)
    assert [block.start for block in blocks(heard)] == [0, 320, 640 + 4800, 960 + 4800]
    assert [item.kind for item in heard if isinstance(item, Notice)] == ["dropped", "lost"]


def test_a_device_that_stays_away_is_tried_again_and_again_until_it_is_back(library):
    clock = Clock()
    heard: list[Block | Notice] = []
    with Microphone(start=library, patience=IMPATIENT, clock=clock) as microphone:
        library.opened[0].deliver(tone(320))
        library.refusals, library.greeting = 3, tone(320)
        for item in microphone:
            heard.append(item)
            if isinstance(item, Notice) and item.kind == "lost":
                clock.now += 60.0
            if isinstance(item, Block) and len(heard) > 1:
                break
    kinds = [item.kind for item in heard if isinstance(item, Notice)]
    assert kinds == ["lost", *["retrying"] * 4, "recovered"]
    assert [block.start for block in blocks(heard)] == [0, 320 + round(59.98 * RATE)]
    assert microphone.dropped_s == 0


def test_a_device_that_opens_but_never_delivers_is_lost_too(library):
    heard: list[Block | Notice] = []
    with Microphone(start=library, patience=IMPATIENT) as microphone:
        until(heard, microphone, "retrying")
    assert [item.kind for item in heard if isinstance(item, Notice)] == ["lost", "retrying"]


def test_closing_ends_a_wait_for_sound_and_a_wait_to_try_again(library):
    endless = Patience(first_s=600, silent_s=600, retries_s=(600,))
    with Microphone(start=library, patience=endless) as microphone:
        listening = threading.Thread(target=lambda: list(microphone))
        listening.start()
        microphone.close()
        microphone.close()
        listening.join(timeout=60)
        assert not listening.is_alive()
    with Microphone(start=library, patience=Patience(first_s=0.01, retries_s=(600,))) as microphone:
        retrying = threading.Event()

        def listen() -> None:
            for item in microphone:
                if isinstance(item, Notice) and item.kind == "retrying":
                    retrying.set()

        listening = threading.Thread(target=listen)
        listening.start()
        assert retrying.wait(timeout=60)
        microphone.close()
        listening.join(timeout=60)
        assert not listening.is_alive()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ({"devices": [], "default": None}, "No microphone was found"),
        ({"default": None}, "no default microphone"),
        ({"refusals": 1}, r"Headset \(ALSA\) cannot be opened"),
        ({"formats": set()}, r"Headset \(ALSA\) cannot be opened"),
    ],
)
def test_what_cannot_be_opened_gets_a_sentence(library, fault, sentence):
    for name, value in fault.items():
        setattr(library, name, value)
    with pytest.raises(AudioError, match=sentence), Microphone(start=library):
        pass


def test_without_pyaudio_the_module_loads_and_a_microphone_says_so():
    refused = subprocess.run([sys.executable, "-c", WITHOUT_PYAUDIO], capture_output=True, text=True)
    assert refused.stdout == "PyAudio is not installed\n" * 2, refused.stderr
