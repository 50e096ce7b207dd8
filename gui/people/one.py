"""What one does on a person's page: rename, another face, merge, export, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from PySide6.QtWidgets import QFileDialog

from audio.files import SUFFIXES
from gui.ask import DeleteDialog
from gui.drops import dropped_files, is_picture
from gui.page import Desk
from gui.people.change import Change
from gui.people.merge import MergeDialog
from gui.people.person import PersonPane
from gui.people.speech import Speech
from gui.roster import Member
from gui.worker import Outcome
from sincnet.amendments import Amendment, NewFace, Union

if TYPE_CHECKING:
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
        self._renamed_from: Member | None = None
        self._alike: Sequence[str] = ()
        self.speech = Speech(desk, pane.clips, self)
        self._connect()

    def _connect(self) -> None:
        pane, bus = self._pane, self._desk.bus
        self._desk.roster.changed.connect(self._people_changed)
        pane.name.renamed.connect(self._rename)
        pane.name.given_up.connect(self._rename_given_up)
        pane.photo.choose_wanted.connect(self._choose_face)
        pane.photo.remove_wanted.connect(self._remove_face)
        pane.likeness.opened.connect(bus.show_person)
        pane.export_wanted.connect(self._export)
        pane.merge_wanted.connect(self.ask_to_merge)
        pane.delete_wanted.connect(self.ask_to_delete)
        pane.imagining_allowed.connect(self._let_imagine)

    @property
    def member(self) -> Member | None:
        return self._desk.roster.member(self._person_id)

    # Whose page it is

    def show(self, person_id: str) -> None:
        """Show that person from now on."""
        self.speech.show_person(person_id)
        self._person_id = person_id
        self._alike = ()
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
        """Nobody's page is open."""
        self.speech.show_person(None)
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
        self.speech.show_clips(member.name, found)
        self._pane.likeness.show_likeness(likeness)

    # Name and face

    @Slot(str)
    def _rename(self, name: str) -> None:
        person_id = self._person_id
        if person_id is not None and name != self._renaming:
            self._renaming = name  # Enter and the loss of the keyboard both tell of it
            self._renamed_from = self._desk.roster.member(person_id)
            self._call(person_id, name, self._renamed)

    def _call(self, person_id: str, name: str, then: Callable[[Outcome], None]) -> None:
        self._desk.session.change_people(lambda recogniser: recogniser.rename(person_id, name), then)

    @Slot(Outcome)
    def _renamed(self, outcome: Outcome) -> None:
        before, self._renaming, self._renamed_from = self._renamed_from, None, None
        self._pane.show_error(outcome.error or "")
        after = None if before is None else self._desk.roster.member(before.person_id)
        if outcome.error is None and before is not None and after is not None:
            told = self.tr("{0} is called {1} now.").format(before.name, after.name)
            self._desk.bus.undoable.emit(told, partial(self._call, before.person_id, before.name, self._called_again))

    @Slot(Outcome)
    def _called_again(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)

    @Slot()
    def _rename_given_up(self) -> None:
        self._pane.show_error("")

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

    def take(self, files: Sequence[Path]) -> bool:
        """A picture becomes the face, recordings are learnt from."""
        if self.member is None or not files:
            return False
        pictures = [path for path in files if is_picture(path)]
        sounds = [path for path in files if path.suffix.lower() in SUFFIXES]
        if pictures:
            self.use_face(pictures[0])
        if sounds:
            self.speech.add_recordings(sounds)
        return bool(pictures or sounds)

    @Slot(bool)
    def _let_imagine(self, allowed: bool) -> None:
        person_id = self._person_id
        if person_id is not None:
            self._desk.session.change_people(
                lambda recogniser: recogniser.gallery.let_imagine(person_id, allowed), self._imagining_let
            )

    @Slot(Outcome)
    def _imagining_let(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
            self._refresh()  # the switch is where it was

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
            told = self.tr("{0} is deleted: face, recordings and voiceprint.").format(member.name)
            dialog.accepted.connect(partial(self._desk.bus.news.emit, told))
            dialog.open()

    def _change(self, amendment: Amendment, told: str) -> None:
        Change(self._desk, amendment, lambda: told).begin()
