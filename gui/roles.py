"""What widgets that paint themselves are to a screen reader, and what it reads out by itself.

A class says it with `accessible_role`; names and descriptions are set as on any other widget.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


def tell_roles() -> None:
    """From now on a screen reader is told the role of each widget whose class has one."""
    QAccessible.installFactory(_with_role)


def _with_role(_class_name: str, what: QObject) -> QAccessibleInterface | None:
    """None leaves it to Qt."""
    role = getattr(what, "accessible_role", None)
    return QAccessibleWidget(what, role) if isinstance(what, QWidget) and role is not None else None


def announce(widget: QWidget, words: str) -> None:
    """Have it read out, when whoever listens has heard what they are listening to."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
