'use strict';
// What a portal in Node meets. One line of JSON a question: suite.py.
const fs = require('fs');
const [draft, binding] = process.argv.slice(2);
const {Scanner, verify} = require(binding);

const data = fs.readFileSync(draft);
const tell = (question, holds) => console.log(JSON.stringify([question, holds]));
const raised = (work) => Promise.resolve().then(work).then(() => ({}), (error) => error);
const name = 'decision.pdf';

async function main() {
  const scanner = new Scanner();
  const broken = await raised(() => scanner.scan(Buffer.from('%PDF-1.7\nnothing of it\n'), {name: 'broken.pdf'}));
  tell('broken', broken.name === 'UnreadableError' && broken.status === 3 && broken.result.documents[0].complete === false);
  const undecided = await raised(() => scanner.redact(data, {name}));
  tell('undecided', undecided.kind === 'refused' && undecided.obstacles[0].reason.length > 0);
  const unsigned = await raised(() => verify(data, {name}));
  tell('unsigned', unsigned.name === 'UnverifiedError' && unsigned.result.valid === false && unsigned.result.checks.length > 0);
  const small = new Scanner({fileBytes: 100});
  tell('limit', (await raised(() => small.scan(data, {name}))).kind === 'limit');
  const word = await raised(() => scanner.redact(data, {name, al: true}));
  tell('word', word instanceof TypeError && (await raised(() => new Scanner({channel: 'moon'}))).name === 'UsageError');
  tell('empty', (await raised(() => new Scanner({packs: []}))).name === 'UsageError');
  const chinese = new Scanner({language: 'zh'});
  tell('chinese', (await raised(() => chinese.scan('/nonexistent/draft.pdf'))).message.includes('无法'));
  const document = (await scanner.scan(draft)).documents[0];
  const decisions = {version: 2, draft: document.sha256, decisions: document.findings.map((one) => (
    {finding: one.id, decision: one.severity === 'low' ? 'keep' : 'redact', basis: one.basis[0] || ''}))};
  const copy = await scanner.redact(draft, {decisions});
  const left = (await scanner.scan(copy.document, {name})).documents[0].findings;
  tell('decided', copy.evidence.clean && left.length > 0 && left.every((one) => one.severity === 'low'));
  const officer = {...decisions, decisions: decisions.decisions.map((one) => ({...one, by: '𠮷野', note: '😀 “引号” \\ \n'}))};
  tell('rare', (await scanner.redact(draft, {decisions: officer})).document.equals(copy.document));
  const wrong = async (options) => (await raised(() => new Scanner(options))) instanceof TypeError;
  const cut = [{terms: '三丰'}, {packs: 'cn-identity'}, {terms: ['三\0丰']}, {policy: 'strict\0x'}, {seconds: -1}, {seconds: 1e30}, {seconds: NaN}, {seconds: 1.5}];
  tell('cut to fit', (await Promise.all(cut.map(wrong))).every((one) => one));
  const alone = JSON.stringify(await scanner.scan(data, {name}));
  const eight = await Promise.all(Array.from({length: 8}, () => scanner.scan(data, {name})));
  tell('side by side', eight.every((one) => JSON.stringify(one) === alone));
}
main();
