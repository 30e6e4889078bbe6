"""Places 69 to 75: what hangs on pages and on the document."""
from construct import construct
from pdf import TEXT_STRINGS, literal, name, utf16
from place_graphics import line

EVERY = ("pdfdoc", "utf16", "utf8", "gbk")
SOME = ("pdfdoc", "utf16hex")
ONE = ("utf16octal",)


def string(s, way):
    return TEXT_STRINGS[way if s.isascii() or way != "pdfdoc" else "utf16"](s)


def annotate(d, keys, page=None):
    number = d.add(b"<</Type/Annot/Rect[30 200 130 220]%s>>" % keys)
    (page or d.first).annotations.append(b"%d 0 R" % number)
    return b"%d 0 R" % number


# --- 69: annotations -----------------------------------------------------------------------------------

@construct(69, "note", "bytes pdfjs", ways=EVERY, beside=True, but={"gbk": "bytes"})
def _(d, s, way):
    """The text of a note."""
    annotate(d, b"/Subtype/Text/Contents" + string(s, way))


KEYS = {
    "highlight": b"/Subtype/Highlight/QuadPoints[30 220 130 220 30 200 130 200]/Contents%s",
    "author": b"/Subtype/Text/Contents(x)/T%s",
    "subject": b"/Subtype/Text/Contents(x)/Subj%s",
    "identity": b"/Subtype/Text/Contents(x)/NM%s",
    "rich": b"/Subtype/FreeText/DA(/F1 9 Tf)/Contents(x)/RC%s",
    "style": b"/Subtype/FreeText/DA(/F1 9 Tf)/Contents(x)/DS%s",
    "popup": b"/Subtype/Popup/Contents%s",
    "caret": b"/Subtype/Caret/Contents%s",
    "redact": b"/Subtype/Redact/QuadPoints[30 220 130 220 30 200 130 200]/Contents%s",
    "overlay": b"/Subtype/Redact/QuadPoints[30 220 130 220 30 200 130 200]/DA(/F1 9 Tf)/OverlayText%s",
    "line-caption": b"/Subtype/Line/L[30 200 130 220]/Cap true/Contents%s",
    "polygon": b"/Subtype/Polygon/Vertices[30 200 130 220 80 210]/Contents%s",
    "movie": b"/Subtype/Movie/T%s/Movie<</F(x)>>",
    "sound": b"/Subtype/Sound/Contents%s",
    "screen": b"/Subtype/Screen/T%s",
    "stamp-name": b"/Subtype/Stamp/Contents%s",
    "watermark": b"/Subtype/Watermark/FixedPrint<</Type/FixedPrint/Note %s>>",
    "rich-media": b"/Subtype/RichMedia/RichMediaContent<</Assets<</Names[%s null]>>>>",
    "three-d": b"/Subtype/3D/3DV<</XN %s>>",
    "printer-mark": b"/Subtype/PrinterMark/MN%s",
    "link-uri": b"/Subtype/Link/A<</S/URI/URI%s>>",
    "link-chain": b"/Subtype/Link/A<</S/URI/URI(http://x)/Next<</S/URI/URI%s>>>>",
    "link-launch": b"/Subtype/Link/A<</S/Launch/F%s>>",
    "link-remote": b"/Subtype/Link/A<</S/GoToR/F%s/D[0/Fit]>>",
    "link-named-destination": b"/Subtype/Link/Dest%s",
    "link-contents": b"/Subtype/Link/Contents%s",
    "private-key": b"/Subtype/Text/Contents(x)/Office_Note%s",
    "underline": b"/Subtype/Underline/QuadPoints[30 220 130 220 30 200 130 200]/Contents%s",
    "strike-out": b"/Subtype/StrikeOut/QuadPoints[30 220 130 220 30 200 130 200]/Contents%s",
    "squiggly": b"/Subtype/Squiggly/QuadPoints[30 220 130 220 30 200 130 200]/Subj%s",
    "callout": b"/Subtype/FreeText/IT/FreeTextCallout/CL[30 200 60 230]/DA(/F1 9 Tf)/Contents%s",
    "ink": b"/Subtype/Ink/InkList[[30 200 40 210]]/Contents%s",
    "circle": b"/Subtype/Circle/Contents%s",
    "poly-line": b"/Subtype/PolyLine/Vertices[30 200 130 220 80 210]/Contents%s",
    "measure": b"/Subtype/PolyLine/Vertices[30 200 130 220]/Measure<</Type/Measure/R%s/X[]/D[]/A[]>>",
    "file-description": b"/Subtype/FileAttachment/Contents%s/FS<</Type/Filespec/F(a)>>",
    "layer": b"/Subtype/Square/OC<</Type/OCG/Name%s>>",
    "modified": b"/Subtype/Text/Contents(x)/M%s",
    "state": b"/Subtype/Text/StateModel(Review)/State%s",
    "external-data": b"/Subtype/Text/Contents(x)/ExData<</Type/ExData/Subtype/Markup3D/Note%s>>",
    "projection": b"/Subtype/Projection/Contents%s",
    "trap-net": b"/Subtype/TrapNet/Version[%s]",
    "link-page-uri": b"/Subtype/Link/PA<</S/URI/URI%s>>",
    "link-thread": b"/Subtype/Link/A<</S/Thread/F%s/D 0>>",
    "link-submit": b"/Subtype/Link/A<</S/SubmitForm/F%s>>",
    "link-windows": b"/Subtype/Link/A<</S/Launch/Win<</F(a)/P%s>>>>",
    "link-go-to-embedded": b"/Subtype/Link/A<</S/GoToE/T<</R/C/N%s>>/D[0/Fit]>>",
}


@construct(69, "annotation", "bytes", ways=tuple(KEYS), beside=True)
def _(d, s, way):
    """In one key of an annotation."""
    annotate(d, KEYS[way] % (literal(s.encode()) if way.startswith("link-") else TEXT_STRINGS["utf16"](s)))


@construct(69, "link-escaped", "bytes", ways=("percent", "query"))
def _(d, s, way):
    """A link whose address has the secret with percent signs."""
    import urllib.parse
    escaped = "".join(f"%{byte:02X}" for byte in s.encode()) if way == "percent" else urllib.parse.quote(s)
    annotate(d, b"/Subtype/Link/A<</S/URI/URI(http://example.org/?q=%s)>>" % escaped.encode())


@construct(69, "appearance", "pdftotext mutool bytes", ways=("stamp", "free-text", "ink", "state", "hidden", "printed"), beside=True, but={"hidden": "bytes"})
def _(d, s, way):
    """In the appearance of an annotation."""
    look = d.form_xobject(line(s, at=b"0 5"), box=b"[0 0 100 20]")
    down = d.form_xobject(b"", box=b"[0 0 100 20]")
    flags = {"hidden": b"/F 2", "printed": b"/F 4"}.get(way, b"")
    states = b"/AP<</N<</On %s/Off %s>>>>/AS/On" % (look, down) if way == "state" else b"/AP<</N %s>>" % look
    kind = {"stamp": b"Stamp", "free-text": b"FreeText/DA(/F1 9 Tf)", "ink": b"Ink/InkList[[30 200 40 210]]"}.get(way, b"Stamp")
    annotate(d, b"/Subtype/%s%s%s" % (kind, flags, states))


@construct(69, "appearance-unshown", "bytes", ways=("down", "rollover", "other-state"), beside=True)
def _(d, s, way):
    """In an appearance that shows only when the mouse is there, or in another state."""
    look, plain = d.form_xobject(line(s, at=b"0 5"), box=b"[0 0 100 20]"), d.form_xobject(b"", box=b"[0 0 100 20]")
    states = {"down": b"/AP<</N %s/D %s>>" % (plain, look), "rollover": b"/AP<</N %s/R %s>>" % (plain, look),
              "other-state": b"/AP<</N<</On %s/Off %s>>>>/AS/On" % (plain, look)}[way]
    annotate(d, b"/Subtype/Stamp" + states)


@construct(69, "reply", "bytes", ways=("irt", "popup-parent"), beside=True)
def _(d, s, way):
    """A reply, and a pop-up that is on no page."""
    note = annotate(d, b"/Subtype/Text/Contents(x)")
    if way == "irt":
        annotate(d, b"/Subtype/Text/IRT %s/RT/R/Contents%s" % (note, string(s, "utf16")))
    else:
        d.ref(b"<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Parent %s/Contents%s>>" % (note, string(s, "utf16")))


# --- 70: forms -----------------------------------------------------------------------------------------

def field(d, keys, widget=b"/Subtype/Widget/Rect[30 150 130 170]", page=True):
    number = d.add(b"<</Type/Annot%s%s>>" % (widget if page else b"", keys))
    d.fields.append(b"%d 0 R" % number)
    if page:
        d.first.annotations.append(b"%d 0 R" % number)
    d.form = d.form or b"/DA(/F1 9 Tf 0 g)"


FIELDS = {
    "value": b"/FT/Tx/T(a)/V%s", "default": b"/FT/Tx/T(a)/DV%s", "rich-value": b"/FT/Tx/T(a)/RV%s", "tooltip": b"/FT/Tx/T(a)/TU%s",
    "name": b"/FT/Tx/T%s", "export-name": b"/FT/Tx/T(a)/TM%s", "option": b"/FT/Ch/T(a)/Opt[(x)%s]",
    "option-pair": b"/FT/Ch/Ff 131072/T(a)/Opt[[%s(x)]]/V(x)", "caption": b"/FT/Btn/Ff 65536/T(a)/MK<</CA%s>>",
    "rollover-caption": b"/FT/Btn/Ff 65536/T(a)/MK<</RC%s>>", "action": b"/FT/Btn/Ff 65536/T(a)/A<</S/SubmitForm/F<</FS/URL/F%s>>>>",
    "hide": b"/FT/Btn/Ff 65536/T(a)/A<</S/Hide/T%s>>", "import": b"/FT/Btn/Ff 65536/T(a)/A<</S/ImportData/F%s>>",
    "alternate-caption": b"/FT/Btn/Ff 65536/T(a)/MK<</AC%s>>", "radio-option": b"/FT/Btn/Ff 32768/T(a)/Opt[%s]",
    "appearance-string": b"/FT/Tx/T(a)/DA%s", "locked-by": b"/FT/Sig/T(a)/Lock<</Type/SigFieldLock/Action/Include/Fields[%s]>>",
    "reset": b"/FT/Btn/Ff 65536/T(a)/A<</S/ResetForm/Fields[%s]>>", "private-key": b"/FT/Tx/T(a)/Office_Note%s",
    "selected": b"/FT/Ch/Ff 2097152/T(a)/Opt[(x)]/V[%s]", "style": b"/FT/Tx/T(a)/DS%s",
}


@construct(70, "field", "bytes", ways=tuple(FIELDS), beside=True)
def _(d, s, way):
    """In one key of a form field."""
    field(d, FIELDS[way] % TEXT_STRINGS["utf16hex"](s))


@construct(70, "field-appearance", "pdftotext mutool", beside=True)
def _(d, s, way):
    """Value and appearance of a field."""
    look = d.form_xobject(b"/Tx BMC " + line(s, at=b"2 5") + b" EMC", box=b"[0 0 100 20]")
    field(d, b"/FT/Tx/T(a)/V%s/AP<</N %s>>" % (string(s, "utf16"), look))


@construct(70, "field-alone", "bytes", ways=EVERY, beside=True)
def _(d, s, way):
    """A field that has no widget on any page."""
    field(d, b"/FT/Tx/T(a)/V" + string(s, way), page=False)


@construct(70, "field-stream", "bytes", ways=("V", "RV"), beside=True)
def _(d, s, way):
    """A value that is a stream."""
    field(d, b"/FT/Tx/T(a)/%s %s" % (way.encode(), d.stream(b"", utf16(s), ["FlateDecode"])))


@construct(70, "field-kids", "bytes", beside=True)
def _(d, s, way):
    """A value that a parent has and its kids show."""
    kid = d.add(b"<</Type/Annot/Subtype/Widget/Rect[30 150 130 170]>>")
    d.first.annotations.append(b"%d 0 R" % kid)
    d.fields.append(d.ref(b"<</FT/Tx/T(a)/Kids[%d 0 R]/V%s>>" % (kid, string(s, "utf16"))))
    d.form = b"/DA(/F1 9 Tf 0 g)"


@construct(70, "xfa", "bytes", ways=("stream", "array", "flate"), beside=True)
def _(d, s, way):
    """The packets of an XFA form."""
    packet = b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><datasets><a>" + s.encode() + b"</a></datasets></xdp:xdp>"
    stream = d.stream(b"", packet, ["FlateDecode"] if way == "flate" else ())
    d.form = b"/XFA " + (b"[(datasets)%s]" % stream if way == "array" else stream)


@construct(70, "calculated", "bytes", ways=("calculate", "format", "keystroke", "order"), beside=True)
def _(d, s, way):
    """A script that makes the value anew."""
    event = {"calculate": b"C", "format": b"F", "keystroke": b"K", "order": b"C"}[way]
    code = "event.value = '" + (s if s.isascii() else "".join(f"\\u{ord(c):04x}" for c in s)) + "'"
    field(d, b"/FT/Tx/T(a)/AA<</%s<</S/JavaScript/JS%s>>>>" % (event, literal(code.encode())))
    if way == "order":
        d.form += b"/CO[%s]" % d.fields[0]


# --- 71: signatures ------------------------------------------------------------------------------------

SIGNED = {"reason": b"/Reason", "location": b"/Location", "signer": b"/Name", "contact": b"/ContactInfo"}


@construct(71, "signature", "bytes", ways=tuple(SIGNED), beside=True)
def _(d, s, way):
    """What a signature dictionary says of the signer."""
    value = d.ref(b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<00>%s%s>>"
                  % (SIGNED[way], string(s, "utf16")))
    field(d, b"/FT/Sig/T(a)/V " + value)


@construct(71, "signature-parts", "bytes", ways=("build", "lock", "seed", "appearance", "certificate", "dss", "perms", "contents", "reference",
                                                "doc-mdp", "time-stamp", "dss-info"), beside=True)
def _(d, s, way):
    """The rest of it: software, locks, seed values, looks, certificates."""
    sig = b"<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents%s%s>>"
    text, plain, more = string(s, "utf16"), b"<00>", b""
    if way == "build":
        more = b"/Prop_Build<</App<</Name%s>>>>" % name(s)
    elif way == "certificate":
        more = b"/Cert" + literal(b"0\x82" + s.encode())
    elif way == "reference":
        more = b"/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Action/Include/Fields[%s]>>>>]" % text
    elif way == "time-stamp":
        more = b"/Type/DocTimeStamp/Name%s" % text
    elif way == "contents":
        plain = b"<3082" + s.encode().hex().encode() + b"0000>"
    value = d.ref(sig % (plain, more))
    keys = {"lock": b"/Lock<</Type/SigFieldLock/Action/Include/Fields[%s]>>" % text, "seed": b"/SV<</Type/SV/Reasons[%s]>>" % text,
            "appearance": b"/AP<</N %s>>" % d.form_xobject(line(s, at=b"2 5"), box=b"[0 0 100 20]")}.get(way, b"")
    field(d, b"/FT/Sig/T(a)/V " + value + keys)
    if way == "dss":
        d.catalogue += b"/DSS<</Certs[%s]>>" % d.stream(b"", b"0\x82" + s.encode())
    elif way == "dss-info":
        d.catalogue += b"/DSS<</VRI<<%s<</TU(x)>>>>>>" % name(s)
    elif way == "doc-mdp":
        d.catalogue += b"/Perms<</DocMDP %s>>" % d.ref(b"<</Type/Sig/Filter/X/Name%s>>" % text)
    elif way == "perms":
        d.catalogue += b"/Perms<</UR3 %s>>" % d.ref(b"<</Type/Sig/Reason%s>>" % text)


# --- 72: what leads the way ----------------------------------------------------------------------------

@construct(72, "bookmark", "info bytes", ways=EVERY, beside=True, but={"gbk": "bytes"})
def _(d, s, way):
    """The title of a bookmark."""
    d.bookmark(literal(b"Part 1"))
    d.bookmark(string(s, way))
    d.bookmark(literal(b"Part 3"))


@construct(72, "bookmark-action", "bytes", ways=("uri", "script", "launch", "named"), beside=True)
def _(d, s, way):
    """The action of a bookmark."""
    action = {"uri": b"/A<</S/URI/URI%s>>", "script": b"/A<</S/JavaScript/JS%s>>", "launch": b"/A<</S/Launch/F%s>>", "named": b"/Dest%s"}[way]
    d.bookmark(literal(b"Part 1"), action % literal(s.encode()))


NAMED = {
    "name-tree": b"/Names<</Dests<</Names[%s[@PAGE1/Fit]]>>>>",
    "name-tree-limits": b"/Names<</Dests<</Kids[<</Limits[%s%s]/Names[(a)[@PAGE1/Fit]]>>]>>>>",
    "templates": b"/Names<</Templates<</Names[%s @PAGE1]>>>>",
    "pages": b"/Names<</Pages<</Names[%s @PAGE1]>>>>",
    "urls": b"/Names<</URLS<</Names[(a)<</S%s>>]>>>>",
    "open-action": b"/OpenAction<</S/GoTo/D%s>>",
    "open-uri": b"/OpenAction<</S/URI/URI%s>>",
    "page-label": b"/PageLabels<</Nums[0<</P%s>>]>>",
    "page-label-tree": b"/PageLabels<</Kids[<</Limits[0 0]/Nums[0<</S/D/P%s>>]>>]>>",
    "base": b"/URI<</Base%s>>",
    "thread": b"/Threads[<</I<</Title%s>>>>]",
    "collection": b"/Collection<</Schema<</a<</N%s/Subtype/S>>>>>>",
    "viewer": b"/ViewerPreferences<</DocTitle%s>>",
    "language": b"/Lang%s",
    "requirement": b"/Requirements[<</S/EnableJavaScripts/RH[<</S/JS/Script%s>>]>>]",
    "legal": b"/Legal<</Attestation%s>>",
    "private": b"/Office_Private<</Note%s>>",
    "thread-author": b"/Threads[<</I<</Author%s>>>>]",
    "collection-sort": b"/Collection<</D%s>>",
    "alternate-presentations": b"/Names<</AlternatePresentations<</Names[%s<</Type/SlideShow/StartResource(a)>>]>>>>",
    "renditions": b"/Names<</Renditions<</Names[(a)<</S/MR/N%s>>]>>>>",
    "identifiers": b"/Names<</IDS<</Names[%s null]>>>>",
    "open-remote": b"/OpenAction<</S/GoToR/F%s/D[0/Fit]>>",
    "permissions": b"/Perms<</Note%s>>",
    "version": b"/Version/1.7/AF[<</Type/Filespec/Desc%s>>]",
    "extension": b"/Extensions<</OFFC<</BaseVersion/1.7/URL%s>>>>",
}


@construct(72, "catalogue", "bytes", ways=tuple(NAMED), beside=True)
def _(d, s, way):
    """In what the catalogue names."""
    text = TEXT_STRINGS["utf16"](s)
    d.catalogue += NAMED[way].replace(b"%s%s", b"%s" + text) % text


@construct(72, "destination-name", "bytes", beside=True)
def _(d, s, way):
    """A destination of PDF 1.1, whose name is the secret."""
    d.catalogue += b"/Dests<<%s[@PAGE1/Fit]>>" % name(s)


# --- 73: metadata --------------------------------------------------------------------------------------

@construct(73, "info", "info bytes", ways=("pdfdoc", "octal", "utf16", "utf8", "utf16le"), beside=True,
           but={"utf8": "bytes", "utf16le": "bytes"})
def _(d, s, way):
    """The title of the document."""
    d.info = b"/Title" + string(s, way)


@construct(73, "info-keys", "bytes", ways=("Author", "Keywords", "Producer", "custom", "custom-name", "nested"), beside=True)
def _(d, s, way):
    """Other entries of the document information, and one named like the secret."""
    text = string(s, "utf16hex")
    d.info = {"custom": b"/Office" + text, "custom-name": name(s) + b"(x)", "nested": b"/Office<</A[%s]>>" % text}.get(
        way, b"/" + way.encode() + text)


XMP = ("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/"
       "1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'>%s</rdf:Description></rdf:RDF>"
       "</x:xmpmeta><?xpacket end='w'?>")


@construct(73, "xmp", "bytes", ways=("document", "page", "flate", "entities", "base64", "history", "utf16", "thumbnail", "attribute", "comment",
                                   "cdata", "behind-packet"), beside=True)
def _(d, s, way):
    """XMP of the document and of a page: as text, with entities, in a thumbnail, in the history."""
    import base64
    body = {"entities": "".join(f"&#x{ord(c):X};" for c in s), "base64": base64.b64encode(b"xx" + s.encode()).decode(),
            "thumbnail": "<xmp:Thumbnails xmlns:xmp='a'><xmpGImg:image xmlns:xmpGImg='b'>"
                         + base64.b64encode(b"\xff\xd8x" + s.encode()).decode() + "</xmpGImg:image></xmp:Thumbnails>",
            "attribute": f"<a:b xmlns:a='a' a:c='{s}'/>", "comment": f"<!-- {s} -->", "cdata": f"<dc:title><![CDATA[{s}]]></dc:title>",
            "behind-packet": "", "history": f"<xmpMM:History xmlns:xmpMM='a'>{s}</xmpMM:History>"}.get(way, f"<dc:title>{s}</dc:title>")
    data = (XMP % body).encode("utf-16-be" if way == "utf16" else "utf-8")
    data += s.encode() if way == "behind-packet" else b""
    stream = d.stream(b"/Type/Metadata/Subtype/XML", data, ["FlateDecode"] if way == "flate" else ())
    if way == "page":
        d.first.more = b"/Metadata " + stream
    else:
        d.catalogue += b"/Metadata " + stream


@construct(73, "identifier", "bytes", beside=True)
def _(d, s, way):
    """The identifier of the file is the secret."""
    d.trailer = b"/ID[%s%s]" % (literal(s.encode()), literal(s.encode()))


# --- 74: files within --------------------------------------------------------------------------------------

def zipped(s):
    """A document of an office: XML in a ZIP, not compressed."""
    import io
    import zipfile
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), "<w:t>" + s + "</w:t>")
    return out.getvalue()


def file_of(d, s, way="plain"):
    data = {"utf16": utf16(s), "gbk": s.encode("gbk"), "zip": zipped(s)}.get(way, s.encode())
    stream = d.stream(b"/Type/EmbeddedFile/Subtype/text#2Fplain", b"Dear " + data if way == "plain" else data, ["FlateDecode"])
    return d.ref(b"<</Type/Filespec/F(note.txt)/UF(note.txt)/EF<</F %s>>>>" % stream)


@construct(74, "attachment", "info bytes", ways=("tree", "annotation", "utf16", "gbk", "zip"), beside=True,
           but={"utf16": "bytes", "gbk": "bytes", "zip": "bytes"})
def _(d, s, way):
    """The content of an attached file."""
    if way != "annotation":
        d.catalogue += b"/Names<</EmbeddedFiles<</Names[(a)%s]>>>>" % file_of(d, s, "plain" if way == "tree" else way)
    else:
        annotate(d, b"/Subtype/FileAttachment/FS " + file_of(d, s))


@construct(74, "associated", "bytes", ways=("catalogue", "page", "form", "annotation", "structure", "image", "invoice"), beside=True)
def _(d, s, way):
    """A file associated with the document, a page, a form, an annotation, an element."""
    keys = b"/AFRelationship/Data/AF[%s]" % file_of(d, s)
    if way == "catalogue":
        d.catalogue += keys
    elif way == "image":
        d.first.use("XObject", "Im", d.stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8" + keys, b"\x80"))
        d.first.draw(b"q 9 0 0 9 0 0 cm /Im Do Q")
    elif way == "invoice":  # what electronic invoices carry
        xml = b"<?xml version='1.0'?><Invoice><Buyer>" + s.encode() + b"</Buyer></Invoice>"
        file = d.ref(b"<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/AFRelationship/Alternative/EF<</F %s>>>>"
                     % d.stream(b"/Type/EmbeddedFile/Subtype/text#2Fxml", xml, ["FlateDecode"]))
        d.catalogue += b"/AF[%s]/Names<</EmbeddedFiles<</Names[(factur-x.xml)%s]>>>>" % (file, file)
    elif way == "page":
        d.first.more = keys
    elif way == "form":
        d.first.use("XObject", "Fm", d.form_xobject(b"0 0 9 9 re f", keys))
        d.first.draw(b"/Fm Do")
    elif way == "annotation":
        annotate(d, b"/Subtype/Square" + keys)
    else:
        d.catalogue += b"/StructTreeRoot<</Type/StructTreeRoot/K<</S/P%s>>>>" % keys


@construct(74, "file-names", "bytes", ways=("F", "UF", "Desc", "key", "relation", "collection-item"), beside=True)
def _(d, s, way):
    """The name, the description, the key of an attached file."""
    text = string(s, "utf16")
    keys = {"collection-item": b"/CI<</Type/CollectionItem/a%s>>" % text, "key": b"", "relation": b"/RF<</F[%s null]>>" % text}.get(
        way, b"/%s%s" % (way.encode(), text))
    stream = d.stream(b"/Type/EmbeddedFile", b"Dear", ["FlateDecode"])
    file = d.ref(b"<</Type/Filespec%s%s/EF<</F %s>>>>" % (b"" if way == "F" else b"/F(a)", keys, stream))
    d.catalogue += b"/Names<</EmbeddedFiles<</Names[%s %s]>>>>" % (text if way == "key" else b"(a)", file)


@construct(74, "file-in-file", "bytes", beside=True)
def _(d, s, way):
    """A PDF in the PDF, which shows it on its page."""
    from pdf import Doc
    inner = Doc()
    inner.construct = d.construct
    inner.show(s)
    stream = d.stream(b"/Type/EmbeddedFile/Subtype/application#2Fpdf", inner.write(), ["FlateDecode"])
    d.catalogue += b"/Names<</EmbeddedFiles<</Names[(a)%s]>>>>" % d.ref(
        b"<</Type/Filespec/F(a.pdf)/UF(a.pdf)/EF<</F %s>>>>" % stream)
    d.codes.append(literal(s.encode("latin-1" if s.isascii() else "gbk"))[1:-1])


# --- 75: scripts -------------------------------------------------------------------------------------------

SCRIPTS = {
    "names": b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS%s>>]>>>>",
    "script-name": b"/Names<</JavaScript<</Names[%s<</S/JavaScript/JS(x)>>]>>>>",
    "open": b"/OpenAction<</S/JavaScript/JS%s>>", "close": b"/AA<</WC<</S/JavaScript/JS%s>>>>",
    "rendition": b"/OpenAction<</S/Rendition/JS%s>>", "next": b"/OpenAction<</S/GoTo/D[@PAGE1/Fit]/Next<</S/JavaScript/JS%s>>>>",
}


@construct(75, "script", "bytes", ways=tuple(SCRIPTS), beside=True)
def _(d, s, way):
    """In a script of the document."""
    d.catalogue += SCRIPTS[way] % TEXT_STRINGS["utf16"]("app.alert('" + s + "')" if way != "script-name" else s)


@construct(75, "script-elsewhere", "bytes", ways=("page", "annotation", "field", "stream", "escaped"), beside=True)
def _(d, s, way):
    """In a script of a page, an annotation, a field; in a stream; with escapes."""
    code = "app.alert('" + ("".join(f"\\u{ord(c):04x}" for c in s) if way == "escaped" else s) + "')"
    action = b"<</S/JavaScript/JS%s>>" % (b" " + d.stream(b"", code.encode(), ["FlateDecode"]) if way == "stream"
                                          else literal(code.encode()) if way == "escaped" else TEXT_STRINGS["utf16"](code))
    if way == "annotation":
        annotate(d, b"/Subtype/Link/AA<</E%s>>" % action)
    elif way == "field":
        field(d, b"/FT/Btn/Ff 65536/T(a)/AA<</U%s>>" % action)
    else:
        d.first.more = b"/AA<</O%s>>" % action
