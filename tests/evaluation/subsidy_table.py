#!/usr/bin/env python3
"""A subsidy list over three pages whose cells have several lines, with headings on each page or on the first alone, and as one PDF a row: every person's row is found whole, public columns stay.

usage: subsidy_table.py REVIEW
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import documents
import pdf_pages

ROOT = documents.ROOT
HEADS = ["序号", "姓名", "身份证号", "家庭住址", "联系电话", "银行卡号", "补贴项目", "补贴金额（元）"]
# Columns that may not go out, and the rules that see them.
PRIVATE = {1: "cn-person/name", 2: "cn-identity/resident-id", 3: "cn-contact/address", 4: "cn-contact/mobile", 5: "cn-finance/bank-card"}
PUBLIC = [0, 6, 7]
WIDTHS = [40, 60, 80, 120, 90, 80, 90, 100]
ROWS = 36


def people(rng):
    for number in range(ROWS):
        yield [str(number + 1), documents.person(rng).text, documents.number(rng, "resident-id").text, documents.address(rng).text,
               documents.number(rng, "mobile").text, documents.number(rng, "bank-card").text,
               rng.choice(["耕地地力保护", "农机购置", "退耕还林"]), str(rng.randint(1, 90) * 50 + 7)]


def wrapped(cell, width):
    """As a word processor breaks it: where the column ends."""
    lines = [""]
    for character in cell:
        if pdf_pages.width_of(lines[-1] + character) > width - 12:
            lines.append("")
        lines[-1] += character
    return lines


def pdf(rows, on_a_page, heads_once=False):
    pages, edges = pdf_pages.Pages(), [50]
    for width in WIDTHS:
        edges.append(edges[-1] + width)
    for first in range(0, len(rows), on_a_page):
        lines, ruled = [[(56, "市财政局惠农补贴资金发放公示")]] if first == 0 else [], []
        heads = [] if heads_once and first > 0 else [HEADS]
        for row in heads + rows[first:first + on_a_page]:
            cells = [wrapped(cell, width) for cell, width in zip(row, WIDTHS)]
            depth = max(len(cell) for cell in cells)
            ruled.append((len(lines), len(lines) + depth, edges))
            lines += [[(edges[at] + 6, cell[line]) for at, cell in enumerate(cells) if line < len(cell)] for line in range(depth)]
        pages.page(lines, ruled)
    return pages.bytes()


def run(*command):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "REVIEW_KEY_FILE": str(ROOT / "fixtures/report-key.bin")}
    return subprocess.run([str(word) for word in command], env=environment, capture_output=True, text=True)


def findings(review, path):
    report = path.with_suffix(".json")
    ended = run(review, "scan", path, "--format", "json", "--reveal", "-o", report)
    assert ended.returncode in (0, 1), ended.stderr
    return [(one["rule"], "".join(one["text"].split())) for one in json.loads(report.read_text())["documents"][0]["findings"]]


def check(review, path, rows, complaints):
    found = findings(review, path)
    for row in rows:
        for column, rule in PRIVATE.items():
            if (rule, row[column]) not in found:
                complaints.append(f"{path.name}, row {row[0]}: {HEADS[column]} is not found whole")
    for rule, text in found:
        for row in rows:
            if text in [row[column] for column in PUBLIC[1:]]:
                complaints.append(f"{path.name}: {rule} takes what is public")
    public = path.with_suffix(".out.pdf")
    ended = run(review, "redact", path, "-o", public, "--all", "--lang", "en")
    if ended.returncode != 0:
        complaints.append(f"{path.name}: redact ended with {ended.returncode}: {ended.stderr.strip()[-300:]}")
        return
    text = "".join(run("pdftotext", "-layout", public, "-").stdout.split())
    for row in rows:
        complaints += [f"{path.name}, row {row[0]}: {HEADS[column]} is still read" for column in PRIVATE if row[column] in text]
        complaints += [f"{path.name}, row {row[0]}: {HEADS[column]} is gone" for column in PUBLIC[1:] if row[column] not in text]


def main():
    review = sys.argv[1]
    rows, complaints = list(people(random.Random(20261127))), []
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        whole = folder / "list.pdf"
        whole.write_bytes(pdf(rows, ROWS // 3))
        check(review, whole, rows, complaints)
        once = folder / "headings-once.pdf"
        once.write_bytes(pdf(rows, ROWS // 3, heads_once=True))
        check(review, once, rows, complaints)
        for row in rows:
            one = folder / f"row{row[0]}.pdf"
            one.write_bytes(pdf([row], 1))
            check(review, one, [row], complaints)
    print("\n".join(complaints[:30]))
    print(f"{len(rows)} rows on three pages, twice, and in {len(rows)} files: {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
