"""The shared corpus: which documents there are, and how each is worked on. For the programs beside this file."""
import multiprocessing
import os
import random
import subprocess

FOLDERS = ["pdf", "pdf-cjk", "pdf-malformed", "pdf-fuzz", "pdf-encrypted", "pdf-signed", "pdf-badredact"]


def run(words, seconds=60):
    """(status, stdout, stderr); status None: it did not end."""
    try:
        done = subprocess.run(words, capture_output=True, timeout=seconds, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        return None, late.stdout or b"", late.stderr or b""


def add_options(options):
    options.add_argument("--sample", type=int, help="a fixed sample of that many documents that can be used")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--details", help="a line for each file goes here")
    options.add_argument("--only", help="files with this in their path")


def chosen(options, seed, most_bytes=None):
    """Paths; of a sample in a fixed order, and none above `most_bytes`. Empty: there is no corpus, and that is said."""
    files = [os.path.join(options.corpus, folder, name) for folder in FOLDERS if os.path.isdir(os.path.join(options.corpus, folder))
             for name in sorted(os.listdir(os.path.join(options.corpus, folder)))]
    if not files:
        print("THE SHARED CORPUS IS ABSENT: nothing of this test was run")
        return []
    files = [path for path in files if not options.only or options.only in path]
    if options.sample:
        files = [path for path in files if most_bytes is None or os.path.getsize(path) <= most_bytes]
        random.Random(seed).shuffle(files)
    return files


def outcomes(one, work, options, is_of_use):
    """one(item) of each, in the order of the work; of a sample until that many were of use."""
    results, count = [], 0
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for outcome in pool.imap(one, work, chunksize=1):
            results.append(outcome)
            count += is_of_use(outcome)
            if options.sample and count == options.sample:
                break
        pool.terminate()
    return results
