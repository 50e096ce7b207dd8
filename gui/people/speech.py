"""What one does with somebody's utterances: hear them, delete one, add more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from audio.files import SUFFIXES, read_audio
from gui.page import Desk
from gui.people.change import Change
from gui.people.clip_list import ClipList
from gui.people.words import amount
from gui.player import Player
from gui.worker import Outcome
from sincnet.amendments import LessSpeech, MoreSpeech, recordings

if TYPE_CHECKING:
    from sincnet.clips import Clip
    from sincnet.details import Details


class Speech(QObject):
    """Serves a `ClipList`, the utterances of one person at a time."""

    def __init__(self, desk: Desk, clips: ClipList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clips = clips
        self._person_id: str | None = None
        self._wanted: Clip | None = None
        self._deleted: set[str] = set()
        self.player = Player(self)
        clips.play_wanted.connect(self.play)
        clips.delete_wanted.connect(self._delete)
        clips.add_wanted.connect(self._choose_recordings)
        self.player.moved.connect(self._moved)
        self.player.ended.connect(self._ended)
        self.player.trouble.connect(desk.bus.trouble)

    def show_person(self, person_id: str | None) -> None:
        """From now on it is about this person, or nobody; `show_clips` follows."""
        self.stop()
        self._person_id = person_id
        self._clips.forget()

    def show_clips(self, name: str, found: Details) -> None:
        """What was found of the person called `name`."""
        self._deleted.clear()
        self._clips.show_clips(name, self._desk.roster.colour(self._person_id), found.utterances, found.outlines)

    @Slot(str)
    def play(self, clip_id: str) -> None:
        """Let this utterance be heard; stop it if it is."""
        playing = self._clips.model.playing
        self.stop()
        clip = self._clips.clip(clip_id)
        if clip is None or playing == clip_id:
            return
        self._wanted = clip
        path = clip.path
        self._desk.session.submit(lambda: (clip_id, read_audio(path)), self._read)

    @Slot(Outcome)
    def _read(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
            return
        clip_id, samples = outcome.value
        if self._wanted is not None and self._wanted.id == clip_id:
            self.player.play(samples)
            self._clips.model.show_playing(clip_id if self.player.playing else None)

    def stop(self) -> None:
        self._wanted = None
        self.player.stop()
        self._clips.model.show_playing(None)

    @Slot(float)
    def _moved(self, at_s: float) -> None:
        if self._wanted is not None:
            self._clips.model.show_playing(self._wanted.id, min(1.0, at_s / self._wanted.duration_s))

    @Slot()
    def _ended(self) -> None:
        self._clips.model.show_playing(None)

    @Slot(str)
    def _delete(self, clip_id: str) -> None:
        self.stop()
        member = self._desk.roster.member(self._person_id)
        if member is not None and clip_id not in self._deleted:
            self._deleted.add(clip_id)
            told = self.tr("One utterance of {0} is deleted.").format(member.name)
            Change(self._desk, LessSpeech(clip_id), lambda: told).begin()

    @Slot()
    def _choose_recordings(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        paths, _ = QFileDialog.getOpenFileNames(
            self._clips, self.tr("Choose recordings of one person"), "", self.tr("Recordings ({0})").format(kinds)
        )
        if paths:
            self.add_recordings([Path(path) for path in paths])

    def add_recordings(self, paths: Sequence[Path]) -> None:
        """Learn from recordings of this person."""
        member = self._desk.roster.member(self._person_id)
        if member is None:
            return
        more = MoreSpeech(member.person_id, partial(recordings, paths))

        def told() -> str:
            return self.tr("{0} of speech were added to {1}.").format(amount(more.added_s), member.name)

        Change(self._desk, more, told).begin()
