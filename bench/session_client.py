"""A visitor without a browser: speaks Streamlit's websocket protocol and counts what comes."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 120


@dataclass(frozen=True)
class Run:
    """One run of a page's script, from the question to its end."""

    seconds: float
    bytes: int
    failed: bool


@dataclass
class Session:
    """One open session."""

    socket: ClientConnection
    query: str

    async def run(self) -> Run:
        """Run the whole page once."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        begun = time.monotonic()
        await self.socket.send(asked.SerializeToString())
        try:
            size, failed = await asyncio.wait_for(self._finished(), PATIENCE_S)
        except (TimeoutError, OSError):
            return Run(time.monotonic() - begun, 0, failed=True)
        return Run(time.monotonic() - begun, size, failed)

    async def _finished(self) -> tuple[int, bool]:
        size, failed = 0, False
        while True:
            raw = await self.socket.recv()
            assert isinstance(raw, bytes)
            size += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            failed = failed or _tells_of_failure(message)
            if message.WhichOneof("type") == "script_finished":
                # A page that reruns itself says so and goes on.
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                bad = message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY
                return size, failed or bad

    async def close(self) -> None:
        await self.socket.close()


def _tells_of_failure(message: Any) -> bool:
    if message.WhichOneof("type") != "delta":
        return False
    element = message.delta.new_element
    return bool(element.WhichOneof("type") == "exception")


async def open_session(port: int, query: str = "", *, within_s: float = PATIENCE_S) -> Session:
    """Connect as a browser does. No pings: a busy server answers them late, which is no failure."""
    socket = await connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]  # a plain string is right
        ping_interval=None,
        open_timeout=within_s,
        max_size=None,
        compression=None,
    )
    return Session(socket, query)
