"""What counts as speech and when a name is given, each against what was heard just now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from audio.level import Level
from gui.controls import Button, label
from gui.page import Desk
from gui.preferences import Choices
from gui.session import State
from gui.settings.gate_preview import GatePreview
from gui.settings.level_test import LevelTest
from gui.settings.names_preview import NamesPreview
from gui.settings.section import Row, Section
from gui.settings.sound import TestButton
from gui.worker import Outcome
from sincnet.events import Identified
from sincnet.strictness import STEPS, Scale, threshold

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

GATE_DB = -3, 18
"""How far the gate can be moved: lower, and breath is speech; higher, and only shouting is."""


class Processing(Section):
    def __init__(self, title: str, desk: Desk, test: LevelTest) -> None:
        super().__init__(title)
        self._desk = desk
        self._scale: Scale | None = None
        self._asking = False
        self.gate = _slider(self.tr("Amplitude gate in dB"), *GATE_DB)
        self.gate_value = label("", "value")
        self.gate_preview = GatePreview()
        self.gate_words = label("", "hint")
        self.test = TestButton(test)
        self.strictness = _slider(self.tr("How strict with names, from lenient to strict"), 0, len(STEPS) - 1)
        self.cost = label("", "row")
        self.cost.setWordWrap(True)
        self.source = label("", "caption")
        self.source.setWordWrap(True)
        self.names_preview = NamesPreview(desk.roster)
        self.names_words = label("", "hint")
        self.usual = Button(self.tr("Back to the usual"), "", "undo")
        self.usual.clicked.connect(self._reset)
        self.add_card(
            Row(
                self.tr("Amplitude gate"),
                self.tr(
                    "How much louder than the room somebody must be to be heard. Raise it where others talk nearby."
                ),
                below=self._gate_rows(),
            )
        )
        self.add_card(
            Row(
                self.tr("Names"),
                self.tr("How sure the program must be before it says a name rather than “new voice”."),
                below=self._name_rows(),
            )
        )
        self.add_card(
            Row(self.tr("Both as they were"), self.tr("The gate and the threshold the program comes with."), self.usual)
        )
        self.end()
        self._connect(test)
        self._obey(desk.preferences.now)

    def _gate_rows(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_ends(self.gate, self.tr("lets more in"), self.tr("keeps more out"), self.gate_value))
        column.addWidget(self.gate_preview)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.gate_words.setWordWrap(True)
        row.addWidget(self.gate_words, 1)
        row.addWidget(self.test)
        column.addLayout(row)
        return below

    def _name_rows(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_ends(self.strictness, self.tr("lenient"), self.tr("strict")))
        column.addWidget(self.cost)
        column.addWidget(self.source)
        column.addSpacing(8)
        column.addWidget(self.names_preview)
        column.addWidget(self.names_words)
        return below

    def _connect(self, test: LevelTest) -> None:
        self.gate.valueChanged.connect(self._gate_moved)
        self.strictness.valueChanged.connect(self._strictness_moved)
        test.level.connect(self._hear)
        self._desk.session.identified.connect(self._identified)
        self._desk.session.state_changed.connect(self._state_changed)
        self._desk.preferences.changed.connect(self._obey)

    def look(self) -> None:
        """Ask what the weights in use were measured to do; they may have been replaced since."""
        self.gate_words.setText(self.gate_preview.sentence())
        if self._desk.session.ready and not self._asking:
            self._asking = True
            self._desk.session.consult(_scale_of, self._told)

    @Slot(Outcome)
    def _told(self, outcome: Outcome) -> None:
        self._asking = False
        self._scale = outcome.value
        self._show_cost()

    @Slot(State)
    def _state_changed(self, state: State) -> None:
        if state is State.IDLE and self.isVisible():
            self.look()

    @Slot(int)
    def _gate_moved(self, gate_db: int) -> None:
        self._desk.preferences.change(gate_db=float(gate_db))

    @Slot(int)
    def _strictness_moved(self, step: int) -> None:
        self._desk.preferences.change(strictness=STEPS[step])

    @Slot()
    def _reset(self) -> None:
        before = self._desk.preferences.now
        self._desk.preferences.change(gate_db=0.0, strictness=0.0)
        again = partial(self._desk.preferences.change, gate_db=before.gate_db, strictness=before.strictness)
        self._desk.bus.undoable.emit(self.tr("The gate and the threshold are as they came."), again)

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        for slider, value in ((self.gate, round(choices.gate_db)), (self.strictness, _step(choices.strictness))):
            if slider.value() != value:
                slider.blockSignals(True)
                slider.setValue(value)
                slider.blockSignals(False)
        self.gate_value.setText(self.tr("{0} dB").format(_signed(choices.gate_db)))
        self.gate_preview.show_gate(choices.gate_db)
        self.gate_words.setText(self.gate_preview.sentence())
        self.usual.setEnabled(bool(choices.gate_db or choices.strictness))
        self._show_cost()

    def _show_cost(self) -> None:
        strictness = STEPS[self.strictness.value()]
        scale = self._scale
        if scale is None:
            self.cost.setText(self.tr("The voices are being loaded."))
            self.source.setText("")
            self.names_preview.show_threshold(None)
        else:
            asked = threshold(scale.calibrated, strictness)
            self.names_preview.show_threshold(asked)
            found = scale.expected.get(strictness)
            sure = self.tr("A name is given from {0} % on.").format(_sure(asked))
            if found is None:
                self.cost.setText(sure)
                self.source.setText(self.tr("What this step costs was not measured for the weights in use."))
            else:
                costs = self.tr(
                    "Of 100 strangers' utterances, {0} get a name; of 100 of enrolled people, {1} get none."
                )
                self.cost.setText(
                    f"{sure} " + costs.format(_hundred(found.strangers_named), _hundred(found.enrolled_left_unknown))
                )
                self.source.setText(
                    self.tr("Measured in quiet on people these weights never heard, before they were fine-tuned.")
                    if scale.fine_tuned
                    else self.tr("Measured in quiet on people these weights never heard.")
                )
        self.names_words.setText(self.names_preview.sentence())

    @Slot(object)
    def _hear(self, level: Level | None) -> None:
        if level is not None:
            self.gate_preview.hear(level)
            if self.isVisible():
                self.gate_words.setText(self.gate_preview.sentence())

    @Slot(Identified)
    def _identified(self, event: Identified) -> None:
        self.names_preview.hear(event.identification)
        self.names_words.setText(self.names_preview.sentence())


def _scale_of(recogniser: Recogniser) -> Scale:
    return recogniser.scale


def _step(strictness: float) -> int:
    """The nearest of the steps: a settings file may name one between them."""
    return min(range(len(STEPS)), key=lambda step: abs(STEPS[step] - strictness))


def _signed(value: float) -> str:
    return f"{value:+.0f}".replace("-", "−") if value else "0"


def _hundred(share: float) -> str:
    return QLocale().toString(100 * share, "f", 1 if share < 0.1 else 0)


def _sure(share: float) -> str:
    """With more places the nearer it is to certainty, where they matter."""
    places = 0 if share < 0.95 else 1 if share < 0.995 else 2
    return QLocale().toString(100 * share, "f", places)


def _slider(name: str, lowest: int, highest: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(lowest, highest)
    slider.setPageStep(2)
    slider.setAccessibleName(name)
    return slider


def _ends(slider: QSlider, left: str, right: str, value: QWidget | None = None) -> QWidget:
    """A slider with a word below each of its ends, and its value between them."""
    result = QWidget()
    grid = QGridLayout(result)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(0)
    grid.addWidget(slider, 0, 0, 1, 3)
    grid.addWidget(label(left, "caption"), 1, 0, Qt.AlignmentFlag.AlignLeft)
    if value is not None:
        grid.addWidget(value, 1, 1, Qt.AlignmentFlag.AlignHCenter)
    grid.addWidget(label(right, "caption"), 1, 2, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(1, 1)
    return result
