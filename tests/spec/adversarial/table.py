"""The tables: construct x reader with PyMuPDF beside it (table.md), and by place (README.md)."""
import collections
import os

import readers
from construct import CONSTRUCTS

HERE = os.path.dirname(os.path.abspath(__file__))
BEGIN, END = "<!-- table: suite.py --table -->\n", "<!-- end of table -->\n"
RESULTS = ("clean", "refused", "leaks", "loses", "fails")


def cell(reader, outcome):
    return {(0, 0): "", (1, 0): "●", (0, 1): "✗", (1, 1): "✗"}[reader in outcome.drafts, reader in outcome.found]


def line(cells):
    return "| " + " | ".join(cells) + " |\n"


def head(*cells):
    return line(cells) + line(["---"] * len(cells))


def counted(results):
    count = collections.Counter(result for result in results if result)
    return ", ".join(f"{count[result]} {result}" for result in RESULTS if count[result])


def summary(outcomes):
    text = f"{len(outcomes)} constructs. libreview: {counted(outcome.result for outcome in outcomes)}."
    peers = counted(outcome.peer for outcome in outcomes)
    return text + (f" PyMuPDF: {peers}." if peers else "") + "\n\n"


def every(outcomes, expected):
    """One line for each construct."""
    shown = [reader for reader in readers.ALL if reader in readers.available()]
    yield head("construct", *shown, "libreview", "PyMuPDF")
    for outcome in outcomes:
        reason = f": {expected[outcome.id][1]}" if outcome.id in expected else ""
        yield line([f"`{outcome.id}`", *(cell(reader, outcome) for reader in shown), outcome.result + reason, outcome.peer])


def by_family(outcomes):
    """One line for each thing that is hidden: in how many of its spellings the draft leaks by a reader, and what becomes of them."""
    shown = [reader for reader in readers.ALL if reader in readers.available()]
    yield head("place", "what", "n", *shown, "libreview", "PyMuPDF")
    families = collections.defaultdict(list)
    by_id = {construct.id: construct for construct in CONSTRUCTS}
    for outcome in outcomes:
        construct = by_id[outcome.id]
        families[construct.place, construct.says].append(outcome)
    for (place, says), group in families.items():
        cells = []
        for reader in shown:
            leaks, before = sum(reader in o.found for o in group), sum(reader in o.drafts for o in group)
            cells.append(f"✗ {leaks}" if leaks else f"● {before}" if before else "")
        yield line([str(place), says, str(len(group)), *cells, counted(o.result for o in group), counted(o.peer for o in group)])


def replaced(name, table):
    path = os.path.join(HERE, name)
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split(BEGIN)
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + table + END + rest.split(END)[1])


def write(outcomes, expected):
    replaced("table.md", summary(outcomes) + "".join(every(outcomes, expected)))
    replaced("README.md", summary(outcomes) + "".join(by_family(outcomes)))
