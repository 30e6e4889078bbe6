"""Signing and verifying beside other tools: G12, G13 and verification. Both sides are shown to be right before they are timed."""
import pathlib
import re
import shlex
import shutil
import statistics
import subprocess

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


def run(review, folder, size, pairs, ratios, controlled):
    print("signing", flush=True)
    q = lambda path: shlex.quote(str(path))
    pki = folder / "pki"
    must(f"sh {q(ROOT / 'fixtures/demo-pki.sh')} {q(pki)}")
    key = f"--key {q(pki / 'rsa.key')} --cert {q(pki / 'rsa.pem')} --chain {q(pki / 'chain.pem')}"
    pdf, signed = ROOT / "fixtures/report.pdf", folder / "signed.pdf"
    ours = f"{q(review)} sign {q(pdf)} -o {q(signed)} {key}"
    cms = (f"openssl cms -sign -cades -binary -md sha256 -outform DER -in {q(pdf)} -signer {q(pki / 'rsa.pem')} -inkey {q(pki / 'rsa.key')} "
           f"-certfile {q(pki / 'chain.pem')} -out {q(folder / 'sig.der')}")
    must(ours), must(cms)
    assert "Signature is Valid" in must(f"pdfsig -nocert {q(signed)}")
    told("sign a PDF, against openssl cms -sign of the same bytes", "2.0", ours, cms, pairs, ratios, controlled)
    if shutil.which("podofosign"):
        podofo = f"podofosign -in {q(pdf)} -out {q(folder / 'podofo.pdf')} -cert {q(pki / 'rsa.pem')} -pkey {q(pki / 'rsa.key')}"
        must(podofo)
        told("sign a PDF, against podofosign", "0.8", ours, podofo, pairs, ratios, controlled)
    else:
        print("  PEER MISSING: podofosign (Debian: libpodofo-utils)")
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
