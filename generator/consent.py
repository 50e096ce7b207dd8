"""Of whom the command line imagines no face: of people who are enrolled and have not agreed to it.

A recording does not say whose it is, so the recogniser is asked, as the window asks it. Whoever is not enrolled was
never asked to agree to anything, and whoever gives the command answers for having the recording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from sincnet.gallery import FILE
from sincnet.paths import data_home

Asked = Callable[[np.ndarray], str]
"""Of samples float32 (n,) at 16 kHz: one sentence why no face is imagined of whoever speaks, "" where one may be."""


@contextmanager
def asked(home: Path | None) -> Iterator[Asked]:
    """Asks the people who are enrolled in `home`, the user's data folder by default; nothing is made where nobody is.

    Raises `WhoSpeaksError` for a gallery that cannot be read.
    """
    if not (data_home(home) / FILE).is_file():
        yield lambda _samples: ""
        return
    from sincnet.recogniser import Recogniser  # brings torch

    with Recogniser.open(home) as recogniser:

        def why_not(samples: np.ndarray) -> str:
            person_id = recogniser.identify(samples).person_id if len(samples) else None
            person = None if person_id is None else recogniser.gallery.get(person_id)
            if person is None or person.imagine_at is not None:
                return ""
            return (
                f"This is the voice of {person.name}, who has not agreed that a face is imagined; if they do, tell so "
                f"with: python main.py people agree {person.name!r}"
            )

        yield why_not
