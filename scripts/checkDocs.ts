import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Each path and npm script that the documents name in backticks, and each relative link, must exist. */
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')
const manifest: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
const builtIn = new Set(['install', 'ci', 'i', 'exec', 'pack'])
const topLevel = new Set(readdirSync(root))
/** Folders that a command makes and git does not keep. */
const made = new Set(
  read('.gitignore')
    .split('\n')
    .map((line) => line.replace(/\/$/, '')),
)

const problems = documents().flatMap((file) => checkDocument(file))
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1

function documents(): string[] {
  const atTop = ['README.md', 'AGENTS.md', 'SECURITY.md', 'sdk/README.md'].filter((file) =>
    existsSync(path.join(root, file)),
  )
  if (!existsSync(path.join(root, 'docs'))) return atTop
  const below = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  return [...atTop, ...below.filter((file) => file.endsWith('.md')).map((file) => path.join('docs', file))]
}

function checkDocument(file: string): string[] {
  return read(file)
    .split('\n')
    .flatMap((line, index) => missingIn(line, file).map((what) => `${file}:${index + 1}: ${what}`))
}

function missingIn(line: string, file: string): string[] {
  const quoted = [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
  const links = [...line.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '')
  const ran = line.trimStart().startsWith('npm ') ? [line.trim()] : []
  return [
    ...[...quoted, ...ran].flatMap(missingScript),
    ...quoted
      .filter(looksLikePath)
      .filter((name) => !exists(name))
      .map((name) => `no such path: ${name}`),
    ...links
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(path.join(root, path.dirname(file), link)))
      .map((link) => `no such link: ${link}`),
  ]
}

function missingScript(text: string): string[] {
  const name = /^npm (?:run )?([\w:-]+)/.exec(text)?.[1]
  return name && !builtIn.has(name) && !(name in manifest.scripts) ? [`no such npm script: ${name}`] : []
}

/** A path starts with something of the root folder, or ends like a source file; `application/json` is none. */
function looksLikePath(text: string): boolean {
  if (/[\s<>*{}$:]/.test(text) || /^[/@]/.test(text) || made.has(text.split('/')[0] ?? '')) return false
  const [first = '', ...rest] = text.split('/')
  if (rest.length === 0) return /^[\w.-]+\.(md|mjs|json|ya?ml)$/.test(text) && text !== 'demo.json'
  return topLevel.has(first) || /\.(ts|tsx|mjs|md|sql|sol)$/.test(text)
}

function exists(name: string): boolean {
  return existsSync(path.join(root, name))
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}
