"""What a photograph says of itself; what a hostile one says is nothing."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, _imaging

from mocgioi.sources.photographs import Header, examine, read_header, thumbnail
from tests.pictures import jpeg


def test_time_and_place_come_from_the_camera() -> None:
    data = jpeg(taken="2025:11:05 07:40:39", offset="+07:00", place=(106.7125, 21.9724))
    header = read_header(data)
    assert header.taken_at == "2025-11-05T00:40:39.000Z"
    assert header.longitude == pytest.approx(106.7125, abs=1e-6)
    assert header.latitude == pytest.approx(21.9724, abs=1e-6)


def test_a_camera_that_names_no_offset_is_on_the_time_of_viet_nam() -> None:
    assert read_header(jpeg(taken="2025:11:05 07:00:00")).taken_at == "2025-11-05T00:00:00.000Z"


def test_a_camera_west_of_greenwich_is_put_there() -> None:
    header = read_header(jpeg(place=(-70.5, -33.25)))
    assert (header.longitude, header.latitude) == (-70.5, -33.25)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "2025:13:45 99:00:00", "yesterday", ""])
def test_a_time_that_is_none_is_left_out(taken: str) -> None:
    assert read_header(jpeg(taken=taken)).taken_at is None


def test_the_middle_of_the_ocean_is_no_place() -> None:
    assert read_header(jpeg(place=(0.0, 0.0)))[1:3] == (None, None)


def test_a_picture_cut_off_in_its_header_says_nothing() -> None:
    assert read_header(jpeg(taken="2025:11:05 07:00:00")[:120]) == Header(readable=False)


def test_a_bomb_of_pixels_is_not_drawn() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")
    assert (read_header(bomb).readable, thumbnail(bomb)) == (False, None)


def test_what_is_no_picture_is_none_whatever_it_is_called() -> None:
    assert examine("1116.jpg", b"MZ\x90\x00 not a picture") is None


def test_a_heic_is_known_by_its_brand_and_not_decoded() -> None:
    found = examine("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00")
    assert found is not None
    assert (found[0].content_type, found[1]) == ("image/heic", False)


def test_a_name_with_control_characters_can_be_shown() -> None:
    found = examine("a\x1b[2J\u202egpj.jpg", jpeg())
    assert found is not None and found[0].name.isprintable()


@settings(max_examples=60)
@given(st.integers(2, 400), st.binary(min_size=1, max_size=30))
def test_no_damage_to_a_header_raises(place: int, damage: bytes) -> None:
    data = jpeg(taken="2025:11:05 07:40:39", place=(106.7, 21.9))
    broken = data[:place] + damage + data[place + len(damage) :]
    read_header(broken)
    thumbnail(broken)


def test_a_thumbnail_is_small_upright_and_the_same_twice() -> None:
    data = jpeg(size=(1200, 600), orientation=6)
    small = thumbnail(data)
    assert small is not None and small == thumbnail(data)
    with Image.open(io.BytesIO(small)) as picture:
        assert (picture.format, picture.size, len(picture.getexif())) == ("JPEG", (160, 320), 0)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    pixels = zlib.compress(bytes(width * 4 + 1) * min(height, 50))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)


def peak_bytes(work: Callable[[], object]) -> int:
    """How much memory Pillow takes at most while it works, by the images it makes."""
    made: list[int] = []
    allocate = _imaging.new

    def noted(mode: str, size: tuple[int, int], *rest: object) -> object:
        made.append(size[0] * size[1])
        return allocate(mode, size, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_imaging, "new", noted)
        work()
    return max(made, default=0)


def test_a_picture_is_measured_before_it_is_decoded() -> None:
    bomb = png(13_300, 13_300)
    assert peak_bytes(lambda: read_header(bomb)) == 0
    assert peak_bytes(lambda: thumbnail(bomb)) == 0
    assert thumbnail(bomb) is None


def test_a_progressive_picture_is_measured_by_what_it_is_held_in() -> None:
    written = io.BytesIO()
    Image.new("L", (8_000, 8_000)).save(written, "JPEG", progressive=True)
    assert thumbnail(written.getvalue()) is None
    plain = io.BytesIO()
    Image.new("L", (8_000, 8_000)).save(plain, "JPEG")
    assert thumbnail(plain.getvalue()) is not None
