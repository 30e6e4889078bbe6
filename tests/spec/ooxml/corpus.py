#!/usr/bin/env python3
"""corpus.py REVIEW [--all]: real Word documents, five words out of each, looked for by python's zipfile in every member.

Without --all a fixed sample of thirty. Each file is redacted or refused with a reason; where only pictures stand in the way, again
with --on-unreadable remove. Exit 1: a leak, a crash, a hang or a refusal without a reason."""
import collections
import glob
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile

from docx import readings

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../shared/corpus/docx/*")


def text_of(path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document\d*|header\d+|footer\d+|footnotes|comments)\.xml", name):
                for block in re.split(r"</w:p>", archive.read(name).decode("utf-8", "replace")):
                    yield "".join(re.findall(r"<w:t(?: [^>]*)?>([^<&]*)</w:t>", block))


def words_of(path):
    found = sorted({w for line in text_of(path) for w in re.findall(r"(?<!\w)(?:[A-Za-z]{5,16}|\d{6,20}|[\u4e00-\u9fff]{3,4})(?!\w)", line)})
    random.Random(os.path.basename(path)).shuffle(found)
    return found[:5]


def redact(review, path, out, words, more=()):
    if os.path.exists(out):
        os.remove(out)
    terms = [a for w in words for a in ("--term", w)]
    done = subprocess.run([review, "redact", path, *terms, "--all", *more, "-o", out], capture_output=True, timeout=180, stdin=subprocess.DEVNULL)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def leaks(out, words):
    """A word as program markup has it (a name of an element, a value of the standard) is not the word of the document: raw members are
    searched in text and in attributes that no other word of markup shares."""
    with open(out, "rb") as file:
        data = file.read()
    for name, text in readings(data):
        for word in words:
            if word.lower() in PACKAGE and (name in ("name", "[Content_Types].xml") or name.endswith(".rels")):
                continue
            pattern = re.escape(word)
            if name.endswith(" text") or name == "name" or not name.endswith((".xml", ".rels")):
                hit = re.search(pattern, text)
            else:
                hit = re.search(r'="[^"<>]*' + pattern + r'[^"<>]*"', text)
                hit = hit if hit and hit[0].strip('="') not in MARKUP and not re.fullmatch('="[0-9]{1,7}"', hit[0]) and "http://schemas." not in hit[0] and "openxmlformats" not in hit[0] else None
            if hit:
                yield f"{name}"


# What members and content types of every package are called.
PACKAGE = set("content types word document main styles settings theme header footer footnotes endnotes comment comments image media chart charts data "
              "layout drawing office rels relationships package application numbering colors external table".split())
HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "../../../libreview/src/format/ooxml/standard_words.inc"), encoding="utf-8") as listed:
    MARKUP = set(re.findall(r'REVIEW_WORD\("([^"]*)"\)', listed.read()))


def main():
    review, everything = sys.argv[1], "--all" in sys.argv
    files = sorted(glob.glob(CORPUS))
    if not files:
        print("NOT TESTED: no corpus of office documents beside the repository")
        return 0
    if not everything:
        files = random.Random(5).sample(files, min(30, len(files)))
    table, reasons, faults = collections.Counter(), collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.docx")
        for path in files:
            words = words_of(path)
            if not words:
                table["no words in it"] += 1
                words = ["qqxyzzyqq"]
            status, said = redact(review, path, out, words)
            how = "clean"
            if status == 3 and "image-only" in said:
                status, said = redact(review, path, out, words, ("--on-unreadable", "remove"))
                how = "clean, pictures removed"
            if status == 0:
                table[how] += 1
                for place in leaks(out, words):
                    faults += 1
                    print(f"{os.path.basename(path)}: leak in {place}")
            elif status == 3 and len(said.strip().splitlines()) > 0 and not os.path.exists(out):
                table["refused"] += 1
                reason = re.sub(r"\d+", "#", said.strip().splitlines()[min(1, len(said.strip().splitlines()) - 1)])[:160]
                reasons[reason] += 1
                if everything:
                    print(f"{os.path.basename(path)}: refused: {reason}")
            else:
                faults += 1
                print(f"{os.path.basename(path)}: status {status}")
    print(f"{len(files)} files:", ", ".join(f"{count} {what}" for what, count in sorted(table.items())), f"; {faults} faults")
    for reason, count in reasons.most_common():
        print(f"  {count} x {reason}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
