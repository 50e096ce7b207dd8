"""How loud a source is, for a test of the microphone that listens to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from audio.level import Level
from audio.segmenter import Segmenter, SegmenterConfig
from audio.source import AudioSource, Notice


def levels(source: AudioSource) -> Iterator[Level | Notice]:
    """What the meter shows after each block of `source`, until it ends or is closed; nothing of the sound is kept.

    Raises AudioError where the source cannot be opened.
    """
    segmenter = Segmenter(SegmenterConfig(growing_ms=0))
    with source:
        for heard in source:
            if isinstance(heard, Notice):
                yield heard
            else:
                segmenter.push(heard)
                yield segmenter.level
