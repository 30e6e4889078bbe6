#!/usr/bin/env python3
"""What a user would write with PyMuPDF, in one process.

usage: pdf_peer.py PATTERN scan FILE...    prints what the pattern finds in the text of each page
       pdf_peer.py PATTERN redact IN OUT   redacts that, scrubs and saves with garbage=4: the strongest open recipe
"""
import re
import sys

import fitz


def main():
    pattern, what, *files = sys.argv[1:]
    pattern = re.compile(pattern)
    if what == "scan":
        for name in files:
            with fitz.open(name) as document:
                for page in document:
                    for found in pattern.finditer(page.get_text()):
                        print(found[0])
        return
    document = fitz.open(files[0])
    pages = list(document)  # Debian's 1.21.1 loads none behind a redaction
    for page in pages:
        values = {found[0] for found in pattern.finditer(page.get_text())}
        for value in values:
            for place in page.search_for(value):
                page.add_redact_annot(place, fill=(0, 0, 0))
        if values:
            page.apply_redactions()
    document.scrub()
    document.save(files[1], garbage=4, deflate=True)


if __name__ == "__main__":
    main()
