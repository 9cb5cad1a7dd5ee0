"""Passwords are kept as hashes, names are compared in one form, and guessing takes ever longer."""

import pytest

from atlas.facts.editors import (
    FIRST_WAIT_S,
    FORGOTTEN_AFTER_S,
    FREE_TRIES,
    LONGEST_WAIT_S,
    Editor,
    Roster,
    Tries,
    clean_name,
    hashed,
    is_hash,
    tried_by,
    verify,
)
from layers.errors import DataError

TYPED = "seven grey herons"
# Made once: parametrized names must be the same in every process that runs the tests.
LINE = "scrypt$15$8$3$K1k0KFJgHQJXXdGWIaEZ8g$YnZmurMea5_rjDAk7jYRoQ"
# The same at the lowest cost that is taken, where it is not the hashing that is tested.
QUICK = "scrypt$10$8$1$VCn5T9x85eiHUE8MmNjIxg$gZtMARme61VSaKL8a6pA1Q"
KEYS = ("name Li", "address 10.0.0.1")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing in milliseconds."""
    monkeypatch.setattr("atlas.facts.editors.COST", 10)
    monkeypatch.setattr("atlas.facts.editors.LANES", 1)


def test_a_password_is_known_by_its_hash() -> None:
    assert verify(TYPED, LINE)


@pytest.mark.slow
def test_a_password_is_known_by_its_new_hash_and_no_other_is() -> None:
    assert verify(TYPED, hashed(TYPED))
    assert not verify(TYPED + " ", LINE)


@pytest.mark.usefixtures("cheap")
def test_the_same_password_is_hashed_to_another_line_each_time() -> None:
    assert hashed(TYPED) != hashed(TYPED)


def test_a_hash_can_stand_in_the_setting() -> None:
    line = hashed(TYPED)
    assert is_hash(line)
    assert not set(line) & set(",: \n\"'")


@pytest.mark.usefixtures("cheap")
def test_a_password_typed_on_another_keyboard_is_the_same() -> None:
    assert verify("cafe\u0301 au lait", hashed("café au lait"))


@pytest.mark.parametrize("password", ["", "short", "123456789", "x" * 1001])
def test_a_password_of_bad_length_is_refused(password: str) -> None:
    with pytest.raises(DataError, match="Take 10 or more"):
        hashed(password)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "secret",
        "plain$15$8$3$" + LINE.split("$", 4)[4],
        LINE[:-3],
        LINE + "$",
        LINE.replace("$15$", "$40$"),
        LINE.replace("$15$", "$1$"),
        LINE.replace("$8$", "$0$"),
        LINE.replace("$3$", "$99999$"),
        LINE.replace("$3$", "$three$"),
        "scrypt$15$8$3$****$****",
    ],
)
def test_a_line_that_is_no_hash_lets_nobody_in(line: str) -> None:
    assert not is_hash(line)
    assert not verify(TYPED, line)


def test_a_very_long_password_is_not_even_hashed() -> None:
    assert not verify("x" * 10_000_000, LINE)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" 李  ", "李"),
        ("Andre\u0301", "André"),
        ("", ""),
        ("a:b", ""),
        ("two\nlines", ""),
        ("Li\u202e", ""),
        ("Li\u200b", ""),
        ("\ud800", ""),
        ("x" * 61, ""),
    ],
)
def test_a_name_has_one_form(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.usefixtures("cheap")
def test_the_roster_knows_its_editors_only() -> None:
    roster = Roster([f"李:{QUICK}", f"André:{hashed('another password')}"])
    assert roster.check("李", TYPED) == Editor("李")
    assert roster.check("Andre\u0301", "another password") == Editor("André")
    assert roster.check("André", TYPED) is None
    assert roster.check("", TYPED) is None
    assert roster.check("nobody", TYPED) is None


def test_an_unknown_name_is_hashed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(
        "atlas.facts.editors._scrypt", lambda *_a, **k: seen.append(str(k)) or b"-" * 15 + b"+"
    )
    Roster([f"Li:{LINE}"]).check("nobody", TYPED)
    Roster([f"Li:{LINE}"]).check("Li", TYPED)
    assert len(seen) == 2
    assert seen[0] == seen[1]  # the same work


def test_the_stand_in_for_nobody_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas.facts.editors._scrypt", lambda *_a, **_k: b"-" * 16)
    assert Roster([]).check("nobody", TYPED) is None


def test_five_tries_are_free_and_then_waiting_grows() -> None:
    tries, at, waits = Tries(), 0.0, []
    for _ in range(FREE_TRIES):
        assert tries.begin(KEYS, at=at) == 0
    for _ in range(7):
        wait = tries.begin(KEYS, at=at)
        assert wait > 0
        waits.append(wait - 1)
        at += wait
        assert tries.begin(KEYS, at=at) == 0
    assert waits[:3] == [FIRST_WAIT_S, 2 * FIRST_WAIT_S, 4 * FIRST_WAIT_S]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT_S


def test_asking_while_waiting_makes_no_longer_wait() -> None:
    tries = Tries()
    for _ in range(FREE_TRIES):
        tries.begin(KEYS, at=0.0)
    assert [tries.begin(KEYS, at=10.0) for _ in range(50)] == [FIRST_WAIT_S - 10 + 1] * 50


def test_a_name_waits_wherever_it_is_tried_and_an_address_with_any_name() -> None:
    tries = Tries()
    for number in range(FREE_TRIES):
        tries.begin(("name Li", f"address {number}"), at=0.0)
        tries.begin((f"name {number}", "address x"), at=0.0)
    assert tries.begin(("name Li", "address y"), at=1.0)
    assert tries.begin(("name Wu", "address x"), at=1.0)
    assert not tries.begin(("name Wu", "address y"), at=1.0)


def test_a_right_password_frees_the_name_and_gives_the_address_one_try_back() -> None:
    tries = Tries()
    for _ in range(FREE_TRIES):
        assert tries.begin(KEYS, at=0.0) == 0
        tries.right(*KEYS)
    for _ in range(FREE_TRIES):
        assert tries.begin(KEYS, at=0.0) == 0
    assert tries.begin(KEYS, at=0.0) > 0


def test_ones_own_account_gives_no_free_tries_at_anothers() -> None:
    tries = Tries()
    for number in range(FREE_TRIES):
        tries.begin((f"name {number}", "address x"), at=0.0)
        if tries.begin(("name Own", "address x"), at=0.0) == 0:
            tries.right("name Own", "address x")
    assert tries.begin(("name Own", "address x"), at=0.0) > 0


def test_wrong_tries_are_forgotten_after_an_hour() -> None:
    tries = Tries()
    for _ in range(FREE_TRIES):
        tries.begin(KEYS, at=0.0)
    later = FIRST_WAIT_S + FORGOTTEN_AFTER_S + 1.0
    assert [tries.begin(KEYS, at=later) for _ in range(FREE_TRIES)] == [0] * FREE_TRIES


def test_the_memory_for_tries_is_bounded() -> None:
    tries = Tries(most=10)
    for number in range(1000):
        tries.begin((f"name {number}", f"address {number}"), at=0.0)
    assert len(tries._counts) == 10


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("unknown", "unknown", True),
    ],
)
def test_one_network_is_one_address(one: str, other: str, same: bool) -> None:
    assert (tried_by("Li", one) == tried_by("Li", other)) is same
