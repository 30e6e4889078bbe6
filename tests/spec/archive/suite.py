#!/usr/bin/env python3
"""suite.py REVIEW: places of an archive of documents where a secret survives, and hostile archives.

Each construct leaks before, to Python's zipfile and what reads its members; after `review redact` nobody finds it, or nothing was
written. Redacting twice gives the same bytes, and so do two drafts that differ in a secret of the same length."""
import io
import os
import resource
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import packages  # noqa: E402

SECRET, TWIN = "Zhukovsky4471", "Wolfsberg8863"
# Where names are in GBK: pairs that end with a backslash; pairs that are also two letters in UTF-8.
PERSONS = {"name_in_gbk": ("司马俓張", "欧阳張俓"), "name_in_gbk_that_is_utf8": ("钱强", "强钱")}
CASES, REFUSED = {}, set()


def zipped(members, method=zipfile.ZIP_DEFLATED, stamp=(2024, 5, 6, 7, 8, 10), comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = comment
        for name, data in members:
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = method
            archive.writestr(info, data)
    return out.getvalue()


class OldName(zipfile.ZipInfo):
    """A name as zip tools of old Chinese Windows write it: GBK, and no flag that says so."""
    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits


def in_gbk(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(OldName(name, (2004, 5, 6, 7, 8, 10)), data)
    return out.getvalue()


def page(text):
    """A PDF of one page, without compression."""
    content = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(content), content), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def word(text):
    space = "http://schemas.openxmlformats.org/"
    return zipped([
        ("[Content_Types].xml", f'<?xml version="1.0"?><Types xmlns="{space}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'),
        ("_rels/.rels", f'<?xml version="1.0"?><Relationships xmlns="{space}package/2006/relationships"><Relationship Id="rId1" Type="{space}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
        ("word/document.xml", f'<?xml version="1.0"?><w:document xmlns:w="{space}wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text[:5]}</w:t></w:r><w:r><w:t>{text[5:]}</w:t></w:r></w:p></w:body></w:document>')])


REST = [("rest.txt", "before after")]
CASES["text"] = lambda s: zipped([("a.txt", f"a {s} b")] + REST)
CASES["stored"] = lambda s: zipped([("a.txt", f"a {s} b")] + REST, zipfile.ZIP_STORED)
CASES["several_kinds"] = lambda s: zipped([("a.csv", f"name\n{s}\n"), ("b.xml", f"<r k='{s}'>{s}</r>"), ("c.html", f"<p>{s[:4]}<b>{s[4:]}</b>")] + REST)
CASES["pdf"] = lambda s: zipped([("a.pdf", page(s))] + REST)
CASES["pdf_stored"] = lambda s: zipped([("a.pdf", page(s))] + REST, zipfile.ZIP_STORED)
CASES["word"] = lambda s: zipped([("a.docx", word(s))] + REST)
CASES["name_of_file"] = lambda s: zipped([(f"{s}.txt", "x")] + REST)
CASES["name_of_folder"] = lambda s: zipped([(f"{s}/", ""), (f"{s}/a.txt", "x")] + REST)
CASES["name_in_words"] = lambda s: zipped([(f"files/of {s} (1).csv", "x")] + REST)
CASES["name_taken"] = lambda s: zipped([("member-2.txt", "y"), (f"{s}.txt", "x")] + REST)
CASES["name_in_gbk"] = lambda s: in_gbk([(f"卷/{s}的材料.txt", "x"), ("卷/開.txt", "y")] + REST)
CASES["name_in_gbk_that_is_utf8"] = lambda s: in_gbk([(f"{s}.txt", "x")] + REST)
CASES["archive_in_archive"] = lambda s: zipped([("in.zip", zipped([(f"{s}.txt", s)]))] + REST)
CASES["three_deep"] = lambda s: zipped([("in.zip", zipped([("in.zip", zipped([("a.html", f"<p title='{s}'>x")]))]))] + REST)
CASES["utf16"] = lambda s: zipped([("a.txt", f"\ufeffx {s}".encode("utf-16-le"))] + REST)
CASES["comment_of_archive"] = lambda s: zipped(REST, comment=s.encode())
CASES["under_another_name"] = lambda s: zipped([("a.bin", page(s))] + REST)
CASES["unread_member"] = lambda s: zipped([("a.bin", b"\0\1\2" + s.encode())] + REST)
CASES["unread_member_removed"] = CASES["unread_member"]
CASES["element_name"] = lambda s: zipped([("a.xml", f"<{s}/>")] + REST)
REFUSED |= {"unread_member", "element_name"}
REMOVED = {"unread_member_removed"}
ABSENT_TERM = {"comment_of_archive", "unread_member_removed"}  # the term stands where nothing is read: another one is asked for


def words_of(data, name="file"):
    """All bytes and names of a file, and of those in it."""
    yield name.encode()
    yield data
    yield data.replace(b"\0", b"")
    yield b"".join(part.split(b">", 1)[-1] for part in data.split(b"<"))
    if data.startswith(b"%PDF"):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data)
            file.flush()
            yield subprocess.run(["pdftotext", file.name, "-"], capture_output=True).stdout
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for member in archive.infolist():
                stored = member.filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437")
                yield stored.decode("gb18030", "replace").encode()
                yield from words_of(archive.read(member), member.filename)


def sees(data, secret):
    return any(secret.encode() in words for words in words_of(data))


redact = packages.redact


def try_case(review, folder, name):
    file, more = name + ".zip", ("--on-unreadable", "remove") if name in REMOVED else ()
    term = (lambda s: "zzzz") if name in ABSENT_TERM else (lambda s: s)
    secret, twin = PERSONS.get(name, (SECRET, TWIN))
    draft = CASES[name](secret)
    if not sees(draft, secret):
        yield "the draft does not leak"
    status, out, said = redact(review, folder, draft, term(secret), file, more)
    if secret in said:
        yield "the messages tell the secret"
    if name in REFUSED:
        if status != 3 or out is not None:
            yield f"not refused: {status}"
        return
    if status != 0 or out is None:
        yield f"status {status}: {said.strip()[:600]}"
        return
    for half in (secret, secret[:len(secret) * 2 // 3], secret[len(secret) // 3:]):
        if sees(out, half):
            yield f"{half} leaks"
    if not sees(out, "before after"):
        yield "the rest is gone"
    if redact(review, folder, out, term(secret), file, more)[1] != out:
        yield "a second redaction changes it"
    if redact(review, folder, CASES[name](twin), term(twin), file, more)[1] != out:
        yield "the output depends on the secret"


def patched(data, mark, at, value):
    out, place = bytearray(data), data.find(mark)
    while place >= 0:
        out[place + at:place + at + len(value)] = value
        place = data.find(mark, place + 4)
    return bytes(out)


def quine_like(depth):
    data = zipped([("a.txt", "x")])
    for _ in range(depth):
        data = zipped([("a.zip", data)])
    return data


def quine():
    """A zip file that holds a copy of its own head without end: each is an archive whose member is cut off."""
    data = zipped([("a.txt", "x" * 100)])
    return zipped([("r.zip", data + data)])


def tree_of_archives(width, depth):
    data = zipped([(f"{i}.txt", b"x" * 1000) for i in range(width)])
    for _ in range(depth):
        data = zipped([(f"{i}.zip", data) for i in range(width)])
    return data


def hostile():
    warnings.simplefilter("ignore")
    good = zipped(REST + [("b.txt", "b")])
    local, central = b"PK\x03\x04", b"PK\x01\x02"
    for label, name in (("upward", "../../etc/x"), ("absolute", "/etc/x"), ("drive", "C:x"), ("backslash", "a\\x")):
        yield "path_" + label, zipped(REST + [(name, b"x")])
    yield "path_upward_in_gbk", in_gbk([("卷/../../張", b"x")] + REST)
    yield "path_behind_pair", in_gbk([("俓../張", b"x")] + REST)
    yield "duplicate_in_gbk", in_gbk([("張.txt", b"x"), ("張.TXT", b"y")])
    yield "duplicate", zipped(REST + REST)
    yield "duplicate_case", zipped(REST + [("REST.txt", b"x")])
    yield "bomb", zipped([("a.txt", b"\0" * 200_000_000)])
    yield "bomb_inside", zipped([("a.zip", zipped([("a.txt", b"x" * 200_000_000)]))])
    yield "encrypted", patched(patched(good, local, 6, b"\1\0"), central, 8, b"\1\0")
    yield "overlap", patched(good, central, 42, b"\0\0\0\0")
    yield "two_names", good.replace(b"rest.txt", b"rest.txu", 1)
    yield "wrong_sum", patched(patched(good, central, 16, b"abcd"), local, 14, b"abcd")
    yield "cut_off", good[:-30]
    yield "many_members", zipped([(f"m{i}", b"") for i in range(10_001)])
    yield "many_members_together", tree_of_archives(24, 2)
    yield "deep", quine_like(60)
    yield "member_with_two_ends", quine()
    yield "open_document", zipped([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")])


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))


def try_hostile(review, folder, name, data):
    path = os.path.join(folder, name + ".zip")
    with open(path, "wb") as file:
        file.write(data)
    done = subprocess.run([review, "scan", path], capture_output=True, timeout=600, stdin=subprocess.DEVNULL, preexec_fn=limited)
    if done.returncode != 3:
        yield f"status {done.returncode}: {(done.stdout + done.stderr).decode('utf-8', 'replace')[:300]}"
    if redact(review, folder, data, "x1y2z3", name + ".zip")[1] is not None:
        yield "something was written"


def main():
    review, only, faults = sys.argv[1], set(sys.argv[2:]), 0
    hostiles = list(hostile())
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [(name, pool.submit(lambda n=name: list(try_case(review, folder, n)))) for name in CASES if not only or name in only]
        jobs += [("hostile " + name, pool.submit(lambda n=name, d=data: list(try_hostile(review, folder, "hostile-" + n, d)))) for name, data in hostiles if not only or name in only]
        if not only:
            jobs.append(("folder", pool.submit(lambda: list(packages.try_folder(review, folder, zipped(REST), "folder.zip")))))
        for name, job in jobs:
            for fault in job.result():
                faults += 1
                print(f"{name}: {fault}")
    print(f"{len(CASES)} constructs, {len(hostiles)} hostile archives, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
