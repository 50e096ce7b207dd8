"""The page that asks whether it is somebody enrolled: "Is this Anna again?", with both faces."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.enrol.draft import Draft, short
from gui.enrol.step import Primary, Step
from gui.roster import Member, Roster

FACE_PX = 184


class Resemblance(Step):
    """`done` when it is somebody new after all, or was somebody enrolled: then the draft says who."""

    def __init__(self, draft: Draft, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._roster = draft, roster
        self._other: Member | None = None
        self._settled: set[str] = set()
        self._faces = (QLabel(), QLabel())
        self._names = (label("", "title"), label("", "title"))
        row = QHBoxLayout()
        row.setSpacing(48)
        row.addStretch()
        for face, name, under in zip(
            self._faces, self._names, (self.tr("heard just now"), self.tr("enrolled")), strict=True
        ):
            column = QVBoxLayout()
            column.setSpacing(8)
            face.setFixedSize(FACE_PX, FACE_PX)
            column.addWidget(face, 0, Qt.AlignmentFlag.AlignHCenter)
            caption = label(under, "lead")
            for line in (name, caption):
                line.setAlignment(Qt.AlignmentFlag.AlignCenter)
                line.setFixedWidth(FACE_PX + 64)
                column.addWidget(line)
            row.addLayout(column)
        row.addStretch()
        self.hint = label("", "lead")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new = Button(self.tr("No, this is somebody new"))
        self.new.clicked.connect(self._somebody_else)
        self.body.addStretch()
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch()

    def needed(self, person_id: str | None) -> bool:
        """Whether to ask about that person: not about who it is said to be, and not twice."""
        other = self._roster.member(person_id)
        same = other is not None and self._draft.member is not None and other.person_id == self._draft.member.person_id
        if other is None or same or other.person_id in self._settled:
            return False
        self._other = other
        return True

    def enter(self) -> None:
        other, draft, ratio = self._other, self._draft, self.devicePixelRatioF()
        assert other is not None
        self.ask(self.tr("Is this {0} again?").format(short(other.name)))
        self._faces[0].setPixmap(draft.portrait(FACE_PX, ratio))
        self._faces[1].setPixmap(self._roster.portrait(other.person_id, FACE_PX, ratio))
        for line, name in zip(self._names, (draft.name, other.name), strict=True):
            line.setText(line.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, line.width()))
            line.setToolTip(name)
        self.hint.setText(
            self.tr("The voice sounds like {0}'s. Under two names, the program could not tell which of them speaks.")
            .format(short(other.name))
        )  # fmt: skip
        self.new.setText(
            self.tr("No, this is somebody new")
            if draft.member is None
            else self.tr("No, this is {0}").format(short(draft.member.name))
        )
        self.new.setAccessibleName(self.new.text())
        self.changed.emit()

    def primary(self) -> Primary:
        name = "" if self._other is None else short(self._other.name)
        return Primary(self.tr("Yes, add it to {0}").format(name))

    def press(self) -> None:
        assert self._other is not None
        self._draft.add_to(self._other)
        self.done.emit()

    @Slot()
    def _somebody_else(self) -> None:
        assert self._other is not None
        self._settled.add(self._other.person_id)
        self.done.emit()
