"""Who is about: where enrolled people have been talking, the next voice is likelier one of theirs than at first.

A calibrated probability takes a stranger to be as likely as somebody enrolled before a word is heard. In a conversation
more is known: the share of strangers among the last turns, as far as it can be told from so few. It is the mean of a
beta distribution that begins at one half and forgets.
"""

from __future__ import annotations

from dataclasses import dataclass

from sincnet.events import Identification

AT_FIRST = 2.0
"""Turns that the one half from before the conversation counts for."""

MEMORY = 6.0
"""Turns that are remembered at most: a stranger is never quite unexpected."""

HALF_LIFE_S = 60.0
"""Of what is remembered, while nobody speaks."""


@dataclass(frozen=True, slots=True)
class Company:
    """How many `turns` are remembered, and how many of them were `strangers`': both fade, so neither is whole."""

    turns: float = 0.0
    strangers: float = 0.0

    @property
    def stranger_prior(self) -> float:
        """How probable it is that the next to speak is a stranger."""
        return (AT_FIRST / 2 + self.strangers) / (AT_FIRST + self.turns)

    def heard(self, answer: Identification) -> Company:
        """With one turn more; one that was compared with nobody says nothing."""
        if not answer.candidates:
            return self
        kept = self._faded(1 - 1 / MEMORY)
        stranger = 1 - sum(candidate.probability for candidate in answer.candidates)
        return Company(kept.turns + 1, kept.strangers + stranger)

    def after(self, silence_s: float) -> Company:
        """When nobody has spoken for so long."""
        return self._faded(0.5 ** (silence_s / HALF_LIFE_S))

    def _faded(self, left: float) -> Company:
        return Company(left * self.turns, left * self.strangers)


NOBODY_YET = Company()
"""Before the first turn."""
