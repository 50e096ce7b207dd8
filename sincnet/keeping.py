"""Between the live session and the diary: keeps what is said, as far as the user wishes it kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sincnet.diary import Diary, KeptSession, KeptUtterance
from sincnet.events import Event, Identified, WhoSpeaksError

log = logging.getLogger(__name__)


class Wishes(Protocol):
    """What the user has chosen; `keep_strangers` is whether the sound of people who are not enrolled, and so were not
    asked, is kept as that of the others is, and not only in memory until the next session; `retention_days` is how long
    sessions are kept, 0 for ever."""

    @property
    def keep_sessions(self) -> bool: ...

    @property
    def keep_audio(self) -> bool: ...

    @property
    def keep_strangers(self) -> bool: ...

    @property
    def retention_days(self) -> int: ...


class Keeper:
    """Keeps a diary in `folder`; `wishes` are asked for anew each time. Used by whoever opens it and by one listener.

    `diary` is None until it is opened, and stays so where it cannot be: nothing is kept then, and all else works.
    """

    def __init__(self, folder: Path, wishes: Callable[[], Wishes]) -> None:
        self._folder = folder
        self._wishes = wishes
        self._session: KeptSession | None = None
        self._troubled = False
        self.diary: Diary | None = None

    def open(self, enrolled: Collection[str]) -> WhoSpeaksError | None:
        """Open the diary and delete what is no longer to be kept; what is wrong if that cannot be done."""
        try:
            self.diary = Diary(self._folder)
            self._expire(self.diary)
            self.diary.keep_only(enrolled)
        except WhoSpeaksError as error:
            return error
        return None

    def close(self) -> None:
        if self.diary is not None:
            self.diary.close()
            self.diary = None

    def keep_only(self, enrolled: Collection[str]) -> None:
        """Somebody may have been deleted: of whoever is not among these ids, nothing is kept. Raises WhoSpeaksError."""
        if self.diary is not None:
            self.diary.keep_only(enrolled)

    def begin(self, source: str) -> None:
        """A source is listened to from now on; a program that runs for weeks forgets what is old here."""
        if self.diary is not None:
            self.diary.forget_recent()
            try:
                self._expire(self.diary)
            except WhoSpeaksError as error:
                log.warning("Old sessions were not deleted: %s", error)
        self._session = KeptSession(str(uuid4()), datetime.now(UTC), source)
        self._troubled = False

    def keep(self, event: Event) -> KeptUtterance | None:
        """What was kept of the event, if anything. Raises WhoSpeaksError the first time that this fails in a session;
        the next utterance is tried again, for a full disk may have room by then."""
        wishes = self._wishes()
        if self.diary is None or self._session is None or not isinstance(event, Identified):
            return None
        if not wishes.keep_audio or not wishes.keep_sessions:
            self.diary.forget_recent()  # it was wished otherwise a moment ago
        if not wishes.keep_sessions:
            return None
        answer = event.identification
        keep_audio = wishes.keep_audio and (wishes.keep_strangers or answer.person_id is not None)
        try:
            return self.diary.add(
                self._session, event.utterance, answer, keep_audio=keep_audio, remember=wishes.keep_audio
            )
        except WhoSpeaksError as error:
            if not self._troubled:
                self._troubled = True
                raise
            log.warning("Something that was said was not kept: %s", error)
            return None

    def _expire(self, diary: Diary) -> None:
        wishes = self._wishes()
        if days := wishes.retention_days:
            diary.delete_before(datetime.now(UTC) - timedelta(days=days))
        if not wishes.keep_strangers:
            diary.drop_sound_of_strangers()
