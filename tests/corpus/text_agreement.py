#!/usr/bin/env python3
"""text_agreement.py [--sample N] [--jobs N] [--details FILE] [--only X] TEXT_OF CORPUS: do we read what others read?

For every PDF that mutool opens and pdftotext finds text in, our text (TEXT_OF: pages and appearances of annotations) is
compared with that of pdftotext and of mutool: characters after NFKC, counted, in no order; blanks, format and control
characters and U+FFFD apart. The share is 2 * common / (ours + theirs); "found" is how much of theirs we have.
Prints a table for each folder, and every file that is below 98 % with both, with what text_agreement_known.tsv says of
it. Exit 1: such a file without a row there, a row whose file agrees by now, a crash or a hang.
Documents of other people: they are named in messages, their text is not.
"""
import argparse
import collections
import csv
import os
import sys
import unicodedata

import documents
from documents import FOLDERS, run

HERE = os.path.dirname(os.path.abspath(__file__))
KNOWN = os.path.join(HERE, "text_agreement_known.tsv")
GOAL = 98.0
READERS = {"pdftotext": ["pdftotext", "-enc", "UTF-8"], "mutool": ["mutool", "draw", "-q", "-F", "txt"]}


def characters(text):
    """U+FFFD is no character of the document: some readers write it for what they cannot read, some write nothing."""
    folded = unicodedata.normalize("NFKC", text.decode("utf-8", "replace"))
    return collections.Counter(c for c in folded if not c.isspace() and c != "\ufffd" and unicodedata.category(c) not in ("Cc", "Cf"))


# common: with each reader, in the order of READERS; theirs: how many characters it saw.
Outcome = collections.namedtuple("Outcome", "folder name result detail ours theirs common")


def one(work):
    text_of, path = work
    folder, name = os.path.basename(os.path.dirname(path)), os.path.basename(path)
    status, mutool, _ = run([*READERS["mutool"], path])
    if status != 0:
        return Outcome(folder, name, "not opened", "", 0, [], [])
    readings = [characters(run([*READERS["pdftotext"], path, "-"])[1]), characters(mutool)]
    if not readings[0]:
        return Outcome(folder, name, "no text", "", 0, [], [])
    status, text, said = run([text_of, path])
    result = {0: "read", 3: "refused", None: "hang"}.get(status, "fault")
    ours = characters(text)
    detail = "; ".join(sorted(set(said.decode("utf-8", "replace").splitlines())))[:300]
    return Outcome(folder, name, result, detail, ours.total(), [r.total() for r in readings], [(r & ours).total() for r in readings])


def shares(outcome):
    """In percent, with each reader; one that sees nothing agrees with nobody who sees something."""
    return [200 * common / (outcome.ours + theirs) if outcome.ours + theirs else 100.0
            for common, theirs in zip(outcome.common, outcome.theirs)]


def found(outcomes, reader):
    theirs = sum(o.theirs[reader] for o in outcomes)
    return 100 * sum(o.common[reader] for o in outcomes) / theirs if theirs else 100.0


def overall(outcomes, reader):
    both = sum(o.ours + o.theirs[reader] for o in outcomes)
    return 200 * sum(o.common[reader] for o in outcomes) / both if both else 100.0


def compared(outcome):
    return outcome.result not in ("not opened", "no text")


def agrees(outcome):
    return max(shares(outcome)) >= GOAL


def table(outcomes):
    print("| folder | files with text | >= 98 % with pdftotext | with mutool | with one of them | characters of pdftotext | share | found | "
          "characters of mutool | share | found |")
    print("|" + " --- |" * 11)
    without_cjk = "all but pdf-cjk"
    for folder in FOLDERS + [without_cjk, "all"]:
        rows = [o for o in outcomes if compared(o) and (folder in (o.folder, "all") or folder == without_cjk and o.folder != "pdf-cjk")]
        if not rows:
            continue
        near = [sum(shares(o)[reader] >= GOAL for o in rows) for reader in (0, 1)]
        one_of = sum(agrees(o) for o in rows)
        cells = [folder, len(rows), *near, f"{one_of} ({100 * one_of / len(rows):.1f} %)"]
        for reader in (0, 1):
            cells += [sum(o.theirs[reader] for o in rows), f"{overall(rows, reader):.2f} %", f"{found(rows, reader):.2f} %"]
        print("| " + " | ".join(map(str, cells)) + " |")


def known():
    with open(KNOWN, encoding="utf-8", newline="") as file:
        return {row["file"]: (row["class"], row["why"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def main():
    options = argparse.ArgumentParser()
    documents.add_options(options)
    options.add_argument("text_of")
    options.add_argument("corpus")
    options = options.parse_args()
    files = documents.chosen(options, 20261126)
    if not files:
        return 0
    outcomes = documents.outcomes(one, [(options.text_of, path) for path in files], options, compared)
    if options.details:
        with open(options.details, "w", encoding="utf-8") as file:
            for o in outcomes:
                said = [f"{share:.1f}" for share in shares(o)] if compared(o) else ["", ""]
                file.write("\t".join(map(str, [o.folder, o.name, o.result, *said, o.ours, *o.theirs, *o.common, o.detail])) + "\n")
    table(outcomes)
    return judged([o for o in outcomes if compared(o)])


def judged(outcomes):
    explained, groups, wrong = known(), collections.defaultdict(list), []
    for o in outcomes:
        name = f"{o.folder}/{o.name}"
        if o.result in ("hang", "fault"):
            wrong.append(f"{name}: {o.result} {o.detail}")
        elif agrees(o):
            if name in explained:
                wrong.append(f"{name}: agrees by now, its row can go")
        elif name in explained:
            groups[explained[name][0]].append((o, explained[name][1]))
        else:
            wrong.append(f"{name}: {o.result}, {shares(o)[0]:.1f} % with pdftotext, {shares(o)[1]:.1f} % with mutool, not explained")
    for group, rows in sorted(groups.items(), key=lambda item: -len(item[1])):
        print(f"\n{group}: {len(rows)}")
        for o, why in rows:
            print(f"  {o.folder}/{o.name} ({shares(o)[0]:.1f} %, {shares(o)[1]:.1f} %): {why}")
    print()
    for line in wrong:
        print(line)
    print(f"{len(outcomes)} files: {sum(len(rows) for rows in groups.values())} below {GOAL:.0f} % and explained, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
