"""What is kept of one person, looked at closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio.errors import AudioError
from audio.files import read_audio
from audio.quality import Quality, background_dbfs, quality
from sincnet.clips import Clip
from sincnet.people import Person

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser


@dataclass(frozen=True, slots=True)
class Details:
    """A person, and their utterances in the order in which they were said, each with how it was recorded; None for a
    file that is missing or cannot be read."""

    person: Person
    utterances: Sequence[tuple[Clip, Quality | None]]


def details(recogniser: Recogniser, person_id: str) -> Details:
    """Reads all that somebody said. Raises `WhoSpeaksError` for nobody."""
    gallery = recogniser.gallery
    return Details(gallery.get(person_id), [(clip, _quality(clip)) for clip in gallery.clips.of(person_id)])


def _quality(clip: Clip) -> Quality | None:
    try:
        samples = read_audio(clip.path)
    except AudioError:
        return None
    return quality(samples, background_dbfs(samples))
