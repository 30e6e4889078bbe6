#!/usr/bin/env python3
"""Writes surnames.inc: Chinese surnames in the order of their UTF-8 bytes.

usage: make_surnames.py cn-surnames.txt > surnames.inc   (one surname a line)
"""
import sys

names = sorted({line.strip() for line in open(sys.argv[1], encoding="utf-8") if line.strip()}, key=lambda name: name.encode())
print("// Made by make_surnames.py from a list of surnames, single and compound.")
for i in range(0, len(names), 16):
    print("".join(f'"{name}",' for name in names[i:i + 16]))
