// pdfjs.mjs PDFJS: for each path on standard input a line of JSON, a string with everything pdf.js tells of the
// file: pages, annotations, tags, bookmarks, metadata; null where it cannot read it.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

console.log = console.error;  // pdf.js warns there, and standard output is for answers
const folder = process.argv[2];
const pdfjs = await import(folder + "/legacy/build/pdf.mjs");
const plain = (value) => JSON.stringify(value, (_, v) => (v instanceof Map ? [...v] : v)) ?? "";
const more = ["getOutline", "getMetadata", "getAttachments", "getFieldObjects", "getDestinations", "getPageLabels",
              "getOpenAction", "getJSActions", "getOptionalContentConfig", "getViewerPreferences"];

async function read(path) {
  const told = [];
  const document = await pdfjs.getDocument({
    data: new Uint8Array(readFileSync(path)), verbosity: 0, cMapUrl: folder + "/cmaps/", cMapPacked: true,
    standardFontDataUrl: folder + "/standard_fonts/", isEvalSupported: false, disableFontFace: true, useSystemFonts: false,
  }).promise;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true });
    told.push(content.items.map((item) => item.str).join(""));
    for (const name of ["getAnnotations", "getStructTree", "getJSActions"]) told.push(plain(await page[name]()));
  }
  for (const name of more) told.push(plain(await document[name]().catch(() => null)));
  await document.destroy();
  return told.join("\n");
}

for await (const path of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await read(path).catch(() => null)) + "\n");
}
