"""The command line answers, refuses with 1 and says wrong usage with 2."""

import json
import os
import socket
from pathlib import Path

import pytest

from atlas.cli import COMMANDS, main
from atlas.cli.facts import trace
from atlas.cli.serve import address, command_line
from atlas.config import Settings
from layers.catalog import open_catalog
from layers.read import documents


@pytest.fixture
def settings(small: Path, tmp_path: Path) -> Settings:
    return Settings(data=small, store=tmp_path / "atlas.gpkg")


def spoilt(settings: Settings) -> None:
    (settings.data / "catalog.toml").write_text("[[layers", "utf-8")


def test_a_right_atlas_passes_the_check(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"], settings=settings) == 0
    assert capsys.readouterr().out == "No problem found.\n"


def test_what_the_check_finds_is_printed_and_refused(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt(settings)
    assert main(["check", "--json"], settings=settings) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert problems[0]["file"] == "catalog.toml"
    assert set(problems[0]) == {"file", "record", "field", "what", "do"}


def test_another_folder_can_be_checked(small: Path) -> None:
    assert main(["check", "--data", str(small)], settings=Settings()) == 0


def test_build_prints_version_and_path(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--json"], settings=settings) == 0
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["version"]) == 12
    assert Path(answer["store"]).exists()


def test_build_refuses_what_the_check_refuses(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt(settings)
    assert main(["build"], settings=settings) == 1
    assert "catalog.toml" in capsys.readouterr().err
    assert not settings.store.exists()


def test_traced_figures_come_with_everything_to_check_them(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["facts", "trace", "--json", "--seed", "1"], settings=settings) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["seed"] == 1
    figure = next(item for item in answer["figures"] if item["claim"] == "park-one.area.1")
    assert figure["shown"] == "210 km²"
    assert figure["publisher"] == "The city"
    assert figure["link"] == "https://example.org/park"
    assert all(
        all(item[key] for key in ("entity", "label", "as_of", "grade"))
        for item in answer["figures"]
    )


def test_traced_figures_read_as_words(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["facts", "trace", "--lang", "zh", "--count", "1"], settings=settings) == 0
    assert "第一园区" in capsys.readouterr().out


def test_the_same_seed_draws_the_same_figures(small: Path) -> None:
    catalog = open_catalog(documents(small), version="0" * 12)
    draws = [trace(catalog, count=1, seed=seed, lang="en") for seed in (3, 3, *range(20))]
    assert draws[0] == draws[1]
    assert len({draw[0]["claim"] for draw in draws}) > 1


@pytest.mark.parametrize(
    "wrong", [[], ["dance"], ["check", "--loud"], ["facts"], ["facts", "trace", "--count", "x"]]
)
def test_wrong_usage_is_said_with_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong, settings=Settings())
    assert stopped.value.code == 2


@pytest.mark.parametrize("command", [*([name] for name in COMMANDS), ["facts", "trace"]])
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"], settings=Settings())
    assert stopped.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_the_server_listens_where_the_settings_say_and_answers_to_known_names() -> None:
    line = command_line(Settings(host="10.0.0.5", port=9000, allowed_hosts=("atlas.office",)))
    assert "--server.address=10.0.0.5" in line
    assert "--server.port=9000" in line
    names = [part.partition("=")[2] for part in line if part.startswith("--server.allowedHosts")]
    assert names == ["127.0.0.1", "localhost", "::1", "10.0.0.5", "atlas.office"]


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://127.0.0.1:8501"),  # noqa: S104 - a setting, nothing is bound
        ("::1", "http://[::1]:8501"),
    ],
)
def test_the_address_to_look_at_can_be_opened_from_this_machine(host: str, where: str) -> None:
    assert address(Settings(host=host)) == where


def test_a_port_in_use_is_refused_before_anything_starts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve"], settings=Settings(port=port)) == 1
    assert f"Port {port} is in use" in capsys.readouterr().err


def test_a_reader_that_stops_reading_ends_a_command_quietly(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unread, answer = os.pipe()
    os.close(unread)
    with os.fdopen(answer, "w") as told:
        monkeypatch.setattr("sys.stdout", told)
        assert main(["facts", "trace"], settings=settings) == 141
        told.write("what is left goes nowhere")
        told.flush()
    assert capsys.readouterr().err == ""
