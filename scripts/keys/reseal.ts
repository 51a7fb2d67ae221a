import { reseal } from '@/lib/services/secrets/reseal'
import { onInstance } from '../shared/onInstance'

/** `npm run keys:reseal`: encrypts everything again under the first key of ENCRYPTION_KEY, while the instance runs. */
await onInstance(async (app) => {
  const [current] = app.env.encryptionKeys
  if (!current) throw new Error('ENCRYPTION_KEY has no key')
  let left = 0
  for (const { column, resealed, unreadable } of await reseal(app, current.id)) {
    console.log(`${column.padEnd(34)} ${resealed} under ${current.id} now`)
    for (const row of unreadable) console.log(`CANNOT BE READ  ${column}  ${row}`)
    left += unreadable.length
  }
  if (left > 0)
    throw new Error(`${left} values are sealed under a key that is not in ENCRYPTION_KEY, or were changed`)
})
