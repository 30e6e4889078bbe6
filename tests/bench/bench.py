#!/usr/bin/env python3
"""Measures the program beside its peers : hits before speed, alternating pairs, CPU medians, A/A control.

usage: bench.py BUILD [--size small|full] [--pairs N] [--only NAME] [--accept-inputs]
Exit 1: hits do not agree with what was planted, or an input is not what inputs.tsv says.
"""
import argparse
import collections
import json
import os
import pathlib
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import inputs
import many_patterns
import producers
import signing

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SIZES = {"small": {"text": 8 << 20, "xml": 8 << 20, "pages": 300, "files": 200, "grow": 300},
         "full": {"text": 64 << 20, "xml": 50 << 20, "pages": 2000, "files": 1000, "grow": 2000}}
# What grep looks for: the same kinds of values, joined, [0-9] for \d. It checks nothing.
PATTERN = (r"[1-9][0-9]{16}[0-9Xx]|(?<![0-9])1[3-9][0-9]{9}(?![0-9])|(?<![0-9])62[0-9]{14,17}(?![0-9])|"
           r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}|[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "REVIEW_KEY_FILE": str(ROOT / "fixtures/report-key.bin")}
Cost = collections.namedtuple("Cost", "cpu wall")


def run_for_cost(command):
    """CPU of the command and all its children. Output goes through a pipe: GNU grep stops at the first match on /dev/null."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(["sh", "-c", command + " | cat > /dev/null"], env=ENVIRONMENT, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, time.perf_counter() - begin)


def peak_memory(command):
    """MiB of the largest process of the command."""
    report = subprocess.run(["sh", "-c", f"/usr/bin/time -f '%M' sh -c {shlex.quote(command + ' > /dev/null')} 2>&1 | tail -1"],
                            env=ENVIRONMENT, capture_output=True, text=True).stdout.strip()
    return f"{int(report) / 1024:.0f} MiB" if report.isdigit() else "not measured"


def ratios(ours, peer, pairs):
    """Alternating runs after one warm-up each; the ratio is taken inside each pair."""
    run_for_cost(ours), run_for_cost(peer)
    both = []
    for number in range(pairs):
        first, second = (ours, peer) if number % 2 == 0 else (peer, ours)
        one, two = run_for_cost(first), run_for_cost(second)
        both.append((one, two) if number % 2 == 0 else (two, one))
    return both


def controlled(command, pairs):
    """The program against itself; outside 0.95-1.05 the machine was not quiet and nothing is concluded."""
    for _ in range(3):
        median = statistics.median(a.cpu / b.cpu for a, b in ratios(command, command, pairs))
        if 0.95 <= median <= 1.05:
            return median, True
    return median, False


def planted_values(truth):
    return collections.Counter(row.split("\t")[1] for row in truth.rows)


def hits_agree(review, path, truth):
    """Every planted value is found, as often as planted; nothing else of these kinds is."""
    out = subprocess.run([review, "scan", path, "--format", "json", "--reveal"], env=ENVIRONMENT, capture_output=True).stdout
    wanted, found, extra = planted_values(truth), collections.Counter(), 0
    for finding in json.loads(out)["documents"][0]["findings"]:
        shown = "".join(finding.get("text", "").split())
        if shown in wanted:
            found[shown] += 1
        else:
            extra += 1
    missed = sum((wanted - found).values())
    print(f"  hits: {sum(wanted.values())} planted, {sum(found.values())} found, {missed} missed, {extra} others")
    return missed == 0


def make_inputs(folder, sizes, only):
    """name -> (path, truth). The seeded ones have their digests in inputs.tsv; what a producer writes has its own time and version in it."""
    made = {"text-zh": lambda p: inputs.text(p, 11, sizes["text"], "zh"),
            "text-en": lambda p: inputs.text(p, 12, sizes["text"], "en"),
            "xml": lambda p: inputs.xml(p, 13, sizes["xml"]),
            "pdf-zh": lambda p: inputs.pdf(p, 14, sizes["pages"], "zh"),
            "pdf-en": lambda p: inputs.pdf(p, 15, sizes["pages"], "en")}
    seeded = {name: (folder / name, make(folder / name)) for name, make in made.items() if only in name}
    produced = {}
    for producer in producers.PROGRAMS:
        for number, language in enumerate(("zh", "en")):
            name = f"pdf-{producer}-{language}"
            if only not in name:
                continue
            document = producers.make(producer, folder, 31 + number, sizes["pages"], language) if producer in producers.available() else None
            if document:
                produced[name] = document
            else:
                print(f"{name}: NOT MADE, {producers.PROGRAMS[producer]} is missing or fails")
    return seeded, produced


def check_digests(made, size, accept):
    listing = HERE / "inputs.tsv"
    rows = dict(line.split("\t") for line in listing.read_text().splitlines()) if listing.exists() else {}
    now = {f"{size}/{name}": inputs.sha256(path) for name, (path, _) in made.items()}
    wrong = [name for name, digest in now.items() if rows.get(name) != digest]
    if wrong and accept:
        listing.write_text("".join(f"{name}\t{digest}\n" for name, digest in sorted({**rows, **now}.items())))
        return []
    return wrong


def workloads(review, floor, made):
    grep = f"grep -oP {shlex.quote(PATTERN)}"
    for name, (path, truth) in made.items():
        quoted = shlex.quote(str(path))
        ours = f"{shlex.quote(str(review))} scan {quoted} --format jsonl || test $? = 1"
        if name.startswith("pdf"):
            yield (name, path, truth, f"({ours})", f"(mutool draw -q -F txt {quoted} | {grep})", "mutool draw -F txt | grep -P",
                   "no check digits, no values over line ends, nothing of annotations, metadata or attachments, no masking")
        elif name == "xml":
            yield (name, path, truth, f"({ours})", f"{shlex.quote(str(floor))} {quoted}", "libxml2 SAX, empty handlers",
                   "looks for nothing: it is the floor under any scan that parses")
        else:
            yield (name, path, truth, f"({ours})", f"({grep} {quoted})", "grep -P",
                   "no check digits, no normalisation, no values over line ends, no masking")


def report(name, path, both, same, ours, peer, label, missing):
    cpu = [a.cpu / b.cpu for a, b in both]
    wall = statistics.median(a.wall / b.wall for a, b in both)
    mib = path.stat().st_size / (1 << 20)
    mine = statistics.median(a.cpu for a, _ in both)
    print(f"  CPU ratio to {label}: median {statistics.median(cpu):.3f} (min {min(cpu):.3f}, max {max(cpu):.3f}), wall {wall:.3f}")
    print(f"  ours {mine:.3f} s for {mib:.1f} MiB = {mib / mine:.1f} MiB/s; peak memory {peak_memory(ours)}, peer {peak_memory(peer)}")
    print(f"  A/A control {same[0]:.3f}: {'accepted' if same[1] else 'OUTSIDE 0.95-1.05, draw no conclusion'}")
    print(f"  what the peer does not do: {missing}")


def small_files(review, folder, count, pairs):
    """Files of two pages from LibreOffice, all in one process of either program."""
    print(f"pdf-small: {count} files of two pages, from LibreOffice", flush=True)
    if "libreoffice" not in producers.available():
        print("  NOT MADE: soffice is missing")
        return
    place = producers.make_many(folder / "small", 4000, count)
    ours = f"({shlex.quote(str(review))} scan {shlex.quote(str(place))} --format jsonl || test $? = 1)"
    peer = f"(mutool draw -q -F txt {shlex.quote(str(place))}/*.pdf | grep -oP {shlex.quote(PATTERN)})"
    both = ratios(ours, peer, pairs)
    cpu = [a.cpu / b.cpu for a, b in both]
    same = controlled(ours, pairs)
    print(f"  CPU ratio to mutool draw | grep -P, one process: median {statistics.median(cpu):.3f} (min {min(cpu):.3f}, max {max(cpu):.3f})")
    print(f"  ours {statistics.median(a.cpu for a, _ in both):.3f} s; A/A control {same[0]:.3f}: {'accepted' if same[1] else 'OUTSIDE 0.95-1.05, draw no conclusion'}")


def workers(review, folder, count, pairs):
    """Many small PDFs: what a second worker gains (wall clock; a quiet machine), and what the cage costs (CPU)."""
    print(f"cage: {count} files of two pages", flush=True)
    place = folder / "many"
    place.mkdir()
    for number in range(count):
        inputs.pdf(place / f"{number}.pdf", number, 2, "zh")
    scan = f"{shlex.quote(str(review))} scan {shlex.quote(str(place))} --format jsonl"
    one, two, bare = (f"({scan} {options} || test $? = 1)" for options in ("-j1", "-j2", "-j1 --no-cage"))
    reports = [subprocess.run(["sh", "-c", command], env=ENVIRONMENT, capture_output=True).stdout for command in (one, two)]
    both = ratios(one, two, pairs)
    wall = [a.wall / b.wall for a, b in both]
    print(f"  -j2 beside -j1: {'the same report' if reports[0] == reports[1] and reports[0] else 'REPORTS DIFFER'}; wall ratio median {statistics.median(wall):.2f} "
          f"(min {min(wall):.2f}, max {max(wall):.2f}); {min(a.wall for a, _ in both):.2f} s and {min(b.wall for _, b in both):.2f} s at best")
    cost = ratios(one, bare, pairs)
    cpu = [a.cpu / b.cpu for a, b in cost]
    print(f"  caged beside --no-cage: CPU ratio median {statistics.median(cpu):.3f} (min {min(cpu):.3f}, max {max(cpu):.3f}); "
          f"{min(a.cpu for a, _ in cost):.2f} s and {min(b.cpu for _, b in cost):.2f} s at best")
    for name in ("contract.pdf", "act.xml", "notice.txt"):
        draft, out = ROOT / "fixtures" / name, folder / "caged.out"
        redact = f"rm -f {out}; {shlex.quote(str(review))} redact {draft} --all -o {out}"
        both = ratios(f"({redact})", f"({redact} --no-cage)", pairs)
        cpu = [a.cpu / b.cpu for a, b in both]
        print(f"  redact {name} by two workers beside --no-cage: CPU ratio median {statistics.median(cpu):.3f} (min {min(cpu):.3f}, max {max(cpu):.3f}); "
              f"{min(a.cpu for a, _ in both):.3f} s and {min(b.cpu for _, b in both):.3f} s at best")


def allowed_values(review, path):
    """What the policy lets out: a code of an organisation."""
    out = subprocess.run([review, "scan", path, "--format", "json", "--reveal"], env=ENVIRONMENT, capture_output=True).stdout
    return {"".join(finding["text"].split()) for finding in json.loads(out)["documents"][0]["findings"] if finding["action"] == "allow"}


def text_by(command):
    return subprocess.run(command, capture_output=True, text=True).stdout.replace("\n", "")


def redaction(review, recipe, folder, documents, pairs):
    """Redaction with proof, beside a recipe that proves nothing."""
    for name, (path, truth) in documents.items():
        print(f"{name}: redact with proof", flush=True)
        out, evidence, theirs = folder / "out.pdf", folder / "out.json", folder / "theirs.pdf"
        ours = (f"(rm -f {out} {evidence}; {shlex.quote(str(review))} redact {path} --all -o {out} --evidence {evidence})")
        peer = f"({shlex.quote(str(recipe))} {shlex.quote(PATTERN)} {path} {theirs})"
        both = ratios(ours, peer, pairs) if recipe.exists() else [(run_for_cost(ours), None) for _ in range(pairs)]
        values = {row.split("\t")[1] for row in truth.rows} - allowed_values(review, path)
        shown = {reader: text_by(command) for reader, command in
                 (("pdftotext", ["pdftotext", str(out), "-"]), ("mutool", ["mutool", "draw", "-q", "-F", "txt", str(out)]))}
        seen = {reader: sum(value in text for value in values) for reader, text in shown.items()}
        if recipe.exists():
            cpu = [a.cpu / b.cpu for a, b in both]
            print(f"  CPU ratio to libmupdf's redaction with garbage=4: median {statistics.median(cpu):.3f} (min {min(cpu):.3f}, max {max(cpu):.3f}); "
                  f"its output {theirs.stat().st_size / path.stat().st_size:.3f} of the input")
        else:
            print("  PEER MISSING: libmupdf-dev and libpcre2-dev build mupdf_redact")
        print(f"  ours {statistics.median(a.cpu for a, _ in both):.3f} s, peak memory {peak_memory(ours)}; output {out.stat().st_size / path.stat().st_size:.3f} "
              f"of the input; of {len(values)} values seen again: {seen}")


def growth(review, folder, pages):
    """Five times the pages; 1.0 is linear."""
    print(f"growth: {pages} to {5 * pages} pages", flush=True)
    sizes = []
    for count in (pages, 5 * pages):
        path = folder / f"{count}.pdf"
        inputs.pdf(path, 17, count, "zh")
        out, evidence = folder / "grown.pdf", folder / "grown.json"
        scan = f"({shlex.quote(str(review))} scan {path} --format jsonl || test $? = 1)"
        redact = f"(rm -f {out} {evidence}; {shlex.quote(str(review))} redact {path} --all -o {out} --evidence {evidence})"
        sizes.append((path.stat().st_size, min(run_for_cost(scan).cpu for _ in range(3)), min(run_for_cost(redact).cpu for _ in range(2)),
                      peak_memory(scan)))
    (small, *less), (large, *more) = sizes
    for what, one, five in zip(("scan", "redact"), less, more):
        print(f"  {what}: {one:.2f} s and {five:.2f} s, time ratio / size ratio {five / one / (large / small):.3f}")
    print(f"  peak memory of scan {less[2]} for {small / (1 << 20):.1f} MiB, {more[2]} for {large / (1 << 20):.1f} MiB")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("build")
    options.add_argument("--size", choices=SIZES, default=os.environ.get("BENCH_SIZE", "small"))
    options.add_argument("--pairs", type=int, default=9)
    options.add_argument("--only", default="")
    options.add_argument("--accept-inputs", action="store_true")
    asked = options.parse_args()
    review, floor, recipe = (pathlib.Path(asked.build).resolve() / "bin" / name for name in ("review", "sax_floor", "mupdf_redact"))
    good = True
    with tempfile.TemporaryDirectory() as place:
        folder, sizes = pathlib.Path(place), SIZES[asked.size]
        seeded, produced = make_inputs(folder, sizes, asked.only)
        for name in check_digests(seeded, asked.size, asked.accept_inputs):
            print(f"{name}: SHA-256 is not the one of inputs.tsv")
            good = False
        together = list(workloads(review, floor, {**seeded, **produced})) + list(many_patterns.workloads(review, folder, seeded))
        for name, path, truth, ours, peer, label, missing in together:
            print(name, flush=True)
            if not hits_agree(review, path, truth):
                print("  HITS DO NOT AGREE: no speed is reported")
                good = False
                continue
            if not shutil.which(shlex.split(peer.strip("()"))[0]):
                print(f"  PEER MISSING: {label}")
                continue
            both = ratios(ours, peer, max(asked.pairs, 1))
            report(name, path, both, controlled(ours, asked.pairs), ours, peer, label, missing)
        few = max(asked.pairs // 3, 1)
        if asked.only in "cold-start":
            many_patterns.cold_start(review, folder, ratios, asked.pairs)
        if asked.only in "floods":
            many_patterns.floods(review, folder, ratios, few)
        if asked.only in "signing":
            signing.run(review, folder, sizes["xml"], asked.pairs, ratios, controlled)
        if asked.only in "cage":
            workers(review, folder, sizes["files"], few)
        if asked.only in "pdf-small":
            small_files(review, folder, sizes["files"], few)
        redaction(review, recipe, folder, {name: one for name, one in produced.items() if asked.only in name}, few)
        if asked.only in "growth":
            growth(review, folder, sizes["grow"])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
