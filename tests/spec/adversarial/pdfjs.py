"""pdf.js, the reader of Firefox: one node for many files."""
import json
import os
import select
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
SECONDS = 60


def folder():
    """Where get_pdfjs.sh put it."""
    place = os.environ.get("REVIEW_PDFJS", "")
    return place if place and os.path.isdir(place) and shutil.which("node") else None


class Pdfjs:
    node = None

    @classmethod
    def start(cls):
        cls.node = subprocess.Popen(["node", os.path.join(HERE, "pdfjs.mjs"), folder()], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    @classmethod
    def read(cls, path):
        """All it tells of the file; None where it cannot read it or takes too long."""
        if cls.node is None or cls.node.poll() is not None:
            cls.start()
        cls.node.stdin.write(path.encode() + b"\n")
        cls.node.stdin.flush()
        if not select.select([cls.node.stdout], [], [], SECONDS)[0]:
            cls.node.kill()
            cls.node.wait()
            return None
        told = json.loads(cls.node.stdout.readline() or "null")
        return None if told is None else [told]
