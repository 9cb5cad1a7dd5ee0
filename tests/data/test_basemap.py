"""The committed basemap: verdicts of both viewpoints, complete and valid shapes, sizes."""

import gzip
import json
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import MultiLineString, MultiPolygon, Point, shape
from shapely.geometry.base import BaseGeometry

GEO = Path(__file__).parents[2] / "data" / "geo"
BASEMAP = GEO / "basemap"
VIEWPOINTS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in (GEO / "viewpoints").glob("*.toml")
}
FILES = [(viewpoint, suffix) for viewpoint in sorted(VIEWPOINTS) for suffix in ("", "-detail")]
EXPECTED = [
    pytest.param(viewpoint, suffix, row, id=f"{viewpoint}{suffix}-{row['place']}")
    for viewpoint, suffix in FILES
    for row in VIEWPOINTS[viewpoint]["expected"]
]
LANGUAGES = {"zh", "en", "ko", "de", "th", "ru", "es", "mn"}

# Members of the United Nations and the two observer territories we draw on their own.
MEMBERS = (
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG "
    "CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH "
    "GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ "
    "LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG "
    "NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN "
    "SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM "
    "ZW EH PS"
)
COUNTRIES = set(MEMBERS.split())

BUDGETS = {
    "world-cn.json": 110, "world-un.json": 110, "world-cn-detail.json": 500,
    "world-un-detail.json": 500, "water.json": 60, "water-detail.json": 180,
    "changchun.json": 60, "labels.json": 40,
}  # fmt: skip
PICTURES = {"relief": 130, "relief-ne": 150}

# Where nobody should meet a country: open water that Natural Earth cuts out.
AT_SEA = [(51.0, 42.0), (120.0, 38.8), (34.0, 43.0), (19.0, 57.5)]


@cache
def topology(name: str) -> dict[str, list[tuple[dict[str, Any], BaseGeometry]]]:
    """Objects of a TopoJSON file as shapes: name → (properties, geometry)."""
    table = json.loads((BASEMAP / name).read_text("utf-8"))
    arcs = [_arc(arc, table["transform"]) for arc in table["arcs"]]
    return {
        key: [(row.get("properties", {}), _shape(row, arcs)) for row in value["geometries"]]
        for key, value in table["objects"].items()
    }


def _arc(deltas: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    points, x, y = [], 0, 0
    for step_x, step_y in deltas:
        x, y = x + step_x, y + step_y
        points.append((round(x * scale_x + move_x, 6), round(y * scale_y + move_y, 6)))
    return points


def _joined(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    line: list[tuple[float, float]] = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        assert not line or line[-1] == part[0], "arcs of a ring must meet"
        line += part if not line else part[1:]
    return line


def _shape(row: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    if row["type"] == "LineString":
        return shape({"type": "LineString", "coordinates": _joined(row["arcs"], arcs)})
    if row["type"] == "MultiLineString":
        return MultiLineString([_joined(line, arcs) for line in row["arcs"]])
    assert row["type"] == "MultiPolygon"
    parts = [[_joined(ring, arcs) for ring in part] for part in row["arcs"]]
    return MultiPolygon([(part[0], part[1:]) for part in parts])


@cache
def countries(viewpoint: str, suffix: str = "") -> dict[str, BaseGeometry]:
    return {p["id"]: g for p, g in topology(f"world-{viewpoint}{suffix}.json")["countries"]}


def country_at(lon: float, lat: float, viewpoint: str, suffix: str = "") -> list[str]:
    point = Point(lon, lat)
    return [code for code, land in countries(viewpoint, suffix).items() if land.contains(point)]


@pytest.mark.parametrize(("viewpoint", "suffix", "row"), EXPECTED)
def test_every_known_point_falls_where_the_viewpoint_says(
    viewpoint: str, suffix: str, row: dict[str, Any]
) -> None:
    at = Point(row["point"])
    if "country" not in row:
        return  # what is not land has tests of its own below
    islands = [
        g for p, g in topology(f"world-{viewpoint}{suffix}.json").get("islands", []) if p["own"]
    ]
    on_own_island = any(island.contains(at) for island in islands)
    assert country_at(at.x, at.y, viewpoint, suffix) == [row["country"]] or (
        row["country"] == "CN" and on_own_island
    )


@pytest.mark.parametrize(
    ("viewpoint", "suffix", "row"), [e for e in EXPECTED if "border" in e.values[2]]
)
def test_a_border_said_to_be_dashed_is_dashed_near_its_place(
    viewpoint: str, suffix: str, row: dict[str, Any]
) -> None:
    borders = topology(f"world-{viewpoint}{suffix}.json")["borders"]
    dashed = shapely.union_all([g for p, g in borders if "dashed" in p["style"]])
    assert dashed.distance(Point(row["point"])) < 3.0


@pytest.mark.parametrize(("viewpoint", "suffix"), FILES)
def test_every_country_is_there_and_valid(viewpoint: str, suffix: str) -> None:
    found = countries(viewpoint, suffix)
    assert set(found) >= COUNTRIES
    assert [code for code, land in found.items() if not land.is_valid or land.is_empty] == []


@pytest.mark.parametrize(("viewpoint", "suffix"), FILES)
def test_countries_meet_without_overlap(viewpoint: str, suffix: str) -> None:
    assert shapely.coverage_is_valid(list(countries(viewpoint, suffix).values()))


@pytest.mark.parametrize(("viewpoint", "suffix"), FILES)
def test_taiwan_hong_kong_macao_and_kosovo_are_no_countries_of_their_own(
    viewpoint: str, suffix: str
) -> None:
    assert not {"TW", "HK", "MO", "XK"} & set(countries(viewpoint, suffix))


@pytest.mark.parametrize(("viewpoint", "suffix"), FILES)
def test_nothing_crosses_the_antimeridian(viewpoint: str, suffix: str) -> None:
    for rows in topology(f"world-{viewpoint}{suffix}.json").values():
        for _, geometry in rows:
            west, south, east, north = geometry.bounds
            assert (west >= -180, east <= 180, south >= -90, north <= 90) == (True,) * 4
            for part in shapely.get_parts(geometry):
                lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
                jumps = [
                    (a, b)
                    for line in lines
                    for a, b in pairwise(line.coords)
                    if abs(b[0] - a[0]) >= 180
                ]
                # Only Antarctica's lower edge runs all round, where Web Mercator ends.
                assert all(a[1] == b[1] < -85 for a, b in jumps)


@pytest.mark.parametrize(("viewpoint", "suffix"), FILES)
@pytest.mark.parametrize(("lon", "lat"), AT_SEA)
def test_the_sea_is_no_country(viewpoint: str, suffix: str, lon: float, lat: float) -> None:
    assert country_at(lon, lat, viewpoint, suffix) == []


@pytest.mark.parametrize("suffix", ["", "-detail"])
@pytest.mark.parametrize(
    ("lon", "lat"),
    [(121.0, 23.8), (93.6, 27.1), (79.5, 35.2), (109.8, 19.2), (114.17, 22.38), (134.55, 48.35)],
    ids=["Taiwan", "South Tibet", "Aksai Chin", "Hainan", "Hong Kong", "Heixiazi"],
)
def test_official_view_has_all_of_china(suffix: str, lon: float, lat: float) -> None:
    assert country_at(lon, lat, "cn", suffix) == ["CN"]


@pytest.mark.parametrize("suffix", ["", "-detail"])
def test_official_view_draws_the_ten_dashes_and_the_islands(suffix: str) -> None:
    objects = topology(f"world-cn{suffix}.json")
    assert len(objects["dashes"]) == 10
    assert {"diaoyu-dao", "chiwei-yu", "dongsha", "yongxing", "huangyan"} <= {
        p["id"] for p, _ in objects["islands"]
    }
    southmost = min(line.bounds[1] for _, line in objects["dashes"])
    assert 3.0 < southmost < 4.0


@pytest.mark.parametrize("suffix", ["", "-detail"])
def test_un_view_draws_neither_dashes_nor_diaoyu(suffix: str) -> None:
    assert not {"dashes", "islands"} & set(topology(f"world-un{suffix}.json"))


@pytest.mark.parametrize(("viewpoint", "suffix"), FILES)
def test_own_border_is_that_of_china(viewpoint: str, suffix: str) -> None:
    china = shapely.boundary(countries(viewpoint, suffix)["CN"])
    for properties, line in topology(f"world-{viewpoint}{suffix}.json")["borders"]:
        middles = shapely.line_interpolate_point(shapely.get_parts(line), 0.5, normalized=True)
        on_china = shapely.distance(china, middles) < 1e-6
        assert on_china.all() if properties["style"].startswith("own") else not on_china.any()


@pytest.mark.parametrize("viewpoint", sorted(VIEWPOINTS))
def test_each_viewpoint_place_says_what_is_shown_and_why(viewpoint: str) -> None:
    for place in VIEWPOINTS[viewpoint]["place"]:
        assert {"id", "name", "shown", "basis", "confirm"} <= set(place), place["id"]
        assert {"zh", "en"} <= set(place["name"])


def test_detail_has_province_lines() -> None:
    lines = shapely.union_all([g for _, g in topology("world-cn-detail.json")["provinces"]])
    assert lines.distance(Point(125.0, 45.5)) < 0.6  # Jilin and Heilongjiang
    assert lines.distance(Point(107.0, 49.5)) < 2.0  # Mongolia
    assert lines.distance(Point(11.0, 50.5)) < 0.6  # Thuringia and Bavaria


@pytest.mark.parametrize("name", ["water.json", "water-detail.json"])
def test_water_has_baikal_and_the_amur(name: str) -> None:
    objects = topology(name)
    assert any(g.contains(Point(108.4, 53.8)) for _, g in objects["lakes"])
    assert min(g.distance(Point(127.5, 50.25)) for _, g in objects["rivers"]) < 0.2
    assert {p["rank"] for p, _ in objects["rivers"]} <= {1, 2, 3, 4, 5}


def test_city_map_has_its_waters_and_says_they_are_approximate() -> None:
    water = topology("changchun.json")["water"]
    names = {p.get("name_zh") for p, _ in water}
    assert {"伊通河", "饮马河", "新立城水库", "净月潭", "石头口门水库", "北湖"} <= names
    assert all(p["approximate"] is True for p, _ in water)


def test_labels_follow_the_mainland_rule_and_have_all_languages_for_countries() -> None:
    labels = json.loads((BASEMAP / "labels.json").read_text("utf-8"))
    by_country = {
        row["id"].removeprefix("country-"): row for row in labels if row["kind"] == "country"
    }
    assert set(by_country) >= COUNTRIES
    assert not {"TW", "HK", "MO", "XK", "ZZ"} & set(by_country)
    assert all(set(row["names"]) == LANGUAGES for row in by_country.values())
    assert all({"zh", "en"} <= set(row["names"]) and all(row["names"].values()) for row in labels)
    assert next(row["kind"] for row in labels if row["names"]["zh"] == "台湾") == "admin"


def test_country_labels_stand_in_their_country() -> None:
    labels = json.loads((BASEMAP / "labels.json").read_text("utf-8"))
    large = [row for row in labels if row["kind"] == "country" and row["minzoom"] <= 5]
    wrong = [
        row["id"] for row in large if country_at(*row["point"], "cn", "-detail") != [row["id"][-2:]]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(BUDGETS))
def test_file_stays_within_its_budget(name: str) -> None:
    assert len(gzip.compress((BASEMAP / name).read_bytes(), 6)) <= BUDGETS[name] * 1000


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_relief_picture_is_small_and_says_its_bounds(name: str) -> None:
    data = (BASEMAP / f"{name}.webp").read_bytes()
    assert (data[:4], data[8:12]) == (b"RIFF", b"WEBP")
    assert len(data) <= PICTURES[name] * 1000
    west, south, east, north = json.loads((BASEMAP / f"{name}.json").read_text("utf-8"))["bounds"]
    assert west < 117 < east
    assert south < 49 < north
