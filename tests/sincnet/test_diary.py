"""The diary on a real disk: what is kept comes back, and what is deleted is gone from every file of the folder."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from audio.files import read_audio
from audio.segmenter import Utterance
from audio.source import RATE
from sincnet.diary import Diary, KeptSession, KeptUtterance
from sincnet.events import Candidate, Identification, Identified, SpeechStarted, WhoSpeaksError
from sincnet.gallery import Gallery
from sincnet.keeping import Keeper

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
PEOPLE = {"a": "Annabella", "r": "Ravindra", "e": "Eva-Lotta", "m": "Mei-Ling", "z": "Zbigniew"}


def said(seconds: float = 1.0, start_s: float = 0.0, seed: int = 0) -> Utterance:
    samples = np.random.default_rng(seed).uniform(-0.5, 0.5, int(seconds * RATE)).astype(np.float32)
    return Utterance(samples, int(start_s * RATE), complete=True)


def answer(
    person_id: str | None = "a", confidence: float = 0.9, votes: tuple[int, ...] = (0, 0, 4, 1)
) -> Identification:
    first = person_id or "a"
    order = [first, *(other for other in PEOPLE if other != first)]
    candidates = tuple(Candidate(one, PEOPLE[one], 0.5, 2.0, 0.5 / (at + 1)) for at, one in enumerate(order))
    name = PEOPLE[person_id] if person_id else None
    return Identification(name, person_id, confidence, candidates, (0, 0, 4, 1), np.ones(8, np.float32), 21.5, 7)


@pytest.fixture
def diary(tmp_path: Path):
    with Diary(tmp_path / "home") as diary:
        yield diary


def session(began: datetime = NOW, source: str = "Microphone", name: str = "1") -> KeptSession:
    return KeptSession(f"00000000-0000-4000-8000-{int(name):012}", began, source)


def add(
    diary: Diary, person_id: str | None = "a", start_s: float = 0.0, of: KeptSession | None = None
) -> KeptUtterance:
    return diary.add(of or session(), said(1.0, start_s, int(start_s)), answer(person_id), keep_audio=True)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def names_in(folder: Path) -> set[str]:
    found = everything(folder)
    return {name for name in PEOPLE.values() if name.encode() in found}


def test_what_was_said_comes_back_after_a_restart(tmp_path: Path) -> None:
    utterance = said(1.5, 2.0)
    with Diary(tmp_path) as diary:
        told = diary.add(session(), utterance, answer(), keep_audio=True)
        diary.add(session(), said(1.0, 0.5), answer(None, 0.7), keep_audio=False)
    with Diary(tmp_path) as diary:
        (kept,) = diary.sessions()
        assert (kept.began, kept.source, kept.utterances, kept.length_s) == (NOW, "Microphone", 2, 3.5)
        assert [(one.person_id, one.name, one.seconds) for one in kept.speakers] == [
            ("a", "Annabella", 1.5), (None, None, 1.0),
        ]  # fmt: skip
        stranger, anna = diary.utterances(kept.id)
    assert (anna.id, anna.person_id, anna.name, anna.confidence) == (told.id, "a", "Annabella", 0.9)
    assert (anna.start_s, anna.duration_s, anna.answer.compute_ms, anna.answer.windows) == (2.0, 1.5, 21.5, 7)
    assert anna.file is not None
    assert np.abs(read_audio(anna.file) - utterance.samples).max() < 1e-4
    assert (stranger.person_id, stranger.name, stranger.file, stranger.forgotten) == (None, None, None, False)


def test_of_the_candidates_the_best_three_are_kept_and_all_who_were_voted_for(diary: Diary) -> None:
    told = add(diary)
    (kept,) = diary.utterances(session().id)
    assert [one.name for one in kept.answer.candidates] == ["Annabella", "Ravindra", "Eva-Lotta", "Zbigniew"]
    assert [kept.answer.candidates[vote].person_id for vote in kept.answer.window_votes] == ["a", "a", "z", "r"]
    assert kept.answer.candidates[1] == Candidate("r", "Ravindra", 0.5, 2.0, 0.25)
    # What is told at once is no more than that: a page may hold thousands of them.
    assert (told.answer.candidates, told.answer.window_votes) == (kept.answer.candidates, kept.answer.window_votes)
    assert told.answer.embedding.size == told.answer.window_chances.size == 0


def test_sessions_come_latest_first(diary: Diary) -> None:
    for number, days in enumerate((2, 0, 1)):
        add(diary, of=session(NOW - timedelta(days=days), name=str(number)))
    assert [(NOW - one.began).days for one in diary.sessions()] == [0, 1, 2]


def test_a_correction_counts_and_can_be_taken_back(diary: Diary) -> None:
    one = add(diary)
    diary.correct(one.id, "r", "Ravindra")
    (kept,) = diary.utterances(session().id)
    assert (kept.person_id, kept.name, kept.confidence, kept.corrected) == ("r", "Ravindra", 1.0, True)
    assert kept.answer.person_id == "a"
    assert [speaker.person_id for speaker in diary.sessions()[0].speakers] == ["r"]
    diary.correct(one.id, None, None)
    assert diary.utterances(session().id)[0].person_id is None
    diary.take_back(one.id)
    (kept,) = diary.utterances(session().id)
    assert (kept.person_id, kept.corrected, kept.confidence) == ("a", False, 0.9)
    with pytest.raises(WhoSpeaksError, match="was deleted"):
        diary.correct("nobody's", "r", "Ravindra")


def test_of_a_deleted_person_no_name_and_no_sound_is_left(diary: Diary, tmp_path: Path) -> None:
    anna, ravi, corrected = add(diary, "a"), add(diary, "r", 2), add(diary, "e", 4)
    diary.correct(corrected.id, "a", "Annabella")
    assert anna.file and ravi.file and corrected.file
    diary.keep_only({"r", "e", "m", "z"})
    was_anna, was_ravi, was_corrected = diary.utterances(session().id)
    assert (was_anna.person_id, was_anna.name, was_anna.forgotten, was_anna.file) == (None, None, True, None)
    assert (was_corrected.person_id, was_corrected.name, was_corrected.forgotten) == (None, None, True)
    assert was_ravi.name == "Ravindra" and not was_ravi.forgotten
    assert not anna.file.exists() and not corrected.file.exists() and ravi.file.exists()
    assert [c.name for c in was_ravi.answer.candidates] == ["Ravindra", "", "Eva-Lotta", "Zbigniew"]
    assert [(one.person_id, one.forgotten) for one in diary.sessions()[0].speakers] == [(None, True), ("r", False)]
    assert names_in(tmp_path) == {"Ravindra", "Eva-Lotta", "Zbigniew"}
    diary.take_back(was_corrected.id)
    assert diary.utterances(session().id)[2].name == "Eva-Lotta"
    diary.correct(was_anna.id, "r", "Ravindra")
    assert not diary.utterances(session().id)[0].forgotten


def test_a_deleted_session_is_gone_from_every_file(diary: Diary, tmp_path: Path) -> None:
    one, other = add(diary, of=session(name="1")), add(diary, "r", of=session(name="2", source="Parlour"))
    assert one.file and other.file
    assert b"Parlour" in everything(tmp_path)
    diary.delete_session(session(name="2").id)
    assert [kept.id for kept in diary.sessions()] == [session(name="1").id]
    assert one.file.exists() and not other.file.exists() and not other.file.parent.exists()
    assert b"Parlour" not in everything(tmp_path)
    diary.delete_all()
    assert diary.sessions() == [] and names_in(tmp_path) == set() and not one.file.exists()
    diary.delete_all()  # of nothing, once more


def test_what_was_kept_since_some_moment_goes(diary: Diary) -> None:
    midnight = NOW.replace(hour=0, minute=0)
    add(diary, of=session(midnight - timedelta(hours=3), name="1"))
    add(diary, start_s=5, of=session(midnight - timedelta(seconds=3), name="2"))  # past midnight
    add(diary, of=session(NOW, name="3"))
    assert [one.id for one in diary.sessions_since(midnight)] == [session(name=name).id for name in "32"]
    diary.delete_since(midnight)
    assert [one.id for one in diary.sessions()] == [session(name="1").id]
    diary.delete_before(midnight)
    assert diary.sessions() == []


def test_what_a_crash_left_is_swept(tmp_path: Path) -> None:
    with Diary(tmp_path) as diary:
        kept = add(diary)
    assert kept.file
    orphan = kept.file.with_name("00000000-0000-4000-8000-00000000000f.flac")
    orphan.write_bytes(kept.file.read_bytes())
    Diary(tmp_path).close()
    assert kept.file.exists() and not orphan.exists()


def test_sound_that_is_missing_is_not_promised(diary: Diary) -> None:
    kept = add(diary)
    assert kept.file
    kept.file.unlink()
    assert diary.utterances(session().id)[0].file is None


def test_what_was_said_before_two_people_were_merged_is_one_persons(diary: Diary) -> None:
    add(diary, "a"), add(diary, "r", 2), add(diary, "e", 4)
    (kept,) = diary.sessions({"a": "r"})
    assert [(one.person_id, one.seconds) for one in kept.speakers] == [("r", 2.0), ("e", 1.0)]
    first, *_ = diary.utterances(kept.id, {"a": "r"})
    assert first.person_id == "r" and first.answer.candidates[0].person_id == "r"
    assert diary.utterances(kept.id)[0].person_id == "a"


# Keeping, as the user wishes


class Chosen:
    keep_sessions = True
    keep_audio = True
    keep_strangers = False
    retention_days = 0


def identified(person_id: str | None = "a", start_s: float = 0.0) -> Identified:
    return Identified(said(1.0, start_s), answer(person_id))


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


@pytest.fixture
def keeper(tmp_path: Path, chosen: Chosen):
    keeper = Keeper(tmp_path / "home", lambda: chosen)
    assert keeper.open(PEOPLE.keys()) is None
    yield keeper
    keeper.close()


def test_a_session_begins_with_its_first_utterance(keeper: Keeper) -> None:
    assert keeper.diary is not None
    keeper.begin("Microphone")
    assert keeper.keep(SpeechStarted(0)) is None and keeper.diary.sessions() == []
    kept = keeper.keep(identified())
    assert kept is not None and kept.file is not None
    keeper.keep(identified("r", 3))
    keeper.begin("talk.flac")
    keeper.keep(identified())
    assert [(one.source, one.utterances) for one in keeper.diary.sessions()] == [("talk.flac", 1), ("Microphone", 2)]
    assert abs(keeper.diary.sessions()[0].began - datetime.now(UTC)) < timedelta(minutes=1)


def test_wishes_count_from_the_next_utterance_on(keeper: Keeper, chosen: Chosen) -> None:
    assert keeper.diary is not None
    keeper.begin("Microphone")
    chosen.keep_audio = False
    kept = keeper.keep(identified())
    assert kept is not None and kept.file is None
    chosen.keep_sessions = False
    assert keeper.keep(identified("a", 3)) is None
    chosen.keep_sessions = True
    keeper.keep(identified("a", 6))
    assert keeper.diary.sessions()[0].utterances == 2


def test_the_sound_of_strangers_is_kept_only_if_that_is_wished(keeper: Keeper, chosen: Chosen) -> None:
    assert keeper.diary is not None
    keeper.begin("Microphone")
    stranger = keeper.keep(identified(None))
    assert stranger is not None and stranger.file is None
    chosen.keep_strangers = True
    stranger, anna, wrong = (keeper.keep(identified(who, at)) for at, who in ((3, None), (6, "a"), (9, "r")))
    assert stranger is not None and anna is not None and wrong is not None
    keeper.diary.correct(wrong.id, None, None)  # it was a stranger after all
    keeper.begin("Microphone")
    assert all(one.file is not None and one.file.exists() for one in (stranger, anna, wrong))
    chosen.keep_strangers = False
    keeper.begin("Microphone")
    left = [one.file is not None for one in keeper.diary.utterances(stranger.session_id)]
    assert left == [False, False, True, False]
    assert anna.file is not None and anna.file.exists()
    assert not any(one.file.exists() for one in (stranger, wrong) if one.file is not None)


def test_the_sound_of_strangers_from_before_goes_when_the_diary_is_opened(tmp_path: Path, chosen: Chosen) -> None:
    with Diary(tmp_path) as diary:
        old = add(diary, None)
    keeper = Keeper(tmp_path, lambda: chosen)
    assert keeper.open(PEOPLE.keys()) is None and keeper.diary is not None
    assert old.file is not None and not old.file.exists()
    (kept,) = keeper.diary.sessions()
    assert (kept.utterances, kept.length_s) == (1, 1.0)
    keeper.close()


def test_a_session_deleted_while_it_runs_goes_on_anew(keeper: Keeper) -> None:
    assert keeper.diary is not None
    keeper.begin("Microphone")
    keeper.keep(identified())
    keeper.diary.delete_all()
    keeper.keep(identified("r", 5))
    (again,) = keeper.diary.sessions()
    assert [speaker.name for speaker in again.speakers] == ["Ravindra"]


@pytest.mark.parametrize(("days", "left"), [(0, 2), (30, 1), (400, 2)])
def test_old_sessions_go_when_the_diary_is_opened(tmp_path: Path, chosen: Chosen, days: int, left: int) -> None:
    with Diary(tmp_path) as diary:
        old = add(diary, of=session(datetime.now(UTC) - timedelta(days=31), name="1"))
        add(diary, of=session(datetime.now(UTC) - timedelta(days=29), name="2"))
    chosen.retention_days = days
    keeper = Keeper(tmp_path, lambda: chosen)
    assert keeper.open(PEOPLE.keys()) is None and keeper.diary is not None
    assert len(keeper.diary.sessions()) == left
    assert old.file is not None and old.file.exists() == (left == 2)
    keeper.close()


def test_old_sessions_go_when_a_program_that_runs_on_listens_again(keeper: Keeper, chosen: Chosen) -> None:
    assert keeper.diary is not None
    add(keeper.diary, of=session(datetime.now(UTC) - timedelta(days=31), name="1"))
    chosen.retention_days = 30
    keeper.begin("Microphone")
    assert keeper.diary.sessions() == []


def test_who_was_deleted_elsewhere_is_forgotten_when_the_diary_is_opened(tmp_path: Path, chosen: Chosen) -> None:
    with Diary(tmp_path) as diary:
        add(diary)
    keeper = Keeper(tmp_path, lambda: chosen)
    keeper.open({"r"})
    keeper.close()
    assert names_in(tmp_path) == {"Ravindra"}


def test_a_diary_that_cannot_be_read_is_one_sentence_and_nothing_else_breaks(tmp_path: Path, chosen: Chosen) -> None:
    (tmp_path / "diary.sqlite3").write_bytes(b"no database at all" * 100)
    keeper = Keeper(tmp_path, lambda: chosen)
    assert "damaged" in str(keeper.open([]))
    keeper.begin("Microphone")
    assert keeper.keep(identified()) is None
    keeper.keep_only([])
    keeper.close()


def test_a_disk_that_fails_is_told_once_a_session(keeper: Keeper, tmp_path: Path) -> None:
    keeper.begin("Microphone")
    (tmp_path / "home" / "sessions").write_text("a file where the folder should be")
    with pytest.raises(WhoSpeaksError):
        keeper.keep(identified())
    assert keeper.keep(identified("a", 3)) is None
    (tmp_path / "home" / "sessions").unlink()
    assert keeper.keep(identified("a", 6)) is not None


def test_who_was_merged_is_known_and_who_was_deleted_is_not(tmp_path: Path) -> None:
    with Gallery(tmp_path) as gallery:
        anna, eva, mei = (gallery.add(name, [], [], "m") for name in ("Anna", "Eva", "Mei"))
        first = gallery.merging.merge(anna.id, eva.id)
        assert gallery.merging.heirs() == {anna.id: eva.id}
        second = gallery.merging.merge(eva.id, mei.id)
        assert gallery.merging.heirs() == {anna.id: mei.id, eva.id: mei.id}
        assert gallery.known_ids() == {anna.id, eva.id, mei.id}
        gallery.merging.part(second)
        assert gallery.merging.heirs() == {anna.id: eva.id}
        gallery.delete(eva.id)
        assert gallery.known_ids() == {mei.id} and gallery.merging.heirs() == {}
        assert first.into == eva.id
