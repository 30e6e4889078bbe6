"""The README's table, construct x reader, and beside it what PyMuPDF does where it is installed."""
import os

import readers
from construct import CONSTRUCTS

HERE = os.path.dirname(os.path.abspath(__file__))
BEGIN, END = "<!-- table: suite.py --table -->\n", "<!-- end of table -->\n"


def cell(reader, outcome):
    return {(0, 0): "", (1, 0): "●", (0, 1): "✗", (1, 1): "✗"}[reader in outcome.drafts, reader in outcome.found]


def line(cells):
    return "| " + " | ".join(cells) + " |\n"


def rows(outcomes, expected):
    shown = [reader for reader in readers.ALL if reader in readers.available()]
    peer = any(outcome.peer for outcome in outcomes)
    head = ["construct", "what", *shown, "libreview"] + (["PyMuPDF"] if peer else [])
    yield line(head)
    yield line(["---"] * len(head))
    by_id = {construct.id: construct for construct in CONSTRUCTS}
    for outcome in outcomes:
        reason = f": {expected[outcome.id][1]}" if outcome.id in expected else ""
        yield line([f"`{outcome.id}`", by_id[outcome.id].says, *(cell(reader, outcome) for reader in shown),
                    outcome.result + reason] + ([outcome.peer] if peer else []))


def write(outcomes, expected):
    path = os.path.join(HERE, "README.md")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    before, rest = text.split(BEGIN)
    count = {result: sum(outcome.result == result for outcome in outcomes) for result in ("clean", "refused", "leaks")}
    summary = f"{len(outcomes)} constructs: " + ", ".join(f"{number} {result}" for result, number in count.items())
    peers = [outcome.peer for outcome in outcomes if outcome.peer]
    if peers:
        summary += ". PyMuPDF: " + ", ".join(f"{peers.count(result)} {result}" for result in sorted(set(peers)))
    table = summary + ".\n\n" + "".join(rows(outcomes, expected))
    with open(path, "w", encoding="utf-8") as file:
        file.write(before + BEGIN + table + END + rest.split(END)[1])
