"""What one does on a person's page: rename, another face, hear and delete what was said, merge, export, delete."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from PySide6.QtWidgets import QFileDialog

from audio.files import SUFFIXES, read_audio
from gui.ask import DeleteDialog
from gui.drops import dropped_files
from gui.page import Desk
from gui.people.change import Change
from gui.people.merge import MergeDialog
from gui.people.person import PersonPane
from gui.people.words import amount
from gui.player import Player
from gui.roster import Member
from gui.worker import Outcome
from sincnet.amendments import Amendment, LessSpeech, MoreSpeech, NewFace, Union

if TYPE_CHECKING:
    from sincnet.clips import Clip
    from sincnet.details import Details
    from sincnet.likeness import Likeness
    from sincnet.recogniser import Recogniser


class OnePerson(QObject):
    """Serves a `PersonPane`. `gone` comes when whoever it shows is no more, `export_wanted` carries an id."""

    gone = Signal()
    export_wanted = Signal(str)

    def __init__(self, desk: Desk, pane: PersonPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pane = pane
        self._person_id: str | None = None
        self._renaming: str | None = None
        self._alike: Sequence[str] = ()
        self._wanted: Clip | None = None
        self.player = Player(self)
        self._connect()

    def _connect(self) -> None:
        pane, bus = self._pane, self._desk.bus
        self._desk.roster.changed.connect(self._people_changed)
        pane.name.renamed.connect(self._rename)
        pane.photo.choose_wanted.connect(self._choose_face)
        pane.photo.remove_wanted.connect(self._remove_face)
        pane.clips.play_wanted.connect(self.play)
        pane.clips.delete_wanted.connect(self._delete_clip)
        pane.clips.add_wanted.connect(self._choose_recordings)
        pane.likeness.opened.connect(bus.show_person)
        pane.export_wanted.connect(self._export)
        pane.merge_wanted.connect(self.ask_to_merge)
        pane.delete_wanted.connect(self.ask_to_delete)
        self.player.moved.connect(self._moved)
        self.player.ended.connect(self._ended)
        self.player.trouble.connect(bus.trouble)

    @property
    def member(self) -> Member | None:
        return self._desk.roster.member(self._person_id)

    # Whose page it is

    def show(self, person_id: str) -> None:
        """Show that person from now on."""
        self.stop()
        self._person_id = person_id
        self._alike = ()
        self._pane.clips.forget()
        self._pane.likeness.show_likeness(None)
        self._refresh()

    @Slot()
    def _people_changed(self) -> None:
        if self._person_id is None:
            return
        if self.member is None:
            self.leave()
            self.gone.emit()
        else:
            self._refresh()

    def leave(self) -> None:
        self.stop()
        self._person_id = None

    def _refresh(self) -> None:
        member = self.member
        if member is None:
            return
        self._pane.show_member(member)
        person_id = member.person_id

        def look(recogniser: Recogniser) -> tuple[str, Details, Likeness]:
            from sincnet.details import details
            from sincnet.likeness import likeness

            return person_id, details(recogniser, person_id), likeness(recogniser, person_id)

        self._desk.session.consult(look, self._looked)

    @Slot(Outcome)
    def _looked(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            return  # they are no more, which the roster says too, or will
        person_id, found, likeness = outcome.value
        member = self.member
        if member is None or person_id != self._person_id:
            return
        self._alike = [neighbour.person_id for neighbour in likeness.neighbours]
        self._pane.show_consent(member, found.person.consent_at)
        colour = self._desk.roster.colour(person_id)
        self._pane.clips.show_clips(member.name, colour, found.utterances)
        self._pane.likeness.show_likeness(likeness)

    # Name and face

    @Slot(str)
    def _rename(self, name: str) -> None:
        person_id = self._person_id
        if person_id is not None and name != self._renaming:
            self._renaming = name  # Enter and the loss of the keyboard both tell of it
            self._desk.session.change_people(lambda recogniser: recogniser.rename(person_id, name), self._renamed)

    @Slot(Outcome)
    def _renamed(self, outcome: Outcome) -> None:
        self._renaming = None
        self._pane.show_error(outcome.error or "")

    @Slot()
    def _choose_face(self) -> None:
        kinds = " ".join(f"*.{bytes(kind.data()).decode()}" for kind in QImageReader.supportedImageFormats())
        path, _ = QFileDialog.getOpenFileName(
            self._pane, self.tr("Choose a picture"), "", self.tr("Pictures ({0})").format(kinds)
        )
        if path:
            self.use_face(Path(path))

    @Slot()
    def _remove_face(self) -> None:
        self.use_face(None)

    def use_face(self, picture: Path | bytes | None) -> None:
        """Show this picture for them from now on, or none."""
        member = self.member
        if member is None:
            return
        told = self.tr("{0} has no picture now.") if picture is None else self.tr("{0} has another picture now.")
        self._change(NewFace(member.person_id, picture), told.format(member.name))

    def paste(self) -> None:
        """Take the picture that was copied elsewhere, or the file."""
        data = QGuiApplication.clipboard().mimeData()
        if self.take(dropped_files(data)):
            return
        image = QGuiApplication.clipboard().image() if data.hasImage() else QImage()
        if image.isNull():
            self._desk.bus.trouble.emit(self.tr("There is no picture to paste; copy one first."))
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        self.use_face(bytes(buffer.data().data()))

    # What was said

    @Slot(str)
    def play(self, clip_id: str) -> None:
        """Let this utterance be heard; stop it if it is."""
        playing = self._pane.clips.model.playing
        self.stop()
        clip = self._pane.clips.clip(clip_id)
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
            self._pane.clips.model.show_playing(clip_id)
            self.player.play(samples)

    def stop(self) -> None:
        self._wanted = None
        self.player.stop()
        self._pane.clips.model.show_playing(None)

    @Slot(float)
    def _moved(self, at_s: float) -> None:
        if self._wanted is not None:
            self._pane.clips.model.show_playing(self._wanted.id, min(1.0, at_s / self._wanted.duration_s))

    @Slot()
    def _ended(self) -> None:
        self._pane.clips.model.show_playing(None)

    @Slot(str)
    def _delete_clip(self, clip_id: str) -> None:
        self.stop()
        member = self.member
        if member is not None:
            self._change(LessSpeech(clip_id), self.tr("One utterance of {0} is deleted.").format(member.name))

    @Slot()
    def _choose_recordings(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        paths, _ = QFileDialog.getOpenFileNames(
            self._pane, self.tr("Choose recordings of one person"), "", self.tr("Recordings ({0})").format(kinds)
        )
        if paths:
            self.add_recordings([Path(path) for path in paths])

    def add_recordings(self, paths: Sequence[Path]) -> None:
        """Learn from recordings of this person."""
        member = self.member
        if member is None:
            return
        more = MoreSpeech(member.person_id, paths)

        def told() -> str:
            return self.tr("{0} of speech were added to {1}.").format(amount(more.added_s), member.name)

        Change(self._desk, more, told).begin()

    def take(self, files: Sequence[Path]) -> bool:
        """A picture becomes the face, recordings are learnt from."""
        if self.member is None or not files:
            return False
        pictures = [path for path in files if QImageReader.imageFormat(str(path)).data()]
        sounds = [path for path in files if path.suffix.lower() in SUFFIXES]
        if pictures:
            self.use_face(pictures[0])
        if sounds:
            self.add_recordings(sounds)
        return bool(pictures or sounds)

    # The whole person

    @Slot()
    def _export(self) -> None:
        if self._person_id is not None:
            self.export_wanted.emit(self._person_id)

    @Slot()
    def ask_to_merge(self) -> None:
        member = self.member
        if member is not None:
            dialog = MergeDialog(member, self._desk.roster, self._alike, self._pane.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.decided.connect(self._merge)
            dialog.open()

    @Slot(str)
    def _merge(self, into: str) -> None:
        member, other = self.member, self._desk.roster.member(into)
        if member is None or other is None:
            return
        told = self.tr("{0} is one with {1} now.").format(member.name, other.name)
        self._person_id = None  # or their going would lead back to everybody
        self._desk.bus.show_person.emit(into)
        self._change(Union(member.person_id, into), told)

    @Slot()
    def ask_to_delete(self) -> None:
        member = self.member
        if member is not None:
            dialog = DeleteDialog(member, self._desk.session, self._pane.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _change(self, amendment: Amendment, told: str) -> None:
        Change(self._desk, amendment, lambda: told).begin()
