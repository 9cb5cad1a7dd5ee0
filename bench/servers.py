"""The servers that are measured: ours by its own command, the peers by theirs."""

import os
import socket
import subprocess
import sys
import time
import venv
from dataclasses import dataclass, field
from pathlib import Path

from bench.material import PEERS, ROOT, STATIC, WORK

PATIENCE_S = 90
STREAMLIT = (
    *("--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"),
    *("--server.enableStaticServing=true", "--browser.gatherUsageStats=false"),
)


@dataclass
class Server:
    """One server process on a port of its own; stopped by its own process id."""

    name: str
    command: list[str]
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    path: str = "/"
    folder: Path = ROOT
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def __enter__(self) -> "Server":
        own = {"PYTHONPATH": str(ROOT), **self.settings}
        kept = {name: text for name, text in os.environ.items() if not name.startswith("ATLAS_")}
        log = (WORK / f"{self.name}.log").open("wb")
        self.process = subprocess.Popen(
            self.command, cwd=self.folder, env={**kept, **own}, stdout=log, stderr=log
        )
        until = time.monotonic() + PATIENCE_S
        while not self._listens():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError(f"{self.name} does not answer; see {log.name}")
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)

    def memory_mb(self) -> float:
        """Resident memory of the server, its children included (Linux)."""
        assert self.process is not None
        return sum(_resident_mb(number) for number in _family(self.process.pid))

    def _listens(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False


def _family(number: int) -> list[int]:
    children = Path(f"/proc/{number}/task/{number}/children").read_text("utf-8").split()
    return [number, *(one for child in children for one in _family(int(child)))]


def _resident_mb(number: int) -> float:
    lines = Path(f"/proc/{number}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def atlas(port: int = 8551, *, store: Path = WORK / "atlas.gpkg", path: str = "/") -> Server:
    """Our server, by the command ``make run`` ends in."""
    settings = {"ATLAS_PORT": str(port), "ATLAS_STORE": str(store)}
    return Server("atlas", [sys.executable, "-m", "atlas", "serve"], port, settings, path)


def atlas_with_points(port: int = 8555) -> Server:
    script = str(ROOT / "bench" / "atlas_with_points.py")
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    return Server("atlas-points", command, port, {"ATLAS_STORE": str(WORK / "atlas.gpkg")})


def peer(name: str, port: int, *, path: str = "/") -> Server:
    """A Streamlit peer (``st_folium`` or ``leafmap``) in the peers' own environment."""
    command = [peers_python(), "-m", "streamlit", "run", f"{name}_map.py", *STREAMLIT]
    return Server(name, [*command, f"--server.port={port}"], port, path=path, folder=PEERS)


def static(port: int = 8554, *, query: str = "") -> Server:
    command = [sys.executable, str(PEERS / "static_server.py"), str(port), str(STATIC)]
    return Server("static Leaflet", command, port, path=f"/static_map.html{query}")


def peers_python() -> str:
    """A Python that has the peers: ``BENCH_PYTHON``, else one made below ``build/`` once."""
    if named := os.environ.get("BENCH_PYTHON"):
        return named
    place = ROOT / "build" / "bench-venv"
    python = place / "bin" / "python"
    if not (place / "complete").exists():
        venv.create(place, clear=True, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, "--upgrade", "pip"], check=True)
        for what in (["--require-hashes", "-r", "requirements.txt"], ["--group", "bench"]):
            subprocess.run([*install, *what], cwd=ROOT, check=True)
        (place / "complete").touch()
    return str(python)
