"""Pictures that staff put beside a record."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas import http
from layers.check.shapes import PICTURE_FILE
from layers.parse import entity

PICTURE = {"file": "gate.png", "alt": {"zh": "正门", "en": "Gate"}, "credit": {"en": "Office"}}


def park(pictures: list[dict[str, object]]) -> dict[str, object]:
    return {"id": "park-x", "file": "parks/park-x/park.toml", "pictures": pictures}


def test_a_picture_is_found_beside_its_record() -> None:
    made = entity(park([PICTURE]), table="parks")
    assert [picture.file for picture in made.pictures] == ["parks/park-x/gate.png"]


def test_a_picture_of_the_staff_keeps_its_name() -> None:
    made = entity(park([{**PICTURE, "file": "office/0123456789abcdef.png"}]), table="parks")
    assert [picture.file for picture in made.pictures] == ["office/0123456789abcdef.png"]


@pytest.mark.parametrize(("file", "right"), [
    ("gate.png", True), ("office/0123456789abcdef.webp", True), ("office/gate.png", False),
    ("office/0123456789abcdef.svg", False), ("office/../gate.png", False), ("../gate.png", False),
    ("office/0123456789ABCDEF.png", False), ("/gate.png", False), ("gate.svg", False),
])  # fmt: skip
def test_a_picture_is_named_beside_its_record_or_by_the_store(file: str, right: bool) -> None:
    said: list[str] = []
    PICTURE_FILE(file, "pictures", lambda *parts: said.append(str(parts)))
    assert (not said) is right


def test_without_the_office_no_picture_of_the_staff_is_served(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "0123456789abcdef.png").write_bytes(b"png")
    client = TestClient(Starlette(routes=http.routes(tmp_path, dict)))
    assert client.get("/assets/x/pictures/office/0123456789abcdef.png").status_code == 404


def test_a_record_without_pictures_has_none() -> None:
    assert entity(park([]), table="parks").pictures == ()


def test_only_pictures_of_the_data_folder_are_served(tmp_path: Path) -> None:
    (tmp_path / "parks").mkdir()
    (tmp_path / "parks" / "gate.png").write_bytes(b"png")
    (tmp_path / "parks" / "park.toml").write_text("secret", "utf-8")
    client = TestClient(Starlette(routes=http.routes(tmp_path, dict)))
    assert client.get("/assets/x/pictures/parks/gate.png").content == b"png"
    assert client.get("/assets/x/pictures/parks/park.toml").status_code == 404
    assert client.get("/assets/x/pictures/../../../etc/hosts.png").status_code == 404
