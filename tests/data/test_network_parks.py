"""Parks where trips may begin: just those with a confirmed place, and where their record says."""

import tomllib
from pathlib import Path

import pytest

GEO = Path(__file__).parents[2] / "data" / "geo"
PARKS = {
    file.parent.name: tomllib.loads(file.read_text("utf-8"))
    for file in GEO.glob("parks/*/park.toml")
}
STOPS = tomllib.loads((GEO / "routes/stops-places.toml").read_text("utf-8"))
LINKS = tomllib.loads((GEO / "network/links.toml").read_text("utf-8")).values()
PLACED = sorted(
    name for name, park in PARKS.items() if park["kind"] == "park" and "point" in park["location"]
)


def test_trips_begin_at_the_parks_with_a_place_and_at_no_other():
    assert PLACED
    begins = {name for name in STOPS if name.startswith("cn-park-")}
    assert begins == {f"cn-{name}" for name in PLACED}


@pytest.mark.parametrize("name", PLACED)
def test_the_stop_says_of_its_place_what_the_park_says(name):
    stop, place = STOPS[f"cn-{name}"], PARKS[name]["location"]
    for key in ("point", "accuracy_km", "source"):
        assert stop[key] == place[key]
    assert stop["names"] == PARKS[name]["names"]


@pytest.mark.parametrize("name", PLACED)
def test_roads_lead_to_rails_and_planes(name):
    ends = {link["to"] for link in LINKS if link["from"] == f"cn-{name}"}
    assert {"cn-xinglongshan", "cn-changchun", "cn-cgq"} <= ends


@pytest.mark.parametrize("name", PLACED)
def test_a_road_says_how_well_the_park_is_placed(name):
    within = f"{PARKS[name]['location']['accuracy_km']:g} km"
    notes = [link["basis_note"]["en"] for link in LINKS if link["from"] == f"cn-{name}"]
    assert all(within in note for note in notes)
