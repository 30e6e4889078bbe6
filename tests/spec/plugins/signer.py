#!/usr/bin/env python3
"""signer.py REVIEW PLUGINS INCLUDE: signers as plug-ins. The example signs a PDF, an XML file and a whole release with three officers; pdfsig, openssl and
xmlsec1 verify what it made. Signers that fail, answer too much or nothing, sign with another key, crash or never end: status 2, their name, and no file."""
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "bundle"))
sys.path.insert(0, HERE)
from objects import built, named  # noqa: E402
from office import FIXTURES, Office, run  # noqa: E402

REVIEW, PLUGINS, INCLUDE = sys.argv[1:4]
EXAMPLE = os.path.join(PLUGINS, "example_signer.so")
FAULTS = []


def check(good, what):
    if not good:
        FAULTS.append(what)
        print("FAULT", what, flush=True)


def review(*words, status=0, what="", env=None):
    done = subprocess.run([REVIEW, "--lang", "en", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300, env=env, start_new_session=True)
    check(done.returncode == status, f"{what or ' '.join(words[:2])}: status {done.returncode}, not {status}: {done.stdout[-300:]} {done.stderr[-500:]}")
    return done


class PluginOffice(Office):
    """Keys of `inside` are in the example plug-in, which has a PEM file of each with its certificate."""
    inside = ("p256", "e1002", "e1004")

    def key(self, name):
        if name not in self.inside:
            return super().key(name)
        pem = self.write(f"{name}.all", self.read(f"{name}.key") + self.read(f"{name}.pem") + self.read("chain.pem"))
        return ["--key", f"plugin:{named(EXAMPLE)}#{pem}"]


def documents(office, folder):
    root = office / "root.pem"
    for name in ("p256", "rsa", "p384"):
        pem = office.write(f"{name}.all", office.read(f"{name}.key") + office.read(f"{name}.pem") + office.read("chain.pem"))
        key = ["--key", f"plugin:{named(EXAMPLE)}#{pem}"]
        pdf, xml = f"{folder}/{name}.pdf", f"{folder}/{name}.xml"
        review("sign", f"{FIXTURES}/form.pdf", "-o", pdf, *key, what=name + " signs a PDF")
        review("verify", pdf, "--trust", root, what=name + ": the strict verifier")
        seen = run(["pdfsig", "-nocert", pdf], None)
        check("Signature is Valid" in seen.stdout and "Total document signed" in seen.stdout, f"{name}: pdfsig: {seen.stdout}")
        cms_by_openssl(pdf, root, folder, name)
        xml_draft = f"{folder}/act.xml"
        with open(xml_draft, "w", encoding="utf-8") as file:
            file.write("<notice>the office</notice>")
        review("sign", xml_draft, "-o", xml, *key, what=name + " signs XML")
        review("verify", xml, "--trust", root)
        run(["xmlsec1", "--verify", "--trusted-pem", root, "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", xml])
    # Issuers may come from files beside the plug-in, and do not have to come from it.
    review("sign", f"{FIXTURES}/form.pdf", "-o", f"{folder}/beside.pdf", *key, "--cert", office / "p384.pem", "--chain", office / "chain.pem")


def cms_by_openssl(pdf, root, folder, name):
    with open(pdf, "rb") as file:
        data = file.read()
    first = [int(number) for number in re.search(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", data).groups()]
    hexadecimal = data[first[1] + 1:first[2] - 1]
    with open(f"{folder}/{name}.cms", "wb") as file:
        file.write(bytes.fromhex(hexadecimal.decode()))
    with open(f"{folder}/{name}.content", "wb") as file:
        file.write(data[:first[1]] + data[first[2]:first[2] + first[3]])
    run(["openssl", "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", f"{folder}/{name}.cms", "-content", f"{folder}/{name}.content", "-CAfile", root,
         "-purpose", "any", "-out", "/dev/null"])


def secrets(office, folder):
    """A passphrase goes to the plug-in as it goes to a file."""
    run(["openssl", "pkey", "-in", office / "p256.key", "-aes256", "-passout", "pass:geheim", "-out", office / "locked.key"])
    pem = office.write("locked.all", office.read("locked.key") + office.read("p256.pem") + office.read("chain.pem"))
    words = ["sign", f"{FIXTURES}/form.pdf", "-o", f"{folder}/locked.pdf", "--key", f"plugin:{named(EXAMPLE)}#{pem}"]
    told = review(*words, status=2, what="a locked key without its passphrase")
    check("example-signer did not sign" in told.stderr and "another passphrase" in told.stderr, "the plug-in says why: " + told.stderr)
    review(*words, "--passphrase-env", "SECRET", status=2, env={**os.environ, "SECRET": "other"}, what="a wrong passphrase")
    check(not os.path.exists(f"{folder}/locked.pdf"), "nothing was written")
    review(*words, "--passphrase-env", "SECRET", env={**os.environ, "SECRET": "geheim"}, what="the passphrase by a variable")


def payload(path):
    with open(path, encoding="utf-8") as file:
        envelope = json.load(file)
    envelope = envelope.get("dsseEnvelope", envelope)
    return base64.b64decode(envelope["payload"]), envelope


def fits_by_openssl(office, folder, envelope, body, certificate):
    kind = envelope["payloadType"].encode()
    with open(f"{folder}/pae", "wb") as file:
        file.write(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body))
    with open(f"{folder}/sig", "wb") as file:
        file.write(base64.b64decode(envelope["signatures"][0]["sig"]))
    office.write("key.pub", run(["openssl", "x509", "-in", office / certificate, "-noout", "-pubkey"]).stdout)
    run(["openssl", "dgst", "-sha256", "-verify", office / "key.pub", "-signature", f"{folder}/sig", f"{folder}/pae"])


def whole_release(review_path, folder):
    """The office and two of three officers have their keys in a plug-in: their words name it, the third's does not."""
    office = PluginOffice(review_path, f"{folder}/people")
    office.write("rules.yaml", office.read("rules.yaml").decode().replace("valid_days: 30\n", "valid_days: 30\nin_toto: true\n"))
    bundle, draft = f"{folder}/bundle", f"{FIXTURES}/decision.pdf"
    office.release(draft, bundle, status=5)
    office.approve(bundle, "e1002", "初审")
    run([REVIEW, "approve", bundle, "--revoke", "--reason", "mistake", *office.key("e1002"), "--trust", office / "root.pem"])
    taken_back = os.listdir(f"{bundle}/INTERNAL/revocations")
    mine = {"kind": "signer", "name": "example-signer", "sha256": named(EXAMPLE)[-64:]}
    body, _ = payload(f"{bundle}/INTERNAL/revocations/{taken_back[0]}")
    check(json.loads(body)["predicate"]["signerPlugin"] == mine, "what takes an approval back names the plug-in")
    office.approve_all(bundle)
    office.release(draft, bundle)
    seen = office.verify(bundle)
    check(seen.stdout.count("example-signer, sha256:" + named(EXAMPLE)[-64:]) == 3, "verify shows whose keys were in a plug-in: " + seen.stdout)
    body, envelope = payload(f"{bundle}/release.intoto.dsse.json")
    check(json.loads(body)["predicate"]["signerPlugin"] == mine, "the office's word names the plug-in")
    fits_by_openssl(office, folder, envelope, body, "p256.pem")
    told = {}
    for name in sorted(os.listdir(f"{bundle}/approvals")):
        body, envelope = payload(f"{bundle}/approvals/{name}")
        predicate = json.loads(body)["predicate"]
        told[predicate["person"]] = predicate.get("signerPlugin")
        fits_by_openssl(office, folder, envelope, body, predicate["person"].lower() + ".pem")
    check(told == {"E1002": mine, "E1003": None, "E1004": mine}, f"approvals name it: {told}")
    with open(f"{bundle}/INTERNAL/evidence.json", encoding="utf-8") as file:
        check({"kind": "signer", "name": "example-signer", "digest": mine["sha256"]} in json.load(file)["plugins"], "the evidence names it")
    check("Signature is Valid" in run(["pdfsig", "-nocert", f"{bundle}/decision.pdf"], None).stdout, "pdfsig verifies the seal")
    # Who takes the plug-in out of a word breaks its signature.
    path = f"{bundle}/release.intoto.dsse.json"
    body, envelope = payload(path)
    envelope["payload"] = base64.b64encode(re.sub(rb',"signerPlugin":\{[^}]*\}', b"", body)).decode()
    with open(path, encoding="utf-8") as file:
        whole = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(re.sub(r'"payload":\s*"[^"]*"', f'"payload":"{envelope["payload"]}"', whole))
    office.verify(bundle, status=4)


SIGNER = """#include <review/plugin.h>
#include <stdio.h>
#include <string.h>
static int give(review_signer_answer *to, const void *data, size_t size) { review_plugin_bytes b = {(const uint8_t *)data, size}; return to->add(to, b); }
static int sign(void *self, const review_signer_question *what, review_signer_answer *to) { (void)self; (void)what; (void)to; (void)give; %s }
static int certificates(void *self, const review_signer_question *about, review_signer_answer *to) { (void)self; (void)about; (void)to; %s }
int review_plugin_init(review_host *h) {
    static const review_signer s = {sizeof s, "bad-signer", certificates, sign, 0};
    return h->hello(h, REVIEW_PLUGIN_VERSION) || h->add_signer(h, &s);
}"""
NO_SIGNATURE = "is no signature"
# What `sign` does, and a word of what is told.
BAD_SIGNERS = {
    "wrong": ('return give(to, "0123456789012345678901234567890123456789012345678901234567890123", 64);', "does not fit the certificate"),
    "digest": ("return to->add(to, what->digest);", "does not fit the certificate"),
    "silent": ("return 0;", NO_SIGNATURE),
    "empty": ('return give(to, "", 0);', NO_SIGNATURE),
    "nothing": ("return give(to, 0, 10);", NO_SIGNATURE),
    "too_long": ("static char big[4097]; give(to, big, sizeof big); return 0;", NO_SIGNATURE),
    "twice": ('give(to, "0123", 4); give(to, "0123", 4); return 0;', NO_SIGNATURE),
    "fails": ("return 1;", "did not sign; nothing was written"),
    "fails_late": ('give(to, "0123", 4); return 1;', "did not sign; nothing was written"),
    "complains": ('to->complain(to, "no token"); return 1;', "did not sign: no token; nothing was written"),
    "throws": ("throw 1;", "did not sign; nothing was written"),
}
BAD_CERTIFICATES = {
    "no_certificate": ('return give(to, "abcd", 4);', "no certificate in DER"),
    "empty_certificate": ('give(to, "", 0); return 0;', "no certificate in DER"),
    "large_certificate": ("static char big[65537]; give(to, big, sizeof big); return 0;", "no certificate in DER"),
    "many_certificates": ('for (int i = 0; i < 17; ++i) give(to, "abcd", 4); return 0;', "no certificate in DER"),
    "fails_to_look": ('to->complain(to, "no card"); return 1;', "could not tell the certificates of its key: no card"),
    "none": ("return 0;", "name the certificate with --cert"),
}
PLUGIN = "#include <review/plugin.h>\n"
ADDS = PLUGIN + """static int sign(void *self, const review_signer_question *what, review_signer_answer *to) { (void)self; (void)what; (void)to; return 1; }
int review_plugin_init(review_host *h) {
    static review_signer s = {sizeof s, "some-signer", 0, sign, 0};
    if (h->hello(h, REVIEW_PLUGIN_VERSION) != 0) return 1;
    %s
}"""
BAD_STRUCTS = {
    "old_struct": "s.size = 8; return h->add_signer(h, &s);",
    "no_sign": "s.sign = 0; return h->add_signer(h, &s);",
    "bad_name": 's.name = "A/B"; return h->add_signer(h, &s);',
    "no_name": "s.name = 0; return h->add_signer(h, &s);",
    "two": "return h->add_signer(h, &s) || h->add_signer(h, &s);",
    "no_struct": "return h->add_signer(h, 0);",
}


def refused(office, folder):
    out = f"{folder}/refused.pdf"
    certificate = ["--cert", office / "p256.pem", "--chain", office / "chain.pem"]

    def sign(key, words, what, *more, who="bad-signer"):
        done = review("sign", f"{FIXTURES}/form.pdf", "-o", out, "--key", key, *more, status=2, what=what)
        check(words in done.stderr and who in done.stderr, f"{what}: it is named, and {words}: {done.stderr}")
        check(done.stderr.count("\n") == 1 and not os.path.exists(out), f"{what}: one sentence, and nothing was written: {done.stderr}")

    for name, (body, words) in BAD_SIGNERS.items():
        sign("plugin:" + named(built(folder, name, SIGNER % (body, "return 0;"), INCLUDE)), words, "a signer: " + name, *certificate)
    for name, (body, words) in BAD_CERTIFICATES.items():
        sign("plugin:" + named(built(folder, name, SIGNER % ("return 1;", body), INCLUDE)), words, "a signer: " + name)
    for name, body in BAD_STRUCTS.items():
        sign("plugin:" + named(built(folder, name, ADDS % body, INCLUDE)), "does not start", "a signer: " + name, *certificate, who=name)
    # A key of another certificate: the example holds p256 and --cert names an officer.
    pem = office.write("p256.all", office.read("p256.key") + office.read("p256.pem"))
    sign(f"plugin:{named(EXAMPLE)}#{pem}", "does not fit the certificate", "another certificate", "--cert", office / "e1001.pem", who="example-signer")
    sign(f"plugin:{EXAMPLE}@sha256:" + "0" * 64, "another digest", "another digest", who=EXAMPLE)
    for word in (f"plugin:{EXAMPLE}", f"plugin:{EXAMPLE}#{pem}", f"plugin:{named(EXAMPLE)}#", f"plugin:{named(EXAMPLE)}x"):
        sign(word, "plugin:PATH@sha256:HEX#KEY", "words that name no key", who=EXAMPLE)
    verifier = os.path.join(PLUGINS, "example_verifier.so")
    sign("plugin:" + named(verifier), "brings no signer", "a plug-in without a signer", *certificate, who=verifier)
    told = review("scan", "--no-config", f"{FIXTURES}/act.xml", "--plugin", named(EXAMPLE), status=2, what="a signer alone in --plugin")
    check("--key plugin:" in told.stderr, "it says what to do: " + told.stderr)
    crash = named(built(folder, "crashes", SIGNER % ("*(volatile int *)0 = 1; return 0;", "return 0;"), INCLUDE))
    sign("plugin:" + crash, "crashed (signal 11)", "a signer that crashes", *certificate)
    leaves = named(built(folder, "leaves", SIGNER.replace("<stdio.h>", "<unistd.h>") % ("_exit(7);", "return 0;"), INCLUDE))
    sign("plugin:" + leaves, "ended before it answered (status 7)", "a signer that ends the process", *certificate)
    check(not [name for name in os.listdir(folder) if name.startswith("refused")], "a signer that crashes leaves nothing behind")
    # The approval and the release write nothing either.
    bad = "plugin:" + named(f"{folder}/wrong.so")
    bundle = f"{folder}/bad-bundle"
    office.release(f"{FIXTURES}/decision.pdf", bundle, status=5)
    before = {name: os.stat(os.path.join(at, name)).st_mtime_ns for at, _, names in os.walk(bundle) for name in names}
    review("approve", bundle, "--role", "初审", "--key", bad, "--cert", office / "e1002.pem", "--chain", office / "chain.pem", "--trust", office / "root.pem", status=2,
           what="an approval by a bad signer")
    office.release(f"{FIXTURES}/decision.pdf", f"{folder}/no-rules", status=2, rules=None, key=["--key", bad, *certificate])
    check(not os.path.exists(f"{folder}/no-rules/decision.pdf"), "no document goes out with a bad signature")
    check(before == {name: os.stat(os.path.join(at, name)).st_mtime_ns for at, _, names in os.walk(bundle) for name in names}, "the bundle that waits is as it was")


NEVER = "for (;;) pause();"


def never_ends(office, folder):
    """A signer that does not answer is ended and named, wherever that was; what it started is the office's affair. A release is whole or has not begun."""
    certificate, out = ["--cert", office / "p256.pem", "--chain", office / "chain.pem"], f"{folder}/never.pdf"
    patient = {**os.environ, "REVIEW_SIGNER_SECONDS": "1"}
    stubborn = "sigset_t all; sigfillset(&all); sigprocmask(SIG_BLOCK, &all, 0); for (;;) pause();"
    source = SIGNER.replace("#include <stdio.h>", "#include <signal.h>\n#include <unistd.h>")
    for name, text in (("signs", source % (NEVER, "return 0;")), ("certifies", source % ("return 1;", NEVER)), ("blocks_signals", source % (stubborn, "return 0;")),
                       ("computes", source % ("for (volatile int i = 0;; ++i) {}", "return 0;")), ("starts", (source % ("return 1;", "return 0;")).replace("    return h->hello", NEVER + " return h->hello"))):
        begun = time.monotonic()
        done = review("sign", f"{FIXTURES}/form.pdf", "-o", out, "--key", "plugin:" + named(built(folder, "never_" + name, text, INCLUDE)), *certificate, status=2, env=patient,
                      what="never ends: " + name)
        who = "never_starts.so" if name == "starts" else "bad-signer"
        check(re.search(who + " gave no answer within 1 seconds and was ended; nothing was written", done.stderr), f"never ends: {name}: it is named: {done.stderr}")
        check(time.monotonic() - begun < 30 and not os.path.exists(out) and done.stderr.count("\n") == 1, f"never ends: {name}: in time, one sentence, no file: {done.stderr}")
    told = review("sign", f"{FIXTURES}/form.pdf", "-o", out, "--key", "plugin:" + named(f"{folder}/never_signs.so"), *certificate, status=2, env={**patient, "REVIEW_SIGNER_SECONDS": "0"})
    check("REVIEW_SIGNER_SECONDS is a number" in told.stderr, "seconds that are none: " + told.stderr)
    program = office.write("never.sh", "#!/bin/sh\nexec sleep 1000\n")
    os.chmod(program, 0o700)
    told = review("sign", f"{FIXTURES}/form.pdf", "-o", out, "--key", "command:" + program, *certificate, status=3, env=patient, what="a program that never ends")
    check(program in told.stderr and not os.path.exists(out), "a program is named as well: " + told.stderr)


def half_a_release(office, folder):
    """The example, which does not come back from one of its signatures: the seal, the statement or the office's word. Nothing went out then, and the next run finishes it."""
    with open(os.path.join(HERE, "..", "..", "..", "plugins", "example_signer", "example_signer.c"), encoding="utf-8") as file:
        source = file.read()
    pem = office.write("p256.all", office.read("p256.key") + office.read("p256.pem") + office.read("chain.pem"))
    book, key = f"{folder}/half.ledger", f"{folder}/half.key"
    run([REVIEW, "ledger", "init", book, "--origin", "example.org/half", "--key", key])
    bundle, words = f"{folder}/half", ["--ledger", book, "--log-key", key]
    entries = lambda: len(json.loads(run([REVIEW, "ledger", "export", book, "--format", "json"]).stdout)["releases"])
    finished = 0
    for number in range(1, 9):
        text = source.replace("static int sign(void *self,", "#include <unistd.h>\nstatic int sign(void *self,").replace(
            "    if (!is_scheme(what,", f"    static int asked;\n    if (++asked == {number}) {NEVER}\n    if (!is_scheme(what,", 1)
        plugin = named(built(folder, f"half_{number}", text, INCLUDE, "-lcrypto"))
        done = subprocess.run([REVIEW, "--lang", "en", "release", f"{FIXTURES}/decision.pdf", "-o", bundle, "--all", "--key", f"plugin:{plugin}#{pem}", "--trust", office / "root.pem", *words],
                              capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300, env={**os.environ, "REVIEW_SIGNER_SECONDS": "1"})
        if done.returncode == 0:
            finished = number
            break
        check(done.returncode == 2 and "the plug-in example-signer gave no answer within 1 seconds" in done.stderr, f"signature {number}: {done.returncode} {done.stderr}")
        out = sorted(os.listdir(bundle)) if os.path.isdir(bundle) else []
        check(not {"decision.pdf", "release.intoto.dsse.json"} & set(out) and entries() == 0, f"signature {number}: nothing went out: {out}")
        run([REVIEW, "ledger", "check", book])
    check(finished >= 4, f"there are three signatures at least, and then the release is whole: {finished}")
    check(entries() == 1, "the ledger has it once")
    office.verify(bundle)
    left = [line for line in run(["ps", "-eo", "args"]).stdout.split("\n") if bundle in line]
    check(not left, f"no process is left: {left}")


def both_kinds(office, folder):
    """A plug-in that has a signer and a detector: each option takes its own part."""
    plugin = built(folder, "both", SIGNER.replace("int review_plugin_init", """static int look(void *self, review_plugin_text text, review_detections *to) { (void)self; (void)text; (void)to; return 0; }
int review_plugin_init""").replace("h->add_signer(h, &s);", 'h->add_signer(h, &s) || h->add_detector(h, &d);').replace(
        "static const review_signer s", 'static const review_detector d = {sizeof d, "looks", look, 0};\n    static const review_signer s') % ("return 1;", "return 0;"), INCLUDE)
    seen = json.loads(review("scan", "--no-config", "--format", "json", f"{FIXTURES}/act.xml", "--plugin", named(plugin), status=1).stdout)
    check([p["kind"] for p in seen["tool"]["plugins"]] == ["detector"], "in --plugin a signer has no word: " + str(seen["tool"]["plugins"]))
    told = review("sign", f"{FIXTURES}/form.pdf", "-o", f"{folder}/both.pdf", "--key", "plugin:" + named(plugin), "--cert", office / "p256.pem", status=2)
    check("bad-signer did not sign" in told.stderr, "in --key it is asked: " + told.stderr)


# A host of before there were signers, whose review_host ends behind `complain`.
OLDER_HOST = """#include <dlfcn.h>
#include <review/plugin.h>
#include <stdio.h>
#include <string.h>
static int hello(review_host *h, uint32_t version) { (void)h; return version != REVIEW_PLUGIN_VERSION; }
static void complain(review_host *h, const char *sentence) { (void)h; puts(sentence); }
int main(int count, char **words) {
    struct { size_t size; uint32_t version; void *hello, *verifier, *detector, *reader, *complain, *beyond; } older;
    memset(&older, 0xff, sizeof older);
    older.size = offsetof(review_host, add_signer);
    older.hello = (void *)hello;
    older.complain = (void *)complain;
    void *object = count == 2 ? dlopen(words[1], RTLD_NOW) : 0;
    if (!object) return 3;
    return ((int (*)(review_host *))dlsym(object, "review_plugin_init"))((review_host *)&older) == 0 ? 0 : 1;
}"""


def older_host(folder):
    with open(f"{folder}/host.c", "w", encoding="utf-8") as file:
        file.write(OLDER_HOST)
    run(["cc", "-I", INCLUDE, "-o", f"{folder}/host", f"{folder}/host.c", "-ldl"])
    told = run([f"{folder}/host", os.path.abspath(EXAMPLE)], None)
    check(told.returncode == 1 and "takes no signers" in told.stdout, f"the example says no to an older host: {told.returncode} {told.stdout}{told.stderr}")


def doctor():
    rows = {row["name"]: row for row in json.loads(review("doctor", "--format", "json").stdout)["checks"]}
    check(named(EXAMPLE) in rows["plugins"]["found"] and "--key plugin:" in rows["plugins"]["found"], f"the doctor names it: {rows['plugins']}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        office = Office(REVIEW, f"{folder}/office")
        documents(office, folder)
        secrets(office, folder)
        refused(office, folder)
        never_ends(office, folder)
        half_a_release(office, folder)
        both_kinds(office, folder)
        older_host(folder)
        doctor()
        whole_release(REVIEW, folder)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
