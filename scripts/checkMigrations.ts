import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as schema from '@/db/schema'
import { breaksTheVersionBefore } from './migrations/survivable'

/** Fails when the schema says something that no migration does: `npx drizzle-kit generate` was forgotten. */
// Only its CommonJS build runs outside a bundler.
const { generateDrizzleJson, generateMigration }: typeof import('drizzle-kit/api') = createRequire(
  import.meta.url,
)('drizzle-kit/api')
const folder = 'db/migrations/meta'
const last = readdirSync(folder)
  .filter((name) => name.endsWith('_snapshot.json'))
  .toSorted()
  .at(-1)
const before = last ? JSON.parse(readFileSync(`${folder}/${last}`, 'utf8')) : generateDrizzleJson({})
const statements = await generateMigration(before, generateDrizzleJson({ ...schema }, before.id))
if (statements.length > 0) {
  console.log(`The schema is ahead of db/migrations:\n${statements.join('\n')}`)
  process.exitCode = 1
}

// Nothing runs on what was before the first one.
const [, ...later] = readdirSync('db/migrations')
  .filter((name) => name.endsWith('.sql'))
  .toSorted()
for (const name of later) {
  for (const { statement, because } of breaksTheVersionBefore(
    readFileSync(`db/migrations/${name}`, 'utf8'),
  )) {
    console.log(`db/migrations/${name}: ${statement}\n  ${because}`)
    process.exitCode = 1
  }
}
