"""Trying the weights on the people enrolled: their own recordings, none of which is compared with itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.controls import Button, card, label
from gui.model import terms
from gui.model.doing import Doing
from gui.model.matrix import ConfusionMatrix
from gui.model.work import End, Steps, Work
from gui.page import Desk

if TYPE_CHECKING:
    from sincnet.about import About
    from sincnet.recogniser import Recogniser
    from sincnet.self_test import Result

KIND = "try"


class Tile(QWidget):
    """A large number with a caption below; what the field calls it on hover."""

    def __init__(self, caption: str, term: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = label("", "heading")
        text = label(caption, "caption")
        text.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(text)
        self.setToolTip(terms.hover(term))
        self._caption = caption

    def show_count(self, count: int, total: int) -> None:
        self.number.setText(self.tr("{0} of {1}").format(terms.count(count), terms.count(total)))
        self.setAccessibleName(f"{self.number.text()} {self._caption}")


class Trying(QWidget):
    def __init__(self, desk: Desk, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._work = desk, work
        self._about: About | None = None
        self._tried_on: tuple[str, tuple[str, ...], int] | None = None
        self.begin = Button(self.tr("Try it"), "primary")
        self.begin.clicked.connect(self._begin)
        self.doing = Doing(work, (KIND,), [self.begin])
        self.advice = label("", "lead")
        self.advice.setWordWrap(True)
        self.error = label("", "error")
        self.error.setWordWrap(True)
        self.right = Tile(
            self.tr("utterances go to the right person"),
            self.tr("Identification in a closed set, leaving one utterance out: the majority of its windows decides."),
        )
        self.unnamed = Tile(
            self.tr("would be left without a name"),
            self.tr("Misses in the open set, at the threshold of the app as calibrated."),
        )
        self.stranger = Tile(
            self.tr("would get a name, were their speaker not enrolled"),
            self.tr("False alarms in the open set: each person in turn is left out of the gallery."),
        )
        self.matrix = ConfusionMatrix(desk.roster)
        self.honest = label("", "caption")
        self.honest.setWordWrap(True)
        self.stale = label("", "alarm")
        self.stale.setWordWrap(True)
        tiles = QHBoxLayout()
        tiles.setSpacing(24)
        for tile in (self.right, self.unnamed, self.stranger):
            tiles.addWidget(tile, 1, Qt.AlignmentFlag.AlignTop)
        wide = QScrollArea()
        wide.setFrameShape(QScrollArea.Shape.NoFrame)
        wide.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        wide.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        wide.setWidget(self.matrix)
        wide.viewport().setAutoFillBackground(False)
        self.matrix.setAutoFillBackground(False)
        self._wide = wide
        self.results = QWidget()
        column = QVBoxLayout(self.results)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.stale)
        column.addLayout(tiles)
        column.addWidget(wide)
        column.addWidget(self.honest)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(label(self.tr("Try it on the people enrolled"), "title"))
        inside.addWidget(self.advice)
        inside.addWidget(self.doing)
        inside.addWidget(self.error)
        inside.addWidget(self.results)
        inside.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        outer.addStretch(1)
        self.results.hide()
        self.error.hide()
        self.stale.hide()
        work.changed.connect(self._work_changed)
        work.ended.connect(self._ended)

    def show_about(self, about: About) -> None:
        self._about = about
        self.doing.set_usable(len(about.people) > 1)
        self.advice.setText(
            self.tr(
                "Each of {0} utterances of {1} people is compared with everybody's other recordings. Nothing is "
                "changed by it."
            ).format(terms.count(about.utterances), terms.count(len(about.people)))
        )
        if self._tried_on is not None:
            self.stale.setVisible(self._tried_on != _tried_on(about))
            self.stale.setText(self.tr("The people or the weights have changed since. Try it again."))

    @Slot()
    def _begin(self) -> None:
        self.error.hide()
        self._work.begin(KIND, _steps)

    @Slot()
    def _work_changed(self) -> None:
        if self._work.kind == KIND:
            self.error.hide()

    @Slot(object)
    def _ended(self, end: End) -> None:
        if end.kind != KIND:
            return
        if end.error is not None:
            self.error.setText(end.error)
            self.error.show()
        elif end.result is not None:
            self._show(*end.result)

    def _show(self, result: Result, low: float, high: float) -> None:
        total = len(result.truths)
        self.right.show_count(int((result.choices == result.truths).sum()), total)
        self.unnamed.show_count(int((~result.named).sum()), total)
        self.stranger.show_count(int(result.named_as_stranger.sum()), total)
        self.matrix.show_result(result)
        self.matrix.resize(self.matrix.sizeHint())
        self._wide.setFixedHeight(self.matrix.sizeHint().height() + 8)
        sentences = [
            self.tr(
                "This rests on {0} utterances only: the true share of those that go to the wrong person may be "
                "anywhere from {1} to {2}. They are often from one sitting and one microphone, so expect more on "
                "another day."
            ).format(terms.count(total), terms.share(low), terms.share(high))
        ]
        if result.tuned:
            sentences.append(self.tr("Fine-tuning has learned from these very utterances, which flatters it."))
        if result.halved:
            sentences.append(
                self.tr("Of {0} people there is one recording; its halves were compared.").format(result.halved)
            )
        if result.not_tried:
            sentences.append(self.tr("Too little speech to try: {0}.").format(_some(result.not_tried)))
        if self.matrix.left_out:
            sentences.append(
                self.tr("The table shows those who are mixed up most; {0} others are left out.").format(
                    self.matrix.left_out
                )
            )
        self.honest.setText(" ".join(sentences))
        self._tried_on = None if self._about is None else _tried_on(self._about)
        self.stale.hide()
        self.results.show()


def _steps(recogniser: Recogniser) -> Steps:
    from sincnet.self_test import Result, plausible, self_test

    for step in self_test(recogniser):
        if isinstance(step, Result):
            wrong = int((step.choices != step.truths).sum())
            yield (step, *plausible(wrong, len(step.truths)))
        else:
            yield step


def _tried_on(about: About) -> tuple[str, tuple[str, ...], int]:
    tuning = str(about.tunings[-1].number) if about.tunings else ""
    return about.weights_id + tuning, about.people, about.utterances


def _some(names: tuple[str, ...], most: int = 6) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
