import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Each "cannot" of the threat model names tests, by file and title, and they exist. */
const FILE = 'docs/threat-model.md'
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

let rows = 0
const problems = read(FILE)
  .split('\n')
  .flatMap((line, index) => rowProblems(line).map((problem) => `${FILE}:${index + 1}: ${problem}`))
if (rows === 0) problems.push(`${FILE}: has no row`)
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1

/** A row is `| what | tests |`, the tests as `file` "title", "title"; ... */
function rowProblems(line: string): string[] {
  if (!line.startsWith('| ') || /^\| (cannot|---)/.test(line)) return []
  rows += 1
  const [, , shown = ''] = line.split(' | ').length === 2 ? ['', ...line.split(' | ')] : ['', '', '']
  const named = [...shown.matchAll(/`([^`]+)`((?:,? "[^"]+")+)/g)]
  if (named.length === 0) return ['names no test']
  return named.flatMap(([, file = '', titles = '']) => {
    if (!existsSync(path.join(root, file))) return [`no such file: ${file}`]
    const text = read(file)
    return [...titles.matchAll(/"([^"]+)"/g)]
      .map(([, title = '']) => title)
      .filter((title) => !hasTest(text, title))
      .map((title) => `${file} has no test "${title}"`)
  })
}

/** A title stands behind `it(` or `test(`, or the list that `each` is given. */
function hasTest(text: string, title: string): boolean {
  return [`'${title}'`, `\`${title}\``, JSON.stringify(title)].some((quoted) =>
    text
      .split(quoted)
      .slice(0, -1)
      .some((before) => /(\b(it|test)(\.\w+)*|\))\(\s*$/.test(before)),
  )
}
