"""Who spoke when in one recording, to be looked up by time, corrected, and counted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from sincnet.transcript import Entry


@dataclass(frozen=True, slots=True)
class Who:
    """Whose turn it is: somebody enrolled (`person_id`), somebody with only a `name`, or, with neither, a stranger."""

    person_id: str | None = None
    name: str | None = None


STRANGER = Who()


def who(entry: Entry) -> Who:
    """Equal for all turns of one person; somebody enrolled is known by the id alone, for names change."""
    return Who(entry.person_id) if entry.person_id is not None else Who(name=entry.name)


class TurnSheet:
    """Turns in order of time, each known by its number, and their `speakers`; `seconds` of each speaker, in order of
    their first turn.

    `taught` are the turns that somebody has learned from. `version` is another one after each correction and,
    where it is taken back, the one before; `saved` is told the one that a file has.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.speakers: list[Who] = []
        self.seconds: dict[Who, float] = {}
        self.taught: set[int] = set()
        self._versions = [0]
        self._made = self._saved = 0
        self._starts: list[float] = []
        self._longest_s = 0.0
        self._undo: list[tuple[int, Entry]] = []
        self._corrected: dict[int, int] = {}  # how often

    def add(self, entry: Entry) -> None:
        """The next turn; it begins no earlier than the one before."""
        self.entries.append(entry)
        self.speakers.append(who(entry))
        self._starts.append(entry.start_s)
        self._longest_s = max(self._longest_s, entry.end_s - entry.start_s)
        self._count(entry)

    def at(self, time_s: float) -> int | None:
        """The number of the turn under way then."""
        last = bisect_right(self._starts, time_s) - 1
        return last if last >= 0 and time_s < self.entries[last].end_s else None

    def pause_after(self, time_s: float) -> float:
        """When whoever speaks then has finished; `time_s` itself if nobody does."""
        number = self.at(time_s)
        return time_s if number is None else self.entries[number].end_s

    def between(self, from_s: float, to_s: float) -> range:
        """The numbers of all turns that may reach into that time."""
        return range(bisect_left(self._starts, from_s - self._longest_s), bisect_right(self._starts, to_s))

    def share(self, speaker: Who) -> float:
        """Of all speaking time, in [0, 1]."""
        return self.seconds.get(speaker, 0.0) / (sum(self.seconds.values()) or 1.0)

    # Corrections

    @property
    def version(self) -> int:
        return self._versions[-1]

    @property
    def unsaved(self) -> bool:
        """Whether there are corrections that no file has."""
        return self.can_undo and self.version != self._saved

    def saved(self, version: int) -> None:
        self._saved = version

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    def corrected(self, number: int) -> bool:
        """Whether a person has said whose turn it is."""
        return self._corrected.get(number, 0) > 0

    def correct(self, number: int, person_id: str | None, name: str | None) -> None:
        """Somebody who was there says whose turn that was; so it is certain."""
        before = self.entries[number]
        self._put(number, replace(before, person_id=person_id, name=name, confidence=1.0))
        self._undo.append((number, before))
        self._corrected[number] = self._corrected.get(number, 0) + 1
        self._made += 1
        self._versions.append(self._made)

    def undo(self) -> int:
        """Takes the last correction back and returns the number of its turn."""
        number, before = self._undo.pop()
        self._put(number, before)
        self._corrected[number] -= 1
        self._versions.pop()
        return number

    def named(self, name: str) -> list[int]:
        """The turns that were given a name which is nobody's enrolled."""
        return [n for n, entry in enumerate(self.entries) if entry.person_id is None and entry.name == name]

    def enrolled(self, name: str, person_id: str) -> None:
        """Who only had a name is enrolled now."""
        for number in self.named(name):
            self._put(number, replace(self.entries[number], person_id=person_id))

    def _put(self, number: int, entry: Entry) -> None:
        self.entries[number], self.speakers[number] = entry, who(entry)
        self.seconds = {}
        for each in self.entries:
            self._count(each)

    def _count(self, entry: Entry) -> None:
        speaker = who(entry)
        self.seconds[speaker] = self.seconds.get(speaker, 0.0) + entry.end_s - entry.start_s
