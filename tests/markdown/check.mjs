// Reads every page with cmark-gfm, GitHub's own parser, and says what is not as it was meant: rows with another number
// of cells than their table has columns (the parser would fill or cut them in silence), markup, pictures or links that
// came out of the data, and names or numbers that GitHub would turn into a call or a reference.
//
//   node check.mjs FOLDER
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.md')).sort()
const extensions = ['table', 'autolink', 'strikethrough', 'tasklist'].flatMap((one) => ['-e', one])
const options = ['--unsafe', '--sourcepos', ...extensions, '--to', 'xml']
const entities = { lt: '<', gt: '>', quot: '"', amp: '&' }
const problems = []
let tables = 0

/** A row is cut at every bar that no backslash holds. */
const cells = (line) => line.replace(/\\./g, '').split('|').length

for (const page of pages) {
  const text = readFileSync(join(folder, page), 'utf8')
  const lines = text.split('\n')
  const wrong = (what, line) => problems.push(`${page}:${line ?? '?'}: ${what}`)
  const xml = execFileSync('cmark-gfm', options, { input: text, maxBuffer: 1 << 28, timeout: 60_000 }).toString()
  let line = 0
  let columns = 0
  for (const [, kind, rest, inside] of xml.matchAll(/<([a-z_]+)\b([^>]*)>([^<]*)/g)) {
    line = Number(/sourcepos="(\d+)/.exec(rest)?.[1] ?? line)
    switch (kind) {
      case 'table':
        tables += 1
        break
      case 'table_header':
        columns = cells(lines[line - 1])
        break
      case 'table_row':
        if (cells(lines[line - 1]) !== columns) wrong(`${cells(lines[line - 1]) - 2} cells in a table of ${columns - 2} columns`, line)
        break
      case 'html_block':
        // The mark by which a program finds its own comment is ours, and the first line.
        if (line !== 1 || !/^&lt;!-- rolewright[^\n]* --&gt;\n$/.test(inside)) wrong(`markup: ${inside.slice(0, 60)}`, line)
        break
      case 'link':
        if (!/destination="(\.\.\/)?([a-z0-9-]+\/)?[a-z0-9-]+\.md"/.test(rest)) wrong(`a link:${rest.slice(0, 80)}`, line)
        break
      case 'html_inline':
      case 'image':
      case 'strikethrough':
        wrong(`${kind}: ${inside.slice(0, 60)}`, line)
        break
      case 'text': {
        // GitHub looks for these in the finished text, where neither a backslash nor an entity is left.
        const shown = inside.replace(/&(lt|gt|quot|amp);/g, (_, name) => entities[name])
        if (/(^|[^\p{L}\p{N}])@[\p{L}\p{N}]|#\d|\bGH-\d/iu.test(shown)) wrong(`a mention or reference: ${shown.slice(0, 60)}`, line)
        break
      }
    }
  }
}

if (problems.length > 0) {
  console.error(problems.slice(0, 60).join('\n'))
  console.error(`${problems.length} problems in ${pages.length} pages`)
  process.exit(1)
}
console.log(`${pages.length} pages with ${tables} tables are what they were meant to be`)
