"""Who stands in the light: turns a stream of guesses and answers into a calm picture. Knows no Qt.

While somebody speaks, guesses come five times a second. The first is shown at once; to move the light from one person
to another takes two guesses in a row, so that it never flickers between two faces. An answer always counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from sincnet.events import Identification


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What the stage shows: an answer, or a guess while `provisional`."""

    answer: Identification
    provisional: bool


class Spotlight:
    """`shown` is None until somebody has spoken."""

    def __init__(self) -> None:
        self.shown: Shown | None = None
        self._settled: Shown | None = None
        self._challenger: str | None = None
        self._challenged = False

    def provisional(self, guess: Identification) -> Shown:
        """A guess while they still speak; returns what to show now."""
        shown = self.shown
        if shown is None or guess.person_id == shown.answer.person_id or self._second_in_a_row(guess):
            shown = Shown(guess, provisional=True)
            self._challenged = False
        else:
            self._challenger, self._challenged = guess.person_id, True
        self.shown = shown
        return shown

    def identified(self, answer: Identification) -> Shown:
        """The answer for a finished utterance."""
        self.shown = self._settled = Shown(answer, provisional=False)
        self._challenged = False
        return self.shown

    def discarded(self) -> Shown | None:
        """What was heard was no utterance: back to the last answer."""
        self.shown = self._settled
        self._challenged = False
        return self.shown

    def clear(self) -> None:
        """Nobody has spoken yet."""
        self.shown = self._settled = None
        self._challenged = False

    def _second_in_a_row(self, guess: Identification) -> bool:
        return self._challenged and guess.person_id == self._challenger
