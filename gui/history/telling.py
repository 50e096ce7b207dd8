"""Dates, names and certainty of what was kept, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from gui import words
from gui.roster import Roster
from sincnet.diary import KeptSession, KeptUtterance, Speaker
from sincnet.events import Identification


def day(moment: datetime, now: datetime | None = None) -> str:
    """Today, Yesterday, Wed 4 March, or with the year where it is another one."""
    here, today = moment.astimezone().date(), (now or datetime.now()).date()
    if here == today:
        return _tr("Today")
    if here == today - timedelta(days=1):
        return _tr("Yesterday")
    form = "ddd d MMMM" if here.year == today.year else "d MMMM yyyy"
    return QLocale().toString(QDate(here.year, here.month, here.day), form)


def when(moment: datetime) -> str:
    return f"{day(moment)}, {moment.astimezone():%H:%M}"


def time_of(session: KeptSession, utterance: KeptUtterance) -> str:
    """The time of day at which it was said."""
    return f"{(session.began + timedelta(seconds=utterance.start_s)).astimezone():%H:%M:%S}"


def length(seconds: float) -> str:
    """How long a session was."""
    if seconds < 60:
        return _tr("{0} s").format(round(seconds))
    return _tr("{0} min").format(round(seconds / 60))


def somebody() -> str:
    return _tr("Somebody deleted")


def speaker_name(speaker: Speaker, roster: Roster) -> str:
    if speaker.forgotten:
        return somebody()
    member = roster.member(speaker.person_id)
    return member.name if member is not None else speaker.name or _tr("New voice")


def answer_now(utterance: KeptUtterance, roster: Roster) -> Identification:
    """What was answered, with the names that people have now."""

    def name(person_id: str | None, before: str | None) -> str:
        member = roster.member(person_id)
        return member.name if member is not None else before or somebody()

    said = utterance.answer
    candidates = tuple(replace(one, name=name(one.person_id, one.name)) for one in said.candidates)
    speaker = None if said.speaker is None else name(said.person_id, said.speaker)
    return replace(said, candidates=candidates, speaker=speaker)


def name_of(utterance: KeptUtterance, roster: Roster) -> str:
    """Who it was, as far as anybody knows; one name."""
    speaker = Speaker(utterance.person_id, utterance.name, utterance.forgotten, 0.0)
    return speaker_name(speaker, roster)


def headline(utterance: KeptUtterance, roster: Roster) -> str:
    """Who it was, or between whom that was open."""
    if utterance.corrected or utterance.forgotten:
        return name_of(utterance, roster)
    return words.headline(answer_now(utterance, roster))


def verdict(utterance: KeptUtterance, roster: Roster) -> str:
    """How sure that is."""
    if utterance.forgotten:
        return _tr("no name is kept")
    if utterance.corrected:
        return _tr("you said so")
    return words.verdict(answer_now(utterance, roster))


def measured(utterance: KeptUtterance, roster: Roster) -> str:
    """The same with its probability, where one was worked out and still stands."""
    if utterance.forgotten or utterance.corrected:
        return verdict(utterance, roster)
    return words.measured(answer_now(utterance, roster))


def _tr(text: str) -> str:
    return QCoreApplication.translate("history", text)
