#!/usr/bin/env python3
"""Writes radicals.inc: radical code points and the ideograph each stands for.

usage: make_radicals.py /usr/share/unicode/EquivalentUnifiedIdeograph.txt > radicals.inc
"""
import sys

print("// Made by make_radicals.py from EquivalentUnifiedIdeograph.txt (Unicode Character Database).")
for line in open(sys.argv[1], encoding="utf-8"):
    data = line.split("#")[0].strip()
    if not data:
        continue
    span, target = (part.strip() for part in data.split(";"))
    first, _, last = span.partition("..")
    for point in range(int(first, 16), int(last or first, 16) + 1):
        print(f"{{0x{point:04X}, 0x{int(target, 16):04X}}},")
