// `npm run gen`: writes what is made from the route files and checked in.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { errorsDocument } from './gen/errors'
import { manifestSource } from './gen/manifest'
import { openApi } from './gen/openapi'
import { withOtherMethods } from './gen/otherMethods'
import { routeFiles } from './gen/routeFiles'
import type { Description } from './gen/sdk/description'
import { clientOperations } from './gen/sdk/operations'
import { clientTypes } from './gen/sdk/types'

const root = path.resolve(import.meta.dirname ?? '.', '..')
const description = path.join(root, 'server/openapi.json')
for (const { file } of routeFiles(root)) {
  const source = readFileSync(path.join(root, file), 'utf8')
  writeFileSync(path.join(root, file), withOtherMethods(source))
}
writeFileSync(path.join(root, 'server/manifest.gen.ts'), manifestSource(root))
// One of the routes serves the description, so that importing them needs one: what a merge left is none.
writeFileSync(description, '{}\n')
const { MANIFEST } = await import('@/server/manifest.gen')
const { version }: { version: string } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
writeFileSync(description, `${JSON.stringify(openApi(MANIFEST, version), null, 2)}\n`)
const described: Description = JSON.parse(readFileSync(description, 'utf8'))
writeFileSync(path.join(root, 'sdk/src/openapi.gen.ts'), clientTypes(described))
writeFileSync(path.join(root, 'sdk/src/operations.gen.ts'), clientOperations(described))
writeFileSync(path.join(root, 'docs/errors.md'), errorsDocument())
