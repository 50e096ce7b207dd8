"""Where the keyboard's focus goes when what has it goes away.

Qt hands it to whatever comes next, and a key that was meant for one thing then does another: the second press of the
space bar on "Stop" would open the list of microphones.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


def has_focus(widget: QWidget) -> bool:
    """Whether keys go to it, or will again once its window is in front."""
    return widget.window().focusWidget() is widget


def set_enabled(control: QWidget, enabled: bool, stead: QWidget) -> None:
    """Enable or disable `control`; `stead`, to which keys mean nothing, holds its focus meanwhile."""
    if not enabled and has_focus(control):
        stead.setFocus()
    control.setEnabled(enabled)
    if enabled and has_focus(stead):
        control.setFocus()


class HandsOn(QObject):
    """When `control` is hidden while it has the focus, `take` is called to take that over. Not when all of `within` is
    hidden, as a page is: then its focus stays where it is for when it comes back."""

    def __init__(self, control: QWidget, within: QWidget, take: Callable[[], object]) -> None:
        super().__init__(control)
        self._within, self._take = within, take
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and isinstance(watched, QWidget):
            gone = not watched.isVisibleTo(self._within) and self._within.isVisible()
            if gone and has_focus(watched):
                self._take()
        return super().eventFilter(watched, event)
