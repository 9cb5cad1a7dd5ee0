"""Settings come from the environment, else a file, else defaults; a bad one is named."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from atlas.config import Settings, load_settings, server_environment, ticking
from layers.errors import SettingError
from tests.atlas.facts.test_editors import LINE

NOWHERE = Path("nowhere.toml")


def test_without_anything_the_defaults_stand() -> None:
    assert load_settings({}, file=NOWHERE) == Settings()


def test_the_defaults_are_closed() -> None:
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert settings.viewpoint == "cn"
    assert not settings.viewpoint_choice
    assert settings.audience != "internal"
    assert settings.online_basemaps == ()
    assert not settings.editing
    assert not settings.one_person
    assert settings.editors == ()
    assert settings.trusted_proxies == ("127.0.0.1", "::1")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "atlas.toml"
    file.write_text('port = 9000\naudience = "public"', "utf-8")
    settings = load_settings({"ATLAS_PORT": "9001"}, file=file)
    assert (settings.port, settings.audience) == (9001, "public")


def test_the_environment_may_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text("port = 9000", "utf-8")
    assert load_settings({"ATLAS_SETTINGS": str(tmp_path / "office.toml")}).port == 9000


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("VIEWPOINT_CHOICE", "yes", True),
        ("VIEWPOINT_CHOICE", "0", False),
        ("LANGUAGES", "zh, en ,ko", ("zh", "en", "ko")),
        ("ALLOWED_HOSTS", "", ()),
        ("DATA", "some/folder", Path("some/folder")),
        ("MAP_REVIEW_NUMBER", "GS(2026)1", "GS(2026)1"),
    ],
)
def test_a_setting_is_read_as_its_kind(name: str, raw: str, value: object) -> None:
    assert getattr(load_settings({f"ATLAS_{name}": raw}, file=NOWHERE), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("PORT", "0"),
        ("VIEWPOINT_CHOICE", "perhaps"),
        ("VIEWPOINT", "us"),
        ("AUDIENCE", "everybody"),
        ("LANGUAGES", "zh,xx"),
        ("LANGUAGES", ""),
        ("ONLINE_BASEMAPS", "google"),
        ("TODAY", "yesterday"),
        ("EDITING", "perhaps"),
        ("EDITOR_HEADER", "X Remote User"),
        ("EDITOR_HEADER", "X-Remote-User:"),
        ("TRUSTED_PROXIES", "proxy.office"),
        ("TRUSTED_PROXIES", "10.0.0.0/40"),
        ("SESSION_HOURS", "0"),
        ("SESSION_HOURS", "1000"),
    ],
)
def test_a_bad_setting_is_named_with_its_value(name: str, raw: str) -> None:
    with pytest.raises(SettingError, match=name.lower()):
        load_settings({f"ATLAS_{name}": raw}, file=NOWHERE)


@pytest.mark.parametrize("content", ["colour = 1", "port = ", "port = [1]", "languages = 3"])
def test_a_bad_settings_file_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "atlas.toml").write_text(content, "utf-8")
    with pytest.raises(SettingError):
        load_settings({}, file=tmp_path / "atlas.toml")


def test_a_fixed_day_stops_the_clock() -> None:
    assert Settings(today="2026-11-22").date() == date(2026, 11, 22)


def test_without_a_fixed_day_the_clock_runs() -> None:
    assert Settings().now().tzinfo is not None


def test_every_setting_says_what_it_is_for() -> None:
    lines = Path(load_settings.__code__.co_filename).read_text("utf-8").splitlines()
    for item in fields(Settings):
        line = next(line for line in lines if line.strip().startswith(f"{item.name}:"))
        assert "  # " in line, item.name


@pytest.mark.parametrize(
    ("environment", "editors"),
    [
        ({"ATLAS_EDITORS": f"Li Wei:{LINE}, 王芳:{LINE}"}, 2),
        ({"ATLAS_EDITOR_HEADER": "X-Remote-User"}, 0),
        ({"ATLAS_EDITOR_HEADER": "Remote-User", "ATLAS_TRUSTED_PROXIES": "10.0.0.7,fd00::/8"}, 0),
    ],
)
def test_editing_is_on_where_somebody_can_sign_in(
    environment: dict[str, str], editors: int
) -> None:
    settings = load_settings({"ATLAS_EDITING": "true", **environment}, file=NOWHERE)
    assert settings.editing
    assert len(settings.editors) == editors


def test_editing_without_editors_says_what_to_set() -> None:
    with pytest.raises(SettingError, match=r"`editors`.*password.*`editor_header`"):
        load_settings({"ATLAS_EDITING": "yes"}, file=NOWHERE)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Li:secret word", "“Li”"),
        (f"Li:{LINE[:-4]}", "“Li”"),
        (f"Li:{LINE}:{LINE}", "“Li”"),
        (f"Li:{LINE.replace('$15$', '$31$')}", "“Li”"),
        (f":{LINE}", "entry 1"),
        (LINE, "entry 1"),
        (f"L\u200bi:{LINE}", "entry 1"),
        (f"Li:{LINE},Li:{LINE}", "stands twice"),
        (f"Wu:{LINE}, Li :{LINE},Li:{LINE}", "“Li” stands twice"),
    ],
)
def test_a_bad_line_of_an_editor_names_the_editor_and_not_the_hash(line: str, said: str) -> None:
    with pytest.raises(SettingError) as caught:
        load_settings({"ATLAS_EDITORS": line, "ATLAS_EDITING": "1"}, file=NOWHERE)
    assert said in str(caught.value)
    assert LINE[-12:-4] not in str(caught.value)


@pytest.mark.parametrize("content", ["editors = [['x', 'SECRET']]", "editors = 77", "editors = [1]"])
def test_a_bad_list_of_editors_is_not_repeated(content: str, tmp_path: Path) -> None:
    (tmp_path / "atlas.toml").write_text(content, "utf-8")
    with pytest.raises(SettingError) as caught:
        load_settings({}, file=tmp_path / "atlas.toml")
    assert "SECRET" not in str(caught.value)


def test_hashes_do_not_stand_where_settings_are_printed() -> None:
    assert LINE not in repr(Settings(editors=(f"Li:{LINE}",)))


def test_the_server_tells_a_proxy_from_a_visitor() -> None:
    made = server_environment()
    assert made["FORWARDED_ALLOW_IPS"] == ""
    assert "PATH" in made


def test_a_clock_set_back_does_not_make_a_session_longer() -> None:
    assert ticking() <= ticking()
