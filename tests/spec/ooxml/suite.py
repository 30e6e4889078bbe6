#!/usr/bin/env python3
"""suite.py REVIEW: places of a Word document where a secret survives, and hostile packages.

Each construct leaks before by python's zipfile; after `review redact` nobody finds it, or nothing was written. Redacting twice
gives the same bytes, and so do two drafts that differ in a secret of the same length. Hostile packages are refused in time."""
import base64
import io
import os
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

from docx import HEAD, MORE, R, W, WORD, Docx, paragraph, run, sees

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import packages  # noqa: E402

SECRET, TWIN = "Zhukovsky4471", "Wolfsberg8863"
CASES, REFUSED = {}, set()


def case(build):
    CASES[build.__name__] = build
    return build


def body(name, make):
    CASES[name] = lambda doc, s: doc.body.append(make(s))


def halves(s):
    return s[:5], s[5:]


def packed(s):
    """A package of one shape as VML keeps it: Base64, with ends of lines."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("drs/shapexml.xml", f"<x><docPr descr='{s}'/></x>")
    return base64.encodebytes(out.getvalue()).decode().replace("\n", "&#xA;")


def wide(s):
    """Base64 of bytes in which a value stands in UTF-16, as fields keep links."""
    return base64.b64encode(b"\0\xd0\xc9\xea\x79" + ("mailto:" + s).encode("utf-16-le") + b"\0\0").decode()


body("one_run", lambda s: paragraph(run(s)))
body("over_runs", lambda s: paragraph(*[run(c) for c in s]))
body("over_runs_formatted", lambda s: paragraph(run(halves(s)[0], "<w:b/>"), run(halves(s)[1], "<w:i/>")))
body("rsids_between", lambda s: f'<w:p w:rsidR="00AB12CD"><w:r w:rsidRPr="00AB12CE"><w:t>{s[:4]}</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{s[4:]}</w:t></w:r></w:p>')
body("character_references", lambda s: paragraph(run("".join(f"&#x{ord(c):x};" for c in s))))
body("cdata", lambda s: paragraph(run(f"<![CDATA[{s}]]>")))
body("deleted", lambda s: paragraph(f'<w:del w:id="1" w:author="A" w:date="2024-05-06T07:08:09Z"><w:r><w:delText>{s}</w:delText></w:r></w:del>'))
body("deleted_inside", lambda s: paragraph(run(s[:5]), f'<w:del w:id="1" w:author="A"><w:r><w:delText>xyz</w:delText></w:r></w:del>', run(s[5:])))
body("inserted_inside", lambda s: paragraph(run(s[:5]), f'<w:ins w:id="1" w:author="A">{run("xyz")}</w:ins>', f'<w:del w:id="2" w:author="A"><w:r><w:delText>{s[5:]}</w:delText></w:r></w:del>'))
body("moved_from", lambda s: paragraph(f'<w:moveFrom w:id="1" w:author="A">{run(s)}</w:moveFrom>'))
body("author_of_change", lambda s: paragraph(f'<w:ins w:id="1" w:author="{s}">{run("x")}</w:ins>'))
body("hidden", lambda s: paragraph(run(s, "<w:vanish/>")))
body("hidden_inside", lambda s: paragraph(run(s[:5]), run("xyz", "<w:vanish/>"), run(s[5:])))
body("field_code", lambda s: paragraph(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCVARIABLE {s[:3]}</w:instrText></w:r><w:r><w:instrText>{s[3:]} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'))
body("field_data", lambda s: paragraph(f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData xml:space="preserve">{wide(s)}</w:fldData></w:fldChar></w:r><w:r><w:instrText> HYPERLINK "mailto:{s}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'))
body("simple_field", lambda s: paragraph(f'<w:fldSimple w:instr=" AUTHOR {s} ">{run("x")}</w:fldSimple>'))
body("bookmark_name", lambda s: paragraph(f'<w:bookmarkStart w:id="0" w:name="{s}"/>', run("x"), '<w:bookmarkEnd w:id="0"/>'))
body("alt_text", lambda s: paragraph(f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{s}"/></wp:inline></w:drawing></w:r>'))
body("alt_title", lambda s: paragraph(f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" title="a {s} b"/></wp:inline></w:drawing></w:r>'))
body("textbox_vml", lambda s: paragraph(run("x"), f'<w:r><w:pict><v:shape id="a"><v:textbox><w:txbxContent>{paragraph(run(s[:4]), run(s[4:]))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'))
body("textbox_both_branches", lambda s: paragraph(f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>{paragraph(run(s))}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph(run(s))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>'))
body("table_cell", lambda s: f'<w:tbl><w:tr><w:tc>{paragraph(run("Name"))}</w:tc></w:tr><w:tr><w:tc>{paragraph(run(s[:2]), run(s[2:]))}</w:tc></w:tr></w:tbl>')
body("nested_table", lambda s: f'<w:tbl><w:tr><w:tc>{paragraph(run("x"))}<w:tbl><w:tr><w:tc>{paragraph(run(s))}</w:tc></w:tr></w:tbl>{paragraph()}</w:tc></w:tr></w:tbl>')
body("fallback_runs", lambda s: paragraph(f'<mc:AlternateContent><mc:Choice Requires="w14">{run("x")}</mc:Choice><mc:Fallback>{run(s[:5])}{run(s[5:])}</mc:Fallback></mc:AlternateContent>', run(s)))
body("content_control", lambda s: f'<w:sdt><w:sdtPr><w:alias w:val="{s}"/><w:tag w:val="{s}"/></w:sdtPr><w:sdtContent>{paragraph(run(s))}</w:sdtContent></w:sdt>')
body("xml_comment", lambda s: f"<!-- {s} -->" + paragraph(run("x")))
body("instruction", lambda s: f"<?note {s}?>" + paragraph(run("x")))
body("drawing_text", lambda s: paragraph(f"<w:r><w:drawing><a:p><a:r><a:t>{s}</a:t></a:r></a:p></w:drawing></w:r>"))
body("over_ruby_bases", lambda s: paragraph(*[f'<w:r><w:ruby><w:rubyPr/><w:rt>{run("py")}</w:rt><w:rubyBase>{run(half)}</w:rubyBase></w:ruby></w:r>' for half in halves(s)]))
body("ruby_text", lambda s: paragraph(f'<w:r><w:ruby><w:rubyPr/><w:rt>{run(s[:4])}{run(s[4:])}</w:rt><w:rubyBase>{run("x")}</w:rubyBase></w:ruby></w:r>'))
body("prefix", lambda s: f'<{s}:x xmlns:{s}="urn:x"/>' + paragraph(run("x")))
body("shape_as_package", lambda s: paragraph(f'<w:r><w:pict><v:shape xmlns:o="urn:schemas-microsoft-com:office:office" id="a" alt="{s}" o:gfxdata="{packed(s)}"/></w:pict></w:r>'))
body("symbols", lambda s: paragraph("".join(f'<w:r><w:sym w:font="Symbol" w:char="F0{ord(c):02X}"/></w:r>' for c in s), run(s)))


def story(name, kind, relationship, inner):
    def build(doc, s):
        doc.part(f"word/{name}.xml", WORD + kind, HEAD + inner(s), relationship)
    CASES[f"in_{name}"] = build


story("header1", "header+xml", "header", lambda s: f"<w:hdr {W}>{paragraph(run(s))}</w:hdr>")
story("footer1", "footer+xml", "footer", lambda s: f"<w:ftr {W}>{paragraph(run(s[:6]), run(s[6:]))}</w:ftr>")
story("footnotes", "footnotes+xml", "footnotes", lambda s: f'<w:footnotes {W}><w:footnote w:id="2">{paragraph(run(s))}</w:footnote></w:footnotes>')
story("comments", "comments+xml", "comments", lambda s: f'<w:comments {W}><w:comment w:id="0" w:author="{s}" w:initials="{s}">{paragraph(run(s))}</w:comment></w:comments>')
story("settings", "settings+xml", "settings", lambda s: f'<w:settings {W}><w:docVars><w:docVar w:name="n" w:val="{s}"/></w:docVars></w:settings>')
story("styles", "styles+xml", "styles", lambda s: f'<w:styles {W}><w:style w:styleId="{s}"><w:name w:val="{s}"/></w:style></w:styles>')


@case
def core_properties(doc, s):
    doc.part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", HEAD + f'<cp xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{s}</dc:creator></cp>',
             "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", True)


@case
def custom_xml(doc, s):
    doc.part("customXml/item1.xml", "application/xml", f"<{s}>{s}</{s}>", "customXml", True)


@case
def macros(doc, s):
    doc.defaults["bin"] = "application/vnd.ms-office.vbaProject"
    doc.main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    doc.part("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"\xd0\xcf" + s.encode(), "http://schemas.microsoft.com/office/2006/relationships/vbaProject")


@case
def embedded_object(doc, s):
    where = doc.part("word/embeddings/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject", s.encode(), "oleObject")
    doc.body.append(paragraph(f'<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="{where}"/></w:object></w:r>'))


@case
def thumbnail(doc, s):
    doc.part("docProps/thumbnail.jpeg", "image/jpeg", b"\xff\xd8" + s.encode(), "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail", True)


@case
def unreferenced(doc, s):
    doc.part("word/stray.xml", "application/xml", f"<a>{s}</a>")


@case
def link_target(doc, s):
    where = doc.link(f"https://example.org/{s}")
    doc.body.append(paragraph(f'<w:hyperlink r:id="{where}">{run("here")}</w:hyperlink>'))


@case
def link_to_file(doc, s):
    where = doc.link(f"file:///C:/Users/{s}/a.docx")
    doc.body.append(paragraph(f'<w:hyperlink r:id="{where}">{run("here")}</w:hyperlink>'))


@case
def name_of_picture(doc, s):
    doc.part(f"word/media/{s}.png", "image/png", b"\x89PNG", "image")


REFUSED |= {"prefix"}  # markup, not text: it cannot be cut
REFUSED |= {"name_of_picture"}  # a picture waits for an officer, and names of members cannot be cut


def redact(review, folder, draft, term, name="draft.docx", more=()):
    return packages.redact(review, folder, draft, term, name, more, 120)


def draft_of(name, secret):
    doc = Docx()
    CASES[name](doc, secret)
    return doc.write()


def try_case(review, folder, name):
    draft = draft_of(name, SECRET)
    if not sees(draft, SECRET) and name not in ("over_runs_formatted", "rsids_between", "deleted_inside", "hidden_inside", "field_code", "inserted_inside", "over_ruby_bases", "ruby_text"):
        yield "the draft does not leak"
    status, out, said = redact(review, folder, draft, SECRET)
    if SECRET in said:
        yield "the messages tell the secret"
    if name in REFUSED:
        if status != 3 or out is not None:
            yield f"not refused: {status}"
        return
    if status != 0 or out is None:
        yield f"status {status}: {said.strip()[:600]}"
        return
    for half in (SECRET, SECRET[:9], SECRET[5:]):
        if seen := sees(out, half):
            yield f"leaks in {seen}"
    if not sees(out, "before") or not sees(out, "after"):
        yield "the rest is gone"
    again = redact(review, folder, out, SECRET)[1]
    if again != out:
        yield "a second redaction changes it"
    if redact(review, folder, draft_of(name, TWIN), TWIN)[1] != out:
        yield "the output depends on the secret"


def patched(data, mark, at, value):
    """All records of that mark with two or four bytes at an offset changed."""
    out, place = bytearray(data), data.find(mark)
    while place >= 0:
        out[place + at:place + at + len(value)] = value
        place = data.find(mark, place + 4)
    return bytes(out)


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def hostile():
    doc = Docx()
    members = list(doc.members())
    good = doc.write()
    local, central, end = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
    for label, name in (("upward", "../../etc/x"), ("absolute", "/etc/x"), ("drive", "C:x"), ("backslash", "word\\x"), ("empty_segment", "word//x")):
        yield "path_" + label, zipped(members + [(name, b"x")])
    yield "duplicate_case", zipped(members + [("WORD/Document.xml", b"<a/>")])
    import warnings
    warnings.simplefilter("ignore")
    yield "duplicate", zipped(members + [("word/document.xml", b"<a/>")])
    yield "bomb", zipped(members + [("word/media/a.bin", b"\0" * 200_000_000)])
    yield "encrypted", patched(patched(good, local, 6, b"\1\0"), central, 8, b"\1\0")
    yield "method", patched(patched(good, local, 8, b"\x0c\0"), central, 10, b"\x0c\0")
    yield "two_names", good.replace(b"word/document.xml", b"word/document.xmm", 1)
    yield "overlap", patched(good, central, 42, b"\0\0\0\0")
    yield "wrong_size", patched(good, central, 24, struct.pack("<I", 7))
    yield "wrong_sum", patched(patched(good, central, 16, b"abcd"), local, 14, b"abcd")
    yield "cut_off", good[:-30]
    yield "appended", good + b"trailing"
    yield "two_ends", good[:-22] + good[-22:-2] + b"\x16\0" + good[-22:]
    yield "many_volumes", patched(good, end, 4, b"\1\0")
    yield "many_members", zipped([(f"m{i}", b"") for i in range(10_001)])
    for label, text in (("doctype", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
                        ("laughs", "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><a>&b;</a>"),
                        ("deep", "<a>" * 5000 + "</a>" * 5000), ("not_well_formed", "<a><b></a>")):
        yield "xml_" + label, zipped([(n, text if n == "word/document.xml" else d) for n, d in members])
    loop = Docx()
    loop.part("word/styles.xml", WORD + "styles+xml", f"<w:styles {W}/>", "styles")
    yield "no_main", zipped([m for m in members if m[0] != "word/document.xml"])
    yield "plain_zip", zipped([("a.txt", b"x")])
    yield "zip_in_zip", zipped([("a.docx", good)])
    yield "compound_encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def try_hostile(review, folder, name, data):
    begin = time.monotonic()
    path = os.path.join(folder, "hostile.docx")
    with open(path, "wb") as file:
        file.write(data)
    done = subprocess.run([review, "scan", path], capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    if done.returncode != 3:
        yield f"status {done.returncode}: {(done.stdout + done.stderr).decode('utf-8', 'replace')[:300]}"
    if time.monotonic() - begin > 10:
        yield "took more than ten seconds"
    if redact(review, folder, data, "x1y2z3", "hostile.docx")[1] is not None:
        yield "something was written"


def try_unread(review, folder):
    """What stands between members or in comments is nobody's text: it is told, and does not come along."""
    good = draft_of("one_run", "x")
    commented = good[:-2] + struct.pack("<H", len(SECRET)) + SECRET.encode()
    path = os.path.join(folder, "unread.docx")
    for data, told in ((good, False), (commented, True)):
        with open(path, "wb") as file:
            file.write(data)
        said = subprocess.run([review, "scan", path, "--format", "json"], capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
        if ("between members" in said) != told or SECRET in said:
            yield "bytes of no member: told where there are none, or not told where there are some"
    out = redact(review, folder, commented, "before", "unread.docx")[1]
    if out is None or SECRET.encode() in out:
        yield "a comment of the package comes along"


def main():
    review, only, faults = sys.argv[1], set(sys.argv[2:]), 0
    with tempfile.TemporaryDirectory() as folder:
        for name in CASES:
            if only and name not in only:
                continue
            for fault in try_case(review, folder, name):
                faults += 1
                print(f"{name}: {fault}")
        for fault in packages.try_folder(review, folder, draft_of("one_run", "x"), "draft.docx"):
            faults += 1
            print(f"folder: {fault}")
        for fault in try_unread(review, folder):
            faults += 1
            print(f"unread: {fault}")
        hostiles = 0
        for name, data in hostile():
            hostiles += 1
            if only and name not in only:
                continue
            for fault in try_hostile(review, folder, name, data):
                faults += 1
                print(f"hostile {name}: {fault}")
    print(f"{len(CASES)} constructs, {hostiles} hostile packages, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
