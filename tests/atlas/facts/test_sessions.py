"""Who is signed in stays so while they work, and no longer."""

from concurrent.futures import ThreadPoolExecutor

from atlas.facts.editors import Editor
from atlas.facts.sessions import IDLE_S, Sessions

LI = Editor("Li")
HOURS = 3_600


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def sessions(clock: Clock, most: int = 200) -> Sessions:
    return Sessions(clock=clock, longest_s=10 * HOURS, most=most)


def test_a_token_says_who_is_signed_in() -> None:
    held = sessions(Clock())
    assert held.editor(held.begin(LI)) == LI


def test_a_made_up_token_is_nobody() -> None:
    held = sessions(Clock())
    token = held.begin(LI)
    assert [held.editor(other) for other in ("", token[:-1], token + "x", "\ud800")] == [None] * 4


def test_tokens_are_long_and_never_the_same() -> None:
    held = sessions(Clock())
    tokens = {held.begin(LI) for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43  # 32 random bytes


def test_the_token_itself_is_not_kept() -> None:
    held = sessions(Clock())
    assert held.begin(LI).encode() not in held._held


def test_a_session_without_use_ends_after_two_hours() -> None:
    clock = Clock()
    held = sessions(clock)
    token = held.begin(LI)
    clock.at = IDLE_S
    assert held.editor(token) == LI
    clock.at += IDLE_S + 1
    assert held.editor(token) is None
    assert len(held) == 0


def test_a_session_in_use_ends_after_the_hours_of_the_setting() -> None:
    clock = Clock()
    held = sessions(clock)
    token = held.begin(LI)
    for hour in range(11):
        clock.at = hour * HOURS
        assert held.editor(token) == LI
    clock.at = 10 * HOURS + 1
    assert held.editor(token) is None


def test_signing_out_ends_this_session_only() -> None:
    held = sessions(Clock())
    one, other = held.begin(LI), held.begin(LI)
    held.end(one)
    held.end("unknown")
    assert (held.editor(one), held.editor(other)) == (None, LI)


def test_there_is_room_for_so_many_and_the_one_unused_for_longest_goes() -> None:
    held = sessions(Clock(), most=3)
    tokens = [held.begin(Editor(str(number))) for number in range(3)]
    held.editor(tokens[0])
    held.begin(LI)
    assert [held.editor(token) is None for token in tokens] == [False, True, False]


def test_many_threads_sign_in_and_out() -> None:
    held = sessions(Clock())

    def work(number: int) -> bool:
        token = held.begin(Editor(str(number)))
        right = held.editor(token) == Editor(str(number))
        held.end(token)
        return right and held.editor(token) is None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(150)))
    assert len(held) == 0
