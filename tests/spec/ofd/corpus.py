#!/usr/bin/env python3
"""corpus.py REVIEW: real OFD documents, up to five words out of each, looked for by python's zipfile in every member.

Each file is redacted or refused with a reason; where only pictures and pages without text stand in the way, again with --on-unreadable
remove. Exit 1: a leak, a crash, a hang, a refusal without a reason, an output that pages or words got lost from, or that a second
redaction changes."""
import collections
import glob
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile

from ofd import readings, text_codes

CORPUS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../shared/corpus/ofd/*.ofd")


def texts_of(path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.search(r"(Content[^/]*|Annot[^/]*)\.xml$", name):
                yield from text_codes(archive.read(name).decode("utf-8", "replace"))


def words_of(path):
    found = sorted({w for text in texts_of(path) for w in re.findall(r"(?<!\w)(?:[A-Za-z]{5,16}|\d{6,20}|[\u4e00-\u9fff]{3,4})(?!\w)", text)})
    random.Random(os.path.basename(path)).shuffle(found)
    return found[:5]


def redact(review, path, out, words, more=()):
    if os.path.exists(out):
        os.remove(out)
    terms = [a for w in words or ["x9y8z7"] for a in ("--term", w)]
    done = subprocess.run([review, "redact", path, *terms, "--all", *more, "-o", out], capture_output=True, timeout=180, stdin=subprocess.DEVNULL)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def leaks(out, words):
    """Numbers of drawing are not words: a number counts in text, in names and where no other digit touches it."""
    with open(out, "rb") as file:
        data = file.read()
    for name, text in readings(data):
        for word in words:
            if word.isascii() and (name.endswith(".xml") or name.endswith("references")):
                text = re.sub(r'(Boundary|CTM|DeltaX|DeltaY|X|Y|Value)="[^"]*"|<ofd:(AbbreviatedData|Glyphs)>[^<]*<', "", text)
            if word in text and not name.endswith(("codes", "backwards")):
                yield name


def main():
    review = sys.argv[1]
    files = sorted(glob.glob(CORPUS))
    if not files:
        print("NOT TESTED: no corpus of OFD documents beside the repository")
        return 0
    results, faults = collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.ofd")
        for path in files:
            name, words = os.path.basename(path), words_of(path)
            try:
                status, said = redact(review, path, out, words)
                if status == 3 and not os.path.exists(out):
                    results["waits for an officer"] += 1
                    status, said = redact(review, path, out, words, ("--on-unreadable", "remove"))
            except subprocess.TimeoutExpired:
                status, said = 99, "takes too long"
            if status == 0:
                results["redacted"] += 1
                for place in sorted(set(leaks(out, words))):
                    faults += 1
                    print(f"{name}: leaks in {place}")
                status, said = redact(review, out, out + ".again.ofd", words, ("--on-unreadable", "remove"))
                if status != 0 or open(out, "rb").read() != open(out + ".again.ofd", "rb").read():
                    faults += 1
                    print(f"{name}: redacted again it is another file: status {status}: {said.strip()[:500]}")
            elif status == 3 and said.strip():
                results["refused"] += 1
                print(f"{name}: refused: {said.strip()[:500]}")
            else:
                faults += 1
                print(f"{name}: status {status}: {said.strip()[:500]}")
    print(f"{len(files)} documents: " + ", ".join(f"{k} {v}" for k, v in sorted(results.items())) + f"; {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
