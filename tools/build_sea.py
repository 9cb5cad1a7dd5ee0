"""Sea courses and flight lines of the network: their shapes, and the kilometres of the links.

One-off build, run by hand; what it writes is committed. Coordinates are CRS84, longitude first;
lengths are geodesic on WGS84 (pyproj), never the library's own. Sea courses follow the network
of the PyPI package searoute 1.6.0 (Apache-2.0; it grew from Eurostat's searoute and a network of
the Oak Ridge National Laboratory). The package takes another banned passage, or even the banned
one, without a word: so every ban is checked here on the line itself.

    pip install searoute==1.6.0 pyproj==3.7.2 shapely==2.2.0
    python tools/build_sea.py            # writes courses.geojson
    python tools/build_sea.py --compare  # only compares with the published port distances
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import searoute  # type: ignore[import-not-found,import-untyped,unused-ignore]
from pyproj import Geod
from shapely import LineString, simplify

FOLDER = Path(__file__).resolve().parent.parent / "data" / "geo"
GEOD = Geod(ellps="WGS84")
STEP_M = 150_000  # long runs get vertices this close, so that they bend on a map as on the globe
TOLERANCE_DEG = 0.02
KM_PER_MILE = 1.852
LonLat = tuple[float, float]
Box = tuple[float, float, float, float]  # west, south, east, north

ICE = ["northwest", "bering"]  # no line calls there all year
BANNED: dict[str, list[str]] = {
    "suez": ICE,
    "cape": [*ICE, "suez", "panama", "babalmandab"],
    "panama": [*ICE, "suez"],
    "": [*ICE, "suez", "panama"],
}
BOXES: dict[str, Box] = {
    "suez": (32.0, 29.6, 33.2, 31.4),
    "panama": (-80.1, 8.7, -79.3, 9.5),
    "cape": (15.0, -45.0, 26.0, -33.5),
    "malacca": (98.0, 1.1, 103.6, 5.5),
    "sunda": (104.5, -7.0, 106.5, -5.4),
    "bab-el-mandeb": (42.5, 12.2, 43.8, 13.2),
    "gibraltar": (-6.2, 35.6, -5.2, 36.3),
    "dover": (1.0, 50.7, 2.0, 51.3),
    "danish-straits": (9.5, 55.2, 13.2, 58.0),
    "kiel": (9.4, 54.0, 9.9, 54.4),
    "korea-strait": (128.5, 33.4, 131.0, 35.6),
    "tsugaru": (139.8, 41.0, 141.5, 41.9),
    "arctic": (-180.0, 72.5, 180.0, 90.0),
}
SKAGEN: LonLat = (10.8, 57.9)  # ocean-going ships round Denmark
# The Kiel Canal, which feeders take; the package's network has none. Drawn by hand, 98 km.
KIEL: list[LonLat] = [
    *((10.16, 54.37), (9.98, 54.37), (9.70, 54.32), (9.60, 54.24), (9.36, 54.17)),
    *((9.30, 54.06), (9.14, 53.89)),
]

# Where ships berth, from the package's list of ports; Bayuquan by hand, where the list has the old
# port of Yingkou.
PORTS: dict[str, LonLat] = {
    "cn-shanghai": (121.497113, 31.400091),
    "cn-dalian": (121.65, 38.916667),
    "cn-yingkou": (122.08, 40.29),
    "cn-tianjin-xingang": (117.740823, 38.979722),
    "kr-busan": (129.05, 35.1),
    "ru-vladivostok": (131.883333, 43.106),
    "de-hamburg": (9.969406, 53.54772),
    "nl-rotterdam": (4.442447, 51.904383),
    "pl-gdansk": (18.667541, 54.399195),
    "ru-saint-petersburg": (30.211921, 59.956719),
    "th-laem-chabang": (100.883333, 13.083333),
    "cu-mariel": (-82.770787, 23.020459),
}
BALTIC = {"pl-gdansk", "ru-saint-petersburg"}


@dataclass(frozen=True)
class Course:
    """One line with what it touches."""

    line: list[LonLat]
    km: float
    passages: tuple[str, ...]


def sea(start: LonLat, end: LonLat, banned: list[str], via: tuple[LonLat, ...] = ()) -> Course:
    """Shortest course between two berths by way of some points, out of the banned passages.

    Raises
    ------
    SystemExit
        There is none: the package's own answer passes a place that was banned.

    """
    line: list[LonLat] = []
    for one, two in pairwise([start, *via, end]):
        line += [one, *(drawn_canal(one, two) or network_course(one, two, banned)), two]
    line = unwound(line)
    course = Course(line, length_km(line), touched(line))
    wrong = set(course.passages) & {*banned, "arctic"}
    if wrong:
        raise SystemExit(f"no course from {start} to {end} without {', '.join(sorted(wrong))}")
    return course


def network_course(start: LonLat, end: LonLat, banned: list[str]) -> list[LonLat]:
    """The package's answer for one stretch."""
    found = searoute.searoute(list(start), list(end), restrictions=banned)
    return [(float(x), float(y)) for x, y in found.geometry.coordinates]


def drawn_canal(start: LonLat, end: LonLat) -> list[LonLat]:
    """The points between the two mouths of the Kiel Canal; none for any other stretch."""
    for canal in (KIEL, KIEL[::-1]):
        if (start, end) == (canal[0], canal[-1]):
            return canal[1:-1]
    return []


def unwound(line: list[LonLat]) -> list[LonLat]:
    """Line without repeated points, its longitudes running on across the antimeridian."""
    out: list[LonLat] = []
    for lon, lat in line:
        turns = round((out[-1][0] - lon) / 360) if out else 0
        vertex = (lon + 360 * turns, lat)
        if not out or vertex != out[-1]:
            out.append(vertex)
    return out


def length_km(line: list[LonLat]) -> float:
    """Geodesic length of a line in km."""
    lon, lat = zip(*line, strict=True)
    return float(GEOD.line_length(lon, lat)) / 1000


def dense(line: list[LonLat]) -> list[LonLat]:
    """Line with vertices along the geodesics between its own."""
    out = [line[0]]
    for (x1, y1), (x2, y2) in pairwise(line):
        count = int(float(GEOD.inv(x1, y1, x2, y2)[2]) // STEP_M)
        out += GEOD.npts(x1, y1, x2, y2, count) if count else []
        out.append((x2, y2))
    return unwound(out)


def touched(line: list[LonLat]) -> tuple[str, ...]:
    """Passages a line really goes through, by boxes on the map."""
    shape = [(((lon + 180) % 360) - 180, lat) for lon, lat in fine(line)]
    return tuple(name for name, box in BOXES.items() if any(inside(p, box) for p in shape))


def fine(line: list[LonLat]) -> Iterator[LonLat]:
    """Points of a line about 5 km apart."""
    for (x1, y1), (x2, y2) in pairwise(line):
        count = int(float(GEOD.inv(x1, y1, x2, y2)[2]) // 5000)
        yield (x1, y1)
        yield from GEOD.npts(x1, y1, x2, y2, count) if count else []
    yield line[-1]


def inside(point: LonLat, box: Box) -> bool:
    """Whether a point lies in a box."""
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def drawn(line: list[LonLat]) -> dict[str, Any]:
    """GeoJSON geometry of a line: simplified, cut at the antimeridian, 3 decimals."""
    shape = simplify(LineString(dense(line)), TOLERANCE_DEG)
    parts: list[list[LonLat]] = [[]]
    previous: LonLat | None = None
    for lon, lat in shape.coords:
        turn = round(lon / 360)
        if previous is not None and round(previous[0] / 360) != turn:
            edge = 180 * (1 if lon > previous[0] else -1) + 360 * round(previous[0] / 360)
            share = (edge - previous[0]) / (lon - previous[0])
            at = previous[1] + share * (lat - previous[1])
            parts[-1].append((edge - 360 * round(previous[0] / 360), at))
            parts.append([(edge - 360 * turn, at)])
        parts[-1].append((lon - 360 * turn, lat))
        previous = (lon, lat)
    rounded = [[[round(x, 3), round(y, 3)] for x, y in part] for part in parts]
    if len(rounded) == 1:
        return {"type": "LineString", "coordinates": rounded[0]}
    return {"type": "MultiLineString", "coordinates": rounded}


def read(name: str) -> dict[str, Any]:
    """A TOML file of the data folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def places() -> dict[str, LonLat]:
    """Positions of every stop by its id."""
    files = ("routes/stops.toml", "routes/stops-places.toml")
    both = {name: stop for file in files for name, stop in read(file).items()}
    return {name: (stop["point"][0], stop["point"][1]) for name, stop in both.items()}


def passage_of(link: dict[str, Any]) -> str:
    """Which of the bans a sea link asks for."""
    return next((p for p in ("suez", "cape", "panama") if p in link.get("passages", [])), "")


def sea_link(link: dict[str, Any]) -> Course:
    """Course of a link; feeders may use the Kiel Canal, ocean-going ships round Skagen."""
    start, end = link["from"], link["to"]
    via: tuple[LonLat, ...] = ()
    if link["running"] == "sea-deepsea" and end in BALTIC:
        via = (SKAGEN,)
    elif "kiel" in link.get("passages", []):
        via = (KIEL[0], KIEL[-1])
    return sea(PORTS[start], PORTS[end], BANNED[passage_of(link)], via)


def course_of(link: dict[str, Any], at: dict[str, LonLat]) -> Course:
    """Course of any link: at sea by the network, else straight on the globe."""
    if link["mode"] == "sea":
        return sea_link(link)
    line = [at[link["from"]], at[link["to"]]]
    return Course(line, length_km(line), ())


def checked(link: dict[str, Any], course: Course) -> Course:
    """The course, after its passages and kilometres were compared with the link's own.

    Raises
    ------
    SystemExit
        The link says other passages or, where its kilometres are computed, another length.

    """
    said = set(link.get("passages", []))
    really = set(course.passages)
    if link["mode"] == "sea" and said != really:
        raise SystemExit(f"{link['id']}: passages {sorted(really)}, the file says {sorted(said)}")
    if link["basis"] == "computed" and abs(link["km"] - course.km) > 1:
        raise SystemExit(f"{link['id']}: {course.km:.0f} km, the file says {link['km']}")
    return course


def features(links: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """GeoJSON features of links; `shape` says how the line was found."""
    at = places()
    shapes = {"sea": "sea network", "air": "great circle", "road": "straight line"}
    for link in links:
        course = checked(link, course_of(link, at))
        named = {"id": link["id"], "mode": link["mode"], "shape": shapes[link["mode"]]}
        yield {"type": "Feature", "properties": named, "geometry": drawn(course.line)}


def records(name: str) -> list[dict[str, Any]]:
    """Records of a file of the network, each with its id."""
    return [{"id": key, **record} for key, record in read(f"network/{name}").items()]


def compare() -> None:
    """Print our sea kilometres beside every published one."""
    for row in records("port_distances.toml"):
        course = sea(PORTS[row["from"]], PORTS[row["to"]], BANNED[row.get("passage", "")])
        off = 100 * (course.km / row["km"] - 1)
        print(f"{row['id']:48} ours {course.km:8,.0f}  published {row['km']:8,.0f}  {off:+5.1f} %")


def main() -> None:
    """Write the courses, or only compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compare", action="store_true")
    if parser.parse_args().compare:
        compare()
        return
    found = list(features(records("links.toml")))
    text = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in found)
    head = '{"type":"FeatureCollection","features":[\n'
    (FOLDER / "network/courses.geojson").write_text(f"{head}{text}\n]}}\n", encoding="utf-8")
    print(f"{len(found)} courses")


if __name__ == "__main__":
    main()
