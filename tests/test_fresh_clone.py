"""A person clones, types `make run`, and the atlas answers."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

# The packages are installed anew: minutes on a slow line.
PATIENCE_S = 300


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The first line `make run` prints in a fresh clone, and the port it was told."""
    clone = tmp_path_factory.mktemp("clone") / "长春 atlas"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    port = free_port()
    env = {**os.environ, "ATLAS_PORT": str(port)}
    server = subprocess.Popen(
        ["make", "--silent", "run"],
        cwd=clone,
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert server.stdout is not None
    try:
        yield server.stdout.readline(), port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
        server.stdout.close()


def healthy(port: int) -> dict[str, object]:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/healthz")
            return dict(json.load(connection.getresponse()))
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise AssertionError(f"Nothing answers on port {port}.")


@pytest.mark.browser  # not part of the fast checks: it installs every package
def test_make_run_in_a_fresh_clone_says_where_to_look_and_answers(started: tuple[str, int]) -> None:
    line, port = started
    assert f"http://127.0.0.1:{port}" in line
    assert "data_version" in healthy(port)
