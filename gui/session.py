"""The live session as the window sees it. Threads are made here only, one for each piece of work.

                 open_recogniser()            recogniser.live(source)           enrol, rename, delete, read a file
    LOADING ───────────────────────▶ IDLE ──────────────────────────▶ LISTENING     one-shot jobs, at any time
       └──▶ FAILED                     ◀──────── STOPPING ◀───────────────┘

Everything here runs in the GUI thread except the functions handed to a `Worker`; those touch no widget and talk back
through signals only.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from audio.source import AudioSource
from gui.events import Events
from gui.listening import Listening
from gui.notices import problem
from gui.roster import Member, members_of
from gui.worker import Outcome, Workers
from sincnet.diary import Diary
from sincnet.keeping import Keeper

if TYPE_CHECKING:
    from sincnet.recogniser import Recogniser

PATIENCE_MS = 4000
"""How long a closed source may take to end before the user hears of it."""


class State(Enum):
    LOADING = auto()
    FAILED = auto()
    IDLE = auto()
    LISTENING = auto()
    STOPPING = auto()


class Session(Events):
    """Signals, all delivered in the GUI thread: those of `Events`; `state_changed` the new `State`; `people_changed`
    everyone enrolled; `trouble` one sentence when loading or listening ended with an error; `closing` when work that
    goes on for long is to end; `closed` when the last thread has ended."""

    state_changed = Signal(State)
    people_changed = Signal(list)
    trouble = Signal(str)
    closing = Signal()
    closed = Signal()

    def __init__(
        self,
        open_recogniser: Callable[[], Recogniser],
        keeper: Keeper | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(keeper, parent)
        self.state = State.LOADING
        self._open_recogniser = open_recogniser
        self._recogniser: Recogniser | None = None
        self._members: list[Member] = []
        self._listening: Listening | None = None
        self._next: Callable[[], AudioSource] | None = None
        self._workers = Workers(self)
        self._workers.idle.connect(self._idle)
        self._turned = 0.0, 0.0
        self._closing = False
        self._gone = False
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._lose_patience)

    @property
    def ready(self) -> bool:
        """Whether people can be enrolled and heard."""
        return self._recogniser is not None

    @property
    def members(self) -> list[Member]:
        """Everyone enrolled, as `people_changed` told last."""
        return self._members

    def turn(self, strictness: float, gate_db: float) -> None:
        """How strict to be with names, in [-1, 1], and what to add to the amplitude gate; counts at once."""
        self._turned = strictness, gate_db
        if self._recogniser is not None:
            self._recogniser.dials.strictness, self._recogniser.dials.gate_db = self._turned

    @property
    def diary(self) -> Diary | None:
        """What was said in this and earlier sessions; None where nothing is kept, and before the recogniser is open."""
        return None if self._keeper is None else self._keeper.diary

    # Loading

    def load(self) -> None:
        """Open the recogniser behind the window; ends in IDLE or FAILED."""
        self._workers.run(self._open, "loading", self._loaded)

    def _open(self) -> tuple[Recogniser, list[Member]]:
        recogniser = self._open_recogniser()
        members = members_of(recogniser.gallery)
        if self._keeper is not None:
            error = self._keeper.open(recogniser.gallery.known_ids())
            if error is not None:
                self.not_kept.emit(problem(error))
        return recogniser, members

    @Slot(Outcome)
    def _loaded(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
            self._enter(State.FAILED)
            return
        self._recogniser, self._members = outcome.value
        self.turn(*self._turned)
        self.people_changed.emit(self._members)
        self._enter(State.IDLE)
        if self._next is not None:
            self._begin()

    # Listening

    def listen(self, open_source: Callable[[], AudioSource]) -> None:
        """Listen to what `open_source` opens (in the listening thread): now, or as soon as what runs has ended."""
        self._next = open_source
        if self.state is State.IDLE:
            self._begin()
        else:
            self._end()

    def stop(self) -> None:
        """End listening soon; `state_changed` tells when it has."""
        self._next = None
        self._end()

    def _begin(self) -> None:
        assert self._next is not None
        recogniser, listening = self._recogniser, Listening(self._next)
        assert recogniser is not None
        self._listening, self._next = listening, None

        def work() -> None:
            source = listening.open()
            if self._keeper is not None:
                self._keeper.begin(source.name)
            for event in recogniser.live(source):
                self.pass_on(event)

        self._enter(State.LISTENING)
        self._workers.run(work, "listening", self._listened)

    def _end(self) -> None:
        if self.state is State.LISTENING and self._listening is not None:
            self._enter(State.STOPPING)
            self._patience.start()
            self._listening.stop()

    @Slot(Outcome)
    def _listened(self, outcome: Outcome) -> None:
        self._patience.stop()
        self._listening = None
        self._enter(State.IDLE)
        if outcome.error is not None:
            self.trouble.emit(outcome.error)
        if self._next is not None and not self._closing:
            self._begin()

    @Slot()
    def _lose_patience(self) -> None:
        self.trouble.emit(self.tr("The sound device does not answer. Unplug it or start the program again."))

    # One-shot jobs

    def submit(self, work: Callable[[], Any], *then: Callable[[Outcome], None]) -> None:
        """Run `work` off the GUI thread; `then`, a method of a QObject, gets its outcome unless that object is gone."""
        self._workers.run(work, "job", *then)

    def consult(self, question: Callable[[Recogniser], Any], then: Callable[[Outcome], None]) -> None:
        """As `submit`, for work that needs the recogniser and changes nobody."""
        recogniser = self._recogniser
        if recogniser is None:
            raise RuntimeError("the recogniser cannot be asked before it is open")
        self._workers.run(lambda: question(recogniser), "question", then)

    def change_people(self, change: Callable[[Recogniser], Any], then: Callable[[Outcome], None]) -> None:
        """Enrol, rename or delete; `people_changed` comes before `then` when it succeeded."""
        recogniser = self._recogniser
        if recogniser is None:
            raise RuntimeError("people cannot change before the recogniser is open")

        known = self._members

        def work() -> list[Member]:
            change(recogniser)
            if self._keeper is not None:
                self._keeper.keep_only(recogniser.gallery.known_ids())
            return members_of(recogniser.gallery, known)

        self._workers.run(work, "people", self._people_change, then)

    @Slot(Outcome)
    def _people_change(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self._members = outcome.value
            self.people_changed.emit(self._members)

    # Life and death

    def close(self) -> None:
        """End everything in order; `closed` comes when no thread is left."""
        self._closing = True
        self.closing.emit()
        self.stop()
        self._close_if_done()

    @Slot()
    def _idle(self) -> None:
        if self._closing:
            self._close_if_done()

    def _close_if_done(self) -> None:
        if self._workers.busy or self._gone:
            return
        self._gone = True
        if self._recogniser is not None:
            self._recogniser.close()
            self._recogniser = None
        if self._keeper is not None:
            self._keeper.close()
        self.closed.emit()

    def _enter(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
