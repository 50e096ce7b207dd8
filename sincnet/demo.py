"""The demo: five synthetic voices to enrol and a conversation of six, to try everything without people."""

from __future__ import annotations

from audio.files import FileSource, find_audio, read_audio
from sincnet.paths import assets
from sincnet.recogniser import Recogniser

CONVERSATION = assets() / "demo" / "conversation.flac"


def enrol_cast(recogniser: Recogniser) -> None:
    """Enrols whoever of the five is not in the gallery yet. Raises `WhoSpeaksError`."""
    for folder in sorted(path for path in (assets() / "demo" / "people").iterdir() if path.is_dir()):
        if recogniser.gallery.find(folder.name) is None:
            clips = [read_audio(path) for path in find_audio([folder])]
            person = recogniser.enrol(folder.name, clips, assets() / "faces" / f"{folder.name.lower()}.png")
            recogniser.gallery.let_imagine(person.id, True)  # nobody real speaks here, so nobody has to be asked


def conversation(*, realtime: bool = True) -> FileSource:
    """The scene, played as if it came from a microphone."""
    return FileSource(CONVERSATION, realtime=realtime)
