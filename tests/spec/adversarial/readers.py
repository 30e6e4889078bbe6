"""Outside readers: what other programs, and a search of the raw bytes, find in a file."""
import functools
import os
import re
import shutil
import tempfile
import unicodedata
from html import unescape

import pdfjs
import peer
from raw import Bytes, font_residue, plain, streams, unescaped
from rendered import images, pixels
from runner import decoded, run

# What stands between characters without a reader seeing it: blanks, format characters, soft hyphens.
UNSEEN = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\0]+")


def squeezed(text):
    text = unicodedata.normalize("NFKC", re.sub("-[ \t]*\r?\n", "", text))
    return UNSEEN.sub("", text)


# --- programs that show text: each gives prose -----------------------------------------------------------

@functools.lru_cache(maxsize=8)
def pdftotext_of(path, stamp):
    return [decoded(run("pdftotext", path, "-")), decoded(run("pdftotext", "-raw", path, "-"))]


def pdftotext(path):
    return pdftotext_of(path, os.stat(path).st_mtime_ns)


def mutool(path):
    stext = decoded(run("mutool", "draw", "-q", "-F", "stext", path))
    return [decoded(run("mutool", "draw", "-q", "-F", "txt", path)),
            "".join(unescape(c) for c in re.findall(r' c="([^"]*)"', stext))]


def gs(path):
    return [decoded(run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=txtwrite", "-sOutputFile=-", path))]


def with_names(path):
    """All there is in the file, compressed or not, names as they are meant: what has no such key no program can list."""
    with open(path, "rb") as file:
        raw = file.read()
    pieces = [raw, *streams(raw), plain(path)]
    return b"\n".join(pieces + [unescaped(piece) for piece in pieces if b"#" in piece])


def info(path):
    """Document information, tags, bookmarks, destinations, scripts, attachments: what viewers show beside pages."""
    texts, keys = [decoded(run("pdfinfo", "-isodates", path))], with_names(path)
    for flag, key in (("-meta", b"/Metadata"), ("-js", b"/JS"), ("-struct-text", b"/StructTreeRoot"), ("-dests", b"/Dest"), ("-url", b"/URI")):
        if key in keys:
            texts.append(decoded(run("pdfinfo", flag, path)))
    if b"/Outlines" in keys:
        texts.append(decoded(run("mutool", "show", path, "outline")))
    if b"/EF" not in keys and b"/EmbeddedFile" not in keys:
        return texts
    texts.append(decoded(run("pdfdetach", "-list", path)))
    with tempfile.TemporaryDirectory() as folder:
        run("pdfdetach", "-saveall", "-o", folder, path)
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                texts.append(decoded(file.read()))
    return texts


def pymupdf(path):
    return peer.apart(peer.reading, path)


PROSE = {"pdftotext": pdftotext, "mutool": mutool, "gs": gs, "pdfjs": pdfjs.Pdfjs.read, "pymupdf": pymupdf, "info": info}
PROGRAMS = {"pdftotext": "pdftotext", "mutool": "mutool", "gs": "gs", "info": "pdfinfo", "pixels": "pdftoppm", "images": "pdfimages"}
ALL = [*PROSE, "bytes", "fonts", "pixels", "images"]


@functools.lru_cache(maxsize=None)
def available():
    there = {"pdfjs": pdfjs.folder() is not None, "pymupdf": peer.fitz is not None}
    there |= {name: shutil.which(program) is not None for name, program in PROGRAMS.items()}
    return [name for name in ALL if there.get(name, True)]


def sighted(path, doc, only, blind=None):
    """The readers, of those in `only`, that find the secret of `doc` in the file; in `blind`, if it is a list, come
    those that do not even show the first line of the page: what they do not find proves nothing."""
    wanted = [squeezed(secret) for secret in (doc.construct.secret, *doc.construct.also)]
    found = []
    for name, read in PROSE.items():
        texts = [squeezed(text) for text in read(path) or ()] if name in only else [squeezed(doc.kept[0])]
        if any(secret in text for text in texts for secret in wanted):
            found.append(name)
        if blind is not None and name != "info" and not any(squeezed(doc.kept[0]) in text for text in texts):
            blind.append(name)
    if "bytes" in only:
        view = Bytes(path)
        if any(view.sees(secret, doc.codes) for secret in (doc.construct.secret, *doc.construct.also)):
            found.append("bytes")
    if "fonts" in only and any(font_residue(path, secret, doc.outlines) for secret in wanted):
        found.append("fonts")
    if "pixels" in only and doc.ink and pixels(path, doc.ink, (400, 300)):
        found.append("pixels")
    if "images" in only and doc.crops and images(path, doc.crops):
        found.append("images")
    return found
