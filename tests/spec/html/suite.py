#!/usr/bin/env python3
"""suite.py REVIEW: places of a page where a secret survives, and hostile pages.

Each construct leaks before, to Python's html.parser, xmllint or a reader of its bytes; after `review redact` nobody finds it, or
nothing was written. Redacting twice gives the same bytes, and so do two drafts that differ in a secret of the same length.
Hostile pages are read or refused in bounded time and memory."""
import base64
import io
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor

from page import Seen

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import packages  # noqa: E402

SECONDS = 20  # of a processor, for a hostile page
SECRET, TWIN = "Zhukovsky4471", "Wolfsberg8863"
HAN, HAN_TWIN = "欧阳震华", "司马相如"
CASES, REFUSED, CHARSETS = {}, set(), {}
HIDDEN_FROM_READERS = set()  # what the readers above cannot put together before


def body(name, make, refused=False, unseen=False):
    CASES[name] = lambda s: "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>t</title></head>\n<body><p>before</p>\n" + make(s) + "\n<p>after</p></body></html>\n"
    if refused:
        REFUSED.add(name)
    if unseen:
        HIDDEN_FROM_READERS.add(name)


def whole(name, make, charset="utf-8", refused=False):
    CASES[name] = make
    CHARSETS[name] = charset
    if refused:
        REFUSED.add(name)


def percent(s):
    return "".join(f"%{b:02X}" for b in s.encode())


def b64(s):
    return base64.b64encode(s.encode()).decode()


def hidden(address):
    """As Cloudflare hides addresses: a byte, and each byte of the address XOR that."""
    return "5b" + "".join(f"{b ^ 0x5b:02x}" for b in address.encode())


def packed(s):
    """A package of one shape as Word keeps it in a page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("drs/shapexml.xml", f"<x><docPr descr='{s}'/></x>")
    return base64.b64encode(out.getvalue()).decode()


body("plain", lambda s: f"<p>a {s} b</p>")
body("inline_tags", lambda s: "<p>" + "".join(f"<b class=x>{c}</b>" for c in s) + "</p>")
body("custom_tags_between", lambda s: f"<p>{s[:4]}<x-y z='1'></x-y>{s[4:]}</p>")
body("numeric_references", lambda s: "<p>" + "".join(f"&#{ord(c)};" for c in s) + "</p>")
body("hex_references_no_semicolon", lambda s: "<p>" + "".join(f"&#x{ord(c):x}" + ("" if i + 1 < len(s) and s[i + 1] not in "abcdefABCDEF0123456789" else ";") for i, c in enumerate(s)) + "</p>")
body("references_with_zeros", lambda s: "<p>" + "".join(f"&#{ord(c):012d};" for c in s) + "</p>")
body("named_references", lambda s: f"<p>{s[:3]}&shy;{s[3:6]}&ZeroWidthSpace;{s[6:]}</p>", unseen=True)
body("wbr", lambda s: f"<p>{s[:5]}<wbr>{s[5:]}</p>")
body("comment_inside", lambda s: f"<p>{s[:5]}<!-- x -->{s[5:]}</p>")
body("comment", lambda s: f"<!-- {s} -->")
body("conditional_comment", lambda s: f"<!--[if IE]><p>{s[:4]}<b>{s[4:]}</b></p><![endif]-->")
body("downlevel_comment", lambda s: f"<![if !IE {s}]><p>x</p><![endif]>")
body("bogus_instruction", lambda s: f"<?php echo {s} ?>")
body("bogus_declaration", lambda s: f"<!ELEMENT {s}>")
body("comment_odd_end", lambda s: f"<!-- x --!><p>{s}</p>")
body("end_tag_attributes", lambda s: f"<p>x</p title='{s}'>")
body("end_tag_bogus", lambda s: f"</ {s}><p>x</p>")
body("duplicate_attribute", lambda s: f"<p title=x title='{s}'>x</p>")
body("unquoted_attribute", lambda s: f"<p title={s}>x</p>")
body("attribute_references", lambda s: "<p title='" + "".join(f"&#{ord(c)};" for c in s) + "'>x</p>")
body("second_body", lambda s: f"<body data-x='{s}'><p>x</p>")
body("nested_form", lambda s: f"<form><form action='/{s}'></form></form>")
body("data_attribute", lambda s: f"<p data-name='{s}' aria-label='{s}'>x</p>")
body("placeholder_value", lambda s: f"<form><input placeholder='{s}' value='{s}'><textarea>{s}</textarea><button value='{s}'>{s}</button></form>")
body("hidden_input", lambda s: f"<input type=hidden name=n value='{s}'>")
body("inputs_of_a_letter", lambda s: "".join(f"<input value='{c}' maxlength=1>" for c in s), unseen=True)
body("pictures_of_letters", lambda s: "".join(f"<img src=x.png alt={c}>" for c in s), unseen=True)
body("hidden_attribute", lambda s: f"<p hidden>{s}</p>")
body("display_none", lambda s: f"<span style='display: none'>{s}</span>")
body("hidden_inside", lambda s: f"<p>{s[:5]}<i hidden>xyz</i>{s[5:]}</p>", unseen=True)
body("ruby_bases", lambda s: "<ruby>" + "".join(f"{c}<rp>(</rp><rt>p</rt><rp>)</rp>" for c in s) + "</ruby>", unseen=True)
body("ruby_text", lambda s: "<ruby>" + "".join(f"字<rt>{c}</rt>" for c in s) + "</ruby>", unseen=True)
body("struck_inside", lambda s: f"<p>{s[:5]}<del>xyz</del><ins>{s[5:]}</ins></p>", unseen=True)
body("inline_blocks", lambda s: f"<div style='display:inline'>{s[:5]}</div><div style='display:inline'>{s[5:]}</div>")
body("floats", lambda s: "".join(f"<div style='float: left'>{c}</div>" for c in s))
body("foster_parented", lambda s: f"<table>{s[:5]}<tr><td>x</td><td>y</td></tr>{s[5:]}</table>", unseen=True)
body("foster_in_row", lambda s: f"<table><tr>{s}<td>x</td><td>y</td></tr></table>")
body("table_cell", lambda s: f"<table><tr><th>name<th>n<tr><td>{s[:3]}<i>{s[3:]}</i><td>2</table>")
body("layout_table", lambda s: f"<table><tr><td><table><tr><td>{s}</td></tr></table></td></tr></table>")
body("caption", lambda s: f"<table><caption>{s}</caption><tr><td>1</td><td>2</td></tr></table>")
body("script_string", lambda s: f"<script>var a = '{s}';</script>")
body("script_escapes", lambda s: "<script>var a = '" + "".join(f"\\u{ord(c):04x}" for c in s) + "';</script>")
body("script_hex_escapes", lambda s: "<script>var a = \"" + "".join(f"\\x{ord(c):02x}" for c in s) + "\";</script>")
body("script_concatenation", lambda s: f"<script>var a = '{s[:5]}' + \"{s[5:]}\";</script>")
body("script_writes", lambda s: f"<script>document.write('<b>{s[:5]}</b>{s[5:]}')</script>")
body("script_writes_references", lambda s: "<script>e.innerHTML = '" + "".join(f"&#{ord(c)};" for c in s) + "'</script>")
body("page_in_attribute", lambda s: f"<p data-content='&lt;b&gt;{s[:5]}&lt;/b&gt;{s[5:]}'>x</p>", unseen=True)
body("script_tags_escaped", lambda s: f"<script>var a = {{\"c\": \"\\u003cp\\u003e{s[:4]}\\u003cb\\u003e{s[4:]}\\u003c/b\\u003e\\u003c\\/p\\u003e\"}}</script>", unseen=True)
body("script_tags_in_percents", lambda s: f"<script>document.write(unescape('%3Cb%3E{s[:4]}%3C/b%3E{s[4:]}'))</script>", unseen=True)
body("script_tags_as_references", lambda s: f"<script type='text/plain'>&lt;b&gt;{s[:4]}&lt;/b&gt;{s[4:]}</script>", unseen=True)
body("script_percent_units", lambda s: "<script>unescape('" + "".join(f"%u{ord(c):04x}" for c in s) + "')</script>", unseen=True)
body("page_in_textarea", lambda s: f"<textarea>&lt;b&gt;{s[:4]}&lt;/b&gt;{s[4:]}</textarea>", unseen=True)
body("script_in_comment", lambda s: f"<script><!--\nvar b = '<script>{s}</script>'; //--></script>")
body("json", lambda s: '<script type="application/ld+json">{"name":"' + "".join(f"\\u{ord(c):04x}" for c in s) + '"}</script>')
body("template_in_script", lambda s: f"<script type='text/template'><p>{s[:4]}<b>{s[4:]}</b></p></script>")
body("style_content", lambda s: f"<style>p:after {{ content: '{s}' }}</style>")
body("style_escapes", lambda s: "<style>p:after { content: '" + "".join(f"\\{ord(c):06x}" for c in s) + "' }</style>")
body("style_attribute", lambda s: f"<p style='background: url(/{s}.png)'>x</p>")
body("handler", lambda s: f"<p onclick='show(\"{s}\")'>x</p>")
body("template", lambda s: f"<template><p>{s}</p></template>")
body("noscript", lambda s: f"<noscript><p title='{s}'>{s[:4]}<b>{s[4:]}</b></p></noscript>")
body("iframe_content", lambda s: f"<iframe>{s}</iframe>")
body("srcdoc", lambda s: f"<iframe srcdoc='&lt;p&gt;{s[:4]}&lt;b&gt;{s[4:]}&lt;/b&gt;'></iframe>", unseen=True)
body("srcdoc_twice_coded", lambda s: "<iframe srcdoc='" + "".join(f"&amp;#{ord(c)};" for c in s) + "'></iframe>", unseen=True)
body("svg_text", lambda s: f"<svg><title>{s}</title><text x=1>{s[:4]}<tspan>{s[4:]}</tspan></text></svg>")
body("svg_cdata", lambda s: f"<svg><desc><![CDATA[x</desc>]]></desc><text><![CDATA[{s}]]></text></svg>")
body("svg_style", lambda s: f"<svg><style>a<b>{s[:4]}</b>{s[4:]}</style></svg>")
body("math", lambda s: f"<math><mi>{s}</mi><annotation-xml encoding='text/html'><p>{s}</p></annotation-xml></math>")
body("data_url_plain", lambda s: f"<a href='data:text/plain,{s}'>x</a>")
body("data_url_percent", lambda s: f"<a href='data:text/plain,{percent(s)}'>x</a>")
body("data_url_base64", lambda s: f"<a href='data:text/html;base64,{b64('<p>' + s + '</p>')}'>x</a>")
body("data_url_base64_split", lambda s: f"<a href='data:text/html;base64,{b64('<p>' + s[:4] + '<b>' + s[4:])}'>x</a>", unseen=True)
body("attribute_base64", lambda s: f"<p data-about='{b64('about ' + s + ' it is')}'>x</p>")
body("text_base64", lambda s: f"<p>{b64('about ' + s + ' it is')}</p>")
body("shape_as_package", lambda s: f"<!--[if gte vml 1]><v:shape o:gfxdata='{packed(s)}'>{s}</v:shape><![endif]-->", refused=True)
body("data_url_in_style", lambda s: f"<style>a {{ background: url(\"data:image/svg+xml;base64,{b64('<svg><text>' + s + '</text></svg>')}\") }}</style>")
body("href_percent", lambda s: f"<a href='?name={percent(s)}'>x</a>")
body("href_percent_twice", lambda s: f"<a href='?u={percent('/?name=' + percent(s))}'>x</a>")
body("href_percent_thrice", lambda s: f"<a href='?u={percent(percent('/?name=' + percent(s)))}'>x</a>")
body("hidden_address", lambda s: f"<a data-cfemail='{hidden(s + '@qq.com')}' href='/cdn-cgi/l/email-protection#{hidden(s + '@qq.com')}'>x</a>", unseen=True)
body("javascript_url", lambda s: f"<a href='javascript:show(\"{s}\")'>x</a>")
body("link_meta", lambda s: f"<link rel=author href='/{s}'><meta name=author content='{s}'>")
body("srcset", lambda s: f"<img alt='{s}' srcset='/{s}.png 2x' usemap='#{s}'>")
body("select_options", lambda s: f"<select><optgroup label='{s}'><option value='{s}'>{s}<b>x</b></optgroup></select>")
body("xmp", lambda s: f"<xmp><b>{s}</b></xmp>")
body("misnested", lambda s: f"<p><b>{s[:3]}<i>{s[3:7]}</b>{s[7:]}</i></p>")
body("unknown_cdata", lambda s: f"<![CDATA[ {s} ]]>")
body("frames_after", lambda s: f"</body></html><p>{s[:5]}<b>{s[5:]}</b></p><!-- {s} -->")
body("unclosed_tag_at_end", lambda s: f"<p>x</p><a title='{s}")
body("unclosed_comment", lambda s: f"<p>x</p><!-- {s}")
body("unclosed_script", lambda s: f"<p>x</p><script>var a = '{s}'")
body("plaintext", lambda s: f"<plaintext><b>{s}</b>")
body("name_of_element", lambda s: f"<{s}>x</{s}>", refused=True)
body("name_of_element_hyphen", lambda s: f"<x-{s}-y>x</x-{s}-y>", refused=True)
body("name_of_attribute", lambda s: f"<p data-{s}=1>x</p>", refused=True)
whole("doctype", lambda s: f"<!DOCTYPE html PUBLIC \"-//{s}//DTD\" \"http://x/{s}\"><p>before<p>after")
whole("fragment", lambda s: f"before <p>{s[:5]}<b>{s[5:]}</b> after")
whole("gbk", lambda s: f"<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'></head><body>before <p title='{s}'>张<b>{s[:1]}</b>{s[1:]}</p> after", "gb18030")
whole("gb18030_four_bytes", lambda s: f"<!doctype html><meta charset=gb18030><p>before 𠮷<b>{s[:1]}</b>{s[1:]} after", "gb18030")
whole("utf16", lambda s: f"\ufeff<html><body>before <p>{s[:1]}<b>{s[1:]}</b> after", "utf-16-le")
whole("latin1", lambda s: f"<html><head><meta charset='ISO-8859-1'></head>before caf\xe9 {s} after", "latin-1")
whole("xhtml", lambda s: f"<?xml version='1.0' encoding='UTF-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body><p>before {s[:4]}<b>{s[4:]}</b> after</p></body></html>")
whole("xhtml_doctype", lambda s: f"<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'><html xmlns='http://www.w3.org/1999/xhtml'><body><p>before {s} after</p></body></html>")
HAN_CASES = {"gbk", "gb18030_four_bytes", "utf16"}


def encoded(name, secret):
    return CASES[name](secret).encode(CHARSETS.get(name, "utf-8"))


def redact(review, folder, draft, term, name="draft.html", more=()):
    return packages.redact(review, folder, draft, term, name, more)


def try_case(review, folder, name):
    file = name + ".html"
    charset = CHARSETS.get(name, "utf-8")
    secret, twin = (HAN, HAN_TWIN) if name in HAN_CASES else (SECRET, TWIN)
    draft = encoded(name, secret)
    if name not in HIDDEN_FROM_READERS and not Seen(draft, charset).anybody(secret):
        yield "the draft does not leak"
    status, out, said = redact(review, folder, draft, secret, file)
    if secret in said:
        yield "the messages tell the secret"
    if name in REFUSED:
        if status != 3 or out is not None:
            yield f"not refused: {status}"
        return
    if status != 0 or out is None:
        yield f"status {status}: {said.strip()[:600]}"
        return
    after = Seen(out, charset)
    for half in (secret, secret[:9], secret[5:]) if secret == SECRET else (secret, secret[:2]):
        if seen := after.places_of(half):
            yield f"{half[:2]}... leaks in {seen}"
    if not after.places_of("before") or not after.places_of("after"):
        yield "the rest is gone"
    if zlib.crc32(name.encode()) % 4 == 0 and redact(review, folder, out, secret, file)[1] != out:
        yield "a second redaction changes it"
    other = redact(review, folder, encoded(name, twin), twin, file)[1]
    if other != out and "base64" not in name and "url_in_style" not in name:
        yield "the output depends on the secret"


def hostile():
    start = b"<!doctype html><p>x</p>"
    yield "deep", start + b"<div>" * 100_000
    yield "deep_inline", start + b"<b>" * 100_000
    yield "attributes", start + b"<p " + b" ".join(b"a%d=1" % i for i in range(1_000_000)) + b">"
    yield "same_attributes", start + b"<p " + b"a=1 " * 1_000_000 + b">"
    yield "formatting_opened_again", start + b"".join(b"<font size=%d>" % i for i in range(4000)) + b"<p>x" * 4000
    yield "adoption", start + b"<a><b><i><u>" * 50 + b"<p></a></b></i></u>" * 5000
    yield "unclosed_comments", start + b"<!--" * 500_000
    yield "unclosed_brackets", start + b"<" * 1_000_000
    yield "unclosed_quotes", start + b"<a b='" * 300_000
    yield "end_tags", start + b"</p>" * 300_000
    yield "references", start + b"".join(b"&#%d;" % (i + 200) for i in range(200_000))
    yield "names", start + b"".join(b"&a%db;" % i for i in range(200_000))
    yield "tables_in_tables", start + b"<table><tr><td>" * 60_000
    yield "wide_table", start + b"<table>" + b"<tr><td colspan=1000 rowspan=65534>x<td>y" * 20_000
    yield "srcdoc_in_srcdoc", start + b"<iframe srcdoc=\"" + b"&lt;iframe srcdoc='" * 50_000 + b"\">"
    yield "data_data", start + b"<a href='" + b"data:" * 500_000 + b"'>"
    yield "comments_of_markup", start + b"<!--<a>&amp;-->" * 100_000
    yield "ruby", start + b"<ruby>" + b"x<rt>y</rt>" * 200_000
    yield "nulls", start + b"a\0b"
    yield "two_charsets", b"<meta charset=gbk><meta charset=utf-8>\xd6\xd0"
    yield "says_utf16", b"<meta charset=gbk>" + "中文中文中文".encode()
    yield "says_utf7", b"<meta charset=utf-7>+ADw-script"


HOSTILE_REFUSED = {"deep", "deep_inline", "attributes", "same_attributes", "formatting_opened_again", "nulls", "two_charsets", "says_utf16", "says_utf7", "tables_in_tables", "unclosed_quotes", "srcdoc_in_srcdoc"}


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def try_hostile(review, folder, name, data):
    path = os.path.join(folder, f"hostile-{name}.html")
    with open(path, "wb") as file:
        file.write(data)
    done = subprocess.run([review, "scan", path], capture_output=True, timeout=600, stdin=subprocess.DEVNULL, preexec_fn=limited)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")[:300]
    if done.returncode not in (0, 1, 2, 3):
        yield f"status {done.returncode}, or more than {SECONDS} seconds: {said}"
    if (done.returncode == 3) != (name in HOSTILE_REFUSED):
        yield f"status {done.returncode} was not expected: {said}"


def main():
    review, only = sys.argv[1], set(sys.argv[2:])
    jobs, faults = [], 0
    hostiles = list(hostile())
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        for name in CASES:
            if not only or name in only:
                jobs.append((name, pool.submit(lambda n=name: list(try_case(review, folder, n)))))
        for name, data in hostiles:
            if not only or name in only:
                jobs.append((name, pool.submit(lambda n=name, d=data: list(try_hostile(review, folder, n, d)))))
        for name, job in jobs:
            for fault in job.result():
                faults += 1
                print(f"{name}: {fault}")
    print(f"{len(CASES)} constructs, {len(hostiles)} hostile pages, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
