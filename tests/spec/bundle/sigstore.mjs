// sigstore.mjs FOLDER OF node_modules, BUNDLE, KEY.pem, CERTIFICATE.pem...: does Sigstore's own verifier accept an approval, with the officer's public
// key, and at least one time stamp of the authority whose chain these certificates are (its own first)?
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [modules, bundlePath, keyPath, ...certificates] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "any.js"));
const { bundleFromJSON } = require("@sigstore/bundle");
const { toSignedEntity, toTrustMaterial, Verifier } = require("@sigstore/verify");

const der = (path) => Buffer.from(readFileSync(path, "utf8").replace(/-----[^-]+-----|\s/g, ""), "base64");
const key = der(keyPath);
const hint = createHash("sha256").update(key).digest("hex");
const trust = toTrustMaterial(
  {
    certificateAuthorities: [],
    ctlogs: [],
    tlogs: [],
    timestampAuthorities: [{ certChain: { certificates: certificates.map((path) => ({ rawBytes: der(path) })) } }],
  },
  { [hint]: { rawBytes: readFileSync(keyPath, "utf8") } },
);
const verifier = new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, tsaThreshold: 1 });
verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(readFileSync(bundlePath, "utf8")))));
console.log("verified");
