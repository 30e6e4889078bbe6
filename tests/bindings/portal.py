"""What a portal in Python meets. One line of JSON a question: suite.py."""
import json
import sys
import threading

import libreview

DRAFT = sys.argv[1]
with open(DRAFT, "rb") as opened:
    DATA = opened.read()
scanner = libreview.Scanner()


def tell(question, holds):
    print(json.dumps([question, holds]))


def raised(kind, work):
    try:
        work()
    except kind as error:
        return error
    return None


broken = raised(libreview.Unreadable, lambda: scanner.scan(b"%PDF-1.7\nnothing of it\n", name="broken.pdf"))
tell("broken", broken is not None and broken.status == 3 and broken.result["documents"][0]["complete"] is False)
undecided = raised(libreview.Unreadable, lambda: scanner.redact(DATA, name="decision.pdf"))
tell("undecided", undecided is not None and undecided.kind == "refused" and bool(undecided.obstacles[0]["reason"]))
unsigned = raised(libreview.Unverified, lambda: libreview.verify(DATA, name="decision.pdf"))
tell("unsigned", unsigned is not None and unsigned.result["valid"] is False and bool(unsigned.result["checks"]))
small = libreview.Scanner(limits={"file_bytes": 100})
tell("limit", raised(libreview.Unreadable, lambda: small.scan(DATA, name="decision.pdf")).kind == "limit")
tell("word", raised(TypeError, lambda: scanner.redact(DATA, al=True)) is not None and raised(libreview.Usage, lambda: libreview.Scanner(channel="moon")) is not None)
tell("empty", raised(libreview.Usage, lambda: libreview.Scanner(packs=[])) is not None and libreview.Scanner(terms=[]).scan(b"13912345678\n")["summary"]["findings"] == 1)
chinese = libreview.Scanner(language="zh")
tell("chinese", "无法" in str(raised(libreview.Usage, lambda: chinese.scan("/nonexistent/draft.pdf"))))

document = scanner.scan(DRAFT)["documents"][0]
decisions = {"version": 2, "draft": document["sha256"],
             "decisions": [{"finding": one["id"], "decision": "keep" if one["severity"] == "low" else "redact", "basis": one["basis"][0] if one["basis"] else ""}
                           for one in document["findings"]]}
copy = scanner.redact(DRAFT, decisions=decisions)
left = scanner.scan(copy.document, name="copy.pdf")["documents"][0]["findings"]
tell("decided", copy.evidence["clean"] and bool(left) and {one["severity"] for one in left} == {"low"})

# 𠮷 and 😀 are beyond 16 bits.
officer = {**decisions, "decisions": [{**one, "by": "𠮷野", "note": "😀 “引号” \\ \n"} for one in decisions["decisions"]]}
tell("rare", scanner.redact(DRAFT, decisions=officer).document == copy.document)


def wrong(kind, **options):
    return raised(kind, lambda: libreview.Scanner(**options)) is not None


tell("cut to fit", wrong(TypeError, terms="三丰") and wrong(TypeError, packs="cn-identity") and wrong(ValueError, terms=["三\0丰"]) and
     wrong(ValueError, policy="strict\0x") and wrong(ValueError, terms=["\ud842"]) and wrong(ValueError, limits={"seconds": 1 << 70}) and
     wrong(ValueError, limits={"seconds": -1}) and wrong(TypeError, limits={"seconds": 1.5}) and wrong(TypeError, terms=["a"], term_count=9) and
     raised(ValueError, lambda: scanner.redact(DATA, all=1 << 32)) is not None and raised(ValueError, lambda: scanner.scan(DATA, name="a\0.pdf")) is not None and
     raised(ValueError, lambda: scanner.redact(DATA, all=True, boxes=[((1 << 64) + 1, 0, 0, 1, 1)])) is not None and
     "\ud842" not in str(raised(ValueError, lambda: libreview.Scanner(terms=["\ud842"]))) and
     len(libreview.Scanner(terms={"三丰"}, key=b"\0" * 32).scan("张三丰".encode(), name="a.txt")["documents"][0]["findings"]) == 1)

seen = [None] * 8


def scan(number):
    seen[number] = scanner.scan(DATA, name="decision.pdf") if number % 2 else len(scanner.redact(DATA, name="decision.pdf", all=True).document)


threads = [threading.Thread(target=scan, args=(number,)) for number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
alone = scanner.scan(DATA, name="decision.pdf")
tell("side by side", all(one == alone for one in seen[1::2]) and len(set(seen[0::2])) == 1)
