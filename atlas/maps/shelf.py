"""Published payloads of this process: bytes by hash, shared by every visitor."""

from collections import OrderedDict
from threading import Lock

from atlas.maps.payload import Published

MOST = 256  # some hundred kilobytes each: the oldest go first, a rerun publishes them again

_shelf: OrderedDict[str, Published] = OrderedDict()
_lock = Lock()


def put(item: Published) -> str:
    """Publish an item and return its address on this host."""
    ending = "js" if item.media_type == "text/javascript" else "json"
    name = f"{item.hash}.{ending}"
    with _lock:
        _shelf[name] = item
        _shelf.move_to_end(name)
        while len(_shelf) > MOST:
            _shelf.popitem(last=False)
    return f"/maps/{name}"


def get(name: str) -> Published | None:
    """The item of this file name (``<hash>.js`` or ``<hash>.json``), if it is still held."""
    with _lock:
        return _shelf.get(name)
