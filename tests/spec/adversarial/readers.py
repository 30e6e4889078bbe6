"""Outside readers: what other programs, and a search of the raw bytes, find in a file."""
import base64
import functools
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
# What stands between characters without a reader seeing it: blanks, format characters, soft hyphens.
UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\0]+")


def squeezed(text):
    text = unicodedata.normalize("NFKC", re.sub("-[ \t]*\r?\n", "", text))
    return UNSEEN.sub("", text)


def run(*words, timeout=60):
    try:
        return subprocess.run(words, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL).stdout
    except subprocess.TimeoutExpired:
        return b""


def decoded(data):
    return data.decode("utf-8", "replace")


# --- programs that show text: each gives prose -----------------------------------------------------------

@functools.lru_cache(maxsize=8)
def pdftotext_of(path, stamp):
    return [decoded(run("pdftotext", path, "-")), decoded(run("pdftotext", "-raw", path, "-"))]


def pdftotext(path):
    return pdftotext_of(path, os.stat(path).st_mtime_ns)


def mutool(path):
    stext = decoded(run("mutool", "draw", "-q", "-F", "stext", path))
    from html import unescape
    return [decoded(run("mutool", "draw", "-q", "-F", "txt", path)),
            "".join(unescape(c) for c in re.findall(r' c="([^"]*)"', stext))]


def gs(path):
    return [decoded(run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=txtwrite", "-sOutputFile=-", path))]


def info(path):
    """Document information, tags, bookmarks, destinations, scripts, attachments: what viewers show beside pages."""
    texts = [decoded(run("pdfinfo", flag, path)) for flag in ("-isodates", "-meta", "-js", "-struct-text", "-dests", "-url")]
    texts.append(decoded(run("mutool", "show", path, "outline")))
    texts.append(decoded(run("pdfdetach", "-list", path)))
    with tempfile.TemporaryDirectory() as folder:
        run("pdfdetach", "-saveall", "-o", folder, path)
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                texts.append(decoded(file.read()))
    return texts


def pdfjs_folder():
    """Where npm put pdfjs-dist: it is an optional reader."""
    places = [os.environ.get("REVIEW_PDFJS", ""), os.path.join(HERE, "node_modules", "pdfjs-dist")]
    return next((place for place in places if place and os.path.isdir(place)), None) if shutil.which("node") else None


class Pdfjs:
    """One node that reads file after file."""
    node = None

    @classmethod
    def read(cls, path):
        if cls.node is None or cls.node.poll() is not None:
            cls.node = subprocess.Popen(["node", os.path.join(HERE, "pdfjs.mjs"), pdfjs_folder()], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8")
        cls.node.stdin.write(path + "\n")
        cls.node.stdin.flush()
        return [json.loads(cls.node.stdout.readline() or '""')]


# --- bytes ---------------------------------------------------------------------------------------------

def inflated(data):
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def streams(file):
    """Everything that stands behind the word stream, found in the raw file and inflated, to any depth."""
    for match in re.finditer(rb"stream\r?\n?", file):
        data = inflated(file[match.end():])
        for _ in range(4):
            if not data:
                break
            yield data
            data = inflated(data)


def unescaped(data):
    """Strings of PDF without their escapes, names without #xx."""
    def one(match):
        word = match.group(1)
        if word[:1] in b"01234567":
            return bytes([int(word, 8) & 255])
        return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}.get(word, word)
    data = re.sub(rb"\\([0-7]{1,3}|\r\n|.)", one, data, flags=re.S)
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), data)


def unquoted(data):
    """URI, XML and script escapes."""
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), data)
    data = re.sub(rb"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});", lambda m: chr(
        min(int(m.group(1)[1:], 16) if m.group(1)[:1] == b"x" else int(m.group(1)), 0x10FFFF)).encode("utf-8", "replace"), data)
    return re.sub(rb"\\+u([0-9A-Fa-f]{4})", lambda m: chr(int(m.group(1), 16)).encode("utf-8", "replace"), data)


def spellings(secret):
    """The secret in bytes, in every way a file may hold it."""
    forms = set()
    for text in {secret, secret[::-1]}:
        for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gbk", "gb18030", "big5", "latin-1"):
            try:
                forms.add(text.encode(encoding))
            except UnicodeEncodeError:
                pass
    for phase in range(3):  # base64: the part that depends on the secret alone
        whole = base64.b64encode(b"\0" * phase + secret.encode())
        begin, end = (8 * phase + 5) // 6, (8 * (phase + len(secret.encode()))) // 6
        forms.add(whole[begin:end])
    return {form for form in forms if len(form) >= 5}


class Bytes:
    """The raw file, all its streams, and what qpdf makes of it."""

    def __init__(self, path):
        with open(path, "rb") as file:
            raw = file.read()
        pieces = [raw, *streams(raw)]
        with tempfile.NamedTemporaryFile(suffix=".pdf") as out:
            run("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", path, out.name)
            pieces.append(out.read())
        pieces.append(run("qpdf", "--json", path))
        self.views = []
        for piece in pieces:
            for view in {piece, unescaped(piece), unquoted(piece), unquoted(unescaped(piece))}:
                self.views += [view, re.sub(rb"[\s\0]+", b"", view)] if view else []
        self.lower = [view.lower() for view in self.views]

    def sees(self, secret, codes=()):
        for form in spellings(secret) | {code for code in codes if len(code) >= 6}:
            needle, digits = form.lower(), form.hex().encode()
            plain = form.isascii() and form.isalnum()
            for view, lower in zip(self.views, self.lower):
                if (needle in lower if plain else form in view) or digits in lower:
                    return True
        return False


def names_of(secret):
    return [f"uni{ord(c):04X}".encode() for c in secret]


def font_residue(path, secret, outlines=()):
    """Maps, names and outlines of characters that only the secret has."""
    with open(path, "rb") as file:
        pieces = list(streams(file.read()))
    with tempfile.NamedTemporaryFile(suffix=".pdf") as out:
        run("qpdf", "--qdf", "--object-streams=disable", path, out.name)
        whole = out.read()
    mapped = set()
    for piece in pieces + [whole]:
        for section in re.findall(rb"begin(?:bfchar|bfrange)(.*?)endbf", piece, re.S):
            mapped |= {c for c in secret if c.encode("utf-16-be").hex().encode() in section.lower().replace(b" ", b"")}
        mapped |= {c for c, name in zip(secret, names_of(secret)) if name in piece}
    found = len(mapped & {c for c in secret if not c.isascii()}) >= 2
    return found or any(box in boxes_of_glyphs(piece) for piece in pieces for box in outlines)


def boxes_of_glyphs(program):
    """Bounding boxes of all outlines of a TrueType program."""
    import struct
    if program[:4] not in (b"\0\1\0\0", b"true") or len(program) < 12:
        return set()
    tables = {}
    for at in range(struct.unpack(">H", program[4:6])[0]):
        tag, _, offset, size = struct.unpack(">4sIII", program[12 + 16 * at:28 + 16 * at])
        tables[tag] = program[offset:offset + size]
    if not {b"head", b"loca", b"glyf"} <= set(tables):
        return set()
    long = struct.unpack(">h", tables[b"head"][50:52])[0]
    width, scale = (4, 1) if long else (2, 2)
    loca = [scale * int.from_bytes(tables[b"loca"][i:i + width], "big") for i in range(0, len(tables[b"loca"]), width)]
    return {struct.unpack(">hhhh", tables[b"glyf"][a + 2:a + 10]) for a, b in zip(loca, loca[1:]) if b - a >= 10}


# --- pixels --------------------------------------------------------------------------------------------

def netpbm(data):
    """Width, height, channels and samples of a P5, P6 or P4 file."""
    match = re.match(rb"(P[456])\s+(?:#.*\n)*(\d+)\s+(\d+)\s+", data)
    kind, width, height = match.group(1), int(match.group(2)), int(match.group(3))
    body = data[match.end():]
    if kind == b"P4":
        row = (width + 7) // 8
        bits = bytes(255 * (1 - (body[y * row + x // 8] >> (7 - x % 8) & 1)) for y in range(height) for x in range(width))
        return width, height, 1, bits
    body = body[re.match(rb"\d+\s", body).end():]
    return width, height, 3 if kind == b"P6" else 1, body


def busy(picture, x0, y0, x1, y1):
    """Whether the rectangle (parts of one, from the top left) has more than one colour."""
    width, height, channels, samples = picture
    columns = range(max(0, round(x0 * width)), min(width, round(x1 * width)))
    rows = range(max(0, round(y0 * height)), min(height, round(y1 * height)))
    seen = [samples[(y * width + x) * channels:(y * width + x) * channels + channels] for y in rows for x in columns]
    if not seen:
        return False
    return any(max(pixel[c] for pixel in seen) - min(pixel[c] for pixel in seen) > 24 for c in range(channels))


def pixels(path, ink, box):
    """Whether the places where the secret is drawn show anything, by poppler and by MuPDF."""
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", "72", "-gray", path, os.path.join(folder, "p"))
        run("mutool", "draw", "-q", "-r", "72", "-c", "gray", "-o", os.path.join(folder, "m%d.pgm"), path)
        for name in os.listdir(folder):
            page = int(re.search(r"(\d+)\.pgm$", name).group(1))
            with open(os.path.join(folder, name), "rb") as file:
                picture = netpbm(file.read())
            for number, x0, y0, x1, y1 in ink:
                wide, high = box
                if number == page and busy(picture, x0 / wide, 1 - y1 / high, x1 / wide, 1 - y0 / high):
                    return True
    return False


def images(path, crops):
    """Whether a picture that is in the file, drawn or not, still has the part that shows the secret."""
    with tempfile.TemporaryDirectory() as folder:
        run("pdfimages", path, os.path.join(folder, "i"))
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                picture = netpbm(file.read())
            if any(busy(picture, *crop) for crop in crops):
                return True
    return False


PROSE = {"pdftotext": pdftotext, "mutool": mutool, "gs": gs, "pdfjs": Pdfjs.read, "info": info}
ALL = ["pdftotext", "mutool", "gs", "pdfjs", "info", "bytes", "fonts", "pixels", "images"]


def available():
    programs = {"pdftotext": "pdftotext", "mutool": "mutool", "gs": "gs", "info": "pdfinfo", "pixels": "pdftoppm", "images": "pdfimages"}
    return [name for name in ALL if (shutil.which(programs[name]) if name in programs else name != "pdfjs" or pdfjs_folder())]


def sighted(path, doc, only):
    """The readers, of those in `only`, that find the secret of `doc` in the file."""
    wanted = [doc.construct.secret, *doc.construct.also]
    found = []
    for name, read in PROSE.items():
        if name in only and any(squeezed(secret) in squeezed(text) for text in read(path) for secret in wanted):
            found.append(name)
    if "bytes" in only:
        view = Bytes(path)
        if any(view.sees(secret, doc.codes) for secret in wanted):
            found.append("bytes")
    if "fonts" in only and any(font_residue(path, secret, doc.outlines) for secret in wanted):
        found.append("fonts")
    if "pixels" in only and doc.ink and pixels(path, doc.ink, (400, 300)):
        found.append("pixels")
    if "images" in only and doc.crops and images(path, doc.crops):
        found.append("images")
    return found
