"""In the history: what was taken for somebody else is put right, and learned from when the user says so."""

from PySide6.QtCore import Qt

from gui.settings.view import SettingsView
from tests.gui.history_staging import Done, correct, heard, rows, select
from tests.gui.staging import OpenStage


def test_a_correction_counts_and_can_be_undone(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    correct(stage, page, 0, "Ravi")
    stage.bot.waitUntil(lambda: rows(page) == ["Ravi", "Ravi", "New voice"])
    assert "you said so" in str(page.utterances.model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert page.utterances.choices.learn.isVisible()
    assert stage.recogniser.added == []  # nothing is learned silently
    stage.window.banner.undo.click()
    stage.bot.waitUntil(lambda: rows(page) == ["Anna", "Ravi", "New voice"])
    assert not page.utterances.choices.learn.isVisible()


def test_what_was_put_right_is_learned_from_when_the_user_says_so(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    correct(stage, page, 0, "Ravi")
    stage.bot.waitUntil(page.utterances.choices.learn.isVisible)
    page.utterances.choices.learn.click()
    question = page.correcting.question
    assert question is not None
    assert stage.recogniser.added == []
    with stage.bot.waitSignal(stage.window.bus.undoable):
        question.yes.click()
    ((name, clips, _),) = stage.recogniser.added
    assert name == "Ravi"
    assert len(clips[0]) == page.utterances.model.shown[0].samples
    assert stage.recogniser.consents[-1] is not None


def test_a_stranger_gets_a_name_and_is_enrolled(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)  # the stranger's sound is in memory only
    correct(stage, page, 2, "Zoe")
    stage.bot.waitUntil(lambda: rows(page)[2] == "Zoe")
    correct(stage, page, 0, "Zoe")
    stage.bot.waitUntil(lambda: rows(page)[0] == "Zoe")
    page.utterances.choices.learn.click()
    assert page.correcting.question is not None
    with stage.bot.waitSignal(stage.window.bus.news):
        page.correcting.question.yes.click()
    zoe = stage.recogniser.gallery.find("Zoe")
    assert zoe is not None and len(stage.recogniser.enrolled[0][1]) == 2
    stage.bot.waitUntil(lambda: page.utterances.model.shown[0].person_id == zoe.id)
    assert page.utterances.model.shown[2].person_id == zoe.id


def test_where_no_sound_was_kept_the_page_says_so_and_leads_to_the_setting(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage, keep_audio=False)
    correct(stage, page, 2, "Ravi")
    actions = page.utterances.choices
    stage.bot.waitUntil(lambda: "nothing can be learned" in actions.note.text())
    assert not actions.learn.isVisible() and stage.recogniser.added == []
    actions.privacy.click()
    settings = stage.window.pages.front
    assert isinstance(settings, SettingsView) and settings.privacy.isVisible()


def test_who_is_deleted_is_somebody_from_then_on(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    anna, done = stage.recogniser.gallery.find("Anna"), Done()
    assert anna is not None
    file = page.utterances.model.shown[0].file
    stage.session.change_people(lambda recogniser: recogniser.delete(anna.id), done.take)
    stage.bot.waitUntil(lambda: rows(page)[0] == "Somebody deleted")
    assert file is not None and not file.exists()
    select(page, 0)
    page.utterances.choices.why.click()
    assert page.why.heading.text() == "Somebody deleted" and "Anna" not in page.why.sentence.text()


def test_who_is_renamed_or_merged_has_the_new_name(open_stage: OpenStage) -> None:
    stage, page = heard(open_stage)
    gallery = stage.recogniser.gallery
    anna, ravi, done = gallery.find("Anna"), gallery.find("Ravi"), Done()
    assert anna is not None and ravi is not None
    stage.session.change_people(lambda recogniser: recogniser.rename(anna.id, "Annika"), done.take)
    stage.bot.waitUntil(lambda: rows(page) == ["Annika", "Ravi", "New voice"])
    stage.session.change_people(lambda recogniser: recogniser.gallery.merging.merge(anna.id, ravi.id), done.take)
    stage.bot.waitUntil(lambda: rows(page) == ["Ravi", "Ravi", "New voice"])
    assert page.utterances.model.shown[0].file is not None
