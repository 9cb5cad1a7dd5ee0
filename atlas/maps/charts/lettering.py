"""How wide words are before a browser has drawn them, and where their lines break.

Widths are estimates for Noto Sans and its Chinese, Korean and Thai companions, a little too wide
rather than too narrow, so that what is kept apart here stays apart on the screen.
"""

import re
import unicodedata

NARROW = frozenset("iljtfrI.,:;'’‘|!()[]·-–")
WIDE = frozenset("mwMWЖМШЩЮжмшщю@%—…")
CLOSING = "，。、；：！？）”’」』》〉】,.;:!?)»"
# One piece is never divided: a run of letters with the space after it, or one wide character
# with the marks that must not begin a line.
PIECES = re.compile(rf"[（“‘「《【]*[\u2e80-\uffef][{CLOSING}]*|[^\s\u2e80-\uffef]+\s*|\s+")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in pixels at a size in pixels, estimated."""
    return sum(map(_share, text)) * size * (1.07 if bold else 1.0)


def _share(letter: str) -> float:
    """Width of a letter in ems."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return 1.0
    if letter.isspace():
        return 0.27
    if letter in NARROW:
        return 0.37
    if letter in WIDE:
        return 0.93
    return 0.68 if letter.isupper() else 0.58


def wrapped(text: str, size: float, width: float) -> tuple[str, ...]:
    """Lines no wider than ``width`` pixels, as even as the words allow."""
    lines = _filled(text, size, width)
    narrower = width
    while narrower > width / 3:
        narrower -= size / 2
        tried = _filled(text, size, narrower)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def _filled(text: str, size: float, width: float) -> tuple[str, ...]:
    lines, line = [], ""
    for piece in PIECES.findall(text):
        for part in _parts(piece, size, width):
            if line and text_width((line + part).rstrip(), size) > width:
                lines.append(line.rstrip())
                line = ""
            line += part
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _parts(piece: str, size: float, width: float) -> list[str]:
    """A piece, cut between letters only where it is wider than a whole line (Thai)."""
    if text_width(piece.rstrip(), size) <= width:
        return [piece]
    most = max(1, int(width / size / 0.7))
    return [piece[at : at + most] for at in range(0, len(piece), most)]
