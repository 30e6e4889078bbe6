#!/usr/bin/python3
"""openings.py REVIEW: one finding of a release is opened to somebody who may know it. The file fits the public statement, tells nothing of another finding, and
of the value only, where asked, whether a guess is right."""
import base64
import hashlib
import hmac
import json
import os
import shutil
import stat
import sys
import tempfile

from office import Office, run

DRAFT = "联系人手机：13800138000。\n备用手机：13900139000。\n再次：13800138000。\n"


def keyed(key, *fields):
    """HMAC-SHA-256 of fields, each with its length before it (docs/bundle.md)."""
    text = b"".join(len(field).to_bytes(8, "little") + field for field in fields)
    return hmac.new(key, text, hashlib.sha256).digest()


class Openings:
    def __init__(self, review, folder):
        self.review, self.folder, self.failures = review, folder, []
        self.office = Office(review, os.path.join(folder, "office"))
        self.bundle = os.path.join(folder, "out")
        self.office.release(self.office.write("draft.txt", DRAFT), self.bundle, rules=None)
        with open(os.path.join(self.bundle, "INTERNAL/findings.json"), encoding="utf-8") as file:
            self.findings = json.load(file)["documents"][0]["findings"]
        with open(os.path.join(self.bundle, "statement.intoto.dsse.json"), encoding="utf-8") as file:
            self.payload = base64.b64decode(json.load(file)["payload"])
        self.public = os.path.join(folder, "public")
        shutil.copytree(self.bundle, self.public, ignore=shutil.ignore_patterns("INTERNAL"))

    def expect(self, what, good, seen=""):
        if not good:
            self.failures.append(f"{what}: {seen}")

    def open(self, number, *more):
        path = os.path.join(self.folder, f"opening-{number}-{len(more)}.json")
        run([self.review, "open", self.bundle, "--finding", self.findings[number]["id"], "-o", path, *more])
        return path

    def verify(self, opening, *more, status=0):
        return self.office.verify(self.public, "--opening", opening, *more, status=status).stdout

    def refused(self, what, opening, change):
        with open(opening, encoding="utf-8") as file:
            value = json.load(file)
        change(value)
        path = self.office.write("altered.json", json.dumps(value, indent=2, ensure_ascii=False) + "\n")
        seen = self.office.verify(self.public, "--opening", path, status=None)
        self.expect(what, seen.returncode == 4, f"{seen.returncode} {seen.stdout[-500:]}")

    def run(self):
        first, second = self.open(0), self.open(1)
        with_key = self.open(0, "--value-key")
        seen = self.verify(first)
        self.expect("the opening fits, and the value is not said to be checked", "number 1 of the statement" in seen and "not checked: opening-value" in seen, seen)
        self.expect("who may not know it cannot read the file", stat.S_IMODE(os.stat(first).st_mode) == 0o600)
        self.values(first, with_key, second)
        self.by_others(first, with_key)
        self.altered(first, with_key, second)
        with open(os.path.join(self.bundle, "INTERNAL/openings.json"), encoding="utf-8") as file:
            secrets = [one["key"] for one in json.load(file)["findings"]]
        for path in (first, with_key):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            self.expect("the key that both keys are made of stays inside", not any(secret in text for secret in secrets))
            self.expect("no value is told", "138" not in json.loads(text)["place"] and "13800138000" not in text and base64.b64encode(b"13800138000").decode() not in text)
        run([self.review, "open", self.bundle, "--finding", "f-0000000000000000"], 2)
        run([self.review, "open", self.public, "--finding", self.findings[0]["id"]], 4)
        run([self.review, "verify", self.office / "draft.txt", "--opening", first], 2)
        other = os.path.join(self.folder, "other")
        self.office.release(self.office / "draft.txt", other, rules=None)
        self.office.verify(other, "--opening", first, status=4)
        shutil.copy(os.path.join(other, "INTERNAL/openings.json"), os.path.join(self.bundle, "INTERNAL/openings.json"))
        run([self.review, "open", self.bundle, "--finding", self.findings[0]["id"]], 4)
        for failure in self.failures:
            print("FAILED", failure)
        return 1 if self.failures else 0

    def values(self, first, with_key, second):
        office = self.office
        for name, value in (("right", "13800138000"), ("line", "13800138000\n"), ("wrong", "13900139000"), ("empty", "")):
            office.write(name, value)
        self.expect("the value is confirmed", "opening-value" in self.verify(with_key, "--value", office / "right"))
        self.verify(with_key, "--value", office / "line")
        self.verify(with_key, "--value", office / "wrong", status=4)
        self.verify(with_key, "--value", office / "empty", status=4)
        self.verify(first, "--value", office / "right", status=4)  # without the key of the value no guess can be tried
        # The same value elsewhere is another number: equal values do not show.
        digests = [json.load(open(path, encoding="utf-8"))["value"] for path in (first, self.open(2), second)]
        self.expect("equal values look different", len(set(digests)) == 3, digests)

    def by_others(self, first, with_key):
        """By the words of docs/bundle.md alone."""
        opening = json.load(open(with_key, encoding="utf-8"))
        closed = json.loads(self.payload)["predicate"]["findings"]
        key, value_key = (base64.b64decode(opening[name]) for name in ("key", "valueKey"))
        value = bytes.fromhex(opening["value"])
        of = lambda which: keyed(key, b"libreview-finding/3", closed[which]["rule"].encode(), opening["place"].encode(), value).hex()
        self.expect("the commitment", of(opening["index"]) == closed[opening["index"]]["commitment"])
        self.expect("not of another finding", all(of(other) != closed[other]["commitment"] for other in range(len(closed)) if other != opening["index"]))
        self.expect("the value", keyed(value_key, b"libreview-value/2", "13800138000".encode()) == value)
        without = json.load(open(first, encoding="utf-8"))
        self.expect("without the key of the value there is none", without["valueKey"] == "" and without["key"] == opening["key"])
        # Neither key is made of the other, and guesses by the one that is told lead nowhere.
        self.expect("the key of the place does not try values", keyed(key, b"libreview-value/2", "13800138000".encode()) != value)

    def altered(self, first, with_key, second):
        other = json.load(open(second, encoding="utf-8"))
        flip = lambda text: base64.b64encode(bytes([base64.b64decode(text)[0] ^ 1]) + base64.b64decode(text)[1:]).decode()
        self.refused("another place", first, lambda v: v.update(place=v["place"] + "0"))
        self.expect("no id of a finding stands in it: it is made of the draft's digest", "finding" not in other and not any(one["id"][2:] in json.dumps(other) for one in self.findings))
        self.refused("a key from before", first, lambda v: v.update(finding="f-0000000000000000"))
        self.refused("another number", first, lambda v: v.update(index=other["index"]))
        self.refused("a number that is not there", first, lambda v: v.update(index=999))
        self.refused("another key", first, lambda v: v.update(key=flip(v["key"])))
        self.refused("another value", first, lambda v: v.update(value=other["value"]))
        self.refused("another statement", first, lambda v: v.update(statement="0" * 64))
        self.refused("a key more", first, lambda v: v.update(note=""))
        self.refused("one finding's key for another", first, lambda v: v.update(index=other["index"], place=other["place"], value=other["value"]))
        with open(with_key, encoding="utf-8") as file:
            value = json.load(file)
        value["valueKey"] = other["key"]
        path = self.office.write("altered.json", json.dumps(value, indent=2, ensure_ascii=False) + "\n")
        self.verify(path, "--value", self.office / "right", status=4)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(Openings(sys.argv[1], place).run())
