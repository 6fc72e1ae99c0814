"""QR codes: a reader gets the address out of the picture, and the picture says how large it is."""

from base64 import b64decode
from io import BytesIO

import zxingcpp
from PIL import Image, ImageOps

from creators.shell.qr import create_page_code, qr_bitmap

ADDRESS = "https://example.org/kb/Treat/oat/"


def picture_in(address: str) -> Image.Image:
    """The picture whose data is this address."""
    return Image.open(BytesIO(b64decode(address.partition(";base64,")[2])))


def read(picture: Image.Image) -> str:
    """What a phone reads, with the empty space that the page puts around the code."""
    large = picture.convert("L").resize(
        [side * 4 for side in picture.size], Image.Resampling.NEAREST
    )
    return zxingcpp.read_barcode(ImageOps.expand(large, 16, 255)).text


def test_the_code_of_a_page_leads_to_it():
    assert read(picture_in(create_page_code(ADDRESS))) == "HTTPS://EXAMPLE.ORG/kb/Treat/oat/"


def test_a_bitmap_has_the_code_and_its_width():
    width, code = qr_bitmap(ADDRESS)
    picture = picture_in(code)
    assert read(picture) == ADDRESS
    assert picture.size == (width, width)
