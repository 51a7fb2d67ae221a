import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorsDocument } from '@/scripts/gen/errors'
import { manifestSource } from '@/scripts/gen/manifest'
import { openApi } from '@/scripts/gen/openapi'
import { withOtherMethods } from '@/scripts/gen/otherMethods'
import { routeFiles } from '@/scripts/gen/routeFiles'
import { MANIFEST } from '@/server/manifest.gen'

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

  it('the explanation of every error', () => {
    expect(read('docs/errors.md')).toBe(errorsDocument())
  })
})

it('names every path of the API in docs/api.md', () => {
  const text = read('docs/api.md')
  const missing = MANIFEST.map((entry) => entry.path).filter(
    (name) => !name.includes('{...') && !text.includes(name),
  )
  expect(missing).toEqual([])
})
