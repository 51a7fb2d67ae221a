import { parseArgs } from 'node:util'
import { z } from 'zod'
import { erasePersonalData } from '@/lib/services/audit/erasePersonalData'
import { onInstance } from '../shared/onInstance'

const USAGE = `npm run audit:erase -- [--merchant ID] [--actor LABEL] [--before DATE]

Removes addresses, user agents and changed names and e-mail addresses from lines of the audit log, for good. The chains verify as
before. At least one of:

  --merchant  lines of one merchant's log
  --actor     lines of one author, such as user:usr_...
  --before    lines from before a day, such as 2026-01-01`

const { values } = parseArgs({
  options: { merchant: { type: 'string' }, actor: { type: 'string' }, before: { type: 'string' } },
})

await onInstance(async (app) => {
  const { merchant, actor, before } = values
  if (!merchant && !actor && !before) throw new Error(USAGE)
  const day = before === undefined ? null : z.iso.date().safeParse(before)
  if (day?.success === false) throw new Error('--before is a day such as 2026-01-01')
  const which = {
    chain: merchant ?? null,
    actor: actor ?? null,
    before: before === undefined ? null : new Date(before),
  }
  console.log(`${await erasePersonalData(app, which)} lines`)
})
