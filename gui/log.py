"""The log file: what the program did, for whoever is asked why it did not do more.

It turns over at half a megabyte and four of them are kept. No names: those of everybody enrolled are blotted out as
they are written, and so is the folder of whoever runs the program. What was heard is never logged.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE, KEPT = 512 * 1024, 3
ROOMS = "audio", "sincnet", "generator", "gui"
"""Whose doings are told in full; of others only what went wrong."""

NAME, HOME = "[name]", "~"


class Blotted(logging.Formatter):
    """Writes a record without names and without the path of the user's home."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._hidden: set[str] = set()
        self._names: re.Pattern[str] | None = None

    def hide(self, names: Iterable[str]) -> None:
        """From now on, these names are blotted out, too, however they are capitalised; whoever is renamed or deleted
        later stays out of the log."""
        self._hidden.update(name for name in names if name)
        escaped = sorted((re.escape(name) for name in self._hidden), key=len, reverse=True)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(escaped)})(?!\w)", re.IGNORECASE) if escaped else None

    def format(self, record: logging.LogRecord) -> str:
        return self.blot(super().format(record))

    def blot(self, text: str) -> str:
        if self._names is not None:
            text = self._names.sub(NAME, text)
        return text.replace(str(Path.home()), HOME)


class LogFile:
    """The log in `folder`, from construction to `close()`. Where nothing can be written there is none, and the program
    works all the same."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "whospeaks.log"
        self.blotted = Blotted()
        self._handler: RotatingFileHandler | None = None
        self._levels = {room: logging.getLogger(room).level for room in ROOMS}
        root = logging.getLogger()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                self.path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
            )
        except OSError as error:
            root.warning("There is no log file: %s", error)
            return
        self._handler.setFormatter(self.blotted)
        for handler in root.handlers:
            if handler.level == logging.NOTSET and type(handler) is logging.StreamHandler:
                handler.setLevel(root.level)  # the terminal stays as quiet as it was
        root.addHandler(self._handler)
        for room in ROOMS:
            logging.getLogger(room).setLevel(logging.INFO)

    def close(self) -> None:
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
            for room, level in self._levels.items():
                logging.getLogger(room).setLevel(level)

    def last(self, lines: int) -> list[str]:
        """The last lines that were written; none where there is no file."""
        try:
            return self.path.read_text("utf-8", errors="replace").splitlines()[-lines:]
        except OSError:
            return []
