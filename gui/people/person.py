"""One person: how they look, what they said, how well they are told apart; and everything one can change about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui import theme
from gui.controls import Button, card, label
from gui.people.clip_list import ClipList
from gui.people.likeness import LikenessPanel
from gui.people.name_field import NameField
from gui.people.photo import Photo
from gui.people.words import amount, day
from gui.roster import Member, Roster
from gui.settings.switch import Switch

SIDE_PX, WIDEST_PX = 352, 1400
LINES = 3
"""Room below the name: for the facts, or for what is wrong with a new name."""


class PersonPane(QWidget):
    """Lays the parts out and shows somebody in them; what is done about it is `gui.people.one`'s."""

    back_wanted = Signal()
    export_wanted = Signal()
    merge_wanted = Signal()
    delete_wanted = Signal()
    imagining_allowed = Signal(bool)

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.back = Button(self.tr("All people"), "flat", "back")
        self.back.setToolTip(self.tr("Back to everybody (Esc)"))
        self.export = Button(self.tr("Export…"), "flat", "export")
        self.export.setToolTip(self.tr("Write this person into a file, to be imported elsewhere"))
        self.merge = Button(self.tr("Merge into…"), "flat", "merge")
        self.merge.setToolTip(self.tr("Two entries are one person: join them"))
        self.delete = Button(self.tr("Delete…"), "flat", "trash")
        self.photo = Photo(roster)
        self.name = NameField()
        self.error = label("", "alarm")
        self.facts = label("", "caption")
        self.below = QStackedWidget()
        self.imagine = Switch(self.tr("A face may be imagined"))
        self.imagine.setToolTip(
            self.tr("Whether they agreed that a face is imagined from their voice. Ask them before you switch it on.")
        )
        self.likeness = LikenessPanel(roster)
        self.clips = ClipList()
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.merge.clicked.connect(self.merge_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        self.imagine.clicked.connect(self.imagining_allowed)

    def _lay_out(self) -> None:
        for text in (self.error, self.facts):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            text.setWordWrap(True)
            self.below.addWidget(text)
        self.below.setFixedHeight(LINES * QFontMetrics(theme.font(theme.CAPTION)).lineSpacing())
        self.below.setCurrentWidget(self.facts)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.back)
        head.addStretch()
        for button in (self.export, self.merge, self.delete):
            head.addWidget(button)
        side = card()
        side.setFixedWidth(SIDE_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(4)
        column.addWidget(self.photo, 10)
        column.addSpacing(4)
        column.addWidget(self.name)
        column.addWidget(self.below)
        column.addLayout(self._consent())
        column.addSpacing(8)
        column.addStretch(1)
        column.addWidget(self.likeness)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(side)
        both.addWidget(self.clips, 1)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST_PX)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addLayout(both, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 16)
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)

    def _consent(self) -> QHBoxLayout:
        words = label(self.tr("A face may be imagined"), "")
        words.setToolTip(self.imagine.toolTip())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        row.addWidget(words)
        row.addWidget(self.imagine)
        row.addStretch()
        return row

    def show_member(self, member: Member) -> None:
        """What is known at once: the rest follows by `show_consent`, `clips` and `likeness`."""
        self.photo.show_person(member.person_id)
        self.name.show_name(member.name)
        self.show_error("")
        self._facts(member)
        self.imagine.setChecked(member.may_imagine)
        self.merge.setEnabled(len(self._roster.members) > 1)

    def show_consent(self, member: Member, consent_at: str | None) -> None:
        consent = (
            self.tr("consent given {0}").format(day(consent_at)) if consent_at else self.tr("no consent on record")
        )
        self._facts(member, consent)

    def show_error(self, sentence: str) -> None:
        """In the place of the facts, so that nothing moves; none, and they are back."""
        self.error.setText(sentence)
        self.error.setToolTip(sentence)
        self.below.setCurrentWidget(self.error if sentence else self.facts)

    def _facts(self, member: Member, consent: str = "\u00a0") -> None:
        """Two lines, whether the second is known yet or not."""
        first = self.tr("Enrolled {0} · {1} of speech").format(day(member.created_at), amount(member.speech_s))
        self.facts.setText(f"{first}\n{consent[:1].upper()}{consent[1:]}")
