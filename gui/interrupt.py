"""Ctrl+C in the terminal, and a request to terminate, close the window in order.

Python runs signal handlers only when it runs; inside Qt's event loop it may not for a long time. The wake-up socket
makes the loop notice at once, without a timer that polls.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier


@contextmanager
def on_interrupt(close: Callable[[], object]) -> Iterator[None]:
    """Call `close` in the event loop when the user interrupts the program or the system ends it."""
    reader, writer = socket.socketpair()
    with reader, writer:
        reader.setblocking(False)
        writer.setblocking(False)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: reader.recv(64))  # having run any Python, the handler below runs too
        before = {number: signal.signal(number, lambda *_: close()) for number in (signal.SIGINT, signal.SIGTERM)}
        wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            notifier.setEnabled(False)
