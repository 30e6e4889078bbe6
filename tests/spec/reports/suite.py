#!/usr/bin/env python3
"""suite.py REVIEW SCHEMAS: what every report promises.

Each form is valid for whoever reads it (SCHEMAS: get_schemas.sh), tells every finding and everything that nobody could read, and
shows no value unless it was asked to."""
import base64
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import jsonschema

from forms import Page, Picture, digest_source, everything, spellings
from redactions import redaction_pages

REVIEW, SCHEMAS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.normpath(os.path.join(HERE, "../../../fixtures"))
FORMS = ["text", "json", "jsonl", "sarif", "junit", "gitlab", "gitlab-secrets", "html"]
TYPES_WITHOUT_RULE = {"name"}
failures = []
# A page with one word and a picture over all of it, of which nobody reads the text.
PICTURE_PAGE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>> endobj
4 0 obj <</Length 77>> stream
q 200 0 0 200 0 0 cm /I Do Q BT /F 12 Tf 1 0 0 1 20 20 Tm (the caption) Tj ET   
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray/Length 4>> stream
\x00\xff\xff\x00
endstream endobj
trailer <</Root 1 0 R>>
"""


def check(truth, sentence):
    if not truth:
        failures.append(sentence)
        print("FAILED: " + sentence)


def scan(words, form="json", folder=FIXTURES, language="en", expect=(0, 1, 3)):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "REVIEW_KEY_FILE": os.path.join(FIXTURES, "report-key.bin"), "REVIEW_CACHE_DIR": ""}
    ran = subprocess.run([REVIEW, "scan", "--lang", language, "--format", form, *words], capture_output=True, cwd=folder, env=environment, timeout=300)
    check(ran.returncode in expect, f"{form} {words}: status {ran.returncode}: {ran.stderr.decode()}")
    return ran.stdout.decode(), ran.returncode


def truths():
    """name of a draft -> the values planted in it; those that no rule knows are asked for as terms."""
    for name in sorted(os.listdir(FIXTURES)):
        draft = next((name[:-10] + ending for ending in (".pdf", ".xml", ".txt", ".xlsx")
                      if name.endswith(".truth.tsv") and os.path.exists(os.path.join(FIXTURES, name[:-10] + ending))), None)
        if draft is None:
            continue
        with open(os.path.join(FIXTURES, name), encoding="utf-8") as rows:
            yield draft, list(csv.DictReader(rows, delimiter="\t"))


def schema(name):
    folder = HERE if name.startswith("gitlab") else SCHEMAS
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        sys.exit(f"{path} is missing: tests/spec/reports/get_schemas.sh {SCHEMAS} fetches it (network, npm); nothing was checked")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def valid(form, text, where):
    if form == "junit":
        ran = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", os.path.join(SCHEMAS, "junit.xsd"), "-"], input=text.encode(), capture_output=True)
        return check(ran.returncode == 0, f"{where}: JUnit is not valid: {ran.stderr.decode()[:300]}")
    rules = {"sarif": "sarif.schema.json", "gitlab": "gitlab.schema.json", "gitlab-secrets": "gitlab-secrets.schema.json"}.get(form)
    if rules:
        kind = jsonschema.Draft4Validator if form == "sarif" else jsonschema.Draft202012Validator
        for error in list(kind(schema(rules)).iter_errors(json.loads(text)))[:3]:
            check(False, f"{where}: {form} is not valid: {error.message[:200]} at {list(error.path)}")


def valid_page(text, where, revealed=False):
    page = Page(text)
    check(all(load.startswith(("#", "data:image/png;base64,")) for load in page.loads), f"{where}: the page loads something: {page.loads[:3]}")
    check(page.handlers == [], f"{where}: a handler or a style in an attribute: {page.handlers[:3]}")
    check(page.policy.startswith("default-src 'none';") and "unsafe" not in page.policy, f"{where}: policy {page.policy}")
    check(len(page.styles) == 1 and digest_source(page.styles[0]) in page.policy, f"{where}: the style sheet is not the one of the policy")
    check(len(page.scripts) == 1 and digest_source(page.scripts[0]) in page.policy, f"{where}: the script is not the one of the policy")
    check(all(load[1:] in page.ids for load in page.loads if load.startswith("#")), f"{where}: a link leads nowhere")
    for section in re.split(r"<section ", text)[1:]:
        found = re.findall(r'data-severity="(\w+)"', section)
        order = [["critical", "high", "medium", "low"].index(one) for one in found]
        check(order == sorted(order), f"{where}: the worst does not come first: {found}")
    return page


def told(form, text):
    """(findings, places nobody could read) as a form tells them."""
    if form == "json":
        documents = json.loads(text)["documents"]
        return (sum(len(one["findings"]) for one in documents), sum(len(one["blind_spots"]) + ("failure" in one) for one in documents))
    if form == "sarif":
        results = json.loads(text)["runs"][0]["results"]
        unread = [one for one in results if one["ruleId"].startswith("review/")]
        check(all(one["level"] == "error" for one in unread), "SARIF: what nobody could read is no error")
        return len(results) - len(unread), len(unread)
    if form == "gitlab":
        issues = json.loads(text)
        unread = [one for one in issues if one["check_name"].startswith("review/")]
        check(all(one["severity"] in ("blocker", "critical") for one in unread), "GitLab: what nobody could read is no blocker")
        check(len({one["fingerprint"] for one in issues}) == len(issues), "GitLab: two issues have one fingerprint")
        return len(issues) - len(unread), len(unread)
    if form == "gitlab-secrets":
        report = json.loads(text)
        unread = [one for one in report["vulnerabilities"] if one["identifiers"][0]["value"].startswith("review/")]
        check(all(one["severity"] in ("High", "Critical") for one in unread), "GitLab: what nobody could read is not severe")
        check(report["scan"]["status"] == ("failure" if unread else "success"), "GitLab: the scan of what was not read is no failure")
        check(len(report["scan"]["messages"]) == len(unread), "GitLab: what nobody could read has no message")
        check(len({one["id"] for one in report["vulnerabilities"]}) == len(report["vulnerabilities"]), "GitLab: two secrets have one id")
        return len(report["vulnerabilities"]) - len(unread), len(unread)
    if form == "junit":
        return text.count("<failure ") + text.count("<skipped>"), text.count("<error ")
    if form == "html":
        page = Page(text)
        return len(page.rows), len(page.blocks)
    return None


def in_each_form(words, forms, folder=FIXTURES):
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        return dict(zip(forms, workers.map(lambda form: scan(words, form, folder), forms)))


def each_form_tells_all(draft, words, folder=FIXTURES):
    reports = in_each_form(words, FORMS, folder)
    expected = told("json", reports["json"][0])
    check(len({status for _, status in reports.values()}) == 1, f"{draft}: the exit status depends on the form")
    for form, (text, _) in reports.items():
        valid(form, text, f"{draft} {form}")
        count = told(form, text)
        check(count in (None, expected), f"{draft}: {form} tells {count}, JSON {expected}")
        ids = re.findall(r'"id": "(f-[0-9a-f]{16})"', reports["json"][0])
        if form in ("text", "jsonl", "html"):
            check(all(one in text for one in ids), f"{draft}: {form} lacks a finding")
        elif form != "json":  # an id is made of the draft's digest: who has all but a value could try values
            check(not any(one[2:] in text for one in ids), f"{draft}: {form} names findings by their ids")
    valid_page(reports["html"][0], f"{draft} html")
    return reports


def values_are_masked():
    """All drafts at once; and revealed, so that the sentence can fail."""
    planted = {draft: rows for draft, rows in truths() if draft != "report.pdf"}  # sixty pages of the same
    rows = [row for one in planted.values() for row in one]
    names = sorted({row["value"] for row in rows if row["type"] in TYPES_WITHOUT_RULE})
    words = [*planted, *(word for name in names for word in ("--term", name))]
    asked = "".join(f"term-{number}\n{name}\n" for number, name in enumerate(names, 1))
    for form, (text, _) in each_form_tells_all("fixtures", words).items():
        undone = everything(form, text)
        for kind, value in {(row["type"], row["value"]) for row in rows}:
            for spelling in spellings(value):
                check(spelling not in undone, f"{form} shows {kind} {value} as {spelling}")
        check(hashlib.sha256(asked.encode()).hexdigest() not in undone, f"{form} holds a digest of the terms that were asked for")
    for form, (text, _) in in_each_form([*words, "--reveal"], FORMS).items():
        undone = re.sub(r"\s+", "", everything(form, text))
        for value in {row["value"] for row in rows}:
            check(re.sub(r"\s+", "", value) in undone, f"{form} does not reveal {value}")


def unread_documents(folder):
    """Damaged, of no format, hidden in a picture: each form says so, and none says that nothing was found."""
    with open(os.path.join(folder, "broken.pdf"), "wb") as file:
        file.write(b"%PDF-1.7\nnothing\n")
    with open(os.path.join(folder, "blind.xml"), "wb") as file:
        file.write(b"<a><b>" + base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4) + b"</b></a>")
    with open(os.path.join(folder, "clean.txt"), "wb") as file:
        file.write(b"Nothing stands here.\n")
    for draft in ("broken.pdf", "blind.xml", "."):
        reports = each_form_tells_all(draft, [draft], folder)
        check(told("json", reports["json"][0])[1] > 0, f"{draft}: everything was read")
        check(reports["json"][1] == 3, f"{draft}: status {reports['json'][1]}")
        for language, words in (("en", "nothing was found"), ("zh", "全部文档均已完整读取")):
            for form in ("text", "html"):
                check(words not in scan([draft], form, folder, language)[0], f"{draft}: {form} says all clear")
    clean = each_form_tells_all("clean.txt", ["clean.txt"], folder)
    check(clean["json"][1] == 0 and 'failures="0" errors="0"' in clean["junit"][0], "a clean document is not clean")


def places(folder):
    """Bytes and lines are those of the file."""
    lines = "第一行\n<b>\n身份证号：420302199001010015\n手机：13812345678\n"
    for name, encoding in (("gb.txt", "gb18030"), ("u8.txt", "utf-8"), ("le.txt", "utf-16"), ("x.xml", "utf-8")):
        text = lines if name != "x.xml" else '<?xml version="1.0"?>\n<a>\n<b>420302199001010015</b>\n<c>13812345678</c></a>\n'
        raw = text.encode(encoding)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(raw)
        regions = [one["locations"][0]["physicalLocation"]["region"] for one in json.loads(scan([name], "sarif", folder)[0])["runs"][0]["results"]]
        check(len(regions) == 2, f"{name}: {len(regions)} findings")
        for region, value, line in zip(regions, ("420302199001010015", "13812345678"), (3, 4)):
            bytes_there = raw[region["byteOffset"]:region["byteOffset"] + region["byteLength"]]
            check(bytes_there.decode("utf-16-le" if encoding == "utf-16" else encoding) == value, f"{name}: other bytes stand there")
            check(region["startLine"] == line, f"{name}: line {region['startLine']}, not {line}")


def hostile_names(folder):
    """Names of files and values are text wherever they are shown."""
    name = '"><script>alert(1)<!--&amp;\'.txt'
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write('term <img src=x onerror=alert(1)> & "quoted"\n')
    for words in ([name, "--term", "<img src=x onerror=alert(1)>"], [name, "--reveal", "--term", "<img src=x onerror=alert(1)>"]):
        reports = {form: text for form, (text, _) in in_each_form(words, FORMS, folder).items()}
        for form, text in reports.items():
            valid(form, text, f"hostile {form}")
        page = valid_page(reports["html"], "hostile html")
        check("<script>alert(1)" in page.shown and len(page.rows) == 1, "html: the name is not shown as it is")
        uri = json.loads(reports["sarif"])["runs"][0]["artifacts"][0]["location"]["uri"]
        check(re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) is not None, f"SARIF: {uri} is no URI")
    os.remove(os.path.join(folder, name))


def fingerprints_last(folder):
    """The same value in the same file keeps its fingerprints while the file changes around it."""
    def prints(text):
        with open(os.path.join(folder, "moving.txt"), "w", encoding="utf-8") as file:
            file.write(text)
        results = json.loads(scan(["moving.txt"], "sarif", folder)[0])["runs"][0]["results"]
        return [one["partialFingerprints"] for one in results]
    before, after = prints("手机：13812345678\n手机：13812345678\n"), prints("新的一行\n手机：13812345678\n又一行\n手机：13812345678\n")
    check(before == after and len(before) == 2, "SARIF: fingerprints change with the file")
    check(before[0]["primaryLocationLineHash"] != before[1]["primaryLocationLineHash"], "SARIF: two places have one fingerprint")
    check(before[0]["reviewValue/v1"] == before[1]["reviewValue/v1"], "SARIF: one value has two fingerprints")


def cut_is_told(folder):
    """GitHub takes 25,000 results: the report has no more, the worst stay, and it says so. The exit status stays as well."""
    with open(os.path.join(folder, "flood.txt"), "w", encoding="utf-8") as file:
        file.write("身份证号：420302199001010015\n" + "手机：13812345678\n" * 26000)
    text, status = scan(["flood.txt"], "sarif", folder)
    whole = json.loads(text)
    run = whole["runs"][0]
    valid("sarif", json.dumps({**whole, "runs": [{**run, "results": run["results"][:20]}]}), "flood")  # jsonschema is slow
    results, notes = run["results"], run["invocations"][0]["toolExecutionNotifications"]
    check(status == 1, f"flood: status {status}")
    check(len(results) == 25000, f"flood: {len(results)} results")
    check(results[0]["ruleId"] == "review/left-out" and "26001" in results[0]["message"]["text"], "flood: the cut is not told first")
    check(results[1]["ruleId"] == "cn-identity/resident-id", "flood: the worst does not stay")
    check(len(notes) == 1 and "26001" in notes[0]["message"]["text"], "flood: no notification")


def suppressed(folder):
    """What policy or a suppression lets out is told, and as such."""
    with open(os.path.join(folder, "line.txt"), "w", encoding="utf-8") as file:
        file.write("手机：13812345678\n")
    found = json.loads(scan(["line.txt"], "json", folder)[0])["documents"][0]["findings"][0]["id"]
    environment = {**os.environ, "REVIEW_KEY_FILE": os.path.join(FIXTURES, "report-key.bin")}
    subprocess.run([REVIEW, "suppress", "line.txt", "--finding", found, "--reason", "public", "--approver", "Wang", "--expires", "2099-01-01",
                    "--suppressions", "allowed.yaml"], cwd=folder, check=True, capture_output=True, env=environment)
    words = ["line.txt", "--suppressions", "allowed.yaml"]
    result = json.loads(scan(words, "sarif", folder, expect=(0,))[0])["runs"][0]["results"][0]
    check(result["suppressions"][0]["status"] == "accepted" and result["suppressions"][0]["justification"].startswith("s-") and result["level"] == "note",
          f"SARIF: {result['suppressions']}")
    check("<skipped>" in scan(words, "junit", folder)[0], "JUnit: what is let out is no skipped test")
    check(json.loads(scan(words, "gitlab", folder)[0])[0]["severity"] == "info", "GitLab: what is let out is more than information")


def page_pictures():
    """Frames stand where something was found, and nothing of it is left inside them, unless it is to be revealed."""
    for draft in ("decision.pdf", "redhead.pdf", "subsidy.pdf"):
        masked = valid_page(scan([draft, "--pictures"], "html")[0], f"{draft} pictures")
        open_ = valid_page(scan([draft, "--pictures", "--reveal"], "html")[0], f"{draft} revealed")
        check(len(masked.pictures) > 0 and len(masked.pictures) == len(open_.pictures), f"{draft}: {len(masked.pictures)} pictures")
        even, uneven = 0, 0
        for png, clear, frames in zip(masked.pictures, open_.pictures, masked.frames):
            hidden, seen = Picture(png), Picture(clear)
            check(len(frames) > 0, f"{draft}: a picture without a frame")
            for x, y, width, height in frames:
                inside = (x + 4, y + 4, width - 8, height - 8)
                even += len(hidden.pixels(*inside)) == 1
                uneven += len(seen.pixels(*inside)) > 1
        count = sum(map(len, masked.frames))
        check(even == count, f"{draft}: {count - even} of {count} frames show something")
        check(uneven == count, f"{draft}: {count - uneven} of {count} frames are empty in the draft: they stand elsewhere")
    # What cannot be proven is not shown: a page that is a picture, and no program that draws.
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "scanned.pdf"), "wb") as file:
            file.write(PICTURE_PAGE)
        text = scan(["scanned.pdf", "--pictures", "--term", "caption"], "html", folder, expect=(3,))[0]
        check("Pages are not shown: " in text and not Page(text).pictures and len(Page(text).rows) == 1, "a page that nobody could read is shown")
    os.environ["REVIEW_PDFTOPPM"] = "/nowhere/pdftoppm"
    text = scan(["decision.pdf", "--pictures"], "html", expect=(1,))[0]
    check("pdftoppm is not installed" in text and not Page(text).pictures, "without pdftoppm the page does not say why it shows none")
    del os.environ["REVIEW_PDFTOPPM"]
    text, status = scan(["decision.pdf", "--pictures"], "sarif", expect=(2,))
    check(text == "", "pictures in a form that has none")


def both_languages():
    for form in ("html", "sarif", "junit"):
        english, chinese = scan(["decision.pdf"], form)[0], scan(["decision.pdf"], form, language="zh")[0]
        check("must not go out" in english and "不得发布" in chinese, f"{form}: a language is missing")
    check(Page(scan(["decision.pdf"], "html", language="zh")[0]).language == "zh-CN", "html: the language is not named")
    rule = json.loads(scan(["decision.pdf"], "sarif")[0])["runs"][0]["tool"]["driver"]["rules"][0]
    check("What to do" in rule["help"]["text"] and "处理办法" in rule["help"]["text"], "SARIF: help in one language only")
    check("\x1b" not in scan(["decision.pdf"], "text")[0], "text: colour without a terminal")


def main():
    schema("sarif.schema.json")
    check(os.path.exists(os.path.join(SCHEMAS, "junit.xsd")), "junit.xsd is missing")
    values_are_masked()
    with tempfile.TemporaryDirectory() as folder:
        unread_documents(folder)
    with tempfile.TemporaryDirectory() as folder:
        for sentence in (places, hostile_names, fingerprints_last, cut_is_told, suppressed):
            sentence(folder)
    page_pictures()
    redaction_pages(REVIEW, FIXTURES, check, valid_page, {draft: rows for draft, rows in truths() if draft != "report.pdf"}, TYPES_WITHOUT_RULE, PICTURE_PAGE)
    both_languages()
    print(f"{len(FORMS)} forms, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
