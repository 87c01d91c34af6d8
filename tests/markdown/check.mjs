// Reads every page as GitHub does, and says what is not as it was meant: rows with another number of cells than their
// table has columns, markup or links that came out of the data, and names that would call people.
//
//   node check.mjs FOLDER
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'

const folder = process.argv[2]
const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.md')).sort()
const problems = []
let tables = 0

/** Every node, with those around it. */
function* walk(node, around = []) {
  yield [node, around]
  for (const child of node.children ?? []) yield* walk(child, [...around, node])
}

for (const page of pages) {
  const text = readFileSync(join(folder, page), 'utf8')
  const wrong = (what, node) => problems.push(`${page}:${node?.position?.start.line ?? '?'}: ${what}`)
  const tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
  for (const [node, around] of walk(tree)) {
    switch (node.type) {
      case 'table':
        tables += 1
        for (const row of node.children) {
          if (row.children.length !== node.children[0].children.length) wrong(`a row of ${row.children.length} cells`, row)
        }
        break
      case 'html':
        // The mark by which a program finds its own comment is ours, and the first line.
        if (!(node.position.start.line === 1 && /^<!-- rolewright[a-z0-9 :./-]* -->$/.test(node.value))) wrong(`markup: ${node.value.slice(0, 60)}`, node)
        break
      case 'link':
        if (!/^[a-z0-9-]+\.md$/.test(node.url)) wrong(`a link to ${node.url.slice(0, 60)}`, node)
        break
      case 'image':
      case 'imageReference':
      case 'linkReference':
      case 'definition':
        wrong(`${node.type}`, node)
        break
      case 'text': {
        // GitHub looks for these in the finished text, so that neither a backslash nor an entity would help.
        const found = /(^|[^\p{L}\p{N}])@[\p{L}\p{N}]|#\d|\bGH-\d/iu.exec(node.value)
        if (found && !around.some((one) => one.type === 'inlineCode')) wrong(`a mention or reference: ${node.value.slice(0, 60)}`, node)
        break
      }
    }
  }
  // GitHub's own parser has more that becomes a link, and other ideas of what markup is.
  const xml = execFileSync('cmark-gfm', ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '-e', 'tasklist', '--to', 'xml'], { input: text, maxBuffer: 1 << 28 }).toString()
  for (const [, kind, rest] of xml.matchAll(/<(html_block|html_inline|link|image|strikethrough|tasklist|footnote_reference)\b([^>]*)>/g)) {
    const own = (kind === 'link' && /destination="[a-z0-9-]+\.md"/.test(rest)) || (kind === 'html_block' && text.startsWith('<!-- rolewright'))
    if (!own) wrong(`GitHub's parser finds ${kind}${rest.slice(0, 80)}`)
  }
}

if (problems.length > 0) {
  console.error(problems.slice(0, 60).join('\n'))
  console.error(`${problems.length} problems in ${pages.length} pages`)
  process.exit(1)
}
console.log(`${pages.length} pages with ${tables} tables are what they were meant to be`)
