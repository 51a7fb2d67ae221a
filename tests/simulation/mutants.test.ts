import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { MUTANTS } from './mutants'

const root = path.resolve(import.meta.dirname, '../..')

it('every planted bug has its place in the code, exactly once, and there is one for each kind of rule', () => {
  const misplaced = MUTANTS.filter(({ edits }) =>
    edits.some(({ file, from }) => readFileSync(path.join(root, file), 'utf8').split(from).length !== 2),
  )
  expect(misplaced.map(({ name }) => name)).toEqual([])
  const kinds = new Set(MUTANTS.map(({ rule }) => rule[0]))
  expect(kinds).toEqual(new Set(['S', 'D', 'F', 'Q', 'W']))
})
