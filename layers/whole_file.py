"""A file written in one step: whole, or as it was before; on the disk when the call is over."""

import os
import secrets
from pathlib import Path


def write_whole(path: Path, content: bytes, *, beside: str) -> None:
    """Write ``content`` beside, have it on the disk, then give it its name.

    ``beside`` begins the name of the file written first, so that whoever sweeps the folder knows
    what a killed process left. Its folder must be there.

    Raises
    ------
    OSError
        It can't be written; what was there before stays and nothing is left beside it.

    """
    scratch = path.with_name(f"{beside}{secrets.token_hex(4)}")
    try:
        with scratch.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk, so that the new name outlives a power cut."""
    if os.name == "nt":  # no handle of a folder there; the rename is durable by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
