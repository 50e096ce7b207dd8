"""Where one is in a recording: moved by hand, carried along by what plays, and shown wherever time is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from gui.files import telling
from gui.files.job import Job
from gui.files.overview import Overview
from gui.files.playback import Playback
from gui.files.timeline import Timeline
from gui.files.transport import Transport
from gui.files.viewport import Viewport
from gui.roster import Roster
from sincnet.turn_sheet import who


class Playhead(QObject):
    """Keeps `overview`, `timeline` and `transport` at the same moment of a recording, and at that of the playback."""

    def __init__(
        self,
        roster: Roster,
        playback: Playback,
        viewport: Viewport,
        shown: tuple[Overview, Timeline, Transport],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._roster, self._playback, self._viewport = roster, playback, viewport
        self._overview, self._timeline, self._transport = shown
        self._job: Job | None = None
        self._overview.centred.connect(self._centre)
        self._timeline.sought.connect(self._seek)
        self._timeline.played.connect(self._play_from)
        self._timeline.toggled.connect(self.toggle)
        self._transport.toggled.connect(self.toggle)
        playback.moved.connect(self._moved)
        playback.changed.connect(self._transport.show_playing)

    def show_job(self, job: Job) -> None:
        """Begin at the beginning of another recording."""
        self._playback.stop()
        self._job = job
        self._moved(0.0)

    @Slot()
    def refresh(self) -> None:
        """The recording is longer now, or somebody has another name."""
        if self._job is not None:
            self._transport.show_time(self._timeline.playhead_s, self._job.total_s)
            self._show_speaker(self._job)

    @Slot()
    def toggle(self) -> None:
        """Play from here, or stop."""
        if self._playback.playing:
            self._playback.stop()
        else:
            self._play_from(self._timeline.playhead_s)

    def play(self, from_s: float, to_s: float) -> None:
        job = self._job
        assert job is not None
        self._moved(from_s)
        self._playback.play(job.path, from_s, to_s, job.sheet.pause_after)

    @Slot(float)
    def _play_from(self, from_s: float) -> None:
        assert self._job is not None
        if from_s >= self._job.total_s - 0.1:
            from_s = 0.0
        self.play(from_s, self._job.total_s)

    @Slot(float)
    def _centre(self, time_s: float) -> None:
        self._timeline.pan(time_s - self._viewport.length_s / 2 - self._viewport.start_s)
        if self._viewport.whole:
            self._seek(min(max(0.0, time_s), self._viewport.total_s))

    @Slot(float)
    def _seek(self, time_s: float) -> None:
        """What plays goes on from there."""
        self._moved(time_s)
        if self._playback.playing:
            self._play_from(time_s)

    @Slot(float)
    def _moved(self, time_s: float) -> None:
        assert self._job is not None
        self._timeline.move_playhead(time_s, follow=self._playback.playing)
        self._overview.playhead_s = time_s
        self._overview.update()
        self._transport.show_time(time_s, self._job.total_s)
        self._show_speaker(self._job)

    def _show_speaker(self, job: Job) -> None:
        number = job.sheet.at(self._timeline.playhead_s)
        if number is None:
            self._transport.show_speaker(None, "")
            return
        entry = job.sheet.entries[number]
        self._transport.show_speaker(who(entry), telling.name_of(who(entry), entry.name, self._roster))
