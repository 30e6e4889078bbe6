"""Small Word packages, part by part, and what an outside reader (python's zipfile) sees in one."""
import base64
import io
import re
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MORE = ('xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"')
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text, properties=""):
    return f"<w:r>{'<w:rPr>' + properties + '</w:rPr>' if properties else ''}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"


def paragraph(*inner):
    return "<w:p>" + "".join(inner) + "</w:p>"


class Docx:
    def __init__(self):
        self.body = [paragraph(run("before"))]
        self.parts = {}     # name -> (content type, bytes)
        self.rels = []      # of the document: (id, type, target, external)
        self.root = []      # of the package
        self.defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        self.main = WORD + "document.main+xml"

    def part(self, name, kind, content, relationship=None, root=False):
        data = content.encode() if isinstance(content, str) else content
        self.parts[name] = (kind, data)
        if relationship:
            if root:
                self.root.append((f"rId{len(self.root) + 2}", relationship, name, False))
            else:
                self.rels.append((f"rId{len(self.rels) + 1}", relationship, name.removeprefix("word/"), False))
        return (self.root if root else self.rels)[-1][0] if relationship else None

    def link(self, target, kind="hyperlink"):
        self.rels.append((f"rId{len(self.rels) + 1}", kind, target, True))
        return self.rels[-1][0]

    @staticmethod
    def _rels(rows):
        inner = "".join(f'<Relationship Id="{i}" Type="{t if "://" in t else REL + t}" Target="{target}"'
                        f'{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>' for i, t, target, outside in rows)
        return HEAD + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'

    def members(self):
        types = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in self.defaults.items())
        types += f'<Override PartName="/word/document.xml" ContentType="{self.main}"/>'
        types += "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, (t, _) in self.parts.items())
        yield "[Content_Types].xml", HEAD + f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>'
        yield "_rels/.rels", self._rels([("rId1", "officeDocument", "word/document.xml", False)] + self.root)
        yield "word/document.xml", HEAD + f"<w:document {W} {R} {MORE}><w:body>{''.join(self.body)}{paragraph(run('after'))}</w:body></w:document>"
        if self.rels:
            yield "word/_rels/document.xml.rels", self._rels(self.rels)
        for name, (_, data) in self.parts.items():
            yield name, data

    def write(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.members():
                archive.writestr(name, data)
        return out.getvalue()


def in_base64(name, raw):
    """Runs of Base64: their bytes as UTF-8 and UTF-16, and the members where they are a zip."""
    for run in re.findall(rb"[A-Za-z0-9+/]{24,}", re.sub(rb"&#xA;|\s", b"", raw)):
        held = base64.b64decode(run + b"=" * (-len(run) % 4) if len(run) % 4 != 1 else run[:-1])
        yield name + " base64", held.decode("utf-8", "replace")
        yield name + " base64 of utf-16", held.decode("utf-16-le", "replace") + held[1:].decode("utf-16-le", "replace")
        if held.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(held)) as archive:
                for inner in archive.namelist():
                    yield name + " base64 " + inner, archive.read(inner).decode("utf-8", "replace")


def readings(data):
    """Everything an outside reader gets: names, each member raw, its tags taken off, entities resolved."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            raw = archive.read(name)
            yield "name", name
            yield name, raw.decode("utf-8", "replace")
            yield name + " utf-16", raw.decode("utf-16-le", "replace")
            yield from in_base64(name, raw)
            if name.endswith((".xml", ".rels")):
                text = re.sub(r"<[^>]*>", "", raw.decode("utf-8", "replace"))
                yield name + " text", re.sub(r"&#(x?)([0-9a-fA-F]+);", lambda m: chr(int(m[2], 16 if m[1] else 10)), text)


def sees(data, secret):
    return sorted({name for name, text in readings(data) if secret in text})
