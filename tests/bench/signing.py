"""Signing and verifying beside other tools: G12, G13 and verification. Both sides are shown to be right before they are timed."""
import pathlib
import re
import shlex
import shutil
import statistics
import subprocess

import inputs
import producers

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEMPLATE = """<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/><ds:Reference URI=""><ds:Transforms>
<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>
<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>
<ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>"""


def must(command):
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout[-500:]}{done.stderr[-500:]}")
    return done.stdout + done.stderr


def xml_of(path, size):
    """Records like those of a portal, with the signature's template as the last element."""
    row = "<record id=\"r{0}\"><name>项目{0}</name><note>公开内容 &amp; 说明 {0}</note><amount unit=\"元\">{0}.00</amount></record>\n"
    with open(path, "w", encoding="utf-8") as plain, open(str(path) + ".template", "w", encoding="utf-8") as template:
        written, number = 0, 0
        for file in (plain, template):
            file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<list>\n")
        while written < size:
            text = row.format(number)
            plain.write(text), template.write(text)
            written, number = written + len(text.encode()), number + 1
        plain.write("</list>\n"), template.write(TEMPLATE + "</list>\n")


def told(what, goal, ours, peer, pairs, ratios, controlled):
    cpu = [a.cpu / b.cpu for a, b in ratios(ours, peer, pairs)]
    same = controlled(ours, pairs)
    print(f"  {what}: CPU ratio median {statistics.median(cpu):.2f} (min {min(cpu):.2f}, max {max(cpu):.2f}), goal {goal}; "
          f"A/A control {same[0]:.2f}: {'accepted' if same[1] else 'OUTSIDE 0.95-1.05, draw no conclusion'}", flush=True)


def q(path):
    return shlex.quote(str(path))


def pdf_of(folder, pages):
    path = folder / f"sign-{pages}.pdf"
    inputs.pdf(path, 14, pages, "zh")
    return path


def redacted(review, folder):
    """What is signed at an office: documents of other programs, as they are after redaction."""
    for producer in producers.available():
        made = producers.make(producer, folder, 15, 20, "zh")
        if made is None:
            print(f"  {producer} made no PDF")
            continue
        path = folder / f"sign-{producer}.pdf"
        must(f"REVIEW_KEY_FILE={q(ROOT / 'fixtures/report-key.bin')} {q(review)} redact {q(made[0])} --all -o {q(path)}")
        yield f"{path.stat().st_size >> 10} KiB of {producer}, redacted", path


def sign_pdfs(review, folder, pki, pairs, ratios, controlled):
    """G12: the goal is for documents of 300 and 2,000 pages; starting a program is what one page tells."""
    signed = folder / "signed.pdf"
    key = f"--key {q(pki / 'rsa.key')} --cert {q(pki / 'rsa.pem')} --chain {q(pki / 'chain.pem')}"
    documents = [("300 pages", pdf_of(folder, 300), True), ("2,000 pages", pdf_of(folder, 2000), True),
                 *((what, path, True) for what, path in redacted(review, folder)), ("one page of another writer", ROOT / "fixtures/report.pdf", False)]
    for what, pdf, counts in documents:
        ours = f"{q(review)} sign {q(pdf)} -o {q(signed)} {key}"
        cms = (f"openssl cms -sign -cades -binary -md sha256 -outform DER -in {q(pdf)} -signer {q(pki / 'rsa.pem')} -inkey {q(pki / 'rsa.key')} "
               f"-certfile {q(pki / 'chain.pem')} -out {q(folder / 'sig.der')}")
        must(ours), must(cms)
        assert "Signature is Valid" in must(f"pdfsig -nocert {q(signed)}")
        told(f"sign a PDF ({what}), against openssl cms -sign of the same bytes", "2.0" if counts else "none", ours, cms, pairs, ratios, controlled)
        if shutil.which("podofosign"):
            podofo = f"podofosign -in {q(pdf)} -out {q(folder / 'podofo.pdf')} -cert {q(pki / 'rsa.pem')} -pkey {q(pki / 'rsa.key')}"
            must(podofo)
            told(f"sign a PDF ({what}), against podofosign", "0.8" if counts else "none", ours, podofo, pairs, ratios, controlled)
        else:
            print("  PEER MISSING: podofosign (Debian: libpodofo-utils)")
    return signed


def run(review, folder, size, pairs, ratios, controlled):
    print("signing", flush=True)
    pki = folder / "pki"
    must(f"sh {q(ROOT / 'fixtures/demo-pki.sh')} {q(pki)}")
    signed = sign_pdfs(review, folder, pki, pairs, ratios, controlled)
    verify = f"{q(review)} verify {q(signed)} --trust {q(pki / 'root.pem')}"
    told("verify a PDF, against pdfsig", "none", verify, f"pdfsig -nocert {q(signed)}", pairs, ratios, controlled)

    xml = folder / "list.xml"
    xml_of(xml, size)
    key = f"--key {q(pki / 'p256.key')} --cert {q(pki / 'p256.pem')} --chain {q(pki / 'chain.pem')}"
    ours = f"{q(review)} sign {q(xml)} -o {q(folder / 'signed.xml')} {key}"
    peer = f"xmlsec1 --sign --huge --privkey-pem {q(pki / 'p256.key')},{q(pki / 'p256.pem')} --output {q(folder / 'peer.xml')} {q(xml)}.template"
    if not re.search("--huge", must("xmlsec1 --help-all; true")):
        peer = peer.replace(" --huge", "")
    must(ours), must(peer)
    must(f"{q(review)} verify {q(folder / 'signed.xml')} --trust {q(pki / 'root.pem')}")
    told(f"sign XML of {size >> 20} MiB, against xmlsec1", "0.75", ours, peer, max(pairs // 3, 3), ratios, controlled)
