import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

function testsBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
    .map((file) => path.join(folder, file))
}

/** Numbers of the rules that are built, by the headings of docs/rules.md; a heading may name several. */
function builtRules(): string[] {
  return read('docs/rules.md')
    .split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const [heading = '', ...text] = section.split('\n')
      const isBuilt = !text.join('\n').trim().startsWith('Not built')
      return isBuilt ? (heading.match(/\b[SDF]\d+\b/g) ?? []) : []
    })
}

it('every rule S, D and F whose part is built is named by a test', () => {
  const names = ['tests', 'lib', 'scripts', 'components']
    .flatMap((folder) => testsBelow(folder))
    .flatMap((file) => read(file).match(/['"`][^'"`\n]*\b[SDF]\d+\b[^'"`\n]*['"`]/g) ?? [])
    .join('\n')
  const rules = builtRules()
  expect(rules.length).toBeGreaterThan(20)
  expect(rules.filter((rule) => !new RegExp(`\\b${rule}\\b`).test(names))).toEqual([])
})
