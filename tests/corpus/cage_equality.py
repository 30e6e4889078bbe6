#!/usr/bin/env python3
"""cage_equality.py REVIEW FOLDER [STEP]: what scan, inspect and redact say of every file (of every STEPth) in the cage and without it.

Every difference is a defect: a field that does not cross the border, a call that a reader needs, a limit."""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

REVIEW, FOLDER = sys.argv[1:3]
STEP = int(sys.argv[3]) if len(sys.argv) > 3 else 1
REDACTED_EVERY = 10  # of those looked at


def said(words, *options):
    done = subprocess.run([REVIEW, "--lang", "en", *words, *options], capture_output=True, stdin=subprocess.DEVNULL, timeout=1200)
    errors = [line for line in done.stderr.splitlines() if b"without a cage" not in line]
    return done.returncode, done.stdout, errors


def told(answer):
    """A report without what says how it was made."""
    status, out, errors = answer
    try:
        report = json.loads(out)
        report.pop("configuration", None)
        return status, report, errors
    except ValueError:
        return answer


def redacted(path, folder, *options):
    names = [os.path.join(folder, name) for name in ("out", "evidence", "plan")]
    status, _, errors = said(["redact", "--no-config", path, "--all", "--on-unreadable", "remove", "-o", names[0], "--evidence", names[1], "--plan", names[2]], *options)
    digests = []
    for name in names:
        if os.path.exists(name):
            with open(name, "rb") as file:
                digests.append(hashlib.sha256(file.read()).hexdigest())
            os.remove(name)
    return status, digests, errors


def main():
    paths = sorted(os.path.join(place, name) for place, _, names in os.walk(FOLDER) for name in names)[::STEP]
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(paths):
            ways = {"scan": lambda *more: told(said(["scan", "--no-config", "--format", "json", path], *more)),
                    "inspect": lambda *more: told(said(["inspect", "--format", "json", path], *more))}
            if number % REDACTED_EVERY == 0:
                ways["redact"] = lambda *more: redacted(path, folder, *more)
            for name, way in ways.items():
                caged, bare = way(), way("--no-cage")
                if caged != bare:
                    different += 1
                    print(f"DIFFERS {name} {path}: status {caged[0]} and {bare[0]}; {caged[2][:1]} {bare[2][:1]}", flush=True)
    print(f"{len(paths)} files, {different} differences")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
