"""What the page of a redaction promises (review redact --report): no value unless it was asked to, before beside after, whole or not at all."""
import json
import os
import re
import stat
import subprocess
import tempfile

from forms import Page, Picture, everything, spellings

REVIEW, FIXTURES = "", ""
HOSTILE = "<img src=x onerror=alert(1)>"


def redact(draft, folder, *words, report=True, language="en", expect=0, environment=None):
    """(page, output, evidence, plan); each None where it was not written."""
    names = {kind: os.path.join(folder, kind) for kind in ("out" + os.path.splitext(draft)[1], "page.html", "evidence.json", "plan.json")}
    for path in names.values():
        if os.path.exists(path):
            os.remove(path)
    out, page, evidence, plan = names.values()
    command = [REVIEW, "redact", draft, "-o", out, "--lang", language, "--evidence", evidence, "--plan", plan, *(["--report", page] if report else []), *words]
    ran = subprocess.run(command, capture_output=True, cwd=FIXTURES, timeout=300,
                         env={**os.environ, "LC_ALL": "C.UTF-8", "REVIEW_CACHE_DIR": "", **(environment or {})})
    assert ran.returncode == expect, f"{draft} {words}: status {ran.returncode}: {ran.stderr.decode()}"
    read = []
    for path in (page, out, evidence, plan):
        with open(path, "rb") if os.path.exists(path) else open(os.devnull, "rb") as file:
            read.append(file.read() if os.path.exists(path) else None)
    text = read[0].decode() if read[0] is not None else None
    return text, read[1], json.loads(read[2] or "null"), json.loads(read[3] or "null")


def mode_of(folder):
    return stat.S_IMODE(os.stat(os.path.join(folder, "page.html")).st_mode)


def frames_show(check, draft, page, revealed):
    """On the left every frame is even, or none where the draft itself is shown; on the right each is."""
    for number, (png, frames) in enumerate(zip(page.pictures, page.frames)):
        picture = Picture(png)
        left = number % 2 == 0
        for x, y, width, height in frames:
            if width < 16:
                continue  # a hyphen
            even = len(picture.pixels(x + 4, y + 4, width - 8, height - 8)) == 1
            check(even != (left and revealed), f"{draft} {'revealed' if revealed else 'masked'}: a frame on the {'left' if left else 'right'} is {'even' if even else 'uneven'}")


def values_of_redactions(check, valid_page, planted, untyped):
    """Every draft: masked and revealed; each cut has its row, each page with a cut both its sides, at one size."""
    for draft, rows in planted.items():
        values = sorted({row["value"] for row in rows})
        words = ["--all", *(word for row in rows if row["type"] in untyped for word in ("--term", row["value"]))]
        with tempfile.TemporaryDirectory() as folder:
            for reveal in ([], ["--reveal"]):
                text, output, evidence, plan = redact(draft, folder, *words, *reveal)
                where = f"redaction of {draft} {reveal}"
                page = valid_page(text, where)
                gone = [value for value in values if any(value == one["text"] for one in plan["values"])]
                undone = everything("html", text)
                squeezed = re.sub(r"\s+", "", undone)
                check(mode_of(folder) == 0o600, f"{where}: mode {mode_of(folder):o}")
                check(("INTERNAL" in page.shown) == bool(reveal), f"{where}: INTERNAL where it does not belong, or not where it does")
                check(len(page.rows) == len(plan["cuts"]) + len(plan["areas"]), f"{where}: {len(page.rows)} rows")
                check(evidence["draft"] not in text and evidence["output"] in text, f"{where}: the digest of the draft, or none of the output")
                check(len(gone) > 0, f"{where}: no planted value went")
                for value in gone:
                    if reveal:
                        check(re.sub(r"\s+", "", value) in squeezed, f"{where}: {value} is not revealed")
                    else:
                        check(not any(spelling in undone for spelling in spellings(value)), f"{where}: shows {value}")
                if draft.endswith(".pdf"):
                    pages = {box["page"] for box in evidence["boxes"]}
                    check(len(page.pictures) == 2 * len(pages), f"{where}: {len(page.pictures)} pictures of {len(pages)} pages")
                    sizes = [(Picture(png).width, Picture(png).height) for png in page.pictures]
                    check(sizes[::2] == sizes[1::2], f"{where}: the sides have two sizes")
                    frames_show(check, draft, page, bool(reveal))
                else:
                    check(not page.pictures and "are not drawn" in page.shown, f"{where}: says nothing of pictures")
                    check("<mark class=\"gone\">" in text, f"{where}: no line is shown before beside after")


def one_way_or_the_other(check, folder):
    """In a cage or not, once or twice: the same bytes. In both languages."""
    for draft in ("decision.pdf", "act.xml"):
        first, again, open_ = (redact(draft, folder, "--all", *words)[0] for words in ([], [], ["--no-cage"]))
        check(first == again, f"{draft}: two pages of one redaction differ")
        check(first == open_, f"{draft}: the cage changes the page")
        chinese = redact(draft, folder, "--all", language="zh")[0]
        check("已脱敏并经证明" in chinese and Page(chinese).language == "zh-CN" and "REDACTED AND PROVEN" in first, f"{draft}: a language is missing")


def whole_or_none(check, folder):
    """What is refused has no page, and what cannot be written has no output."""
    check(redact("decision.pdf", folder, expect=3) == (None, None, None, None), "a refused redaction left something behind")
    redact("decision.pdf", folder, "--all", "--reveal", report=False, expect=2)
    out = os.path.join(folder, "alone.pdf")
    ran = subprocess.run([REVIEW, "redact", "decision.pdf", "-o", out, "--all", "--report", os.path.join(folder, "no", "page.html")], capture_output=True, cwd=FIXTURES)
    check(ran.returncode == 2 and not os.path.exists(out), "a page that cannot be written leaves an output")


def failures_to_draw(check, folder):
    """No program that draws, one that fails, a worker that dies: told, and the redaction goes on."""
    failing = os.path.join(folder, "pdftoppm")
    with open(failing, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n[ \"$1\" = -v ] && echo 'pdftoppm version 22.12.0' >&2 && exit 0\nexit 9\n")
    os.chmod(failing, 0o755)
    plain = redact("decision.pdf", folder, "--all", report=False)[1]
    for program, sentence in (("/nowhere/pdftoppm", "pdftoppm is not installed"), (failing, "Pages are not shown: ")):
        for words in ([], ["--reveal"], ["--no-cage"]):
            text, output, _, plan = redact("decision.pdf", folder, "--all", *words, environment={"REVIEW_PDFTOPPM": program})
            page = Page(text)
            check(output == plain, f"{program}: the output depends on drawing")
            check(sentence in page.shown and not page.pictures and len(page.rows) == len(plan["cuts"]), f"{program}: {sentence} is not told")
    with open(failing, "w", encoding="utf-8") as file:  # its parent keeps the worker that asked for it
        file.write("#!/bin/sh\n[ \"$1\" = -v ] && echo 'pdftoppm version 22.12.0' >&2 && exit 0\nfor one in $(pgrep -P $PPID); do [ $one = $$ ] || kill -9 $one; done\nexit 9\n")
    text, output, _, plan = redact("decision.pdf", folder, "--all", environment={"REVIEW_PDFTOPPM": failing})
    check(output == plain and "died of signal 9" in text and "What stands around the cuts is not shown" in text and len(Page(text).rows) == len(plan["cuts"]),
          "a worker that dies while it shows a redaction is not told, or takes the redaction with it")


def what_no_rule_found(check, valid_page, folder):
    """Rectangles, what stands to the end of a line, masks, a hostile name and value, pages that nobody can read."""
    box = ["--box", "1,60,600,400,660"]  # over a name and what no rule finds
    for words in ([*box, "--all"], ["--all", "--width", "line"], ["--all", "--width", "fixed"], [*box, "--all", "--label", "B6"]):
        text, _, _, plan = redact("decision.pdf", folder, *words)
        page = valid_page(text, f"decision.pdf {words}")
        check(len(page.rows) == len(plan["cuts"]) + len(plan["areas"]) and len(page.pictures) == 2, f"decision.pdf {words}: rows or sides are missing")
        left = Picture(page.pictures[0])
        for x, y, width, height in page.frames[0]:
            check(len(left.pixels(x + 4, y + 4, width - 8, height - 8)) == 1, f"decision.pdf {words}: the left side shows what went")
    name = os.path.join(folder, '"><script>alert(1)<!--&amp;\'.txt')
    with open(name, "w", encoding="utf-8") as file:
        file.write(f"term {HOSTILE} & \"quoted\"\n")
    for reveal in ([], ["--reveal"]):
        page = valid_page(redact(name, folder, "--term", HOSTILE, *reveal)[0], f"hostile {reveal}")
        check("<script>alert(1)" in page.shown and len(page.rows) == 1 and (HOSTILE in page.shown) == bool(reveal), f"hostile {reveal}: not shown as it is")
    with open(os.path.join(folder, "masks.txt"), "w", encoding="utf-8") as file:
        file.write("手机：13812345678。\n")
    found = json.loads(subprocess.run([REVIEW, "scan", "masks.txt", "--format", "json"], capture_output=True, cwd=folder).stdout)["documents"][0]
    with open(os.path.join(folder, "masks.yaml"), "w", encoding="utf-8") as file:
        file.write(f"version: 2\ndraft: \"{found['sha256']}\"\ndecisions:\n  - finding: \"{found['findings'][0]['id']}\"\n    decision: mask\n    basis: \"条例15\"\n    by: \"Wang\"\n")
    text, output, _, plan = redact(os.path.join(folder, "masks.txt"), folder, "--decisions", os.path.join(folder, "masks.yaml"))
    check("13812345678"[3:7] not in text and "138" in output.decode() and "<mark>****</mark>" in text and len(plan["cuts"]) == 1, "a mask shows what it hides")


def pages_nobody_read(check, folder, picture_page):
    path = os.path.join(folder, "scanned.pdf")
    with open(path, "wb") as file:
        file.write(picture_page)
    for choice, word in (("rasterise", "became one picture"), ("remove", "was emptied")):
        page = Page(redact(path, folder, "--term", "caption", "--on-unreadable", choice)[0])
        check(word in page.shown, f"{choice}: not told")
        check(len(page.pictures) == 2 or "Pages are not shown" in page.shown, f"{choice}: neither pictures nor a reason")


def redaction_pages(review, fixtures, check, valid_page, planted, untyped, picture_page):
    global REVIEW, FIXTURES
    REVIEW, FIXTURES = review, fixtures
    values_of_redactions(check, valid_page, planted, untyped)
    with tempfile.TemporaryDirectory() as folder:
        one_way_or_the_other(check, folder)
        whole_or_none(check, folder)
        failures_to_draw(check, folder)
        what_no_rule_found(check, valid_page, folder)
        pages_nobody_read(check, folder, picture_page)
