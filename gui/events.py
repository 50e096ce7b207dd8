"""What a live session says, from the thread that listens to those who watch in the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from audio.source import Notice
from gui.notices import problem
from sincnet.diary import KeptUtterance
from sincnet.events import Event, Heard, Identified, Provisional, SpeechDiscarded, SpeechStarted, WhoSpeaksError
from sincnet.keeping import Keeper


class Events(QObject):
    """Signals, all delivered in the GUI thread: `heard` … `notice` the live session's events; `kept` what the diary
    took of it, `not_kept` one sentence why it took nothing."""

    heard = Signal(Heard)
    speech_started = Signal(SpeechStarted)
    provisional = Signal(Provisional)
    identified = Signal(Identified)
    discarded = Signal(SpeechDiscarded)
    notice = Signal(Notice)
    kept = Signal(KeptUtterance)
    not_kept = Signal(str)
    _happened = Signal(object, object)

    def __init__(self, keeper: Keeper | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._happened.connect(self._tell)
        self._signal_of = {
            Heard: self.heard,
            SpeechStarted: self.speech_started,
            Provisional: self.provisional,
            Identified: self.identified,
            SpeechDiscarded: self.discarded,
            Notice: self.notice,
        }

    def pass_on(self, event: Event) -> None:
        """From the thread that listens: tell of the event, then keep it. A slow disk must not keep a name waiting."""
        self._happened.emit(self._signal_of[type(event)], event)
        try:
            kept = None if self._keeper is None else self._keeper.keep(event)
        except WhoSpeaksError as error:
            self._happened.emit(self.not_kept, problem(error))
        else:
            if kept is not None:
                self._happened.emit(self.kept, kept)

    @Slot(object, object)
    def _tell(self, signal: SignalInstance, what: object) -> None:
        """In the GUI thread: whoever was disconnected meanwhile must not be called any more, see `Worker`."""
        signal.emit(what)
