#!/usr/bin/python3
"""portal_suite.py BUILD SOURCE: the sample portal takes a draft, tells what is in it, and hands out a copy only where it is proven."""
import json
import os
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

BUILD, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
FIXTURES = os.path.join(SOURCE, "fixtures")
SECRET = "420322199511136772"  # the number in fixtures/decision.pdf
false = []


def sentence(text, holds, more=""):
    print(("ok     " if holds else "FALSE  ") + text, flush=True)
    if not holds:
        false.append(text)
        print(more)


class Portal:
    def __init__(self):
        environment = {**os.environ, "LD_LIBRARY_PATH": os.path.join(BUILD, "libreview"), "PYTHONDONTWRITEBYTECODE": "1",
                       "PYTHONPATH": os.path.join(SOURCE, "libreview/bindings/python")}
        self.process = subprocess.Popen(["/usr/bin/python3", os.path.join(FIXTURES, "portal/portal.py"), "0"], env=environment, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()

    def ask(self, method, path, data=None, headers=None):
        request = urllib.request.Request(self.address + path, data=data, method=method, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def post(self, path, data):
        return self.ask("POST", path, data if isinstance(data, bytes) else json.dumps(data).encode())

    def end(self):
        self.process.terminate()
        return self.process.communicate()[1]


def text_of(data):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, text=True, check=True).stdout


def read(name):
    with open(os.path.join(FIXTURES, name), "rb") as file:
        return file.read()


def the_whole_way(portal):
    status, said = portal.post("/drafts?name=decision.pdf", read("decision.pdf"))
    told = json.loads(said)
    found = told["findings"]["documents"][0]["findings"]
    sentence("an upload is answered with its findings", status == 201 and any(one["rule"] == "cn-identity/resident-id" for one in found), said)
    sentence("findings are masked", SECRET not in said.decode())
    place = f"/drafts/{told['id']}/redaction"
    status, said = portal.ask("GET", place)
    sentence("there is nothing to fetch before it was redacted", status == 404, said)
    status, said = portal.post(place, {})
    sentence("undecided findings are 422, and say what stands in the way", status == 422 and json.loads(said)["obstacles"], said)
    sentence("and there is still nothing to fetch", portal.ask("GET", place)[0] == 404)
    decisions = [{"finding": one["id"], "decision": "redact"} for one in found]
    status, said = portal.post(place, {"decisions": decisions[:-1]})
    sentence("one finding too few is 422", status == 422, said)
    for one in decisions:
        one.update(by="𠮷野", note="😀")
    status, said = portal.post(place, {"decisions": decisions})
    sentence("what was decided is redacted and proven", status == 201 and json.loads(said)["evidence"]["clean"] is True, said)
    status, copy = portal.ask("GET", place)
    left = text_of(copy)
    sentence("the copy has no number, and the rest of the text", status == 200 and SECRET in text_of(read("decision.pdf")) and SECRET not in left and len(left) > 200)
    status, said = portal.post(place, {"decisions": [{"finding": "f-0000000000000000", "decision": "redact"}]})
    sentence("choices that fit nothing take the copy away again", status == 400 and portal.ask("GET", place)[0] == 404, said)
    portal.ask("DELETE", place.rpartition("/")[0])
    sentence("a draft that was deleted is gone", portal.post(place, {"all": True})[0] == 404)


def refusals(portal):
    status, said = portal.post("/drafts?name=broken.pdf", b"%PDF-1.7\nnothing of it\n")
    sentence("what nobody can read is 422, with the reason", status == 422 and json.loads(said)["error"] and "id" not in json.loads(said), said)
    status, said = portal.post("/drafts?name=notice.pdf", read("notice.txt"))
    sentence("what is not what its name says is 422", status == 422, said)
    status, said = portal.post("/drafts?name=empty.pdf", b"")
    sentence("an empty file of that name is 422", status == 422, said)
    status, said = portal.ask("POST", "/drafts?name=large.pdf", b"x", {"Content-Length": str(21 << 20)})
    sentence("what is too large is 413, before it is read", status == 413, said)
    status, said = portal.post("/drafts?name=a%00b.pdf", read("decision.pdf"))
    sentence("a name that a zero character would end early is 400", status == 400, said)
    status, said = portal.post("/drafts/../../etc/passwd", b"x")
    sentence("other paths are 404", status == 404 and portal.ask("GET", "/drafts/none/redaction")[0] == 404, said)
    status, said = portal.post("/drafts?name=decision.pdf", read("decision.pdf"))
    place = f"/drafts/{json.loads(said)['id']}/redaction"
    allowed = {"finding": json.loads(said)["findings"]["documents"][0]["findings"][0]["id"], "decision": "redact"}
    for what, choices in (("words that are no choice", {"everything": True}), ("what is no object", [1]), ("an unknown choice for what cannot be read", {"all": True, "on_unreadable": "ignore"}),
                          ("all and decisions, of which one would be passed over", {"all": True, "decisions": [allowed]}), ("all that is no bool", {"all": 1}),
                          ("decisions that are no list", {"decisions": allowed}), ("a number for what cannot be read", {"all": True, "on_unreadable": 5}),
                          ("half a character", {"decisions": [{**allowed, "note": "\ud842"}]}), ("a choice that stands twice", b'{"decisions": [], "all": false, "all": true, "decisions": []}'), ("lists in lists without end", b"[" * 100000)):
        portal.post(place, {"all": True})
        sentence(f"{what}: a copy is there before", portal.ask("GET", place)[0] == 200)
        status, said = portal.post(place, choices)
        sentence(f"{what}: 400 and no copy", status == 400 and portal.ask("GET", place)[0] == 404, said)
    status, said = portal.post(place, {"all": False, "decisions": [allowed]})
    sentence("decisions with all: false are taken as decisions", status == 422, said)


def one_request_a_connection(portal):
    host, port = portal.address.removeprefix("http://").split(":")
    for method, more in (("GET", ""), ("DELETE", ""), ("HEAD", ""), ("POST", "Content-Length: 2\r\n")):
        status, said = portal.post("/drafts?name=decision.pdf", read("decision.pdf"))
        place = f"/drafts/{json.loads(said)['id']}"
        portal.post(place + "/redaction", {"all": True})
        hidden = f"DELETE {place} HTTP/1.1\r\nHost: portal\r\n\r\n".encode()
        asked = "/drafts?name=note.txt" if method == "POST" else "/drafts/none" if method == "DELETE" else place + "/redaction"
        with socket.create_connection((host, int(port)), timeout=60) as line:
            line.sendall(f"{method} {asked} HTTP/1.1\r\nHost: portal\r\n{more}Content-Length: {len(hidden)}\r\n\r\n".encode() + hidden)
            answers = 0
            try:
                while data := line.recv(1 << 16):
                    answers += data.count(b"HTTP/1.1 ")
            except ConnectionResetError:
                pass
        sentence(f"{method}: the body that nobody asked for is no second request", answers <= 1 and portal.ask("GET", place + "/redaction")[0] == 200, str(answers))


def main():
    portal = Portal()
    try:
        the_whole_way(portal)
        refusals(portal)
        one_request_a_connection(portal)
    finally:
        said = portal.end()
    sentence("the portal logs nothing", said == "", said)
    sys.exit(1 if false else 0)


main()
