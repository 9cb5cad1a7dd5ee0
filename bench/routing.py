"""One itinerary and all of them from one place: ours beside networkx, rustworkx and scgraph.

All work on the same graph with the same hours, in one process of the bench environment, in turn.
Then the whole answer of a planner's page, as a moved slider meets it.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from atlas import process
from atlas.routing.plan import plan
from atlas.routing.query import Query, WhatIf
from atlas.routing.transit_time import forget
from bench.result import Row, middle
from bench.servers import peers_python

ROOT = Path(__file__).resolve().parent.parent
ASKED = Query("cn-changchun", "de-hamburg")
ROUNDS = 15
PLAN_MS, ITINERARY_MS, SHARE = 100.0, 5.0, 0.2


def measure() -> list[Row]:
    return [*_peers(), *_plans()]


def _peers() -> list[Row]:
    script = Path(__file__).parent / "peers" / "routing.py"
    done = subprocess.run([peers_python(), str(script)], cwd=ROOT, capture_output=True, text=True,
                          check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    found: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    rows = []
    for what, times in found.items():
        ours = times.pop("ours")
        ratios = ", ".join(f"{name} {value:.2f} ms, ratio {ours / value:.2f}"
                           for name, value in times.items())
        quick = ours <= SHARE * times["networkx"] and all(ours <= item for item in times.values())
        rows.append(Row(what, f"median {ours:.2f} ms", ratios,
                        f"{SHARE} of networkx, no slower than any; {ITINERARY_MS:.0f} ms",
                        quick and ours <= ITINERARY_MS))
    return rows


def _plans() -> list[Row]:
    catalog, today = process.catalog(), date(2026, 11, 23)
    first = len(plan(ASKED, catalog, today=today).alternatives)
    times = []
    for number in range(ROUNDS):
        moved = replace(ASKED, what_if=WhatIf(dwell=(("*", 1.1 + number / 100),)))
        times.append(_timed(lambda asked=moved: plan(asked, catalog, today=today)))
    forget()
    cold = _timed(lambda: plan(replace(ASKED, what_if=WhatIf(dwell=(("*", 3.0),))), catalog,
                               today=today))
    return [Row(f"a slider moved: {first} alternatives with days, CO₂e, cost and Pareto set",
                f"median {middle(times):.0f} ms, worst {max(times):.0f} ms; "
                f"without kept draws {cold:.0f} ms",
                "", f"{PLAN_MS:.0f} ms in the server", middle(times) <= PLAN_MS)]


def _timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit("Run bench/run.py routing.")
