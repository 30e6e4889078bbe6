// What a user with node would write: all patterns joined, every match with its offset.
import fs from "node:fs";
const [patterns, file] = process.argv.slice(2);
const joined = fs.readFileSync(patterns, "utf8").split("\n").filter(Boolean).map((one) => `(?:${one})`).join("|");
const text = fs.readFileSync(file, "utf8");
const out = [];
for (const match of text.matchAll(new RegExp(joined, "g"))) out.push(`${match.index}:${match[0]}`);
process.stdout.write(out.join("\n") + "\n");
