#!/usr/bin/python3
"""suite.py LIBRARY SOURCE [--record]: the C border of libreview.so shows what review.h declares, and breaks nobody who links it.

The library is compared with tests/abi/libreview.abi (abidw, abigail-tools), which --record writes anew after functions or fields were
appended. That the guard can fail is shown by small libraries of the same border with something changed. Prints a line for each
sentence and ends with status 1 where one is false.
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

LIBRARY, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
INCLUDE = os.path.join(SOURCE, "libreview/include")
MAP = os.path.join(SOURCE, "libreview/src/capi/review.map")
HERE = os.path.dirname(os.path.abspath(__file__))
BASELINE = os.path.join(HERE, "libreview.abi")
CHANGED, INCOMPATIBLE = 4, 8  # bits of abidiff's exit status
false = []


def sentence(text, holds, more=""):
    print(("ok     " if holds else "FALSE  ") + text)
    if not holds:
        false.append(text)
        print(more)


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False)


def must(*words):
    ran = run(*words)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(words)}: {ran.stdout}{ran.stderr}")
    return ran.stdout


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def header():
    return re.sub(r"/\*.*?\*/", "", read(os.path.join(INCLUDE, "review/review.h")), flags=re.S)


FUNCTION = re.compile(r"^((?:const )?(?:void|char|int|size_t) \*?)(review_\w+)\(([^;{]*)\);", re.M | re.S)


def exported(library):
    return {line.split()[-1].split("@")[0] for line in must("nm", "-D", "--defined-only", "--extern-only", library).splitlines()}


def describe(library, output, include=INCLUDE):
    must("abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--no-architecture", "--no-elf-needed", "--drop-private-types",
         "--exported-interfaces-only",          "--headers-dir", include, "--out-file", output, library)
    # Who compiled it, and which files it was put together from, are none of the border.
    text = re.sub(r" (?:path|comp-dir-path)='[^']*'", "", read(output))
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)


def structs(description):
    """Each struct's fields in order: name, place and type."""
    root = ElementTree.parse(description).getroot()
    types = {node.get("id"): node for node in root.iter() if node.get("id")}

    def spelled(identity):
        node = types[identity]
        under = node.get("type-id")
        return (node.tag, node.get("name"), node.get("size-in-bits"), spelled(under) if under else None)

    return {node.get("name"): [(member.find("var-decl").get("name"), member.get("layout-offset-in-bits"), spelled(member.find("var-decl").get("type-id")))
                               for member in node.findall("data-member")] for node in root.iter("class-decl") if node.findall("data-member")}


def compare(description):
    """abidiff's status, whether all that is new was appended, and what abidiff says. A struct that begins as it did is not another one:
    `size` tells how far it goes."""
    now = structs(description)
    grown = [name for name, fields in structs(BASELINE).items() if fields != now.get(name, []) and fields == now.get(name, [])[:len(fields)] and
             fields[0][0] == "size"]
    with tempfile.NamedTemporaryFile("w", suffix=".suppr") as file:
        file.write("".join(f"[suppress_type]\n  name = {name}\n" for name in grown))
        file.flush()
        ran = run("abidiff", "--suppressions", file.name, BASELINE, description)
    added = re.search(r"^\s*\[A\]", ran.stdout, re.M) is not None
    other = re.search(r"^\s*\[[DC]\]", ran.stdout, re.M) is not None
    appended = (grown or added) and not other and not ran.returncode & INCOMPATIBLE
    return ran.returncode | (CHANGED if grown else 0), appended, ran.stdout + ran.stderr


def names_agree():
    declared = {match.group(2) for match in FUNCTION.finditer(header())}
    mapped = set(re.findall(r"^\s+(review_\w+);", read(MAP), re.M))
    nodes = set(re.findall(r"^(review_[\d.]+) \{", read(MAP), re.M))
    shown = exported(LIBRARY)
    sentence("nm -D shows review_* alone", shown and all(name.startswith("review_") for name in shown), sorted(shown))
    sentence("the library shows what the header declares", shown - nodes == declared, sorted((shown - nodes) ^ declared))
    sentence("the version script lists it", mapped == declared, sorted(mapped ^ declared))
    sentence("the soname is libreview.so.1", "Library soname: [libreview.so.1]" in must("readelf", "-d", LIBRARY))


def border(folder, name, change=lambda text: text):
    """A library of the border alone, after `change` of its header."""
    place = os.path.join(folder, name)
    os.makedirs(os.path.join(place, "review"))
    text = change(header())
    with open(os.path.join(place, "review/review.h"), "w", encoding="utf-8") as file:
        file.write(text)
    body = "#include <review/review.h>\n"
    for kind, function, arguments in FUNCTION.findall(text):
        body += f"{kind}{function}({arguments}) {{ {'' if kind == 'void ' else 'return 0;'} }}\n"
    for handle in ("scanner", "findings", "redaction"):
        body = body.replace("review.h>\n", f"review.h>\nstruct review_{handle} {{ int anything; }};\n", 1)
    with open(os.path.join(place, "border.c"), "w", encoding="utf-8") as file:
        file.write(body)
    library = os.path.join(place, "libreview.so")
    listed = "".join(f"{function}; " for _, function, _ in FUNCTION.findall(text))
    with open(os.path.join(place, "map"), "w", encoding="utf-8") as file:
        file.write("review_1 { global: " + listed + "local: *; };")
    must("cc", "-std=c11", "-g", "-shared", "-fPIC", "-I", place, "-Wl,-soname,libreview.so.1", "-Wl,--version-script=" + os.path.join(place, "map"),
         "-o", library, os.path.join(place, "border.c"))
    output = os.path.join(place, "abi")
    describe(library, output, place)
    return compare(output)


def replaced(old, new):
    def change(text):
        assert text.count(old) == 1, old
        return text.replace(old, new)
    return change


BREAKS = {
    "a removed function": lambda text: re.sub(r"int review_inspect\([^;]*;", "", text),
    "another parameter": replaced("int review_redaction_write(const review_redaction *redaction, const char *path)",
                                  "int review_redaction_write(const review_redaction *redaction, const char *path, int mode)"),
    "another type of a result": replaced("size_t review_findings_count(", "int review_findings_count("),
    "a field put in between": replaced("const char *policy; ", "int strict; const char *policy; "),
    "a field that became wider": replaced("uint32_t begin, end;", "uint64_t begin, end;"),
    "a last field of another type": replaced("int render;", "double render;"),
}


def guard_can_fail(folder):
    status, _, said = border(folder, "same")
    sentence("a library of the same border passes", status == 0, said)
    for name, change in BREAKS.items():
        status, added, said = border(folder, re.sub(r"\W", "-", name), change)
        sentence(f"{name} is noticed", status & (CHANGED | INCOMPATIBLE) and not added, said)
    status, added, said = border(folder, "grown", replaced("int render;  ", "int render; const char *more;  "))
    sentence("a field at the end breaks nobody, and has to be recorded", status == CHANGED and added, said)
    status, added, said = border(folder, "box", replaced("double x0, y0, x1, y1;", "double x0, y0, x1, y1, z;"))
    sentence("a field at the end of a struct without a size is noticed", status & CHANGED and not added, said)
    status, added, said = border(folder, "new", replaced("void review_free(char *text);", "void review_free(char *text);\nint review_more(int one);"))
    sentence("a new function breaks nobody, and has to be recorded", status == CHANGED and added, said)


def main():
    names_agree()
    with tempfile.TemporaryDirectory() as folder:
        now = os.path.join(folder, "now.abi")
        describe(LIBRARY, now)
        if "--record" in sys.argv:
            status, added, _ = compare(now) if os.path.exists(BASELINE) else (0, True, "")
            if status and not added:
                sys.exit("this would break who links the library: it needs another soname (REVIEW_ABI)")
            os.replace(now, BASELINE)
            return
        status, added, said = compare(now)
        sentence("programs that link the library go on working", status == 0 or added, said)
        sentence("what was appended is recorded (suite.py LIBRARY SOURCE --record)", status == 0, said)
        guard_can_fail(folder)
    sys.exit(1 if false else 0)


main()
