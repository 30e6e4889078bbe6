#!/usr/bin/env python3
"""A detector of another language: a line of JSON for each text, and a line of answer (libreview/docs/plugins.md). It tells of numbers
of employees, "工号 A12345". An argument makes it misbehave, for the tests."""
import json
import re
import sys

NUMBER = re.compile(r"工号\s*([A-Z]\d{5})")
FAULT = sys.argv[1] if len(sys.argv) > 1 else ""

for line in sys.stdin:
    asked = json.loads(line)
    found = [{"begin": hit.start(1), "end": hit.end(1), "rule": "employee-number", "category": "personal", "severity": "high", "likelihood": "certain"}
             for hit in NUMBER.finditer(asked["text"])]
    answer = {"id": asked["id"], "findings": found}
    if FAULT == "dies":
        sys.exit(1)
    if FAULT == "other-id":
        answer["id"] += 1
    if FAULT == "outside":
        answer["findings"] = [{"begin": 0, "end": len(asked["text"]) + 1, "rule": "x", "category": "personal", "severity": "high", "likelihood": "certain"}]
    if FAULT == "unknown-key":
        answer["clean"] = True
    if FAULT == "not-json":
        answer = "clean"
    text = json.dumps(answer) if FAULT != "not-json" else answer
    print(text if FAULT != "twice" else text + "\n" + text, flush=True)
