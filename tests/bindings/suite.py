#!/usr/bin/python3
"""suite.py BUILD SOURCE: portals in Python, Java and Node scan, redact and verify a document, and are refused where they have to be.

Each binding's example runs as it stands in docs/embedding.md; then each says what cannot be read, what is not signed and what is
undecided, and never the draft's own words. The library is the shared one. Prints a line for each sentence.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

BUILD, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
BINDINGS, FIXTURES = os.path.join(SOURCE, "libreview/bindings"), os.path.join(SOURCE, "fixtures")
LIBRARY, BUILT = os.path.join(BUILD, "libreview"), os.path.join(BUILD, "libreview/bindings")
DECISION = os.path.join(FIXTURES, "decision.pdf")
false = []
environment = {**os.environ, "LD_LIBRARY_PATH": LIBRARY, "LIBREVIEW": os.path.join(LIBRARY, "libreview.so.1"), "PYTHONPATH": os.path.join(BINDINGS, "python"),
               "LIBREVIEW_NODE": os.path.join(BUILT, "review_node.node"), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}


def sentence(text, holds, more=""):
    print(("ok     " if holds else "FALSE  ") + text, flush=True)
    if not holds:
        false.append(text)
        print(more)


def run(*words):
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def must(*words):
    ran = run(*words)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(words)}: {ran.stdout}{ran.stderr}")
    return ran.stdout


def text_of(pdf):
    return must("pdftotext", "-layout", pdf, "-")


def values():
    """What stands in the sample and must not go out."""
    with open(os.path.join(FIXTURES, "decision.truth.tsv"), encoding="utf-8") as file:
        rows = [line.split("\t") for line in file]
    return [row[1] for row in rows if row[0] in ("resident-id", "mobile")]


class Office:
    def __init__(self, folder):
        self.folder = folder
        must("sh", os.path.join(FIXTURES, "demo-pki.sh"), self("pki"))
        self.root = self("pki/root.pem")
        self.signed = self("signed.pdf")
        must(os.path.join(BUILD, "bin/review"), "sign", os.path.join(FIXTURES, "report.pdf"), "-o", self.signed, "--key", self("pki/p256.key"),
             "--cert", self("pki/p256.pem"), "--chain", self("pki/chain.pem"))

    def __call__(self, name):
        return os.path.join(self.folder, name)


def example(language, office, *words):
    output = office(language + ".pdf")
    ran = run(*words, DECISION, output, office.signed, office.root)
    said = ran.stdout
    sentence(f"{language}: the example scans, redacts and verifies", ran.returncode == 0 and "cn-identity/resident-id" in said and "CN=" in said, said + ran.stderr)
    left = text_of(output) if os.path.exists(output) else ""
    there = [value for value in SECRETS if value in text_of(DECISION)]
    sentence(f"{language}: the copy has none of {len(there)} values the draft has", len(there) >= 2 and left and not any(value in left for value in there))
    sentence(f"{language}: what is printed is masked", not any(value in said + ran.stderr for value in SECRETS))


# What each binding is asked, and what it has to answer; each program prints one line of JSON a question.
QUESTIONS = ["broken", "undecided", "unsigned", "limit", "word", "empty", "chinese", "decided", "rare", "cut to fit", "side by side"]


def answers(language, ran):
    said = ran.stdout + ran.stderr
    try:
        told = dict(json.loads(line) for line in ran.stdout.splitlines())
    except ValueError:
        told = {}
    expected = {
        "broken": "a broken file is unreadable, with findings that say it is not complete",
        "undecided": "nothing goes out undecided: the error names what is in the way",
        "unsigned": "a document nobody signed is unverified, with the checks",
        "limit": "what is over the limit is unreadable",
        "word": "a word that is no option, or no channel, is refused",
        "empty": "an empty list of packs is refused",
        "chinese": "a scanner may speak Chinese",
        "decided": "what an officer decided is cut, the rest stays",
        "rare": "officers, notes and reasons may have any character",
        "cut to fit": "what is no text, no list or out of range is refused and never cut to fit",
        "side by side": "eight scans at a time in one scanner see what one sees",
    }
    for question in QUESTIONS:
        sentence(f"{language}: {expected[question]}", told.get(question) is True, f"{told.get(question)} {said}")
    sentence(f"{language}: no message quotes the draft", not any(value in said for value in SECRETS))


def python(office):
    example("python", office, "/usr/bin/python3", os.path.join(BINDINGS, "python/example.py"))
    answers("python", run("/usr/bin/python3", os.path.join(SOURCE, "tests/bindings/portal.py"), DECISION))


def node(office):
    example("node", office, "node", os.path.join(BINDINGS, "node/example.js"))
    answers("node", run("node", os.path.join(SOURCE, "tests/bindings/portal.js"), DECISION, os.path.join(BINDINGS, "node/index.js")))


def java(office):
    path = os.path.join(BUILT, "libreview.jar")
    classes = office("classes")
    must("javac", "-Xlint:all", "-cp", path, "-d", classes, os.path.join(BINDINGS, "java/Example.java"), os.path.join(SOURCE, "tests/bindings/Portal.java"))
    start = ["java", "-Djava.library.path=" + BUILT, "-cp", path + ":" + classes]
    example("java", office, *start, "Example")
    # The JVM looks on: what JNI's rules forbid is a line that is no JSON.
    answers("java", run(*start[:1], "-Xcheck:jni", *start[1:], "Portal", DECISION))


def versions():
    with open(os.path.join(SOURCE, "CMakeLists.txt"), encoding="utf-8") as file:
        version = file.read().split("project(libreview VERSION ")[1].split()[0]
    for name in ("python/pyproject.toml", "node/package.json"):
        with open(os.path.join(BINDINGS, name), encoding="utf-8") as file:
            sentence(f"{name} has the library's version", f'"{version}"' in file.read())


SECRETS = values()


def main():
    for program in ("pdftotext", "node", "javac"):
        if not shutil.which(program):
            sys.exit(f"{program} is not here: make test-deps")
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder)
        versions()
        for language in (python, node, java):
            language(office)
    sys.exit(1 if false else 0)


main()
