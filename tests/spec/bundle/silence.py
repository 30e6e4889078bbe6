#!/usr/bin/python3
"""silence.py REVIEW: drafts with known secrets are released; every byte that was written outside INTERNAL (the bundle, the ledger, temporary files,
standard output and error) is searched for the secrets in the clear, in Base64 and as plain digests, also of the draft."""
import base64
import csv
import hashlib
import os
import sys
import tempfile
import zlib

from office import FIXTURES, Office, run

DIGESTS = ("md5", "sha1", "sha256", "sha384", "sha512", "sm3")


def needles(value):
    """(what, bytes) under which a value could be told."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        data = value.encode(encoding)
        yield encoding, data
        yield encoding + " as Base64", base64.b64encode(data)[:-4] if len(data) % 3 else base64.b64encode(data)
        yield encoding + " as hex", data.hex().encode()
    for name in DIGESTS:
        try:
            digest = hashlib.new(name, value.encode()).digest()
        except ValueError:
            continue
        yield name, digest
        yield name + " as hex", digest.hex().encode()
        yield name + " as Base64", base64.b64encode(digest).rstrip(b"=")


def unpacked(data):
    """The bytes, and what is deflated in them (streams of PDF, members of zip)."""
    yield data
    at = 0
    while (at := data.find(b"stream", at)) >= 0:
        at += 6
        for skip in (1, 2):
            try:
                yield zlib.decompressobj().decompress(data[at + skip:])
                break
            except zlib.error:
                pass


class Silence:
    def __init__(self, review, folder):
        self.review, self.folder = review, folder
        self.office = Office(review, os.path.join(folder, "office"))
        self.failures = []
        run([review, "ledger", "key", self.office / "aggregation.key"])
        run([review, "ledger", "init", self.office / "office.ledger", "--origin", "example.org/office", "--key", self.office / "log.key"])

    def try_draft(self, name, ending, values):
        draft = os.path.join(FIXTURES, f"{name}.{ending}")
        place = os.path.join(self.folder, name)
        os.mkdir(place)
        bundle = os.path.join(place, "out")
        tmp = os.path.join(place, "tmp")
        os.mkdir(tmp)
        said = b""
        more = ["--ledger", self.office / "office.ledger", "--log-key", self.office / "log.key",
                "--aggregation-key", self.office / "aggregation.key"]
        for value in values:
            more += ["--term", value]
        env = {**os.environ, "TMPDIR": tmp}
        said += self.office.release(draft, bundle, *more, status=5, env=env).stderr.encode()
        for person, role in (("e1002", "初审"), ("e1003", "复审"), ("e1004", "审定")):
            done = self.office.approve(bundle, person, role)
            said += (done.stdout + done.stderr).encode()
        done = self.office.release(draft, bundle, *more, env=env)
        said += (done.stdout + done.stderr + self.office.verify(bundle).stdout).encode()
        done = run([self.review, "ledger", "list", self.office / "office.ledger"])
        said += done.stdout.encode()
        with open(draft, "rb") as file:
            of_draft = file.read()
        looked_for = [(what, needle) for value in values for what, needle in needles(value)]
        looked_for += [(algorithm + " of the draft", needle) for algorithm in ("md5", "sha1", "sha256", "sha512")
                       for needle in (hashlib.new(algorithm, of_draft).digest(), hashlib.new(algorithm, of_draft).hexdigest().encode())]
        places = [("what was printed", said)]
        for at, folders, files in os.walk(place):
            if "INTERNAL" in folders and at == bundle:
                folders.remove("INTERNAL")
            for file in files:
                with open(os.path.join(at, file), "rb") as opened:
                    places.append((os.path.relpath(os.path.join(at, file), place), opened.read()))
        for end in ("", "-wal"):
            if os.path.exists(self.office / ("office.ledger" + end)):
                places.append(("ledger" + end, self.office.read("office.ledger" + end)))
        self.search(name, places, looked_for)
        # The test can fail: INTERNAL does hold the digest of the draft, and the draft the values.
        internal = b"".join(self.read(os.path.join(bundle, "INTERNAL", file)) for file in os.listdir(os.path.join(bundle, "INTERNAL")))
        if hashlib.sha256(of_draft).hexdigest().encode() not in internal:
            self.failures.append(f"{name}: INTERNAL does not name the draft: what is looked for?")
        if not any(value.encode() in layer for value in values for layer in unpacked(of_draft)) and ending != "pdf":
            self.failures.append(f"{name}: the draft holds none of the values")
        return len(places), len(looked_for)

    @staticmethod
    def read(path):
        if not os.path.isfile(path):
            return b""
        with open(path, "rb") as file:
            return file.read()

    def search(self, name, places, looked_for):
        for where, data in places:
            for layer in unpacked(data):
                for what, needle in looked_for:
                    if len(needle) > 3 and needle in layer:
                        self.failures.append(f"{name}: {where} holds a secret as {what}")

    def run(self):
        total = 0
        for name, ending in (("decision", "pdf"), ("portal", "xml"), ("notice", "txt")):
            with open(os.path.join(FIXTURES, name + ".truth.tsv"), encoding="utf-8") as file:
                rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
            values = sorted({row["value"] for row in rows if row["type"] != "uscc" and len(row["value"]) > 5})
            places, sought = self.try_draft(name, ending, values)
            total += places
            print(f"{name}: {len(values)} secrets in {sought} forms, {places} places")
        for failure in sorted(set(self.failures)):
            print("FAILED", failure)
        return 1 if self.failures or total < 10 else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as base:
        sys.exit(Silence(sys.argv[1], base).run())
