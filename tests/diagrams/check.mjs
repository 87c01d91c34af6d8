// Do the real tools read our diagrams, and do they show what we meant?
//
//   node check.mjs [--labels LABELS.json] FILE.mmd FILE.dot FILE.md …
//
// Every .mmd, and every Mermaid block of a .md, goes through Mermaid's own parser, every .dot through Graphviz. What they read is compared with what
// the file declares: one box for each line that declares one, one arrow for each that draws one. A title that broke
// out of its quotes would add or lose some. With --labels, each of those lines must be shown, letter by letter.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

// Mermaid cleans labels with the document of a browser.
const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxTextSize: 10_000_000, maxEdges: 100_000 });

const files = process.argv.slice(2);
let wanted = [];
if (files[0] === '--labels') {
  wanted = JSON.parse(readFileSync(files[1], 'utf8'));
  files.splice(0, 2);
}
if (files.length === 0) {
  console.error('check.mjs: no diagram was named, so nothing was checked');
  process.exit(2);
}

// Mermaid keeps #34; as a stand-in until it draws.
const decode = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, number) => String.fromCodePoint(Number(number)));

async function readMermaid(text) {
  await mermaid.parse(text);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const vertices = [...db.getVertices().values()];
  const odd = vertices.find((vertex) => vertex.labelType !== 'string');
  if (odd) throw new Error(`the label of ${odd.id} is read as ${odd.labelType}`);
  return {
    boxes: vertices.length,
    arrows: db.getEdges().length,
    labels: vertices.flatMap((vertex) => vertex.text.split(/<br\s*\/?>/)).map(decode),
  };
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
function readDot(file) {
  const svg = execFileSync('dot', ['-Tsvg', file], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
  const plain = (text) =>
    text.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number))).replace(/&(\w+);/g, (_, name) => entities[name]);
  return {
    boxes: [...svg.matchAll(/class="node"/g)].length,
    arrows: [...svg.matchAll(/class="edge"/g)].length,
    // Graphviz draws spaces that would be lost as fixed ones.
    labels: [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((found) => plain(found[1]).replaceAll('\u00a0', ' ')),
  };
}

function declared(text, isMermaid) {
  const lines = text.split('\n');
  const count = (pattern) => lines.filter((line) => pattern.test(line)).length;
  return isMermaid
    ? { boxes: count(/^  n\d+\["/), arrows: count(/^  n\d+ (-->|-\.->)/) }
    : { boxes: count(/^  n\d+ \[label="/), arrows: count(/^  n\d+ -> n\d+/) };
}

// A page of Markdown may hold several diagrams; each is read by itself.
function diagrams(file) {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.md')) return [{ name: file, text, isMermaid: file.endsWith('.mmd') }];
  const blocks = [...text.matchAll(/^```mermaid\n(.*?)^```$/gms)].map((found) => found[1]);
  if (blocks.length === 0) throw new Error(`${file} holds no diagram, so nothing was checked`);
  return blocks.map((block, at) => ({ name: `${file}, diagram ${at + 1}`, text: block, isMermaid: true }));
}

let failed = 0;
const drawn = files.flatMap(diagrams);
for (const { name, text, isMermaid } of drawn) {
  try {
    const read = isMermaid ? await readMermaid(text) : readDot(name);
    const meant = declared(text, isMermaid);
    if (meant.boxes === 0) throw new Error('it declares no box');
    if (read.boxes !== meant.boxes || read.arrows !== meant.arrows) {
      throw new Error(`${meant.boxes} boxes and ${meant.arrows} arrows were meant, ${read.boxes} and ${read.arrows} are read`);
    }
    const lost = wanted.filter((label) => !read.labels.includes(label));
    if (lost.length > 0) throw new Error(`not shown as written: ${JSON.stringify(lost)}\n  among ${JSON.stringify(read.labels)}`);
    console.log(`ok      ${name}: ${read.boxes} boxes, ${read.arrows} arrows`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
}
console.log(`${drawn.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
