"""Files that somebody may choose as a photo: good ones, and ones that were made to break something."""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

JUNK = b"<script>alert(document.cookie)</script>"


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    """Return a plain picture as a file of this kind."""
    target = io.BytesIO()
    Image.new(mode, size, "green" if mode in {"RGB", "RGBA"} else 1).save(target, kind, **options)
    return target.getvalue()


def with_place_and_camera() -> bytes:
    """Return a JPEG that tells where and when it was taken and who took it, and stands on its side."""
    exif = Image.Exif()
    exif[0x010E] = "KANARIE-OMSCHRIJVING"
    exif[0x9286] = "KANARIE-OPMERKING"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 1.0)
    return picture(exif=exif, comment=b"KANARIE-COMMENTAAR", icc_profile=b"KANARIE-KLEURPROFIEL" * 10)


def with_hidden_text() -> bytes:
    """Return a PNG with texts in its chunks."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "KANARIE-TEKST")
    notes.add_itxt("XML:com.adobe.xmp", "<x>KANARIE-XMP</x>")
    return picture("PNG", pnginfo=notes)


def png_that_claims(width: int, height: int) -> bytes:
    """Return a tiny PNG file that says it is this large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 99)) + _chunk(b"IEND")


def png_with_text_bomb() -> bytes:
    """Return a PNG whose text unpacks to 100 MB."""
    good = picture("PNG")
    bomb = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 100_000_000, 9))
    return good[:33] + bomb + good[33:]


def zipped(name: str) -> bytes:
    """Return a zip file, as office documents are."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * 5_000_000)
    return target.getvalue()


def _chunk(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
UNREADABLE = "We kunnen deze foto niet openen."

# What it is, the name the browser gives, the content, and what we say.
HOSTILE: list[tuple[str, str, bytes, str]] = [
    ("nothing", "leeg.jpg", b"", "Dit bestand is leeg."),
    ("one byte", "a.jpg", b"\xff", UNREADABLE),
    ("too heavy", "groot.jpg", picture() + b"\0" * 15 * 1024 * 1024, "groter dan 15 MB"),
    ("svg", "tekening.svg", SVG, "svg-tekening"),
    ("svg under the name of a photo", "foto.jpg", SVG, "svg-tekening"),
    ("svg with a preface", "foto.png", b'\xef\xbb\xbf \n<?xml version="1.0"?>' + SVG, "svg-tekening"),
    ("html", "foto.html", b"<!doctype html>" + JUNK, UNREADABLE),
    ("html under the name of a photo", "foto.jpg", b"<html><body>" + JUNK, UNREADABLE),
    ("javascript", "foto.js.jpg", b"alert(1)//", UNREADABLE),
    ("php", "foto.php", b"<?php system($_GET['c']); ?>", UNREADABLE),
    ("program for windows", "foto.jpg", b"MZ" + b"\0" * 500, UNREADABLE),
    ("program for linux", "foto.png", b"\x7fELF" + b"\0" * 500, UNREADABLE),
    ("shell script", "foto.webp", b"#!/bin/sh\nrm -rf /\n", UNREADABLE),
    ("pdf", "foto.pdf", b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj", UNREADABLE),
    ("office document with a macro", "cv.docm", zipped("word/vbaProject.bin"), UNREADABLE),
    ("zip that unpacks large", "foto.zip", zipped("0.bin"), UNREADABLE),
    ("gif as png", "foto.png", picture("GIF", mode="P"), UNREADABLE),
    ("tiff", "foto.tif", picture("TIFF"), UNREADABLE),
    ("bmp", "foto.bmp", picture("BMP"), UNREADABLE),
    ("icon", "foto.ico", picture("ICO", (64, 64)), UNREADABLE),
    ("heic of a telephone", "IMG_0001.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99, "heic-foto"),
    ("heic under the name of a photo", "IMG_0001.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 99, "heic-foto"),
    ("avif", "foto.avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1" + b"\0" * 99, "heic-foto"),
    ("postscript", "foto.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", UNREADABLE),
    ("cut-off jpeg", "foto.jpg", picture()[:200], UNREADABLE),
    ("jpeg with only a start", "foto.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 50, UNREADABLE),
    ("cut-off png", "foto.png", picture("PNG")[:-30], UNREADABLE),
    ("png with a wrong checksum", "foto.png", picture("PNG").replace(b"IDAT", b"IDAX", 1), UNREADABLE),
    ("cut-off webp", "foto.webp", picture("WEBP")[:40], UNREADABLE),
    ("webp that is a sound", "foto.webp", b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 99, UNREADABLE),
    ("png of 30,000 by 30,000", "foto.png", png_that_claims(30_000, 30_000), "We kunnen deze foto niet openen"),
    ("png of 6,000 by 6,000", "foto.png", png_that_claims(6_000, 6_000), "te veel beeldpunten"),
    (
        "progressive jpeg of 6,000 by 6,000",
        "foto.jpg",
        picture(size=(6_000, 6_000), progressive=True),
        "te veel beeldpunten",
    ),
    ("jpeg of 7,400 by 7,400", "foto.jpg", picture(size=(7_400, 7_400)), "te veel beeldpunten"),
    ("png of no size", "foto.png", png_that_claims(0, 0), UNREADABLE),
    ("png with a text of 100 MB", "foto.png", png_with_text_bomb(), UNREADABLE),
    ("one dot", "foto.png", picture("PNG", (1, 1)), "te klein"),
    ("a stripe", "foto.jpg", picture(size=(4_000, 120)), "te smal of te breed"),
    ("noise", "foto.jpg", bytes(range(256)) * 40, UNREADABLE),
]

# What it is, the name the browser gives, the content.
GOOD: list[tuple[str, str, bytes]] = [
    ("jpeg", "foto.jpg", picture()),
    ("progressive jpeg", "foto.jpeg", picture(progressive=True)),
    ("jpeg for printing", "foto.jpg", picture(mode="CMYK")),
    ("grey jpeg", "foto.jpg", picture(mode="L")),
    ("png", "foto.png", picture("PNG")),
    ("png you can see through", "foto.png", picture("PNG", mode="RGBA")),
    ("png of few colours", "foto.png", picture("PNG", mode="P")),
    ("png in black and white", "foto.png", picture("PNG", mode="1")),
    ("webp", "foto.webp", picture("WEBP")),
    ("lossless webp", "foto.webp", picture("WEBP", mode="RGBA", lossless=True)),
    ("jpeg with another name", "foto.exe", picture()),
    ("jpeg with a path as name", "../../../etc/passwd.jpg", picture()),
    ("name that turns around", "foto\u202egpj.exe", picture()),
    ("name of 300 signs", "f" * 300 + ".jpg", picture()),
    ("name with the sign nul", "foto\0.php.jpg", picture()),
    ("name in another alphabet", "фото照片.jpg", picture()),
    ("jpeg with a script behind it", "foto.jpg", picture() + JUNK),
    ("small but enough", "foto.jpg", picture(size=(100, 100))),
    ("upright", "foto.jpg", picture(size=(900, 1600))),
    ("as large as telephones make", "foto.jpg", picture(size=(5712, 4284))),
    ("with all 50 million dots of a telephone", "foto.jpg", picture(size=(8160, 6120))),
    ("as heavy as telephones make", "foto.jpg", picture() + b"\0" * 12 * 1024 * 1024),
]
