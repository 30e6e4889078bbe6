#!/usr/bin/env python3
"""suite.py [--full] [--jobs N] REVIEW [ID...], or suite.py --table REVIEW: every place where a secret survives, written by hand and redacted.

For each construct: the draft leaks by the outside readers it names; then `review redact` either writes a file
in which no reader finds the secret, or refuses. Refusals and gaps that are known stand in expected.tsv with
their reasons; anything else is a fault, and so is a known gap that is closed: strike it out.
"""
import argparse
import concurrent.futures
import fnmatch
import multiprocessing
import os
import subprocess
import sys
import tempfile

import peer
import readers
from construct import CONSTRUCTS
from pdf import Doc
import places  # noqa: F401  fills CONSTRUCTS

HERE = os.path.dirname(os.path.abspath(__file__))
REFUSED = 3


def expectations():
    """id or pattern -> (outcome, reason): `refused` is fail closed, `leaks` is a gap."""
    rows = {}
    with open(os.path.join(HERE, "expected.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                pattern, outcome, reason = line.rstrip("\n").split("\t")
                meant = fnmatch.filter([construct.id for construct in CONSTRUCTS], pattern)
                if not meant:
                    sys.exit(f"expected.tsv: {pattern} is no construct")
                rows.update({identity: (outcome, reason) for identity in meant})
    return rows


def redact(review, doc, draft, out, evidence):
    words = [review, "redact", draft, "--all", "--term", doc.construct.term, "-o", out, "--evidence", evidence]
    for box in doc.boxes:
        words += ["--box", ",".join(str(value) for value in box)]
    done = subprocess.run(words, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout + done.stderr


def lost(doc, path):
    shown = readers.squeezed("".join(readers.pdftotext(path)))
    return [word for word in doc.kept if readers.squeezed(word) not in shown]


def tells(doc, data):
    return any(secret.encode() in data for secret in (doc.construct.secret, *doc.construct.also))


class Outcome:
    def __init__(self, construct):
        self.id, self.seen, self.drafts = construct.id, construct.seen, []
        self.result, self.found, self.faults = "clean", [], []
        self.said, self.peer = "", ""


def attempt(review, construct, beside, folder, only, outcome):
    doc, data = construct.draft(Doc, beside)
    draft, out, evidence = (os.path.join(folder, name) for name in (doc.file_name, "out.pdf", "evidence.json"))
    with open(draft, "wb") as file:
        file.write(data)
    if not beside:
        outcome.drafts = readers.sighted(draft, doc, only | set(construct.seen) & set(readers.available()))
        for reader in set(construct.seen) & set(readers.available()) - set(outcome.drafts):
            outcome.faults.append(f"the draft does not leak by {reader}")
    status, said = redact(review, doc, draft, out, evidence)
    outcome.said = said.decode("utf-8", "replace").strip()
    where = " beside a plain copy" if beside else ""
    if tells(doc, said):
        outcome.faults.append("the messages tell the secret" + where)
    if status == REFUSED:
        if os.path.exists(out) or os.path.exists(evidence):
            outcome.faults.append("refused and written" + where)
        return "refused"
    if status != 0:
        outcome.faults.append(f"exit status {status}{where}: {outcome.said[:200]}")
        return "clean"
    with open(evidence, "rb") as file:
        if tells(doc, file.read()):
            outcome.faults.append("the evidence tells the secret" + where)
    blind = []
    outcome.found += readers.sighted(out, doc, only or readers_for(construct), blind)
    outcome.faults += [f"{reader} does not read what is written{where}" for reader in blind]
    outcome.faults += [f"lost: {word}{where}" for word in lost(doc, out)]
    return "leaks" if outcome.found else "clean"


def peers(construct, folder):
    """What PyMuPDF makes of the draft."""
    doc, data = construct.draft(Doc)
    draft, out = os.path.join(folder, "draft.pdf"), os.path.join(folder, "peer.pdf")
    with open(draft, "wb") as file:
        file.write(data)
    if not peer.apart(peer.recipe, draft, out, construct.term, doc.boxes):
        return "fails"
    if readers.sighted(out, doc, set(readers.available())):
        return "leaks"
    return "loses" if lost(doc, out) else "clean"


def readers_for(construct):
    """Without --full: nobody starts Ghostscript for a bookmark, or lists bookmarks for a content stream."""
    wanted = set(readers.available())
    if construct.place >= 69 and not {"pdftotext", "mutool", "gs"} & set(construct.seen):
        wanted.discard("gs")
    return wanted - {"info"} if construct.place < 69 else wanted


def look(review, number, only, full, table):
    construct = CONSTRUCTS[number]
    outcome = Outcome(construct)
    worst = ["clean", "refused", "leaks"]
    for beside in (False, True) if construct.beside and (full or construct.sample_beside) else (False,):
        with tempfile.TemporaryDirectory() as folder:
            try:
                result = attempt(review, construct, beside, folder, only, outcome)
            except Exception as error:  # a construct that cannot be looked at is a fault of the suite, not an end
                outcome.faults.append(f"{type(error).__name__}: {error}")
                continue
            outcome.result = max(outcome.result, result, key=worst.index)
    if table and peer.fitz:
        with tempfile.TemporaryDirectory() as folder:
            outcome.peer = peers(construct, folder)
    return outcome


def judge(outcome, expected):
    wanted, _ = expected.get(outcome.id, ("clean", ""))
    faults = list(outcome.faults)
    if outcome.result != wanted:
        more = f" by {' '.join(sorted(set(outcome.found)))}" if outcome.result == "leaks" else ""
        more += f": {outcome.said[:300]}" if outcome.result == "refused" else ""
        faults.append(f"{outcome.result}{more}, expected {wanted}")
    return faults


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--full", action="store_true", help="every construct, by every reader")
    options.add_argument("--table", action="store_true", help="write the README's table; implies --full")
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("review")
    options.add_argument("ids", nargs="*")
    options = options.parse_args()
    full = options.full or options.table
    build = os.path.dirname(os.path.dirname(os.path.abspath(options.review)))
    os.environ.setdefault("REVIEW_PDFJS", os.path.join(build, "pdfjs", "node_modules", "pdfjs-dist"))
    missing = set(readers.ALL) - set(readers.available())
    if options.table and (options.ids or missing):
        sys.exit(f"--table is of all constructs by all readers; missing: {' '.join(sorted(missing)) or 'none'}")
    for reader in missing:
        print(f"WARNING: the outside reader {reader} is not installed: nothing is looked at by it", file=sys.stderr)
    chosen = [c for c in CONSTRUCTS if any(c.id.startswith(i) for i in options.ids) or not options.ids and (full or c.sample)]
    expected = expectations()
    only = set(readers.available()) if full else set()
    work = [(options.review, CONSTRUCTS.index(c), only, full, options.table) for c in chosen]
    with concurrent.futures.ProcessPoolExecutor(options.jobs, multiprocessing.get_context("fork")) as pool:
        outcomes = list(pool.map(look, *zip(*work), chunksize=4))
    count, faulty = {}, 0
    for outcome in outcomes:
        count[outcome.result] = count.get(outcome.result, 0) + 1
        for fault in judge(outcome, expected):
            faulty += 1
            print(f"{outcome.id}: {fault}")
    if options.table:
        import table
        table.write(outcomes, expected)
    print(f"{len(outcomes)} constructs of {len({c.place for c in chosen})} places: {count}, {faulty} faults")
    sys.exit(1 if faulty or not outcomes else 0)


if __name__ == "__main__":
    main()
