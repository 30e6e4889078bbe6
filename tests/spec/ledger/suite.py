#!/usr/bin/python3
"""review ledger, as an office runs it, with other tools as judges: SQLite's own module reads the file, the RFC's recursion computes
the root anew, openssl verifies the signature. And killed at every system call that changes a file: strace does that."""
import base64
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

REVIEW = sys.argv[1]
ORIGIN = "www.example.gov.cn/ledger"
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("FAILED:", what)


def run(*words, stdin="", language="en"):
    return subprocess.run([REVIEW, "--lang", language, *words], input=stdin, capture_output=True, text=True, timeout=60)


def did(*words, **more):
    ran = run(*words, **more)
    check(ran.returncode == 0, f"{words[:2]} gave {ran.returncode}: {ran.stderr}")
    return ran.stdout


def sha(data):
    return hashlib.sha256(data).digest()


def root_of(leaves):
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return sha(b"\x00" + leaves[0])
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha(b"\x01" + root_of(leaves[:k]) + root_of(leaves[k:]))


def leaves_of(path):
    with sqlite3.connect(path) as database:
        return [text.encode() for text, in database.execute("SELECT text FROM entry ORDER BY number")]


class Office:
    def __init__(self, folder):
        self.ledger = os.path.join(folder, "office.ledger")
        self.key = os.path.join(folder, "ledger.key")
        self.file = os.path.join(folder, "public.txt")
        with open(self.file, "w", encoding="utf-8") as out:
            out.write("a public document\n")
        self.vkey = did("ledger", "init", self.ledger, "--origin", ORIGIN, "--key", self.key).strip()

    def append(self, *more):
        return did("ledger", "append", self.ledger, "--file", self.file, "--key", self.key, *more)


def other_tools_agree(folder):
    office = Office(folder)
    check(os.stat(office.key).st_mode & 0o777 == 0o600, "the key is for its owner alone")
    for name in ("一", "二", "三"):
        entry = json.loads(office.append("--name", name, "--number", "2026-12", "--publisher", "张三", "--reviewer", "李四", "--reviewer", "王五"))
    check(entry["body"]["published"] == sha(open(office.file, "rb").read()).hex(), "the entry has the digest of the published file")
    note = did("ledger", "checkpoint", office.ledger, "--key", office.key)
    text, signature = note.split("\n\n")
    origin, size, root = text.split("\n")
    leaves = leaves_of(office.ledger)
    check((origin, size) == (ORIGIN, "3") and len(leaves) == 3, "the checkpoint is of three entries")
    check(base64.b64decode(root) == root_of(leaves), "the root is that of the RFC's recursion over what the file holds")

    name, number, public = office.vkey.split("+", 2)
    public = base64.b64decode(public)
    check(sha(name.encode() + b"\n" + public)[:4].hex() == number, "the number of the key is that of C2SP signed-note")
    signed = base64.b64decode(signature.split(" ")[2])
    check(signature.startswith(f"— {ORIGIN} ") and signed[:4].hex() == number, "the signature line names the key")
    paths = {kind: os.path.join(folder, kind) for kind in ("text", "signature", "public.der")}
    contents = {"text": (text + "\n").encode(), "signature": signed[4:], "public.der": bytes.fromhex("302a300506032b6570032100") + public[1:]}
    for kind, content in contents.items():
        with open(paths[kind], "wb") as out:
            out.write(content)
    verified = subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", paths["public.der"], "-in", paths["text"],
                               "-sigfile", paths["signature"]], capture_output=True, text=True)
    check("Signature Verified Successfully" in verified.stdout, "openssl verifies the checkpoint")
    return office, note


def an_office_uses_it(office, note):
    kept = office.ledger + ".kept"
    with open(kept, "w", encoding="utf-8") as out:
        out.write(note)
    office.append("--name", "four", "--expires", "2020-01-01", "--channel", "board")
    did("ledger", "withdraw", office.ledger, "1", "--by", "张三", "--reason", "误发", "--key", office.key)
    did("ledger", "append", office.ledger, "--kind", "policy", "--body", "-", stdin='{"policy": "default", "digest": "00"}')
    good = run("ledger", "check", office.ledger, "--vkey", office.vkey, "--checkpoint", kept)
    check(good.returncode == 0 and "all 6 entries are as they were written" in good.stdout, f"check: {good.stdout}{good.stderr}")
    check("no checkpoint signs for entries 3 to 5 yet" in good.stdout, "check tells what is not signed yet")

    listed = {state: did("ledger", "list", office.ledger, "--" + state) for state in ("live", "expired", "withdrawn")}
    check([text.count("2026-12") for text in listed.values()] == [2, 0, 1], f"states: {listed}")
    check("expired on 2020-01-01" in listed["expired"] and "误发" in listed["withdrawn"], "an ended release says why")
    check(did("ledger", "list", office.ledger, "--all").count("\n") == 6, "all entries are listed")
    rows = json.loads(did("ledger", "export", office.ledger, "--format", "json"))["releases"]
    check([row["state"] for row in rows] == ["live", "withdrawn", "live", "expired"], "the register has every release with its state")
    csv = did("ledger", "export", office.ledger, language="zh")
    check("\"发布日期\",\"编号\",\"名称\",\"发布人\",\"审核人\",\"状态\",\"渠道\"" in csv, "the register has the columns of a 台账")
    check("\"4\"" in did("ledger", "export", office.ledger, "--yearly"), "the year counts four releases")

    check(run("ledger", "init", office.ledger, "--origin", ORIGIN, "--key", office.key + ".new").returncode == 2, "a ledger is not made twice")
    check(not os.path.exists(office.key + ".new"), "no key is left by an init that was refused")
    for words, status in {("ledger", "init", office.ledger, "--origin", ORIGIN, "--key", office.key): 2,
                          ("ledger", "withdraw", office.ledger, "1", "--by", "a", "--reason", "b"): 2,
                          ("ledger", "append", office.ledger, "--file", office.file, "--expires", "2027-02-30"): 2,
                          ("ledger", "append", office.ledger, "--kind", "policy", "--body", office.file): 2,
                          ("ledger", "check", office.ledger + ".none"): 2,
                          ("ledger", "check", office.file): 4,
                          ("ledger", "check", office.ledger, "--vkey", "nobody"): 2}.items():
        ran = run(*words)
        check(ran.returncode == status and ran.stderr.startswith("review: "), f"{words[:2]} gave {ran.returncode}: {ran.stderr}")

    with sqlite3.connect(office.ledger) as database:
        database.execute("UPDATE entry SET text = replace(text, '一', '〇') WHERE number = 0")
    bad = run("ledger", "check", office.ledger, "--checkpoint", kept)
    check(bad.returncode == 4 and "NOT AS IT WAS WRITTEN, from entry 0 on" in bad.stdout, f"a changed entry: {bad.stdout}")


CHANGES_FILES = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "rename", "link", "linkat", "unlink")


def killed_at(call, number, words):
    """Whether the program was killed at the `number`th such call; it ends as usual where there are fewer."""
    ran = subprocess.run(["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}",
                          REVIEW, *words], capture_output=True, text=True, timeout=60)
    if ran.returncode == 0:
        return False
    check(ran.returncode in (137, -9), f"strace: {ran.returncode} {ran.stderr}")
    return ran.returncode in (137, -9)


def points(prepare, words, judge, step=1):
    """Runs `words` anew for each call of each kind (every `step`th) and kills it there. Returns how many points there were."""
    count = 0
    for call in CHANGES_FILES:
        for number in range(1, 200, step):
            prepare()
            killed = killed_at(call, number, words)
            judge(f"{words[1]} killed at {call} {number}" if killed else f"{words[1]} not killed")
            count += killed
            if not killed:
                break
    return count


def killed_anywhere(folder):
    office = Office(folder)
    for i in range(3):
        office.append("--name", str(i))
    base = os.path.join(folder, "base")
    shutil.copy(office.ledger, base)
    seen = set()

    def restore():
        for end in ("-wal", "-shm"):
            if os.path.exists(office.ledger + end):
                os.remove(office.ledger + end)
        shutil.copy(base, office.ledger)

    def appended(what):
        office.append("--name", "next")
        ran = run("ledger", "check", office.ledger, "--vkey", office.vkey)
        size = re.search(r"all (\d+) entries", ran.stdout)
        check(ran.returncode == 0 and size and size[1] in "45", f"{what}: {ran.stdout}{ran.stderr}")
        seen.add(size[1] if size else "?")

    count = points(restore, ["ledger", "append", office.ledger, "--file", office.file, "--name", "killed", "--key", office.key], appended)
    check(seen == {"4", "5"}, f"a killed append is there whole or not at all: {seen}")

    def signed(what):
        note = run("ledger", "checkpoint", office.ledger)
        ran = run("ledger", "check", office.ledger)
        check(ran.returncode == 0 and note.returncode == 0 and "all 3 entries" in ran.stdout, f"{what}: {ran.stdout}{ran.stderr}")

    count += points(restore, ["ledger", "checkpoint", office.ledger, "--key", office.key], signed, step=2)

    # A look back is in the ledger whole or not at all; tokens made anew go on where they stopped.
    published = os.path.join(folder, "published")
    os.mkdir(published)
    shutil.copy(office.file, published)
    keys = os.path.join(folder, "aggregation.key")
    did("ledger", "key", keys)
    seen.clear()

    def looked(what):
        ran = run("ledger", "check", office.ledger)
        size = re.search(r"all (\d+) entries", ran.stdout)
        check(ran.returncode == 0 and size and size[1] in "34", f"{what}: {ran.stdout}{ran.stderr}")
        seen.add(size[1] if size else "?")

    count += points(restore, ["ledger", "rescan", office.ledger, "--published", published, "--by", "a"], looked, step=8)
    check(seen == {"3", "4"}, f"a killed look back is there whole or not at all: {seen}")

    rekey = ["ledger", "rekey", office.ledger, "--published", published, "--aggregation-key", keys, "--by", "a"]

    def made_anew(what):
        between = run("ledger", "check", office.ledger)
        check(between.returncode == 0, f"{what}: {between.stdout}{between.stderr}")
        check(run(*rekey).returncode == 0, f"{what}: rekey again")
        ran = run("ledger", "check", office.ledger)
        check(ran.returncode == 0 and "all 6 entries" in ran.stdout, f"{what}: {ran.stdout}{ran.stderr}")

    count += points(restore, rekey, made_anew, step=8)

    fresh = os.path.join(folder, "fresh")

    def clean():
        shutil.rmtree(fresh, ignore_errors=True)
        os.mkdir(fresh)

    words = ["ledger", "init", fresh + "/new.ledger", "--origin", ORIGIN, "--key", fresh + "/new.key"]

    def made(what):
        if not os.path.exists(fresh + "/new.ledger"):
            check(run(*words).returncode == 0, f"{what}: init again")
        ran = run("ledger", "check", fresh + "/new.ledger")
        check(ran.returncode == 0, f"{what}: {ran.stdout}{ran.stderr}")

    count += points(clean, words, made, step=2)
    print(f"killed at {count} points")
    check(count >= 60, f"only {count} points to kill at")


def main():
    with tempfile.TemporaryDirectory() as folder:
        an_office_uses_it(*other_tools_agree(folder))
    with tempfile.TemporaryDirectory() as folder:
        killed_anywhere(folder)
    print("ledger:", "failed" if failures else "passed", len(failures))
    return 1 if failures else 0


sys.exit(main())
