"""The page once imagining is on: voices at the left, the face in the middle, why and corrections at the right. Wires
them together and decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui import words
from gui.faces_view.corrections import Corrections
from gui.faces_view.easel import Easel
from gui.faces_view.picture_pane import ONE, PicturePane
from gui.faces_view.sitting import Sitter, Sitting
from gui.faces_view.voices import Voices
from gui.faces_view.why import Why
from gui.imagined.terms import said
from gui.page import Desk
from gui.reading import Reading
from gui.worker import Outcome

if TYPE_CHECKING:
    from generator.imagine import Imagined

SIDE_PX = 312


class Workshop(QWidget):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.easel = Easel(desk.imagination, self)
        self.sitting = Sitting(desk, self)
        self.voices, self.pane = Voices(desk), PicturePane(desk.roster)
        self.why, self.corrections = Why(), Corrections()
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(16, 16, 16, 16)
        told.setSpacing(16)
        told.addWidget(self.why)
        told.addStretch(1)
        told.addWidget(self.corrections)
        side = QFrame()
        side.setProperty("role", "card")
        side.setFixedWidth(SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(Reading(self.tr("Why this face"), inside))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 16)
        row.setSpacing(16)
        row.addWidget(self.voices)
        row.addWidget(self.pane, 1)
        row.addWidget(side)

    def _connect(self) -> None:
        self.voices.file_wanted.connect(self._use_file)
        self.voices.person_wanted.connect(self.sitting.use_person)
        self.voices.last_wanted.connect(self.sitting.use_last)
        self.voices.recorded.connect(self._use_recording)
        self.sitting.sat.connect(self._sat)
        self.sitting.refused.connect(self._refused)
        self.sitting.changed.connect(self._show)
        self.easel.changed.connect(self._show)
        self.easel.strip_changed.connect(self._show_strip)
        self.easel.comparison_changed.connect(self._show_comparison)
        self.easel.systems_changed.connect(self._show_systems)
        self.easel.trouble.connect(self._refused)
        self.pane.system_chosen.connect(self._choose_system)
        self.pane.model_chosen.connect(self._choose_model)
        self.pane.view_chosen.connect(self._choose_view)
        self.pane.strip.chosen.connect(self._choose_variation)
        self.pane.save_wanted.connect(self._ask_where)
        self.corrections.corrected.connect(self._correct)
        self._desk.imagination.changed.connect(self._allowed_changed)
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.pane.save.click)

    def look(self) -> None:
        """The page is in front: find out what there is to draw with."""
        if self._desk.imagination.on:
            self.easel.look()

    # Who sits

    @Slot(object)
    def _use_file(self, path: str) -> None:
        self.sitting.use_file(Path(path))

    @Slot()
    def _use_recording(self) -> None:
        self.sitting.use_recording(self.voices.recording.samples, self.voices.recording.people)

    @Slot(object)
    def _sat(self, sitter: Sitter) -> None:
        self.pane.invitation.show_problem("")
        self.easel.sit(sitter)

    @Slot(str)
    def _refused(self, sentence: str) -> None:
        self.pane.invitation.show_problem(sentence)
        self.easel.sit(None)

    @Slot()
    def _allowed_changed(self) -> None:
        """Somebody may not be drawn any more, or nothing may."""
        sitter = self.easel.sitter
        gone = sitter is not None and sitter.person_id is not None and not self._desk.imagination.may(sitter.person_id)
        if gone or not self._desk.imagination.on:
            self.easel.sit(None)

    # How it is drawn

    @Slot(str)
    def _choose_system(self, key: str) -> None:
        self.easel.draw_with(key)
        self._show_models()

    @Slot(str)
    def _choose_model(self, model: str) -> None:
        self.easel.want(model=model)

    @Slot(str)
    def _choose_view(self, view: str) -> None:
        self.easel.compare(view != ONE)
        self._show()
        self._show_comparison()

    @Slot(int)
    def _choose_variation(self, number: int) -> None:
        self.easel.want(variation=number)

    @Slot(object, object)
    def _correct(self, male: float | None, age: float | None) -> None:
        self.easel.want(male=male, age=age)

    # What is shown

    @Slot()
    def _show(self) -> None:
        sitter, face = self.easel.sitter, self.easel.face
        coming = self.sitting.busy or (sitter is not None and face is None)
        one = not self.easel.comparing
        if sitter is None and not coming:
            self.pane.places.setCurrentWidget(self.pane.invitation)
        else:
            self.pane.places.setCurrentWidget(self.pane.face if one else self.pane.comparison)
            self.pane.face.show_imagined(face)
        seconds = "" if sitter is None else self.tr("{0} s of speech").format(words.decimal(sitter.voice.speech_s))
        self.pane.show_sitter("" if sitter is None else sitter.title, seconds)
        self.pane.comparison.show_person(None if sitter is None else sitter.person_id)
        self.pane.strip.setVisible(one and sitter is not None)
        self.pane.strip.show_chosen(self.easel.wish.variation)
        why_not = "" if face is None or face.refused else said(face.not_exportable)
        if face is not None and face.exportable and not one:
            why_not = self.tr("One face is saved at a time: choose it above.")
        self.pane.show_saving(possible=face is not None and face.exportable and one, why_not=why_not)
        system = self.easel.system
        self.why.show_face(face, "" if system is None else said(system.about))
        self.pane.show_model(self.easel.wish.model, grown=face is None or bool(face.refused) or face.grown)
        correctable = system is None or system.correctable
        self.corrections.show_traits(None if face is None else face.traits, self.easel.wish, correctable=correctable)

    @Slot()
    def _show_strip(self) -> None:
        self.pane.strip.show_faces(self.easel.faces, self.easel.wish.variation)

    @Slot()
    def _show_comparison(self) -> None:
        self.pane.comparison.show_faces(self.easel.compared, coming=self.easel.sitter is not None)

    @Slot()
    def _show_systems(self) -> None:
        self.pane.show_systems(self.easel.systems, self.easel.wish.system)
        self._show_models()

    def _show_models(self) -> None:
        system = self.easel.system
        self.pane.show_models(() if system is None else system.models, self.easel.wish.model)

    # Saving

    @Slot()
    def _ask_where(self) -> None:
        sitter = self.easel.sitter
        if sitter is None:
            return
        # Not under the name of anybody: a file travels, and the picture shows no real person.
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the imagined face"), self.tr("imagined face.png"), self.tr("Pictures (*.png)")
        )
        if path:
            self.save(Path(path) if Path(path).suffix else Path(path).with_suffix(".png"))

    def save(self, path: Path) -> None:
        """Write the face that is shown into the file `path`, with its caption burnt in."""
        face = self.easel.face
        if face is not None and face.exportable:
            self._desk.session.submit(lambda: _write(face, path), self._saved)

    @Slot(Outcome)
    def _saved(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._desk.bus.trouble.emit(outcome.error)
        else:
            told = self.tr(
                "{0} is saved. The words under the picture are part of it, and its file says how it was made."
            )
            self._desk.bus.news.emit(told.format(outcome.value))


def _write(face: Imagined, path: Path) -> str:
    from generator.imagine import save_png

    save_png(face, path)
    return path.name
