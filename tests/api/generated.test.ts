import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorsDocument } from '@/scripts/gen/errors'
import { manifestSource } from '@/scripts/gen/manifest'
import { openApi } from '@/scripts/gen/openapi'
import { withOtherMethods } from '@/scripts/gen/otherMethods'
import { routeFiles } from '@/scripts/gen/routeFiles'
import type { Description } from '@/scripts/gen/sdk/description'
import { clientOperations } from '@/scripts/gen/sdk/operations'
import { clientTypes } from '@/scripts/gen/sdk/types'
import { MANIFEST } from '@/server/manifest.gen'
import { describedBy } from '@/tests/support/drawn/apiDescription'

type Operation = { operationId: string }

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

describe('what `npm run gen` writes is up to date', () => {
  it('the manifest', () => {
    expect(read('server/manifest.gen.ts')).toBe(manifestSource(root))
  })

  it.each(routeFiles(root))('what $file refuses', ({ file }) => {
    expect(read(file)).toBe(withOtherMethods(read(file)))
  })

  it('the API description', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    expect(JSON.parse(read('server/openapi.json'))).toEqual(openApi(MANIFEST, version))
  })

  it('the client’s types and operations', () => {
    const description = JSON.parse(read('server/openapi.json')) as Description
    expect(read('sdk/src/openapi.gen.ts')).toBe(clientTypes(description))
    expect(read('sdk/src/operations.gen.ts')).toBe(clientOperations(description))
  })

  it('the explanation of every error', () => {
    expect(read('docs/errors.md')).toBe(errorsDocument())
  })
})

it('gives no operation the id of another', () => {
  const paths = JSON.parse(read('server/openapi.json')).paths as Record<string, Record<string, Operation>>
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId))
  expect(ids).toHaveLength(new Set(ids).size)
})

it('names every path of the API in docs/api.md', () => {
  const text = read('docs/api.md')
  const missing = MANIFEST.map((entry) => entry.path).filter(
    (name) => !name.includes('{...') && !text.includes(name),
  )
  expect(missing).toEqual([])
})

it('has examples that are what their schemas allow', () => {
  const description = JSON.parse(read('server/openapi.json')) as object
  const api = describedBy(description)
  const found = examplesIn(description)
  expect(found.length).toBeGreaterThan(10)
  const wrong = found.map(({ at, example }) => [
    at.join('/'),
    api.mismatch([...at, 'schema'], filled(example)),
  ])
  expect(wrong.filter(([, problem]) => problem !== null)).toEqual([])
})

/** Every media type and parameter of a description that shows a value, with its place. */
function examplesIn(
  value: unknown,
  at: readonly string[] = [],
): { at: readonly string[]; example: unknown }[] {
  if (value === null || typeof value !== 'object') return []
  const own = 'schema' in value && 'example' in value ? [{ at, example: value.example }] : []
  return [...own, ...Object.entries(value).flatMap(([name, member]) => examplesIn(member, [...at, name]))]
}

/** `$INVOICE_ID` stands for an id that only its reader has. */
function filled(example: unknown): unknown {
  const text = JSON.stringify(example).replaceAll(/"\$[A-Z_]+"/g, '"inv_01kf0hj0801dthft8vcct97m9v"')
  return JSON.parse(text)
}
