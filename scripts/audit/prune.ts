import { parseArgs } from 'node:util'
import { pruneLog } from '@/lib/services/audit/pruneLog'
import { onInstance } from '../shared/onInstance'
import { readCheckpoints } from './shared'

const USAGE = `npm run audit:prune -- --checkpoint FILE --public-key FILE

Removes what a checkpoint covers that is two years old, and lets each chain begin at its place of the checkpoint. Keep that
checkpoint: it vouches for where the chains begin. What happened to invoices stays.`

const { values } = parseArgs({
  options: { checkpoint: { type: 'string' }, 'public-key': { type: 'string' } },
})

await onInstance(async (app) => {
  if (!values.checkpoint) throw new Error(USAGE)
  const [checkpoint] = readCheckpoints([values.checkpoint], values['public-key'])
  if (!checkpoint) throw new Error(USAGE)
  const pruned = await pruneLog(app, checkpoint)
  for (const { chain, through, lines } of pruned) console.log(`${chain}  ${lines} lines up to ${through}`)
  console.log(`${pruned.length} chains begin at the checkpoint`)
})
