"""Places 79 and 80: the file itself, and what is said about it."""
import hashlib

from construct import ASCII, HAN, construct
from pdf import TEXT_STRINGS, literal
from place_graphics import line


@construct(79, "bytes-around", "bytes", ways=("before", "after", "after-new", "zip", "html"), beside=True)
def _(d, s, way):
    """Before the header, behind the end, as another kind of file in the same bytes."""
    data = {"zip": b"PK\x03\x04\x0a\0\0\0\0\0" + b"\0" * 16 + b"\x05\0\0\0a.txt" + s.encode(),
            "html": b"<html><!-- " + s.encode() + b" -->\n"}.get(way, b"\n% " + s.encode() + b"\n")
    if way in ("before", "html"):
        d.head = data
    else:
        d.tail = data


@construct(79, "unreferenced", "bytes", ways=("string", "stream", "flate", "page", "font"), beside=True)
def _(d, s, way):
    """An object that nothing refers to."""
    if way == "page":
        d.ref(b"<</Type/Page/MediaBox[0 0 99 99]/Resources<<>>/Contents %s>>" % d.stream(b"", line(s)))
    elif way == "font":
        d.ref(b"<</Type/Font/BaseFont/%s>>" % b"".join(b"#%02X" % c for c in s.encode()))
    else:
        d.ref(TEXT_STRINGS["utf16"](s)) if way == "string" else d.stream(b"", s.encode(), ["FlateDecode"] if way == "flate" else ())


@construct(79, "earlier-revision", "bytes", ways=("contents", "title", "deleted", "three"), beside=True)
def _(d, s, way):
    """Replaced by a later revision of the same file."""
    if way == "contents":
        d.first.contents = d.stream(b"", b"\n".join(d.first.content))
        number = int(d.first.contents.split()[0])
        old = b"\n".join(d.first.content + [line(s)])
        d.revisions = [[(number, b"<</Length %d>>\nstream\n%s\nendstream" % (len(old), old))]]
    else:
        number = d.add(b"null" if way == "deleted" else b"<</Title(x)>>")
        d.catalogue += b"/Office %d 0 R" % number
        d.revisions = [[(number, b"<</Title%s>>" % TEXT_STRINGS["utf16"](s))]]
        if way == "three":
            d.revisions.append([(number, b"<</Title(y)>>")])


@construct(79, "object-stream", "bytes", ways=("string", "title", "unused"), beside=True)
def _(d, s, way):
    """In an object stream."""
    number = d.add(b"<</Note%s>>" % TEXT_STRINGS["utf16"](s))
    d.in_object_stream.add(number)
    if way == "title":
        d.trailer = b"/Info %d 0 R" % number
    elif way == "string":
        d.catalogue += b"/Office %d 0 R" % number


@construct(79, "gap", "bytes", ways=("comment", "between", "behind-stream", "long-length", "trailer", "free-entry", "in-object-comment"), beside=True)
def _(d, s, way):
    """Between objects, in comments, behind the data of a stream, in the trailer, in the table of free objects."""
    data = s.encode()
    number = d.add(b"<</A 1>>")
    if way in ("comment", "in-object-comment"):
        d.objects[number] = b"<</A 1>> % " + data if way == "comment" else b"<</A % " + data + b"\n1>>"
    elif way == "between":
        d.objects[number] = b"<</A 1>>\nendobj\n" + data + b"\n9999 0 obj null"
    elif way == "behind-stream":
        d.objects[number] = b"<</Length 3>>\nstream\nabc\nendstream\n" + data
    elif way == "long-length":
        d.objects[number] = b"<</Length 3>>\nstream\nabc\n%s\nendstream" % data
        d.first.use("XObject", "Fm", b"%d 0 R" % number)
    elif way == "trailer":
        d.trailer = b"/Office%s" % literal(data)
    else:
        d.tail = b"xref\n0 1\n%s\n" % data


@construct(79, "twice-numbered", "bytes", ways=("first", "second"), beside=True)
def _(d, s, way):
    """Two objects of one number: which of them counts?"""
    secret, plain = b"<</Note%s>>" % TEXT_STRINGS["utf16"](s), b"<</Note(x)>>"
    number = d.add(plain)
    one, two = (secret, plain) if way == "first" else (plain, secret)
    d.objects[number] = one + b"\nendobj\n%d 0 obj\n" % number + two
    d.catalogue += b"/Office %d 0 R" % number


@construct(79, "flate-tail", "bytes", secrets=(ASCII,), beside=True)
def _(d, s, way):
    """Bytes behind the end of the deflated data of a content stream."""
    import zlib
    data = zlib.compress(b"\n".join(d.first.content)) + s.encode()
    d.first.contents = d.ref(b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(data), data))


@construct(79, "hybrid", "bytes", secrets=(ASCII, HAN))
def _(d, s, way):
    """A cross-reference stream beside the table (/XRefStm) names objects that old readers do not see."""
    number = d.add(b"<</Note%s>>" % TEXT_STRINGS["utf16"](s))
    d.catalogue += b"/Office %d 0 R" % number
    table = b"\1" + (20).to_bytes(4, "big") + b"\0\0"
    d.head = b""
    holder = d.add(b"<</Type/XRef/Size 2/Index[%d 1]/W[1 4 2]/Length %d>>\nstream\n%s\nendstream" % (number, len(table), table))
    d.trailer = b"/Office_XRef %d 0 R" % holder


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@construct(79, "encrypted", "pdftotext mutool", secrets=(ASCII,), ways=("rc4-40",))
def _(d, s, way):
    """RC4 with an empty password (algorithms 2, 3 and 4)."""
    owner = rc4(hashlib.md5(PADDING).digest()[:5], PADDING)
    identity = b"0123456789abcdef"
    key = hashlib.md5(PADDING + owner + (0xFFFFFFFC).to_bytes(4, "little") + identity).digest()[:5]
    data = b"\n".join(d.first.content + [line(s)])
    number = d.add(b"")
    locked = rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)
    d.objects[number] = b"<</Length %d>>\nstream\n%s\nendstream" % (len(locked), locked)
    d.first.contents = b"%d 0 R" % number
    d.trailer = b"/ID[%s%s]/Encrypt %s" % (literal(identity), literal(identity), d.ref(
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (owner.hex().encode(), rc4(key, PADDING).hex().encode())))


# What another program makes of the finished draft.
BY_QPDF = {
    "linearised": ("--linearize",), "object-streams": ("--object-streams=generate",),
    "aes-128": ("--encrypt", "", "owner", "128", "--use-aes=y", "--"), "aes-256": ("--encrypt", "", "owner", "256", "--"),
    "clear-metadata": ("--encrypt", "", "owner", "128", "--use-aes=y", "--cleartext-metadata", "--"),
    "rc4-128": ("--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--"),
}


@construct(79, "by-qpdf", "pdftotext mutool", ways=tuple(BY_QPDF))
def _(d, s, way):
    """Linearised, packed into object streams, encrypted with an empty password, metadata in clear or not."""
    d.show(s)
    if way == "clear-metadata":
        d.catalogue += b"/Metadata " + d.stream(b"/Type/Metadata/Subtype/XML", b"<x>" + s.encode() + b"</x>")
    d.through = BY_QPDF[way]


@construct(79, "superseded", "bytes", ways=("free-entry", "generation"))
def _(d, s, way):
    """An object that the table calls free, or that has an older generation than the one that counts."""
    secret = b"<</Note%s>>" % TEXT_STRINGS["utf16"](s)
    d.tail = b"77 0 obj\n" + secret + b"\nendobj\nxref\n0 1\n0000000000 65535 f \n77 1\n0000000020 00001 f \n" if way == "free-entry" else (
        b"1 7 obj\n" + secret + b"\nendobj\n")


@construct(80, "file-name", "name", ways=("title",))
def _(d, s, way):
    """The draft's own name: evidence and messages do not repeat what was asked to go."""
    d.show(s)
    d.file_name = s + ".pdf"


@construct(80, "evidence", "pdftotext", ways=("page", "bookmark", "key"))
def _(d, s, way):
    """Evidence and messages about a place named after the secret."""
    from pdf import name
    d.show(s)
    if way == "bookmark":
        d.bookmark(TEXT_STRINGS["utf16"](s))
    elif way == "key":
        d.catalogue += name(s) + b" 1"
        d.first.more = name(s) + b"(x)"
