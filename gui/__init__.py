"""The window: shows what the live session says. The only room that knows Qt; it never computes and never waits."""

import os

# Qt for Python makes each of its classes when it is first used, and two threads that do so at once end the process now
# and then. The window paints while a thread loads its other pages, so here all are made as Qt is imported: 0.1 s more.
os.environ.setdefault("PYSIDE6_OPTION_LAZY", "0")
