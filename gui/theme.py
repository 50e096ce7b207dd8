"""The visual language in one place: type scale, spacing grid, colours in dark and light, people's colours, motion.

Widgets that paint themselves ask `tokens()` while painting; everything else is dressed by the stylesheet made here. The
`Theme` follows the system's colour scheme live and repaints the whole application when it changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from gui.preferences import Choices, Motion, Preferences
from gui.stylesheet import stylesheet

CAPTION, BODY, LEAD, TITLE, HEADING, DISPLAY, STAGE = 12, 14, 16, 20, 28, 44, 72
"""The type scale in px."""

GRID = 4
"""Every distance is a multiple of this many px; most are multiples of 8."""

RADIUS = 12
"""Corner radius of cards in px."""

ROW = 44
"""Height of a list row in px."""

FADE_MS, MOVE_MS = 150, 200
"""How long a cross-fade and a movement take."""

SETTLE_MS = 600
"""How long an imagined face takes to become the next one, which is mostly the same a little surer: it is to be calm."""

PROVISIONAL_OPACITY = 0.6
"""How visible a name is that has not been confirmed yet."""

PROVISIONAL_FACE_OPACITY = 0.8
"""Its face: a picture loses more than large letters do, and most of the time somebody is just speaking."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, as #RRGGBB; `people` in order of enrolment."""

    dark: bool
    page: str
    card: str
    raised: str
    hover: str
    pressed: str
    text: str
    secondary: str
    accent: str
    accent_hover: str
    on_accent: str
    speech: str
    noise: str
    trouble: str
    people: tuple[str, ...]


# People's colours were searched for, not picked: within a scheme any two stay at least 0.085 apart in OKLab, as seen
# with normal vision and with simulated protanopia, deuteranopia and tritanopia (Machado et al. 2009), and each stands
# out from page, card and raised by at least 3:1. tests/gui/test_theme.py holds them to it.
DARK = Tokens(
    dark=True, page="#0F1115", card="#171A21", raised="#222733", hover="#2A3040", pressed="#3A4256",
    text="#ECEEF4", secondary="#A2A9BA",
    accent="#7C93FF", accent_hover="#93A6FF", on_accent="#0F1115", speech="#3CC98E", noise="#8A92A6", trouble="#FF6B5E",
    people=(
        "#68D1E9", "#F59A96", "#D6CD47",
        "#736BF7", "#94FDE4", "#E1668A", "#3FA4DB", "#F3FC90", "#A64FA6", "#A8970C",
    ),
)  # fmt: skip
LIGHT = Tokens(
    dark=False, page="#F5F6F9", card="#FFFFFF", raised="#E8EBF1", hover="#DDE1EA", pressed="#C6CDDB",
    text="#14171F", secondary="#5A6273",
    accent="#3D57D9", accent_hover="#3049C0", on_accent="#FFFFFF", speech="#158A5B", noise="#6A7286", trouble="#C23027",
    people=(
        "#4B6FB3", "#DD577D", "#766B35",
        "#651AC0", "#1C4A4B", "#A64680", "#0286EF", "#669202", "#801785", "#403105",
    ),
)  # fmt: skip


BLACK = replace(DARK, page="#000000")
"""For the stage, which is on black in either scheme."""


class _Current:
    tokens = DARK
    motion: Motion = "system"


def tokens() -> Tokens:
    """The colours in force now."""
    return _Current.tokens


@contextmanager
def on_black() -> Iterator[None]:
    """What is painted meanwhile stands on black, whatever scheme the window has."""
    before, _Current.tokens = _Current.tokens, BLACK
    try:
        yield
    finally:
        _Current.tokens = before


def colour(value: str, alpha: float = 1.0) -> QColor:
    """A token as a QColor, `alpha` in [0, 1]."""
    result = QColor(value)
    result.setAlphaF(alpha)
    return result


def person_colour(slot: int | None) -> QColor:
    """The colour of the person enrolled as number `slot` (from 0); strangers (None) get a neutral one."""
    people = tokens().people
    return QColor(tokens().noise if slot is None else people[slot % len(people)])


def ink_on(background: QColor) -> QColor:
    """Dark or light ink, whichever reads better on `background`."""
    red, green, blue = (part**2.2 for part in (background.redF(), background.greenF(), background.blueF()))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return QColor(DARK.page if luminance > 0.18 else "#FFFFFF")


def font(size_px: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The system's UI font at a size of the scale, with figures that line up in columns."""
    result = QFont(QGuiApplication.font())
    result.setPixelSize(size_px)
    result.setWeight(weight)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def motion_ms(duration_ms: int) -> int:
    """`duration_ms`, or 0 where the user, or the system, asks for less motion."""
    if _Current.motion != "system":
        return duration_ms if _Current.motion == "full" else 0
    wanted = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    return duration_ms if wanted else 0


class Theme(QObject):
    """Dresses the application and keeps it in step with the system's colour scheme, dark where the system has none;
    or with the user's `Preferences`, once it follows them."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.setStyle("Fusion")
        base = QFont(app.font())
        base.setPixelSize(BODY)
        app.setFont(base)
        self._preferences: Preferences | None = None
        self._hints = app.styleHints()
        self.show_scheme(self._hints.colorScheme())
        self._hints.colorSchemeChanged.connect(self._system_changed)

    def follow(self, preferences: Preferences) -> None:
        """Obey the user's choice of scheme and motion from now on, at once whenever it changes."""
        self._preferences = preferences
        preferences.changed.connect(self._obey)
        self._obey(preferences.now)

    @Slot(Choices)
    def _obey(self, choices: Choices) -> None:
        _Current.motion = choices.motion
        wanted = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}.get(choices.scheme)
        if wanted is None:
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(wanted)  # so that the frame of the window follows too
        shown = wanted or self._hints.colorScheme()
        if (shown == Qt.ColorScheme.Light) == tokens().dark:
            self.show_scheme(shown)

    @Slot(Qt.ColorScheme)
    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._preferences is None or self._preferences.now.scheme == "system":
            self.show_scheme(scheme)

    @Slot(Qt.ColorScheme)
    def show_scheme(self, scheme: Qt.ColorScheme) -> None:
        _Current.tokens = LIGHT if scheme == Qt.ColorScheme.Light else DARK
        now = tokens()
        roles, palette = QPalette.ColorRole, QPalette(QColor(now.raised), QColor(now.page))
        for colour_value, which in {
            now.card: (roles.Base,),
            now.text: (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText),
            now.raised: (roles.Button, roles.AlternateBase, roles.ToolTipBase),
            now.secondary: (roles.PlaceholderText,),
            now.accent: (roles.Highlight, roles.Link, roles.Accent),
            now.on_accent: (roles.HighlightedText,),
        }.items():
            for role in which:
                palette.setColor(role, QColor(colour_value))
        self._app.setPalette(palette)
        self._app.setStyleSheet(stylesheet(now))
        for widget in self._app.allWidgets():
            widget.update()
