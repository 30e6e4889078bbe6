// node example.js DRAFT OUTPUT SIGNED ROOT: what is in a draft, a copy without it, and whether another document is signed.
const fs = require('fs');
const {Scanner, verify} = require('./index.js');

async function main([draft, output, signed, root]) {
  const scanner = new Scanner({policy: 'default'});
  for (const finding of (await scanner.scan(draft)).documents[0].findings) console.log(finding.rule, finding.preview);
  const redaction = await scanner.redact(draft, {all: true});
  fs.writeFileSync(output, redaction.document);
  console.log('proven:', redaction.evidence.clean, 'signed by:', (await verify(signed, {roots: [root]})).signer);
}
main(process.argv.slice(2));
