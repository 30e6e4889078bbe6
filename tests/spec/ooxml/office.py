"""Small workbooks and presentations, part by part."""
import io
import zipfile

from docx import HEAD, R, REL

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml."
DRAWING = "application/vnd.openxmlformats-officedocument.drawingml."
MS = "http://schemas.microsoft.com/office/"


class Package:
    """Parts with their types, and for each part (\"\": the package) its relationships: (id, type, target, external)."""
    def __init__(self):
        self.parts, self.rels = {}, {"": []}
        self.defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}

    def part(self, name, kind, content, relationship=None, source=""):
        self.parts[name] = (kind, content.encode() if isinstance(content, str) else content)
        return self.link("/" + name, relationship, source, False) if relationship else None

    def link(self, target, kind, source="", external=True):
        rows = self.rels.setdefault(source, [])
        rows.append((f"rId{len(rows) + 1}", kind if "://" in kind else REL + kind, target, external))
        return rows[-1][0]

    def members(self):
        types = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in self.defaults.items())
        types += "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, (t, _) in self.parts.items())
        yield "[Content_Types].xml", HEAD + f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>'
        for source, rows in self.rels.items():
            folder, _, file = source.rpartition("/")
            inner = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
                            for i, t, target, outside in rows)
            yield (folder + "/" if folder else "") + "_rels/" + file + ".rels", HEAD + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
        for name, (_, data) in self.parts.items():
            yield name, data

    def write(self):
        self.finish()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.members():
                archive.writestr(name, data)
        return out.getvalue()


class Xlsx(Package):
    """One visible sheet with what `rows` holds, between a row that says before and one that says after."""
    def __init__(self):
        super().__init__()
        self.main, self.rows, self.strings = SHEET + "sheet.main+xml", [], []
        self.head = self.tail = self.book = ""  # markup before and after sheetData; after sheets
        self.more, self.sheet_name, self.state, self.prefix = [], "One", "", ""
        self.book_head = ""

    def string(self, item):
        self.strings.append(item if item.startswith("<") else f"<t xml:space=\"preserve\">{item}</t>")
        return len(self.strings) - 1

    def shared(self, where, item):
        return f'<c r="{where}" t="s"><v>{self.string(item)}</v></c>'

    def sheet(self, name, inner, state=""):
        self.more.append((name, f"<worksheet {S} {R}>{inner}</worksheet>", state))

    @staticmethod
    def inline(where, text):
        return f'<c r="{where}" t="inlineStr"><is><t>{text}</t></is></c>'

    def row(self, *cells, more=""):
        self.rows.append((more, cells))

    def finish(self):
        rows = f'<row r="1">{self.inline("A1", "before")}</row>'
        rows += "".join(f'<row r="{i}"{more}>{"".join(cells)}</row>' for i, (more, cells) in enumerate(self.rows, 2))
        rows += f'<row r="900">{self.inline("A900", "after")}</row>'
        main = "xl/workbook.xml"
        first = f"<worksheet {S} {R}>{self.head}<sheetData>{rows}</sheetData>{self.tail}</worksheet>"
        sheets = ""
        for number, (name, text, state) in enumerate([(self.sheet_name, first, self.state)] + self.more, 1):
            i = self.part(f"xl/worksheets/sheet{number}.xml", SHEET + "worksheet+xml", HEAD + text, "worksheet", main)
            sheets += f'<sheet name="{name}" sheetId="{number}"{state} r:id="{i}"/>'
        if self.strings:
            self.part("xl/sharedStrings.xml", SHEET + "sharedStrings+xml", HEAD + f'<sst {S}>{"".join(f"<si>{one}</si>" for one in self.strings)}</sst>', "sharedStrings", main)
        self.part(main, self.main, HEAD + f'<workbook {S} {R} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{self.book_head}<sheets>{sheets}</sheets>{self.book}</workbook>', "officeDocument")


def at(text, *, kind="", formula=""):
    """A cell without a place."""
    return f"<c{' t=' + chr(34) + kind + chr(34) if kind else ''}>{'<f>' + formula + '</f>' if formula else ''}<v>{text}</v></c>"


def words(*runs):
    return "<a:p>" + "".join(f"<a:r><a:t>{run}</a:t></a:r>" for run in runs) + "</a:p>"


def shape(*paragraphs, more=""):
    return f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"{more}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{"".join(paragraphs)}</p:txBody></p:sp>'


class Pptx(Package):
    """One slide with what `shapes` holds; a second where `hidden` holds something."""
    def __init__(self):
        super().__init__()
        self.main, self.shapes, self.tail, self.book, self.hidden = SLIDES + "presentation.main+xml", [], "", "", []

    @staticmethod
    def tree(kind, shapes, more="", tail=""):
        return HEAD + (f'<p:{kind} {P} {A} {R} {C}{more}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
                       f'{"".join(shapes)}</p:spTree></p:cSld>{tail}</p:{kind}>')

    def finish(self):
        main = "ppt/presentation.xml"
        first = self.part("ppt/slides/slide1.xml", SLIDES + "slide+xml",
                          self.tree("sld", [shape(words("before"))] + self.shapes + [shape(words("after"))], tail=self.tail), "slide", main)
        slides = f'<p:sldId id="256" r:id="{first}"/>'
        if self.hidden:
            second = self.part("ppt/slides/slide2.xml", SLIDES + "slide+xml", self.tree("sld", self.hidden, ' show="0"'), "slide", main)
            slides += f'<p:sldId id="257" r:id="{second}"/>'
        self.part(main, self.main, HEAD + f'<p:presentation {P} {A} {R}><p:sldIdLst>{slides}</p:sldIdLst>{self.book}</p:presentation>', "officeDocument")
