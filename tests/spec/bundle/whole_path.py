#!/usr/bin/python3
"""whole_path.py REVIEW: three drafts (PDF, XML, Word) go the whole way with three officers (one has the key in a token), a ledger and a time-stamp authority: exit status 5 until
everybody approved, then 0. What others' tools can verify of it they do: pdfsig, openssl (dgst, ts), xmlsec1, @sigstore/verify."""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

from authority import Authority
from office import FIXTURES, Office, run


HERE = os.path.dirname(os.path.abspath(__file__))
# Where get_pdfjs.sh put the packages of npm.
MODULES = os.path.dirname(os.environ.get("REVIEW_PDFJS", os.path.join(os.path.dirname(os.path.abspath(sys.argv[1])), "..", "pdfjs", "node_modules", "pdfjs-dist")))


class Path:
    def __init__(self, review, folder):
        self.review, self.folder = review, folder
        self.office = Office(review, os.path.join(folder, "office"))
        self.failures = []
        self.office.into_token("e1004")
        ledger = run([review, "ledger", "init", self.office / "office.ledger", "--origin", "example.org/office", "--key", self.office / "log.key"])
        self.office.write("log.vkey", re.search(r"\S+\+[0-9a-f]{8}\+\S+", ledger.stdout + ledger.stderr)[0] + "\n")

    def expect(self, what, good, seen=""):
        if not good:
            self.failures.append(f"{what}: {seen}")

    def word_document(self):
        path = os.path.join(self.folder, "通知.docx")
        parts = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>联系人手机：13800138000，请于周五前回复。</w:t></w:r></w:p></w:body></w:document>',
        }
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in parts.items():
                archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        return path

    def go(self, draft, authority):
        office, name = self.office, os.path.basename(draft)
        bundle = os.path.join(self.folder, "out-" + name)
        more = ["--ledger", office / "office.ledger", "--log-key", office / "log.key", "--tsa", authority.url, "--number", "示范〔2026〕1号"]
        told = office.release(draft, bundle, *more, status=5)
        self.expect(f"{name}: the roles that are missing are named", all(role in told.stderr for role in ("初审", "复审", "审定")), told.stderr)
        for person, role in (("e1002", "初审"), ("e1003", "复审")):
            office.approve(bundle, person, role, "--tsa", authority.url)
            office.release(draft, bundle, *more, status=5)
            self.expect(f"{name}: nothing went out before the threshold", not os.path.exists(os.path.join(bundle, name)))
        office.approve(bundle, "e1004", "审定", "--tsa", authority.url)
        office.release(draft, bundle, *more)
        seen = office.verify(bundle, "--policy", office / "rules.yaml", "--log-key", office / "log.vkey")
        self.expect(f"{name}: the log is checked", "log-entry" in seen.stdout and "time-stamp" in seen.stdout, seen.stdout)
        office.release(draft, bundle, *more)  # once more: it is done already
        self.others(bundle, name)
        return bundle

    def break_glass(self):
        """Two persons in an emergency: not without the ledger, and both it and the reader say so."""
        office, bundle = self.office, os.path.join(self.folder, "out-emergency")
        draft = os.path.join(FIXTURES, "notice.txt")
        ledger = ["--ledger", office / "office.ledger", "--log-key", office / "log.key"]
        office.release(draft, bundle, status=5)
        office.approve(bundle, "e1003", "break-glass")
        office.release(draft, bundle, *ledger, status=5)
        office.approve(bundle, "e1004", "break-glass")
        office.release(draft, bundle, status=5)
        self.expect("break-glass: nothing went out without the ledger", not os.path.exists(os.path.join(bundle, "notice.txt")))
        office.release(draft, bundle, *ledger)
        seen = office.verify(bundle, "--log-key", office / "log.vkey").stdout
        self.expect("break-glass: the reader is told", "released by break-glass" in seen, seen)
        listed = run([self.review, "ledger", "export", office / "office.ledger", "--format", "json"]).stdout
        rows = json.loads(listed)["releases"]
        self.expect("break-glass: the ledger has it", rows[-1]["name"] == "notice.txt", listed[-600:])

    # -- other eyes ------------------------------------------------------------------------------------------------------

    def others(self, bundle, name):
        self.dsse(bundle, name)
        self.stamps(bundle, name)
        self.sigstore(bundle, name)
        self.seal(bundle, name)
        self.without_internal(bundle, name)

    def dsse(self, bundle, name):
        """Each signature by openssl dgst over the bytes DSSE names."""
        certificates = {}
        for who in ("e1002", "e1003", "e1004", "p256"):
            spki = run(["openssl", "x509", "-in", self.office / f"{who}.pem", "-pubkey", "-noout"]).stdout
            self.office.write(f"{who}.pub", spki)
            der = subprocess.run(["openssl", "pkey", "-pubin", "-in", self.office / f"{who}.pub", "-outform", "DER"], capture_output=True, check=True).stdout
            digest = subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=der, capture_output=True, check=True).stdout.split()[0].decode()
            certificates[digest] = self.office / f"{who}.pub"
        envelopes = []
        for path, count in (("statement.intoto.dsse.json", 4), ("release.intoto.dsse.json", 1)):
            with open(os.path.join(bundle, path), encoding="utf-8") as file:
                envelopes.append((path, json.load(file), count))
        for number in (1, 2, 3):
            path = f"approvals/0{number}.sigstore.json"
            with open(os.path.join(bundle, path), encoding="utf-8") as file:
                envelopes.append((path, json.load(file)["dsseEnvelope"], 1))
        for path, envelope, count in envelopes:
            payload = base64.b64decode(envelope["payload"])
            kind = envelope["payloadType"].encode()
            self.office.write("pae", b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload))
            self.expect(f"{name}: {path} has {count} signatures", len({s["keyid"] for s in envelope["signatures"]}) == count)
            for signature in envelope["signatures"]:
                self.office.write("sig", base64.b64decode(signature["sig"]))
                done = run(["openssl", "dgst", "-sha256", "-verify", certificates[signature["keyid"]], "-signature", self.office / "sig", self.office / "pae"], None)
                self.expect(f"{name}: openssl verifies {path}", done.returncode == 0, done.stdout + done.stderr)

    def stamps(self, bundle, name):
        with open(os.path.join(bundle, "release.intoto.dsse.json"), encoding="utf-8") as file:
            self.office.write("word", base64.b64decode(json.load(file)["signatures"][0]["sig"]))
        done = run(["openssl", "ts", "-verify", "-in", os.path.join(bundle, "release.tsr"), "-data", self.office / "word", "-CAfile", self.office / "root.pem"], None)
        self.expect(f"{name}: openssl ts verifies release.tsr", done.returncode == 0, done.stdout + done.stderr)
        with open(os.path.join(bundle, "approvals/01.sigstore.json"), encoding="utf-8") as file:
            approval = json.load(file)
        stamps = approval["verificationMaterial"]["timestampVerificationData"]["rfc3161Timestamps"]
        self.office.write("stamp", base64.b64decode(stamps[0]["signedTimestamp"]))
        self.office.write("sig", base64.b64decode(approval["dsseEnvelope"]["signatures"][0]["sig"]))
        done = run(["openssl", "ts", "-verify", "-in", self.office / "stamp", "-data", self.office / "sig", "-CAfile", self.office / "root.pem"], None)
        self.expect(f"{name}: openssl ts verifies an approval's time", done.returncode == 0, done.stdout + done.stderr)

    def sigstore(self, bundle, name):
        """Sigstore's own verifier takes each approval, and not one that was changed."""
        chain = [self.office / f"{one}.pem" for one in ("tsa", "intermediate", "root")]
        for number, who in ((1, "e1002"), (2, "e1003"), (3, "e1004")):
            path = os.path.join(bundle, f"approvals/0{number}.sigstore.json")
            words = ["node", os.path.join(HERE, "sigstore.mjs"), MODULES]
            done = run([*words, path, self.office / f"{who}.pub", *chain], None)
            self.expect(f"{name}: @sigstore/verify takes approval {number}", done.returncode == 0 and "verified" in done.stdout, done.stdout + done.stderr)
            other = run([*words, path, self.office / "p256.pub", *chain], None)
            self.expect(f"{name}: @sigstore/verify refuses another key", other.returncode != 0, other.stdout)

    def seal(self, bundle, name):
        path = os.path.join(bundle, name)
        if name.endswith(".pdf"):
            seen = run(["pdfsig", "-nocert", path], None).stdout
            self.expect(f"{name}: pdfsig", "Signature is Valid" in seen and "Total document signed" in seen, seen)
        elif name.endswith(".xml"):
            done = run(["xmlsec1", "--verify", "--trusted-pem", self.office / "root.pem", "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", path], None)
            self.expect(f"{name}: xmlsec1", done.returncode == 0, done.stderr)
        else:
            with zipfile.ZipFile(path) as archive:
                self.expect(f"{name}: the value is gone", "13800138000" not in archive.read("word/document.xml").decode())

    def without_internal(self, bundle, name):
        """What may be handed out verifies, as a folder and as a zip file."""
        packed = os.path.join(self.folder, "handed-out.zip")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for at, _, files in os.walk(bundle):
                if "INTERNAL" in os.path.relpath(at, bundle).split(os.sep):
                    continue
                for file in files:
                    archive.write(os.path.join(at, file), os.path.relpath(os.path.join(at, file), bundle))
        self.office.verify(packed, "--policy", self.office / "rules.yaml", "--log-key", self.office / "log.vkey")

    def run(self):
        with Authority(self.office) as authority:
            for draft in (os.path.join(FIXTURES, "decision.pdf"), os.path.join(FIXTURES, "portal.xml"), self.word_document()):
                self.go(draft, authority)
        self.break_glass()
        checked = run([self.review, "ledger", "check", self.office / "office.ledger"])
        self.expect("the ledger is in order", checked.returncode == 0, checked.stderr)
        for failure in self.failures:
            print("FAILED", failure)
        return 1 if self.failures else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(Path(sys.argv[1], place).run())
