"""Open the browser as soon as the atlas answers; started by start.bat beside the server."""

import os
import time
import urllib.error
import urllib.request
import webbrowser

ADDRESS = f"http://127.0.0.1:{os.environ.get('ATLAS_PORT', '8501')}"
# A slow office PC with a virus scanner needs minutes for its first start.
PATIENCE_S = 300


def answers(address: str) -> bool:
    """Tell whether a page comes back; a proxy of the office is not asked."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address}/healthz", timeout=2) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    """Ask once a second until the atlas is there or patience ends."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if answers(ADDRESS):
            webbrowser.open(ADDRESS)
            return
        time.sleep(1)


if __name__ == "__main__":
    main()
