#!/usr/bin/env python3
"""How well the built-in packs find what was planted: precision, recall and F2 of each kind, over generated drafts.

usage: evaluate.py REVIEW [--documents N] [--keep FOLDER] [--misses N]
Exit 1: a goal is missed.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

import documents

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = {
    "resident-id": {"cn-identity/resident-id"},
    "mobile": {"cn-contact/mobile"},
    "bank-card": {"cn-finance/bank-card"},
    "marking": {"cn-classified/secret-marking"},
    "name": {"cn-person/name"},
    "address": {"cn-contact/address"},
    "landline": {"cn-contact/landline", "cn-contact/office-landline"},
}
# The goals: recall of a kind, precision of a likelihood.
RECALL = {"resident-id": 0.999, "bank-card": 0.999, "mobile": 0.97, "marking": 0.995, "name": 0.97, "address": 0.97}
PRECISION = {"certain": 0.999, "likely": 0.95}


def squeezed(text):
    """Without what no eye sees: blanks, breaks, format and private characters."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Zs", "Zl", "Zp", "Cc", "Cf", "Co"))


def scan(review, folder, names):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "REVIEW_KEY_FILE": str(ROOT / "fixtures/report-key.bin")}
    out = folder / "report.jsonl"
    run = subprocess.run([review, "scan", "-j", "2", "--format", "json", "--reveal", "-o", str(out), "--files-from", str(names)],
                         env=environment, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"scan ended with {run.returncode}: {run.stderr}")
    return {pathlib.Path(one["name"]).name: one for one in json.loads(out.read_text())["documents"]}


class Score:
    def __init__(self):
        self.planted = self.found = self.exact = self.extra = 0

    def recall(self):
        return self.found / self.planted if self.planted else 1.0

    def precision(self):
        return self.found / (self.found + self.extra) if self.found + self.extra else 1.0

    def f2(self):
        p, r = self.precision(), self.recall()
        return 5 * p * r / (4 * p + r) if p + r else 0.0


def judge(spans, findings, scores, likelihoods, misses, name):
    """Each planted span takes the finding of its kind with its text, or one that overlaps it; what is left over is too much."""
    for kind, rules in RULES.items():
        mine = [(squeezed(finding["text"]), finding["likelihood"]) for finding in findings if finding["rule"] in rules]
        score = scores[kind]
        for span in (span for span in spans if span.kind == kind):
            wanted = squeezed(span.text)
            score.planted += 1
            hit = next((one for one in mine if one[0] == wanted), None)
            score.exact += hit is not None
            hit = hit or next((one for one in mine if wanted in one[0]), None)
            if hit is None:
                misses.append((kind, span.way, name))
                continue
            score.found += 1
            likelihoods[hit[1]][0] += 1
            mine.remove(hit)
        for text, likelihood in mine:
            if likelihood == "possible":
                continue
            score.extra += 1
            likelihoods[likelihood][1] += 1
            misses.append((kind, "too much: " + likelihood, name))
    planted = [squeezed(span.text) for span in spans]
    known = set().union(*RULES.values())
    for finding in findings:
        if finding["rule"] in known or finding["likelihood"] == "possible":
            continue
        text = squeezed(finding["text"])
        right = any(text in one or one in text for one in planted)
        likelihoods[finding["likelihood"]][0 if right else 1] += 1
        if not right:
            misses.append((finding["rule"], "too much: " + finding["likelihood"], name))


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("review")
    words.add_argument("--documents", type=int, default=2000)
    words.add_argument("--keep", help="leave the documents in this folder")
    words.add_argument("--misses", type=int, default=20, help="how many to print")
    asked = words.parse_args()
    scores, likelihoods = {kind: Score() for kind in RULES}, collections.defaultdict(lambda: [0, 0])
    misses, unread = [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(asked.keep or temporary)
        folder.mkdir(exist_ok=True)
        truth = {}
        for name, data, spans in documents.make(asked.documents):
            (folder / name).write_bytes(data)
            truth[name] = spans
        (folder / "names.list").write_text("".join(f"{folder / name}\n" for name in truth))
        seen = scan(asked.review, folder, folder / "names.list")
        for name, spans in truth.items():
            if name not in seen or seen[name].get("blind_spots"):
                unread.append(name)
            judge(spans, seen.get(name, {"findings": []})["findings"], scores, likelihoods, misses, name)
    print(f"{asked.documents} documents, {sum(score.planted for score in scores.values())} planted spans\n")
    print(f"{'kind':14}{'planted':>9}{'found':>9}{'exact':>9}{'too much':>9}{'recall':>9}{'precision':>10}{'F2':>8}")
    for kind, score in scores.items():
        print(f"{kind:14}{score.planted:9}{score.found:9}{score.exact:9}{score.extra:9}{score.recall():9.4f}{score.precision():10.4f}{score.f2():8.4f}")
    print()
    failed = [f"{name}: not read whole" for name in unread]
    for likelihood, (right, wrong) in sorted(likelihoods.items()):
        share = right / (right + wrong)
        print(f"{likelihood:14}{right + wrong:9} findings, precision {share:.4f}")
        if share < PRECISION.get(likelihood, 0):
            failed.append(f"precision of {likelihood} is {share:.4f}, not {PRECISION[likelihood]}")
    failed += [f"recall of {kind} is {scores[kind].recall():.4f}, not {goal}" for kind, goal in RECALL.items() if scores[kind].recall() < goal]
    for miss, count in collections.Counter((kind, way) for kind, way, _ in misses).most_common(asked.misses):
        print(f"  {count:5} {miss[0]}, {miss[1]}: {next(name for kind, way, name in misses if (kind, way) == miss)}")
    print("\n".join(failed[:20]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
