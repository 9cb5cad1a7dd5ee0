"""A picture is drawn anew from its pixels: small, upright, without metadata; anything else is refused."""

import errno
import random
import struct
import zlib
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from atlas.facts import pictures
from atlas.facts.pictures import (
    LONGEST_SIDE,
    NAME,
    MadePicture,
    RefusedPicture,
    folder_beside,
    keep_picture,
    office_file,
    sweep,
    take_picture,
)
from atlas.i18n import words
from layers.errors import DataError, NoSpace, ReadOnly

CANARY = "canary-31.2304N-121.4737E"
FORMS = ("PNG", "JPEG", "WEBP")


def written(image: Image.Image, form: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def opened(made: MadePicture) -> Image.Image:
    return Image.open(BytesIO(made.content))


def halves(size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, (250, 0, 0))
    image.paste((0, 0, 250), (size[0] // 2, 0, *size))
    return image


def is_red(pixel: Any) -> bool:
    return pixel[0] > 180 and pixel[2] < 80


def exif(held: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = held
    made[0x010E] = CANARY
    made.get_ifd(0x8825)[29] = CANARY
    return made


def swapped_profile() -> bytes:
    """An RGB colour profile in which red is called blue and blue red."""
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(struct.unpack_from(">I", raw, 128)[0]):  # ICC.1, 7.3: the tag table
        at = 132 + 12 * number
        name = bytes(raw[at : at + 4])
        raw[at : at + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(name, name)
    return bytes(raw)


def bomb(width: int, height: int) -> bytes:
    """A PNG of some bytes that says it is very large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(bytes(1000))
    parts = (head, body, b"IEND")
    chunks = [struct.pack(">I", len(p) - 4) + p + struct.pack(">I", zlib.crc32(p)) for p in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_is_taken_in_its_own_format(form: str) -> None:
    made = take_picture(written(halves(), form), name="gate")
    assert (opened(made).format, made.size) == (form, (40, 20))
    assert made.suffix == pictures.FORMATS[form]
    assert is_red(opened(made).convert("RGB").getpixel((5, 10)))


@pytest.mark.parametrize("form", FORMS)
def test_no_metadata_is_kept(form: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, Any] = {"exif": exif(), "icc_profile": profile, "dpi": (301, 301)}
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", CANARY)
        info.add_itxt("XML:com.adobe.xmp", CANARY, zip=False)
        options["pnginfo"] = info
    else:
        options["xmp"] = CANARY.encode()
    if form == "JPEG":
        options["comment"] = CANARY
    content = written(halves(), form, **options)
    assert CANARY.encode() in content
    made = take_picture(content, name="gate")
    assert CANARY.encode() not in made.content
    image = opened(made)
    image.load()
    assert not image.getexif()
    assert not {"icc_profile", "comment", "xmp", "XML:com.adobe.xmp", "dpi"} & set(image.info)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("held", "size", "red"), [
    (1, (40, 20), (5, 10)), (2, (40, 20), (35, 10)), (3, (40, 20), (35, 10)),
    (4, (40, 20), (5, 10)), (5, (20, 40), (10, 5)), (6, (20, 40), (10, 5)),
    (7, (20, 40), (10, 35)), (8, (20, 40), (10, 35)),
])  # fmt: skip
def test_a_picture_is_put_upright(
    form: str, held: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    made = take_picture(written(halves(), form, exif=exif(held)), name="gate")
    assert made.size == size
    assert is_red(opened(made).convert("RGB").getpixel(red))


@pytest.mark.parametrize("form", [
    pytest.param(form, marks=pytest.mark.slow) if form == "WEBP" else form for form in FORMS
])
def test_a_large_picture_is_made_smaller_and_a_small_one_stays(form: str) -> None:
    assert take_picture(written(halves((5200, 1300)), form), name="x").size == (LONGEST_SIDE, 640)
    assert take_picture(written(halves((3, 5)), form), name="x").size == (3, 5)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    plain = Image.new("L", (30, 30), 200)
    image = Image.new("I;16", (30, 30), 200 * 256) if mode == "I;16" else plain.convert(mode)
    made = opened(take_picture(written(image, "PNG"), name="x")).convert("L")
    assert abs(int(made.getpixel((15, 15))) - (255 if mode == "1" else 200)) <= 2  # type: ignore[arg-type]


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_is_transparent_stays_so(form: str) -> None:
    image = Image.new("RGBA", (20, 20), (10, 20, 30, 0))
    made = opened(take_picture(written(image, form), name="x"))
    assert made.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_a_palette_with_a_transparent_colour_stays_so() -> None:
    image = Image.new("P", (20, 20), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    made = opened(take_picture(written(image, "PNG", transparency=0), name="x"))
    assert made.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_colours_for_print_become_colours_for_screens() -> None:
    made = take_picture(written(halves().convert("CMYK"), "JPEG"), name="x")
    assert opened(made).mode == "RGB"
    assert is_red(opened(made).getpixel((5, 10)))


def test_another_colour_space_is_turned_into_srgb() -> None:
    profile = swapped_profile()
    made = take_picture(written(halves(), "PNG", icc_profile=profile), name="x")
    assert is_red(opened(made).getpixel((35, 10)))
    assert not is_red(opened(made).getpixel((5, 10)))
    alpha = halves().convert("RGBA")
    alpha.putalpha(77)
    turned = opened(take_picture(written(alpha, "PNG", icc_profile=profile), name="x"))
    assert turned.getpixel((5, 10)) == (*opened(made).getpixel((5, 10)), 77)  # type: ignore[misc]


def test_a_forged_colour_profile_is_left_out() -> None:
    made = take_picture(written(halves(), "JPEG", icc_profile=b"no profile" * 30), name="x")
    assert is_red(opened(made).getpixel((5, 10)))
    assert "icc_profile" not in opened(made).info


def test_a_stereo_picture_of_a_telephone_is_taken_as_its_first() -> None:
    content = written(halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (40, 20))])
    made = take_picture(content, name="x")
    assert (made.suffix, made.size) == (".jpg", (40, 20))
    assert is_red(opened(made).getpixel((5, 10)))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(form: str) -> None:
    content = written(halves(), form, save_all=True, append_images=[Image.new("RGB", (40, 20))])
    with pytest.raises(RefusedPicture, match="still"):
        take_picture(content, name="x")


@pytest.mark.parametrize("content", [
    b"", b"GIF89a\x01\x00\x01\x00", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    b"%PDF-1.7", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"\x00\x00\x00 ftypavif",
    b"BM" + bytes(60), b"II*\x00" + bytes(60), b"PK\x03\x04", b"P6 4 4 255 " + bytes(48),
])  # fmt: skip
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(RefusedPicture, match=r"no PNG, JPEG or WebP.*Save it as one"):
        take_picture(content, name="logo.png")


@pytest.mark.parametrize("size", [(60000, 60000), (12000, 8000), (8001, 5000), (1, 40_000_001)])
def test_a_bomb_is_refused_before_it_is_unpacked(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpack(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", unpack)
    with pytest.raises(RefusedPicture, match="more than 40 million pixels"):
        take_picture(bomb(*size), name="bomb.png")


def test_too_many_bytes_are_refused_unread() -> None:
    with pytest.raises(RefusedPicture, match=r"has 10\.5 MB"):
        take_picture(bytes(10_500_000), name="x.png")


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_that_is_cut_off_is_refused(form: str) -> None:
    image = Image.effect_noise((200, 200), 90).convert("RGB")
    content = written(image, form)
    with pytest.raises(RefusedPicture, match=r"damaged or cut off|no PNG, JPEG or WebP"):
        take_picture(content[: len(content) // 2], name="x")


@pytest.mark.filterwarnings("ignore")  # Pillow warns of some of them; here only refusals count
@pytest.mark.parametrize("form", FORMS)
def test_a_picture_with_flipped_bytes_is_taken_or_refused_and_nothing_else(form: str) -> None:
    chance = random.Random(7)  # noqa: S311 - the same flips every time
    content = written(halves((60, 40)), form, exif=exif(6))
    for _ in range(300):
        bad = bytearray(content)
        for _flip in range(chance.randint(1, 6)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        try:
            made = take_picture(bytes(bad), name="x")
        except RefusedPicture:
            continue
        assert CANARY.encode() not in made.content


def test_a_refusal_can_be_said_in_chinese_words() -> None:
    with pytest.raises(DataError) as caught:
        take_picture(b"", name="门.png")
    assert isinstance(caught.value, RefusedPicture)
    assert "门.png" in caught.value.sentence(words("zh"))
    assert caught.value.sentence(words("en")) == str(caught.value)


def test_the_same_picture_is_kept_once_under_a_name_of_its_content(tmp_path: Path) -> None:
    folder = folder_beside(tmp_path / "state" / "atlas.gpkg")
    made = take_picture(written(halves(), "PNG"), name="../../gate.png")
    name = keep_picture(folder, made)
    assert NAME.fullmatch(name)
    before = (folder / name).stat()
    assert keep_picture(folder, made) == name
    after = (folder / name).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_bytes() == made.content


def test_a_damaged_copy_is_replaced_by_a_whole_one(tmp_path: Path) -> None:
    made = MadePicture(b"whole", ".png", (1, 1))
    (tmp_path / made.name).write_bytes(b"who")
    assert (tmp_path / keep_picture(tmp_path, made)).read_bytes() == b"whole"


@pytest.mark.parametrize("fails", ["os.fsync", "pathlib.Path.open", "pathlib.Path.replace"])
def test_a_failed_save_leaves_nothing_behind(
    fails: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(fails, fail)
    with pytest.raises(ReadOnly, match="Make the folder of the store writable"):
        keep_picture(tmp_path, MadePicture(b"x", ".png", (1, 1)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("free", "missing"), [(0, 3), (1_000_000, 2), (10**9, 1)])
def test_a_full_disk_says_how_much_is_missing(
    free: int, missing: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    monkeypatch.setattr(pictures.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(NoSpace) as caught:
        keep_picture(tmp_path, MadePicture(bytes(3_000_000), ".png", (1, 1)))
    assert caught.value.missing_mb == pytest.approx(missing)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    name = keep_picture(tmp_path, MadePicture(b"x", ".png", (1, 1)))
    (tmp_path / f"{pictures.LITTER}abc").write_bytes(b"half")
    sweep(tmp_path)
    sweep(tmp_path / "not there")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("file", "name"), [
    ("office/0123456789abcdef.png", "0123456789abcdef.png"),
    ("0123456789abcdef.png", None),
    ("office/0123456789abcdef.svg", None),
    ("office/../0123456789abcdef.png", None),
    ("office/0123456789abcdef.png/..", None),
    ("office/.incoming-0123456.png", None),
    ("office/", None),
])  # fmt: skip
def test_only_names_of_our_own_making_are_files_of_the_office(file: str, name: str | None) -> None:
    assert office_file(file) == name
