"""What is said right now, on its way over the map: a head with a tail of windows that moves to each new guess.

Knows no Qt: give it flights, ask where everything is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sincnet.voice_map import Flight


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Where the head is, float64 (2,), and the tail from the oldest window to the newest, (windows, 2)."""

    head: np.ndarray
    tail: np.ndarray


class Comet:
    """`voters` whom each window of the tail voted for; `person_id` whom all of it was: so far, or at last if `firm`."""

    def __init__(self) -> None:
        self._from: Seen | None = None
        self._to: Seen | None = None
        self.voters: list[str] = []
        self.person_id: str | None = None
        self.firm = False

    @property
    def there(self) -> bool:
        return self._to is not None

    def clear(self) -> None:
        """Nothing is said."""
        self._from = self._to = None
        self.voters, self.person_id, self.firm = [], None, False

    def fly(self, flight: Flight, voters: Sequence[str], person_id: str | None, *, firm: bool, anew: bool) -> None:
        """Go to where `flight` says, from where it was, or out of nowhere if it is `anew`."""
        self._from = None if anew else self._to
        self._to = Seen(flight.whole, flight.windows)
        self.voters, self.person_id, self.firm = list(voters), person_id, firm

    def at(self, way: float) -> Seen | None:
        """Where it is after that much of its way, in [0, 1]; what is new comes out of where the head was."""
        if self._to is None or self._from is None:
            return self._to
        windows = len(self._to.tail)
        before = np.concatenate([self._from.tail[:windows], np.tile(self._from.head, (windows, 1))])[:windows]
        return Seen(_between(self._from.head, self._to.head, way), _between(before, self._to.tail, way))


def _between(start: np.ndarray, end: np.ndarray, way: float) -> np.ndarray:
    return np.asarray(start + (end - start) * way)
