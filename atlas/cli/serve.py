"""Start the atlas and print where to look; Ctrl+C or a termination signal stops it."""

import argparse
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from atlas.config import ROOT, Settings, server_environment
from layers.errors import SettingError

# Names the page may be opened by on this machine itself; `allowed_hosts` adds those of a network.
OWN_NAMES = ("127.0.0.1", "localhost", "::1")
EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 - recognised, not bound to
ASK_AGAIN_S = 0.05
STOP_WITHIN_S = 10


def configure(command: argparse.ArgumentParser) -> None:
    """``serve`` has no options: address and port are settings."""
    command.epilog = "Settings: host, port, allowed_hosts (docs/settings.md)."
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - same for every command
    """Start the server as a child, say where it is once it answers, and stay until it ends."""
    if _listens(settings):
        raise SettingError(
            f"Port {settings.port} is in use already. Stop what uses it, or set ATLAS_PORT."
        )
    server = subprocess.Popen(  # noqa: S603 - our own arguments
        command_line(settings), cwd=ROOT, stdout=subprocess.DEVNULL, env=server_environment()
    )
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        if _answers(server, settings):
            print(f"The atlas is at {address(settings)} (Ctrl+C stops it).", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return _stop(server)


def command_line(settings: Settings) -> list[str]:
    """The server's command: Streamlit's own, with the settings it takes from ours."""
    own = () if settings.host in EVERY_ADDRESS else (settings.host,)
    names = dict.fromkeys((*OWN_NAMES, *own, *settings.allowed_hosts))
    options = {"--server.address": settings.host, "--server.port": str(settings.port)}
    return [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")),
        *(f"{name}={value}" for name, value in options.items()),
        *(f"--server.allowedHosts={name}" for name in names),
    ]


def address(settings: Settings) -> str:
    """Where to look from this machine."""
    host = _host(settings)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _host(settings: Settings) -> str:
    return "127.0.0.1" if settings.host in EVERY_ADDRESS else settings.host


def _listens(settings: Settings) -> bool:
    try:
        with socket.create_connection((_host(settings), settings.port), timeout=1):
            return True
    except OSError:
        return False


def _answers(server: "subprocess.Popen[bytes]", settings: Settings) -> bool:
    while server.poll() is None:
        if _listens(settings):
            return True
        time.sleep(ASK_AGAIN_S)
    return False


def _stop(server: "subprocess.Popen[bytes]") -> int:
    server.terminate()
    try:
        server.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    return 0


def _interrupted(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
