"""Places 76 to 78: tags, layers, private data."""
from construct import construct
from pdf import TEXT_STRINGS, literal, name
from place_carriers import EVERY, annotate, string
from place_graphics import line


def tree(d, element, root=b""):
    number = d.add(b"")
    kid = d.add(b"<</Type/StructElem/P %d 0 R/Pg @PAGE1/K 0%s>>" % (number, element))
    d.objects[number] = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[0[%d 0 R]]>>%s>>" % (kid, kid, root)
    d.catalogue += b"/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>" % number
    d.first.more += b"/StructParents 0"
    d.first.draw(b"/P <</MCID 0>> BDC BT /F1 12 Tf 30 240 Td (Tagged line) Tj ET EMC")
    d.kept.append("Tagged line")


@construct(76, "actual-text", "bytes", ways=EVERY, beside=True)
def _(d, s, way):
    """/ActualText of an element."""
    tree(d, b"/S/Span/ActualText" + string(s, way))


ELEMENT = {
    "alternative": b"/S/Figure/Alt%s", "expansion": b"/S/Span/E%s", "title": b"/S/Sect/T%s", "identity": b"/S/P/ID%s", "language": b"/S/P/Lang%s",
    "attribute": b"/S/P/A<</O/Layout/Note%s>>", "user-property": b"/S/P/A<</O/UserProperties/P[<</N%s/V(x)>>]>>",
    "summary": b"/S/Table/A<</O/Table/Summary%s>>", "phoneme": b"/S/Span/PhonemeAlphabet/ipa/Phoneme%s", "revision": b"/S/P/R 1/Office%s", "headers": b"/S/TD/A<</O/Table/Headers[%s]>>",
    "associated": b"/S/P/AF[<</Type/Filespec/F(a)/Desc%s>>]", "namespace": b"/S/P/NS<</Type/Namespace/NS%s>>",
    "user-value": b"/S/P/A<</O/UserProperties/P[<</N(x)/V%s/F(y)>>]>>", "reference": b"/S/P/Ref[<</S/P/Alt%s>>]",
}


@construct(76, "element", "bytes", ways=tuple(ELEMENT), beside=True)
def _(d, s, way):
    """In another key of an element."""
    tree(d, ELEMENT[way] % TEXT_STRINGS["utf16"](s))


@construct(76, "element-type", "bytes", ways=("type", "role-map", "class-map", "class", "namespace", "id-tree"), beside=True)
def _(d, s, way):
    """The type of an element, its class, the names of the tree."""
    text = TEXT_STRINGS["utf16"](s)
    element = {"type": b"/S" + name(s), "class": b"/S/P/C" + name(s)}.get(way, b"/S/P")
    root = {"type": b"/RoleMap<<%s/P>>" % name(s), "role-map": b"/RoleMap<<%s/P>>" % name(s), "class-map": b"/ClassMap<<%s<</O/Layout>>>>" % name(s),
            "namespace": b"/Namespaces[<</Type/Namespace/NS%s>>]" % text, "id-tree": b"/IDTree<</Names[%s null]>>" % text}.get(way, b"")
    tree(d, element, root)


@construct(76, "inline", "bytes", ways=("ActualText", "Alt", "E"), beside=True, but={"ActualText": "pdftotext bytes"})
def _(d, s, way):
    """In the properties of marked content, written in the stream."""
    d.first.draw(b"/Span <</%s%s>> BDC BT /F1 12 Tf 30 240 Td (x) Tj ET EMC" % (way.encode(), TEXT_STRINGS["utf16"](s)))


@construct(76, "named-properties", "bytes", ways=("ActualText", "Alt", "private", "unused"), beside=True)
def _(d, s, way):
    """In the properties of marked content, among the resources."""
    key = way if way in ("ActualText", "Alt") else "Office"
    d.first.use("Properties", "P0", b"<</%s%s>>" % (key.encode(), TEXT_STRINGS["utf16"](s)))
    if way != "unused":
        d.first.draw(b"/Span /P0 BDC BT /F1 12 Tf 30 240 Td (x) Tj ET EMC")


@construct(76, "partial", "pdftotext", secrets=("Vexwort7041", "欧阳锦澜"))
def _(d, s, way):
    """ActualText of a part of the secret: the glyphs say something else."""
    head, tail = s[:2], s[2:]
    d.first.draw(b"BT /F1 12 Tf 30 200 Td ET")
    d.first.draw(line(head, at=b"30 200"))
    d.first.draw(b"/Span <</ActualText%s>> BDC %s EMC" % (TEXT_STRINGS["utf16"](tail), line("zz", at=b"54 200" if not s.isascii() else b"44 200")))


# --- 77: layers ------------------------------------------------------------------------------------------

def layer(d, settings=b"", keys=b"", default=b""):
    group = d.ref(b"<</Type/OCG/Name(Layer)%s>>" % keys)
    d.catalogue += b"/OCProperties<</OCGs[%s]/D<</Order[%s]%s>>%s>>" % (group, group, default.replace(b"@", group), settings.replace(b"@", group))
    return group


@construct(77, "layer-off", "bytes", ways=("off", "base-off", "print-only", "zoom", "form", "image-layer", "membership"))
def _(d, s, way):
    """Text in a layer that is not shown."""
    default = {"base-off": b"/BaseState/OFF", "print-only": b"/AS[<</Event/View/Category[/View]/OCGs[@]>>]",
               "zoom": b"/AS[<</Event/View/Category[/Zoom]/OCGs[@]>>]"}.get(way, b"/OFF[@]")
    keys = {"print-only": b"/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>", "zoom": b"/Usage<</Zoom<</min 20>>>>"}.get(way, b"")
    group = layer(d, keys=keys, default=default)
    if way == "membership":
        group = d.ref(b"<</Type/OCMD/OCGs[%s]/P/AllOn>>" % group)
    if way in ("form", "image-layer"):
        d.first.use("XObject", "Fm", d.form_xobject(line(s), b"/OC " + group))
        d.first.draw(b"/Fm Do")
        return
    d.first.use("Properties", "L0", group)
    d.first.draw(b"/OC /L0 BDC " + line(s) + b" EMC")


@construct(77, "layer-annotation", "bytes", ways=("field", "stamp", "link", "membership"))
def _(d, s, way):
    """A field, a stamp, a link on a layer that is not shown."""
    group = layer(d, default=b"/OFF[@]")
    if way == "membership":
        group = d.ref(b"<</Type/OCMD/OCGs[%s]/P/AllOn>>" % group)
    keys = b"/A<</S/URI/URI%s>>" % literal(b"http://x/" + s.encode()) if way == "link" else \
        b"/AP<</N %s>>" % d.form_xobject(line(s, at=b"2 5"), box=b"[0 0 100 20]")
    kind = {"link": b"/Link", "stamp": b"/Stamp"}.get(way, b"/Widget/FT/Tx/T(a)")
    d.first.annotations.append(b"%d 0 R" % d.add(b"<</Type/Annot/Subtype%s/Rect[30 150 130 170]/OC %s%s>>" % (kind, group, keys)))


@construct(77, "layer-names", "bytes", ways=("name", "creator", "language", "user", "config", "config-creator", "alternate", "order-label"), beside=True)
def _(d, s, way):
    """What a layer is called, who made it."""
    text = TEXT_STRINGS["utf16"](s)
    keys = {"name": b"/Was(x)", "creator": b"/Usage<</CreatorInfo<</Creator%s/Subtype/Artwork>>>>" % text,
            "language": b"/Usage<</Language<</Lang%s>>>>" % text, "user": b"/Usage<</User<</Type/Ind/Name%s>>>>" % text}.get(way, b"")
    default = {"config": b"/Name%s" % text, "config-creator": b"/Creator%s" % text}.get(way, b"")
    settings = b"/Configs[<</Name%s/OCGs[@]>>]" % text if way == "alternate" else b""
    group = layer(d, settings, keys, default)
    if way == "name":
        number = int(group.split()[0])
        d.objects[number] = d.objects[number].replace(b"/Name(Layer)", b"/Name" + text)
    if way == "order-label":
        d.catalogue = d.catalogue.replace(b"/Order[", b"/Order[" + text)
    d.first.use("Properties", "L0", group)
    d.first.draw(b"/OC /L0 BDC BT /F1 12 Tf 30 240 Td (Layered) Tj ET EMC")


# --- 78: what only one program reads ---------------------------------------------------------------------

PAGE_KEYS = {
    "separation": b"/SeparationInfo<</Pages[]/DeviceColorant%s>>", "template": b"/TemplateInstantiated%s", "box-colour": b"/BoxColorInfo<</Note%s>>",
    "viewport": b"/VP[<</Type/Viewport/BBox[0 0 9 9]/Name%s>>]", "geography": b"/VP[<</Type/Viewport/BBox[0 0 9 9]/Measure<</GCS<</WKT%s>>>>>>]",
}


@construct(78, "private", "bytes", ways=("page", "catalogue", "search", "spider", "page-key", "output-intent", "part-root", "metadata-font", "rename", "profile", "article",
                                       "separation", "viewport", "template", "box-colour", "geography", "page-label-private"), beside=True)
def _(d, s, way):
    """Private data of programs, search indexes, capture data, output intents."""
    text = TEXT_STRINGS["utf16"](s)
    piece = b"/PieceInfo<</App<</LastModified(D:2031)/Private<</Note%s>>>>>>" % text
    if way == "page":
        d.first.more = piece
    elif way in PAGE_KEYS:
        d.first.more = PAGE_KEYS[way] % text
    elif way == "page-key":
        d.first.more = b"/Office_Note" + text
    elif way == "metadata-font":
        meta = d.stream(b"/Type/Metadata/Subtype/XML", b"<x>" + s.encode() + b"</x>")
        d.first.use("Font", "F1", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/Metadata %s>>" % meta)
    else:
        d.catalogue += {
            "catalogue": piece,
            "search": b"/PieceInfo<</SearchIndex<</LastModified(D:2031)/Private<</Index %s>>>>>>" % d.stream(b"", s.encode()),
            "spider": b"/SpiderInfo<</V 1.0/C[<</AU%s>>]>>" % text,
            "output-intent": b"/OutputIntents[<</S/GTS_PDFX/OutputConditionIdentifier(x)/Info%s/OutputCondition%s/RegistryName%s>>]" % (text, text, text),
            "profile": b"/OutputIntents[<</S/GTS_PDFX/OutputConditionIdentifier(x)/DestOutputProfile %s>>]" % d.stream(b"/N 1", s.encode()),
            "article": b"/Threads[<</I<</Subject%s>>>>]" % text,
            "page-label-private": b"/PageLabels<</Nums[0<</S/D/Office%s>>]>>" % text,
            "part-root": b"/DPartRoot<</Type/DPartRoot/NodeNameList[%s]/RecordLevel 0>>" % name(s),
            "rename": b"/Office%s true" % name(s).replace(b"/", b""),
        }[way]


@construct(78, "thumbnail", "bytes", ways=("gray", "flate"))
def _(d, s, way):
    """The small picture of a page: its samples are the secret."""
    d.first.more = b"/Thumb " + d.stream(b"/Width %d/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8" % len(s.encode()), s.encode(),
                                         ["FlateDecode"] if way == "flate" else ())


@construct(78, "indirect", "bytes", ways=("string", "array", "number-tree", "long-chain"), beside=True)
def _(d, s, way):
    """Behind references: a string of its own, an array, a chain of objects."""
    value = d.ref(TEXT_STRINGS["utf16hex"](s))
    if way == "array":
        value = d.ref(b"[%s]" % value)
    elif way == "number-tree":
        value = d.ref(b"<</Nums[0 %s]>>" % value)
    elif way == "long-chain":
        for _ in range(40):
            value = d.ref(b"<</Next %s>>" % value)
    d.catalogue += b"/Office " + value
