#!/usr/bin/env python3
"""office_view.py REVIEW CORPUS: do office programs open what was redacted, and do they show what went?

Real Word documents (CORPUS/docx, five words out of each), and a document, a workbook and a presentation that LibreOffice itself writes
(what the program finds by itself goes). LibreOffice makes PDF of the results, and pdftotext reads it. What LibreOffice does not open
before is not asked for after. Exit 1: a word is shown, or a result is not opened; 77: no LibreOffice here."""
import collections
import glob
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/spec/ooxml"))
import corpus  # noqa: E402

LIST = "序号,姓名,公民身份号码,联系电话,补贴金额\n1,张伟明,11010519491231002X,13800138000,1200\n2,李秀英,440524188001010014,13912345678,980.5\n"
PAGE = """<html><head><meta charset="utf-8"></head><body><h1>决定书</h1><p>当事人：张伟明，身份证号<b>1101051949</b><i>1231002X</i>。</p>
<table border="1"><tr><td>姓名</td><td>手机号码</td></tr><tr><td>李秀英</td><td>13912345678</td></tr></table></body></html>"""
DECK = """<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>
<draw:page draw:name="one"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="3cm"><draw:text-box>
<text:p>当事人张伟明，身份证号<text:span>1101051949</text:span>1231002X</text:p></draw:text-box></draw:frame>
<draw:frame svg:x="2cm" svg:y="6cm" svg:width="20cm" svg:height="5cm"><table:table><table:table-column/><table:table-column/>
<table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell><table:table-cell><text:p>联系电话</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>李秀英</text:p></table:table-cell><table:table-cell><text:p>13912345678</text:p></table:table-cell></table:table-row>
</table:table></draw:frame></draw:page></office:presentation></office:body></office:document>"""
# Source, what it is written as, the filter that reads it, and what must go.
MADE = [("list.csv", LIST, "xlsx", "CSV:44,34,76,1,3/2/4/2,,,,,true", ["11010519491231002X", "13800138000", "13912345678", "张伟明", "李秀英"]),
        ("page.html", PAGE, "docx:Office Open XML Text", "HTML (StarWriter)", ["11010519491231002X", "13912345678", "张伟明", "李秀英"]),
        ("deck.fodp", DECK, "pptx", "", ["11010519491231002X", "13912345678", "张伟明", "李秀英"])]


def convert(folder, files, form, into, reading=""):
    """Many at once, and alone again what did not come out: one that ends the program takes the rest along."""
    into.mkdir(exist_ok=True)
    ending = form.split(":")[0]
    base = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, *([f"--infilter={reading}"] if reading else []), "--outdir", str(into)]
    made = {path: into / (path.stem + "." + ending) for path in files}
    for group in [files[i:i + 12] for i in range(0, len(files), 12)] + [[path] for path in files]:
        group = [path for path in group if not made[path].exists()]
        if not group:
            continue
        try:
            subprocess.run(base + [str(path) for path in group], capture_output=True, timeout=300)
        except subprocess.TimeoutExpired:
            pass
    return {path: out for path, out in made.items() if out.exists()}


def shows(pdf, word):
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True).stdout
    return re.search(r"(?<!\w)" + re.escape(word) + r"(?!\w)", text) is not None or (not word.isascii() and word in "".join(text.split()))


def redacted_words(review, folder):
    """(draft, result, words) of the documents of the corpus that are redacted."""
    for path in sorted(glob.glob(corpus.CORPUS)):
        words = corpus.words_of(path)
        if not words:
            continue
        out = folder / "out" / os.path.basename(path)
        status, said = corpus.redact(review, path, str(out), words)
        if status == 3 and "image-only" in said:
            status, said = corpus.redact(review, path, str(out), words, ("--on-unreadable", "remove"))
        if status == 0:
            yield pathlib.Path(path), out, words


def redacted_own(review, folder):
    for name, source, form, reading, words in MADE:
        path = folder / name
        path.write_text(source, encoding="utf-8")
        for draft in convert(folder, [path], form, folder / "made", reading).values():
            out = folder / "out" / ("own-" + draft.name)
            done = subprocess.run([review, "redact", str(draft), "--all", "-o", str(out)], capture_output=True, text=True)
            if done.returncode:
                print(f"{draft.name}: redact ended with {done.returncode}: {done.stderr.strip()[-300:]}")
            yield draft, out, words


def main():
    review = str(pathlib.Path(sys.argv[1]).resolve())
    if len(sys.argv) > 2:
        corpus.CORPUS = os.path.join(sys.argv[2], "docx/*")
    if not shutil.which("soffice"):
        print("office_view: NOT RUN, there is no LibreOffice here")
        return 77
    table, faults = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        (folder / "out").mkdir()
        all_of_them = list(redacted_words(review, folder)) + list(redacted_own(review, folder))
        opened = convert(folder, [out for _, out, _ in all_of_them if out.exists()], "pdf", folder / "pdf")
        for draft, out, words in all_of_them:
            if out not in opened:
                if out.exists() and not convert(folder, [draft], "pdf", folder / "drafts"):
                    table["not opened, neither was the draft"] += 1
                    continue
                faults += 1
                print(f"{draft.name}: the result is not opened")
                continue
            before = None
            for word in words:
                if not shows(opened[out], word):
                    continue
                # "Error: Reference source not found" is said by the program, not by the document.
                before = before or subprocess.run(["pdftotext", "-raw", str(opened[out]), "-"], capture_output=True, text=True).stdout
                if word not in re.sub(r"Error:\s+Reference\s+source\s+not\s+found", "", before):
                    continue
                faults += 1
                print(f"{draft.name}: a word that went is shown")
            table["opened, nothing shown"] += 1
    print(f"{len(all_of_them)} documents:", ", ".join(f"{count} {what}" for what, count in sorted(table.items())), f"; {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
