"""Cuts the stream into utterances.

A state machine over 20 ms frames. A frame passes if it is louder than the tracked background and WebRTC's detector
calls it speech. That detector takes every new fan, hum or tap for a voice until it has got used to it, so two more
things are asked: some frames must have a voice's pitch (noise has none), and the level must move (a hum's does not).
An utterance opens when most of the last frames pass and closes when for the hang-over most did not. The first two
seconds are held back until the background is known and are then judged with the rest, so that sound which begins with
speech loses none of it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np

from audio.frames import SMOOTH_FRAMES, Frame, FrameGauge
from audio.level import Activity, Level, Meter, NoiseFloor
from audio.source import Block
from audio.vad import FRAME, FRAME_MS

VOICED_FRAMES = 25
"""About the longest stretch of speech without a vowel; an utterance opens once `VOICED_LEAST` of these have pitch."""

VOICED_LEAST = 3
VOICED_SHARE = 0.1
"""Of an utterance's talk; noise that is coloured like a voice reaches 0.03, a hoarse voice 0.2, most voices 0.5."""

POLL = 5
"""Frames that vote on whether someone talks: a key tap has no majority, and closed lips are outvoted."""


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """What one person said in one go: `samples` float32 (n,) at 16 kHz, `start` in samples since the stream began.

    It begins with the pre-roll and ends with the silence that closed it. `complete` is False while the person still
    speaks: the same utterance (same `start`) then comes again, longer. Complete without samples, it was no utterance
    after all (too short, or no speech) and is discarded.
    """

    samples: np.ndarray
    start: int
    complete: bool

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True)
class SegmenterConfig:
    """Times in ms, taken down to whole frames of 20 ms.

    `open_db` and `close_db` above the floor open an utterance and keep it open; `pre_roll_ms` before it opened belongs
    to it, and so do the `hang_over_ms` of silence that closed it: soft ends of words are in both. Less net speech than
    `shortest_ms` is none. What reaches `longest_ms` is cut where it is quietest within its last `cut_search_ms` and
    goes on as the next. A level that moves less than `steady_db` (standard deviation) is a machine's. `growing_ms` is
    the time between two reports of an utterance that goes on; 0 for none.
    """

    vad_mode: int = 2
    open_db: float = 6.0
    close_db: float = 3.0
    steady_db: float = 0.5
    calibration_ms: int = 2000
    pre_roll_ms: int = 400
    hang_over_ms: int = 400
    shortest_ms: int = 500
    longest_ms: int = 8000
    cut_search_ms: int = 2500
    growing_ms: int = 200

    def __post_init__(self) -> None:
        if not self.pre_roll_ms >= POLL * FRAME_MS:
            raise ValueError(f"pre_roll_ms must be at least {POLL * FRAME_MS}, or the frames that open are lost")
        if not self.hang_over_ms <= self.cut_search_ms:
            raise ValueError("cut_search_ms must reach back to talk before hang_over_ms")
        if not self.pre_roll_ms + self.shortest_ms < self.longest_ms - self.cut_search_ms:
            raise ValueError("longest_ms leaves no room before cut_search_ms")


class Segmenter:
    """Blocks in, utterances out; one stream at a time, and the cuts do not depend on how it is cut into blocks.

    `gate_db` is added to the amplitude gate and may be changed between blocks.
    """

    def __init__(self, config: SegmenterConfig = SegmenterConfig()) -> None:
        self.config = config
        self.gate_db = 0.0
        self.reset()

    def reset(self) -> None:
        """Forget the stream: the next block begins another."""
        self._meter, self._floor = Meter(), NoiseFloor()
        self._gauge = FrameGauge(vad_mode=self.config.vad_mode, steady_db=self.config.steady_db)
        self._rest = np.zeros(0, np.float32)  # less than a frame, waiting for the next block
        self._heard = 0  # where the next block should start
        self._waiting: deque[Frame] = deque()  # measured, but not judged before the floor is known
        self._position = 0  # where the next frame to judge should start
        self._forget()

    def push(self, block: Block) -> list[Utterance]:
        """Take the next block; what it completed and what is under way, in order."""
        if not len(block.samples):
            return []
        self._meter.push(block.samples)
        if block.start != self._heard:
            self._rest = self._rest[:0]
        self._heard = block.end
        samples = np.concatenate([self._rest, block.samples])
        start, whole = block.end - len(samples), len(samples) // FRAME * FRAME
        found: list[Utterance] = []
        for offset in range(0, whole, FRAME):
            frame = self._gauge.measure(samples[offset : offset + FRAME], start + offset)
            self._floor.push(frame.level_dbfs)
            self._waiting.append(frame)
            if not self._calibrating:
                found += self._judge_waiting()
        self._rest = samples[whole:]
        return found

    def interrupt(self) -> list[Utterance]:
        """The device is away: end what was open now rather than when sound comes back. The stream goes on."""
        found = self._judge_waiting() + self._close()
        self._forget()
        return found

    def finish(self) -> list[Utterance]:
        """End the stream: what was still open, however far it got. The next block begins another stream."""
        found = self.interrupt()
        self.reset()
        return found

    @property
    def level(self) -> Level:
        """What the meter shows after the last block."""
        return Level(
            rms_dbfs=self._meter.rms_dbfs,
            peak_dbfs=self._meter.peak_dbfs,
            floor_dbfs=self._floor.dbfs,
            threshold_dbfs=self._threshold_dbfs,
            clipped=self._meter.clipped,
            activity=self._activity,
        )

    @property
    def _calibrating(self) -> bool:
        return self._floor.frames < _frames(self.config.calibration_ms)

    @property
    def _threshold_dbfs(self) -> float:
        above = self.config.close_db if self._open else self.config.open_db
        return self._floor.dbfs + above + self.gate_db

    @property
    def _activity(self) -> Activity:
        if self._calibrating:
            return "calibrating"
        if self._open:
            return "speech"
        return "noise" if self._meter.rms_dbfs >= self._threshold_dbfs else "silence"

    def _forget(self) -> None:
        """Nothing is open and nothing came before."""
        self._open: list[Frame] = []  # the frames of the open utterance
        self._said = 0  # how many of them reach to the end of the last talk
        self._goes_on = False  # the utterance is the rest of one that was cut
        self._before: deque[Frame] = deque(maxlen=_frames(self.config.pre_roll_ms))
        self._poll: deque[bool] = deque(maxlen=POLL)
        self._voiced: deque[bool] = deque(maxlen=VOICED_FRAMES)

    def _judge_waiting(self) -> list[Utterance]:
        found: list[Utterance] = []
        while self._waiting:
            found += self._judge(self._waiting.popleft())
        return found

    def _judge(self, frame: Frame) -> list[Utterance]:
        found: list[Utterance] = []
        if frame.start != self._position:
            found += self._close()
            self._forget()
        self._position = frame.start + FRAME
        self._poll.append(frame.voice and frame.level_dbfs >= self._threshold_dbfs)
        frame.talk = sum(self._poll) > POLL // 2
        if not self._open:
            self._before.append(frame)
            self._voiced.append(frame.voiced)
            if frame.talk and sum(self._voiced) >= VOICED_LEAST:
                found += self._begin()
            return found
        self._open.append(frame)
        if frame.talk:
            self._said = len(self._open)
        if len(self._open) - self._said >= _frames(self.config.hang_over_ms):
            return found + self._close()
        if len(self._open) >= _frames(self.config.longest_ms):
            return found + self._cut()
        if self.config.growing_ms and len(self._open) % _frames(self.config.growing_ms) == 0:
            found.append(_utterance(self._open, complete=False))
        return found

    def _begin(self) -> list[Utterance]:
        self._open, self._goes_on = list(self._before), False
        self._said = len(self._open)
        return [_utterance(self._open, complete=False)] if self.config.growing_ms else []

    def _close(self) -> list[Utterance]:
        """End the open utterance, if there is one."""
        if not self._open:
            return []
        frames, goes_on = self._open, self._goes_on
        self._forget()
        return [self._judged(frames, goes_on=goes_on)]

    def _cut(self) -> list[Utterance]:
        """End the open utterance where its last seconds are quietest and go on with the rest of it.

        The cut lies within what was said, so that the rest holds speech and is never thrown away.
        """
        last = min(self._said, len(self._open) - _frames(self.config.shortest_ms))
        first = min(len(self._open) - _frames(self.config.cut_search_ms), last - 1)
        quietest = min(range(first, last), key=lambda index: self._open[index].smooth_dbfs)
        middle = quietest - SMOOTH_FRAMES // 2
        done, self._open = self._open[:middle], self._open[middle:]
        self._said -= middle
        utterance = self._judged(done, goes_on=self._goes_on)
        self._goes_on = len(utterance.samples) > 0
        return [utterance]

    def _judged(self, frames: list[Frame], *, goes_on: bool) -> Utterance:
        """The finished utterance; without samples if it was too short, without a voice's pitch, or as steady as a hum.

        The rest of an utterance that was cut is not judged again: nothing of what was said is lost.
        """
        if not goes_on and not self._is_speech([frame for frame in frames if frame.talk]):
            return Utterance(np.zeros(0, np.float32), frames[0].start, complete=True)
        return _utterance(frames, complete=True)

    def _is_speech(self, talk: list[Frame]) -> bool:
        if talk[-1].start - talk[0].start < (_frames(self.config.shortest_ms) - 1) * FRAME:
            return False
        # The smoothed level needs some frames to climb to that of a sound that has just begun, however steady it is.
        levels = [frame.smooth_dbfs for frame in talk[SMOOTH_FRAMES:]]
        moves = len(levels) > 0 and np.std(levels) >= self.config.steady_db
        return bool(moves) and sum(frame.voiced for frame in talk) >= VOICED_SHARE * len(talk)


def segment(samples: np.ndarray, config: SegmenterConfig = SegmenterConfig()) -> list[Utterance]:
    """Return the finished utterances of a whole recording, float32 (n,) in [-1, 1] at 16 kHz."""
    segmenter = Segmenter(replace(config, growing_ms=0))
    found = segmenter.push(Block(samples, 0)) + segmenter.finish()
    return [utterance for utterance in found if len(utterance.samples)]


def _frames(duration_ms: int) -> int:
    return duration_ms // FRAME_MS


def _utterance(frames: list[Frame], *, complete: bool) -> Utterance:
    return Utterance(np.concatenate([frame.samples for frame in frames]), frames[0].start, complete)
