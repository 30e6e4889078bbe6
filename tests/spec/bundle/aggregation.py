#!/usr/bin/python3
"""aggregation.py REVIEW: a release that tells one single thing together with an earlier one waits for a person, and what that person says stands in the
ledger."""
import base64
import json
import os
import sys
import tempfile

from office import Office, run

RULES = """aggregation: office
rules:
  - name: guarded
    title: {en: Whose a facility is and how many guard it, zh: 设施的归属与值守人数}
    needs: [facility.name, employer.name, count.people]
    estimator: one
"""


def check(good, what):
    if not good:
        raise AssertionError(what)


def main(review):
    with tempfile.TemporaryDirectory() as folder:
        office = Office(review, os.path.join(folder, "office"))
        ledger, key = office / "office.ledger", office / "aggregation.key"
        vkey = run([review, "ledger", "init", ledger, "--origin", "example.org/office", "--key", office / "log.key"]).stdout.strip()
        run([review, "ledger", "key", key])
        office.write("guarded.yaml", RULES)
        place = office.write("place.txt", "设施名称：城西油库\n工作单位：某后勤站\n")
        guard = office.write("guard.txt", "设施名称：城西油库\n值守人数：12\n")
        beside = ["--ledger", ledger, "--log-key", office / "log.key", "--aggregation", office / "guarded.yaml"]
        with_key = [*beside, "--aggregation-key", key]

        office.release(place, office / "first", *with_key, rules=None)
        refused = office.release(guard, office / "second", *with_key, rules=None, status=5).stderr
        check("guarded" in refused and "place.txt" in refused and "the employer" in refused, refused)
        check(not os.path.exists(office / "second"), "a refused release left a bundle")
        check("城西" not in refused and "后勤站" not in refused, "a value is told")

        # A wider epoch, whose releases nobody can compare with, is no all clear.
        run([review, "ledger", "key", office / "other.key"])
        office.release(guard, office / "second", *beside, "--aggregation-key", office / "other.key", rules=None, status=5)
        # What is accepted must be what is completed, and has a reason.
        office.release(guard, office / "second", *with_key, "--accept-aggregation", "gaurded", "--accept-reason", "x", rules=None, status=5)
        office.release(guard, office / "second", *with_key, "--accept-aggregation", "guarded", rules=None, status=2)
        office.release(place, office / "third", *with_key, "--accept-aggregation", "guarded", "--accept-reason", "x", rules=None, status=2)

        accepted = [*with_key, "--accept-aggregation", "guarded", "--accept-reason", "the depot is closed"]
        office.release(guard, office / "second", *accepted, status=5)  # officers are asked
        with open(office / "second/INTERNAL/aggregation.json", encoding="utf-8") as file:
            report = json.load(file)
        finding = report["documents"][0]["findings"][0]
        check(finding["rule"] == "guarded" and finding["candidates"] == 1 and finding["contributions"][1]["entry"] == 0, report)
        # The officers' statement says it, and other words are another release.
        other = [*with_key, "--accept-aggregation", "guarded", "--accept-reason", "it is raining"]
        check("another redaction" in office.release(guard, office / "second", *other, status=3).stderr, "the reason was changed after it was stated")
        with open(office / "second/statement.intoto.dsse.json", encoding="utf-8") as file:
            stated = json.loads(base64.b64decode(json.load(file)["payload"]))["predicate"]
        check(stated["acceptedAggregations"] == [{"rule": "guarded", "reason": "the depot is closed"}], stated)
        office.approve_all(office / "second")
        office.release(guard, office / "second", *accepted)
        seen = office.verify(office / "second", "--log-key", vkey).stdout
        check("accepted-aggregation: guarded: the depot is closed" in seen, seen)
        check("accepted-aggregation" not in office.verify(office / "first").stdout, "nothing was accepted")
        with open(office / "second/log/entry.json", encoding="utf-8") as file:
            body = json.load(file)["body"]
        check(body["accepted"] == [{"reason": "the depot is closed", "rule": "guarded"}] and len(body["tokens"]) == 64, body)
        # Somebody forgot the key: said, where the ledger compares releases.
        unlike, other = "was compared with none of them", office / "other.ledger"
        run([review, "ledger", "init", other, "--origin", "example.org/other", "--key", office / "other-log.key"])
        notice = office.write("notice.txt", "关于召开会议的通知\n")
        forgot = office.release(notice, office / "fourth", "--ledger", other, "--log-key", office / "other-log.key", rules=None).stderr
        check(unlike not in forgot, "a ledger without tokens compares nothing: " + forgot)
        forgot = office.release(notice, office / "fifth", *beside, rules=None).stderr
        check(unlike in forgot and "office.ledger" in forgot, forgot)
        run([review, "ledger", "check", ledger])
    print("aggregation: refused, accepted, in the ledger")


if __name__ == "__main__":
    main(sys.argv[1])
