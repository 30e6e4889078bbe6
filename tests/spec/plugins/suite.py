#!/usr/bin/env python3
"""suite.py REVIEW PLUGINS INCLUDE: plug-ins, programs as detectors, and pages that are pictures.

A scanned Chinese page (200 dpi, turned by a degree, as JPEG and as Flate) is read; its ID numbers and phones are found, their pixels are
gone from the output, to pdftoppm, to pdfimages and to tesseract's own program, and everything beside them is as it was."""
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "..", "..", "fixtures")
sys.path.insert(0, HERE)
import scans  # noqa: E402
from objects import built, named  # noqa: E402

REVIEW, PLUGINS, INCLUDE = sys.argv[1:4]
FAULTS = []
os.environ.pop("OMP_THREAD_LIMIT", None)  # of Tesseract: the program sees to it


def check(good, what):
    if not good:
        FAULTS.append(what)
        print("FAULT", what, flush=True)


def review(*words, status=None, what=""):
    done = subprocess.run([REVIEW, "--lang", "en", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600)
    if status is not None:
        check(done.returncode == status, f"{what or ' '.join(words[:2])}: status {done.returncode}, not {status}: {done.stdout[-300:]} {done.stderr[-500:]}")
    return done


def scan(*words, status=None, what=""):
    return json.loads(review("scan", "--no-config", "--format", "json", *words, status=status, what=what).stdout)


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
    return path


OCR = ["--plugin", named(os.path.join(PLUGINS, "ocr_tesseract.so"))]
CODES = ["--plugin", named(os.path.join(PLUGINS, "barcodes.so"))]


def pixels(path, box, grow):
    """Rows of the drawn page within a box of points; grow: pixels more on each side."""
    width, height, grey = scans.drawn(path)
    scale_x, scale_y = width / scans.WIDTH, height / scans.HEIGHT
    x0, x1 = int(box[0] * scale_x) - grow, int(box[2] * scale_x + 1) + grow
    y0, y1 = int((scans.HEIGHT - box[3]) * scale_y) - grow, int((scans.HEIGHT - box[1]) * scale_y + 1) + grow
    return [grey[y * width + x0:y * width + x1] for y in range(y0, y1)]


def rectangle(quad):
    return min(quad[0::2]), min(quad[1::2]), max(quad[0::2]), max(quad[1::2])


def same_beside(before, after, boxes, grow):
    """How many pixels outside the boxes differ by more than rounding."""
    width, height, old = scans.drawn(before)
    now = scans.drawn(after)[2]
    covered = [rectangle(box["quad"]) for box in boxes]
    scale_x, scale_y = width / scans.WIDTH, height / scans.HEIGHT
    count = 0
    for y in range(height):
        row, other = old[y * width:(y + 1) * width], now[y * width:(y + 1) * width]
        if row == other:
            continue
        at = scans.HEIGHT - y / scale_y
        spans = [(int(b[0] * scale_x) - grow, int(b[2] * scale_x) + grow) for b in covered if b[1] - grow / scale_y <= at <= b[3] + grow / scale_y]
        count += sum(1 for x in range(width) if abs(row[x] - other[x]) > 8 and not any(a <= x <= b for a, b in spans))
    return count


def read_by_tesseract(path, folder):
    picture = write(f"{folder}/page.png", scans.drawn(path, "-png"))
    text = subprocess.run(["tesseract", picture, "-", "-l", "chi_sim+eng"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", text)


def scanned_page(folder, jpeg):
    kind = "jpeg" if jpeg else "flate"
    draft = write(f"{folder}/{kind}.pdf", scans.scan_of(os.path.join(FIXTURES, "tracing.pdf"), folder, 1.0 if jpeg else 0.5, jpeg))
    alone = scan(draft, status=3, what=kind + " without a reader")["documents"][0]
    check([spot["reason"] for spot in alone["blind_spots"]] == ["image-only"] and not alone["findings"], kind + ": a picture is a blind spot where nobody reads it")

    seen = scan(draft, *OCR, status=3, what=kind + " read, and nobody has accepted it")
    one = seen["documents"][0]
    check([spot["reason"] for spot in one["blind_spots"]] == ["recognised"] and not one["complete"], kind + ": what a machine read stays a blind spot")
    check([plugin["kind"] for plugin in seen["tool"]["plugins"]] == ["picture-reader"] and seen["tool"]["plugins"][0]["digest"] == OCR[1][-64:]
          and seen["tool"]["plugins"][0]["name"].startswith("tesseract "), kind + ": the report names the engine and its digest")
    revealed = scan(draft, *OCR, "--accept-recognised", "--reveal", status=1, what=kind + " accepted")["documents"][0]
    check(revealed["complete"] and revealed["blind_spots"][0]["enough"], kind + ": accepted, and still told")
    found = {}
    for finding in revealed["findings"]:
        found.setdefault(re.sub(r"\s", "", finding["text"]), finding)
        check(finding["where"]["kind"] == "picture" and "recognised" in finding["evidence"], kind + ": evidence of " + finding["rule"])
        check(finding["likelihood"] != "certain" or "checksum" in finding["evidence"], kind + ": only a check digit makes certain: " + finding["rule"])
    values = {"420303198606255236": "resident-id", "18697369841": "mobile"}
    for value, rule in values.items():
        check(value in found and found[value]["rule"].endswith("/" + rule), f"{kind}: {rule} is found: {sorted(found)}")

    redact = ["redact", "--no-config", draft, "-o", f"{folder}/{kind}.out.pdf", "--all", "--evidence", f"{folder}/{kind}.json", *OCR]
    review(*redact, status=3, what=kind + " redacted, and nobody has accepted it")
    check(not os.path.exists(f"{folder}/{kind}.out.pdf"), kind + ": nothing was written")
    review(*redact, "--accept-recognised", status=0, what=kind + " redacted")
    with open(f"{folder}/{kind}.json", encoding="utf-8") as file:
        evidence = json.load(file)
    check(evidence["clean"] and evidence["recognised"] == ["page 1"] and evidence["plugins"][0]["kind"] == "picture-reader", kind + ": the evidence says that a machine read it")
    check("pdftoppm" in evidence["rendered"], kind + ": and that the pixels were looked at")
    out = f"{folder}/{kind}.out.pdf"
    for box in evidence["boxes"]:
        inside = b"".join(pixels(out, rectangle(box["quad"]), -2))
        check(inside and len(set(inside)) == 1, kind + ": a box is of one colour")
    own = subprocess.run(["pdfimages", "-list", out], capture_output=True, text=True, check=True).stdout.splitlines()
    check(len(own) == 3, kind + ": the picture is still one")
    bare = write(f"{folder}/{kind}.bare.pdf", without_boxes(out))
    for box in evidence["boxes"]:
        inside = b"".join(pixels(bare, rectangle(box["quad"]), -2))
        check(max(inside) - min(inside) <= 8, kind + ": the picture's own samples are gone, under the box")
    check(same_beside(draft, out, evidence["boxes"], 20 if jpeg else 3) == 0, kind + ": everything beside the boxes is as it was")
    text = read_by_tesseract(out, folder)
    for value in values:
        check(value not in text and value[4:] not in text, kind + ": another eye reads the value in the output")
    check("密切接触者名单" in text and "居家健康监测" in text, kind + ": neighbours can be read")
    return draft


def without_boxes(path):
    """The page without what was painted over the picture: whoever takes the boxes away sees this."""
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, check=True).stdout
    return re.sub(rb"(?m)^(?:[-\d. ]+ (?:re|m|l)|h|f)$", lambda line: b" " * len(line.group()), plain)


def several(folder):
    draft = write(f"{folder}/several.txt", b"Not for publication\n")
    example = ["--plugin", named(os.path.join(PLUGINS, "example_verifier.so"))]
    for plugins in (CODES + example, example + CODES):
        seen = scan(draft, *plugins, status=1, what="two plug-ins")
        check([f["rule"] for f in seen["documents"][0]["findings"]] == ["office/closing-words"], f"each of two plug-ins has its word: {seen['documents'][0]['findings']}")
        told = {(p["kind"], p["digest"]) for p in seen["tool"]["plugins"]}
        check(told == {("picture-reader", CODES[1][-64:]), ("detector", example[1][-64:])}, f"two plug-ins are two: {told}")


def codes(folder):
    draft = write(f"{folder}/code.pdf", scans.page_of([scans.code_picture("身份证 420303198606255236", 100, 500, 100)],
                                                      b"BT /F 12 Tf 72 700 Td (A page with a code and enough words to be text) Tj ET"))
    check(not scan(draft, status=0, what="a code nobody reads")["documents"][0]["findings"], "a code: nothing is found without a reader")
    found = scan(draft, *CODES, "--reveal", status=1, what="a code that is read")["documents"][0]["findings"]
    check([(f["rule"].split("/")[1], f["text"], f["where"]["kind"]) for f in found] == [("resident-id", "420303198606255236", "picture")], f"a code is read: {found}")
    review("redact", "--no-config", draft, "-o", f"{folder}/code.out.pdf", "--all", *CODES, status=0, what="a code is cut")
    check(len(set(b"".join(pixels(f"{folder}/code.out.pdf", (101, 501, 199, 599), -30)))) == 1, "the code is gone")


PLUGIN = '#include <review/plugin.h>\n'
BAD = {
    "no_init": (PLUGIN + "int other(void) { return 0; }", "review_plugin_init"),
    "other_version": (PLUGIN + "int review_plugin_init(review_host *h) { return h->hello(h, 2); }", "version 2"),
    "no_hello": (PLUGIN + "int review_plugin_init(review_host *h) { (void)h; return 0; }", "does not start"),
    "complains": (PLUGIN + 'int review_plugin_init(review_host *h) { h->hello(h, 1); h->complain(h, "no models"); return 1; }', "no models"),
    "throws": (PLUGIN + 'int review_plugin_init(review_host *) { throw 1; }', "throws"),
}
DETECTOR = PLUGIN + """
static int look(void *self, review_plugin_text text, review_detections *to) { (void)self; (void)text; (void)to; %s }
int review_plugin_init(review_host *h) {
    static const review_detector d = {sizeof d, "bad", look, 0};
    return h->hello(h, REVIEW_PLUGIN_VERSION) || h->add_detector(h, &d);
}"""
TELL = "review_detection f = {sizeof f, %s, {\"x\", 1}, 0, 0, 0}; to->add(to, &f); return 0;"
MISBEHAVES = {
    "fails": "return 1;",
    "outside": TELL % "0, text.size + 1",
    "inside_a_letter": TELL % "0, 1",
    "empty": TELL % "2, 2",
    "no_kind": "review_detection f = {sizeof f, 0, 3, {\"x\", 1}, 99, 0, 0}; to->add(to, &f); return 0;",
    "old_struct": "review_detection f = {8, 0, 3, {\"x\", 1}, 0, 0, 0}; to->add(to, &f); return 0;",
    "bad_name": "review_detection f = {sizeof f, 0, 3, {\"../x\", 4}, 0, 0, 0}; to->add(to, &f); return 0;",
    "throws": "throw 1;",
}
# What the cage forbids a plug-in, and the call it is told by.
MISDEEDS = {
    "opens": ('open("/etc/hostname", O_RDONLY);', "openat"),
    "writes": ('open("/tmp/review-misdeed", O_WRONLY | O_CREAT, 0600);', "openat"),
    "forks": ("fork();", "clone"),
    "connects": ("socket(AF_INET, SOCK_STREAM, 0);", "socket"),
    "runs": ('execl("/bin/true", "true", (char *)0);', "execve"),
}


def refused(folder):
    draft = write(f"{folder}/notice.txt", "不予公开。DOC-123456-6 and DOC-123456-7\n".encode())
    example = os.path.join(PLUGINS, "example_verifier.so")
    cases = [("another digest", [example + "@sha256:" + "0" * 64], "another digest"), ("no digest", [example], "PATH@sha256:HEX"),
             ("no such file", [f"{folder}/nothing.so@sha256:" + "0" * 64], "nothing.so"), ("no object", [named(draft)], "notice.txt")]
    cases += [(name, [named(built(folder, name, source, INCLUDE))], words) for name, (source, words) in BAD.items()]
    for name, plugins, words in cases:
        done = review("scan", "--no-config", draft, "--plugin", plugins[0], status=2, what="plug-in: " + name)
        check(words in done.stderr, f"plug-in {name}: the message says {words}: {done.stderr}")
    for name, body in MISBEHAVES.items():
        done = review("scan", "--no-config", draft, "--plugin", named(built(folder, "does_" + name, DETECTOR % body, INCLUDE)), status=3, what="a plug-in that " + name)
        check("bad" in done.stdout, f"a plug-in that {name} is named: {done.stdout}")
    for name, (body, call) in MISDEEDS.items():
        plugin = named(built(folder, "does_" + name, "#include <fcntl.h>\n#include <sys/socket.h>\n#include <unistd.h>\n" + DETECTOR % (body + " return 0;"), INCLUDE))
        for command in (["scan"], ["redact", "-o", f"{folder}/misdeed.txt", "--all"]):
            done = review(*command, "--no-config", draft, "--plugin", plugin, status=3, what=f"{command[0]} with a plug-in that {name}")
            told = done.stdout + done.stderr
            check(f"the plug-in bad asked the system for `{call}`" in told, f"{command[0]}: a plug-in that {name} is killed and named: {told}")
            check(not os.path.exists(f"{folder}/misdeed.txt") and not os.path.exists("/tmp/review-misdeed"), f"{command[0]}: a plug-in that {name} leaves nothing behind")
    crash = review("redact", "--no-config", draft, "-o", f"{folder}/crash.txt", "--all", "--plugin", named(built(folder, "crashes", DETECTOR % "*(volatile int *)0 = 1; return 0;", INCLUDE)))
    check("while the plug-in bad was at work" in crash.stderr, "a plug-in that crashes is named: " + crash.stderr)
    check(crash.returncode == 3 and not os.path.exists(f"{folder}/crash.txt"), "a plug-in that crashes leaves nothing behind")


def example(folder):
    draft = write(f"{folder}/office.txt", b"DOC-123456-8 DOC-123456-7\nNot for publication\n")
    pack = write(f"{folder}/office.yaml", b"""pack: office
version: '1'
title: {en: Office, zh: \xe6\x9c\xba\xe5\x85\xb3}
rules:
  - id: file-number
    title: {en: File number, zh: \xe6\xa1\xa3\xe6\xa1\x88\xe5\x8f\xb7}
    source: of the test
    category: work-secret
    severity: low
    match: ['\\bDOC-\\d{6}-\\d\\b']
    check: office-number
    positive: ['DOC-123456-8']
    negative: ['DOC-1']
""")
    plugin = ["--plugin", named(os.path.join(PLUGINS, "example_verifier.so"))]
    review("scan", "--no-config", draft, "--pack", pack, status=2, what="a verifier nobody brought")
    seen = scan(draft, "--pack", pack, "--reveal", *plugin, status=1, what="the example")
    told = sorted((f["rule"], f["text"]) for f in seen["documents"][0]["findings"])
    check(told == [("office/closing-words", "Not for publication"), ("office/file-number", "DOC-123456-8")], f"the example finds: {told}")
    check(sorted(p["kind"] for p in seen["tool"]["plugins"]) == ["detector", "verifier"], f"the report names both: {seen['tool'].get('plugins')}")
    out, evidence = f"{folder}/office.out.txt", f"{folder}/office.json"
    review("redact", "--no-config", draft, "-o", out, "--all", "--pack", pack, *plugin, "--evidence", evidence, status=0, what="the example redacts")
    with open(out, encoding="utf-8") as file:
        text = file.read()
    check("DOC-123456-7" in text and "publication" not in text and "123456-8" not in text, "what the example found is gone: " + text)
    with open(evidence, encoding="utf-8") as file:
        check({p["digest"] for p in json.load(file)["plugins"]} == {plugin[1][-64:]}, "the evidence names the plug-in's digest")


def programs(folder):
    draft = write(f"{folder}/staff.xml", "<staff><p>王某，工号 A12345。</p><p>工号 B54321</p></staff>".encode())
    command = os.path.join(HERE, "detector.py")
    seen = scan(draft, "--reveal", "--detector", command, status=1, what="a program")
    told = sorted(f["text"] for f in seen["documents"][0]["findings"] if f["rule"] == "detector-py/employee-number")
    check(told == ["A12345", "B54321"], f"a program finds: {seen['documents'][0]['findings']}")
    check(seen["tool"]["plugins"][0]["kind"] == "detector-command" and seen["tool"]["plugins"][0]["digest"] == named(command)[-64:], "the report names the program")
    review("redact", "--no-config", draft, "-o", f"{folder}/staff.out.xml", "--all", "--detector", command, status=0, what="a program redacts")
    with open(f"{folder}/staff.out.xml", encoding="utf-8") as file:
        text = file.read()
    check("A12345" not in text and "B54321" not in text and "工号" in text, "what the program found is gone: " + text)
    for fault in ("dies", "other-id", "outside", "unknown-key", "not-json", "twice"):
        review("scan", "--no-config", draft, "--detector", f"{command} {fault}", status=3, what="a program: " + fault)
        review("redact", "--no-config", draft, "-o", f"{folder}/{fault}.xml", "--all", "--detector", f"{command} {fault}", status=3, what="a program: " + fault)
        check(not os.path.exists(f"{folder}/{fault}.xml"), f"a program that {fault}: nothing is written")
    review("scan", "--no-config", draft, "--detector", "detector.py", status=2, what="a program without a path")
    review("scan", "--no-config", draft, "--detector", f"{folder}/nothing", status=2, what="a program that is not there")


def doctor():
    told = json.loads(review("doctor", "--format", "json").stdout)["checks"]
    rows = {row["name"]: row for row in told}
    check(OCR[1] in rows["ocr"]["found"] and CODES[1] in rows["barcodes"]["found"], f"the doctor names the plug-ins as --plugin takes them: {rows['ocr']} {rows['barcodes']}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        doctor()
        example(folder)
        programs(folder)
        refused(folder)
        several(folder)
        codes(folder)
        # A page costs half a minute: the other way of packing a picture is for `make corpus`.
        for jpeg in (True, False) if "--both" in sys.argv else (True,):
            scanned_page(folder, jpeg)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
