"""Starts outside programs."""
import subprocess


def run(*words, timeout=60):
    """What it prints. One that takes too long has found nothing out: that is an error, not silence."""
    return subprocess.run(words, capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL).stdout


def decoded(data):
    return data.decode("utf-8", "replace")
