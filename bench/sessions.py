"""Fifty visitors at once: each page run in full, failures, and memory for each of them."""

import asyncio
from dataclasses import dataclass

from bench import servers
from bench.result import Row, middle, p95
from bench.servers import Server
from bench.session_client import Run, Session, open_session

VISITORS, ROUNDS = 50, 3
WARM = 5
MOST_MB = 1.0
QUERIES = ("", "lang=en", "sel=park-rok", "sel=line-cme&lang=en")


@dataclass(frozen=True)
class Crowd:
    """What fifty visitors met."""

    runs: list[Run]
    mb_each: float

    @property
    def failures(self) -> int:
        return sum(run.failed for run in self.runs)

    def words(self) -> str:
        seconds = [run.seconds for run in self.runs]
        sent = middle([run.bytes for run in self.runs]) / 1000
        return (
            f"p50 {middle(seconds):.2f} s, p95 {p95(seconds):.2f} s, {self.failures} failed of "
            f"{len(self.runs)}, {self.mb_each:.2f} MB each, {sent:.0f} kB a run"
        )


def measure() -> list[Row]:
    with servers.atlas() as ours:
        mine = asyncio.run(crowd(ours, QUERIES))
    with servers.peer("st_folium", 8552) as peer:
        theirs = asyncio.run(crowd(peer, ("",)))
    good = mine.failures == 0 and mine.mb_each <= MOST_MB
    return [
        Row(
            f"{VISITORS} sessions at once, full rerun",
            mine.words(),
            f"st_folium {theirs.words()}",
            f"0 failures, ≤ {MOST_MB:.0f} MB each",
            good,
        )
    ]


async def crowd(server: Server, queries: tuple[str, ...]) -> Crowd:
    """Open the sessions one by one, then run all of them at once, several times."""
    early = [await _opened(server, query) for query in (*queries, *[queries[0]] * WARM)]
    before = server.memory_mb()
    sessions = [await _opened(server, queries[n % len(queries)]) for n in range(VISITORS)]
    runs: list[Run] = []
    for _ in range(ROUNDS):
        runs += await asyncio.gather(*(session.run() for session in sessions))
    grown = server.memory_mb() - before
    for session in (*sessions, *early):
        await session.close()
    return Crowd(runs, grown / VISITORS)


async def _opened(server: Server, query: str) -> Session:
    session = await open_session(server.port, query)
    await session.run()
    return session
