"""10,000 drawn trips for eight alternatives: ours beside a plain Python loop over the same steps.

Both draw the same model: lognormal running times with one factor a trip shares, lognormal stays, a
wait for the departure. Ours is measured as a slider meets it (the normals of each step are kept)
and as a first question does (nothing is kept yet).
"""

import math
import random
import time
from collections.abc import Callable, Sequence

from atlas.routing import transit_time
from atlas.routing.graph import Edge, Node
from atlas.routing.hours import Hours
from atlas.routing.said import said
from bench.result import Row, middle

ALTERNATIVES, STEPS, SHARED_STEPS = 8, 40, 15
BORDERS = (12, 20, 28)
ROUNDS, PEER_ROUNDS = 15, 2
TARGET_MS = 60.0
AGREE = 0.02  # of P50: two honest samplers of one model are this near
WHY = said("bench")

Way = tuple[list[Edge], list[Hours]]


def measure() -> list[Row]:
    ways = [_way(number) for number in range(ALTERNATIVES)]
    cold = [_timed(lambda: _ours(ways), before=transit_time.forget) for _ in range(ROUNDS)]
    warm = [_timed(lambda: _ours(ways)) for _ in range(ROUNDS)]
    peer = [_timed(lambda: [_loop(way) for way in ways]) for _ in range(PEER_ROUNDS)]
    _agree(ways[0])
    said_peer = f"plain Python loop {middle(peer):.0f} ms, ratio {middle(warm) / middle(peer):.4f}"
    steps = f"{transit_time.DRAWS:,} draws × {ALTERNATIVES} alternatives × {STEPS} steps"
    return [
        Row(f"{steps}, P10–P50–P90", f"median {middle(warm):.1f} ms, worst {max(warm):.1f} ms",
            said_peer, f"{TARGET_MS:.0f} ms", middle(warm) <= TARGET_MS),
        Row("the same, asked for the first time",
            f"median {middle(cold):.1f} ms, worst {max(cold):.1f} ms", said_peer,
            f"{TARGET_MS:.0f} ms", middle(cold) <= TARGET_MS),
    ]


def _way(number: int) -> Way:
    """An alternative: its first steps are those of all others."""
    steps, hours = [], []
    for row in range(STEPS):
        name = f"{'all' if row < SHARED_STEPS else number}-{row}"
        ends = Node(f"{name}-a", "rail", 1435), Node(f"{name}-b", "rail", 1435)
        kind = "load" if row == 0 else "cross" if row in BORDERS else "run"
        steps.append(Edge(*ends, kind, name, "rail", 250.0))  # type: ignore[arg-type]
        hours.append(_hours(kind))
    return steps, hours


def _hours(kind: str) -> Hours:
    if kind == "load":
        return Hours(math.log(24), 0.5, "assumed", WHY, wait=84.0)
    if kind == "cross":
        return Hours(math.log(47), 0.74, "assumed", WHY)
    return Hours(math.log(7), 0.2, "published", WHY, shared=0.17)


def _ours(ways: Sequence[Way]) -> list[transit_time.Days]:
    drawn = [transit_time.draw(steps, hours, seed=1) for steps, hours in ways]
    return [transit_time.days(item) for item in drawn]


def _loop(way: Way) -> tuple[float, float, float]:
    """The same trip, one draw after the other."""
    chance, found = random.Random(1), []
    for _ in range(transit_time.DRAWS):
        luck, total = chance.gauss(0, 1), 0.0
        for known in way[1]:
            total += math.exp(known.mu + known.sigma * chance.gauss(0, 1) + known.shared * luck)
            total += known.wait * chance.random() if known.wait else 0.0
        found.append(total / transit_time.HOURS_A_DAY)
    found.sort()
    p10, p50, p90 = (found[int(p * len(found))] for p in transit_time.BANDS)
    return p10, p50, p90


def _agree(way: Way) -> None:
    ours, theirs = _ours([way])[0].p50, _loop(way)[1]
    if abs(ours - theirs) > AGREE * theirs:
        raise AssertionError(f"The loop says {theirs:.2f} days, ours {ours:.2f}: not one model.")


def _timed(work: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    before()
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
