"""Data reach the browser as JSON, exactly as typed and the same each time."""

import gzip
import json
import math
from pathlib import Path

import pytest

from atlas.maps.document import compose
from atlas.maps.payload import as_json, payload, publish
from atlas.maps.view import View
from layers.catalog import open_catalog
from layers.model import Audience
from layers.read import documents

HOSTILE = [
    "<script>window.x=1</script>",
    "</script><img src=x onerror=alert(1)>",
    "{{7*7}}${7*7}",
    "=HYPERLINK(1)",
]


def sent(geo: Path, audience: Audience = "visitor") -> str:
    catalog = open_catalog(documents(geo), version="0" * 12, audience=audience)
    return as_json(payload(compose(catalog, View()), catalog))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_arrives_as_typed(hostile: str, geo: Path) -> None:
    park = geo / "parks" / "park-rok" / "park.toml"
    name = json.dumps(hostile, ensure_ascii=False)
    park.write_text(park.read_text("utf-8").replace('"中韩示范区"', name), "utf-8")
    features = {item["id"]: item for item in json.loads(sent(geo))["features"]}
    assert features["park-rok"]["label"][0] == hostile


def test_the_same_text_has_the_same_address_and_bytes() -> None:
    one, other = publish("长春", "text/plain"), publish("长春", "text/plain")
    assert one == other
    assert gzip.decompress(one.body).decode() == "长春"


def test_another_text_has_another_address() -> None:
    assert publish("a", "text/plain").hash != publish("b", "text/plain").hash


def test_numbers_no_reader_understands_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json({"km": math.nan})


def test_what_is_above_the_audience_is_not_sent(geo: Path) -> None:
    park = geo / "parks" / "park-rok" / "park.toml"
    changed = park.read_text("utf-8").replace('audience = "public"', 'audience = "internal"')
    park.write_text(changed, "utf-8")
    cards = {
        audience: next(
            f for f in json.loads(sent(geo, audience))["features"] if f["id"] == "park-rok"
        )
        for audience in ("public", "internal")
    }
    assert len(cards["public"]["card"].get("rows", [])) < len(cards["internal"]["card"]["rows"])
