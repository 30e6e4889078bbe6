#!/usr/bin/env python3
"""Writes regions.inc: every administrative code that was ever valid; abolished ones are negative.

usage: make_regions.py cn-regions.tsv > regions.inc   (columns: code, first seen, last seen or "current", name)
"""
import sys

rows = {}
for line in open(sys.argv[1], encoding="utf-8"):
    fields = line.rstrip("\n").split("\t")
    if not fields[0].isdigit():
        continue
    rows[int(fields[0])] = fields[2] == "current"
codes = [code if current else -code for code, current in sorted(rows.items())]
print("// Made by make_regions.py from yearly lists of GB/T 2260 codes.")
for i in range(0, len(codes), 12):
    print("".join(f"{code}," for code in codes[i:i + 12]))
