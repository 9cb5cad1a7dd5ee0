"""The documentation is complete, and its examples work."""

import re
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from atlas.cli import COMMANDS
from atlas.config import Settings
from atlas.maps.document import compose
from atlas.maps.view import View
from layers.catalog import Catalog, open_catalog
from layers.check import check
from layers.read import documents
from layers.store.records import content_version
from tests.conftest import ROOT

DOCS = ROOT / "docs"
SETTINGS = (DOCS / "settings.md").read_text("utf-8")
GUIDE = (DOCS / "data-guide.md").read_text("utf-8")
STREAMLIT = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
EXAMPLE = re.compile(r"```toml\n# (add to )?data/geo/(\S+)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("name", [item.name for item in fields(Settings)])
def test_every_setting_is_explained(name: str) -> None:
    assert f"| `{name}` |" in SETTINGS


def test_no_setting_is_explained_that_is_not_there() -> None:
    ours = SETTINGS.partition("## Settings of Streamlit")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", ours, re.M)) == {
        item.name for item in fields(Settings)
    }


def test_every_line_of_streamlits_settings_is_explained() -> None:
    lines = {f"{part}.{key}" for part in STREAMLIT for key in STREAMLIT[part] if part != "theme"}
    assert not {line for line in lines if f"| `{line}` |" not in SETTINGS}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_documentation(command: str) -> None:
    pages = [*DOCS.glob("*.md"), *ROOT.glob("*.md")]
    assert any(f"-m atlas {command}" in page.read_text("utf-8") for page in pages)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


def write_examples(geo: Path) -> None:
    """Put every example of the data guide where it says it belongs."""
    for added, file, content in EXAMPLE.findall(GUIDE):
        path = geo / file
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") if added else ""
        path.write_text(f"{before}\n{content}", "utf-8")


@cache
def opened(geo: Path) -> Catalog:
    tables = documents(geo)
    return open_catalog(tables, version=content_version(tables))


def test_the_guide_has_its_examples() -> None:
    assert len(EXAMPLE.findall(GUIDE)) == 8


def test_the_examples_of_the_guide_pass_the_check(geo: Path) -> None:
    before = {str(problem) for problem in check(geo)}
    write_examples(geo)
    assert {str(problem) for problem in check(geo)} == before


def test_the_examples_of_the_guide_are_shown_without_code(geo: Path) -> None:
    write_examples(geo)
    catalog = opened(geo)
    drawn = {feature.id for feature in compose(catalog, View()).features}
    assert {"park-example", "example-works"} <= drawn
    assert "example-service" in {service.id for service in catalog.services}


def test_a_park_folder_copied_under_a_new_id_is_shown_without_code(geo: Path) -> None:
    old, new = geo / "parks" / "park-rok", geo / "parks" / "park-sixth"
    new.mkdir()
    for path in old.iterdir():
        text = path.read_text("utf-8").replace("park-rok", "park-sixth")
        (new / path.name).write_text(text, "utf-8")
    assert not [problem for problem in check(geo) if "park-sixth" in problem.file]
    assert "park-sixth" in {park.id for park in opened(geo).layer("parks")}
    assert "park-sixth" in {feature.id for feature in compose(opened(geo), View()).features}
