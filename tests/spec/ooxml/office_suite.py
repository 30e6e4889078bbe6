#!/usr/bin/env python3
"""office_suite.py REVIEW [case ...]: places of a workbook or a presentation where a secret survives, and hostile workbooks.

As suite.py does: each construct leaks before, not after; twice gives the same bytes; a twin secret gives the same output."""
import os
import re
import subprocess
import sys
import tempfile
import time

from docx import HEAD, R, sees
from office import A, C, DRAWING, MS, P, S, SHEET, SLIDES, XDR, Package, Pptx, Xlsx, at, shape, words
from suite import SECRET, TWIN, packed, redact

NUMBER, TWIN_NUMBER = "13812345678", "13987654321"
BOOKS, SHOWS, REFUSED, NUMBERS, SPREAD = {}, {}, set(), set(), set()
MORE = {}  # options of a case


def book(make):
    BOOKS[make.__name__] = make
    return make


def show(make):
    SHOWS[make.__name__] = make
    return make


def cells(name, make, numbers=False, spread=False):
    BOOKS[name] = lambda doc, s: doc.row(*make(doc, s))
    if numbers:
        NUMBERS.add(name)
    if spread:
        SPREAD.add(name)


cells("shared_string", lambda doc, s: [doc.shared("A2", s)])
cells("shared_string_twice", lambda doc, s: (lambda i: [f'<c r="A2" t="s"><v>{i}</v></c>', f'<c r="C2" t="s"><v>{i}</v></c>'])(doc.string(f"of {s}.")))
cells("shared_string_runs", lambda doc, s: [doc.shared("A2", f'<r><rPr><b/></rPr><t>{s[:4]}</t></r><r><t>{s[4:]}</t></r>')], spread=True)
cells("shared_string_phonetic", lambda doc, s: [doc.shared("B2", f'<t>x</t><rPh sb="0" eb="1"><t>{s}</t></rPh>')])
cells("shared_string_references", lambda doc, s: [doc.shared("B2", "".join(f"&#x{ord(c):x};" for c in s))])
cells("shared_string_escapes", lambda doc, s: [doc.shared("B2", "".join(f"_x{ord(c):04X}_" for c in s))], spread=True)
cells("shared_string_line", lambda doc, s: [doc.shared("B2", f"one\n{s}\nthree")])
cells("inline_string", lambda doc, s: [doc.inline("B2", s), doc.inline("D2", "beside")])
cells("inline_runs", lambda doc, s: [f'<c r="A2" t="inlineStr"><is><r><t>{s[:3]}</t></r><r><t>{s[3:]}</t></r></is></c>'], spread=True)
cells("inline_and_value", lambda doc, s: [f'<c r="A2" t="inlineStr"><v>{s}</v><is><t>x</t></is></c>'])
cells("value_and_inline", lambda doc, s: [f'<c r="A2"><v>1</v><is><t>{s}</t></is></c>'])
cells("number", lambda doc, s: [at(s)], numbers=True)
cells("number_power", lambda doc, s: [at(f"{s[0]}.{s[1:]}E10")], numbers=True, spread=True)
cells("number_fraction", lambda doc, s: [at(s + ".0")], numbers=True)
cells("formula_result", lambda doc, s: [at(s, kind="str", formula="A1&amp;B1")])
cells("formula_text", lambda doc, s: [at("x", kind="str", formula=f'IF(A1="{s}","x","y")')])
cells("formula_shared", lambda doc, s: [f'<c r="A2" t="str"><f t="shared" ref="A2:B2" si="0">"{s}"&amp;C2</f><v>x</v></c>', '<c r="B2" t="str"><f t="shared" si="0"/><v>y</v></c>'])
cells("error_text", lambda doc, s: [at(s, kind="e")])
cells("date_text", lambda doc, s: [at(s, kind="d")])
cells("stray_in_row", lambda doc, s: [f"<x>{s}</x>", at("1")])
cells("hidden_row", lambda doc, s: [doc.inline("A2", s)])
cells("far_column", lambda doc, s: [doc.inline("XFD2", s)])
cells("out_of_order", lambda doc, s: [doc.inline("D2", "x"), doc.inline("B2", s), doc.inline("B2", s)])
cells("without_references", lambda doc, s: [at("1"), at(s, kind="str")])
cells("inline_fonts", lambda doc, s: [f'<c r="A2" t="inlineStr"><is><r><rPr><rFont val="Some Font"/></rPr><t>{s[:3]}</t></r><r><t>{s[3:]}</t></r></is></c>'], spread=True)
cells("cdata", lambda doc, s: [f'<c t="str" note="some words"><!-- a note --><v><![CDATA[{s}]]></v></c>'])
cells("digit_a_cell", lambda doc, s: [at(c, kind="str") for c in s], spread=True)
cells("array_formula", lambda doc, s: [f'<c cm="1" t="str"><f t="array" ref="A2:A3">"{s}"</f><v>{s}</v></c>'])
cells("comment_in_cell", lambda doc, s: [f'<c r="A2"><!-- {s} --><v>1</v></c>'])


@book
def second_strings(doc, s):
    doc.row(doc.shared("A2", "x"))
    doc.part("xl/more.xml", SHEET + "sharedStrings+xml", HEAD + f"<sst {S}><si><t>{s}</t></si></sst>", "sharedStrings", "xl/workbook.xml")


@book
def two_sheet_names(doc, s):
    doc.sheet_name = s
    doc.sheet(s + "x", "<sheetData/>")


@book
def prefixes(doc, s):
    doc.tail = f'<x:ext2 xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{s}</x:ext2>'
    doc.row(f'<c r="A2" t="str"><v>{s}</v></c>')


@book
def orphan_string(doc, s):
    doc.row(doc.shared("A2", "used"))
    doc.string(f"<r><t>{s[:3]}</t></r><r><t>{s[3:]}</t></r>")


SPREAD.add("orphan_string")


@book
def second_use_in_hidden_sheet(doc, s):
    i = doc.string(s)
    doc.row(f'<c r="A2" t="s"><v>{i}</v></c>')
    doc.sheet("Two", f'<sheetData><row r="5"><c r="F5" t="s"><v>{i}</v></c></row></sheetData>', ' state="veryHidden"')


@book
def sheet_name(doc, s):
    doc.sheet_name = s
    doc.row(at("1", formula=f"{s}!A1+1"))
    doc.book = f"<definedNames><definedName name=\"n\">'{s}'!$A$1</definedName></definedNames>"


@book
def defined_name(doc, s):
    doc.book = f'<definedNames><definedName name="{s}">One!$A$1</definedName><definedName name="k">"{s}"</definedName></definedNames>'


@book
def validation(doc, s):
    doc.tail = f'<dataValidations count="1"><dataValidation type="list" sqref="A2" prompt="{s}"><formula1>"a,{s}"</formula1></dataValidation></dataValidations>'


@book
def conditions(doc, s):
    doc.tail = f'<conditionalFormatting sqref="A2"><cfRule type="containsText" priority="1" operator="containsText" text="{s}"><formula>NOT(ISERROR(SEARCH("{s}",A2)))</formula></cfRule></conditionalFormatting>'


@book
def filters(doc, s):
    doc.tail = f'<autoFilter ref="A1:A9"><filterColumn colId="0"><filters><filter val="{s}"/></filters></filterColumn></autoFilter>'


@book
def header_and_footer(doc, s):
    doc.tail = f'<headerFooter><oddHeader>&amp;C{s}</oddHeader><oddFooter>{s}</oddFooter></headerFooter>'


@book
def header_codes(doc, s):
    doc.tail = f'<headerFooter><firstFooter>&amp;L{s[:4]}&amp;"Arial,Bold"&amp;12{s[4:6]}&amp;KFF0000{s[6:9]}&amp;K01+000{s[9:]}</firstFooter></headerFooter>'


@book
def header_size(doc, s):
    doc.tail = f'<headerFooter><oddHeader>&amp;C{s[:3]}&amp;12{s[3:]}</oddHeader></headerFooter>'


@book
def escaped_column(doc, s):
    i = doc.part("xl/tables/table1.xml", SHEET + "table+xml", HEAD + f'<table {S} id="1" name="T" displayName="T" ref="A2:A3"><tableColumns count="1"><tableColumn id="1" name="{s[:4]}_x{ord(s[4]):04x}_{s[5:]}"/></tableColumns></table>',
                 "table", "xl/worksheets/sheet1.xml")
    doc.tail = f'<tableParts count="1"><tablePart r:id="{i}"/></tableParts>'


SPREAD |= {"header_codes", "header_size", "escaped_column"}
NUMBERS.add("header_size")


@book
def hyperlink(doc, s):
    i = doc.link(f"file:///C:/{s}.xlsx", "hyperlink", "xl/worksheets/sheet1.xml")
    doc.tail = f'<hyperlinks><hyperlink ref="A2" r:id="{i}" display="{s}" tooltip="{s}"/></hyperlinks>'


@book
def comments(doc, s):
    doc.part("xl/comments1.xml", SHEET + "comments+xml", HEAD + f'<comments {S}><authors><author>{s}</author></authors><commentList><comment ref="A2" authorId="0"><text><r><t>{s[:5]}</t></r><r><t>{s[5:]}</t></r></text></comment></commentList></comments>',
             "comments", "xl/worksheets/sheet1.xml")


@book
def threaded_comments(doc, s):
    doc.part("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml", f"<ThreadedComments><threadedComment><text>{s}</text></threadedComment></ThreadedComments>",
             MS + "2017/10/relationships/threadedComment", "xl/worksheets/sheet1.xml")
    doc.part("xl/persons/person.xml", "application/vnd.ms-excel.person+xml", f'<personList><person displayName="{s}"/></personList>', MS + "2017/10/relationships/person", "xl/workbook.xml")


@book
def vml(doc, s):
    doc.defaults["vml"] = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    i = doc.part("xl/drawings/vmlDrawing1.vml", doc.defaults["vml"], f'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><v:shape id="a" alt="{s}" o:gfxdata="{packed(s)}"><v:textbox><div>{s}</div></v:textbox></v:shape></xml>', "vmlDrawing", "xl/worksheets/sheet1.xml")
    j = doc.part("xl/drawings/vmlDrawing2.vml", doc.defaults["vml"], f"<xml><div>{s}<br></div></xml>", "vmlDrawing", "xl/worksheets/sheet1.xml")
    doc.tail = f'<legacyDrawing r:id="{i}"/><legacyDrawingHF r:id="{j}"/>'


@book
def table(doc, s):
    doc.row(doc.inline("A2", s))
    i = doc.part("xl/tables/table1.xml", SHEET + "table+xml", HEAD + f'<table {S} id="1" name="T" displayName="T" ref="A2:A3"><tableColumns count="1"><tableColumn id="1" name="{s}"><calculatedColumnFormula>"{s}"</calculatedColumnFormula></tableColumn></tableColumns></table>',
                 "table", "xl/worksheets/sheet1.xml")
    doc.tail = f'<tableParts count="1"><tablePart r:id="{i}"/></tableParts>'


@book
def table_of_query(doc, s):
    part = "xl/tables/table1.xml"
    i = doc.part(part, SHEET + "table+xml", HEAD + f'<table {S} id="1" name="T" displayName="T" ref="A2:A3" tableType="queryTable"><tableColumns count="1"><tableColumn id="1" name="x" queryTableFieldId="1"/></tableColumns></table>',
                 "table", "xl/worksheets/sheet1.xml")
    doc.part("xl/queryTables/queryTable1.xml", SHEET + "queryTable+xml", f'<queryTable {S} name="{s}"/>', "queryTable", part)
    doc.tail = f'<tableParts count="1"><tablePart r:id="{i}"/></tableParts>'


@book
def pivot_cache(doc, s):
    main, cache = "xl/workbook.xml", "xl/pivotCache/pivotCacheDefinition1.xml"
    i = doc.part(cache, SHEET + "pivotCacheDefinition+xml", f'<pivotCacheDefinition {S}><sharedItems><s v="{s}"/></sharedItems></pivotCacheDefinition>', "pivotCacheDefinition", main)
    doc.part("xl/pivotCache/pivotCacheRecords1.xml", SHEET + "pivotCacheRecords+xml", f'<pivotCacheRecords {S}><r><s v="{s}"/></r></pivotCacheRecords>', "pivotCacheRecords", cache)
    doc.part("xl/pivotTables/pivotTable1.xml", SHEET + "pivotTable+xml", f'<pivotTableDefinition {S} name="{s}"/>', "pivotTable", "xl/worksheets/sheet1.xml")
    doc.book = f'<pivotCaches><pivotCache cacheId="1" r:id="{i}"/></pivotCaches>'


@book
def external_workbook(doc, s):
    main, link = "xl/workbook.xml", "xl/externalLinks/externalLink1.xml"
    i = doc.part(link, SHEET + "externalLink+xml", f'<externalLink {S}><externalBook><sheetNames><sheetName val="{s}"/></sheetNames></externalBook></externalLink>', "externalLink", main)
    doc.link(f"file:///C:/{s}.xlsx", "externalLinkPath", link)
    doc.book = f'<externalReferences><externalReference r:id="{i}"/></externalReferences><definedNames><definedName name="n">[1]{s}!$A$1</definedName></definedNames>'
    doc.row(at("1", formula=f"[1]{s}!$A$1"))


@book
def connections(doc, s):
    doc.part("xl/connections.xml", SHEET + "connections+xml", f'<connections {S}><connection id="1" name="{s}"><dbPr connection="{s}"/></connection></connections>', "connections", "xl/workbook.xml")
    doc.part("xl/calcChain.xml", SHEET + "calcChain+xml", f'<calcChain {S}><c r="A1" i="1"/></calcChain>', "calcChain", "xl/workbook.xml")


@book
def drawing_text(doc, s):
    i = doc.part("xl/drawings/drawing1.xml", DRAWING.replace("drawingml.", "drawing+xml"), HEAD + f'<xdr:wsDr {XDR} {A}><xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="{s}" descr="{s}"/></xdr:nvSpPr><xdr:txBody>{words(s[:4], s[4:])}</xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>',
                 "drawing", "xl/worksheets/sheet1.xml")
    doc.tail = f'<drawing r:id="{i}"/>'


def chart(doc, s, source):
    return doc.part(f"{source.split('/')[0]}/charts/chart1.xml", DRAWING + "chart+xml", HEAD + f'<c:chartSpace {C} {A}><c:chart><c:title><c:tx><c:rich>{words(s[:6], s[6:])}</c:rich></c:tx></c:title><c:ser><c:cat><c:strRef><c:f>{s}!$A$1</c:f><c:strCache><c:pt idx="0"><c:v>{s}</c:v></c:pt></c:strCache></c:strRef></c:cat>'
                    f'</c:ser></c:chart></c:chartSpace>', "chart", source)


@book
def chart_cache(doc, s):
    drawing = "xl/drawings/drawing1.xml"
    i = chart(doc, s, drawing)
    j = doc.part(drawing, DRAWING.replace("drawingml.", "drawing+xml"), HEAD + f'<xdr:wsDr {XDR} {A} {R} {C}><xdr:twoCellAnchor><xdr:graphicFrame><a:graphic><a:graphicData><c:chart r:id="{i}"/></a:graphicData></a:graphic></xdr:graphicFrame></xdr:twoCellAnchor></xdr:wsDr>',
                 "drawing", "xl/worksheets/sheet1.xml")
    doc.tail = f'<drawing r:id="{j}"/>'


@book
def chart_numbers(doc, s):
    doc.row(at(s))
    doc.part("xl/charts/chart1.xml", DRAWING + "chart+xml", HEAD + f'<c:chartSpace {C}><c:numCache><c:pt idx="0"><c:v>{s[0]}.{s[1:]}E10</c:v></c:pt><c:pt idx="1"><c:v>{s}</c:v></c:pt></c:numCache></c:chartSpace>', "chart", "xl/worksheets/sheet1.xml")


NUMBERS.add("chart_numbers")


@book
def number_format(doc, s):
    doc.part("xl/styles.xml", SHEET + "styles+xml", HEAD + f'<styleSheet {S}><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;{s}&quot;0"/></numFmts></styleSheet>', "styles", "xl/workbook.xml")


@book
def embedded_and_printer(doc, s):
    sheet = "xl/worksheets/sheet1.xml"
    doc.defaults["bin"] = SHEET + "printerSettings"
    i = doc.part("xl/embeddings/x.xlsx", SHEET + "sheet", s, "package", sheet)
    j = doc.part("xl/printerSettings/printerSettings1.bin", SHEET + "printerSettings", s.encode("utf-16-le"), "printerSettings", sheet)
    doc.tail = f'<pageSetup orientation="portrait" r:id="{j}"/><oleObjects><oleObject progId="x" shapeId="1" r:id="{i}"/></oleObjects>'


@book
def macros(doc, s):
    doc.main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    doc.part("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"\xd0\xcf" + s.encode(), MS + "2006/relationships/vbaProject", "xl/workbook.xml")
    doc.row(doc.inline("A2", s))


@book
def properties_and_path(doc, s):
    doc.part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", f"<Properties><TitlesOfParts>{s}</TitlesOfParts></Properties>", "extended-properties")
    doc.part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", f"<cp><creator>{s}</creator></cp>", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")
    doc.book_head = f'<mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\{s}\\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent>'


@book
def uncalculated(doc, s):
    doc.row(f'<c r="A2"><f>"{s[:5]}"&amp;"{s[5:]}"</f></c>', doc.inline("B2", s))


MORE["uncalculated"] = ("--on-unreadable", "remove")


@show
def runs(doc, s):
    doc.shapes.append(shape(words(s[:4], s[4:])))


@show
def title_over_paragraphs(doc, s):
    doc.shapes.append(shape(words(s), words(s[:2], s[2:])))


@show
def table_cells(doc, s):
    rows = "".join(f"<a:tr><a:tc><a:txBody>{words(x)}</a:txBody></a:tc><a:tc><a:txBody>{words(y[:3], y[3:])}</a:txBody></a:tc></a:tr>" for x, y in (("No", "Name"), ("1", s)))
    doc.shapes.append(f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>")


@show
def field(doc, s):
    doc.shapes.append(shape(f'<a:p><a:fld id="{{0}}" type="x"><a:t>{s}</a:t></a:fld><a:br/></a:p>'))


@show
def hidden_slide(doc, s):
    doc.hidden.append(shape(words(s)))


@show
def notes(doc, s):
    doc.part("ppt/notesSlides/notesSlide1.xml", SLIDES + "notesSlide+xml", Pptx.tree("notes", [shape(words(s[:7], s[7:]))]), "notesSlide", "ppt/slides/slide1.xml")


@show
def alt_text_and_tags(doc, s):
    i = doc.part("ppt/tags/tag1.xml", SLIDES + "tags+xml", f'<p:tagLst {P}><p:tag name="{s}" val="{s}"/></p:tagLst>', "tags", "ppt/slides/slide1.xml")
    doc.shapes.append(shape(words("x"), more=f' descr="{s}" title="{s}"'))
    doc.shapes.append(f'<p:sp><p:nvSpPr><p:cNvPr id="5" name="y"/><p:nvPr><p:custDataLst><p:tags r:id="{i}"/></p:custDataLst></p:nvPr></p:nvSpPr></p:sp>')


@show
def comments_and_authors(doc, s):
    doc.part("ppt/comments/comment1.xml", SLIDES + "comments+xml", f'<p:cmLst {P}><p:cm authorId="0" dt="2024-05-06T07:08:09.000" idx="1"><p:text>about {s}</p:text></p:cm></p:cmLst>', "comments", "ppt/slides/slide1.xml")
    doc.part("ppt/commentAuthors.xml", SLIDES + "commentAuthors+xml", f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="{s}" initials="{s}" lastIdx="1"/></p:cmAuthorLst>', "commentAuthors", "ppt/presentation.xml")
    doc.part("ppt/comments/modern.xml", "application/vnd.ms-powerpoint.comments+xml", f"<p188:cmLst xmlns:p188=\"urn:x\"><p188:cm>{s}</p188:cm></p188:cmLst>", MS + "2018/10/relationships/comments", "ppt/slides/slide1.xml")


@show
def layout_and_master(doc, s):
    slide, layout = "ppt/slides/slide1.xml", "ppt/slideLayouts/slideLayout1.xml"
    doc.part(layout, SLIDES + "slideLayout+xml", Pptx.tree("sldLayout", [shape(words(s))]), "slideLayout", slide)
    doc.part("ppt/slideMasters/slideMaster1.xml", SLIDES + "slideMaster+xml", Pptx.tree("sldMaster", [shape(words(s[:1], s[1:]))]), "slideMaster", layout)
    doc.link("/" + layout, "slideLayout", "ppt/slideMasters/slideMaster1.xml", False)  # a loop, as the standard wants it


@show
def smart_art(doc, s):
    doc.part("ppt/diagrams/data1.xml", DRAWING + "diagramData+xml", f'<dgm:dataModel xmlns:dgm="urn:schemas-microsoft-com:x" {A}><dgm:pt><dgm:t>{words(s[:4], s[4:])}</dgm:t></dgm:pt></dgm:dataModel>', "diagramData", "ppt/slides/slide1.xml")


@show
def chart_on_slide(doc, s):
    i = chart(doc, s, "ppt/slides/slide1.xml")
    doc.shapes.append(f'<p:graphicFrame><a:graphic><a:graphicData><c:chart r:id="{i}"/></a:graphicData></a:graphic></p:graphicFrame>')


@show
def media_and_objects(doc, s):
    slide = "ppt/slides/slide1.xml"
    doc.defaults["bin"] = "application/vnd.openxmlformats-officedocument.oleObject"
    i = doc.part("ppt/embeddings/oleObject1.bin", doc.defaults["bin"], s, "oleObject", slide)
    j = doc.part("ppt/media/media1.mp4", "video/mp4", s, MS + "2007/relationships/media", slide)
    doc.shapes.append(f'<p:graphicFrame><p:oleObj r:id="{i}" name="{s}"/></p:graphicFrame><p:pic><p:nvPicPr><p:cNvPr id="7" name="v"/><p:nvPr><a:videoFile r:link="{j}"/></p:nvPr></p:nvPicPr></p:pic>')


@show
def sections_and_shows(doc, s):
    doc.book = f'<p:custShowLst><p:custShow name="{s}" id="0"/></p:custShowLst><p:extLst><p:ext uri="x"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="{s}"/></p14:sectionLst></p:ext></p:extLst>'



def draft_of(name, secret):
    doc = (BOOKS.get(name) and Xlsx or Pptx)()
    (BOOKS.get(name) or SHOWS[name])(doc, secret)
    return doc.write()


def try_case(review, folder, name):
    secret, twin = (NUMBER, TWIN_NUMBER) if name in NUMBERS else (SECRET, TWIN)
    end = ".xlsx" if name in BOOKS else ".pptx"
    draft = draft_of(name, secret)
    if name not in SPREAD and not sees(draft, secret):
        yield "the draft does not leak"
    status, out, said = redact(review, folder, draft, secret, "draft" + end, MORE.get(name, ()))
    if secret in said:
        yield "the messages tell the secret"
    if status != 0 or out is None:
        yield f"status {status}: {said.strip()[:600]}"
        return
    for half in (secret, secret[:9], secret[5:], secret[1:] + "E"):
        if seen := sees(out, half):
            yield f"leaks in {seen}"
    if not sees(out, "before") or not sees(out, "after"):
        yield "the rest is gone"
    again = redact(review, folder, out, secret, "draft" + end, MORE.get(name, ()))[1]
    if again != out:
        yield "a second redaction changes it"
    if redact(review, folder, draft_of(name, twin), twin, "draft" + end, MORE.get(name, ()))[1] != out:
        yield "the output depends on the secret"


def hostile():
    """name, workbook, what scan may say (0, 1: read; 3: refused)."""
    def made(rows, **more):
        doc = Xlsx()
        doc.head = more.get("head", "")
        doc.row(*rows)
        return doc
    yield "rows_2_20", made(["</row>" + "".join(f'<row r="{i}"/>' for i in range(3, 200_000)) + '<row r="1048576"><c r="A1048576"><v>1</v></c>']).write(), (0, 1)
    yield "dimension", made([at("1")], head='<dimension ref="A1:XFD1048576"/><cols><col min="1" max="4294967295" hidden="1"/></cols>').write(), (0, 1)
    yield "string_out_of_range", made(['<c r="A2" t="s"><v>7</v></c>']).write(), (3,)
    yield "string_4_billion", made(['<c r="A2" t="s"><v>4294967296</v></c>']).write(), (3,)
    yield "string_negative", made(['<c r="A2" t="s"><v>-1</v></c>']).write(), (3,)
    yield "two_formulas", made(["<c><f>A1</f><f>B1</f><v>1</v></c>"]).write(), (3,)
    yield "two_values", made(["<c><v>1</v><v>2</v></c>"]).write(), (3,)
    yield "odd_references", made([f'<c r="{r}"><v>1</v></c>' for r in ("ZZZ9999999", "", "1A", "A0", "A1", "A1", "$B$2", "XFD1048577")]).write(), (0, 1)
    wide = "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(3, 60_000))
    full = "".join(f'<c r="{a}{b}{c}3"><v>1</v></c>' for a in " A" for b in " ABCDEFGHIJKLM" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if b != " " or a == " ").replace('r=" ', 'r="').replace('r=" ', 'r="')
    yield "tabs", made(["</row><row r=\"3\">" + full + "</row>" + wide + "<row>"]).write(), (0, 1)
    doc = Xlsx()
    long = doc.string("x" * 100_000)
    doc.row(f'<c t="s"><v>{long}</v></c>' * 20_000)
    yield "long_string_everywhere", doc.write(), (3,)
    doc = Xlsx()
    for name in ("a", "b"):
        doc.part(f"xl/{name}.xml", SHEET + "styles+xml", f"<styleSheet {S}/>", "styles", f"xl/{'b' if name == 'a' else 'a'}.xml")
    doc.link("/xl/a.xml", "styles", "xl/workbook.xml", False)
    doc.link("/xl/workbook.xml", "officeDocument", "xl/a.xml", False)
    yield "relationship_loop", doc.write(), (0, 1)
    binary = Xlsx()
    binary.main = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    yield "binary_workbook", binary.write(), (3,)


def try_hostile(review, folder, name, data, allowed):
    begin = time.monotonic()
    path = os.path.join(folder, "hostile.xlsx")
    with open(path, "wb") as file:
        file.write(data)
    done = subprocess.run(["/usr/bin/env", "bash", "-c", 'ulimit -v 4000000; exec "$0" scan "$1"', review, path], capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    if done.returncode not in allowed:
        yield f"status {done.returncode}: {(done.stdout + done.stderr).decode('utf-8', 'replace')[:300]}"
    if time.monotonic() - begin > 10:
        yield f"took {time.monotonic() - begin:.0f} seconds"


def try_reading(review, folder):
    """A heading stands over its column, hidden sheets are named, a label and its value may stand in two paragraphs."""
    doc = Xlsx()
    doc.row(doc.shared("C2", "姓名"), doc.shared("E2", "备注"))
    doc.row(doc.shared("C3", "欧阳建国"), doc.shared("E3", "无"))
    doc.sheet("Two", f'<sheetData><row r="5"><c r="F5" t="str"><v>13912345678</v></c></row></sheetData>', ' state="hidden"')
    path = os.path.join(folder, "reading.xlsx")
    with open(path, "wb") as file:
        file.write(doc.write())
    said = subprocess.run([review, "scan", path, "--format", "json"], capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
    for rule in ("cn-person/name", "mobile"):
        if rule not in said:
            yield f"{rule} is not found"
    said = subprocess.run([review, "inspect", path, "--format", "json"], capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
    if "hidden-sheet" not in said:
        yield "a hidden sheet is not named"


def main():
    review, only, faults = sys.argv[1], set(sys.argv[2:]), 0
    with tempfile.TemporaryDirectory() as folder:
        for name in [*BOOKS, *SHOWS]:
            if only and name not in only:
                continue
            for fault in try_case(review, folder, name):
                faults += 1
                print(f"{name}: {fault}")
        for fault in try_reading(review, folder):
            faults += 1
            print(f"reading: {fault}")
        hostiles = 0
        for name, data, allowed in hostile():
            hostiles += 1
            if only and name not in only:
                continue
            for fault in try_hostile(review, folder, name, data, allowed):
                faults += 1
                print(f"hostile {name}: {fault}")
    print(f"{len(BOOKS)} workbooks, {len(SHOWS)} presentations, {hostiles} hostile workbooks, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
