"""The stage: one lit face, the name, and how sure the program is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import theme, words
from gui.controls import Button, FittedLabel
from gui.imagined.card import ImaginedCard
from gui.imagined.visions import Vision
from gui.live.chip import LatencyChip
from gui.live.face_card import FaceCard
from gui.live.legend import FaceLegend
from gui.live.ribbon import WIDTH_PX, VoteRibbon
from gui.live.spotlight import Shown
from gui.roster import Roster
from gui.scene import Calm

FOOT_PX = 52
RIM_PX = 8
"""Between face and name."""

VOTES_PX = 24
"""Of the legend under the ribbon."""


class Stage(QWidget):
    """Shows a `Shown`, or a calm sentence while there is none; its buttons ask for an enrolment, of somebody or of the
    stranger who is in the light, or for the demo.

    Beside the enrolled face, once imagining is switched on, is the place of the imagined one; as much room is left free
    at the other side, so that the face stays in the middle whoever speaks.
    """

    enrol_wanted = Signal()
    stranger_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, roster: Roster, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = FaceCard(roster)
        self.imagined, self._balance = ImaginedCard(), QWidget()
        self.show_imagining(False)
        self.name = FittedLabel((theme.STAGE, theme.DISPLAY), QFont.Weight.Bold)
        self.name.setAccessibleName(self.tr("Who is speaking"))
        self.verdict = FittedLabel((theme.TITLE, theme.LEAD), QFont.Weight.Normal)
        self.ribbon = VoteRibbon(roster)
        self.legend = FaceLegend(roster, self.tr("Votes by person"))
        self.latency = LatencyChip()
        self.stranger_button = Button(self.tr("New voice: enrol?"), "primary", "enrol")
        self.stranger_button.setToolTip(self.tr("Tell the program who this is (Ctrl+Shift+E)"))
        self.stranger_button.clicked.connect(self.stranger_wanted)
        self.stranger_button.hide()
        self.enrol_button = Button(self.tr("Enrol the first person"), "primary", "enrol")
        self.enrol_button.clicked.connect(self.enrol_wanted)
        self.demo_button = Button(self.tr("Play the demo"), "", "play")
        self.demo_button.clicked.connect(self.demo_wanted)
        self._invitation, self._measures = QWidget(), QWidget()
        self._lay_out()
        self.show_calm(Calm("", ""))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout(self._invitation)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self.enrol_button)
        buttons.addWidget(self.demo_button)
        buttons.addStretch()

        row = QWidget()
        row.setFixedSize(WIDTH_PX, VOTES_PX)
        votes = QHBoxLayout(row)
        votes.setContentsMargins(0, 0, 0, 0)
        votes.setSpacing(8)
        votes.addWidget(self.legend, 1)
        votes.addWidget(self.latency)
        measures = QVBoxLayout(self._measures)
        measures.setContentsMargins(0, 0, 0, 0)
        measures.setSpacing(8)
        for widget in (self.ribbon, row):
            measures.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

        # Either the measures of an answer or the invitation fill one place of fixed height, so that nothing jumps.
        foot = QWidget()
        foot.setFixedHeight(FOOT_PX)
        foot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        places = QVBoxLayout(foot)
        places.setContentsMargins(0, 0, 0, 0)
        places.addWidget(self._measures)
        places.addWidget(self._invitation)

        lit = QGridLayout()  # the button lies on the lower rim of the silhouette, and a little below
        lit.setSpacing(0)
        lit.addWidget(self.face, 0, 0)
        lit.setRowMinimumHeight(1, RIM_PX)
        lit.setRowStretch(0, 1)
        lit.addWidget(self.stranger_button, 0, 0, 2, 1, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter)
        faces = QHBoxLayout()
        faces.setSpacing(24)
        faces.addWidget(self._balance, 3)
        faces.addLayout(lit, 5)
        faces.addWidget(self.imagined, 3)

        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(0)
        column.addLayout(faces, 1)
        column.addWidget(self.name)
        column.addWidget(self.verdict)
        column.addSpacing(8)
        column.addWidget(foot)

    def show_imagining(self, on: bool) -> None:
        """Whether there is a place for an imagined face."""
        self.imagined.setVisible(on)
        self._balance.setVisible(on)

    def show_vision(self, vision: Vision | None) -> None:
        """The face imagined of whoever is in the light, or none."""
        if vision is None:
            self.imagined.show_nothing()
        else:
            opacity = theme.PROVISIONAL_FACE_OPACITY if vision.provisional else 1.0
            self.imagined.show_imagined(vision.imagined, opacity)

    def show_calm(self, calm: Calm) -> None:
        """Nobody in the light: a headline and a hint."""
        self.face.show_person(None, lit=False, opacity=0.75)
        self.face.setAccessibleName(self.tr("Nobody in the light"))
        self.face.setAccessibleDescription("")
        self.name.set_scale((theme.DISPLAY, theme.HEADING))
        self.name.setText(calm.headline)
        self.name.set_opacity(0.85)
        self.verdict.setText(calm.hint)
        self.verdict.set_opacity(0.7)
        self.stranger_button.hide()
        self._measures.setVisible(False)
        self._invitation.setVisible(calm.inviting)
        self.setAccessibleDescription(f"{calm.headline}. {calm.hint}")

    def show_answer(self, shown: Shown, since: datetime | None = None) -> None:
        """Who, how sure, and `since` when they have been speaking, if that is known."""
        answer = shown.answer
        opacity = theme.PROVISIONAL_OPACITY if shown.provisional else 1.0
        face_opacity = theme.PROVISIONAL_FACE_OPACITY if shown.provisional else 1.0
        self.face.show_person(answer.person_id, lit=True, opacity=face_opacity, shares=words.shares(answer))
        self.face.setAccessibleName(words.sentence(answer))
        self.face.setAccessibleDescription(words.percent(answer.confidence))
        self.name.set_scale((theme.STAGE, theme.DISPLAY))
        self.name.setText(words.headline(answer))
        self.name.set_opacity(opacity)
        measured = words.measured(answer)
        told = measured if since is None else self.tr("{0} · since {1}").format(measured, f"{since:%H:%M:%S}")
        self.verdict.setText(told)
        self.verdict.set_opacity(min(0.8, opacity))
        self.ribbon.show_votes(answer)
        self.legend.show_items(self.ribbon.counted())
        self.latency.show_latency(None, 0.0)
        self.stranger_button.setVisible(answer.person_id is None and not shown.provisional)
        self._invitation.setVisible(False)
        self._measures.setVisible(True)
        self.setAccessibleDescription(words.sentence(answer))
