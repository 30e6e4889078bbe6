#!/usr/bin/env python3
"""non_interference.py [--jobs N] [--keep DIR] [--one-width] [--sample] REVIEW [ID...]: what is written does not depend on what was removed.

Every construct of the suite is drafted twice with secrets of one class: as many characters, of the same kinds.
Redacted by the same orders, the two give the same bytes, or both are refused. What still depends on the
secret stands in depends.tsv with the reason; anything else is a fault, and so is a row that is no longer true.
"""
import argparse
import collections
import fnmatch
import multiprocessing
import os
import subprocess
import sys
import tempfile

from construct import ASCII, CONSTRUCTS, HAN, NUMBER
from pdf import Doc
import places  # noqa: F401  fills CONSTRUCTS

HERE = os.path.dirname(os.path.abspath(__file__))
TWINS = {ASCII: "Qanfild5826", HAN: "司徒慕青", NUMBER: "320102197511036629"}
CLEAN, REFUSED = 0, 3


def known():
    rows = {}
    with open(os.path.join(HERE, "depends.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                pattern, width, reason = line.rstrip("\n").split("\t")
                meant = fnmatch.filter([c.id for c in CONSTRUCTS], pattern)
                if not meant:
                    sys.exit(f"depends.tsv: {pattern} is no construct")
                rows.update({(identity, w): reason for identity in meant for w in width.split()})
    return rows


def draft_of(construct, secret):
    doc = Doc()
    doc.construct = construct
    construct.build(doc, secret)
    term = construct.term if construct.term != construct.secret else secret
    return doc, term, doc.write()


def redact(review, folder, name, doc, term, data, width):
    draft, out = os.path.join(folder, name + ".pdf"), os.path.join(folder, f"{name}-{width}.pdf")
    with open(draft, "wb") as file:
        file.write(data)
    words = [review, "redact", draft, "--all", "--term", term, "--width", width, "-o", out]
    for box in doc.boxes:
        words += ["--box", ",".join(str(value) for value in box)]
    done = subprocess.run(words, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    if done.returncode != CLEAN:
        return done.returncode, done.stderr
    with open(out, "rb") as file:
        return CLEAN, file.read()


def look(review, number, keep, one_width):
    """(width, what came of it) for a construct; None: its drafts do not differ."""
    construct = CONSTRUCTS[number]
    twin = TWINS.get(construct.secret)
    if twin is None or construct.term not in (construct.secret, twin):
        return None
    try:
        first, second = draft_of(construct, construct.secret), draft_of(construct, twin)
    except KeyError:
        return None  # a table of the construct holds this secret only
    if first[2] == second[2]:
        return None
    results = []
    with tempfile.TemporaryDirectory() as own:
        folder = own
        if keep:
            folder = os.path.join(keep, construct.id)
            os.makedirs(folder, exist_ok=True)
        for width in (("fixed", "grid")[number % 2],) if one_width else ("fixed", "grid"):
            one, two = redact(review, folder, "a", *first, width), redact(review, folder, "b", *second, width)
            if one[0] != two[0]:
                results.append((width, f"exit status {one[0]} and {two[0]}: {(one[1] if one[0] else two[1])[:300]}"))
            elif one[0] not in (CLEAN, REFUSED):
                results.append((width, f"exit status {one[0]}"))
            elif one[0] == REFUSED:
                results.append((width, "refused"))
            else:
                results.append((width, "same" if one[1] == two[1] else "differs"))
    return results


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", help="a folder for drafts and outputs")
    options.add_argument("--one-width", action="store_true", help="each construct by one of the two widths, in turn")
    options.add_argument("--sample", action="store_true", help="the constructs that suite.py takes without --full")
    options.add_argument("review")
    options.add_argument("ids", nargs="*")
    options = options.parse_args()
    chosen = [i for i, c in enumerate(CONSTRUCTS) if any(c.id.startswith(x) for x in options.ids) or not options.ids and (c.sample or not options.sample)]
    rows = known()
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        found = pool.starmap(look, [(options.review, i, options.keep, options.one_width) for i in chosen], chunksize=4)
    count, faults = collections.Counter(), 0
    for number, results in zip(chosen, found):
        identity = CONSTRUCTS[number].id
        for width, result in results or [("", "no twin")]:
            count[result if result in ("same", "refused", "differs", "no twin") else "fault"] += 1
            reason = rows.get((identity, width))
            if (result not in ("same", "refused", "no twin")) == bool(reason):
                continue
            faults += 1
            print(f"{identity} {width}: {result}" + (f", but depends.tsv says: {reason}" if reason else ""))
    print(f"{len(chosen)} constructs: {dict(count)}, {faults} faults")
    sys.exit(1 if faults or not count["same"] else 0)


if __name__ == "__main__":
    main()
