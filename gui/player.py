"""Plays what was said: one clip at a time through the system's default output.

Qt pulls the sound from a buffer in memory, so a busy window never makes it stutter. Where sound cannot be played there
is one sentence of `trouble`, and nothing else happens.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from audio.resample import at_rate
from audio.source import RATE

TICK_MS = 50

CD_RATE, DEVICE_RATE = 44_100, 48_000


class Player(QObject):
    """Signals: `moved` with the place in seconds from the beginning of the clip, about 20 times a second while it
    plays; `ended` when it has been played to its end or was stopped; `trouble` one sentence why it cannot be heard."""

    moved = Signal(float)
    ended = Signal()
    trouble = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._sound = QBuffer(self)
        self._from_s = 0.0
        self._length_s = 0.0
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)

    @property
    def playing(self) -> bool:
        return self._sink is not None

    def play(self, samples: NDArray[np.float32], from_s: float = 0.0) -> None:
        """Play float32 (n,) at 16 kHz from that many seconds on; what was playing before is stopped."""
        self.stop()
        rest = samples[min(len(samples), max(0, round(from_s * RATE))) :]
        if not len(rest):
            return
        device = QMediaDevices.defaultAudioOutput()
        form = None if device.isNull() else _format(device)
        if form is None:
            self._give_up()
            return
        self._from_s, self._length_s = from_s, len(rest) / RATE
        self._sound.setData(QByteArray(_encoded(rest, form)))
        self._sound.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        self._sink.stateChanged.connect(self._state_changed)
        self._sink.start(self._sound)
        if self._sink is not None:  # it may have failed at once
            self._clock.start()

    def stop(self) -> None:
        """Stop now; does no harm when nothing plays."""
        if self._sink is None:
            return
        sink, self._sink = self._sink, None
        self._clock.stop()
        sink.stateChanged.disconnect(self._state_changed)
        sink.stop()
        sink.deleteLater()
        self._sound.close()
        self.ended.emit()

    @Slot()
    def _state_changed(self) -> None:
        if self._sink is None:
            return
        if self._sink.error() not in (QtAudio.Error.NoError, QtAudio.Error.UnderrunError):
            self.stop()
            self._give_up()
        elif self._sink.state() == QtAudio.State.IdleState and self._sound.atEnd():
            self.moved.emit(self._from_s + self._length_s)
            self.stop()

    @Slot()
    def _tick(self) -> None:
        if self._sink is not None:
            self.moved.emit(self._from_s + min(self._length_s, self._sink.processedUSecs() / 1e6))

    def _give_up(self) -> None:
        self.trouble.emit(
            self.tr(
                "The sound cannot be played. Connect loudspeakers or headphones, or choose an output in the system."
            )
        )


def _format(device: QAudioDevice) -> QAudioFormat | None:
    """What the device takes that is easiest for us: our own rate and one channel, else its usual ones."""
    for rate in (RATE, DEVICE_RATE, CD_RATE):
        for channels in (1, 2):
            for sample in (QAudioFormat.SampleFormat.Float, QAudioFormat.SampleFormat.Int16):
                form = QAudioFormat()
                form.setSampleRate(rate)
                form.setChannelCount(channels)
                form.setSampleFormat(sample)
                if device.isFormatSupported(form):
                    return form
    return None


def _encoded(samples: NDArray[np.float32], form: QAudioFormat) -> bytes:
    """float32 (n,) at 16 kHz in the device's own form, all channels alike."""
    frames = np.repeat(at_rate(samples, form.sampleRate())[:, None], form.channelCount(), axis=1)
    if form.sampleFormat() == QAudioFormat.SampleFormat.Int16:
        return (frames * 32767).astype("<i2").tobytes()
    return frames.astype("<f4").tobytes()
