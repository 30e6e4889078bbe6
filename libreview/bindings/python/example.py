#!/usr/bin/python3
"""example.py DRAFT OUTPUT SIGNED ROOT: what is in a draft, a copy without it, and whether another document is signed."""
import sys

import libreview

draft, output, signed, root = sys.argv[1:]
scanner = libreview.Scanner(policy="default")
for finding in scanner.scan(draft)["documents"][0]["findings"]:
    print(finding["rule"], finding["preview"])
redaction = scanner.redact(draft, all=True)
with open(output, "wb") as file:
    file.write(redaction.document)
print("proven:", redaction.evidence["clean"], "signed by:", libreview.verify(signed, roots=[root])["signer"])
