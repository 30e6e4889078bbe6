#!/usr/bin/python3
"""attacks.py REVIEW: what somebody may try on a release bundle, before and after its release. Each is refused with exit status 4 or 5,
and the bundle as it was still verifies."""
import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from authority import Authority
from office import FIXTURES, Office, run

STATEMENT, RELEASE = "statement.intoto.dsse.json", "release.intoto.dsse.json"


def load(path):
    with open(path, "rb") as file:
        return json.load(file)


def save(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file)


def payload_of(envelope):
    return json.loads(base64.b64decode(envelope["payload"]))


def set_payload(envelope, payload):
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    envelope["payload"] = base64.b64encode(text.encode()).decode()


class Attacks:
    def __init__(self, review, folder):
        self.office = Office(review, os.path.join(folder, "office"))
        self.folder = folder
        self.draft = os.path.join(FIXTURES, "portal.xml")
        self.pdf = os.path.join(FIXTURES, "decision.pdf")
        self.waiting = self.path("waiting")
        self.office.release(self.pdf, self.waiting, status=5)
        self.released = self.path("released")
        shutil.copytree(self.waiting, self.released)
        self.office.approve_all(self.released)
        self.office.release(self.pdf, self.released)
        self.office.verify(self.released, "--policy", self.office / "rules.yaml")
        self.other = self.path("other")
        self.office.release(self.draft, self.other, status=5)
        self.office.approve_all(self.other)
        self.office.release(self.draft, self.other)
        self.count = 0
        self.failures = []

    def path(self, name):
        return os.path.join(self.folder, name)

    def expect(self, what, done, statuses=(4, 5)):
        self.count += 1
        if done.returncode not in statuses:
            self.failures.append(f"{what}: exit status {done.returncode}\n{done.stdout[-600:]}{done.stderr[-600:]}")

    def copy(self, of):
        target = self.path("attacked")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(of, target)
        return target

    def changed(self, what, change, *more):
        """A released bundle that somebody changed does not verify."""
        bundle = self.copy(self.released)
        change(bundle)
        done = self.office.verify(bundle, *more, status=None)
        self.expect(what, done)
        return done

    def edit(self, name, change):
        def doing(bundle):
            path = os.path.join(bundle, name)
            value = load(path)
            change(value)
            save(path, value)
        return doing

    def bytes_changed(self, name, change):
        def doing(bundle):
            path = os.path.join(bundle, name)
            with open(path, "rb") as file:
                data = file.read()
            with open(path, "wb") as file:
                file.write(change(data))
        return doing

    def taken(self, name, source=None):
        """A file of another bundle in the place of this one's."""
        return lambda bundle: shutil.copy(os.path.join(self.other, source or name), os.path.join(bundle, name))

    # -- after the release -----------------------------------------------------------------------------------------------

    def published_bytes(self):
        flip = lambda data: data[:len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1:]
        self.changed("a tampered byte", self.bytes_changed("decision.pdf", flip))
        self.changed("an appended revision", self.bytes_changed("decision.pdf", lambda d: d + b"\n1 0 obj\n<<>>\nendobj\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF\n"))
        self.changed("a trailing byte", self.bytes_changed("decision.pdf", lambda d: d + b"\n"))
        self.changed("another file under its name", self.taken("decision.pdf", "portal.xml"))
        self.changed("no file", lambda bundle: os.remove(os.path.join(bundle, "decision.pdf")))
        self.changed("the candidate without its seal", lambda bundle: shutil.copy(os.path.join(bundle, "INTERNAL/candidate.pdf"), os.path.join(bundle, "decision.pdf")))

        def sealed_again(bundle):
            run([self.office.review, "sign", self.pdf, "-o", os.path.join(bundle, "decision.pdf"), *self.office.key("p256")])
        self.changed("the draft itself, sealed with the office's key", sealed_again)

        def resealed(bundle):
            run([self.office.review, "redact", self.pdf, "--all", "-o", self.path("again.pdf")])
            run([self.office.review, "sign", self.path("again.pdf"), "-o", os.path.join(bundle, "decision.pdf"), *self.office.key("p256")])
        self.changed("the same redaction, sealed another time", resealed)

    def files(self):
        def put(name):
            def doing(bundle):
                path = os.path.join(bundle, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write("x")
            return doing
        self.changed("an extra file", put("appendix.pdf"))
        self.changed("a hidden file", put(".note"))
        self.changed("a file in a folder", put("approvals/note.txt"))
        self.changed("an approval nobody named", lambda b: shutil.copy(os.path.join(b, "approvals/03.sigstore.json"), os.path.join(b, "approvals/04.sigstore.json")))
        self.changed("an empty folder", lambda b: os.mkdir(os.path.join(b, "张三")))
        self.changed("a link", lambda b: os.symlink("/etc/passwd", os.path.join(b, "link")))

        def linked(bundle):
            os.remove(os.path.join(bundle, "approvals/03.sigstore.json"))
            os.symlink("/etc/passwd", os.path.join(bundle, "approvals/03.sigstore.json"))
        done = self.changed("an approval that is a link", linked)
        told = done.stdout + done.stderr
        if "approvals/03.sigstore.json is neither a file nor a folder" not in told or "passwd" in told:
            self.failures.append(f"a link is not told by its own name: {told}")
        self.changed("INTERNAL is a link", lambda b: (shutil.rmtree(os.path.join(b, "INTERNAL")), os.symlink("/etc", os.path.join(b, "INTERNAL"))))
        self.changed("no statement", lambda b: os.remove(os.path.join(b, STATEMENT)))
        self.changed("no word of the office", lambda b: os.remove(os.path.join(b, RELEASE)))
        self.changed("no rules", lambda b: os.remove(os.path.join(b, "approval-rules.yaml")))

    def statements(self):
        self.changed("the statement of another release", self.taken(STATEMENT))
        self.changed("the office's word on another release", self.taken(RELEASE))
        self.changed("both of another release", lambda b: (self.taken(STATEMENT)(b), self.taken(RELEASE)(b)))

        def fewer(value):
            payload = payload_of(value)
            payload["predicate"]["tally"] = []
            set_payload(value, payload)
        self.changed("a tally that was changed", self.edit(STATEMENT, fewer))

        def not_clean(value):
            payload = payload_of(value)
            payload["predicate"]["proof"]["clean"] = False
            set_payload(value, payload)
        self.changed("a proof that was changed", self.edit(STATEMENT, not_clean))
        self.changed("a signature taken off the statement", self.edit(STATEMENT, lambda v: v["signatures"].pop(0)))
        self.changed("a signature on it twice", self.edit(STATEMENT, lambda v: v["signatures"].append(v["signatures"][0])))

        def renamed(value):
            value["signatures"][0]["keyid"], value["signatures"][1]["keyid"] = value["signatures"][1]["keyid"], value["signatures"][0]["keyid"]
        self.changed("two signatures under each other's name", self.edit(STATEMENT, renamed))
        self.changed("an envelope with a key more", self.edit(STATEMENT, lambda v: v.update(note="x")))
        self.changed("the office's word signed by an officer", self.signed_by_officer)

    def signed_by_officer(self, bundle):
        """An officer's key under the office's word, with the officer's certificate in it: the rules name no office key, but the seal is another's."""
        path = os.path.join(bundle, RELEASE)
        value = load(path)
        payload = payload_of(value)
        der = subprocess.run(["openssl", "x509", "-in", self.office / "e1002.pem", "-outform", "DER"], capture_output=True, check=True).stdout
        payload["predicate"]["certificate"] = base64.b64encode(der).decode()
        set_payload(value, payload)
        value["signatures"] = [self.signature(value, "e1002")]
        save(path, value)

    def signature(self, envelope, name):
        payload = base64.b64decode(envelope["payload"])
        kind = envelope["payloadType"].encode()
        bound = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
        signed = subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.office / f"{name}.key"], input=bound, capture_output=True, check=True).stdout
        spki = subprocess.run(["openssl", "pkey", "-in", self.office / f"{name}.key", "-pubout", "-outform", "DER"], capture_output=True, check=True).stdout
        digest = subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=spki, capture_output=True, check=True).stdout.split()[0].decode()
        return {"keyid": digest, "sig": base64.b64encode(signed).decode()}

    def approvals(self):
        first, second, third = (f"approvals/0{i}.sigstore.json" for i in (1, 2, 3))
        self.changed("an approval of another document", self.taken(second))
        self.changed("an approval taken away", lambda b: os.remove(os.path.join(b, third)))
        self.changed("an approval in another's place", lambda b: shutil.copy(os.path.join(b, first), os.path.join(b, second)))

        def role(value):
            envelope = value["dsseEnvelope"]
            payload = payload_of(envelope)
            payload["predicate"]["role"] = "审定"
            set_payload(envelope, payload)
        self.changed("a role that was changed", self.edit(first, role))

        def role_and_signature(value):
            role(value)
            value["dsseEnvelope"]["signatures"] = [self.signature(value["dsseEnvelope"], "e1002")]
        self.changed("a role not held, signed by its officer", self.edit(first, role_and_signature))

        def later(value):
            envelope = value["dsseEnvelope"]
            payload = payload_of(envelope)
            payload["predicate"]["expires"] = "2099-01-01T00:00:00Z"
            set_payload(envelope, payload)
            envelope["signatures"] = [self.signature(envelope, "e1002")]
        self.changed("an approval for longer than the rules permit", self.edit(first, later))

        def pages(value):
            envelope = value["dsseEnvelope"]
            payload = payload_of(envelope)
            payload["predicate"]["pages"][0] = "0" * 64
            set_payload(envelope, payload)
            envelope["signatures"] = [self.signature(envelope, "e1002")]
        self.changed("an approval of other pages", self.edit(first, pages))

    def rules(self):
        weaker = self.office.write("weaker.yaml", "approvals: county-office\npersons: [{person: E1001}, {person: E1002}]\nroles: [{role: 初审, order: 1, holders: [E1001, E1002]}]\n")
        self.changed("weaker rules in the bundle", lambda b: shutil.copy(weaker, os.path.join(b, "approval-rules.yaml")))
        downgraded = self.path("downgraded")
        self.office.release(self.pdf, downgraded, status=5, rules="weaker.yaml")
        self.office.approve(downgraded, "e1002", "初审")
        self.office.release(self.pdf, downgraded, rules="weaker.yaml")
        self.expect("a release by weaker rules", self.office.verify(downgraded, "--policy", self.office / "rules.yaml", status=None))
        unruled = self.path("unruled")
        self.office.release(self.pdf, unruled, rules=None)
        self.expect("a release by no rules", self.office.verify(unruled, "--policy", self.office / "rules.yaml", status=None))
        self.expect("roots that are not the reader's", run([self.office.review, "verify", self.released], None))
        foreign = Office(self.office.review, self.path("foreign"))
        self.expect("another authority's office", run([self.office.review, "verify", self.released, "--trust", foreign / "root.pem"], None))

    def logged(self):
        """Two releases with time stamps in one ledger, and another ledger of the same name."""
        office = self.office
        vkeys = {}
        for name in ("office", "fork"):
            made = run([office.review, "ledger", "init", office / f"{name}.ledger", "--origin", "example.org/office", "--key", office / f"{name}.log.key"])
            vkeys[name] = made.stdout.split()[0]
        bundles = {}
        with Authority(office) as authority:
            for name, ledger in (("first", "office"), ("second", "office"), ("forked", "fork")):
                bundles[name] = self.path("logged-" + name)
                office.release(self.draft, bundles[name], "--ledger", office / f"{ledger}.ledger", "--log-key", office / f"{ledger}.log.key",
                               "--tsa", authority.url, rules=None)
        trust = ["--log-key", vkeys["office"]]
        office.verify(bundles["first"], *trust)

        def refused(what, change, *more):
            bundle = self.copy(bundles["first"])
            change(bundle)
            self.expect(what, office.verify(bundle, *(more or trust), status=None))

        def taken(*names, source="second"):
            def doing(bundle):
                for name in names:
                    shutil.copy(os.path.join(bundles[source], name), os.path.join(bundle, name))
            return doing
        log = ("log/entry.json", "log/inclusion.json", "log/checkpoint")
        refused("a time stamp of another release", taken("release.tsr"))
        refused("the entry of another release", taken("log/entry.json"))
        refused("another release's entry with its proof", taken(*log))
        refused("a wrong inclusion proof", taken("log/inclusion.json"))
        refused("the log of a fork", taken(*log, source="forked"))
        refused("a checkpoint of a fork", taken("log/checkpoint", source="forked"))
        refused("no log at all", lambda bundle: shutil.rmtree(os.path.join(bundle, "log")))
        refused("no proof", lambda bundle: os.remove(os.path.join(bundle, "log/inclusion.json")))
        refused("a log that is not the reader's", lambda bundle: None, "--log-key", vkeys["fork"])
        refused("a proof that was changed", self.edit("log/inclusion.json", lambda value: value["path"].append("0" * 64)))
        refused("a time stamp that was changed", self.bytes_changed("release.tsr", lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]))

    def expired(self):
        """An officer whose certificate has ended."""
        office = self.office
        office.officer("old", "E1002")
        run(["openssl", "req", "-new", "-utf8", "-config", office / "extensions.cnf", "-key", office / "old.key", "-subj", "/C=CN/O=示范机关/CN=old/serialNumber=E1002",
             "-out", office / "old.csr"])
        office.write("ca.cnf", "[ca]\ndefault_ca = c\n[c]\ndatabase = ended.txt\ndefault_md = sha256\nnew_certs_dir = .\npolicy = p\nrand_serial = yes\nunique_subject = no\n"
                               "[p]\ncountryName = optional\norganizationName = optional\ncommonName = supplied\nserialNumber = optional\n")
        office.write("ended.txt", "")
        run(["openssl", "ca", "-batch", "-utf8", "-config", "ca.cnf", "-cert", "intermediate.pem", "-keyfile", "intermediate.key", "-in", "old.csr", "-out", "old.pem", "-notext",
             "-startdate", "20200101000000Z", "-enddate", "20210101000000Z", "-extfile", "extensions.cnf", "-extensions", "signer"], cwd=office.folder)
        self.expect("an expired certificate", office.approve(self.copy(self.waiting), "old", "初审", status=None), (2, 4, 5))

    def no_rules_named(self, bundle):
        """The digest of the rules and no name: as if none had been asked for, signed by the office."""
        shutil.rmtree(os.path.join(bundle, "approvals"))
        os.remove(os.path.join(bundle, "approval-rules.yaml"))
        statement, release = load(os.path.join(bundle, STATEMENT)), load(os.path.join(bundle, RELEASE))
        payload = payload_of(statement)
        payload["predicate"]["approvalRules"]["name"] = ""
        self.set_line(statement, payload)
        word = payload_of(release)
        word["predicate"].update(approvals=[], statement=hashlib.sha256(base64.b64decode(statement["payload"])).hexdigest())
        self.set_line(release, word)
        for name, envelope in ((STATEMENT, statement), (RELEASE, release)):
            envelope["signatures"] = [self.signature(envelope, "p256")]
            with open(os.path.join(bundle, name), "w", encoding="utf-8") as file:
                file.write(json.dumps(envelope, indent=2, ensure_ascii=False) + "\n")

    @staticmethod
    def set_line(envelope, payload):
        envelope["payload"] = base64.b64encode((json.dumps(payload, ensure_ascii=False, separators=(",", ":")) + "\n").encode()).decode()

    def planted(self):
        """What somebody with the folder may put there, so that the program itself would finish it."""
        office = self.office
        self.changed("no rules by name", self.no_rules_named, "--policy", office / "rules.yaml")
        bundle = self.copy(self.waiting)
        shutil.copy(os.path.join(bundle, "INTERNAL/candidate.pdf"), os.path.join(bundle, "decision.pdf"))
        office.write("empty", "")
        shutil.copy(office / "empty", os.path.join(bundle, RELEASE))
        self.expect("an empty word of the office", office.release(self.pdf, bundle, status=None))
        for what in (self.pdf, None):
            bundle = self.copy(self.waiting)
            staged = os.path.join(bundle, "INTERNAL", "staged")
            os.mkdir(staged)
            shutil.copy(what or os.path.join(bundle, "INTERNAL/candidate.pdf"), os.path.join(staged, "decision.pdf"))
            shutil.copy(office / "empty", os.path.join(staged, RELEASE))
            self.expect("files staged by somebody", office.release(self.pdf, bundle, status=None))
            if os.path.exists(os.path.join(bundle, "decision.pdf")):
                self.failures.append("what somebody staged went out")
        bundle = self.copy(self.released)
        os.remove(os.path.join(bundle, "approvals/02.sigstore.json"))
        self.expect("a released bundle without an approval, released again", office.release(self.pdf, bundle, status=None))

    def words(self):
        """What a person writes is published, too: no word may hold what was removed."""
        office = self.office
        draft = office.write("words.txt", "联系人 张三丰，手机 13800138000。")
        terms = ["--term", "张三丰"]
        rules = office.write("telling.yaml", "# 张三丰\napprovals: x\npersons: [{person: E1001}, {person: E1002}]\nroles: [{role: r, order: 1, holders: [E1002]}]\n")
        # Names of an office's own rules, of their pack and its version, and of its policy stand in the statement.
        example = "    positive: [\"张三丰\"]\n    negative: [\"李四\"]\n"
        pack = lambda name, version, rule: office.write(f"{name}-{rule}-{version}.yaml", f"pack: {name}\nversion: \"{version}\"\ntitle: {{en: own, zh: 自有}}\nrules:\n  - id: {rule}\n    title: {{en: own, zh: 自有}}\n    category: term\n    severity: high\n    terms: [张三丰]\n    source: office\n    basis: [条例15]\n{example}")
        for number, more in enumerate((["--pack", pack("own", "13800138000", "name")], ["--pack", pack("own", "1", "n13800138000")], ["--policy", office.write("telling-policy.yaml", "policy: 手机13800138000\nrows: []\n")])):
            self.expect(f"words {more}", office.release(draft, self.path(f"told-{number}"), *terms, *more, rules=None, status=None), (3,))
        for number, more in enumerate((["--number", "13800138000", "--ledger", office / "words.ledger", "--log-key", office / "words.key"], ["--redactor", "张三丰"],
                                       ["--name", "张-三_丰.txt"], ["--name", "138.0013.8000.txt"], ["--name", "%E5%BC%A0%E4%B8%89%E4%B8%B0.txt"],
                                       ["--name", "00083100831.txt"], ["--name", "1-3-8-0-0-1-3-8-0-0-0.txt"])):
            if number == 0:
                run([office.review, "ledger", "init", office / "words.ledger", "--origin", "example.org/words", "--key", office / "words.key"])
            bundle = self.path(f"words-{number}")
            self.expect(f"words {more[:2]}", office.release(draft, bundle, *terms, *more, rules=None, status=None), (3,))
            if os.path.exists(bundle):
                self.failures.append(f"words {more[:2]}: there is a bundle")
        for more in (["--name", "通知13900139000.txt"], ["--name", "身份证11010519491231002X.txt"]):
            self.expect(f"a name that the rules block {more}", office.release(draft, self.path("words-blocked"), *terms, *more, rules=None, status=None), (3,))
        self.expect("rules with a comment", office.release(draft, self.path("words-rules"), *terms, rules=os.path.basename(rules), status=None), (3,))
        for name in ("internal", "Approvals", "LOG", "INTERNAL ", "a\\b.txt", "-", "a\nb.txt", "a\u202etxt.pdf", "x" * 300, "../x", "."):
            self.expect(f"the name {name[:20]!r}", office.release(draft, self.path("words-name"), *terms, "--name", name, rules=None, status=None), (2,))

    def purposes(self):
        """Certificates of the same authority that are for something else, and one of the same name with another key."""
        office = self.office
        with open(office / "extensions.cnf", "a", encoding="utf-8") as file:
            file.write("[server]\nbasicConstraints = critical, CA:FALSE\nkeyUsage = critical, digitalSignature\nextendedKeyUsage = critical, serverAuth\n"
                       "[person]\nbasicConstraints = critical, CA:FALSE\nkeyUsage = critical, digitalSignature\nextendedKeyUsage = clientAuth, emailProtection\n")
        office.officer("server", "E1002", section="server")
        self.expect("a server's certificate", office.approve(self.copy(self.waiting), "server", "初审", status=None), (2, 4, 5))
        self.expect("the time-stamp authority as office", office.release(self.draft, self.path("by-tsa"), rules=None, key=office.key("tsa"), status=None), (2, 4, 5))
        office.officer("person", "E1002", section="person")
        office.approve(self.copy(self.waiting), "person", "初审")  # and this one may
        subject = run(["openssl", "x509", "-in", office / "p256.pem", "-noout", "-subject", "-nameopt", "compat"]).stdout.split("=", 1)[1].strip()
        run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", office / "twin.key"])
        office.certify("twin", "", subject=subject)

        def sealed_by_twin(bundle):
            path, word = os.path.join(bundle, "decision.pdf"), os.path.join(bundle, RELEASE)
            run([office.review, "sign", os.path.join(FIXTURES, "decision.pdf"), "-o", path, *office.key("twin")])
            value = load(word)
            payload = payload_of(value)
            with open(path, "rb") as file:
                payload["subject"][0]["digest"]["sha256"] = hashlib.sha256(file.read()).hexdigest()
            self.set_line(value, payload)
            value["signatures"] = [self.signature(value, "p256")]
            with open(word, "w", encoding="utf-8") as file:
                file.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
        bundle = self.copy(self.released)
        sealed_by_twin(bundle)
        done = office.verify(bundle, status=None)
        self.expect("a seal by another key of the same name", done)
        if "FAILED  same-office" not in done.stdout:
            self.failures.append("the seal of another key passes for the office's: " + done.stdout[-800:])

    # -- before the release ----------------------------------------------------------------------------------------------

    def refused(self, what, name, role, *earlier, bundle=None, more=()):
        """This approval does not come to be, and the release stays where it is."""
        bundle = bundle or self.copy(self.waiting)
        for one in earlier:
            self.office.approve(bundle, *one)
        self.expect(what, self.office.approve(bundle, name, role, *more, status=None), (4, 5))
        self.expect(what + ", and the release", self.office.release(self.pdf, bundle, status=None), (4, 5))
        if os.path.exists(os.path.join(bundle, "decision.pdf")):
            self.failures.append(f"{what}: the file went out")

    def officers(self):
        office = self.office
        office.officer("second", "E1002")           # the same person's second key
        office.certify("shared", "E1003", key=office / "e1002.key")  # the same key for another person
        shutil.copy(office / "e1002.key", office / "shared.key")
        office.officer("stranger", "E9999")
        self.refused("one person with two keys", "second", "复审", ("e1002", "初审"))
        self.refused("one key for two persons", "shared", "复审", ("e1002", "初审"))
        self.refused("the same approval twice", "e1002", "初审", ("e1002", "初审"))
        self.refused("a role not held", "e1002", "复审", ("e1002", "初审"))
        self.refused("a role nobody knows", "e1002", "主任")
        self.refused("somebody the rules do not know", "stranger", "初审")
        self.refused("the redactor", "e1001", "初审")
        self.refused("a higher role first", "e1003", "复审")
        self.refused("break-glass by one who may not", "e1002", "break-glass")
        office.write("crl.cnf", "[ca]\ndefault_ca = c\n[c]\ndatabase = index.txt\ndefault_md = sha256\n")
        open(office / "index.txt", "w", encoding="utf-8").close()
        here = {"cwd": office.folder}
        run(["openssl", "ca", "-config", "crl.cnf", "-cert", "intermediate.pem", "-keyfile", "intermediate.key", "-revoke", "e1003.pem"], **here)
        run(["openssl", "ca", "-config", "crl.cnf", "-cert", "intermediate.pem", "-keyfile", "intermediate.key", "-gencrl", "-crldays", "30", "-out", "revoked.crl"], **here)
        bundle = self.copy(self.waiting)
        office.approve(bundle, "e1002", "初审")
        self.expect("a revoked certificate", office.approve(bundle, "e1003", "复审", "--crl", office / "revoked.crl", status=None), (2, 4, 5))
        self.expect("a release with a revoked officer", office.verify(self.released, "--crl", office / "revoked.crl", status=None))

    def waiting_bundle(self):
        office = self.office

        def tampered(what, change, statuses=(4, 5)):
            bundle = self.copy(self.waiting)
            change(bundle)
            self.expect(what + ", approved", office.approve(bundle, "e1002", "初审", status=None), statuses)
            shutil.rmtree(bundle)
            shutil.copytree(self.released, bundle)
            os.remove(os.path.join(bundle, RELEASE))
            os.remove(os.path.join(bundle, "decision.pdf"))
            change(bundle)
            self.expect(what + ", released", office.release(self.pdf, bundle, status=None), (3, 4, 5))
            if os.path.exists(os.path.join(bundle, "decision.pdf")):
                self.failures.append(f"{what}: the file went out")
        swap = lambda bundle: shutil.copy(self.pdf, os.path.join(bundle, "INTERNAL/candidate.pdf"))
        tampered("the draft in the place of what waits", swap)
        tampered("a statement of another draft", self.taken(STATEMENT))
        tampered("rules that were changed", lambda b: shutil.copy(office / "weaker.yaml", os.path.join(b, "approval-rules.yaml")), (4, 5))
        bundle = self.copy(self.waiting)
        self.expect("another draft in the same bundle", office.release(os.path.join(FIXTURES, "contract.pdf"), bundle, status=None), (3, 4, 5))
        self.expect("the release before any approval", office.release(self.pdf, bundle, status=None), (5,))
        self.expect("the bundle that waits, verified", office.verify(bundle, status=None), (4,))
        self.expect("other rules than those it waits by", office.release(self.pdf, bundle, status=None, rules="weaker.yaml"), (3, 4, 5))
        self.expect("an approval of what is released", office.approve(self.copy(self.released), "e1002", "初审", status=None), (3, 4, 5))

    def spent(self):
        """What was approved once goes out once: a copy of the bundle has its approvals, too, and is released by nobody, nor after a withdrawal."""
        office = self.office
        book, key = office / "spent.ledger", office / "spent.key"
        run([office.review, "ledger", "init", book, "--origin", "example.org/spent", "--key", key])
        one, log = self.path("spent"), ("--ledger", book, "--log-key", key)
        office.release(self.draft, one, *log, status=5)
        office.approve_all(one)
        copies = [self.path(f"spent-{number}") for number in range(2)]
        for copy in copies:
            shutil.copytree(one, copy)
        office.release(self.draft, one, *log)
        office.verify(one)
        self.expect("a copy of an approved bundle", office.release(self.draft, copies[0], *log, status=None), (5,))
        office.release(self.draft, one, *log)  # the same once more is no second release
        run([office.review, "ledger", "withdraw", book, "0", "--by", "E1001", "--reason", "x", "--key", key])
        self.expect("a copy of a withdrawn release", office.release(self.draft, copies[1], *log, status=None), (5,))
        for copy in copies:
            if os.path.exists(os.path.join(copy, "portal.xml")):
                self.failures.append("a copy went out")

    def archived(self):
        """A seal that is renewed after the release stands; any other later revision does not."""
        office = self.office
        lists = office.lists()
        bundle = self.path("archived")
        published, renewed = os.path.join(bundle, "decision.pdf"), self.path("renewed.pdf")
        with Authority(office) as authority:
            office.release(self.pdf, bundle, "--tsa", authority.url, "--level", "lt", *lists, rules=None)
            run([office.review, "renew", published, "-o", renewed, "--tsa", authority.url, "--trust", office / "root.pem", *lists])
        before = office.read(published)
        shutil.copy(renewed, published)
        office.verify(bundle)
        stamp = office.read(published)[len(before):]
        for what, data in (("the archive time stamp twice", before + stamp + stamp), ("bytes after it", before + stamp + b"\n"),
                           ("another object beside it", before + b"9 0 obj\n<<>>\nendobj\n" + stamp),
                           ("another field", before + stamp.replace(b"ArchiveTimeStamp1", b"ArchiveTimeStamp7"))):
            office.write(published, data)
            self.expect(what, office.verify(bundle, status=None), (4,))

        self.archived_at_once(lists)

    def archived_at_once(self, lists):
        """Level lta: the archive time stamp is part of what was released, and may be renewed like any other."""
        office, bundle = self.office, self.path("archived-at-once")
        published, renewed = os.path.join(bundle, "decision.pdf"), self.path("renewed-again.pdf")
        with Authority(office) as authority:
            office.release(self.pdf, bundle, "--tsa", authority.url, "--level", "lta", *lists, rules=None)
            run([office.review, "renew", published, "-o", renewed, "--tsa", authority.url, "--trust", office / "root.pem", *lists])
        if "archive-time-stamp" not in office.verify(bundle).stdout:
            self.failures.append("a release at level lta has no archive time stamp")
        seen = run(["pdfsig", "-nocert", published], None).stdout
        if "Signature is Valid" not in seen:
            self.failures.append("pdfsig and a release at level lta: " + seen)
        data = office.read(published)
        first = data[:data.index(b"%%EOF\n") + 6]
        office.write(published, first)
        self.expect("the archive time stamp taken off", office.verify(bundle, status=None), (4,))
        shutil.copy(renewed, published)
        office.verify(bundle)
        office.write(published, first + office.read(renewed)[len(data):])
        self.expect("the archive time stamp that was released taken out", office.verify(bundle, status=None), (4,))

    def over_tls(self):
        """An authority behind https:// is asked where --tsa-ca vouches for its host, for the seal, the release and an approval."""
        office = self.office
        with open(office / "extensions.cnf", "a", encoding="utf-8") as file:
            file.write("[host]\nbasicConstraints = critical, CA:FALSE\nextendedKeyUsage = serverAuth\nsubjectAltName = DNS:localhost\n")
        office.officer("host", "", section="host")
        office.write("host.pem", office.read("host.pem") + office.read("intermediate.pem"))
        with Authority(office, "host") as authority:
            here = ["--tsa", authority.url, "--tsa-ca"]
            office.release(self.pdf, self.path("over-tls"), *here, office / "root.pem", rules=None)
            self.expect("a host that nobody vouches for", office.release(self.pdf, self.path("unvouched"), *here, office / "e1002.pem", rules=None, status=None), (4,))
            self.expect("a host the system does not know", office.release(self.pdf, self.path("unvouched"), *here[:2], rules=None, status=None), (4,))
            approved = self.path("approved-over-tls")
            office.release(self.pdf, approved, status=5)
            self.expect("a host that nobody vouches for, asked by an officer", office.approve(approved, "e1002", "初审", *here, office / "e1002.pem", status=None), (4,))
            office.approve_all(approved, *here, office / "root.pem")
            office.release(self.pdf, approved)
        told = office.verify(self.path("over-tls")).stdout
        if "document: time-stamp" not in told:
            self.failures.append("no time stamp over TLS: " + told)

    def list_of(self, *entries):
        """A list of the issuing authority: who was revoked, how many seconds from now, and why."""
        office, self.lists = self.office, getattr(self, "lists", 0) + 1
        lines = ""
        for who, seconds, reason in entries:
            serial = run(["openssl", "x509", "-in", office / f"{who}.pem", "-noout", "-serial"]).stdout.strip().split("=")[1]
            day = time.strftime("%y%m%d%H%M%SZ", time.gmtime(time.time() + seconds))
            lines += f"R\t491231235959Z\t{day}{',' + reason if reason else ''}\t{serial}\tunknown\t/CN={who}\n"
        office.write("said.txt", lines)
        office.write("said.txt.attr", "unique_subject = no\n")
        office.write("said.cnf", "[ca]\ndefault_ca = c\n[c]\ndatabase = said.txt\ndefault_md = sha256\n")
        path = office / f"said{self.lists}.crl"
        run(["openssl", "ca", "-config", "said.cnf", "-cert", "intermediate.pem", "-keyfile", "intermediate.key", "-gencrl", "-crldays", "30", "-out", path], cwd=office.folder)
        return ["--crl", path]

    def revoked_later(self):
        """What was stamped before a certificate was superseded counts, and the reader is told; nothing else that looks like it does."""
        office, bundle, soon, past = self.office, self.copy(self.waiting), 3600, -3600
        with Authority(office) as authority:
            office.approve_all(bundle, "--tsa", authority.url)
            office.release(self.pdf, bundle, "--tsa", authority.url)
        stamped = self.path("stamped")
        shutil.copytree(bundle, stamped)
        for who in ("e1002", "p256"):
            told = office.verify(stamped, *self.list_of((who, soon, "superseded"))).stdout
            if "revoked-later" not in told:
                self.failures.append(f"nobody is told that {who} was revoked since: {told}")
            for what, lists in (("before the stamp", [(who, past, "superseded")]), ("for its key", [(who, soon, "keyCompromise")]), ("for no reason", [(who, soon, "")]),
                                ("for its authority's key", [(who, soon, "CACompromise")]),
                                ("and the authority of the stamp, too", [(who, soon, "superseded"), ("tsa", soon, "superseded")])):
                self.expect(f"{who} revoked {what}", office.verify(stamped, *self.list_of(*lists), status=None), (4,))
            self.expect(f"{who} revoked, without a time stamp", office.verify(self.released, *self.list_of((who, soon, "superseded")), status=None), (4,))
        self.expect("the authority of the stamps revoked", office.verify(stamped, *self.list_of(("tsa", past, "cessationOfOperation")), status=None), (4,))
        office.verify(stamped, *self.list_of())
        unstamped = self.copy(stamped)
        os.remove(os.path.join(unstamped, "release.tsr"))
        self.expect("the time stamp of the release taken away", office.verify(unstamped, *self.list_of(("p256", soon, "superseded")), status=None), (4,))
        waiting = self.copy(self.waiting)
        with Authority(office) as authority:
            office.approve_all(waiting, "--tsa", authority.url)
        self.expect("a release with an officer revoked since", office.release(self.pdf, waiting, *self.list_of(("e1002", soon, "superseded")), status=None), (4, 5))
        sealed = os.path.join(stamped, "decision.pdf")
        run([office.review, "verify", sealed, "--trust", office / "root.pem", *self.list_of(("p256", soon, "superseded"))])
        self.expect("a seal revoked before its stamp", run([office.review, "verify", sealed, "--trust", office / "root.pem", *self.list_of(("p256", past, "superseded"))], None), (4,))

    def run(self):
        for part in (self.archived, self.spent, self.over_tls, self.revoked_later, self.published_bytes, self.files, self.statements, self.approvals, self.rules, self.logged, self.expired, self.planted, self.words, self.purposes, self.officers, self.waiting_bundle):
            part()
        for bundle in (self.released, self.other):
            self.office.verify(bundle, "--policy", self.office / "rules.yaml")
        print(f"{self.count} attacks")
        for failure in self.failures:
            print("FAILED", failure)
        return 1 if self.failures else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(Attacks(sys.argv[1], place).run())
