"""The time-stamp authority of an office: tests/support/time_stamp_server.py while a `with` block lasts."""
import os
import subprocess
import sys

SERVER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "support", "time_stamp_server.py")


class Authority:
    def __init__(self, office, certificate=None):
        """With the name of a certificate: over TLS by that."""
        self.server = subprocess.Popen([sys.executable, SERVER, office.folder, *([certificate] if certificate else [])], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.server.stdout.readline())
        self.url = f"https://localhost:{self.port}/tsa" if certificate else f"http://127.0.0.1:{self.port}/tsa"

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.server.stdin.close()
        self.server.wait(10)
        self.server.stdout.close()
