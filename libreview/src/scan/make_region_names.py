#!/usr/bin/env python3
"""Writes region_names.inc: names of today's counties, prefectures and provinces with their codes, by name.

usage: make_region_names.py cn-regions.tsv > region_names.inc   (columns: code, first seen, last seen or "current", name)
"""
import sys

rows = []
for line in open(sys.argv[1], encoding="utf-8"):
    fields = line.rstrip("\n").split("\t")
    if fields[0].isdigit() and fields[2] == "current" and fields[3] not in ("市辖区", "县"):
        rows.append((fields[3].encode(), fields[0]))
print("// Made by make_region_names.py from yearly lists of GB/T 2260 codes.")
for name, code in sorted(rows):
    print(f'{{"{name.decode()}", {code}}},')
