"""Pictures that staff add: made small, clean of everything but what is seen, kept by content."""

import errno
import hashlib
import re
import shutil
import struct
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock

from PIL import Image, ImageCms

from layers.errors import DataError, NoSpace, ReadOnly
from layers.whole_file import write_whole

FORMATS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
STEREO = "MPO"  # JPEG with further pictures behind the first, as some telephones write it
MOST_BYTES = 10_000_000
# Millions of pixels, so that unpacking stays below 0.4 GB; WebP's reader holds four copies.
MOST_MPX = {"PNG": 40, "JPEG": 40, STEREO: 40, "WEBP": 16}
TURNS = {  # EXIF 0x0112: how the camera was held, and what puts the picture upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LONGEST_SIDE = 2_560  # fills a hall screen of 2,560 px; sharper is only slower
QUALITY = 88
NAME_DIGITS = 16
NAME = re.compile(r"[0-9a-f]{16}\.(png|jpg|webp)")
OFFICE = "office/"  # how a document tells a picture of the store from one beside its record
FOLDER = "pictures"
LITTER = ".incoming-"
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # Windows knows no quota of its own
# What Pillow raises for files that are cut or forged; it has no error of its own for all of them.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError,
          OverflowError, struct.error)  # fmt: skip
_ONE_AT_A_TIME = Lock()  # one large picture takes up to 0.4 GB while it is made small
Say = Callable[..., str]


class RefusedPicture(DataError):  # noqa: N818 - reads as a sentence in the tree of errors
    """A file that can't be taken as a picture: what is wrong with it and what to do."""

    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message.format(**values))

    def sentence(self, say: Say) -> str:
        """The same in the language of ``say``."""
        return say(self.message, **self.values)


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture ready to be kept: its bytes, its suffix (``.jpg``), width and height in px."""

    content: bytes
    suffix: str
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """The file name it is kept under: the start of its SHA-256."""
        return hashlib.sha256(self.content).hexdigest()[:NAME_DIGITS] + self.suffix


def take_picture(content: bytes, *, name: str) -> MadePicture:
    """A PNG, JPEG or WebP file upright, in sRGB, at most 2,560 px long, without any metadata.

    ``name`` is only said in messages. Position, camera, comments and colour profile are left
    behind: the picture is drawn anew from its pixels.

    Raises
    ------
    RefusedPicture
        It is none of the three, cut, animated, or too large.

    """
    if len(content) > MOST_BYTES:
        raise RefusedPicture(
            "“{name}” has {mb} MB; at most 10 MB are taken. Save it smaller or as JPEG.",
            name=name, mb=f"{len(content) / 1e6:.1f}",
        )
    with _ONE_AT_A_TIME, _opened(content, name) as image:
        _refuse_by_head(image, name)
        try:
            return _made(image)
        except BROKEN as error:
            raise RefusedPicture(
                "“{name}” is damaged or cut off. Save or copy it again.", name=name
            ) from error


def keep_picture(folder: Path, made: MadePicture) -> str:
    """The name a picture is kept under in ``folder``; the same picture is kept once.

    Raises
    ------
    NoSpace, ReadOnly
        It can't be written; nothing is left behind.

    """
    target = folder / made.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _is_whole(target, made):
            write_whole(target, made.content, beside=LITTER)
    except OSError as error:
        if error.errno in FULL:
            raise NoSpace(_missing_mb(folder, len(made.content)), folder.name) from error
        raise ReadOnly(
            f"{folder.name}: the picture can't be saved here ({error.strerror}). "
            "Make the folder of the store writable."
        ) from error
    return made.name


def sweep(folder: Path) -> None:
    """Remove what a killed process left half written; called at the start of a process."""
    for path in folder.glob(f"{LITTER}*") if folder.is_dir() else ():
        with suppress(OSError):  # where nothing can be written, litter does no harm
            path.unlink()


def folder_beside(store: Path) -> Path:
    """Where the staff's pictures of a store are kept."""
    return store.parent / FOLDER


def office_file(file: str) -> str | None:
    """The name of a staff picture out of a document's ``office/<name>``; None for others."""
    name = file.removeprefix(OFFICE)
    return name if file.startswith(OFFICE) and NAME.fullmatch(name) else None


def _opened(content: bytes, name: str) -> Image.Image:
    try:
        return Image.open(BytesIO(content), formats=tuple(FORMATS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name, most=MOST_MPX["PNG"]) from error
    except BROKEN as error:  # UnidentifiedImageError is an OSError
        raise RefusedPicture(
            "“{name}” is no PNG, JPEG or WebP picture. Save it as one of these.", name=name
        ) from error


def _refuse_by_head(image: Image.Image, name: str) -> None:
    """Refuse by what the first bytes say, before anything is unpacked."""
    most = MOST_MPX[str(image.format)]
    if image.width * image.height > most * 1_000_000:
        raise _too_large(name, most=most)
    if getattr(image, "is_animated", False) and image.format != STEREO:
        raise RefusedPicture("“{name}” moves. Save one still picture of it.", name=name)


def _too_large(name: str, *, most: int) -> RefusedPicture:
    return RefusedPicture(
        "“{name}” has more than {most} million pixels. Save it smaller: 2,560 px on the longer "
        "side are enough.", name=name, most=most,
    )


def _made(image: Image.Image) -> MadePicture:
    form = "JPEG" if image.format == STEREO else str(image.format)
    if form == "JPEG":
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # unpacks no more pixels than needed
    image.load()
    profile, held = image.info.get("icc_profile"), _held(image)
    small = _plain(image)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    shown = _srgb(small, profile)
    shown = shown.transpose(TURNS[held]) if held in TURNS else shown
    shown.info = {}  # Pillow would write the comments and profiles it finds here
    return MadePicture(_written(shown, form), FORMATS[form], shown.size)


def _written(image: Image.Image, form: str) -> bytes:
    file = BytesIO()
    if form == "PNG":
        image.save(file, form, optimize=True)
    elif form == "JPEG":
        image.save(file, form, quality=QUALITY, progressive=True, optimize=True)
    else:
        image.save(file, form, quality=QUALITY)
    return file.getvalue()


def _plain(image: Image.Image) -> Image.Image:
    """One of the modes L, RGB, RGBA, CMYK; palettes and 16 bits are drawn out."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB; where its profile can't be used its numbers are taken as sRGB."""
    fallback = image.convert("RGB") if image.mode == "CMYK" else image
    if not profile or image.mode == "L":
        return fallback
    solid = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        made = ImageCms.profileToProfile(
            solid, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, *BROKEN):
        return fallback
    if made is not None and image.mode == "RGBA":
        made.putalpha(image.getchannel("A"))
    return fallback if made is None else made


def _held(image: Image.Image) -> int:
    """How the camera was held (EXIF 0x0112, 1 to 8); upright where that can't be read."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except BROKEN:
        return 1


def _is_whole(path: Path, made: MadePicture) -> bool:
    return path.is_file() and path.read_bytes() == made.content


def _missing_mb(folder: Path, needed: int) -> float:
    """How much has to be freed, at least 1 MB: what is free may belong to others (a quota)."""
    return max(1.0, (needed - shutil.disk_usage(folder).free) / 1e6)
