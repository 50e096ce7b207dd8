from gui.live.talk import Stretch, Talk


def told(talk: Talk) -> list[tuple[str | None, float]]:
    return [(stretch.person_id, stretch.seconds) for stretch in talk.stretches()]


def test_turns_of_one_person_in_a_row_are_one_stretch() -> None:
    talk = Talk()
    for person_id, seconds in (("a", 1.0), ("a", 2.0), (None, 1.0), ("b", 4.0), ("a", 0.5)):
        talk.spoke(person_id, seconds)
    assert told(talk) == [("a", 3.0), (None, 1.0), ("b", 4.0), ("a", 0.5)]
    assert talk.totals() == [Stretch("b", 4.0), Stretch("a", 3.5), Stretch(None, 1.0)]


def test_what_is_said_right_now_counts_once() -> None:
    talk = Talk()
    talk.spoke("a", 2.0)
    talk.speaking("b", 1.0)
    talk.speaking("b", 1.2)
    assert told(talk) == [("a", 2.0), ("b", 1.2)]
    assert talk.totals() == [Stretch("a", 2.0), Stretch("b", 1.2)]
    talk.spoke("a", 1.5)  # it was she after all
    assert told(talk) == [("a", 3.5)]
    talk.speaking("b", 0.9)
    talk.nothing_said()
    assert told(talk) == [("a", 3.5)]


def test_who_was_deleted_is_a_stranger_from_then_on() -> None:
    talk = Talk()
    for person_id in ("a", "b", None):
        talk.spoke(person_id, 1.0)
    talk.keep({"a"})
    assert told(talk) == [("a", 1.0), (None, 2.0)]
    assert talk.totals() == [Stretch(None, 2.0), Stretch("a", 1.0)]


def test_hours_take_no_more_room_than_minutes() -> None:
    talk = Talk()
    for number in range(5000):
        talk.spoke("ab"[number % 2], 1.0)
    assert len(talk.stretches()) <= 400
    assert sum(total.seconds for total in talk.totals()) == 5000
