'use strict';
// libreview for Node: what must not go out, is it gone, who let it out. libreview/docs/embedding.md.
//
// Everything that reads a document gives a promise and works beside the event loop. Documents are Buffers or paths. Messages of
// errors never quote a document. LIBREVIEW_NODE names another file than the one node-gyp makes.
const native = require(process.env.LIBREVIEW_NODE || './build/Release/review_node.node');

const names = {2: 'UsageError', 3: 'UnreadableError', 4: 'UnverifiedError', 5: 'UnapprovedError', 70: 'FaultError'};

// `status`, `kind` and `obstacles` are for programs; `result` is what was seen all the same.
class ReviewError extends Error {
  constructor(failure) {
    const last = failure.details ? JSON.parse(failure.details) : {};
    super(last.message || 'a fault of the library');
    this.name = names[failure.status] || 'FaultError';
    this.status = failure.status;
    this.kind = last.kind || 'fault';
    this.obstacles = last.obstacles || [];
    if (failure.result) this.result = JSON.parse(failure.result);
  }
}

const given = (value) => (value === undefined ? null : value);

function settle(failed, value) {
  if (failed) throw new ReviewError(failed);
  return value;
}

// An option that is passed over would be a copy with less cut than somebody asked for.
function only(options, known) {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw new TypeError(`there is no option ${name}`);
  }
  return known.map((name) => given(options[name]));
}

function call(work, document, options, more) {
  const bytes = typeof document === 'string' ? null : document;
  const path = typeof document === 'string' ? document : null;
  return new Promise((resolve, reject) => {
    native.run(work, bytes, [path, given(options.name), given(options.password)], ...more, (status, details, text, copy) => {
      if (status !== 0) reject(new ReviewError({status, details, result: text}));
      else resolve(copy ? {document: copy, evidence: JSON.parse(text)} : text);
    });
  });
}

const scanning = ['language', 'policy', 'channel', 'packs', 'packFiles', 'terms', 'regexes', 'fileBytes', 'seconds'];
const redacting = ['decisions', 'width', 'onUnreadable', 'label'];

// Rules, policy and limits. Making one takes a moment: keep it.
class Scanner {
  #native;

  constructor(options = {}) {
    const made = native.make(...only(options, scanning));
    this.#native = settle(made.status ? made : null, made.scanner);
  }

  // The object of docs/findings.schema.json. Rejects with UnreadableError, which has it as `result`, where a place could not be read.
  async scan(document, options = {}) {
    only(options, ['name', 'password']);
    return JSON.parse(await call('scan', document, options, [this.#native, false, []]));
  }

  // What is concealed in it: the object of docs/inspection.schema.json.
  async inspect(document, options = {}) {
    only(options, ['name', 'password']);
    return JSON.parse(await call('inspect', document, options, [this.#native, false, []]));
  }

  // {document, evidence}, or it rejects: there is no copy that is not proven. `decisions`: the text of a file, or an object of its keys.
  async redact(document, options = {}) {
    only(options, ['name', 'password', 'all', ...redacting]);
    const decisions = options.decisions && typeof options.decisions === 'object' ? JSON.stringify(options.decisions) : options.decisions;
    const words = redacting.map((name) => given(name === 'decisions' ? decisions : options[name]));
    return call('redact', document, options, [this.#native, options.all === true, words]);
  }
}

// The object of docs/embedding.md of a signed document or a bundle; rejects with UnverifiedError where a check failed.
async function verify(document, options = {}) {
  only(options, ['name', 'roots']);
  return JSON.parse(await call('verify', document, options, [null, false, options.roots || []]));
}

module.exports = {Scanner, verify, ReviewError, version: native.version};
