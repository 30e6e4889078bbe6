#!/usr/bin/python3
"""dual_control.py REVIEW: rules with `in_toto: true`. Debian's in-toto-verify confirms that three officers (P-256, RSA, Ed25519) approved what the office published,
and does not where a link is missing or the file is another; and review verify refuses what does not follow from the statements."""
import glob
import json
import os
import shutil
import sys
import tempfile

from office import FIXTURES, RULES, Office, run

from securesystemslib import formats, interface


class DualControl:
    def __init__(self, review, folder):
        self.review, self.folder = review, folder
        self.office = Office(review, os.path.join(folder, "office"))
        self.failures = []
        for name, number, *kind in (("e1003", "E1003", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"), ("e1004", "E1004", "ED25519"),
                                    ("p384", "E1002", "EC", "-pkeyopt", "ec_paramgen_curve:P-384")):
            run(["openssl", "genpkey", "-algorithm", *kind, "-out", self.office / f"{name}.key"])
            self.office.certify(name, number)
        self.office.write("rules.yaml", RULES + "in_toto: true\n")
        self.office.write("plain.yaml", RULES)
        for name in ("p256", "rsa"):
            self.office.write(name + ".pub", run([review, "approvals", "in-toto-key", self.office / f"{name}.pem"]).stdout)

    def expect(self, what, good, seen=""):
        if not good:
            self.failures.append(f"{what}: {seen}")

    def released(self, name, key):
        bundle, draft = os.path.join(self.folder, "out-" + name), os.path.join(FIXTURES, name)
        self.office.release(draft, bundle, status=5, key=self.office.key(key))
        self.office.approve_all(bundle)
        self.office.release(draft, bundle, key=self.office.key(key))
        seen = self.office.verify(bundle, "--policy", self.office / "rules.yaml").stdout
        self.expect(f"{name}: the reader is told", "in-toto" in seen, seen)
        return bundle

    def in_toto_verify(self, bundle, name, key, links=None):
        """In a folder that has the published file, as a reader would: the inspection writes beside it."""
        with tempfile.TemporaryDirectory() as here:
            shutil.copy(os.path.join(bundle, name), here)
            return run(["/usr/bin/in-toto-verify", "-l", os.path.join(bundle, "in-toto/root.layout"), "-k", self.office / f"{key}.pub", "-t", "rsa" if key == "rsa" else "ecdsa",
                        "--link-dir", links or os.path.join(bundle, "in-toto")], None, cwd=here)

    def confirmed(self, bundle, name, key):
        done = self.in_toto_verify(bundle, name, key)
        self.expect(f"{name}: in-toto-verify confirms it", done.returncode == 0, done.stdout + done.stderr)
        links = sorted(os.listdir(os.path.join(bundle, "in-toto")))
        self.expect(f"{name}: a link each", sum(link.startswith("approve.") for link in links) == 3 and len(links) == 5, links)
        done = self.in_toto_verify(bundle, name, "rsa" if key == "p256" else "p256")
        self.expect(f"{name}: not by another office's key", done.returncode == 1, done.stdout + done.stderr)
        for link in links:
            if link.endswith(".link"):
                fewer = os.path.join(self.folder, "fewer")
                shutil.rmtree(fewer, ignore_errors=True)
                shutil.copytree(os.path.join(bundle, "in-toto"), fewer)
                os.remove(os.path.join(fewer, link))
                done = self.in_toto_verify(bundle, name, key, fewer)
                self.expect(f"{name}: not without {link}", done.returncode == 1 and "requires" in done.stderr, done.stdout + done.stderr)
        changed = self.copy(bundle)
        with open(os.path.join(changed, name), "ab") as file:
            file.write(b"\n")
        done = self.in_toto_verify(changed, name, key)
        self.expect(f"{name}: not with another file", done.returncode == 1 and "DISALLOW" in done.stderr, done.stdout + done.stderr)

    # -- what somebody may try on it ---------------------------------------------------------------------------------------

    def copy(self, bundle):
        target = os.path.join(self.folder, "attacked")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(bundle, target)
        return target

    def refused(self, what, bundle, change):
        attacked = self.copy(bundle)
        change(os.path.join(attacked, "in-toto"))
        done = self.office.verify(attacked, status=None)
        self.expect(what, done.returncode == 4 and "FAILED" in done.stdout, f"{done.returncode} {done.stdout[-700:]}")

    def signed_again(self, path, change, name="p256"):
        """By the office's own key, as in-toto signs."""
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
        change(value["signed"])
        private = serialization.load_pem_private_key(self.office.read(name + ".key"), None)
        value["signatures"][0]["sig"] = private.sign(formats.encode_canonical(value["signed"]).encode(), ec.ECDSA(hashes.SHA256())).hex()
        with open(path, "w", encoding="utf-8") as file:
            file.write(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n")

    def attacks(self, bundle, other):
        def edit(name, change):
            def doing(folder):
                path = glob.glob(os.path.join(folder, name))[0]
                with open(path, "rb") as file:
                    data = file.read()
                with open(path, "wb") as file:
                    file.write(change(data))
            return doing

        def fewer(signed):
            signed["steps"][0]["threshold"] = 1
        layout = lambda folder: os.path.join(folder, "root.layout")
        office_link = lambda folder: glob.glob(os.path.join(folder, "release.*"))[0]
        # What in-toto itself would take, and does not follow from the statements.
        weaker = self.copy(bundle)
        self.signed_again(layout(os.path.join(weaker, "in-toto")), fewer)
        done = self.in_toto_verify(weaker, "decision.pdf", "p256")
        self.expect("in-toto-verify takes a weaker layout of the office: the attack is real", done.returncode == 0, done.stderr)
        # Signed again as it is: another signature of the same word is the same word.
        again = self.copy(bundle)
        self.signed_again(layout(os.path.join(again, "in-toto")), lambda signed: None)
        self.office.verify(again)
        for what, change in (
                ("a layout with a lower threshold, signed by the office", lambda f: self.signed_again(layout(f), fewer)),
                ("a layout without an officer, signed by the office", lambda f: self.signed_again(layout(f), lambda s: s["steps"][0]["pubkeys"].pop())),
                ("a layout that runs another command", lambda f: self.signed_again(layout(f), lambda s: s["inspect"][0].update(run=["false"]))),
                ("a layout without its inspection", lambda f: self.signed_again(layout(f), lambda s: s.update(inspect=[]))),
                ("a layout that ends later", lambda f: self.signed_again(layout(f), lambda s: s.update(expires="2099-01-01T00:00:00Z"))),
                ("a layout signed by an officer", lambda f: self.signed_again(layout(f), lambda s: None, "e1002")),
                ("the office's link to another file", lambda f: self.signed_again(office_link(f), lambda s: s["products"]["decision.pdf"].update(sha256="0" * 64))),
                ("the layout of another release", lambda f: shutil.copy(os.path.join(other, "in-toto/root.layout"), f)),
                ("a layout with a blank more", edit("root.layout", lambda data: data + b" ")),
                ("no layout", lambda f: os.remove(layout(f))),
                ("nothing of in-toto", shutil.rmtree),
                ("an officer's link taken away", lambda f: os.remove(glob.glob(os.path.join(f, "approve.*"))[0])),
                ("an officer's link in another's place", lambda f: shutil.copy(*sorted(glob.glob(os.path.join(f, "approve.*")))[:2])),
                ("an officer's link to another file", edit("approve.*", lambda data: data.replace(b"decision.pdf", b"decisiom.pdf"))),
                ("a signature that was changed", edit("approve.*", lambda data: data.replace(b'"sig": "', b'"sig": "00'))),
                ("a second signature", edit("approve.*", lambda data: data.replace(b'"signatures": [', b'"signatures": [\n  {"keyid": "00", "sig": "00"},'))),
                ("a link more", lambda f: shutil.copy(glob.glob(os.path.join(f, "approve.*"))[0], os.path.join(f, "approve.00000000.link"))),
                ("a note", lambda f: shutil.copy(layout(f), os.path.join(f, "note.txt"))),
                ("a file that is not JSON", edit("root.layout", lambda data: data[:-9]))):
            self.refused(what, bundle, change)
        plain, draft = os.path.join(self.folder, "plain"), os.path.join(FIXTURES, "decision.pdf")
        self.office.release(draft, plain, status=5, rules="plain.yaml")
        self.office.approve_all(plain)
        self.office.release(draft, plain, rules="plain.yaml")
        self.expect("without in_toto there is nothing of it", not os.path.exists(os.path.join(plain, "in-toto")))
        shutil.copytree(os.path.join(bundle, "in-toto"), os.path.join(plain, "in-toto"))
        self.office.verify(plain, status=4)

    def waiting(self):
        """Who cannot sign a link does not approve, and a link that was lost is missed before anything goes out."""
        draft, bundle = os.path.join(FIXTURES, "notice.txt"), os.path.join(self.folder, "waiting")
        self.office.release(draft, bundle, status=5)
        told = self.office.approve(bundle, "p384", "初审", status=5).stderr
        self.expect("P-384: told plainly", "P-384" in told and "no link can be written" in told, told)
        self.expect("P-384: nothing was signed", not os.path.exists(os.path.join(bundle, "approvals")))
        self.office.release(draft, os.path.join(self.folder, "never"), status=5, key=self.office.key("p384"))
        self.expect("P-384: no bundle of an office that cannot", not os.path.exists(os.path.join(self.folder, "never")))
        self.office.approve_all(bundle)
        self.expect("links wait inside", len(os.listdir(os.path.join(bundle, "INTERNAL/links"))) == 3 and not os.path.exists(os.path.join(bundle, "in-toto")))
        os.remove(glob.glob(os.path.join(bundle, "INTERNAL/links/approve.*"))[0])
        self.office.release(draft, bundle, status=5)
        self.expect("a lost link: nothing went out", not os.path.exists(os.path.join(bundle, "notice.txt")))
        self.office.release(draft, os.path.join(self.folder, "named"), "--name", "in-toto", status=2)

    def key_ids(self):
        """securesystemslib and we give a key the same id."""
        ours = {}
        for link in glob.glob(os.path.join(self.folder, "out-notice.txt/in-toto/*")):
            with open(link, encoding="utf-8") as file:
                value = json.load(file)
            ours[os.path.basename(link).split(".")[0]] = value["signatures"][0]["keyid"]
        theirs = interface.import_rsa_publickey_from_file(self.office / "rsa.pub")["keyid"]
        self.expect("the office's key id", ours["root"] == ours["release"] == theirs, (ours, theirs))

    def run(self):
        bundle = self.released("decision.pdf", "p256")
        other = self.released("notice.txt", "rsa")
        self.confirmed(bundle, "decision.pdf", "p256")
        done = self.in_toto_verify(other, "notice.txt", "rsa")
        self.expect("notice.txt: in-toto-verify confirms it by an RSA key", done.returncode == 0, done.stdout + done.stderr)
        self.key_ids()
        self.attacks(bundle, other)
        self.waiting()
        for failure in self.failures:
            print("FAILED", failure)
        return 1 if self.failures else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(DualControl(sys.argv[1], place).run())
