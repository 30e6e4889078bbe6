#!/usr/bin/python3
"""suite.py BUILD SOURCE [--lintian] [--keep FOLDER]: the Debian packages hold what they should, say what they need, and work unpacked.

Prints a line for each sentence and ends with status 1 where one is false. --keep leaves the packages there.
"""
import glob
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile

BUILD, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
NAMES = ["libreview1", "libreview-dev", "review"]
false = []


def sentence(text, holds, more=""):
    print(("ok     " if holds else "FALSE  ") + text, flush=True)
    if not holds:
        false.append(text)
        print(more)


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


def must(*words):
    ran = run(*words)
    if ran.returncode != 0:
        sys.exit(f"{' '.join(words)}: {ran.stdout}{ran.stderr}")
    return ran.stdout


def build(folder):
    # What is kept is packed as Debian does, what is only looked at as fast as can be.
    kind = "xz" if "--keep" in sys.argv else "gzip"
    must("cpack", "--config", os.path.join(BUILD, "CPackConfig.cmake"), "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=" + kind, "-B", folder)
    files = {os.path.basename(path).split("_")[0]: path for path in glob.glob(os.path.join(folder, "*.deb"))}
    sentence("there are three packages", sorted(files) == sorted(NAMES), files)
    return files


def contents(files):
    seen = set()
    for name, wanted in {
            "libreview1": [r"/usr/lib/[^/]+/libreview\.so\.1$", r"/usr/lib/[^/]+/libreview\.so\.1\.0\.0$"],
            "libreview-dev": ["/usr/include/review/review.h$", "/usr/include/review/scanner.hpp$", r"/usr/lib/[^/]+/libreview\.so$", r"libreview-cpp\.a$",
                              r"pkgconfig/libreview\.pc$", "cmake/libreview/libreviewConfig.cmake$"],
            "review": ["/usr/bin/review$", r"/usr/lib/[^/]+/libreview/pdf\.so$", r"man/man1/review-scan\.1\.gz$", r"man/zh_CN/man1/review\.1\.gz$", "bash-completion/completions/review$",
                       "zsh/site-functions/_review$", r"fish/vendor_completions\.d/review\.fish$", "libreview/patterns/cn-identity.yaml$", "doc/review/changelog.md$"]}.items():
        listed = [line.split(None, 5)[5].split(" -> ")[0].lstrip(".") for line in must("dpkg-deb", "-c", files[name]).splitlines()]
        lacking = [one for one in wanted + [f"/usr/share/doc/{name}/copyright$", rf"/usr/share/doc/{name}/changelog\.gz$"] if not any(re.search(one, line) for line in listed)]
        sentence(f"{name} holds what belongs to it", not lacking, lacking)
        odd = [line for line in listed if line not in ("/", "/usr/") and not line.startswith(("/usr/bin", "/usr/lib/", "/usr/include/", "/usr/share/"))]
        sentence(f"{name} puts nothing elsewhere", not odd, odd)
        plain = {line for line in listed if not line.endswith("/")}
        sentence(f"{name} has no file of another", not plain & seen, plain & seen)
        seen |= plain


def field(path, name):
    return must("dpkg-deb", "-f", path, name).strip()


def control(files):
    for name in ("libreview1", "review"):
        needs = field(files[name], "Depends")
        sentence(f"{name} depends on the libraries it links, and on Adobe's tables", all(re.search(rf"\b{one}", needs) for one in (
            "libqpdf29", "libicu72", "libhyperscan5", "libssl3", "libc6", "poppler-data")), needs)
        sentence(f"{name} needs no development package", "-dev" not in needs, needs)
    sentence("libreview-dev takes its own library", "libreview1 (= " in field(files["libreview-dev"], "Depends"))
    parts = must("dpkg-deb", "-I", files["libreview1"])
    sentence("libreview1 tells other packages its soname, and the loader that it is there", "shlibs" in parts and "triggers" in parts, parts)


def unpacked(files, folder):
    for path in files.values():
        must("dpkg-deb", "-x", path, folder)
    found = glob.glob(os.path.join(folder, "usr/lib/*/libreview.so.1"))
    if not found:
        return sentence("the library is where Debian's loader looks", False)
    libraries = os.path.dirname(found[0])
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder, "LD_LIBRARY_PATH": libraries}
    ran = run(os.path.join(folder, "usr/bin/review"), "scan", os.path.join(SOURCE, "fixtures/decision.pdf"), env=environment)
    sentence("the unpacked program scans", ran.returncode == 1 and "4203************72" in ran.stdout, ran.stdout + ran.stderr)
    sentence("it carries no debug information", "not stripped" not in must("file", "-b", os.path.join(folder, "usr/bin/review")))
    with gzip.open(os.path.join(folder, "usr/share/man/man1/review-scan.1.gz"), "rt", encoding="utf-8") as page:
        sentence("its manual is one", page.read().lstrip().startswith((".TH", ".\\\"", "'\\\"")) )
    for found in glob.glob(os.path.join(folder, "usr/lib/*/libreview/pdf.so")):
        sentence("what it loads for PDF carries none, either", "not stripped" not in must("file", "-b", found))
        os.rename(found, found + ".away")
        ran = run(os.path.join(folder, "usr/bin/review"), "scan", os.path.join(SOURCE, "fixtures/decision.pdf"), env=environment)
        sentence("without that it says what is missing and where", ran.returncode == 2 and found in ran.stderr, ran.stdout + ran.stderr)
    border = os.path.join(folder, "border")
    must("cc", "-std=c11", "-I", os.path.join(folder, "usr/include"), os.path.join(SOURCE, "tests/guards/consumer/border.c"), "-L", libraries, "-lreview", "-o", border)
    ran = run(border, env=environment)
    sentence("a program in C is built with the packages and finds a number", ran.returncode == 0 and "cn-identity/resident-id 1101" in ran.stdout, ran.stdout + ran.stderr)


def lintian(files):
    ran = run("lintian", "--allow-root", "--tag-display-limit", "0", *files.values())
    errors = [line for line in ran.stdout.splitlines() if line.startswith("E:")]
    sentence("lintian has no errors", not errors and ran.returncode in (0, 2), ran.stdout + ran.stderr)
    print(ran.stdout)


def main():
    with tempfile.TemporaryDirectory() as folder:
        files = build(folder)
        contents(files)
        control(files)
        unpacked(files, os.path.join(folder, "unpacked"))
        if "--lintian" in sys.argv:
            lintian(files)
        if "--keep" in sys.argv:
            for path in files.values():
                shutil.copy(path, sys.argv[sys.argv.index("--keep") + 1])
    sys.exit(1 if false else 0)


main()
