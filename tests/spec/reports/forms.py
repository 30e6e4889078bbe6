"""What a report says, in each of its forms: read by other programs than the one that wrote it."""
import base64
import hashlib
import html
import html.parser
import json
import struct
import xml.etree.ElementTree
import zlib


class Page(html.parser.HTMLParser):
    """The page of --format html: what is shown, what is loaded, what its policy allows."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.loads, self.handlers, self.styles, self.scripts, self.rows, self.blocks, self.pictures = [], [], [], [], [], [], []
        self.policy, self.language, self.inside, self.ids, self.frames, self.shown = "", "", None, set(), [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.inside = tag if tag in ("style", "script") else None
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        self.loads += [given[name] for name in ("src", "href", "action", "srcset", "data", "xlink:href", "poster") if name in given]
        self.ids.add(given.get("id"))
        if tag == "html":
            self.language = given.get("lang")
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]
        kinds = given.get("class", "").split()
        if tag == "tr" and "entry" in kinds:
            self.rows.append(given)
        if tag == "div" and "entry" in kinds:
            self.blocks.append(given)
        if tag == "image":
            self.pictures.append(base64.b64decode(given["href"].split(",", 1)[1]))
            self.frames.append([])
        if tag == "rect" and "frame" in kinds:
            self.frames[-1].append([int(given[name]) for name in ("x", "y", "width", "height")])

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside == "style":
            self.styles.append(data)
        elif self.inside == "script":
            self.scripts.append(data)
        else:
            self.shown += data


def digest_source(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


class Picture:
    """A PNG of greys in four bits or of RGB in eight, without filters."""

    def __init__(self, png):
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        at, data = 8, b""
        while at < len(png):
            length, kind = struct.unpack(">I4s", png[at:at + 8])
            body = png[at + 8:at + 8 + length]
            assert struct.unpack(">I", png[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + body)
            if kind == b"IHDR":
                self.width, self.height, depth, colour = struct.unpack(">IIBBBBB", body)[:4]
                assert (depth, colour) in ((4, 0), (8, 2))
            data += body if kind == b"IDAT" else b""
            at += 12 + length
        self.bits = 4 if depth == 4 else 24
        self.plain, self.row = zlib.decompress(data), (self.width * self.bits + 7) // 8 + 1
        assert len(self.plain) == self.row * self.height and not any(self.plain[::self.row])

    def pixels(self, x, y, width, height):
        """Those of a rectangle, each once."""
        seen = set()
        for line in range(y, y + height):
            row = self.plain[line * self.row + 1:(line + 1) * self.row]
            if self.bits == 24:
                seen |= {row[3 * at:3 * at + 3] for at in range(x, x + width)}
            else:
                seen |= {row[at // 2] >> (0 if at % 2 else 4) & 15 for at in range(x, x + width)}
        return seen


def everything(form, text):
    """The report as it is written and as its readers undo its escapes."""
    told = [text]
    if form in ("json", "sarif", "gitlab", "gitlab-secrets"):
        told.append("\n".join(strings(json.loads(text))))
    elif form == "jsonl":
        told += ["\n".join(strings(json.loads(line))) for line in text.splitlines()]
    elif form == "junit":
        root = xml.etree.ElementTree.fromstring(text.encode())
        told.append("\n".join(value for one in root.iter() for value in [one.text or "", *one.attrib.values()]))
    elif form == "html":
        told.append(html.unescape(text))
    return "\n".join(told)


def strings(value):
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    else:
        yield str(value)


def spellings(value):
    """A value as it might leave unseen: Base64 at each of its three places, percents, code points, its digests."""
    raw = value.encode()
    yield value
    for shift in range(3):
        letters = base64.b64encode(b"\0" * shift + raw + b"\0" * 2).decode()
        inner = letters[4 if shift else 0:len(letters) - 8]
        if len(inner) >= 8:
            yield inner
    if len(raw) >= 8:
        yield raw.hex()
        yield hashlib.sha256(raw).hexdigest()
    if not value.isascii():
        yield "".join(f"%{byte:02X}" for byte in raw)
        yield "".join(f"\\u{ord(letter):04x}" for letter in value)
