"""The page that asks who it is: a name, and a picture if they like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.controls import Button, label
from gui.drops import dropped_files
from gui.enrol.camera import Frames
from gui.enrol.draft import Draft, short
from gui.enrol.ring import ProgressRing
from gui.enrol.step import Primary, Step
from gui.session import Session
from gui.worker import Outcome
from sincnet.faces import whole_picture

RING_PX = 248


class Identity(Step):
    """`camera_wanted` and `drawing_wanted` ask for those pages, `cropping_wanted` hands over a picture to be cut;
    `trouble` is one sentence, empty when it is over."""

    camera_wanted = Signal()
    drawing_wanted = Signal()
    cropping_wanted = Signal(QImage)
    trouble = Signal(str)

    def __init__(self, draft: Draft, session: Session, camera: Frames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._session, self._camera = draft, session, camera
        self.ask(self.tr("Who is it?"))
        self.ring = ProgressRing(RING_PX)
        self.name = QLineEdit(draft.name)
        self.name.setProperty("role", "large")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.installEventFilter(self)
        self.note = label("", "lead")
        self.note.setWordWrap(True)
        self.note.setFixedHeight(72)
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.take_picture = Button(self.tr("Camera"), "", "camera")
        self.choose = Button(self.tr("File…"), "", "picture")
        self.paste = Button(self.tr("Paste"), "")
        self.draw = Button(self.tr("Drawn face"), "", "draw")
        self.initials = Button(self.tr("Initial only"), "flat")
        place = self.initials.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # nothing moves when there is a picture
        self.initials.setSizePolicy(place)
        self._lay_out()
        self.name.textChanged.connect(draft.call)
        self.take_picture.clicked.connect(self.camera_wanted)
        self.choose.clicked.connect(self._choose)
        self.paste.clicked.connect(self._paste)
        self.draw.clicked.connect(self.drawing_wanted)
        self.initials.clicked.connect(self._no_face)
        camera.presence_changed.connect(self._show_camera)
        draft.changed.connect(self._show_draft)
        self._show_draft()

    def _lay_out(self) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for button in (self.take_picture, self.choose, self.paste, self.draw):
            ways.addWidget(button)
        ways.addStretch()
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addStretch()
        right.addWidget(self.name)
        right.addWidget(self.note)
        right.addSpacing(16)
        right.addWidget(label(self.tr("Picture, if you like"), "section"))
        right.addLayout(ways)
        right.addWidget(label(self.tr("or drop one anywhere, or press Ctrl+V"), "caption"))
        right.addWidget(self.initials, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch()
        row = QHBoxLayout()
        row.setSpacing(40)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)

    def enter(self) -> None:
        if self.name.text().strip() != self._draft.name:
            self.name.setText(self._draft.name)
        self._show_camera()
        self._show_draft()

    def first_focus(self) -> QWidget:
        return self.name

    def primary(self) -> Primary:
        return Primary(self.tr("Next"), bool(self._draft.name) and self._draft.refusal is None)

    def take(self, pictures: Sequence[Path], recordings: Sequence[Path]) -> bool:
        if pictures:
            self.use_picture(pictures[0])
        return bool(pictures)

    @Slot()
    def _show_draft(self) -> None:
        draft = self._draft
        self.ring.show_picture(draft.portrait(self.ring.picture_px, self.devicePixelRatioF()), draft.slot)
        self.ring.setAccessibleName(self.tr("Portrait"))
        if draft.refusal is not None:
            self.note.setText(draft.refusal)
        elif draft.member is not None:
            self.note.setText(
                self.tr("{0} is enrolled: what is said now is added to what is known. Somebody else? Add a surname.")
                .format(short(draft.member.name))
            )  # fmt: skip
        else:
            self.note.clear()
        self.initials.setVisible(draft.face is not None)
        self.changed.emit()

    @Slot()
    def _show_camera(self) -> None:
        self.take_picture.setVisible(self._camera.present)

    # Ways to a picture

    def use_picture(self, source: Path | bytes) -> None:
        """Have a picture cut: a file, or its contents."""
        self.trouble.emit("")
        self._session.submit(lambda: whole_picture(source), self._picture_read)

    @Slot(Outcome)
    def _picture_read(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
        else:
            self.cropping_wanted.emit(QImage.fromData(outcome.value))

    @Slot()
    def _choose(self) -> None:
        kinds = " ".join(f"*.{bytes(kind.data()).decode()}" for kind in QImageReader.supportedImageFormats())
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a picture"), "", self.tr("Pictures ({0})").format(kinds)
        )
        if path:
            self.use_picture(Path(path))

    @Slot()
    def _paste(self) -> None:
        if not self.paste_picture():
            self.trouble.emit(self.tr("There is no picture on the clipboard. Copy one first, then paste it here."))

    def paste_picture(self) -> bool:
        """Take the picture on the clipboard, if there is one."""
        clipboard = QGuiApplication.clipboard()
        if not clipboard.image().isNull():
            self.trouble.emit("")
            self.cropping_wanted.emit(clipboard.image())
            return True
        data = clipboard.mimeData()
        files = dropped_files(data) if data is not None else []
        if files:
            self.use_picture(files[0])
        return bool(files)

    @Slot()
    def _no_face(self) -> None:
        self._draft.show_face(None)
        self.name.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The field would take the key for itself and paste nothing.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pastes(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pastes(event):
            super().keyPressEvent(event)

    def _pastes(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Paste) and self.paste_picture()
