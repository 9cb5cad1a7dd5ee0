"""Run all measures (or the named ones) and print one table.

python bench/run.py [--out FILE] [click] [first_map] [points] [sessions] [bytes] [history]
    [transit_time] [routing]
"""

import argparse
import importlib
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # this folder holds a click.py of its own

MEASURES = ("bytes", "first_map", "click", "points", "sessions", "history", "transit_time",
            "routing")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("measures", nargs="*", help=", ".join(MEASURES))
    parser.add_argument("--out", type=Path, help="also write the table to this file")
    asked = parser.parse_args()
    from bench import material
    from bench.result import Row, table

    material.prepare()
    rows: list[Row] = []
    for name in asked.measures or MEASURES:
        begun = time.monotonic()
        rows += importlib.import_module(f"bench.{name}").measure()
        load = os.getloadavg()[0]
        print(f"{name}: {time.monotonic() - begun:.0f} s, load {load:.1f}", file=sys.stderr)
        print(table(rows), file=sys.stderr)
    text = table(rows)
    print(text)
    if asked.out:
        asked.out.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
