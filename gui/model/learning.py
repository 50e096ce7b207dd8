"""Fine-tuning on the people enrolled: begun, watched, cancelled, judged before and after, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from gui import words
from gui.controls import Button, card, label
from gui.model import terms
from gui.model.doing import Doing
from gui.model.figures import FigureTable, Row, Series, first_colour, second_colour
from gui.model.sure import SureButton
from gui.model.work import End, Steps, Work
from gui.page import Desk

if TYPE_CHECKING:
    from sincnet.about import About
    from sincnet.recogniser import Recogniser

ROWS, NETWORK, UNDO = "learn rows", "learn network", "undo learning"


class Learning(QWidget):
    def __init__(self, desk: Desk, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._work = desk, work
        self._of: str | None = ""
        self.advice = label(
            self.tr(
                "The program goes on learning from what they said. Some of it is held out, and what it learned is "
                "kept only if it does better on that."
            ),
            "lead",
        )
        self.advice.setWordWrap(True)
        self.quick = Button(self.tr("Quick"), "tab")
        self.quick.setToolTip(terms.hover(self.tr("The head: corrections of the last layer's rows, one a person.")))
        self.thorough = Button(self.tr("Thorough"), "tab")
        self.thorough.setToolTip(terms.hover(self.tr("The trunk: the network itself goes on learning, too.")))
        self.how = label("", "caption")
        self.how.setWordWrap(True)
        self._ways = QButtonGroup(self)
        ways = QHBoxLayout()
        ways.setSpacing(4)
        for button in (self.quick, self.thorough):
            button.setCheckable(True)
            self._ways.addButton(button)
            ways.addWidget(button)
        ways.addStretch()
        self._ways.buttonToggled.connect(self._show_way)
        self.begin = Button(self.tr("Learn"), "primary")
        self.begin.clicked.connect(self._begin)
        self.undo = SureButton(self.tr("Undo the last"), self.tr("Undo for good?"))
        self.undo.sure.connect(self._undo)
        self.doing = Doing(work, (ROWS, NETWORK, UNDO), [self.begin, self.undo])
        self.message = label("", "")
        self.message.setWordWrap(True)
        self.figures = FigureTable(title_px=176)
        self.counts = label("", "caption")
        self.counts.setWordWrap(True)
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Learn from the people enrolled"), "title"))
        column.addWidget(self.advice)
        column.addLayout(ways)
        column.addWidget(self.how)
        column.addWidget(self.doing)
        column.addWidget(self.message)
        column.addWidget(self.figures)
        column.addWidget(self.counts)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        outer.addStretch(1)
        self.quick.setChecked(True)
        self._show_figures(None, None)
        work.ended.connect(self._ended)

    def show_about(self, about: About) -> None:
        self.doing.set_usable(len(about.people) > 1)
        self.undo.setVisible(bool(about.tunings))
        of = about.imported.model_id if about.imported else None
        if of != self._of and self._of != "":  # what was said was about other weights
            self._tell("")
            self._show_figures(None, None)
        self._of = of
        if about.tunings and not self.message.text():
            last = about.tunings[-1]
            report = last.report
            self._tell(self.tr("In use: what it learned on {0}.").format(terms.day(last.made_at)))
            self._show_figures(report.get("before"), report.get("after"))

    @Slot()
    def _show_way(self) -> None:
        self.how.setText(
            self.tr("Only what tells these people apart is learned, which is quick.")
            if self.quick.isChecked()
            else self.tr("The network itself is taught, too. That takes minutes, in which you can go on listening.")
        )

    @Slot()
    def _begin(self) -> None:
        self._tell("")
        self._show_figures(None, None)
        network = self.thorough.isChecked()
        self._work.begin(NETWORK if network else ROWS, _network_steps if network else _row_steps)

    @Slot()
    def _undo(self) -> None:
        self._tell("")
        self._show_figures(None, None)
        self._work.begin(UNDO, _undo_steps)

    @Slot(object)
    def _ended(self, end: End) -> None:
        if end.kind not in (ROWS, NETWORK, UNDO):
            return
        if end.error is not None:
            self._tell(end.error, "error")
        elif end.cancelled:
            self._tell(self.tr("Cancelled. Everything is as it was."))
        elif end.kind == UNDO:
            self._tell_elsewhere(self.tr("The last fine-tuning is undone."))
        else:
            self._show_outcome(end.result)

    def _show_outcome(self, outcome: Any) -> None:
        if outcome["kept"]:
            self._tell(self.tr("Better, so it is kept and in use from now on."))
            self._tell_elsewhere(self.tr("The program has learned from the people enrolled."))
        else:
            self._tell(self.tr("Not kept: {0}. Everything is as it was.").format(terms.objection(outcome["why"] or "")))
        self._show_figures(outcome["before"], outcome["after"])
        if outcome["not_judged"]:
            names = ", ".join(outcome["not_judged"][:6])
            self.counts.setText(
                self.counts.text() + " " + self.tr("Too little speech to hold some out: {0}.").format(names)
            )

    def _tell_elsewhere(self, sentence: str) -> None:
        if not self.isVisible():
            self._desk.bus.news.emit(sentence)

    def _tell(self, sentence: str, role: str = "") -> None:
        self.message.setProperty("role", role)
        self.message.style().polish(self.message)
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _show_figures(self, before: Any, after: Any) -> None:
        shown = isinstance(before, dict) and isinstance(after, dict)
        for widget in (self.figures, self.counts):
            widget.setVisible(shown)
        if not shown:
            return
        names = [
            (
                "window_error",
                self.tr("Speech given to somebody else"),
                self.tr("Window error rate on held-out speech."),
            ),
            (
                "utterance_error",
                self.tr("Utterances given to somebody else"),
                self.tr("Identification error rate on held-out utterances, clean and spoiled."),
            ),
            ("left_unknown", self.tr("Left without a name"), self.tr("Misses at the threshold of the app.")),
            (
                "strangers_named",
                self.tr("Other voices named"),
                self.tr("False alarms: the same voices at another speed, which makes them somebody else's."),
            ),
        ]
        series = [Series(self.tr("before"), second_colour), Series(self.tr("after"), first_colour)]
        rows = [Row(title, term, [[_share(before, key), _share(after, key)]]) for key, title, term in names]
        self.figures.show_figures(self.tr("Held-out speech before and after"), [("", "")], series, rows)
        self.counts.setText(
            self.tr(
                "Judged on {0} utterances of {1} people and {2} of other voices, all held out and most of them spoiled "
                "by noise and echoes."
            ).format(before.get("utterances"), before.get("people"), before.get("strangers"))
        )
        margins = [figures.get("margin") for figures in (before, after)]
        if all(isinstance(margin, int | float) for margin in margins):
            apart = self.tr("How far voices stand apart (margin to the nearest other): {0} before, {1} after.")
            numbers = [words.decimal(float(margin), 2) for margin in margins]
            self.counts.setText(f"{apart.format(*numbers)} {self.counts.text()}")


def _share(figures: dict[str, Any], key: str) -> float | None:
    value = figures.get(key)
    return float(value) if isinstance(value, int | float) else None


def _row_steps(recogniser: Recogniser) -> Steps:
    return _steps(recogniser, network=False)


def _network_steps(recogniser: Recogniser) -> Steps:
    return _steps(recogniser, network=True)


def _steps(recogniser: Recogniser, *, network: bool) -> Steps:
    from contextlib import closing
    from dataclasses import asdict

    from sincnet.finetune import Outcome, finetune

    with closing(finetune(recogniser, network=network)) as going:
        for step in going:
            yield asdict(step) if isinstance(step, Outcome) else step


def _undo_steps(recogniser: Recogniser) -> Steps:
    from sincnet.finetune import undo

    undo(recogniser)
    yield from ()
