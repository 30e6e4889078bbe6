#!/usr/bin/python3
"""revocations.py REVIEW: an officer takes an approval back before the release. The bundle waits again, another person cannot do it, what was taken back does
not come back from a copy (with and without a ledger), and the officer may approve anew. openssl verifies the signed word."""
import base64
import glob
import json
import os
import shutil
import sys
import tempfile
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

from authority import Authority
from office import FIXTURES, RULES, Office, run

FIRST, SECOND, THIRD = (f"approvals/0{number}.sigstore.json" for number in (1, 2, 3))


class Between:
    """A time-stamp authority that does something else before it passes on the first question."""

    def __init__(self, url, act):
        between = self
        self.act = act

        class Passing(BaseHTTPRequestHandler):
            def do_POST(self):  # pylint: disable=invalid-name
                question = self.rfile.read(int(self.headers["Content-Length"]))
                act, between.act = between.act, None
                if act:
                    act()
                request = urllib.request.Request(url, question, {"Content-Type": self.headers["Content-Type"]})
                with urllib.request.urlopen(request) as answer:
                    stamp, kind = answer.read(), answer.headers["Content-Type"]
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(stamp)))
                self.end_headers()
                self.wfile.write(stamp)

            def log_message(self, *_):
                pass
        self.server = HTTPServer(("127.0.0.1", 0), Passing)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsa"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()


class Revocations:
    def __init__(self, review, folder):
        self.review, self.folder = review, folder
        self.office = Office(review, os.path.join(folder, "office"))
        self.office.officer("second", "E1003")  # another key of the 复审员
        self.draft = os.path.join(FIXTURES, "notice.txt")
        made = run([review, "ledger", "init", self.office / "office.ledger", "--origin", "example.org/office", "--key", self.office / "log.key"])
        self.vkey = made.stdout.split()[0]
        self.logged = ["--ledger", self.office / "office.ledger", "--log-key", self.office / "log.key"]
        self.waiting, self.in_ledger = self.path("waiting"), self.path("in-ledger")
        self.release(self.waiting, status=5)
        self.release(self.in_ledger, *self.logged, status=5)
        for bundle in (self.waiting, self.in_ledger):
            self.office.approve_all(bundle)
        self.failures = []

    def path(self, name):
        return os.path.join(self.folder, name)

    def expect(self, what, good, seen=""):
        if not good:
            self.failures.append(f"{what}: {seen}")

    def copy(self, name, of=None):
        return shutil.copytree(of or self.waiting, self.path(name))

    def release(self, bundle, *more, status=0, **named):
        return self.office.release(self.draft, bundle, *more, status=status, **named)

    def revoke(self, bundle, name, *more, status=0, reason="mistake"):
        return run([self.review, "approve", bundle, "--revoke", "--reason", reason, *self.office.key(name), "--trust", self.office / "root.pem", *more], status)

    def listed(self, bundle, *more, status=0):
        return json.loads(run([self.review, "approvals", "list", bundle, "--trust", self.office / "root.pem", "--format", "json", *more], status).stdout)

    def gone_out(self, bundle):
        return os.path.exists(os.path.join(bundle, "notice.txt"))

    def words(self, bundle):
        return sorted(glob.glob(os.path.join(bundle, "INTERNAL/revocations/*")))

    def entries(self, ledger="office.ledger"):
        with_kind = run(["sqlite3", self.office / ledger, "SELECT text FROM entry"]).stdout.splitlines()
        return [entry for entry in map(json.loads, with_kind) if entry["kind"] == "approval-revoked"]

    # -- what an officer does ------------------------------------------------------------------------------------------------

    def taken_back(self):
        bundle = self.copy("taken-back")
        kept = os.path.join(bundle, THIRD)
        with open(kept, "rb") as file:
            third = file.read()
        told = self.revoke(bundle, "e1003").stderr
        self.expect("what is missing is told", "复审: 0 of 1 have approved" in told and "E1003 took back the approval as 复审" in told and "by mistake" in told, told)
        self.expect("the last approval moves into the free place", sorted(os.listdir(os.path.join(bundle, "approvals"))) == ["01.sigstore.json", "02.sigstore.json"])
        with open(os.path.join(bundle, SECOND), "rb") as file:
            self.expect("as it was", file.read() == third)
        with open(os.path.join(bundle, "statement.intoto.dsse.json"), encoding="utf-8") as file:
            self.expect("the officer's signature under the statement is gone", len(json.load(file)["signatures"]) == 2)
        told = self.release(bundle, status=5).stderr
        self.expect("the release waits again", "复审: 0 of 1" in told and "E1003 took back" in told and not self.gone_out(bundle), told)
        # The same again is no error, and not another word.
        self.revoke(bundle, "e1003")
        self.expect("one word", len(self.words(bundle)) == 1, self.words(bundle))
        self.expect("kept to the office", os.stat(self.words(bundle)[0]).st_mode & 0o777 == 0o600)
        self.openssl_verifies(self.words(bundle)[0], "e1003")
        listed = self.listed(bundle)
        self.expect("listed", [one["person"] for one in listed["approvals"]] == ["E1002", "E1004"] and len(listed["revoked"]) == 1, listed)
        one = listed["revoked"][0]
        self.expect("who, when, why", (one["person"], one["role"], one["reason"]) == ("E1003", "复审", "mistake") and one["time"].endswith("Z"), one)
        said = run([self.review, "approvals", "list", bundle, "--trust", self.office / "root.pem"], env={**os.environ, "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}).stdout
        self.expect("in Chinese", "撤销以 复审 身份作出的批准：批准有误" in said, said)
        # 审定 was before this 复审 and does not count any more: the head of the office looks again, too.
        self.office.approve(bundle, "e1003", "复审")
        self.release(bundle, status=5)
        self.revoke(bundle, "e1004", reason="new-facts")
        self.office.approve(bundle, "e1004", "审定")
        self.release(bundle)
        self.office.verify(bundle, "--policy", self.office / "rules.yaml")
        self.expect("words stay inside", len(self.words(bundle)) == 2 and not os.path.exists(os.path.join(bundle, "revocations")))
        self.expect("it has gone out: too late", "released already" in self.revoke(bundle, "e1003", status=3).stderr)
        self.expect("and nothing was changed", self.office.verify(bundle).returncode == 0 and len(self.listed(bundle)["approvals"]) == 3)

    def openssl_verifies(self, word, name):
        with open(word, encoding="utf-8") as file:
            envelope = json.load(file)
        payload, kind = base64.b64decode(envelope["payload"]), envelope["payloadType"].encode()
        bound = self.office.write("bound", b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload))
        signature = self.office.write("signature", base64.b64decode(envelope["signatures"][0]["sig"]))
        public = self.office.write("public.pem", run(["openssl", "x509", "-in", self.office / f"{name}.pem", "-noout", "-pubkey"]).stdout)
        run(["openssl", "dgst", "-sha256", "-verify", public, "-signature", signature, bound])
        self.expect("named as the others are", json.loads(payload)["predicateType"] == "urn:libreview:revocation:v1")

    def same_second(self):
        """Given anew at once: another time, so another approval than the one taken back."""
        bundle = self.path("same-second")
        self.release(bundle, status=5)
        for _ in range(2):
            self.office.approve(bundle, "e1002", "初审")
            self.revoke(bundle, "e1002", reason="other")
        self.office.approve_all(bundle)
        self.expect("each was a word of its own", len(self.words(bundle)) == 2)
        self.release(bundle)
        self.office.verify(bundle)

    def by_another_key(self):
        bundle = self.copy("another-key")
        self.revoke(bundle, "second", reason="key-lost")
        self.openssl_verifies(self.words(bundle)[0], "second")
        self.release(bundle, status=5)

    def links_go(self):
        self.office.write("in-toto.yaml", RULES + "in_toto: true\n")
        bundle = self.path("links")
        self.release(bundle, status=5, rules="in-toto.yaml")
        self.office.approve_all(bundle)
        self.revoke(bundle, "e1004")
        self.expect("the officer's link is gone", len(os.listdir(os.path.join(bundle, "INTERNAL/links"))) == 2)
        self.office.approve(bundle, "e1004", "审定")
        self.release(bundle, rules="in-toto.yaml")
        self.office.verify(bundle)

    # -- with a ledger -------------------------------------------------------------------------------------------------------

    def with_ledger(self):
        bundle = self.copy("with-ledger", self.in_ledger)
        self.expect("a bundle that goes into a ledger asks for it", "--ledger" in self.revoke(bundle, "e1004", status=2).stderr)
        self.expect("and nothing was signed", not self.words(bundle))
        before = self.copy("before", bundle)
        self.revoke(bundle, "e1004", *self.logged, reason="conflict")
        self.revoke(bundle, "e1004", *self.logged, reason="conflict")
        entries = self.entries()
        self.expect("one entry", len(entries) == 1, entries)
        body = entries[0]["body"]
        with open(self.words(bundle)[0], "rb") as file:
            said = base64.b64decode(json.load(file)["payload"])
        run(["sh", "-c", f"test $(sha256sum < '{self.office.write('said', said)}' | cut -d' ' -f1) = {body['revocation']}"])
        self.expect("who and why", (body["person"], body["role"], body["reason"]) == ("E1004", "审定", "conflict"), body)
        run([self.review, "ledger", "check", self.office / "office.ledger", "--vkey", self.vkey])
        # A copy of the whole bundle from before: the ledger knows.
        self.expect("another copy is listed so", len(self.listed(before, "--ledger", self.office / "office.ledger")["revoked"]) == 1)
        told = self.release(before, *self.logged, status=5).stderr
        self.expect("another copy does not go out", "E1004 took back" in told and not self.gone_out(before) and not os.path.exists(os.path.join(before, THIRD)), told)
        self.expect("nor without the ledger", self.release(self.copy("before-again", self.in_ledger), status=2).returncode == 2)
        copied = self.copy("before-approve", self.in_ledger)
        run([self.review, "approve", copied, "--role", "审定", *self.office.key("e1004"), "--trust", self.office / "root.pem", *self.logged])
        self.expect("approve with the ledger takes the old one away", len(self.listed(copied)["approvals"]) == 3)
        self.release(copied, *self.logged)
        self.office.verify(copied, "--log-key", self.vkey)

    def meanwhile(self):
        """The officer takes the approval back in another copy of the bundle while this one is on its way out: approvals are counted, then the time stamp is
        asked for, then the transaction that lets it out sees the entry."""
        run([self.review, "ledger", "init", self.office / "own.ledger", "--origin", "example.org/office", "--key", self.office / "own.key"])
        logged = ["--ledger", self.office / "own.ledger", "--log-key", self.office / "own.key"]
        bundle = self.path("meanwhile")
        self.release(bundle, *logged, status=5)
        self.office.approve_all(bundle)
        other = self.copy("meanwhile-other", bundle)
        with Authority(self.office) as authority, Between(authority.url, lambda: self.revoke(other, "e1004", *logged)) as between:
            done = self.release(bundle, *logged, "--tsa", between.url, status=5)
        self.expect("told plainly", "nothing has gone out" in done.stderr and "E1004" in done.stderr, done.stderr)
        kinds = run(["sqlite3", self.office / "own.ledger", "SELECT text FROM entry"]).stdout
        self.expect("no release in the ledger", len(self.entries("own.ledger")) == 1 and '"kind":"release"' not in kinds, kinds)
        self.expect("no file", not self.gone_out(bundle) and not os.path.exists(os.path.join(bundle, "INTERNAL/staged")))
        self.office.approve(bundle, "e1004", "审定", *logged)
        self.release(bundle, *logged)

    # -- what somebody may try -----------------------------------------------------------------------------------------------

    def refused(self, what, bundle, statuses, *more):
        done = self.release(bundle, *more, status=None)
        self.expect(f"{what}: the release", done.returncode in statuses and not self.gone_out(bundle), f"{done.returncode} {done.stderr}")

    def not_holding(self, what, change):
        """A word that does not hold stops approvals and the release: nobody can tell what was taken back."""
        bundle = self.copy("attacked", self.one_back)
        change(bundle, self.words(bundle)[0])
        done = self.office.approve(bundle, "e1003", "复审", status=None)
        self.expect(f"{what}: an approval", done.returncode == 4 and "does not hold" in done.stderr, f"{done.returncode} {done.stderr}")
        self.refused(what, bundle, (4,))
        self.listed_status(bundle, what)
        shutil.rmtree(bundle)

    def listed_status(self, bundle, what):
        done = run([self.review, "approvals", "list", bundle, "--trust", self.office / "root.pem"], None)
        self.expect(f"{what}: the list", done.returncode == 4, f"{done.returncode} {done.stdout}")

    def written(self, path, change, name):
        """The word with another payload, signed by somebody, as review writes envelopes."""
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
        payload = json.loads(base64.b64decode(value["payload"]))
        der = run(["sh", "-c", f"openssl x509 -in '{self.office / name}.pem' -outform DER | base64 -w0"]).stdout
        payload["predicate"]["certificate"] = der
        change(payload["predicate"])
        data = (json.dumps(payload, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        kind = value["payloadType"].encode()
        bound = self.office.write("bound", b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(data), data))
        signature = run(["sh", "-c", f"openssl dgst -sha256 -sign '{self.office / name}.key' '{bound}' | base64 -w0"]).stdout
        key = run(["sh", "-c", f"openssl pkey -in '{self.office / name}.key' -pubout -outform DER | sha256sum | cut -d' ' -f1"]).stdout.strip()
        value["payload"], value["signatures"] = base64.b64encode(data).decode(), [{"keyid": key, "sig": signature}]
        with open(path, "w", encoding="utf-8") as file:
            file.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")

    def words_that_do_not_hold(self):
        office = self.office
        self.one_back = self.copy("one-back")
        self.revoke(self.one_back, "e1003")
        other = self.path("other")
        office.release(os.path.join(FIXTURES, "portal.xml"), other, status=5)
        office.approve(other, "e1002", "初审")
        self.revoke(other, "e1002")
        run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", office / "self.key", "-out", office / "self.pem", "-days", "9",
             "-subj", "/CN=self/serialNumber=E1003", "-addext", "keyUsage=critical,digitalSignature"])
        nothing = lambda predicate: None
        # The forger's tool writes what review reads: with the officer's key it is taken.
        fair = self.copy("fair", self.one_back)
        self.written(self.words(fair)[0], lambda p: p.update(reason="other"), "e1003")
        self.release(fair, status=5)

        def renamed(bundle, word):
            os.rename(word, os.path.join(os.path.dirname(word), "0" * 64 + ".intoto.dsse.json"))

        def edited(bundle, word):
            with open(word, "r+", encoding="utf-8") as file:
                text = file.read()
                file.seek(0)
                at = text.index('"payload": "') + 400
                file.write(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1:])
        for what, change in (
                ("signed by another officer", lambda b, w: self.written(w, nothing, "e1002")),
                ("by a certificate nobody trusts", lambda b, w: self.written(w, lambda p: p.update(chain=[]), "self")),
                ("a payload that was changed", edited),
                ("under another approval's name", renamed),
                ("of another bundle", lambda b, w: shutil.copy(self.words(other)[0], os.path.dirname(w))),
                ("a note", lambda b, w: shutil.copy(w, w + ".note")),
                ("a file that is cut short", lambda b, w: os.truncate(w, 100))):
            self.not_holding(what, change)
        stranger = self.revoke(self.copy("stranger"), "e1001", status=None)
        self.expect("by one who approved nothing", stranger.returncode == 5 and "no approval" in stranger.stderr, stranger.stderr)

    def put_back(self):
        """Copies of the approval and of the statement with its signature, as they were before."""
        fresh = self.path("fresh")  # nobody took back anything of it
        self.release(fresh, *self.logged, status=5)
        self.office.approve_all(fresh)
        for what, of, more in (("without a ledger", self.waiting, []), ("with a ledger", fresh, self.logged)):
            bundle = self.copy("put-back" + str(len(more)), of)
            self.revoke(bundle, "e1004", *more)
            shutil.copy(os.path.join(of, THIRD), os.path.join(bundle, THIRD))
            self.refused(f"put back {what}", bundle, (5,), *more)
            self.expect(f"put back {what}: it is gone again", not os.path.exists(os.path.join(bundle, THIRD)))
            shutil.copy(os.path.join(of, THIRD), os.path.join(bundle, THIRD))
            self.expect(f"put back {what}: not listed as good", self.listed(bundle)["missing"] and self.listed(bundle)["refused"], self.listed(bundle))
            self.office.approve(bundle, "e1004", "审定", *more)
            self.expect(f"put back {what}: approve takes it away", len(self.listed(bundle)["approvals"]) == 3)
            self.revoke(bundle, "e1004", *more)
            # The word is gone, too.
            shutil.rmtree(os.path.join(bundle, "INTERNAL/revocations"))
            self.refused(f"the word removed, {what}", bundle, (5,), *more)
            shutil.copy(os.path.join(of, THIRD), os.path.join(bundle, THIRD))
            self.refused(f"the word removed and the approval put back, {what}", bundle, (4,) if not more else (5,), *more)
            shutil.copy(os.path.join(of, THIRD), os.path.join(bundle, THIRD))
            shutil.copy(os.path.join(of, "statement.intoto.dsse.json"), bundle)
            if more:
                self.refused("all put back, with a ledger", bundle, (5,), *more)
                shutil.copy(os.path.join(of, THIRD), os.path.join(bundle, THIRD))
                self.refused("all put back, and the ledger left out", bundle, (2,))
            else:
                self.release(bundle)  # docs/approvals.md, "Taking an approval back": what a ledger is for

    def order(self):
        """Who approved after one that was taken back has to look again, and is told how."""
        bundle = self.copy("order")
        self.revoke(bundle, "e1003")
        self.office.approve(bundle, "e1003", "复审")
        told = self.office.approve(bundle, "e1004", "审定", status=5).stderr
        self.expect("take it back first", "--revoke" in told, told)
        self.revoke(bundle, "e1004")
        self.office.approve(bundle, "e1004", "审定")
        self.release(bundle)

    def run(self):
        for part in (self.taken_back, self.same_second, self.by_another_key, self.links_go, self.order, self.with_ledger, self.meanwhile, self.words_that_do_not_hold, self.put_back):
            part()
        for failure in self.failures:
            print("FAILED", failure)
        return 1 if self.failures else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(Revocations(sys.argv[1], place).run())
