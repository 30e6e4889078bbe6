#!/usr/bin/python3
"""kills.py REVIEW [--every N]: a release into a ledger, an approval, and one that is taken back, are killed at each system call that changes a file, in turn (strace injects the
signal). Whatever point it was: the ledger is in order, a published file has its entry, and the same command again completes the release, which
verifies and stands in the ledger once. --every N takes every Nth point."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from office import FIXTURES, Office, run

CALLS = "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,linkat,mkdir,mkdirat,unlink,unlinkat,rmdir,ftruncate,openat"
# Of the program alone: its workers write nothing, and strace counts the calls of each process by itself.
STRACE = ["strace", "-qq", "-e", f"trace={CALLS}"]
ORIGIN = "example.org/office"


class Scenario:
    """What stands before, the command that is killed, and the commands that complete it, each with the exit statuses it may end with; how many approvals
    the ledger then says were taken back."""

    def __init__(self, name, before, command, after, revoked=(0,)):
        self.name, self.before, self.command, self.after, self.revoked = name, before, command, after, revoked


class Kills:
    def __init__(self, review, folder):
        self.review, self.folder = review, folder
        self.office = Office(review, os.path.join(folder, "office"))
        self.draft = os.path.join(FIXTURES, "portal.xml")
        self.empty, self.waiting, self.approved = (os.path.join(folder, name) for name in ("empty", "waiting", "approved"))
        os.mkdir(self.empty)
        made = run([review, "ledger", "init", os.path.join(self.empty, "office.ledger"), "--origin", ORIGIN, "--key", self.office / "log.key"])
        self.vkey = re.search(r"\S+\+[0-9a-f]{8}\+\S+", made.stdout)[0]
        shutil.copytree(self.empty, self.waiting)
        run(self.release(self.waiting), 5)
        shutil.copytree(self.waiting, self.approved)
        self.office.approve_all(os.path.join(self.approved, "out"))

    def release(self, place, rules=True, spelling="out"):
        words = [self.review, "release", self.draft, "-o", os.path.join(place, spelling), "--all", *self.office.key("p256"), "--trust", self.office / "root.pem",
                 "--ledger", os.path.join(place, "office.ledger"), "--log-key", self.office / "log.key"]
        return words + (["--approvals", self.office / "rules.yaml", "--redactor", "E1001"] if rules else [])

    def approve(self, place, name, role):
        return [self.review, "approve", os.path.join(place, "out"), "--role", role, *self.office.key(name), "--trust", self.office / "root.pem"]

    def revoke(self, place, name):
        return [self.review, "approve", os.path.join(place, "out"), "--revoke", "--reason", "mistake", *self.office.key(name), "--trust", self.office / "root.pem",
                "--ledger", os.path.join(place, "office.ledger"), "--log-key", self.office / "log.key"]

    def scenarios(self):
        officers = (("e1002", "初审"), ("e1003", "复审"), ("e1004", "审定"))
        yield Scenario("release in one run", self.empty, lambda place: self.release(place, False), lambda place: [(self.release(place, False, "out/"), (0,))])
        yield Scenario("release of what is approved", self.approved, self.release, lambda place: [(self.release(place, True, "./out"), (0,))])
        # An approval that was there already is refused; the others follow.
        yield Scenario("approval", self.waiting, lambda place: self.approve(place, *officers[0]),
                       lambda place: [(self.approve(place, *officers[0]), (0, 5))] + [(self.approve(place, *one), (0,)) for one in officers[1:]] + [(self.release(place), (0,))])
        anew = lambda place: [(self.approve(place, *officers[0]), (0,)), (self.release(place), (5,)), (self.revoke(place, "e1003"), (0,)), (self.approve(place, *officers[1]), (0,)),
                              (self.revoke(place, "e1004"), (0,)), (self.approve(place, *officers[2]), (0,)), (self.release(place), (0,))]
        yield Scenario("an approval taken back", self.approved, lambda place: self.revoke(place, "e1002"),
                       lambda place: [(self.revoke(place, "e1002"), (0,)), (self.release(place), (5,))] + anew(place), (3,))
        # Whoever comes next finishes it: the word is there, and the document waits, or it is not, and the document goes out.
        yield Scenario("an approval taken back, and released", self.approved, lambda place: self.revoke(place, "e1004"),
                       lambda place: [(self.release(place), (5,) if self.said(place) else (0,)), (self.approve(place, *officers[2]), (0,) if self.said(place) else (3,)),
                                      (self.release(place), (0,))], (0, 1))

    def points(self, scenario):
        """(system call, how manieth) of one whole run, from the first that touches the place on."""
        place = os.path.join(self.folder, "count")
        shutil.copytree(scenario.before, place)
        trace = os.path.join(self.folder, "trace")
        run([*STRACE, "-o", trace, *scenario.command(place)])
        shutil.rmtree(place)
        seen, found, begun = {}, [], False
        with open(trace, encoding="utf-8", errors="replace") as file:
            for line in file:
                name = re.match(r"(\w+)\(", line)
                if not name:
                    continue
                name = name[1]
                seen[name] = seen.get(name, 0) + 1
                begun = begun or place in line
                if begun and not (name == "write" and "(2," in line):
                    found.append((name, seen[name]))
        return found

    def releases(self, place):
        listed = run([self.review, "ledger", "export", os.path.join(place, "office.ledger"), "--format", "json"]).stdout
        return len(json.loads(listed)["releases"])

    @staticmethod
    def said(place):
        words = os.path.join(place, "out", "INTERNAL", "revocations")
        return os.path.isdir(words) and any(not name.startswith(".") for name in os.listdir(words))

    @staticmethod
    def revoked(place):
        with sqlite3.connect(os.path.join(place, "office.ledger")) as database:
            return sum('"kind":"approval-revoked"' in text for text, in database.execute("SELECT text FROM entry"))

    def verified(self, place):
        return run([self.review, "verify", os.path.join(place, "out"), "--trust", self.office / "root.pem", "--log-key", self.vkey], None)

    def try_point(self, number, scenario, point):
        name, when = point
        place = os.path.join(self.folder, f"kill-{number}")
        shutil.copytree(scenario.before, place)
        killed = subprocess.run([*STRACE, "-e", f"inject={name}:signal=KILL:when={when}", "-o", "/dev/null", *scenario.command(place)],
                                capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
        problems = [] if killed.returncode != 0 else ["nothing was killed"]
        problems += self.whole(place)
        for words, statuses in scenario.after(place):
            again = run(words, None)
            if again.returncode not in statuses:
                problems.append(f"{words[1]} after it ends with {again.returncode}: {again.stderr}")
        done = self.verified(place)
        if done.returncode != 0:
            problems.append(f"it does not verify: {done.stdout}{done.stderr}")
        if self.releases(place) != 1:
            problems.append("the ledger has not one entry for it")
        if self.revoked(place) not in scenario.revoked:
            problems.append(f"the ledger says {self.revoked(place)} approvals were taken back")
        problems += self.left_behind(place)
        shutil.rmtree(place)
        return [f"{scenario.name}, {name} {when}: {problem}" for problem in problems]

    def whole(self, place):
        """What a killed run left is whole for others who only read it."""
        out = os.path.join(place, "out")
        checked = run([self.review, "ledger", "check", os.path.join(place, "office.ledger")], None)
        if checked.returncode != 0:
            yield f"the ledger is not in order: {checked.stderr}"
        if os.path.exists(os.path.join(out, "portal.xml")) and self.releases(place) != 1:
            yield "the file went out without an entry"
        if os.path.exists(os.path.join(out, "release.intoto.dsse.json")) and self.verified(place).returncode != 0:
            yield "a bundle with the office's word does not verify"

    @staticmethod
    def left_behind(place):
        out = os.path.join(place, "out")
        odd = [name for name in os.listdir(place) if name != "out" and not name.startswith("office.ledger")]
        inside = os.path.join(out, "INTERNAL")
        known = {"candidate.xml", "decisions.yaml", "evidence.json", "findings.json", "lock", "ledger", "openings.json", "revocations", "review-form.en.pdf", "review-form.zh.pdf",
                 "severance-sheet.en.pdf", "severance-sheet.zh.pdf"}
        odd += [name for name in (os.listdir(inside) if os.path.isdir(inside) else []) if name not in known]
        return [f"left behind: {odd}"] if odd else []

    def run(self, every):
        failures, total = [], 0
        for scenario in self.scenarios():
            points = self.points(scenario)
            total += len(points)
            chosen = points[::every]
            with ThreadPoolExecutor(2) as workers:
                tried = workers.map(lambda numbered: self.try_point(numbered[0], scenario, numbered[1]), enumerate(chosen))
                failures += [line for lines in tried for line in lines]
            print(f"{scenario.name}: {len(chosen)} of {len(points)} points", flush=True)
        if total < 200:
            failures.append(f"there are {total} points: are all system calls seen?")
        for failure in failures:
            print("FAILED", failure)
        return 1 if failures else 0


if __name__ == "__main__":
    step = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    with tempfile.TemporaryDirectory() as base:
        sys.exit(Kills(sys.argv[1], base).run(step))
