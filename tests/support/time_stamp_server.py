"""time_stamp_server.py FOLDER [CERTIFICATE]: a time-stamp authority, an OCSP responder and a place for CRLs and certificates over
HTTP, or HTTPS by FOLDER/CERTIFICATE.pem and .key, for tests; what `openssl ts` and `openssl ocsp` answer, good and spoilt. Prints its port, then serves until its
standard input ends.

  POST /tsa               the token of FOLDER/tsa.pem over what was asked
  POST /tsa/NAME          the same of FOLDER/NAME.pem, with FOLDER/NAME-chain.pem where it is there
  POST /no-certificate    without the certificate, though it was asked for
  POST /wrong-nonce       /wrong-digest      /refused       /garbage       /slow       /large      /not-found
  POST /text              as text/plain
  POST /replay            always the first token it gave
  POST /ocsp              by FOLDER/index.txt, signed by FOLDER/ocsp.pem
  GET  /NAME              FOLDER/NAME
"""
import http.server
import os
import secrets
import ssl
import subprocess
import sys
import tempfile
import threading
import time

folder = sys.argv[1]
first = {}


def openssl(*words, data=b""):
    done = subprocess.run(["openssl", *words], input=data, capture_output=True, cwd=folder)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return done.stdout


def digest_of(query):
    at = query.index(b"\x04\x20") + 2
    return query[at:at + 32]


def reply(query, name="tsa"):
    chain = f"{folder}/{name}-chain.pem" if os.path.isfile(f"{folder}/{name}-chain.pem") else f"{folder}/chain.pem"
    with tempfile.TemporaryDirectory() as work:
        with open(work + "/serial", "w") as file:
            file.write(secrets.token_hex(8).replace("0", "1", 1) + "\n")
        with open(work + "/ts.cnf", "w") as file:
            file.write(f"""[tsa]
default_tsa = one
[one]
serial = {work}/serial
signer_cert = {folder}/{name}.pem
signer_key = {folder}/{name}.key
certs = {chain}
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
""")
        with open(work + "/query", "wb") as file:
            file.write(query)
        return openssl("ts", "-reply", "-config", work + "/ts.cnf", "-queryfile", work + "/query")


def ocsp(request):
    with tempfile.TemporaryDirectory() as work:
        with open(work + "/request", "wb") as file:
            file.write(request)
        openssl("ocsp", "-index", "index.txt", "-CA", "intermediate.pem", "-rsigner", "ocsp.pem", "-rkey", "ocsp.key",
                "-reqin", work + "/request", "-respout", work + "/response", "-ndays", "7")
        with open(work + "/response", "rb") as file:
            return file.read()


def answer(path, body):
    if path.startswith("/tsa/"):
        return reply(body, path[5:])
    if path in ("/tsa", "/text"):
        return reply(body)
    if path == "/no-certificate":  # with the digest and the nonce as asked: certReq is the last byte
        assert body.endswith(b"\x01\x01\xff")
        return reply(body[:1] + bytes([body[1] - 3]) + body[2:-3])
    if path == "/wrong-nonce":
        return reply(openssl("ts", "-query", "-sha256", "-digest", digest_of(body).hex(), "-cert"))
    if path == "/wrong-digest":
        return reply(body.replace(digest_of(body), bytes(range(32))))
    if path == "/replay":
        return first.setdefault("reply", reply(body))
    if path == "/refused":
        return reply(openssl("ts", "-query", "-sha512", "-digest", "00" * 64))  # a digest it does not take
    if path == "/garbage":
        return b"\x30\x82\x01\x00" + secrets.token_bytes(256)
    if path == "/large":
        return b"\x30\x84\x01\x00\x00\x00" + bytes(1 << 24)
    if path == "/slow":
        time.sleep(30)
    if path == "/ocsp":
        return ocsp(body)
    return None


class Handler(http.server.BaseHTTPRequestHandler):
    def send(self, body, kind):
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        try:
            self.wfile.write(body or b"")
        except (BrokenPipeError, ConnectionResetError):
            pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = "application/ocsp-response" if self.path == "/ocsp" else "application/timestamp-reply"
        try:
            found = answer(self.path, body)
        except Exception as error:  # the test sees it, and that nothing came
            print(error, file=sys.stderr, flush=True)
            found = None
        self.send(found, "text/plain" if self.path == "/text" else kind)

    def do_GET(self):
        path = os.path.join(folder, os.path.basename(self.path))
        body = open(path, "rb").read() if os.path.isfile(path) else None
        self.send(body, "application/pkix-crl" if path.endswith(".crl") else "application/pkix-cert")

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
server.handle_error = lambda *ignored: None  # a client that goes away
if len(sys.argv) > 2:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(os.path.join(folder, sys.argv[2] + ".pem"), os.path.join(folder, sys.argv[2] + ".key"))
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
