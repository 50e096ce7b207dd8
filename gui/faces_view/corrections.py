"""Sliders for whoever knows better: how old the face is, and, of adults, which sex it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.faces_view.easel import Wish

if TYPE_CHECKING:
    from generator.imagine import Traits

YOUNGEST, GROWN, OLDEST = 6, 18, 45
"""Years; `generator.imagined` has the same."""

PERCENT = 100


class Corrections(QWidget):
    """`corrected` carries `male` in 0..1 and `age` in years, each None where it is as inferred."""

    corrected = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.age, self.sex = QSlider(Qt.Orientation.Horizontal), QSlider(Qt.Orientation.Horizontal)
        self.age.setRange(YOUNGEST, OLDEST)
        self.age.setAccessibleName(self.tr("Age shown, in years"))
        self.sex.setRange(0, PERCENT)
        self.sex.setAccessibleName(self.tr("Sex shown, from woman to man"))
        self.years = label("", "value")
        self.whole = label(self.tr("A network draws all of the face at once: only the portrait is corrected."), "hint")
        self.whole.setWordWrap(True)
        self.back = Button(self.tr("Back to what was inferred"), "", "undo")
        self._male: float | None = None
        self._age: float | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(self.tr("You know better?"), "section"))
        column.addWidget(self.whole)
        column.addLayout(_ends(label(self.tr("Age shown"), ""), self.years))
        column.addWidget(self.age)
        column.addLayout(_ends(label(self.tr("Woman"), ""), label(self.tr("Man"), "")))
        column.addWidget(self.sex)
        column.addSpacing(4)
        column.addWidget(self.back)
        self.age.valueChanged.connect(self._moved)
        self.sex.valueChanged.connect(self._moved)
        self.back.clicked.connect(self._go_back)
        self.show_traits(None, Wish())

    def show_traits(self, traits: Traits | None, wish: Wish, *, correctable: bool = True) -> None:
        """What was inferred, with what is corrected in its place; of some systems nothing is `correctable`."""
        self._male, self._age = wish.male, wish.age
        self.whole.setVisible(not correctable)
        self.age.setEnabled(correctable and traits is not None)
        grown = traits is not None and (traits.adult if wish.age is None else wish.age >= GROWN)
        self.sex.setEnabled(correctable and grown)
        young = traits is not None and not grown
        self.sex.setToolTip(self.tr("Of children and adolescents no sex is drawn.") if young else "")
        self.back.setEnabled(correctable and wish.corrected)
        if traits is None or not correctable:
            self.years.setText("")
            self._place(OLDEST / 2, PERCENT / 2)
            return
        age = traits.age if wish.age is None else wish.age
        male = 0.5 if young else wish.male if wish.male is not None else 0.5 if traits.male is None else traits.male
        self._place(age, PERCENT * male)
        self.years.setText(self.tr("{0} years").format(round(age)))

    def _place(self, age: float, sex: float) -> None:
        for slider, value in ((self.age, age), (self.sex, sex)):
            if not slider.isSliderDown():  # or the drawing would take it out of the hand
                with QSignalBlocker(slider):
                    slider.setValue(round(value))

    @Slot()
    def _moved(self) -> None:
        if self.sender() is self.age:
            self._age = float(self.age.value())
        else:
            self._male = self.sex.value() / PERCENT
        self.corrected.emit(self._male, self._age)

    @Slot()
    def _go_back(self) -> None:
        self.corrected.emit(None, None)


def _ends(left: QLabel, right: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left)
    row.addStretch()
    row.addWidget(right)
    return row
