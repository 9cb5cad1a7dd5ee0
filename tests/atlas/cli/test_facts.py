"""Facts from a terminal: written out, taken in, compared, named, restored; refused with 1."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from atlas.cli import main
from atlas.config import Settings
from atlas.facts.editors import verify
from layers.check import check
from layers.read import documents
from layers.store import Change, Signed, Store, open_store
from layers.store.backup import copies
from tests.layers.test_write import bytes_of

AT = "2026-11-23T00:00:00+00:00"
AREA = "park-one.area.1"
SIGNED = ("--who", "Li", "--why", "A letter")


@pytest.fixture
def settings(small: Path, tmp_path: Path) -> Settings:
    return Settings(data=small, store=tmp_path / "var" / "atlas.gpkg", today="2026-11-23")


@pytest.fixture
def store(settings: Settings) -> Store:
    return open_store(settings.data, settings.store, at=AT)


def change(store: Store, value: object, claim: str = AREA) -> None:
    record = store.get("claims", claim)
    doc = {**record.doc, "value": value}
    store.apply([Change("claims", claim, doc, record.version)], Signed("Wang", "Measured", AT))


def value(settings: Settings) -> object:
    return open_store(settings.data, settings.store, at=AT).get("claims", AREA).doc["value"]


class Terminal:
    """Runs a command and gives its status and what it printed."""

    def __init__(self, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
        self.settings, self.capsys = settings, capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        status = main(["facts", *map(str, arguments)], settings=self.settings)
        return status, *self.capsys.readouterr()

    def json(self, *arguments: object) -> dict[str, Any]:
        _, out, _ = self(*arguments, "--json")
        answer: dict[str, Any] = json.loads(out)
        return answer


@pytest.fixture
def facts(settings: Settings, store: Store, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(settings, capsys)


PARTS = ("trace", "export", "import", "diff", "history", "restore", "name", "password")


@pytest.mark.parametrize("part", PARTS)
def test_each_part_explains_itself(part: str, facts: Terminal) -> None:
    with pytest.raises(SystemExit) as end:
        facts(part, "--help")
    assert end.value.code == 0
    assert f"atlas facts {part}" in facts.capsys.readouterr().out


@pytest.mark.parametrize("arguments", [
    ["export"], ["import", "x.xlsx"], ["restore"], ["diff"], ["name", "one", "two"],
    ["restore", "1", "--copy", "x", *SIGNED], ["export", "--in-place", "--out", "x"],
])
def test_wrong_usage_ends_with_two(arguments: list[str], facts: Terminal) -> None:
    with pytest.raises(SystemExit) as end:
        facts(*arguments)
    assert end.value.code == 2


def test_nothing_in_the_start_of_the_server_waits_for_the_store() -> None:
    import subprocess
    import sys

    code = "import sys, atlas.cli; sys.exit('geopandas' in sys.modules or 'openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- export --------------------------------------------------------------------------------------

def test_an_unchanged_store_gives_the_release_again(facts: Terminal, tmp_path: Path) -> None:
    status, out, _ = facts("export", "--out", tmp_path / "out")
    assert (status, out.startswith("0 file(s) differ")) == (0, True)
    assert bytes_of(tmp_path / "out") == bytes_of(facts.settings.data)


def test_a_changed_figure_is_in_the_text_and_passes_the_check(
    facts: Terminal, store: Store, tmp_path: Path
) -> None:
    change(store, 212)
    answer = facts.json("export", "--out", tmp_path / "out")
    assert answer["changed"] == ["parks/park-one/park.toml"]
    assert documents(tmp_path / "out") == store.documents()
    assert check(tmp_path / "out") == []


def test_text_in_place_is_the_release_the_store_already_is(
    facts: Terminal, store: Store
) -> None:
    change(store, 212)
    version = store.version
    assert facts("export", "--in-place")[0] == 0
    assert facts("diff", "release")[1] == "Nothing differs.\n"
    assert open_store(facts.settings.data, facts.settings.store, at=AT).version == version


def test_text_that_was_refused_is_not_written_over(facts: Terminal, store: Store) -> None:
    change(store, 212)
    (facts.settings.data / "catalog.toml").write_text("[[layers", "utf-8")
    before = bytes_of(facts.settings.data)
    status, _, error = facts("export", "--in-place")
    assert (status, "Mend them first" in error) == (1, True)
    assert bytes_of(facts.settings.data) == before


def test_pictures_of_the_office_are_named_since_they_lie_elsewhere(
    facts: Terminal, store: Store, tmp_path: Path
) -> None:
    park = store.get("parks", "park-one")
    picture = {"file": "office/0123456789abcdef.jpg", "alt": {"zh": "门", "en": "Gate"},
               "credit": {"zh": "办", "en": "Office"}}
    store.apply([Change("parks", "park-one", {**park.doc, "pictures": [picture]}, park.version)],
                Signed("Wang", "A picture", AT))
    assert "1 picture(s) of the office stay in" in facts("export", "--out", tmp_path / "out")[1]


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(
    facts: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    for option in (("--out", tmp_path / "file"), ("--xlsx", tmp_path / "file" / "x.xlsx")):
        status, _, error = facts("export", *option)
        assert (status, "can't be written" in error, error.count("\n")) == (1, True, 1)


# --- import --------------------------------------------------------------------------------------

@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(small, tmp_path / "theirs"))
    park = copied / "parks/park-one/park.toml"
    park.write_text(park.read_text("utf-8").replace("value = 210", "value = 215"), "utf-8")
    return copied


def test_a_folder_is_shown_first_and_changes_nothing(facts: Terminal, folder: Path) -> None:
    status, out, _ = facts("import", folder, *SIGNED)
    assert status == 0
    assert "First Park (park-one)\n  Area: 210 km² → 215 km²\n" in out
    assert "nothing was kept. Add --accept" in out
    assert value(facts.settings) == 210


def test_an_accepted_folder_is_one_signed_revision(
    facts: Terminal, folder: Path, store: Store
) -> None:
    assert facts("import", folder, *SIGNED, "--accept")[0] == 0
    assert value(facts.settings) == 215
    newest = store.revisions()[0]
    assert (newest.who, newest.why, newest.kind, newest.count) == ("Li", "A letter", "import", 1)
    assert facts("import", folder, *SIGNED, "--accept")[1] == "Nothing differs.\n"


def test_a_folder_with_mistakes_is_refused_whole(facts: Terminal, folder: Path) -> None:
    park = folder / "parks/park-one/park.toml"
    park.write_text(park.read_text("utf-8").replace('"km2"', '"miles"'), "utf-8")
    status, out, _ = facts("import", folder, *SIGNED, "--accept")
    assert (status, "Problem: parks/park-one/park.toml" in out) == (1, True)
    assert value(facts.settings) == 210


def test_a_record_that_is_gone_from_the_folder_goes(
    facts: Terminal, folder: Path, store: Store
) -> None:
    park = folder / "parks/park-one/park.toml"
    text = park.read_text("utf-8")
    park.write_text(text[: text.index('[[facts]]\nkey = "contact"')], "utf-8")
    out = facts("import", folder, *SIGNED, "--accept")[1]
    assert "Contact · fact taken out" in out
    assert documents(folder) == store.documents()


def workbook(facts: Terminal, tmp_path: Path, new: object) -> Path:
    path = tmp_path / "facts.xlsx"
    facts("export", "--xlsx", path)
    book = load_workbook(path)
    sheet = book["Claims"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=3) if row[0].value == AREA)[0].row
    sheet.cell(row, columns["value"]).value = new
    book.save(path)
    return path


def test_a_spreadsheet_comes_back(facts: Terminal, tmp_path: Path) -> None:
    path = workbook(facts, tmp_path, 215)
    out = facts("import", path, *SIGNED, "--accept")[1]
    assert "Area: 210 km² → 215 km²" in out
    assert value(facts.settings) == 215


def test_a_wrong_cell_is_named_and_nothing_is_kept(facts: Terminal, tmp_path: Path) -> None:
    path = workbook(facts, tmp_path, "many")
    status, out, _ = facts("import", path, *SIGNED, "--accept")
    assert (status, "Problem: Claims · " in out, value(facts.settings)) == (1, True, 210)


def test_a_row_somebody_else_changed_meanwhile_is_refused_with_their_name(
    facts: Terminal, store: Store, tmp_path: Path
) -> None:
    path = workbook(facts, tmp_path, 215)
    change(store, 230)
    status, out, _ = facts("import", path, *SIGNED, "--accept")
    assert (status, "was changed by Wang" in out, value(facts.settings)) == (1, True, 230)


def test_a_file_that_is_no_spreadsheet_is_refused(facts: Terminal, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("no zip")
    assert facts("import", tmp_path / "x.xlsx", *SIGNED)[0] == 1
    assert "is not there" in facts("import", tmp_path / "y.xlsx", *SIGNED)[2]


def test_an_import_is_signed_and_says_why(facts: Terminal, folder: Path) -> None:
    assert "--who is no name" in facts("import", folder, "--who", " ", "--why", "x")[2]
    assert "--why is empty" in facts("import", folder, "--who", "Li", "--why", " ")[2]


# --- diff, history, names ------------------------------------------------------------------------

def test_states_are_compared_by_counter_version_and_name(facts: Terminal, store: Store) -> None:
    first = store.version
    change(store, 212)
    facts("name", store.seq, "spring fair")
    change(store, 214)
    said = [facts("diff", named)[1].splitlines()[1] for named in ("1", first, "spring fair", "release")]
    assert said == ["  Area: 210 km² → 214 km²"] * 2 + ["  Area: 212 km² → 214 km²",
                                                      "  Area: 210 km² → 214 km²"]
    assert "Area: 214 km² → 212 km²" in facts("diff", "now", "spring fair")[1]
    assert "面积: 210 km² → 214 km²" in facts("diff", "1", "--lang", "zh")[1]


def test_differences_as_json_carry_their_keys(facts: Terminal, store: Store) -> None:
    change(store, 212)
    (item,) = facts.json("diff", "release")["differences"]
    assert item["key"] == ["claims", AREA]
    assert item["sentence"] == "Area: 210 km² → 212 km²"


def test_an_unknown_state_is_refused_with_what_to_do(facts: Terminal) -> None:
    status, _, error = facts("diff", "never")
    assert (status, error) == (
        1, "No data version, name or counter is “never”. `facts history` lists them.\n")


def test_history_says_who_when_what_and_why(facts: Terminal, store: Store) -> None:
    change(store, 212)
    out = facts("history", "--limit", 1)[1]
    assert out == (
        f"2 · 2026-11-23 00:00:00 UTC · Wang · Measured · edit of 1 record(s) · {store.version}\n"
        "  First Park (park-one)\n    Area: 210 km² → 212 km²\n"
    )


@pytest.mark.parametrize("record", ["park-one", "park-one.area", AREA])
def test_history_of_one_entity_fact_or_claim(record: str, facts: Terminal, store: Store) -> None:
    change(store, 212)
    change(store, 40, "park-one.area.2")
    seqs = [item["seq"] for item in facts.json("history", record)["revisions"]]
    assert seqs == ([2, 1] if record == AREA else [3, 2, 1])


def test_history_of_what_was_never_there_is_refused(facts: Terminal) -> None:
    assert facts("history", "park-nowhere")[0] == 1


@pytest.mark.parametrize("name", ["12", "now", "release", " "])
def test_a_name_that_means_something_else_is_refused(name: str, facts: Terminal) -> None:
    assert facts("name", "1", name)[0] == 1


def test_a_revision_that_is_not_there_gets_no_name(facts: Terminal) -> None:
    assert facts("name", "99", "fair")[0] == 1


# --- restore -------------------------------------------------------------------------------------

def test_restoring_shows_first_and_then_makes_new_versions(
    facts: Terminal, store: Store
) -> None:
    change(store, 212)
    assert "Area: 212 km² → 210 km²" in facts("restore", "1", *SIGNED)[1]
    assert value(facts.settings) == 212
    assert facts("restore", "1", *SIGNED, "--accept")[0] == 0
    assert value(facts.settings) == 210
    assert [item.kind for item in store.revisions()][:2] == ["rollback", "edit"]


def test_a_copy_is_put_back(facts: Terminal, store: Store) -> None:
    copy = copies(facts.settings.store)[0].path.name
    change(store, 212)
    assert "Add --accept" in facts("restore", "--copy", copy, *SIGNED)[1]
    assert value(facts.settings) == 212
    assert facts("restore", "--copy", copy, *SIGNED, "--accept")[0] == 0
    assert value(facts.settings) == 210
    assert open_store(facts.settings.data, facts.settings.store, at=AT).seq > 2


def test_a_copy_that_is_not_there_is_refused_with_those_there_are(facts: Terminal) -> None:
    status, _, error = facts("restore", "--copy", "../atlas.gpkg", *SIGNED)
    assert (status, copies(facts.settings.store)[0].path.name in error) == (1, True)


# --- password ------------------------------------------------------------------------------------

def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize("text", ["correct horse battery\n", "correct horse battery\n" * 2])
def test_a_password_becomes_a_line_of_the_setting(
    text: str, facts: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, text)
    monkeypatch.setattr("atlas.facts.editors.COST", 10)  # the real one takes its time
    status, out, _ = facts("password", "李 雷")
    name, _, made = out.strip().partition(":")
    assert (status, name) == (0, "李 雷")
    assert verify("correct horse battery", made)
    assert "horse" not in out


@pytest.mark.parametrize(("name", "text", "said"), [
    ("Li", "correct horse battery\nanother horse battery\n", "differ"),
    ("Li", "short\n", "10 or more"),
    ("a:b", "correct horse battery\n", "no name"),
    ("a,b", "correct horse battery\n", "no name"),
])
def test_a_password_or_name_that_cannot_be_is_refused(
    name: str, text: str, said: str, facts: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, text)
    status, out, error = facts("password", name)
    assert (status, out, said in error) == (1, "", True)
