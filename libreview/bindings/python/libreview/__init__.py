"""libreview for Python: what must not go out, is it gone, who let it out. libreview/docs/embedding.md.

    scanner = libreview.Scanner(policy="default", terms=["Nightingale"])
    found = scanner.scan(data, name="draft.pdf")          # raises Unreadable where a place could not be read
    redaction = scanner.redact(data, name="draft.pdf", all=True)
    libreview.verify("signed.pdf", roots=["root.pem"])    # raises Unverified

What is no text, no list or out of range is a TypeError or a ValueError, never cut to fit. A Scanner may be shared between threads; the library works while Python goes on. Documents are bytes or a path. Messages of
exceptions never quote a document.
"""
import json

from . import _border
from ._border import Error, Fault, Unapproved, Unreadable, Unverified, Usage

__all__ = ["Scanner", "Redaction", "verify", "version", "capabilities", "Error", "Usage", "Unreadable", "Unverified", "Unapproved", "Fault"]


def version():
    return _border.library.review_version().decode()


def capabilities():
    """What this build knows: formats, packs, policies, channels."""
    return json.loads(_border.text_of(_border.library.review_capabilities))


class Redaction:
    """A proven copy: `document` are its bytes, `evidence` says what was looked for and where."""

    def __init__(self, document, evidence):
        self.document, self.evidence = document, evidence


class Scanner:
    """Rules, policy and limits. Making one takes a moment: keep it.

    language, policy, channel, packs, pack_files, terms, regexes, key, suppressions: review_scanner_options of review.h;
    limits: a dict of review_limits' fields.
    """

    def __init__(self, **options):
        self._handle = _border.new_scanner(options)

    def scan(self, document, name=None, password=None):
        """The dict of docs/findings.schema.json. Unreadable has it as `result` where other places could be read."""
        return json.loads(_border.scan(self._handle, _border.draft_of(document, name, password)))

    def inspect(self, document, name=None, password=None):
        """What is concealed in it: the dict of docs/inspection.schema.json."""
        return json.loads(_border.text_of(_border.library.review_inspect, self._handle, _border.draft_of(document, name, password)))

    def decide(self, document, name=None, password=None):
        """The text of a file of decisions, everything undecided."""
        return _border.text_of(_border.library.review_decide, self._handle, _border.draft_of(document, name, password))

    def redact(self, document, name=None, password=None, **options):
        """A Redaction, or an exception: there is no copy that is not proven.

        all, width, on_unreadable, label, label_font, schema, render: review_redact_options of review.h; decisions: the text
        of a file, or a dict of its keys; boxes: a list of (page, x0, y0, x1, y1) in PDF points.
        """
        if isinstance(options.get("decisions"), dict):
            options["decisions"] = json.dumps(options["decisions"], ensure_ascii=False)  # no YAML joins escapes beyond 16 bits
        copy, evidence = _border.redact(self._handle, _border.draft_of(document, name, password), options)
        return Redaction(copy, json.loads(evidence))


def verify(document, name=None, **options):
    """The dict of docs/embedding.md of a signed document or a bundle; Unverified (with it as `result`) if a check failed.

    language, roots, crls, approval_rules, log_key: review_verify_options of review.h.
    """
    return json.loads(_border.verify(_border.draft_of(document, name), options))
