"""Symbology in renderer-neutral words: colour tokens per theme and one hue per system."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from layers.errors import UnreadableFile


@dataclass(frozen=True)
class Style:
    """Tokens (colours as #RRGGBB, opacities as numbers) and hues by entity or layer id."""

    theme: str
    tokens: dict[str, str | float]
    hues: dict[str, str]

    def css(self) -> str:
        """Custom properties for a screen in this theme."""
        lines = [f"--{name}:{value}" for name, value in self.tokens.items()]
        lines += [f"--hue-{name}:{value}" for name, value in self.hues.items()]
        return ";".join(lines)


def load_styles(root: Path) -> dict[str, Style]:
    """Every theme of ``root/styles``, by its name.

    Raises
    ------
    UnreadableFile
        A theme is missing its tokens or hues or is not TOML.

    """
    return {path.stem: _style(path) for path in sorted((root / "styles").glob("*.toml"))}


def _style(path: Path) -> Style:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        return Style(path.stem, content["tokens"], content["hues"])
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise UnreadableFile(f"{path}: no usable theme ({error}). Mend that file.") from error
