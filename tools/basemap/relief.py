"""Shading pictures: black and white with alpha, in Web Mercator rows, the sea transparent.

No package in the registries carries heights we may ship, only finished pictures. The shading is
taken from the shaded relief picture of Natural Earth (1/30°): its brightness minus the brightness
of the neighbourhood, which removes the colour of height and leaves slopes.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from basemap.inputs import Box

Grid = npt.NDArray[np.float32]
PER_DEGREE = 30  # of the source, 10800 × 5400 px


@dataclass(frozen=True)
class Picture:
    """One picture: file stem, bounds, width in px, blur and neighbourhood in source px, steps."""

    stem: str
    bounds: Box
    width: int
    soft: float
    wide: float
    steps: int


# Widths and steps are what fits the budget: lossless WebP of few tones is smaller than lossy
# WebP here, because lossy WebP keeps its alpha lossless anyway.
PICTURES = (
    Picture("relief", (0, 15, 150, 72), 1088, 1.6, 16.0, 6),
    Picture("relief-ne", (100, 36, 140, 56), 1080, 0.7, 12.0, 6),
)


def draw(picture: Picture, source: Path, folder: Path) -> None:
    """Write `<stem>.webp` and `<stem>.json` with its bounds."""
    Image.MAX_IMAGE_PIXELS = None  # 58 Mpx, a pinned file
    with Image.open(source) as whole:
        rgb = _crop(whole, picture.bounds, margin=2.0)
    land = (rgb[..., 2] - rgb[..., 1] < 6).astype(np.float32)  # water is bluer than green
    slope, land = _slopes(rgb.mean(axis=2), land, picture)
    image = _ink(_mercator(slope, picture, 2.0), _mercator(land, picture, 2.0), picture)
    image.save(folder / f"{picture.stem}.webp", lossless=True, quality=100, method=6)
    note = {"bounds": list(picture.bounds)}
    (folder / f"{picture.stem}.json").write_text(json.dumps(note) + "\n", "utf-8")


def _crop(whole: Image.Image, bounds: Box, *, margin: float) -> Grid:
    """The part of the picture inside the bounds and a margin in degrees; east-west it wraps."""
    west, south, east, north = bounds
    rows = slice(
        round((90 - north - margin) * PER_DEGREE), round((90 - south + margin) * PER_DEGREE)
    )
    columns = np.arange(
        round((west - margin + 180) * PER_DEGREE), round((east + margin + 180) * PER_DEGREE)
    )
    pixels = np.asarray(whole.convert("RGB"))[rows]
    return pixels[:, columns % (360 * PER_DEGREE)].astype(np.float32)


def _slopes(light: Grid, land: Grid, picture: Picture) -> tuple[Grid, Grid]:
    """Brightness against the neighbourhood on land, in units of its local spread."""
    inner = _blurred(land, 1.5)
    inner = np.clip((inner - 0.75) / 0.25, 0, 1)  # the picture darkens the very shore
    around = _blurred(light * inner, picture.wide) / np.maximum(_blurred(inner, picture.wide), 1e-3)
    slope = (light - around) * inner
    return _blurred(slope, picture.soft), inner


def _blurred(grid: Grid, sigma: float) -> Grid:
    """Gaussian blur with standard deviation `sigma` px, edges continued."""
    if sigma <= 0:
        return grid
    radius = max(1, round(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padded = np.pad(grid, [(radius, radius) if a == axis else (0, 0) for a in (0, 1)], "edge")
        size = grid.shape[axis]
        grid = sum(k * np.take(padded, range(n, n + size), axis) for n, k in enumerate(kernel))
    return grid


def _mercator(grid: Grid, picture: Picture, margin: float) -> Grid:
    """Resample equal-angle rows and columns to the picture's Mercator pixels."""
    west, south, east, north = picture.bounds
    step = (east - west) / picture.width
    top, bottom = _stretch(north), _stretch(south)
    height = round((top - bottom) / step)
    up = top - (np.arange(height) + 0.5) * (top - bottom) / height
    lat = np.degrees(2 * np.arctan(np.exp(np.radians(up))) - np.pi / 2)
    rows = (north + margin - lat) * PER_DEGREE - 0.5
    columns = ((np.arange(picture.width) + 0.5) * step + margin) * PER_DEGREE - 0.5
    spread = np.maximum(step * np.cos(np.radians(lat)) * PER_DEGREE, 1.0)
    half = _weighted(grid, rows, spread)
    wide: npt.NDArray[np.float64] = np.full(picture.width, max(step * PER_DEGREE, 1.0))
    return _weighted(np.ascontiguousarray(half.T), columns, wide).T


def _weighted(
    grid: Grid, centres: npt.NDArray[np.floating[Any]], spread: npt.NDArray[np.floating[Any]]
) -> Grid:
    """Rows of `grid` at fractional positions, averaged over `spread` rows (triangle filter)."""
    near = np.arange(grid.shape[0])[None, :]
    weight = np.clip(1 - np.abs(near - centres[:, None]) / spread[:, None], 0, None)
    weight /= weight.sum(axis=1, keepdims=True)
    product: Grid = weight.astype(np.float32) @ grid
    return product


def _stretch(lat: float) -> float:
    """Mercator ordinate of a latitude, in degrees."""
    return float(np.degrees(np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))))


def _fade(shape: tuple[int, ...], rim: int) -> Grid:
    """1 inside, falling to 0 over `rim` pixels at the sides, so that no edge shows on the map."""
    up, along = (np.clip(np.minimum(np.arange(n), n - 1 - np.arange(n)) / rim, 0, 1) for n in shape)
    return np.outer(up, along).astype(np.float32)


def _ink(slope: Grid, land: Grid, picture: Picture) -> Image.Image:
    """Dark and light ink: alpha grows with the slope, soft-limited, none on the sea."""
    scale = float(np.percentile(np.abs(slope[land > 0.5]), 97))
    strength = np.tanh(1.1 * slope / scale)
    flat = 0.14  # weaker than this is paper: plains stay clean and the file small
    strength = np.sign(strength) * np.clip(np.abs(strength) - flat, 0, None) / (1 - flat)
    strength *= _fade(slope.shape, picture.width // 24)
    step = np.round(strength * np.clip(land * 2 - 1, 0, 1) * picture.steps) / picture.steps
    # Highlights are a little thinner than shadows: paper is light already.
    alpha = (np.abs(step) * np.where(step < 0, 150, 130)).astype(np.uint8)
    ink = np.where(step > 0, 255, 0).astype(np.uint8)
    return Image.fromarray(np.dstack([ink, ink, ink, alpha]), "RGBA")
