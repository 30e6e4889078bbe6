#!/usr/bin/python3
"""ci_files.py REVIEW SOURCE: the pre-commit hook, the GitHub action and the GitLab template do what docs/ci.md says.

Each is read as the service reads it and its shell steps are run, in git repositories of their own and without a network;
pre-commit is the real one. Prints a line for each sentence and ends with status 1 where one is false.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

REVIEW, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
NUMBER, HARMLESS = "手机：13900000001\n", "关于召开会议的通知\n"
BROKEN = "%PDF-1.7\nnothing of it\n"
KEY = "k" * 40
false = []


def sentence(text, holds, more=""):
    print(("ok     " if holds else "FALSE  ") + text)
    if not holds:
        false.append(text)
        print(more)


def load(name):
    with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
        return yaml.safe_load(file)


class Place:
    """A folder with a repository, a home of its own, and programs that stand for those of the machine."""

    def __init__(self, root):
        self.root, self.repo = root, os.path.join(root, "repo")
        self.bin, self.temp = os.path.join(root, "bin"), os.path.join(root, "temp")
        for folder in (self.repo, self.bin, self.temp):
            os.mkdir(folder)
        os.symlink(REVIEW, os.path.join(self.bin, "review"))
        self.environment = {"PATH": self.bin + ":/usr/bin:/bin", "HOME": root, "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
                            "PRE_COMMIT_HOME": os.path.join(root, "pre-commit"), "RUNNER_TEMP": self.temp,
                            "GITHUB_OUTPUT": os.path.join(self.temp, "output"), "GITHUB_ACTION_PATH": "/nonexistent",
                            "GIT_AUTHOR_NAME": "Wang", "GIT_AUTHOR_EMAIL": "wang@example.invalid",
                            "GIT_COMMITTER_NAME": "Wang", "GIT_COMMITTER_EMAIL": "wang@example.invalid"}
        self.run(["git", "init", "-q", "-b", "main", "."])

    def program(self, name, text):
        path = os.path.join(self.bin, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(path, 0o755)

    def write(self, name, text):
        path = os.path.join(self.repo, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, words, cwd=None, **more):
        return subprocess.run(words, cwd=cwd or self.repo, env={**self.environment, **more}, capture_output=True, text=True, check=False)

    def git(self, *words, cwd=None):
        ran = self.run(["git", *words], cwd)
        if ran.returncode != 0:
            sys.exit(f"git {' '.join(words)}: {ran.stderr}")
        return ran.stdout.strip()

    def commit(self):
        self.git("add", ".")
        return self.run(["git", "commit", "-q", "-m", "x"])


def patterns_of_hook(place):
    place.run(["review", "hook", "install"])
    with open(os.path.join(place.repo, ".git/hooks/pre-commit"), encoding="utf-8") as file:
        found = re.findall(r"--only '([^']+)'", file.read())
    place.run(["review", "hook", "uninstall"])
    return found


def same_files(place):
    wanted = patterns_of_hook(place)
    sentence("the hook knows at least thirty kinds of files", len(wanted) >= 30)
    endings = re.fullmatch(r"\(\?i\)\\\.\((.*)\)\$", load(".pre-commit-hooks.yaml")[0]["files"]).group(1).split("|")
    sentence("pre-commit takes the same files as the hook", [f"*.{ending}" for ending in endings] == wanted)
    sentence("the action takes the same files", load("action.yml")["inputs"]["only"]["default"].split() == wanted)
    sentence("the template takes the same files", load("ci/gitlab.yml")["variables"]["REVIEW_ONLY"].split() == wanted)


def pre_commit(place):
    hooks = os.path.join(place.root, "hooks")
    os.mkdir(hooks)
    shutil.copy(os.path.join(SOURCE, ".pre-commit-hooks.yaml"), hooks)
    for words in (["init", "-q", "."], ["add", "."], ["commit", "-q", "-m", "hooks"]):
        place.git(*words, cwd=hooks)
    revision = place.git("rev-parse", "HEAD", cwd=hooks)

    def configure(**more):
        place.write(".pre-commit-config.yaml", json.dumps({"repos": [{"repo": hooks, "rev": revision, "hooks": [{"id": "review", **more}]}]}))

    configure(args=["--fail-on", "medium"])
    ran = place.run(["pre-commit", "install"])
    sentence("pre-commit installs", ran.returncode == 0, ran.stdout + ran.stderr)
    place.write("notice.txt", HARMLESS)
    place.write("logo.png", "\x00")
    ran = place.commit()
    sentence("pre-commit lets a clean notice and a picture through", ran.returncode == 0, ran.stdout + ran.stderr)
    place.write("notice.txt", NUMBER)
    ran = place.commit()
    said = ran.stdout + ran.stderr
    sentence("pre-commit stops a number, and does not say it", ran.returncode == 1 and "notice.txt" in said and "13900000001" not in said, said)
    place.write("notice.txt", HARMLESS)
    place.write("ACT.PDF", BROKEN)
    ran = place.commit()
    said = ran.stdout + ran.stderr
    sentence("pre-commit stops what nobody can read", ran.returncode == 1 and "exit code: 3" in said, said)
    place.git("rm", "-q", "-f", "ACT.PDF")
    place.write("lax.txt", "policy: lax\ntitle_en: Lax\ntitle_zh: 宽\nrows:\n  - {rule: '*', action: allow}\n")
    sentence("a policy that allows all is a file like others", place.commit().returncode == 0)
    for how, more, status in (("as it comes", {}, 1), ("with args of their own", {"args": ["--fail-on", "medium"]}, 2), ("with args that end in --", {"args": ["--fail-on", "medium", "--"]}, 1)):
        configure(**more)
        for name in ("--policy=lax.txt", "-onotes.txt"):
            place.write("notice.txt", NUMBER)
            place.write(name, HARMLESS)
            ran = place.commit()
            said = ran.stdout + ran.stderr
            sentence(f"pre-commit {how}: a file called {name} is no option", ran.returncode == 1 and f"exit code: {status}" in said and "13900000001" not in said, said)
            place.git("rm", "-q", "-f", "--", name)
            sentence(f"pre-commit {how}: nothing was written over", not os.path.exists(os.path.join(place.repo, "notes.txt")))


class Action:
    def __init__(self, place):
        self.place, self.action = place, load("action.yml")
        self.steps = {step["name"]: step for step in self.action["runs"]["steps"]}

    def value(self, text, inputs, outputs):
        known = {f"inputs.{name}": inputs.get(name, one["default"]) for name, one in self.action["inputs"].items()}
        known["github.event.pull_request.base.sha"] = ""
        known["steps.scan.outputs.status"] = outputs.get("status", "")
        for _ in range(2):  # a default is an expression itself
            text = re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: known[match.group(1)], text)
        return text

    def run(self, name, inputs, cwd, outputs=None):
        step = self.steps[name]
        environment = {key: self.value(text, inputs, outputs or {}) for key, text in step.get("env", {}).items()}
        script = os.path.join(self.place.temp, "step.sh")
        with open(script, "w", encoding="utf-8") as file:
            file.write(step["run"])
        return self.place.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script], cwd, **environment)

    def scan(self, inputs, cwd):
        open(self.place.environment["GITHUB_OUTPUT"], "w", encoding="utf-8").close()
        ran = self.run("Scan", inputs, cwd)
        with open(self.place.environment["GITHUB_OUTPUT"], encoding="utf-8") as file:
            status = file.read().strip().removeprefix("status=")
        judged = self.run("Judge", inputs, cwd, {"status": status})
        return status, judged.returncode, ran.stdout + ran.stderr + judged.stdout


def lint(name, shell, text):
    ran = subprocess.run(["shellcheck", "-s", shell, "-"], input=text, capture_output=True, text=True, check=False)
    sentence(f"shellcheck has nothing to say of {name}", ran.returncode == 0, ran.stdout)


def change_of(place):
    """A repository with a number on main; a clone of one commit, as CI makes it, of a branch that adds a clean notice."""
    place.write("old.txt", NUMBER)
    place.git("add", ".")
    place.git("commit", "-q", "-m", "main")
    base = place.git("rev-parse", "HEAD")
    place.git("checkout", "-q", "-b", "change")
    place.write("new/notice.txt", HARMLESS)
    place.git("add", ".")
    place.git("commit", "-q", "-m", "change")
    clone = os.path.join(place.root, "clone")
    place.git("clone", "-q", "--depth=1", "--branch", "change", "file://" + place.repo, clone)
    return base, clone


def github(place):
    action = Action(place)
    for name, step in action.steps.items():
        if "run" in step:
            lint(f"the step {name}", "bash", step["run"])
            sentence(f"the step {name} takes no input as text of its script", "${{" not in step["run"])
    base, clone = change_of(place)
    common = {"format": "json", "report": "r.json"}
    status, judged, said = action.scan({**common, "changed-since": base, "key": KEY}, clone)
    sentence("a clean change to an unclean repository passes, in a clone of one commit", (status, judged) == ("0", 0), said)
    with open(os.path.join(clone, "r.json"), encoding="utf-8") as file:
        names = [document["name"] for document in json.load(file)["documents"]]
    sentence("the report names the changed file by its path in the repository", names == ["new/notice.txt"], names)
    key = os.path.join(place.temp, "review-key")
    sentence("the key is for its owner alone", os.stat(key).st_mode & 0o777 == 0o600)
    os.unlink(key)
    os.unlink(os.path.join(clone, "r.json"))
    status, judged, said = action.scan(common, clone)
    sentence("without a base everything is looked at", (status, judged) == ("1", 1) and "must not go out" in said, said)
    status, judged, said = action.scan({**common, "format": "text"}, clone)
    sentence("a text report goes to the log, masked", status == "1" and "old.txt" in said and "13900000001" not in said, said)
    status, judged, said = action.scan({**common, "options": "--fail-on\ncritical\n"}, clone)
    sentence("options are words of their own", (status, judged) == ("0", 0), said)
    status, judged, said = action.scan({**common, "options": "$(touch pwned); touch pwned"}, clone)
    sentence("an option cannot run anything", (status, judged) == ("2", 2) and not os.path.exists(os.path.join(clone, "pwned")), said)
    status, judged, said = action.scan({**common, "changed-since": "0" * 40}, clone)
    sentence("a base that is not to be had is no all-clear", status == "" and judged == 70, said)
    with open(os.path.join(clone, "act.pdf"), "w", encoding="utf-8") as file:
        file.write(BROKEN)
    status, judged, said = action.scan({**common, "changed-since": base}, clone)
    sentence("what cannot be read fails the job", (status, judged) == ("3", 3) and "could not be read" in said, said)


def github_install(place):
    action = Action(place)
    sentence("a program that is there is taken", action.run("Install", {}, place.repo).returncode == 0)
    place.program("sudo", 'echo "$@" >>"$RUNNER_TEMP/sudo.log"\n')
    place.program("curl", "exit 9\n")
    deb = os.path.join(place.root, "review.deb")
    with open(deb, "wb") as file:
        file.write(b"package")
    digest = hashlib.sha256(b"package").hexdigest()
    ran = action.run("Install", {"deb": "https://example.invalid/review.deb"}, place.repo)
    sentence("an address without a digest is refused", ran.returncode == 2)
    ran = action.run("Install", {"deb": "https://example.invalid/review.deb", "deb-sha256": digest}, place.repo)
    sentence("a package that cannot be fetched is a failure", ran.returncode == 9)
    ran = action.run("Install", {"deb": deb, "deb-sha256": "0" * 64}, place.repo)
    sentence("a package with another digest is not installed", ran.returncode != 0 and not os.path.exists(os.path.join(place.temp, "sudo.log")))
    ran = action.run("Install", {"deb": deb, "deb-sha256": digest}, place.repo)
    with open(os.path.join(place.temp, "sudo.log"), encoding="utf-8") as file:
        sentence("a package with its digest is installed", ran.returncode == 0 and file.read().startswith("apt-get install"))
    ran = place.run(["make", "-n", "-C", SOURCE, "install"])
    sentence("the source knows how to install itself", ran.returncode == 0 and "cmake --install" in ran.stdout, ran.stderr)


def gitlab(place):
    template = load("ci/gitlab.yml")
    job, variables = template["review"], template["variables"]
    before, script = "\n".join(job["before_script"]), "\n".join(job["script"])
    lint("the template's preparation", "sh", before)
    lint("the template's script", "sh", script)
    base, clone = change_of(place)

    def run(text=script, **more):
        with open(os.path.join(place.temp, "job.sh"), "w", encoding="utf-8") as file:
            file.write(text)
        ran = place.run(["sh", "-e", os.path.join(place.temp, "job.sh")], clone, **{**variables, "REVIEW_FORMAT": "json", **more})
        return ran.returncode, ran.stdout + ran.stderr

    sentence("the template finds the program", run(before) == (0, ""))
    os.unlink(os.path.join(place.bin, "review"))
    status, said = run(before)
    sentence("the template says that there is no program", status == 2 and "REVIEW_DEB" in said, said)
    os.symlink(REVIEW, os.path.join(place.bin, "review"))
    status, said = run(CI_MERGE_REQUEST_DIFF_BASE_SHA=base, REVIEW_KEY=KEY)
    sentence("a clean merge request passes", status == 0, said)
    report = job["artifacts"]["reports"]["codequality"]
    sentence("the report is where the artifact is", os.path.exists(os.path.join(clone, report)) and report in job["artifacts"]["paths"])
    os.unlink(os.path.join(clone, report))
    sentence("without a merge request everything is looked at", run()[0] == 1)
    sentence("the template's options are words", run(REVIEW_OPTIONS="--fail-on critical")[0] == 0)
    status, said = run(CI_MERGE_REQUEST_DIFF_BASE_SHA="0" * 40)
    sentence("a base that is not to be had fails the job", status not in (0, 1), said)


for check in (same_files, pre_commit, github, github_install, gitlab):
    with tempfile.TemporaryDirectory() as folder:
        check(Place(folder))
sys.exit(1 if false else 0)
