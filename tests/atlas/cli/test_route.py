"""``route`` answers in words and as JSON, refuses what it can't mean, and says what to take back."""

import json
from pathlib import Path
from typing import Any

import pytest

from atlas.cli import main
from tests.conftest import GEO


@pytest.fixture(autouse=True)
def store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder: Path = tmp_path_factory.getbasetemp() / "route"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("ATLAS_STORE", str(folder / "atlas.gpkg"))
    monkeypatch.setenv("ATLAS_DATA", str(GEO))


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["route", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    status, out, _ = asked(capsys, *words, "--json")
    return status, json.loads(out)


def test_itineraries_come_as_the_contract_says(capsys: pytest.CaptureFixture[str]) -> None:
    status, data = answer(capsys, "cn-changchun", "de-hamburg", "--cargo-t", "20",
                          "--depart", "2026-12-01", "--by", "2026-12-25")
    assert status == 0
    days = [item["days"]["p50"] for item in data["itineraries"] if item["days"]]
    assert days == sorted(days)
    for item in data["itineraries"]:
        assert item["km"] == pytest.approx(sum(leg["km"] for leg in item["legs"]), abs=0.5)
        assert item["days"] is None or item["days"]["p10"] <= item["days"]["p50"] <= item["days"]["p90"]
        assert item["cost_usd"] is not None or item["cost_reason"]
        assert 0 <= item["probability"] <= 1
        for leg in item["legs"]:
            assert leg["basis"] in {"published", "derived", "estimated", "computed"}


def test_a_name_in_any_script_is_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    one = answer(capsys, "长春", "Гамбург", "--mode", "rail")
    two = answer(capsys, "cn-changchun", "de-hamburg", "--mode", "rail")
    assert one == two


def test_a_mode_a_via_and_what_to_avoid_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    _, data = answer(capsys, "cn-changchun", "de-hamburg", "--mode", "sea")
    assert {item["mode"] for item in data["itineraries"]} == {"sea"}
    _, data = answer(capsys, "cn-changchun", "de-hamburg", "--via", "via-erenhot")
    assert [item["id"] for item in data["itineraries"]] == ["via-erenhot"]
    _, data = answer(capsys, "cn-changchun", "de-hamburg", "--mode", "rail", "--avoid",
                     "manzhouli-zabaikalsk")
    assert "via-manzhouli" not in [item["id"] for item in data["itineraries"]]
    assert data["itineraries"]


def test_without_a_way_the_smallest_thing_to_take_back_is_said(
    capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("cn-changchun", "de-hamburg", "--mode", "rail", "--avoid", "x-brest-terespol")
    assert answer(capsys, *words) == (1, {"itineraries": [], "relax": [["x-brest-terespol"]]})
    status, out, _ = asked(capsys, *words)
    assert status == 1
    assert "x-brest-terespol" in out


def test_more_cargo_emits_more_in_proportion(capsys: pytest.CaptureFixture[str]) -> None:
    _, one = answer(capsys, "cn-changchun", "de-hamburg", "--via", "via-manzhouli", "--cargo-t", "10")
    _, two = answer(capsys, "cn-changchun", "de-hamburg", "--via", "via-manzhouli", "--cargo-t", "20")
    low, high = (data["itineraries"][0]["co2e_kg"] for data in (one, two))
    assert high == pytest.approx(2 * low, rel=0.01)


@pytest.mark.parametrize(("words", "said"), [
    (("cn-changchun", "hambourg"), "de-hamburg"),
    (("cn-changchun", "de-hamburg", "--avoid", "manzouli"), "no place, border, passage or country"),
    (("cn-changchun", "de-hamburg", "--preset", "nonsense"), "no what-if"),
    (("cn-changchun", "de-hamburg", "--via", "cn-atlantis"), "cn-atlantis"),
    (("cn-changchun", "de-hamburg", "--via", "via-manzouli"), "via-manzhouli"),
    (("cn-changchun", "cn-changchun"), "the same place"),
])
def test_what_is_unknown_is_refused_with_what_comes_near(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = asked(capsys, *words)
    assert (status, out) == (1, "")
    assert said in err


@pytest.mark.parametrize("words", [
    (), ("cn-changchun",), ("a", "b", "--cargo-t", "-1"), ("a", "b", "--cargo-t", "nan"),
    ("a", "b", "--depart", "tomorrow"), ("a", "b", "--by", "9999-12-31"), ("a", "b", "--dwell", "x"), ("a", "b", "--mode", "space"),
])
def test_wrong_usage_is_said(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["route", *words])
    assert stopped.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_words_say_estimate_and_whole_days(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = asked(capsys, "cn-changchun", "de-hamburg", "--via", "via-manzhouli")
    assert "estimate" in out
    assert "days, typically" in out


def test_published_distances_stand_beside_ours(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = asked(capsys, "--distances")
    assert status == 0
    assert "| ru-moscow | ru-kirov | rail | 917.0 | 917.0 |" in out


def test_a_refusal_is_json_too_where_json_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = asked(capsys, "cn-changchun", "nowhere", "--json")
    data = json.loads(out)
    assert status == 1
    assert data["itineraries"] == []
    assert data["error"] in err


def test_what_to_take_back_is_named_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = asked(capsys, "cn-changchun", "de-hamburg", "--mode", "rail", "--avoid", "ru")
    assert status == 1
    assert "Russia (RU)" in out


def test_a_date_to_arrive_by_gives_the_chance(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = asked(capsys, "长春", "Hamburg", "--via", "via-erenhot", "--depart", "2026-12-01",
                      "--by", "2027-01-31", "--lang", "zh")
    assert "%" in out
    assert "assumption" not in out
