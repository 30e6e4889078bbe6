"""An office with its officers, rules, ledger and time-stamp authority, for the suites of this folder."""
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.abspath(os.path.join(HERE, "..", "..", "..", "fixtures"))

RULES = """approvals: county-office
valid_days: 30
persons:
  - {person: E1001, name: 承办人}
  - {person: E1002, name: 初审员}
  - {person: E1003, name: 复审员}
  - {person: E1004, name: 局长}
roles:
  - {role: 初审, order: 1, holders: [E1001, E1002]}
  - {role: 复审, order: 2, holders: [E1003, E1004]}
  - {role: 审定, order: 3, holders: [E1004]}
break_glass: {threshold: 2, holders: [E1003, E1004]}
"""


def run(words, status=0, **more):
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL, **more)
    if status is not None and done.returncode != status:
        raise AssertionError(f"{' '.join(map(str, words))}\nends with {done.returncode}, not {status}:\n{done.stdout}{done.stderr}")
    return done


class Office:
    """Everything in one folder; files by name as office / "root.pem"."""

    def __init__(self, review, folder):
        self.review, self.folder, self.tokens = review, folder, {}
        os.makedirs(folder, exist_ok=True)
        run(["sh", os.path.join(FIXTURES, "demo-pki.sh"), folder])
        for number in range(1001, 1005):
            self.officer(f"e{number}", f"E{number}")
        self.write("rules.yaml", RULES)

    def __truediv__(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self / name, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return self / name

    def read(self, name):
        with open(self / name, "rb") as file:
            return file.read()

    def officer(self, name, number, days=365, section="signer"):
        """A P-256 key and its certificate, with the person's number in the subject."""
        run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self / f"{name}.key"])
        self.certify(name, number, days, section)

    def certify(self, name, number, days=365, section="signer", key=None, subject=None):
        run(["openssl", "req", "-new", "-utf8", "-config", self / "extensions.cnf", "-key", key or self / f"{name}.key",
             "-subj", subject or f"/C=CN/O=示范机关/CN=officer {name}/serialNumber={number}", "-out", self / f"{name}.csr"])
        run(["openssl", "x509", "-req", "-in", self / f"{name}.csr", "-CA", self / "intermediate.pem", "-CAkey", self / "intermediate.key",
             "-set_serial", "0x4" + os.urandom(7).hex(), "-sha256", "-days", str(days), "-extfile", self / "extensions.cnf", "-extensions", section,
             "-out", self / f"{name}.pem"])

    def key(self, name):
        return ["--key", self / f"{name}.key", "--cert", self / f"{name}.pem", "--chain", self / "chain.pem"]

    def into_token(self, name):
        """The officer's key goes into a SoftHSM token, and its file away."""
        module = "/usr/lib/softhsm/libsofthsm2.so"
        os.mkdir(self / "tokens")
        conf = self.write("softhsm2.conf", f"directories.tokendir = {self / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
        env = {**os.environ, "SOFTHSM2_CONF": conf, "OFFICER_PIN": "271828"}
        run(["softhsm2-util", "--init-token", "--free", "--label", "OFFICER", "--pin", "271828", "--so-pin", "314159"], env=env)
        run(["softhsm2-util", "--import", self / f"{name}.key", "--token", "OFFICER", "--label", name, "--id", "01", "--pin", "271828"], env=env)
        os.remove(self / f"{name}.key")
        key = ["--key", f"pkcs11:token=OFFICER;object={name}?module-path={module}", "--cert", self / f"{name}.pem", "--chain", self / "chain.pem",
               "--passphrase-env", "OFFICER_PIN"]
        self.tokens[name] = (key, env)

    def lists(self):
        """--crl words for empty lists of today, of the root and of the intermediate authority."""
        self.write("lists.cnf", "[ca]\ndefault_ca = c\n[c]\ndatabase = lists.txt\ndefault_md = sha256\n")
        self.write("lists.txt", "")
        words = []
        for name in ("root", "intermediate"):
            words += ["--crl", self / f"{name}.crl"]
            run(["openssl", "ca", "-config", "lists.cnf", "-cert", f"{name}.pem", "-keyfile", f"{name}.key", "-gencrl", "-crldays", "30",
                 "-out", f"{name}.crl"], cwd=self.folder)
        return words

    def release(self, draft, bundle, *more, status=0, rules="rules.yaml", redactor="E1001", key=None, env=None, prefix=()):
        words = [*prefix, self.review, "release", draft, "-o", bundle, "--all", *(key or self.key("p256")), "--trust", self / "root.pem"]
        if rules:
            words += ["--approvals", self / rules, "--redactor", redactor]
        return run([*words, *more], status, env=env)

    def approve(self, bundle, name, role, *more, status=0):
        chosen = ["--break-glass"] if role == "break-glass" else ["--role", role]
        key, env = self.tokens.get(name, (self.key(name), None))
        return run([self.review, "approve", bundle, *chosen, *key, "--trust", self / "root.pem", *more], status, env=env)

    def approve_all(self, bundle, *more):
        for name, role in (("e1002", "初审"), ("e1003", "复审"), ("e1004", "审定")):
            self.approve(bundle, name, role, *more)

    def verify(self, bundle, *more, status=0):
        return run([self.review, "verify", bundle, "--trust", self / "root.pem", *more], status)
