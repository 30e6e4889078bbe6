#!/usr/bin/env python3
"""plant_and_cut.py [--sample N] [--jobs N] [--details FILE] REVIEW CORPUS: real documents, five words out of each.

For every PDF that mutool opens, five words that pdftotext sees are redacted in one run. A file that is refused is tried
again with --on-unreadable remove, and then rasterise, as an officer would. Then no outside reader may see any of the
words, and pages without a cut must render as before; pages that were emptied or drawn for a choice are not compared.
So are pages of which the evidence says that an annotation or a field went: where it has no appearance of its own, a
viewer made one up. They are counted apart. A refusal needs a reason. Prints a table for each folder, which says how many were clean in which way.
Exit 1: a leak, a crash, a hang, a refusal without a reason, a page without a cut that changed, or fewer than 99 % clean
in any of the three ways.
Documents of other people: they are named in messages, their text is not.
"""
import argparse
import collections
import json
import os
import random
import re
import sys
import tempfile
import time
import zlib

import documents
from documents import FOLDERS, run

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 180            # of one redaction; more is a hang
DPI = "72"
GOAL = 99.0
SMALL = 150_000          # bytes of a file of the sample


def syntax():
    """What stands in every PDF: a word that is a key cannot be told from it in the bytes."""
    words = ""
    for listed in ("format/pdf/allow_list.inc", "format/pdf/tags/structure_types.cpp", "proof/pdf_syntax.cpp"):
        with open(os.path.join(HERE, "../../libreview/src", listed), encoding="utf-8") as file:
            words += file.read().lower()
    return words


def words_of(path, keys):
    """Five words, from what pdftotext sees: Latin, Han and numbers where there are any. Fixed for each file.

    Rather such as another reader sees too: text of two layers pdftotext glues to words that stand nowhere."""
    text = run(["pdftotext", path, "-"])[1].decode("utf-8", "replace")
    other = run(["mutool", "draw", "-q", "-F", "txt", path])[1].decode("utf-8", "replace")
    kinds = [re.findall(r"(?<![A-Za-z0-9])[A-Za-z]{5,16}(?![A-Za-z0-9])", text),
             [run_[:4] for run_ in re.findall(r"[\u4e00-\u9fff]{3,}", text)],
             re.findall(r"(?<![A-Za-z0-9.,])[0-9]{5,20}(?![A-Za-z0-9])", text)]
    order = random.Random(os.path.basename(path))
    pools = []
    for found in kinds:
        distinct = sorted(set(word for word in found if word.lower() not in keys))
        order.shuffle(distinct)
        distinct.sort(key=lambda word: word in other)  # taken from the end
        pools.append(distinct)
    chosen = []
    while len(chosen) < 5 and any(pools):
        for pool in pools:
            if pool and len(chosen) < 5:
                chosen.append(pool.pop())
    return chosen


def streams(data):
    """The raw file, and every stream in it that inflates, referenced or not."""
    yield data
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[match.end():], 1 << 26)
        except zlib.error:
            continue


def readings(path):
    """(reader, text) and (reader, bytes)."""
    for name, words in (("pdftotext", ["pdftotext", path, "-"]), ("pdftotext -raw", ["pdftotext", "-raw", path, "-"]),
                        ("mutool", ["mutool", "draw", "-q", "-F", "txt", path]),
                        ("gs", ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=txtwrite", "-sOutputFile=-", path])):
        yield name, run(words)[1].decode("utf-8", "replace")
    with open(path, "rb") as file:
        data = file.read()
    for index, stream in enumerate(streams(data)):
        yield f"bytes {index}", stream


def spellings(word):
    """A number of few digits stands in coordinates by chance."""
    if word.isdigit() and len(word) < 10:
        return []
    return [word.encode("utf-8"), word.encode("utf-16-be"), word.encode("utf-16-le"), word.encode("gb18030")]


def stands_alone(data, spelling):
    """As a word of its own: "right" inside "Copyright" of a colour profile is not the word of the page."""
    letter = rb"[A-Za-z0-9]"
    return re.search(rb"(?<!" + letter + rb")" + re.escape(spelling) + rb"(?!" + letter + rb")", data) is not None


def leaks(path, words):
    seen = []
    for name, reading in readings(path):
        for number, word in enumerate(words):
            if isinstance(reading, str):
                if word in reading:
                    seen.append(f"word {number} by {name}")
            elif any(stands_alone(reading, spelling) for spelling in spellings(word)):
                seen.append(f"word {number} in {name}")
    return seen


def pages(path, password=None):
    """SHA-like of each page's pixels, by poppler; None where it does not draw the file."""
    with tempfile.TemporaryDirectory() as folder:
        status, _, _ = run(["pdftoppm", "-r", DPI, "-l", "60", *(["-upw", password] if password else []), path, f"{folder}/p"], 120)
        if status != 0:
            return None
        result = []
        for name in sorted(os.listdir(folder)):
            with open(f"{folder}/{name}", "rb") as file:
                result.append(file.read())
        return result


def is_sound(path):
    """How many pages a broken file has is for each reader to guess: some draw a blank one for what is no page."""
    return run(["qpdf", "--check", path])[0] == 0


def changed_pages(draft, out, evidence):
    """Pages without a cut that look different, how many were compared, and how many not for a lost annotation."""
    before, after = pages(draft), pages(out)
    if before is None or after is None:
        return [], 0, 0
    cut = {box["page"] for box in evidence["boxes"]}
    cut |= {int(gone["place"][5:]) for gone in evidence["removals"]
            if gone["reason"] in ("unreadable", "drawn-as-picture") and re.fullmatch("page [0-9]+", gone["place"])}
    if len(before) != len(after):
        return (["count"] if is_sound(draft) else []), 0, 0
    poorer = {int(found[1]) for found in (re.match("page ([0-9]+) annotation ", gone["place"]) for gone in evidence["removals"]) if found}
    rest = [number for number in range(len(before)) if number + 1 not in cut | poorer]
    return [number + 1 for number in rest if before[number] != after[number]], len(rest), len(poorer - cut)


def reason_of(said):
    """The reason of a refusal without the name of the file and the numbers in it."""
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    detail = lines[1] if len(lines) > 1 else lines[0] if lines else ""
    detail = re.sub(r"\(you can:.*", "", detail)
    return re.sub(r"[0-9]+", "N", detail.split("could not be read:")[-1].split(": ", 1)[-1]).strip()[:110]


# way: the choice under which it was clean, "" for none. refusals: what was said before, by choice.
Outcome = collections.namedtuple("Outcome", "folder name result way detail refusals compared poorer changed seconds")
WAYS = ("at once", "remove", "rasterise")


def redacted(review, path, words, way, extra):
    """(result, detail, pages compared, pages that lost an annotation, pages changed, seconds) of one redaction."""
    with tempfile.TemporaryDirectory() as place:
        out, evidence = f"{place}/out.pdf", f"{place}/evidence.json"
        command = [review, "redact", path, "--all", "-o", out, "--evidence", evidence, *extra]
        if way != WAYS[0]:
            command += ["--on-unreadable", way]
        for word in words:
            command += ["--term", word]
        begin = time.monotonic()
        status, _, more = run(command, SECONDS)
        spent = time.monotonic() - begin
        if status is None:
            return "hang", "", 0, 0, [], spent
        if status == 3:
            reason = reason_of(more)
            if os.path.exists(out) or os.path.exists(evidence):
                return "fault", "refused and written", 0, 0, [], spent
            return "refused" if reason else "fault", reason or "no reason", 0, 0, [], spent
        if status != 0:
            return "fault", f"exit status {status}", 0, 0, [], spent
        seen = leaks(out, words)
        with open(evidence, encoding="utf-8") as file:
            changed, compared, poorer = changed_pages(path, out, json.load(file))
        return "leak" if seen else "clean", "; ".join(seen[:6]), compared, poorer, changed, spent


def one(work):
    review, path, keys, extra = work
    folder, name = os.path.basename(os.path.dirname(path)), os.path.basename(path)
    if run(["mutool", "draw", "-q", "-F", "txt", path], 30)[0] != 0:
        return Outcome(folder, name, "not opened", "", "", [], 0, 0, [], 0)
    words = words_of(path, keys)
    if not words:
        return Outcome(folder, name, "no word", "", "", [], 0, 0, [], 0)
    refusals = []
    for way in WAYS:
        result, detail, compared, poorer, changed, spent = redacted(review, path, words, way, extra)
        if result != "refused":
            break
        refusals.append((way, detail))
    return Outcome(folder, name, result, way if result == "clean" else "", detail, refusals, compared, poorer, changed, spent)


def usable(outcome):
    return outcome.result not in ("not opened", "no word")


def table(outcomes):
    print("| folder | opened, with words | clean at once | after remove | after rasterise | clean in any way | refused | leak | "
          "fault, hang | pages without a cut | of them changed | not compared: lost an annotation | slowest, s |")
    print("|" + " --- |" * 13)
    share = 0.0
    for folder in FOLDERS + ["all"]:
        rows = [o for o in outcomes if folder in (o.folder, "all") and usable(o)]
        if not rows:
            continue
        count = collections.Counter(o.result for o in rows)
        ways = collections.Counter(o.way for o in rows)
        share = 100 * count["clean"] / len(rows)
        print(f"| {folder} | {len(rows)} | {' | '.join(str(ways[way]) for way in WAYS)} | {count['clean']} ({share:.1f} %) | "
              f"{count['refused']} | {count['leak']} | {count['fault'] + count['hang']} | {sum(o.compared for o in rows)} | "
              f"{sum(len(o.changed) for o in rows)} | {sum(o.poorer for o in rows)} | {max(o.seconds for o in rows):.1f} |")
    return share


def main():
    options = argparse.ArgumentParser()
    documents.add_options(options)
    options.add_argument("--with", dest="extra", default="", help="more options for redact")
    options.add_argument("review")
    options.add_argument("corpus")
    options = options.parse_args()
    files = documents.chosen(options, 20261125, SMALL)
    if not files:
        return 0
    keys = syntax()
    work = [(options.review, path, keys, options.extra.split()) for path in files]
    outcomes = documents.outcomes(one, work, options, usable)
    if options.details:
        with open(options.details, "w", encoding="utf-8") as file:
            for o in outcomes:
                said = "; ".join(f"{way}: {reason}" for way, reason in o.refusals)
                file.write("\t".join([o.folder, o.name, o.result, o.way, o.detail, said, ",".join(map(str, o.changed)), f"{o.seconds:.1f}"]) + "\n")
    share = table(outcomes)
    for way in WAYS:
        for reason, number in collections.Counter(said for o in outcomes for at, said in o.refusals if at == way).most_common():
            print(f"refused {'with ' if way != WAYS[0] else ''}{way}, {number}: {reason}")
    wrong = [o for o in outcomes if o.result in ("leak", "fault", "hang") or o.changed]
    for o in wrong:
        print(f"{o.folder}/{o.name}: {o.result} {o.detail}" + (f" changed pages {o.changed[:8]}" if o.changed else ""))
    print(f"{len(outcomes)} files: {len(wrong)} wrong, {share:.1f} % clean")
    return 1 if wrong or share < GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
