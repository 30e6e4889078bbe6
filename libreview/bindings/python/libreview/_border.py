"""review.h by ctypes: its structs, who frees what, and statuses as exceptions. LIBREVIEW names another file than libreview.so.1."""
import ctypes
import json
import os
from ctypes import POINTER, Structure, byref, c_char_p, c_double, c_int, c_size_t, c_uint64, c_void_p, pointer, sizeof

library = ctypes.CDLL(os.environ.get("LIBREVIEW", "libreview.so.1"))


class Error(Exception):
    """`status` and `kind` are for programs; `obstacles` say what stands in the way and what an officer can choose."""

    def __init__(self, status, last, result=None):
        super().__init__(last.get("message", ""))
        self.status, self.kind, self.obstacles, self.result = status, last.get("kind", "fault"), last.get("obstacles", []), result


class Usage(Error):
    """An argument, a path, a pack, a policy, a key."""


class Unreadable(Error):
    """The document could not be read whole, or redaction was refused: nothing may be published."""


class Unverified(Error):
    """A signature or a proof did not verify."""


class Unapproved(Error):
    """A person has to decide first."""


class Fault(Error):
    """A fault of the library."""


KINDS = {2: Usage, 3: Unreadable, 4: Unverified, 5: Unapproved}
Texts = POINTER(c_char_p)


class Limits(Structure):
    _fields_ = [("size", c_size_t)] + [(name, c_uint64) for name in (
        "file_bytes", "stream_bytes", "document_bytes", "image_bytes", "token_bytes", "page_operators", "pages", "objects", "members",
        "inflate_ratio", "seconds")]


class ScannerOptions(Structure):
    _fields_ = [("size", c_size_t), ("language", c_char_p), ("policy", c_char_p), ("channel", c_char_p), ("packs", Texts), ("pack_count", c_size_t),
                ("pack_files", Texts), ("pack_file_count", c_size_t), ("terms", Texts), ("term_count", c_size_t), ("regexes", Texts),
                ("regex_count", c_size_t), ("key", c_char_p), ("key_size", c_size_t), ("suppressions", c_char_p), ("limits", POINTER(Limits))]


class DraftStruct(Structure):
    _fields_ = [("size", c_size_t), ("name", c_char_p), ("bytes", c_char_p), ("byte_count", c_size_t), ("path", c_char_p), ("password", c_char_p)]


class Box(Structure):
    _fields_ = [("page", c_uint64), ("x0", c_double), ("y0", c_double), ("x1", c_double), ("y1", c_double)]


class RedactOptions(Structure):
    _fields_ = [("size", c_size_t), ("all", c_int), ("decisions", c_char_p), ("boxes", POINTER(Box)), ("box_count", c_size_t), ("width", c_char_p),
                ("on_unreadable", c_char_p), ("label", c_char_p), ("label_font", c_char_p), ("schema", c_char_p), ("render", c_int)]


class VerifyOptions(Structure):
    _fields_ = [("size", c_size_t), ("language", c_char_p), ("roots", Texts), ("root_count", c_size_t), ("crls", Texts), ("crl_count", c_size_t),
                ("approval_rules", c_char_p), ("log_key", c_char_p), ("limits", POINTER(Limits))]


def declare(name, result, *arguments):
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments


declare("review_version", c_char_p)
declare("review_capabilities", c_int, POINTER(c_void_p))
declare("review_last_error_json", c_char_p)
declare("review_free", None, c_void_p)
declare("review_scanner_new", c_int, POINTER(c_void_p), POINTER(ScannerOptions))
declare("review_scanner_free", None, c_void_p)
declare("review_scan", c_int, POINTER(c_void_p), c_void_p, POINTER(DraftStruct))
declare("review_findings_json", c_char_p, c_void_p)
declare("review_findings_free", None, c_void_p)
declare("review_inspect", c_int, POINTER(c_void_p), c_void_p, POINTER(DraftStruct))
declare("review_decide", c_int, POINTER(c_void_p), c_void_p, POINTER(DraftStruct))
declare("review_redact", c_int, POINTER(c_void_p), c_void_p, POINTER(DraftStruct), POINTER(RedactOptions))
declare("review_redaction_free", None, c_void_p)
declare("review_redaction_bytes", c_void_p, c_void_p)
declare("review_redaction_byte_count", c_size_t, c_void_p)
declare("review_redaction_evidence", c_char_p, c_void_p)
declare("review_verify", c_int, POINTER(c_void_p), POINTER(DraftStruct), POINTER(VerifyOptions))


def check(status, result=None):
    if status != 0:
        last = library.review_last_error_json()
        raise KINDS.get(status, Fault)(status, json.loads(last) if last else {}, json.loads(result) if result else None)


def encoded(name, value):
    """UTF-8 of a text or a path. A zero byte would end it early for C: half a word is another word."""
    if value is None:
        return value
    try:
        text = value if isinstance(value, bytes) else os.fspath(value).encode()
    except UnicodeEncodeError:  # it quotes the text
        raise ValueError(f"{name} is no Unicode text") from None
    except TypeError:
        raise TypeError(f"{name} has to be a text") from None
    if b"\0" in text:
        raise ValueError(f"{name} holds a zero character")
    return text


def listed(name, value):
    """Of a single text each letter would be an item of its own."""
    if isinstance(value, (str, bytes, os.PathLike, dict)):
        raise TypeError(f"{name} has to be a list")
    return list(value)


def number(name, value, most):
    """ctypes takes what does not fit modulo 2^64 (or 2^32): a limit may become none."""
    if not isinstance(value, int):
        raise TypeError(f"{name} has to be a whole number")
    if not 0 <= value <= most:
        raise ValueError(f"{name} is out of range")
    return value


def box_of(value):
    page, *corners = listed("a box", value)
    if len(corners) != 4:
        raise ValueError("a box is page, x0, y0, x1, y1")
    return Box(number("the page of a box", page, (1 << 64) - 1), *corners)


def made_for(kind, name, value):
    """The value as a field of that kind takes it."""
    if kind is c_char_p:
        return encoded(name, value)
    return number(name, value, 1 if kind is c_int else (1 << 64) - 1)


COUNTS = {"pack_count", "pack_file_count", "term_count", "regex_count", "key_size", "byte_count", "box_count", "root_count", "crl_count"}


def filled(struct, options, lists=()):
    """The struct with these fields; a word that is none of them is a mistake of the caller."""
    struct.size = sizeof(struct)
    kinds = {name: kind for name, kind in struct._fields_[1:] if name not in COUNTS}
    for name, value in options.items():
        if name not in kinds:
            raise TypeError(f"there is no option {name}")
        if name in lists:
            if value is not None:
                texts = [encoded(name, text) for text in listed(name, value)]
                setattr(struct, name, ctypes.cast((c_char_p * max(len(texts), 1))(*texts), Texts))
                setattr(struct, lists[name], len(texts))
        elif name == "limits":
            struct.limits = pointer(filled(Limits(), value or {}))
        elif name == "boxes":
            boxes = [box_of(box) for box in listed(name, value)]
            struct.boxes, struct.box_count = (Box * max(len(boxes), 1))(*boxes), len(boxes)
        elif name == "key":
            struct.key, struct.key_size = bytes(value), len(value)
        else:
            setattr(struct, name, made_for(kinds[name], name, value))
    return struct


class Handle:
    def __init__(self, free):
        self.value, self._free = c_void_p(), free

    def __del__(self):
        self._free(self.value)

    @property
    def _as_parameter_(self):
        return self.value


def draft_of(document, name=None, password=None):
    """Bytes or a path."""
    options = {"name": name, "password": password}
    if isinstance(document, (bytes, bytearray, memoryview)):
        draft = filled(DraftStruct(), options)
        draft.bytes, draft.byte_count = bytes(document), len(bytes(document))
        return draft
    return filled(DraftStruct(), {**options, "path": document})


def taken(text):
    """A text of the library's own, freed."""
    try:
        return ctypes.string_at(text).decode() if text else None
    finally:
        library.review_free(text)


def text_of(function, *arguments):
    out = c_void_p()
    status = function(byref(out), *arguments)
    text = taken(out)
    check(status, text)
    return text


def new_scanner(options):
    handle = Handle(library.review_scanner_free)
    lists = {"packs": "pack_count", "pack_files": "pack_file_count", "terms": "term_count", "regexes": "regex_count"}
    check(library.review_scanner_new(byref(handle.value), filled(ScannerOptions(), options, lists)))
    return handle


def scan(scanner, draft):
    found = Handle(library.review_findings_free)
    status = library.review_scan(byref(found.value), scanner, draft)
    text = library.review_findings_json(found).decode() if found.value else None
    check(status, text)
    return text


def redact(scanner, draft, options):
    made = Handle(library.review_redaction_free)
    check(library.review_redact(byref(made.value), scanner, draft, filled(RedactOptions(), options)))
    document = ctypes.string_at(library.review_redaction_bytes(made), library.review_redaction_byte_count(made))
    return document, library.review_redaction_evidence(made).decode()


def verify(draft, options):
    return text_of(library.review_verify, draft, filled(VerifyOptions(), options, {"roots": "root_count", "crls": "crl_count"}))
