"""How long everybody spoke in this session, and in which order. Knows no Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

REMEMBERED = 400
"""Stretches in the order they were spoken in; how long everybody spoke is never forgotten."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Somebody, or a stranger (None), who spoke for `seconds` before anybody else did."""

    person_id: str | None
    seconds: float


class Talk:
    """Turns go in; shares and the order come out. What is said right now counts as it grows."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str | None, float] = defaultdict(float)
        self._stretches: list[Stretch] = []
        self._now: Stretch | None = None

    def speaking(self, person_id: str | None, seconds: float) -> None:
        """The turn under way, as it looks so far."""
        self._now = Stretch(person_id, seconds)

    def spoke(self, person_id: str | None, seconds: float) -> None:
        """A turn is over; it takes the place of the one under way."""
        self._now = None
        self._seconds[person_id] += seconds
        self._stretches = _followed(self._stretches, Stretch(person_id, seconds))[-REMEMBERED:]

    def nothing_said(self) -> None:
        """The turn under way was none."""
        self._now = None

    def keep(self, people: Collection[str]) -> None:
        """Whoever is not among `people` any more was a stranger."""
        stretches, self._stretches = self._stretches, []
        for stretch in stretches:
            known = stretch.person_id if stretch.person_id in people else None
            self._stretches = _followed(self._stretches, Stretch(known, stretch.seconds))
        for person_id in [person_id for person_id in self._seconds if person_id is not None]:
            if person_id not in people:
                self._seconds[None] += self._seconds.pop(person_id)

    def stretches(self) -> list[Stretch]:
        """In the order they were spoken in; neighbours are different people."""
        return self._stretches if self._now is None else _followed(self._stretches, self._now)

    def totals(self) -> list[Stretch]:
        """Everybody once, whoever spoke longest first; strangers together are one."""
        seconds = dict(self._seconds)
        if self._now is not None:
            seconds[self._now.person_id] = seconds.get(self._now.person_id, 0.0) + self._now.seconds
        return sorted((Stretch(*item) for item in seconds.items()), key=lambda stretch: -stretch.seconds)


def _followed(stretches: list[Stretch], last: Stretch) -> list[Stretch]:
    if stretches and stretches[-1].person_id == last.person_id:
        return [*stretches[:-1], Stretch(last.person_id, stretches[-1].seconds + last.seconds)]
    return [*stretches, last]
