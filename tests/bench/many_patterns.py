"""Text by 60 and by 500 patterns beside what a user would take instead: RegExp of node on Chinese, ripgrep on English; cold starts and floods."""
import pathlib
import random
import shlex
import shutil

HERE = pathlib.Path(__file__).resolve().parent

# Thirty kinds of values as one writes them for a tool that checks nothing: [0-9] for \d, no look-around (rg has none).
REGEXES = [
    "[1-9][0-9]{16}[0-9Xx]", "[1-9][0-9]{14}", "1[3-9][0-9]{9}", "0[0-9]{2,3}-[0-9]{7,8}", "62[0-9]{14,17}",
    "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}",
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][0-9A-Z]{5}", "E[0-9]{8}", "E[A-Z][0-9]{7}", "[HM][0-9]{8,10}",
    "C[0-9]{8}", "[A-Z][0-9]{6}[(][0-9A][)]", "[A-Z][12][0-9]{8}", "[A-HJ-NPR-Z0-9]{17}", "[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}",
    "[0-9A-F]{2}(?::[0-9A-F]{2}){5}", "[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}", "[0-9]{3}-[0-9]{2}-[0-9]{4}", "P<[A-Z]{3}[A-Z<]{39}",
    "微信号?[:：] ?[A-Za-z][-_A-Za-z0-9]{5,19}", "QQ[:：] ?[0-9]{5,11}", "[东西]经[0-9]{1,3}[.][0-9]{4,}", "(?:绝密|机密|秘密)★[0-9]{1,2}年",
    "〔[0-9]{4}〕[0-9]{1,4}号", "-----BEGIN [A-Z ]*PRIVATE KEY-----", "AKIA[0-9A-Z]{16}", "eyJ[A-Za-z0-9_-]{10,}[.][A-Za-z0-9_-]{10,}",
    "(?:password|密码)[=:：] ?[^ \\n]{6,}", "[0-9]{1,3}栋[0-9]{1,2}单元[0-9]{3,4}室",
]
SYLLABLES = "阿贝策德恩福格赫伊基拉马诺奥普奇瑞斯特乌维希亚赞"


def words(count):
    """Words that stand in no text here: a dictionary of an office's own names."""
    rng = random.Random(99)
    found = set()
    while len(found) < count:
        found.add("".join(rng.choice(SYLLABLES) for _ in range(rng.randint(3, 5))))
    return sorted(found)


def patterns(folder, count):
    """(file of patterns for the peers, pack with the words for ours). Ours looks for the kinds by its own rules."""
    listed = folder / f"patterns{count}.txt"
    listed.write_text("\n".join(REGEXES + words(count - len(REGEXES))) + "\n", encoding="utf-8")
    pack = folder / f"words{count}.yaml"
    pack.write_text("pack: words\nversion: \"1\"\ntitle: {en: Words, zh: 词表}\nrules:\n  - id: word\n    title: {en: Word, zh: 词}\n"
                    "    source: bench\n    category: trade\n    severity: low\n    terms: [" + ", ".join(words(count - len(REGEXES))) + "]\n"
                    f"    positive: [\"{words(1)[0]}\"]\n    negative: [\"无\"]\n", encoding="utf-8")
    return listed, pack


def node(listed, text):
    return f"(node {shlex.quote(str(HERE / 'node_regexp.mjs'))} {shlex.quote(str(listed))} {shlex.quote(str(text))})"


def ripgrep(listed, text):
    return f"(rg -ob -N --no-filename -f {shlex.quote(str(listed))} {shlex.quote(str(text))})"


def ours(review, pack, text):
    return f"({shlex.quote(str(review))} scan {shlex.quote(str(text))} --pack {shlex.quote(str(pack))} --format jsonl || test $? = 1)"


def workloads(review, folder, made):
    """(name, path, truth, ours, peer, name of the peer, what it does not do)."""
    lacks = "no check digits, no regions, no labels, no normalisation, no values over line ends, no masking"
    for count in (60, 500):
        listed, pack = patterns(folder, count)
        if "text-zh" in made:
            path, truth = made["text-zh"]
            yield (f"text-zh-{count}", path, truth, ours(review, pack, path), node(listed, path), f"node RegExp, {count} joined", lacks)
        if count == 60 and "text-en" in made:
            path, truth = made["text-en"]
            yield (f"text-en-{count}", path, truth, ours(review, pack, path), ripgrep(listed, path), f"rg -f, {count}", lacks)


def linked_only(review, folder):
    """A program that does nothing and links the same libraries; None where nothing compiles one."""
    import re
    import subprocess
    needs = re.findall(r"NEEDED.*\[(.+)\]", subprocess.run(["readelf", "-d", review], capture_output=True, text=True, check=True).stdout)
    program = folder / "linked-only"
    (folder / "nothing.c").write_text("int main(void) { return 0; }\n")
    words = ["cc", "-O2", folder / "nothing.c", "-o", program, "-Wl,--no-as-needed"] + ["-l:" + name for name in needs if not name.startswith("ld-linux")]
    return program if shutil.which("cc") and subprocess.run(words, check=False).returncode == 0 else None


def cold_start(review, folder, ratios, pairs):
    """Three kilobytes of text and 500 patterns, compiled by an earlier run; and with nothing kept."""
    import os
    import statistics
    import inputs
    listed, pack = patterns(folder, 500)
    text = folder / "three-kilobytes.txt"
    inputs.text(text, 17, 3000, "zh")
    cache = folder / "cache"
    kept = f"(REVIEW_CACHE_DIR={shlex.quote(str(cache))} {shlex.quote(str(review))} scan {shlex.quote(str(text))} --pack {shlex.quote(str(pack))} --format jsonl || test $? = 1)"
    anew = kept.replace(str(cache), "")
    print("cold-start: 3 KB, 500 patterns", flush=True)
    if shutil.which("rg"):
        both = ratios(kept, ripgrep(listed, text), pairs)
        print(f"  kept databases: CPU ratio to rg -f 500: median {statistics.median(a.cpu / b.cpu for a, b in both):.3f}; ours {1000 * statistics.median(a.cpu for a, _ in both):.1f} ms")
    else:
        print("  PEER MISSING: rg")
    empty = linked_only(review, folder)
    if empty:
        both = ratios(kept, shlex.quote(str(empty)), 3 * pairs)
        print(f"  kept databases: CPU ratio to a program that only links the same libraries: median {statistics.median(a.cpu / b.cpu for a, b in both):.2f} (goal 2)")
        both = ratios(kept.replace(f"--pack {shlex.quote(str(pack))} ", ""), shlex.quote(str(empty)), 3 * pairs)
        print(f"  built-in packs alone: {statistics.median(a.cpu / b.cpu for a, b in both):.2f} times as much as that program")
    else:
        print("  PEER MISSING: cc")
    both = ratios(anew, kept, pairs)
    print(f"  nothing kept: {1000 * statistics.median(a.cpu for a, _ in both):.1f} ms, {statistics.median(a.cpu / b.cpu for a, b in both):.2f} times as much as with kept databases")
    assert os.path.isdir(cache), "nothing was kept"


FLOODS = {"digits": "0123456789", "cards": "6222021000000000009 ", "markers": "秘密★", "mail": "a.a@a.a."}


def floods(review, folder, ratios, pairs):
    """Bytes a second on text that is nothing but what rules begin with, as a share of those on ordinary Chinese text."""
    import statistics
    import inputs
    _, pack = patterns(folder, 60)
    size = 2 << 20
    normal = folder / "ordinary.txt"
    inputs.text(normal, 18, 2 * size, "zh")
    for name, piece in FLOODS.items():
        flood = folder / f"flood-{name}.txt"
        line = piece * (size // 40 // len(piece.encode()))
        flood.write_text((line + "\n") * 40, encoding="utf-8")
        plain = folder / "flood-none.txt"
        plain.write_bytes(normal.read_bytes()[:flood.stat().st_size].decode("utf-8", "ignore").encode())
        both = ratios(ours(review, pack, plain), ours(review, pack, flood), pairs)
        share = statistics.median(a.cpu / b.cpu for a, b in both)
        print(f"flood-{name}: {share:.3f} of ordinary speed (goal 0.1)", flush=True)
