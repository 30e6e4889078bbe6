"""Builds small OFD packages (GB/T 33190-2016) and reads packages as an outside reader does: python's zipfile, raw XML."""
import io
import re
import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def code(text, x=0, y=4, dx=None, dy=None):
    """One TextCode, three millimetres a character unless told otherwise."""
    if dx is None and len(text) > 1:
        dx = f"g {len(text) - 1} 3"
    more = (f' DeltaX="{dx}"' if dx else "") + (f' DeltaY="{dy}"' if dy else "")
    return f'<ofd:TextCode X="{x}" Y="{y}"{more}>{escaped(text)}</ofd:TextCode>'


class Ofd:
    def __init__(self):
        self.next_id = 100
        self.pages = [[self.text("before", y=20), self.text("after", y=280)]]
        self.page_head = {}       # page: XML before its content
        self.document = ""        # before </Document>
        self.common = ""          # in CommonData
        self.body = ""            # after DocRoot
        self.info = ""
        self.public = '<ofd:Fonts><ofd:Font ID="3" FontName="SimSun" FamilyName="SimSun"/></ofd:Fonts>'
        self.resources = ""
        self.more = []            # members: name, data

    def id(self):
        self.next_id += 1
        return self.next_id

    def object(self, inner, x=10, y=40, font=3, size=3, more="", width=180):
        return f'<ofd:TextObject ID="{self.id()}" Boundary="{x} {y} {width} 6" Font="{font}" Size="{size}"{more}>{inner}</ofd:TextObject>'

    def text(self, text, x=10, y=40, more="", **way):
        return self.object(code(text, **way), x, y, more=more)

    def add(self, xml, page=0):
        self.pages[page].append(xml)

    def annotation(self, xml):
        self.more += [("Doc_0/Annots/Annotations.xml", HEAD + f'<ofd:Annotations {NS}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'),
                      ("Doc_0/Annots/Page_0/Annotation.xml", HEAD + f"<ofd:PageAnnot {NS}>{xml}</ofd:PageAnnot>")]
        self.document += "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"

    def template(self, xml, page=0):
        number = self.id()
        self.common += f'<ofd:TemplatePage ID="{number}" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        self.page_head[page] = f'<ofd:Template TemplateID="{number}" ZOrder="Background"/>'
        self.more.append(("Doc_0/Tpls/Tpl_0/Content.xml", HEAD + f'<ofd:Page {NS}><ofd:Content><ofd:Layer ID="{self.id()}">{xml}</ofd:Layer></ofd:Content></ofd:Page>'))

    def composite(self, xml):
        number = self.id()
        self.resources += f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="{number}" Width="100" Height="20"><ofd:Content>{xml}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
        return number

    def font(self, data, number=9):
        self.public += f'<ofd:Fonts><ofd:Font ID="{number}" FontName="Subset"><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'
        self.more.append(("Doc_0/Res/f.ttf", data))

    def members(self):
        yield "OFD.xml", HEAD + (f'<ofd:OFD {NS} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:DocID>00112233445566778899aabbccddeeff</ofd:DocID>{self.info}</ofd:DocInfo>'
                                 f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{self.body}</ofd:DocBody></ofd:OFD>")
        pages = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(self.pages)))
        res = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if self.resources else ""
        yield "Doc_0/Document.xml", HEAD + (f"<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>{self.next_id}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
                                            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{res}{self.common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>{self.document}</ofd:Document>")
        yield "Doc_0/PublicRes.xml", HEAD + f'<ofd:Res {NS} BaseLoc="Res">{self.public}</ofd:Res>'
        if self.resources:
            yield "Doc_0/DocumentRes.xml", HEAD + f'<ofd:Res {NS} BaseLoc="Res">{self.resources}</ofd:Res>'
        for i, objects in enumerate(self.pages):
            yield f"Doc_0/Pages/Page_{i}/Content.xml", HEAD + f'<ofd:Page {NS}>{self.page_head.get(i, "")}<ofd:Content><ofd:Layer ID="{50 + i}">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        yield from self.more

    def write(self):
        return zipped(self.members())


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def unescaped(text):
    text = re.sub(r"&#(x?)([0-9a-fA-F]+);", lambda m: chr(int(m[2], 16 if m[1] else 10)), text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def text_codes(xml):
    """What each text code of a member says."""
    xml = re.sub(r"<!--.*?-->", "", xml, flags=re.S)
    found = re.findall(r"<(?:\w+:)?TextCode[^>]*>(.*?)</(?:\w+:)?TextCode>", xml, re.S)
    return [unescaped(re.sub(r"<!\[CDATA\[|\]\]>", "", one)) for one in found]


def readings(data):
    """Everything an outside reader gets: names, each member raw and as UTF-16, without its tags, its text codes in a row."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            raw = archive.read(name)
            yield "name", name
            text = raw.decode("utf-8", "replace")
            yield name, text
            yield name + " utf-16", raw.decode("utf-16-le", "replace")
            if name.endswith(".xml"):
                plain = re.sub(r"<!--|-->|<!\[CDATA\[|\]\]>", "", text)
                yield name + " references", unescaped(plain)
                yield name + " text", unescaped(re.sub(r"<[^>]*>", "", plain))
                codes = text_codes(text)
                yield name + " codes", "".join(codes)
                yield name + " codes backwards", "".join(reversed(codes))


def sees(data, secret):
    return sorted({name for name, text in readings(data) if secret in text})
