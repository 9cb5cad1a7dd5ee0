"""A server of the real application, started as a person starts it and stopped by its own process."""

import http.client
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT

ANSWERS_WITHIN_S = 60
STOPS_WITHIN_S = 15


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@dataclass
class Answer:
    """One answer of the server, outside any browser."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """One process of the atlas on a free port with a store of its own."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    heard: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        # No setting of whoever runs the tests reaches the server.
        kept = {key: value for key, value in os.environ.items() if not key.startswith("ATLAS_")}
        own = {"ATLAS_STORE": str(self.folder / "atlas.gpkg"), "ATLAS_PORT": str(self.port)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "atlas", "serve"],
                cwd=ROOT,
                env={**kept, **own, **self.settings},
                stdout=log,
                stderr=log,
            )
        self._wait()
        return self

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def failures(self) -> list[str]:
        """What went wrong on the server since this was last asked."""
        content = self.log.read_text("utf-8", "replace")
        new, self.heard = content[self.heard :], len(content)
        return [new] if "Traceback" in new else []

    def get(self, path: str, *, host: str = "", accept: str = "*/*") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Accept": accept, **({"Host": host} if host else {})}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(STOPS_WITHIN_S)
        self.process = None

    def _wait(self) -> None:
        until = time.monotonic() + ANSWERS_WITHIN_S
        while time.monotonic() < until:
            assert self.process is not None
            assert self.process.poll() is None, "The atlas ended before it answered."
            if self._listens():
                return
            time.sleep(0.05)
        raise AssertionError(f"Nothing answers on port {self.port}.")

    def _listens(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False
