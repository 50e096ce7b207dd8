import logging
import os
import threading

import pytest

from audio.chatter import chatter_to_log


def say(words: str) -> None:
    """Write to stderr as a C library does, past Python."""
    os.write(2, words.encode())


@pytest.fixture(autouse=True)
def debug(caplog):
    caplog.set_level(logging.DEBUG, "audio.chatter")


def test_what_a_library_says_goes_to_the_log_and_nowhere_else(caplog, capfd):
    with chatter_to_log():
        say("ALSA lib: cannot find card 0\n\njack server is not running\n")
    say("after\n")
    assert caplog.messages == ["ALSA lib: cannot find card 0", "jack server is not running"]
    assert capfd.readouterr().err == "after\n"


def test_stderr_comes_back_after_an_error_and_after_nesting(caplog, capfd):
    with pytest.raises(KeyError), chatter_to_log():
        with chatter_to_log():
            say("inner\n")
        say("outer\n")
        raise KeyError
    say("after\n")
    assert caplog.messages == ["inner", "outer"]
    assert capfd.readouterr().err == "after\n"


def test_threads_take_turns_and_no_word_is_lost(caplog, capfd):
    def talk(name: str) -> None:
        for index in range(20):
            with chatter_to_log():
                say(f"{name}{index}\n")

    threads = [threading.Thread(target=talk, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = {f"{name}{index}" for name in "abcd" for index in range(20)}
    assert set(caplog.messages) == expected
    assert len(caplog.messages) == len(expected)
    assert capfd.readouterr().err == ""


def test_a_lot_of_it_blocks_nobody(caplog):
    with chatter_to_log():
        for _ in range(300):
            say("x" * 999 + "\n")
    assert len(caplog.messages) == 300
