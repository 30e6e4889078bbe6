"""What outside readers see of a page: html.parser of Python, xmllint's HTML parser, and its bytes."""
import base64
import html
import re
import subprocess
import urllib.parse
from html.parser import HTMLParser


class Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.marked = [], []

    def handle_starttag(self, tag, attributes):
        self.marked += [tag] + [part for pair in attributes for part in pair if part]

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.marked.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def decoded(data, charset="utf-8"):
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    return data.decode(charset, "replace")


def forms(text):
    """A text as it is, and what its escapes stand for."""
    yield text
    yield re.sub(r"\s+", "", text)
    yield html.unescape(text)
    plain = text
    for _ in range(3):
        plain = urllib.parse.unquote(plain)
        yield plain
    yield re.sub(r"%u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    for code in re.findall(r"(?:data-cfemail='|email-protection#)([0-9a-f]+)", text):
        yield bytes(b ^ int(code[:2], 16) for b in bytes.fromhex(code)[1:]).decode("utf-8", "replace")
    yield re.sub(r"\\u\{?([0-9a-fA-F]{4})\}?|\\x([0-9a-fA-F]{2})", lambda m: chr(int(m[1] or m[2], 16)), text)
    yield re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda m: chr(min(int(m[1], 16), 0x10ffff)), text)
    yield re.sub(r"""["']\s*\+\s*["']""", "", text)
    for run in re.findall(r"[A-Za-z0-9+/]{8,}={0,2}", text):
        try:
            yield base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-8", "replace")
        except ValueError:
            pass


class Seen:
    """What each reader makes of a page."""

    def __init__(self, data, charset="utf-8"):
        self.text = text = decoded(data, charset)
        reader = Words()
        reader.feed(text)
        reader.close()
        self.places = {"bytes": text, "html.parser": "".join(reader.text), "attributes": "\1".join(reader.marked), "tags taken away": re.sub(r"<[^>]*>", "", text)}
        self.places = {place: "\0".join(forms(words)).lower() for place, words in self.places.items()}

    def anybody(self, secret):
        return any(secret.lower() in words for words in self.places.values()) or bool(self.places_of(secret))

    def places_of(self, secret):
        if "xmllint" not in self.places:
            outside = subprocess.run(["xmllint", "--html", "--encode", "UTF-8", "--xpath", "string(/)", "-"], input=self.text.encode("utf-8", "replace"), capture_output=True)
            self.places["xmllint"] = "\0".join(forms(outside.stdout.decode("utf-8", "replace"))).lower()
        return [place for place, words in self.places.items() if secret.lower() in words]
