"""The wizard's window: pages one can come back to, one button that goes on. `gui.enrol.dialog` knows which they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from gui.enrol.frame import Frame
from gui.enrol.step import Step
from gui.focus import HandsOn

SIZE_PX = (920, 648)


class Shell(QDialog):
    """Enter presses the button that goes on; Esc cancels, or leads back from a page `aside`."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._main: Sequence[Step] = ()
        self._trail: list[Step] = []
        self.setFixedSize(*SIZE_PX)

    def hold(self, main: Sequence[Step], beside: Sequence[Step]) -> None:
        """Take the pages: `main` are those that everybody goes through, `beside` those that come when needed."""
        self._main = main
        self.frame = Frame(len(main))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
        self.frame.next.setDefault(True)  # now that it is in a dialog: before, nobody would remember
        for step in (*main, *beside):
            self.frame.pages.addWidget(step)
            step.changed.connect(self._show_primary)
            for button in step.findChildren(QPushButton):  # they come and go as the page's question proceeds
                HandsOn(button, self.frame, self.frame.focus_next)
        self.frame.next.clicked.connect(self._press)
        self.frame.back.clicked.connect(self.back)
        self.frame.cancel.clicked.connect(self.reject)

    @property
    def step(self) -> Step:
        """The page in front."""
        return self._trail[-1]

    @property
    def busy(self) -> bool:
        """Whether one has to wait before going on or back."""
        return False

    def go(self, step: Step) -> None:
        """Bring a page to the front; the way back leads to the one in front now, or to where it was before."""
        if self._trail and step.lasting:
            self.step.leave()
        self._trail = [*self._trail[: self._trail.index(step)], step] if step in self._trail else [*self._trail, step]
        self._show_step()

    @Slot()
    def back(self) -> None:
        if len(self._trail) > 1 and not self.busy:
            self._trail.pop().leave()
            self._show_step()

    def _show_step(self) -> None:
        self.tell("")
        step = self.step
        step.enter()
        self.frame.show_step(step, self._main.index(step) if step in self._main else None)
        self.frame.back.setVisible(len(self._trail) > 1 and step.way_back)
        self.frame.cancel.setVisible(step.way_back)
        self._show_primary()
        first = step.first_focus()
        if first is None:
            self.frame.focus_next()
        else:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.step.aside:
            self.back()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_primary(self) -> None:
        if self._trail:
            self.frame.show_primary(self.step, waiting=self.busy)

    @Slot()
    def _press(self) -> None:
        self.tell("")
        self.step.press()

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Show what went wrong; nothing any more, if it is empty."""
        self.frame.error.setText(sentence)

    def done(self, result: int) -> None:
        for step in self._trail:
            step.leave()
        super().done(result)
