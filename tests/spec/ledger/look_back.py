#!/usr/bin/python3
"""look_back.py REVIEW: releases looked at once more by newer packs, tokens made anew for a new epoch, and checkpoints under an RFC 3161 time
stamp, with `openssl ts` as judge."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "bundle"))
from authority import Authority  # noqa: E402
from office import FIXTURES, Office, run  # noqa: E402

REVIEW = sys.argv[1]
MODULE = "/usr/lib/softhsm/libsofthsm2.so"


def check(good, what):
    if not good:
        raise AssertionError(what)


def ledger(*words, status=0, **more):
    return run([REVIEW, *more.pop("before", ()), "ledger", *words], status, **more)


class Desk:
    """A ledger and a folder with what it released."""

    def __init__(self, office, name):
        self.office, self.book, self.key, self.out = office, office / f"{name}.ledger", office / f"{name}.log.key", office / f"{name}.published"
        os.mkdir(self.out)
        self.vkey = ledger("init", self.book, "--origin", "example.org/office", "--key", self.key).stdout.strip()

    def publish(self, name, text, *more):
        path = os.path.join(self.out, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return json.loads(ledger("append", self.book, "--file", path, "--number", f"示政发〔2026〕{name[0]}号", *more).stdout)["index"]

    def rescan(self, *more, status=0, **options):
        return ledger("rescan", self.book, "--published", self.out, *more, status=status, **options)


def rescans(office):
    desk = Desk(office, "rescans")
    desk.publish("1.txt", "本院拟定于周五开会。\n")
    found = desk.publish("2.txt", "联系人 孙建国 身份证号 420302199001010015\n", "--expires", "2099-01-01")
    expired = desk.publish("3.txt", "身份证号 420302199001010015。\n", "--expires", "2020-01-01")
    back = desk.publish("4.txt", "身份证号 420302199001010015！\n")
    desk.publish("5.txt", "代号 紫杉 项目\n")
    ledger("withdraw", desk.book, str(back), "--by", "张三", "--reason", "误发")
    os.rename(os.path.join(desk.out, "2.txt"), os.path.join(desk.out, "under another name.txt"))
    before = ledger("list", desk.book, "--all").stdout

    told = desk.rescan(status=1)
    for words in ("示政发〔2026〕2号", "under another name.txt", "cn-identity/resident-id", "review ledger withdraw", f"{found}  20", "its time is over",
                  "releases: 4; would not go out today: 2; not looked at whole: 0", "withdrawn before: 1, of which would not go out today: 1"):
        check(words in told.stdout, f"{words!r} is missing in\n{told.stdout}")
    check("420302199001010015" not in told.stdout and told.stdout.index("--- withdrawn") > told.stdout.index("its time is over"), told.stdout)
    check("--by" in told.stderr and ledger("list", desk.book, "--all").stdout == before, "a look back that nobody signs for is written down")
    check("今天不能公开" in desk.rescan(status=1, before=["--lang", "zh"]).stdout, "Chinese")

    # Newer packs find more; what they found and by which packs stands in the ledger, with the digest of the report.
    report = office / "report.json"
    more = desk.rescan("--term", "紫杉", "--format", "json", "-o", report, "--by", "李四", "--key", desk.key, status=1)
    with open(report, "rb") as file:
        written = file.read()
    seen = json.loads(written)
    check(seen["schema"] == "review-rescan/1" and [one["entry"] for one in seen["releases"]] == [found, expired, 4], seen)
    check([one["entry"] for one in seen["withdrawn"]] == [back] and seen["summary"] == {"releases": 4, "found": 3, "unseen": 0, "withdrawn": 1, "withdrawn_found": 1}, seen["summary"])
    check("紫杉" not in json.dumps(seen, ensure_ascii=False), "the report tells the term")
    entry = re.search(r"^6  \S+  rescan  (.*)$", ledger("list", desk.book, "--all").stdout, re.M)
    body = json.loads(entry[1])
    digest = run(["sha256sum", report]).stdout.split()[0]
    check((body["by"], body["releases"], body["found"], body["unseen"], body["report"]) == ("李四", 4, 3, 0, digest), body)
    check(len(body["packs"]) >= 3 and "entry 6" in more.stderr, body)
    check("紫杉" not in entry[1] and ledger("check", desk.book, "--vkey", desk.vkey).stdout.count("no checkpoint") == 0, "check")

    # What is not there, or is another file by now, is no all clear.
    desk.rescan("--published", office / "none", status=2)
    with open(os.path.join(desk.out, "1.txt"), "a", encoding="utf-8") as file:
        file.write("x")
    told = desk.rescan(status=3).stdout
    check("1.txt bears its name and is not what was published" in told and "not looked at whole: 1" in told, told)
    os.remove(os.path.join(desk.out, "1.txt"))
    os.remove(os.path.join(desk.out, "4.txt"))
    told = desk.rescan(status=3).stdout
    check("NOT LOOKED AT: no file with the digest" in told and "not looked at whole: 1" in told, told)
    check(desk.rescan("--fail-on", "critical", "--format", "json", status=3).stdout.count('"file":"missing"') == 2, "missing files in JSON")
    return desk


def bundles_tell_what_was_let_through(office):
    """What an officer kept is not told again where INTERNAL opens the statement that the ledger leads to."""
    draft = office.write("kept.txt", "联系电话 13807190001\n")
    decisions = office / "kept.yaml"
    run([REVIEW, "decide", draft, "-o", decisions])
    with open(decisions, encoding="utf-8") as file:
        text = file.read()
    office.write("kept.yaml", text.replace("decision: undecided\n    basis: \"\"", "decision: keep\n    basis: \"条例15\""))
    book, key = office / "kept.ledger", office / "kept.key"
    ledger("init", book, "--origin", "example.org/kept", "--key", key)
    bundle = office / "kept"
    made = run([REVIEW, "release", draft, "-o", bundle, "--decisions", decisions, *office.key("p256"), "--trust", office / "root.pem", "--ledger", book, "--log-key", key], None)
    check(made.returncode == 0, made.stdout + made.stderr)
    clean = ledger("rescan", book, "--published", bundle)
    check("would not go out today: 0" in clean.stdout, clean.stdout)
    # Without INTERNAL, as a zip file that may be handed out, nobody can tell.
    handed = office / "handed.zip"
    run(["sh", "-c", f"cd '{bundle}' && zip -qr '{handed}' . -x 'INTERNAL/*'"])
    told = ledger("rescan", book, "--published", handed, status=1).stdout
    check("handed.zip » kept.txt" in told, told)
    # Keys of another bundle open nothing.
    copy = office / "copy"
    shutil.copytree(bundle, copy)
    with open(os.path.join(copy, "INTERNAL", "openings.json"), encoding="utf-8") as file:
        openings = file.read()
    changed = re.sub(r'("key": ?")(.)', lambda at: at[1] + ("A" if at[2] != "A" else "B"), openings)
    check(changed != openings, "the keys were not changed")
    with open(os.path.join(copy, "INTERNAL", "openings.json"), "w", encoding="utf-8") as file:
        file.write(changed)
    ledger("rescan", book, "--published", copy, status=1)


    # One text that went out twice, and a copy of it on a web server: each release has a bundle of its own.
    twice, web = office / "twice", office / "0-web"
    run([REVIEW, "release", draft, "-o", twice, "--decisions", decisions, *office.key("p256"), "--trust", office / "root.pem", "--ledger", book, "--log-key", key])
    os.mkdir(web)
    shutil.copy(os.path.join(bundle, "kept.txt"), os.path.join(web, "notice.txt"))
    told = ledger("rescan", book, "--published", web, "--published", bundle, "--published", twice).stdout
    check("releases: 2; would not go out today: 0" in told, told)
    told = ledger("rescan", book, "--published", bundle, status=1).stdout
    check("releases: 2; would not go out today: 1" in told and told.startswith("1  "), told)


def policies_of_that_day_let_nothing_through(office):
    """What only the policy allowed is judged by today's policy, and by suppressions that are given today."""
    draft = office.write("allowed.txt", "联系电话 13807190001\n")
    office.write("open.yaml", "policy: open\nrows:\n  - {rule: 'cn-contact/*', action: allow}\n")
    book, key, bundle = office / "allowed.ledger", office / "allowed.key", office / "allowed"
    ledger("init", book, "--origin", "example.org/allowed", "--key", key)
    fingerprints = office / "fingerprints.key"
    ledger("key", fingerprints)
    office.release(draft, bundle, "--policy", office / "open.yaml", "--ledger", book, "--log-key", key, rules=None)
    ledger("rescan", book, "--published", bundle, "--policy", office / "open.yaml")
    told = ledger("rescan", book, "--published", bundle, status=1).stdout
    check("cn-contact/mobile" in told and "13807190001" not in told, told)
    found = json.loads(run([REVIEW, "scan", draft, "--format", "json", "--key-file", fingerprints], 1).stdout)["documents"][0]["findings"]
    for days, status in (("2099-01-01", 0), ("2020-01-01", 1)):
        allowed = office / f"until {days}.yaml"
        run([REVIEW, "suppress", draft, "--finding", found[0]["id"], "--reason", "公开电话", "--approver", "张三", "--expires", days, "--suppressions", allowed,
             "--key-file", fingerprints])
        ledger("rescan", book, "--published", bundle, "--suppressions", allowed, "--key-file", fingerprints, status=status)


def a_ledger_that_was_tampered_with_tells_nothing(office):
    """An entry that is taken out, or turned into another kind, would not be looked back on: status 4, and no report."""
    draft = office.write("taken.txt", "联系电话 13807190001\n")
    book, key, bundle = office / "taken.ledger", office / "taken.key", office / "taken"
    ledger("init", book, "--origin", "example.org/taken", "--key", key)
    office.release(draft, bundle, "--ledger", book, "--log-key", key, rules=None)
    ledger("rescan", book, "--published", bundle)
    for change in ("delete from entry", "update entry set text=replace(text, 'release', 'other')"):
        changed = office / "changed.ledger"
        with sqlite3.connect(book) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
        shutil.copy(book, changed)
        connection = sqlite3.connect(changed)
        connection.execute(change)
        connection.commit()
        connection.close()
        seen = ledger("rescan", changed, "--published", bundle, status=4)
        check(not seen.stdout, seen.stdout)


def fields_are_published_by_the_policy_of_today(office):
    """Of an XML file with `xml:` in the policy: what has to be published stays, what goes by today's policy is told."""
    draft = office.write("fields.xml", "<r><office><tel>13807190001</tel></office><name>欧阳小明</name></r>")
    book, key, bundle = office / "fields.ledger", office / "fields.key", office / "fields"
    ledger("init", book, "--origin", "example.org/fields", "--key", key)
    publish = "policy: p\nextends: default\nrows: []\nxml:\n  - {path: //office, do: publish, basis: [条例20]}\n"
    office.write("publish.yaml", publish)
    office.write("cut.yaml", publish + "  - {path: //name, do: cut, basis: [条例15]}\n")
    office.release(draft, bundle, "--policy", office / "publish.yaml", "--ledger", book, "--log-key", key, rules=None)
    ledger("rescan", book, "--published", bundle, "--policy", office / "publish.yaml")
    told = ledger("rescan", book, "--published", bundle, "--policy", office / "cut.yaml", status=1).stdout
    check("policy/xml-field" in told and "欧阳小明" not in told, told)
    check("cn-contact/mobile" in ledger("rescan", book, "--published", bundle, status=1).stdout, "without the policy")


def a_renewed_seal_is_the_release(office):
    """`review renew` changes the file's digest, and nothing that was released."""
    book, key, bundle = office / "renewed.ledger", office / "renewed.key", office / "renewed"
    ledger("init", book, "--origin", "example.org/renewed", "--key", key)
    lists = office.lists()
    published = os.path.join(bundle, "decision.pdf")
    with Authority(office) as tsa:
        office.release(os.path.join(FIXTURES, "decision.pdf"), bundle, "--tsa", tsa.url, "--level", "lt", *lists, "--ledger", book, "--log-key", key, rules=None)
        before = ledger("rescan", book, "--published", bundle, "--format", "json", status=None)
        run([REVIEW, "renew", published, "-o", office / "anew.pdf", "--tsa", tsa.url, "--trust", office / "root.pem", *lists])
    shutil.copy(office / "anew.pdf", published)
    after = ledger("rescan", book, "--published", bundle, "--format", "json", status=None)
    check((after.stdout, after.returncode) == (before.stdout, before.returncode) and '"unseen":0' in after.stdout.replace(" ", ""), after.stdout)
    with open(published, "ab") as file:
        file.write(b"\n%% one thing more\n")
    told = ledger("rescan", book, "--published", bundle, status=3).stdout
    check("bears its name and is not what was published" in told, told)


def epochs(office):
    """A new epoch, its key on a token; the old one stays good, and goes once tokens were made anew."""
    desk = Desk(office, "epochs")
    old = office / "old.key"
    ledger("key", old)
    tokens = office / "aggregation-tokens"
    os.mkdir(tokens)
    conf = office.write("aggregation.conf", f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    env = {**os.environ, "SOFTHSM2_CONF": conf, "AGGREGATION_PIN": "271828"}
    run(["softhsm2-util", "--init-token", "--free", "--label", "OFFICE", "--pin", "271828", "--so-pin", "314159"], env=env)
    run(["pkcs11-tool", "--module", MODULE, "--token-label", "OFFICE", "--login", "--pin", "271828", "--keygen", "--key-type", "GENERIC:32", "--label", "epoch-2", "--id", "02",
         "--usage-sign"], env=env)
    new = f"pkcs11:token=OFFICE;object=epoch-2?module-path={MODULE}"
    pin = ["--aggregation-pin-env", "AGGREGATION_PIN"]
    both = ["--aggregation-key", old, "--aggregation-key", new, *pin]

    desk.publish("1.txt", "姓名\t住址\t身份证号\n孙建国\t茅箭区五堰街道\t4203**********0015\n", "--aggregation-key", old)
    path = os.path.join(desk.out, "2.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("出生日期\t手机号码\n1990-01-01\t13807190001\n")
    ledger("append", desk.book, "--file", path, *both, env=env)
    draft = office.write("third.txt", "姓名\t住址\t手机号码\n孙建国\t茅箭区五堰街道\t13807190001\n")
    told = ledger("risk", desk.book, draft, *both, status=1, env=env).stdout
    check("exactly one candidate" in told and "release 0 of" in told and "release 1 of" in told, told)
    # The same secret key gives the same tokens each time; either key alone is blind for the other's epoch, and that is no all clear.
    for keys, others in ((["--aggregation-key", old], 1), (["--aggregation-key", new, *pin], 1)):
        told = ledger("risk", desk.book, draft, *keys, status=3, env=env).stdout
        check(f"not compared with {others} releases of epoch" in told or f"not compared with {others} release" in told, told)
    for wrong in ("pkcs11:token=OFFICE;object=none", "pkcs11:token=OTHER;object=epoch-2"):
        refused = ledger("risk", desk.book, draft, "--aggregation-key", f"{wrong}?module-path={MODULE}", *pin, status=2, env=env)
        check(refused.stderr.startswith("review: ") and "271828" not in refused.stderr, refused.stderr)
    ledger("risk", desk.book, draft, "--aggregation-key", new, *pin, status=2, env={**env, "AGGREGATION_PIN": "000000"})

    # Tokens made anew: a file that is not there keeps its epoch, and is told.
    away = os.path.join(office.folder, "away.txt")
    os.rename(os.path.join(desk.out, "1.txt"), away)
    told = ledger("rekey", desk.book, "--published", desk.out, *both, "--by", "张三", status=3, env=env).stdout
    check("its published file is not there" in told and "for 0 releases; not for 1" in told, told)
    os.rename(away, os.path.join(desk.out, "1 renamed.txt"))
    told = ledger("rekey", desk.book, "--published", desk.out, *both, "--by", "张三", "--key", desk.key, env=env).stdout
    check("for 1 releases; not for 0" in told, told)
    told = ledger("risk", desk.book, draft, "--aggregation-key", new, *pin, status=1, env=env).stdout
    check("exactly one candidate" in told and "release 0 of" in told, told)
    check("for 0 releases; not for 0" in ledger("rekey", desk.book, "--published", desk.out, *both, "--by", "张三", env=env).stdout, "nothing is left to do")
    check("all 3 entries" in ledger("check", desk.book).stdout, "check")


def anchors(office):
    desk = Desk(office, "anchors")
    desk.publish("1.txt", "一\n")
    ledger("checkpoint", desk.book, "--tsa", "http://127.0.0.1:9/", status=2)
    with Authority(office) as tsa:
        kept = office / "kept.checkpoint"
        ledger("checkpoint", desk.book, "--key", desk.key, "--tsa", tsa.url, "-o", kept)
        desk.publish("2.txt", "二\n")
        ledger("checkpoint", desk.book, "--key", desk.key)
        shutil.copy(desk.book, office / "older.ledger")
        desk.publish("3.txt", "三\n")
        last = office / "last.checkpoint"
        ledger("checkpoint", desk.book, "--key", desk.key, "--tsa", tsa.url, "-o", last)
        first = ledger("checkpoint", desk.book, "--tsa", tsa.url).stdout  # is there already
    judged = run(["openssl", "ts", "-verify", "-data", last, "-in", last + ".tsr", "-CAfile", office / "root.pem", "-untrusted", office / "chain.pem"], None)
    check("Verification: OK" in judged.stdout + judged.stderr, judged.stdout + judged.stderr)
    with open(last, encoding="utf-8") as file:
        check(file.read() == first, "the checkpoint that was stamped is the one shown")
    trust = ["--tsa-trust", office / "root.pem"]
    told = ledger("check", desk.book, *trust, "--checkpoint", kept, "--checkpoint", last).stdout
    check("the first 3 entries were there on 20" in told, told)
    check("time stamps that were not checked" in ledger("check", desk.book).stdout, "unchecked stamps are told")
    # Rolled back to an older copy: what was kept outside tells.
    told = ledger("check", office / "older.ledger", *trust, "--checkpoint", last, status=4).stdout
    check("last.checkpoint was signed for 3 entries, and there are 2" in told, told)
    # Taken away, put under another checkpoint, spoilt, of somebody else.
    ledger("check", desk.book, "--tsa-trust", office / "p256.pem", status=4)
    bare = office / "bare.ledger"
    ledger("init", bare, "--origin", "example.org/bare", "--key", office / "bare.key")
    check("no checkpoint has a time stamp" in ledger("check", bare, *trust, status=4).stdout, "none is no all clear")
    for sql in ("UPDATE anchor SET stamp=(SELECT stamp FROM anchor WHERE size=1) WHERE size=3", "UPDATE anchor SET stamp=zeroblob(100) WHERE size=3",
                "UPDATE anchor SET size=2 WHERE size=3", "UPDATE anchor SET size=9 WHERE size=3"):
        copy = office / "copy.ledger"
        shutil.copy(desk.book, copy)
        run(["sqlite3", copy, sql])
        ledger("check", copy, *trust, status=4)
    with open(kept, encoding="utf-8") as file:
        note = file.read()
    # Lines of witnesses come along, count for nothing and are not handed on.
    witness = "— witness.example/w1 AAAAAAECAwQ=\n"
    office.write("witnessed", note + witness)
    told = ledger("check", desk.book, "--checkpoint", office / "witnessed").stdout
    check("carries signatures of others, which were not checked" in told, told)
    run(["sqlite3", desk.book, f"UPDATE checkpoint SET note=note||'{witness}' WHERE size=3"])
    check(ledger("checkpoint", desk.book).stdout == first, "a line of others is handed on")
    check("more than the signature" in ledger("check", desk.book, status=4).stdout, "a line of others in the file itself")


def main():
    with tempfile.TemporaryDirectory() as folder:
        office = Office(REVIEW, os.path.join(folder, "office"))
        for sentence in (rescans, bundles_tell_what_was_let_through, policies_of_that_day_let_nothing_through, a_ledger_that_was_tampered_with_tells_nothing, fields_are_published_by_the_policy_of_today,
                         a_renewed_seal_is_the_release, epochs, anchors):
            sentence(office)
            print(sentence.__name__, flush=True)


main()
