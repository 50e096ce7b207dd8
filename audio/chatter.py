"""Puts what C libraries write straight to stderr (ALSA, JACK, PortAudio, mpg123) into the log instead."""

from __future__ import annotations

import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

_LOG = logging.getLogger(__name__)
_STDERR = 2
_LOCK = threading.RLock()


@contextmanager
def chatter_to_log() -> Iterator[None]:
    """Redirect file descriptor 2 for the duration; its lines are logged (debug) afterwards.

    The descriptor belongs to the whole process, so threads take turns, and a line another thread prints meanwhile goes
    to the log as well. A file, unlike a pipe, never fills up and so never makes a library wait for its reader. Where
    there is no stderr (a windowed program) or no room for the file, the body simply runs.
    """
    with _LOCK, ExitStack() as stack:
        try:
            heard: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
            saved = os.dup(_STDERR)
        except OSError:
            yield
            return
        os.dup2(heard.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(saved, _STDERR)
            os.close(saved)
            heard.seek(0)
            for line in heard.read().decode(errors="replace").splitlines():
                if line.strip():
                    _LOG.debug("%s", line.rstrip())
