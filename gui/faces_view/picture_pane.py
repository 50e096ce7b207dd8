"""The face in the middle of the page: how it is drawn, the picture or all systems' pictures, and its variations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QStyledItemDelegate, QVBoxLayout, QWidget

from gui import portrait, theme
from gui.controls import Button, FittedLabel, label
from gui.faces_view.comparison import Comparison
from gui.faces_view.strip import Strip
from gui.imagined.card import ImaginedCard
from gui.imagined.terms import said
from gui.notices import problem
from gui.roster import Roster
from gui.settings.switch import Segments

if TYPE_CHECKING:
    from generator.imagine import System

ONE, SIDE_BY_SIDE = "one", "side"
SIGN_PX, LETTERS = 144, 15
OF_A_SEX = ("male", "female")
"""Models, as `generator.imagined` has them."""


class PicturePane(QWidget):
    """`system_chosen` and `model_chosen` carry a key, `view_chosen` `ONE` or `SIDE_BY_SIDE`; `save_wanted` asks to
    save the picture."""

    system_chosen = Signal(str)
    model_chosen = Signal(str)
    view_chosen = Signal(str)
    save_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = FittedLabel((theme.HEADING, theme.TITLE), QFont.Weight.DemiBold)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.facts = label("", "caption")
        self.view = Segments(self.tr("View"), [(ONE, self.tr("One face")), (SIDE_BY_SIDE, self.tr("Side by side"))])
        self.view.show_value(ONE)
        self.system = _combo(self.tr("System that draws"))
        self.model = _combo(self.tr("Model"))
        self.save = Button(self.tr("Save as PNG…"), "", "export")
        self.why_not_saved = FittedLabel((theme.CAPTION,), QFont.Weight.Normal)  # whose place stays: nothing jumps
        self.face, self.comparison, self.strip = ImaginedCard(), Comparison(roster), Strip()
        self.invitation = _Invitation()
        self.places = QStackedWidget()
        for place in (self.invitation, self.face, self.comparison):
            self.places.addWidget(place)
        self._lay_out()
        self.system.activated.connect(self._system_activated)
        self.model.activated.connect(self._model_activated)
        self.view.chosen.connect(self.view_chosen)
        self.save.clicked.connect(self.save_wanted)

    def _lay_out(self) -> None:
        self.why_not_saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.facts)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.system)
        ways.addWidget(self.model)
        ways.addStretch(1)
        ways.addWidget(self.save)
        foot = QVBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.why_not_saved)
        foot.addLayout(ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.places, 1)
        column.addWidget(self.strip)
        column.addLayout(foot)

    def show_systems(self, systems: Sequence[System], chosen: str) -> None:
        """All of them; where one points at it, each says how it draws, or why it cannot."""
        self.system.clear()
        for at, system in enumerate(systems):
            self.system.addItem(said(system.title), system.key)
            told = said(system.about) if system.lack is None else problem(system.lack)
            self.system.setItemData(at, told, Qt.ItemDataRole.ToolTipRole)
            if system.lack is not None:
                self.system.model().item(at).setEnabled(False)  # type: ignore[attr-defined]
        self.system.setCurrentIndex(max(0, self.system.findData(chosen)))
        self.comparison.show_systems(systems)

    def show_models(self, models: Sequence[str], chosen: str) -> None:
        names = {
            "voice": self.tr("From the voice"),
            "general": self.tr("General"),
            "male": self.tr("Male"),
            "female": self.tr("Female"),
        }
        self.model.clear()
        for model in models:
            self.model.addItem(names.get(model, model), model)
        self.show_model(chosen, grown=True)

    def show_model(self, chosen: str, *, grown: bool) -> None:
        """Which one draws. Those of a sex are for adults alone; of others the general one draws in their place."""
        of_a_sex = [at for at in range(self.model.count()) if self.model.itemData(at) in OF_A_SEX]
        for at in of_a_sex:
            self.model.model().item(at).setEnabled(grown)  # type: ignore[attr-defined]
            why_not = "" if grown else self.tr("Of children and adolescents no sex is drawn.")
            self.model.setItemData(at, why_not, Qt.ItemDataRole.ToolTipRole)
        at = self.model.findData(chosen)
        self.model.setCurrentIndex(max(0, self.model.findData("general") if at in of_a_sex and not grown else at))

    def show_sitter(self, title: str, facts: str) -> None:
        self.title.setText(title)
        self.facts.setText(facts)

    def show_saving(self, *, possible: bool, why_not: str) -> None:
        """Whether the picture may be saved; why not stands beside the button, not only in a tooltip."""
        self.save.setEnabled(possible)
        self.save.setToolTip(why_not or self.tr("With its caption burnt in (Ctrl+S)"))
        self.save.setAccessibleDescription(why_not)
        self.why_not_saved.setText(why_not)

    @Slot(int)
    def _system_activated(self, at: int) -> None:
        self.system_chosen.emit(self.system.itemData(at))

    @Slot(int)
    def _model_activated(self, at: int) -> None:
        self.model_chosen.emit(self.model.itemData(at))


class _Invitation(QWidget):
    """Nobody sits yet: what one can do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = label("", "")
        self._sign.setFixedSize(SIGN_PX, SIGN_PX)
        self.heading, self.text = label("", "title"), label("", "lead")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        for line in (self.heading, self.text):
            line.setWordWrap(True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addStretch(1)
        self.show_problem("")

    def show_problem(self, sentence: str) -> None:
        """Why the last attempt came to nothing, or, without a sentence, how to begin."""
        usual = self.tr("Record a few seconds, open or drop a recording, or choose somebody who agreed to it.")
        self.heading.setText(self.tr("No face this time") if sentence else self.tr("Whose face shall it be?"))
        self.text.setText(sentence or usual)
        self._sign.setPixmap(portrait.silhouette(SIGN_PX, self.devicePixelRatioF()))


def _combo(name: str) -> QComboBox:
    result = QComboBox()
    result.setProperty("role", "field")
    result.setAccessibleName(name)
    result.setToolTip(name)
    result.setMinimumWidth(112)  # a long name is cut off where there is little room, and whole in the list
    result.setMinimumContentsLength(LETTERS)
    result.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    result.setItemDelegate(QStyledItemDelegate(result))
    result.view().setAccessibleName(name)
    return result
