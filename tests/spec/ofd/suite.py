#!/usr/bin/env python3
"""suite.py REVIEW: places of an OFD document where a secret survives, and hostile packages.

Each construct leaks before by python's zipfile; after `review redact` nobody finds it, or nothing was written. Redacting twice
gives the same bytes, and so do two drafts that differ in a secret of the same length. Hostile packages are refused in time."""
import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from fonts import font_characters, subset_font
from ofd import HEAD, NS, Ofd, code, sees, zipped

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import packages  # noqa: E402

SECRET, TWIN = "Zhukovsky4471", "Wolfsberg8863"
CASES, REFUSED = {}, {"picture_texts"}


def case(build):
    CASES[build.__name__] = build
    return build


def on_page(name, make):
    CASES[name] = lambda doc, s: doc.add(make(doc, s))


on_page("one_code", lambda d, s: d.text(s))
on_page("inside_a_line", lambda d, s: d.text(f"left {s} right"))
on_page("over_codes", lambda d, s: d.object(code(s[:5]) + code(s[5:], x=15)))
on_page("over_objects", lambda d, s: d.text(s[:5]) + d.text(s[5:], x=25))
on_page("glyph_by_glyph", lambda d, s: "".join(d.text(c, x=10 + 3 * i) for i, c in enumerate(s)))
on_page("backwards", lambda d, s: "".join(d.text(c, x=10 + 3 * i) for i, c in reversed(list(enumerate(s)))))
on_page("deltas_written_out", lambda d, s: d.text(s, dx=" ".join(["3"] * (len(s) - 1))))
on_page("one_delta_for_all", lambda d, s: d.text(s, dx="3"))
on_page("no_delta", lambda d, s: d.object(f'<ofd:TextCode X="0" Y="4">{s}</ofd:TextCode>'))
on_page("too_many_deltas", lambda d, s: d.text(s, dx="g 1000000000 3"))
on_page("downwards", lambda d, s: d.text(s, dx=" ".join(["0"] * (len(s) - 1)), dy=f"g {len(s) - 1} 3"))
on_page("turned", lambda d, s: d.text(s, more=' CTM="0.7 0.7 -0.7 0.7 40 40"'))
on_page("scaled", lambda d, s: d.object(code(s, dx=f"g {len(s) - 1} 30", y=40), more=' CTM="0.1 0 0 0.1 0 0"', size=30))
on_page("upside_down", lambda d, s: d.text(s, more=' CTM="-1 0 0 -1 100 10"'))
on_page("scrambled_places", lambda d, s: d.text(s, x=60, dx=" ".join("9" if i % 2 else "-3" for i in range(len(s) - 1))))
on_page("all_at_one_place", lambda d, s: d.text(s, dx=" ".join(["0"] * (len(s) - 1))))
on_page("no_size", lambda d, s: d.object(code(s), size=0))
on_page("flat_matrix", lambda d, s: d.text(s, more=' CTM="0 0 0 0 0 0"'))
on_page("turned_characters", lambda d, s: d.text(s, more=' CharDirection="90"'))
on_page("number_in_id", lambda d, s: f'<ofd:PathObject ID="{s}" Boundary="0 100 9 9"><ofd:AbbreviatedData>M 0 0 L 9 0</ofd:AbbreviatedData></ofd:PathObject>')
on_page("number_in_width", lambda d, s: d.text("x", more=f' LineWidth="{s}"'))
on_page("number_behind_point", lambda d, s: d.text("x", more=f' MiterLimit="1.{s}"'))
on_page("number_in_path", lambda d, s: f'<ofd:PathObject ID="5" Boundary="0 100 9 9"><ofd:AbbreviatedData>M 0 0 L {s} 0</ofd:AbbreviatedData></ofd:PathObject>')
on_page("number_in_glyphs", lambda d, s: d.object(f'<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>5</ofd:Glyphs><ofd:Hint>{s}</ofd:Hint></ofd:CGTransform>' + code("x")))
on_page("character_references", lambda d, s: d.object('<ofd:TextCode X="0" Y="4" DeltaX="g 12 3">' + "".join(f"&#x{ord(c):x};" for c in s) + "</ofd:TextCode>"))
on_page("cdata", lambda d, s: d.object(f'<ofd:TextCode X="0" Y="4" DeltaX="g 12 3"><![CDATA[{s}]]></ofd:TextCode>'))
on_page("comment_inside", lambda d, s: d.object(f'<ofd:TextCode X="0" Y="4" DeltaX="g 12 3">{s[:6]}<!-- x -->{s[6:]}</ofd:TextCode>'))
on_page("xml_comment", lambda d, s: f"<!-- {s} -->")
on_page("instruction", lambda d, s: f"<?note {s}?>")
on_page("block_in_block", lambda d, s: f'<ofd:PageBlock ID="{d.id()}"><ofd:PageBlock ID="{d.id()}">{d.text(s)}</ofd:PageBlock></ofd:PageBlock>')
on_page("invisible", lambda d, s: d.text(s, more=' Visible="false"'))
on_page("transparent", lambda d, s: d.text(s, more=' Alpha="0"'))
on_page("outside_the_page", lambda d, s: d.text(s, x=500))
on_page("under_a_box", lambda d, s: d.text(s) + f'<ofd:PathObject ID="{d.id()}" Boundary="0 30 210 30" Fill="true" Stroke="false"><ofd:FillColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L 210 0 L 210 30 L 0 30 C</ofd:AbbreviatedData></ofd:PathObject>')
on_page("name_of_object", lambda d, s: d.text("x", more=f' Name="{s}"'))
on_page("unknown_element", lambda d, s: f"<ofd:Note>{s}</ofd:Note>")
on_page("unknown_attribute", lambda d, s: d.text("x", more=f' Hint="{s}"'))
on_page("number_attribute", lambda d, s: d.text("x", more=f' LineWidth="{s}"'))
on_page("text_between_elements", lambda d, s: s)
on_page("foreign_prefix", lambda d, s: f'<{s}:a xmlns:{s}="urn:{s}"/>')
on_page("clip_text", lambda d, s: d.object(f'<ofd:Clips><ofd:Clip><ofd:Area><ofd:Text Boundary="0 0 90 9" Font="3" Size="3">{code(s)}</ofd:Text></ofd:Area></ofd:Clip></ofd:Clips>' + code("x")))
on_page("pattern_cell", lambda d, s: f'<ofd:PathObject ID="{d.id()}" Boundary="0 100 90 30" Fill="true"><ofd:FillColor><ofd:Pattern Width="50" Height="10"><ofd:CellContent>{d.text(s)}</ofd:CellContent></ofd:Pattern></ofd:FillColor><ofd:AbbreviatedData>M 0 0 L 90 0 L 90 30 C</ofd:AbbreviatedData></ofd:PathObject>')
on_page("glyphs_together", lambda d, s: d.object(f'<ofd:CGTransform CodePosition="0" CodeCount="{len(s)}" GlyphCount="2"><ofd:Glyphs>5 6</ofd:Glyphs></ofd:CGTransform>' + code(s)))
on_page("link", lambda d, s: d.object(f'<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="https://example.org/{s}"/></ofd:Action></ofd:Actions>' + code("x")))
on_page("link_to_file", lambda d, s: d.object(f'<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="file:///c:/{s}"/></ofd:Action></ofd:Actions>' + code("x")))


@case
def twice(doc, s):
    doc.add(doc.text(s, y=60) + doc.text(s, x=10.1, y=60))


@case
def table(doc, s):
    doc.add(doc.text("Name", y=90) + doc.text("Kind", x=80, y=90) + doc.text(s, y=96) + doc.text("x", x=80, y=96))


@case
def template(doc, s):
    doc.template(doc.text(s, y=120))


@case
def template_and_page(doc, s):
    doc.template(doc.text(s[:5], y=120))
    doc.add(doc.text(s[5:], x=25, y=120))


@case
def template_nobody_uses(doc, s):
    doc.template(doc.text(s, y=120), page=7)


@case
def composite(doc, s):
    number = doc.composite(doc.text(s[:6], x=0, y=0) + doc.text(s[6:], x=18, y=0))
    doc.add("".join(f'<ofd:CompositeObject ID="{doc.id()}" Boundary="10 {y} 100 20" ResourceID="{number}"/>' for y in (100, 130)))


@case
def composite_nobody_uses(doc, s):
    doc.composite(doc.text(s))


@case
def second_page(doc, s):
    doc.pages.append([doc.text("x"), doc.text(s, y=60)])


@case
def annotation(doc, s):
    doc.annotation(f'<ofd:Annot ID="90" Type="Stamp" Creator="{s}" LastModDate="2020-01-02"><ofd:Remark>{s}</ofd:Remark><ofd:Parameters><ofd:Parameter Name="{s}">{s}</ofd:Parameter></ofd:Parameters>'
                   f'<ofd:Appearance Boundary="20 150 90 9">{doc.text(s, x=0, y=0)}</ofd:Appearance></ofd:Annot>')


@case
def hidden_annotation(doc, s):
    doc.annotation(f'<ofd:Annot ID="90" Type="Stamp" Visible="false"><ofd:Appearance Boundary="20 150 90 9">{doc.text(s, x=0, y=0)}</ofd:Appearance></ofd:Annot>')


@case
def information(doc, s):
    doc.info = f'<ofd:Title>{s}</ofd:Title><ofd:Author>{s}</ofd:Author><ofd:Keywords><ofd:Keyword>{s}</ofd:Keyword></ofd:Keywords><ofd:CustomDatas><ofd:CustomData Name="{s}">{s}</ofd:CustomData></ofd:CustomDatas>'


@case
def outline(doc, s):
    doc.document += f'<ofd:Outlines><ofd:OutlineElem Title="a {s} b"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="XYZ" PageID="1" Left="0" Top="0"/></ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem></ofd:Outlines>'


@case
def bookmark(doc, s):
    doc.document += f'<ofd:Bookmarks><ofd:Bookmark Name="{s}"><ofd:Dest Type="Fit" PageID="1"/></ofd:Bookmark></ofd:Bookmarks>'


@case
def font_name(doc, s):
    doc.public += f'<ofd:Fonts><ofd:Font ID="8" FontName="{s}" FamilyName="{s}"/></ofd:Fonts>'


@case
def attachment(doc, s):
    doc.document += "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    doc.more += [("Doc_0/Attachs/Attachments.xml", HEAD + f'<ofd:Attachments {NS}><ofd:Attachment ID="1" Name="{s}"><ofd:FileLoc>{s}.bin</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'),
                 (f"Doc_0/Attachs/{s}.bin", s)]


@case
def attached_xml(doc, s):
    doc.document += "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    doc.more += [("Doc_0/Attachs/Attachments.xml", HEAD + f'<ofd:Attachments {NS}><ofd:Attachment ID="1" Name="a"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'),
                 ("Doc_0/Attachs/a.xml", f"<eInvoice><Buyer>{s}</Buyer></eInvoice>")]


@case
def custom_tags(doc, s):
    doc.document += "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"
    doc.more += [("Doc_0/Tags/CustomTags.xml", HEAD + f'<ofd:CustomTags {NS}><ofd:CustomTag TypeID="0"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>'),
                 ("Doc_0/Tags/CustomTag.xml", f"<a><{s}>{s}</{s}></a>")]


@case
def extension(doc, s):
    doc.document += "<ofd:Extensions>Extensions.xml</ofd:Extensions>"
    doc.more.append(("Doc_0/Extensions.xml", f"<ofd:Extensions {NS}><ofd:Extension AppName='{s}'><ofd:Data>{s}</ofd:Data></ofd:Extension></ofd:Extensions>"))


@case
def version(doc, s):
    doc.body = '<ofd:Versions><ofd:Version ID="1" Index="0" BaseLoc="Doc_0/V.xml"/></ofd:Versions>'
    doc.more.append(("Doc_0/V.xml", f"<ofd:DocVersion {NS}><ofd:Name>{s}</ofd:Name></ofd:DocVersion>"))


@case
def signature(doc, s):
    doc.body = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    doc.more += [("Doc_0/Signs/Signatures.xml", HEAD + f'<ofd:Signatures {NS}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'),
                 ("Doc_0/Signs/Sign_0/Signature.xml", HEAD + f'<ofd:Signature {NS}><ofd:SignedInfo><ofd:Provider ProviderName="{s}"/><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo><ofd:SignedValue>v.dat</ofd:SignedValue></ofd:Signature>'),
                 ("Doc_0/Signs/Sign_0/Seal.esl", s), ("Doc_0/Signs/Sign_0/v.dat", s)]


@case
def stray_member(doc, s):
    doc.more.append((f"Doc_0/{s}.xml", f"<a>{s}</a>"))


@case
def name_of_page(doc, s):
    doc.more.append((f"Doc_0/{s}/Content.xml", HEAD + f'<ofd:Page {NS}><ofd:Content><ofd:Layer ID="88">{doc.text("x")}</ofd:Layer></ofd:Content></ofd:Page>'))
    doc.document = doc.document.replace("</ofd:Document>", "")
    doc.common += f'<ofd:TemplatePage ID="77" BaseLoc="{s}/Content.xml"/>'
    doc.page_head[0] = '<ofd:Template TemplateID="77"/>'


@case
def name_of_picture(doc, s):
    """Missing, so that no officer has to look at it."""
    doc.resources += f'<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>{s}.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'


@case
def name_of_template(doc, s):
    doc.common += f'<ofd:TemplatePage ID="71" Name="{s}" BaseLoc="nowhere.xml"/>'


@case
def permissions(doc, s):
    doc.document += f'<ofd:Permissions><ofd:Watermark>{s}</ofd:Watermark></ofd:Permissions><ofd:Actions><ofd:Action Event="DO"><ofd:GotoA AttachID="{s}"/></ofd:Action></ofd:Actions>'


@case
def utf16_page(doc, s):
    doc.pages.append([])
    xml = f'<?xml version="1.0" encoding="UTF-16"?><ofd:Page {NS}><ofd:Content><ofd:Layer ID="99">{doc.text(s)}</ofd:Layer></ofd:Content></ofd:Page>'
    doc.pages.pop()
    doc.more.append(("Doc_0/Tpls/T/Content.xml", xml.encode("utf-16")))
    doc.common += '<ofd:TemplatePage ID="76" BaseLoc="Tpls/T/Content.xml"/>'
    doc.page_head[0] = '<ofd:Template TemplateID="76"/>'


@case
def picture_texts(doc, s):
    """What a picture says beside what it shows; a picture waits for an officer and is left out here."""
    doc.resources += '<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>p.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    doc.more.append(("Doc_0/Res/p.png", b"\x89PNG\r\n\x1a\n" + s.encode()))
    doc.add('<ofd:ImageObject ID="6" Boundary="0 200 9 9" ResourceID="7"/>')


@case
def second_document(doc, s):
    doc.body += "</ofd:DocBody><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot>"
    doc.more += [("Doc_1/Document.xml", HEAD + f'<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>3</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'),
                 ("Doc_1/P.xml", HEAD + f'<ofd:Page {NS}><ofd:Content><ofd:Layer ID="2">{doc.text(s)}</ofd:Layer></ofd:Content></ofd:Page>')]


@case
def font_that_lies(doc, s):
    """The text codes say other letters than the font draws."""
    letters = sorted(set("x" + s))
    doc.font(subset_font("x" + s))
    shapes = " ".join(str(letters.index(c) + 1) for c in s)
    doc.add(doc.object(f'<ofd:CGTransform CodePosition="0" CodeCount="{len(s)}" GlyphCount="{len(s)}"><ofd:Glyphs>{shapes}</ofd:Glyphs></ofd:CGTransform>' + code("x" * len(s)), font=9))


@case
def one_code_of_many_shapes(doc, s):
    """One character of the text code is drawn as all letters of the value."""
    letters = sorted(set("x" + s))
    doc.font(subset_font("x" + s))
    shapes = " ".join(str(letters.index(c) + 1) for c in s)
    doc.add(doc.object(f'<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="{len(s)}"><ofd:Glyphs>{shapes}</ofd:Glyphs></ofd:CGTransform>' + code("x"), font=9))


@case
def private_characters(doc, s):
    """Characters that only the font knows."""
    letters = sorted(set(s))
    doc.font(subset_font(s))
    shapes = " ".join(str(letters.index(c) + 1) for c in s)
    doc.add(doc.object(f'<ofd:CGTransform CodePosition="0" CodeCount="{len(s)}" GlyphCount="{len(s)}"><ofd:Glyphs>{shapes}</ofd:Glyphs></ofd:CGTransform>' + code("".join(chr(0xe000 + i) for i in range(len(s)))), font=9))


@case
def subset_of_font(doc, s):
    """The outlines and the character map of what went must go, too."""
    doc.font(subset_font("before" + s))
    doc.add(doc.object(code("before", y=4), y=60, font=9) + doc.object(code(s, y=4), y=70, font=9))




ROUNDED = {"number_behind_point"}  # six digits of a number stay: it draws something
NUMBERS = ("4203021999", "8863104275")


def secrets_of(name):
    return NUMBERS if name.startswith("number_") else (SECRET, TWIN)


BOTH_WIDTHS = {"one_code", "inside_a_line", "over_objects", "glyph_by_glyph", "downwards", "turned", "scaled", "table", "template", "composite", "annotation",
               "outline", "subset_of_font"}


def redact(review, folder, draft, term, name="draft.ofd", more=()):
    return packages.redact(review, folder, draft, term, name, more)


def draft_of(name, secret):
    doc = Ofd()
    CASES[name](doc, secret)
    return doc.write()


def try_case(review, folder, name):
    secret, twin = secrets_of(name)
    draft = draft_of(name, secret)
    if not sees(draft, secret) and name not in ("template_and_page", "font_that_lies", "one_code_of_many_shapes", "private_characters"):
        yield "the draft does not leak"
    for width in ("exact", "grid") if name in BOTH_WIDTHS else ("grid",):
        status, out, said = redact(review, folder, draft, secret, more=("--width", width))
        if secret in said:
            yield "the messages tell the secret"
        if name in REFUSED:
            if status != 3 or out is not None:
                yield f"not refused: {status}"
            return
        if status != 0 or out is None:
            yield f"{width}: status {status}: {said.strip()[:600]}"
            return
        for half in (secret, secret[:9], secret[5:]):
            if seen := sees(out, half):
                yield f"{width}: leaks in {seen}"
        if not sees(out, "before") or not sees(out, "after"):
            yield f"{width}: the rest is gone"
    again = redact(review, folder, out, secret)[1] if name in BOTH_WIDTHS else out
    if again is None or sees(again, secret):
        yield "the output cannot be redacted again"
    if name not in ROUNDED and redact(review, folder, draft_of(name, twin), twin)[1] != out:
        yield "the output depends on the secret"
    if name in BOTH_WIDTHS and redact(review, folder, draft, secret)[1] != out:
        yield "the output is another one the second time"


def hostile():
    good = list(Ofd().members())
    page = "Doc_0/Pages/Page_0/Content.xml"

    def with_page(objects, members=good):
        xml = HEAD + f'<ofd:Page {NS}><ofd:Content><ofd:Layer ID="60">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        return zipped([(n, xml if n == page else d) for n, d in members])

    def with_composites(bodies, first=201):
        doc = Ofd()
        doc.resources = "<ofd:CompositeGraphicUnits>" + "".join(f'<ofd:CompositeGraphicUnit ID="{n}" Width="9" Height="9"><ofd:Content>{b}</ofd:Content></ofd:CompositeGraphicUnit>' for n, b in bodies) + "</ofd:CompositeGraphicUnits>"
        doc.add(use(first))
        return doc.write()

    def use(number):
        return f'<ofd:CompositeObject ID="5" Boundary="0 0 9 9" ResourceID="{number}"/>'

    text = Ofd().text
    yield "path_upward", zipped(good + [("../../etc/x", b"x")])
    yield "duplicate_case", zipped(good + [("ofd.XML", b"<a/>")])
    yield "bomb", zipped(good + [("Doc_0/Res/a.bin", b"\0" * 200_000_000)])
    yield "composite_of_itself", with_composites([(201, use(201))])
    yield "composites_in_a_ring", with_composites([(201, use(202)), (202, use(201))])
    yield "composites_that_double", with_composites([(n, use(n + 1) * 2) for n in range(201, 230)] + [(230, text("x"))])
    yield "pattern_of_itself", with_page("".join('<ofd:PathObject ID="5" Boundary="0 0 9 9"><ofd:FillColor><ofd:Pattern><ofd:CellContent>' for _ in range(40)) +
                                         "".join("</ofd:CellContent></ofd:Pattern></ofd:FillColor></ofd:PathObject>" for _ in range(40)))
    for label, value in (("nan", "nan 0 9 9"), ("infinite", "0 0 1e999 9"), ("huge", "0 0 1e12 9"), ("words", "a b c d"), ("three", "0 0 9")):
        yield "box_" + label, with_page(f'<ofd:TextObject ID="5" Boundary="{value}" Font="3" Size="3">{code("x")}</ofd:TextObject>')
    yield "matrix_nan", with_page(text("x", more=' CTM="nan 0 0 1 0 0"'))
    yield "delta_nan", with_page(text("xyz", dx="3 nan"))
    yield "delta_minus", with_page(text("xyz", dx="g -1 3"))
    yield "size_words", with_page(f'<ofd:TextObject ID="5" Boundary="0 0 9 9" Font="3" Size="big">{code("x")}</ofd:TextObject>')
    for label, xml in (("doctype", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
                       ("laughs", "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><a>&b;</a>"),
                       ("deep", "<a>" * 5000 + "</a>" * 5000), ("not_well_formed", "<a><b></a>"), ("another_root", "<a/>")):
        yield "page_" + label, zipped([(n, xml if n == page else d) for n, d in good])
    yield "no_document", zipped([m for m in good if m[0] != "Doc_0/Document.xml"])
    yield "no_page", zipped([m for m in good if m[0] != page])
    yield "root_of_nothing", zipped([("OFD.xml", f"<ofd:OFD {NS}/>")])
    yield "encrypted", zipped(good + [("Encryptions.xml", "<a/>")])
    yield "encrypted_root", zipped([(n, d.replace("<ofd:DocRoot>", "<ofd:EncryptInfo/><ofd:DocRoot>") if n == "OFD.xml" else d) for n, d in good])
    whole = dict(good)["Doc_0/Document.xml"]
    many = whole.replace("<ofd:Pages>", "<ofd:Pages>" + '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 100_001)
    yield "too_many_pages", zipped([(n, many if n == "Doc_0/Document.xml" else d) for n, d in good])


def try_hostile(review, folder, name, data):
    path, said = os.path.join(folder, "hostile.ofd"), os.path.join(folder, "said")
    with open(path, "wb") as file:
        file.write(data)
    with open(said, "wb") as file:
        running = subprocess.Popen([review, "scan", path], stdout=file, stderr=file, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode != 3:
        with open(said, encoding="utf-8", errors="replace") as file:
            yield f"status {running.returncode}: {file.read()[:300]}"
    if used.ru_utime + used.ru_stime > 10:  # of the processor: the machine may be busy
        yield f"took {used.ru_utime + used.ru_stime:.0f} seconds"
    if redact(review, folder, data, "x1y2z3", "hostile.ofd")[1] is not None:
        yield "something was written"


def try_font(review, folder):
    """The characters that went are in no embedded font, by an outside reader of its map and outlines."""
    out = redact(review, folder, draft_of("subset_of_font", SECRET), SECRET)[1]
    left = font_characters(out) if out else None
    if left is None or not left >= set("before"):
        yield "the font lost what is still shown"
    elif left - set("before"):
        yield f"the font still has {len(left - set('before'))} characters that went"


def try_inspect(review, folder):
    """What is concealed is named, and digests of signatures are compared."""
    doc = Ofd()
    doc.add(doc.text("hidden", more=' Visible="false"') + doc.text("clear", more=' Alpha="0"') + doc.text("outside", x=500))
    doc.body = "<ofd:Signatures>Doc_0/Signatures.xml</ofd:Signatures>"
    digest = base64.b64encode(hashlib.sha256(dict(doc.members())["Doc_0/PublicRes.xml"].encode()).digest()).decode()
    reference = "".join(f'<ofd:Reference FileRef="/Doc_0/{name}.xml"><ofd:CheckValue>{value}</ofd:CheckValue></ofd:Reference>' for name, value in (("PublicRes", digest), ("Document", digest), ("Gone", digest)))
    doc.more += [("Doc_0/Signatures.xml", f'<ofd:Signatures {NS}><ofd:Signature ID="1" BaseLoc="Signature.xml"/></ofd:Signatures>'),
                 ("Doc_0/Signature.xml", f'<ofd:Signature {NS}><ofd:SignedInfo><ofd:References CheckMethod="2.16.840.1.101.3.4.2.1">{reference}</ofd:References></ofd:SignedInfo></ofd:Signature>')]
    path = os.path.join(folder, "inspect.ofd")
    with open(path, "wb") as file:
        file.write(doc.write())
    said = json.loads(subprocess.run([review, "inspect", path, "--format", "json"], capture_output=True, stdin=subprocess.DEVNULL).stdout)
    seen = said["document"]
    manners = {found["manner"] for found in seen["concealed"]}
    if not {"off-layer", "transparent", "outside-page"} <= manners:
        yield f"not all that is concealed is named: {sorted(manners)}"
    if [(one["members"], one["changed"]) for one in seen["signatures"]] != [(3, 2)]:
        yield f"digests are not compared: {seen['signatures']}"


def alone(job):
    """One job in a folder of its own: its label and its faults."""
    label, work = job
    with tempfile.TemporaryDirectory() as folder:
        return label, list(work(folder))


def main():
    review, only = sys.argv[1], set(sys.argv[2:])
    hostiles = list(hostile())
    jobs = [(name, lambda folder, name=name: try_case(review, folder, name)) for name in CASES if not only or name in only]
    jobs += [("hostile " + name, lambda folder, name=name, data=data: try_hostile(review, folder, name, data)) for name, data in hostiles if not only or name in only]
    if not only:
        jobs.append(("font", lambda folder: try_font(review, folder)))
        jobs.append(("inspect", lambda folder: try_inspect(review, folder)))
        jobs.append(("folder", lambda folder: packages.try_folder(review, folder, Ofd().write(), "draft.ofd")))
    faults = 0
    with ThreadPoolExecutor(2) as pool:
        for label, found in pool.map(alone, jobs):
            for fault in found:
                faults += 1
                print(f"{label}: {fault}")
    print(f"{len(CASES)} constructs, {len(hostiles)} hostile packages, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
