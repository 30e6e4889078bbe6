"""What the suites of packages, pages and archives share: a redaction of one draft, and what names of folders say."""
import io
import os
import subprocess
import zipfile


def redact(review, folder, draft, term, name, more=(), timeout=600):
    """(exit status, the output or None, everything that was printed)"""
    path, out = os.path.join(folder, name), os.path.join(folder, "out-" + name)
    with open(path, "wb") as file:
        file.write(draft)
    if os.path.exists(out):
        os.remove(out)
    done = subprocess.run([review, "redact", path, "--term", term, "--all", *more, "-o", out], capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL)
    data = open(out, "rb").read() if os.path.exists(out) else None
    return done.returncode, data, (done.stdout + done.stderr).decode("utf-8", "replace")


def try_folder(review, folder, draft, name):
    """A folder without files says something, too: a scan finds it, and no output has it."""
    value, plain = "13800138000", "pictures/of/"
    path = os.path.join(folder, name)
    for entry, status in ((f"张三{value}/", 1), (f"a/{value}/b/", 1), (plain, 0)):
        packed = io.BytesIO(draft)
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr(entry, "")
        with open(path, "wb") as file:
            file.write(packed.getvalue())
        done = subprocess.run([review, "scan", path], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        if done.returncode != status or value in done.stdout + done.stderr:
            yield f"the scan of a folder's name ends with {done.returncode}, not {status}: {done.stdout[:300]}"
        status, out, said = redact(review, folder, packed.getvalue(), value, name)
        if status != 0 or out is None or value in said:
            yield f"status {status}: {said.strip()[:300]}"
        elif entry in zipfile.ZipFile(io.BytesIO(out)).namelist():
            yield "the folder comes along"
