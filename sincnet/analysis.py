"""A recording worked through as fast as it goes: who speaks when, its waveform from afar, and how far the work has got.

It is heard through the same live session as a microphone, block by block, so that two hours take no more memory than
two minutes. Free of torch: whoever starts it brings the recogniser.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from audio.outline import Outline, Outliner
from audio.source import RATE, AudioError, AudioSource
from sincnet.events import Event, Heard, Identified
from sincnet.transcript import Entry

REPORT_S = 0.1
"""Between two reports of progress: a bar that moves ten times a second looks alive."""

ESTIMATE_S = 1.0
"""Work before the time left can be guessed."""

SILENT = 0.001
"""No sound that is louder than this (-60 dB) was ever recorded by a microphone that was on."""


class Hearing(Protocol):
    """The part of `sincnet.recogniser.Recogniser` that is used here."""

    def live(self, source: AudioSource, *, guesses: bool = True) -> Iterator[Event]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """`done_s` seconds of sound are heard, of about `total_s`; the rest will take `left_s` seconds, None while nobody
    can tell."""

    done_s: float
    total_s: float
    left_s: float | None
    outline: Outline


def analyse(
    recogniser: Hearing, recording: AudioSource, total_s: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress | Entry]:
    """Yields each turn as soon as it is known, in order, and `Progress` from time to time, and once more at the end.

    `total_s` is how long the recording says it is, 0 if it does not. Closing `recording` ends the work soon. Raises
    `WhoSpeaksError` for a recording that cannot be used, after all that could be heard of it.
    """
    outliner = Outliner()
    began = reported = clock()
    heard, turns = 0, 0

    def progress(now: float) -> Progress:
        done_s = heard / RATE
        whole_s = max(total_s, done_s)
        known = now - began >= ESTIMATE_S and total_s > 0 and heard > 0
        return Progress(
            done_s, whole_s, (whole_s - done_s) * (now - began) / done_s if known else None, outliner.outline()
        )

    failure: AudioError | None = None
    try:
        for event in recogniser.live(recording, guesses=False):
            if isinstance(event, Heard):
                outliner.push(event.block.samples)
                heard = event.block.end
                now = clock()
                if now - reported >= REPORT_S:
                    reported = now
                    yield progress(now)
            elif isinstance(event, Identified):
                turns += 1
                yield _entry(event)
    except AudioError as error:
        failure = error
    if heard:
        yield progress(clock())
    if failure:
        raise failure
    if not turns:
        raise _nothing_said(recording.name, outliner.outline())


def _entry(event: Identified) -> Entry:
    spoken, answer = event.utterance, event.identification
    return Entry(spoken.start / RATE, spoken.end / RATE, answer.person_id, answer.speaker, answer.confidence)


def _nothing_said(name: str, outline: Outline) -> AudioError:
    if outline.peak < SILENT:
        return AudioError(
            "{name} is silent from beginning to end; check that the microphone was on and record it again.", name=name
        )
    return AudioError("No speech was found in {name}; play it to hear whether anybody talks.", name=name)
